/**
 * The tables of the history, in SQL: their columns, how runs get into them, and how runs are laid over
 * tables that may only be read.
 */
import type { DuckDBValue } from "@duckdb/node-api"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { DuckDb, DuckDbError, Row } from "../storage/DuckDb.js"
import { cells, type RunRow } from "./RunRow.js"

/** The columns of `RunRow` in their order: the first 16 are those of `runs`. */
export const columns = [
  ["run_id", "UUID"],
  ["tenant_id", "VARCHAR"],
  ["stage", "VARCHAR"],
  ["status", "VARCHAR"],
  ["error", "VARCHAR"],
  ["input_fingerprint", "VARCHAR"],
  ["code_ref", "VARCHAR"],
  ["config_hash", "VARCHAR"],
  ["started_at", "TIMESTAMPTZ"],
  ["finished_at", "TIMESTAMPTZ"],
  ["duration_seconds", "DOUBLE"],
  ["rows_in", "BIGINT"],
  ["rows_out", "BIGINT"],
  ["llm_calls", "BIGINT"],
  ["tokens", "BIGINT"],
  ["trace_id", "VARCHAR"],
  ["kind", "VARCHAR"],
  ["parent_run_id", "UUID"],
  ["pid", "BIGINT"],
  ["host", "VARCHAR"],
  ["boot_id", "VARCHAR"],
  ["process_start", "VARCHAR"],
  ["degraded_reasons", "VARCHAR[]"],
  ["attempt", "BIGINT"],
  ["origin_run_id", "UUID"],
  ["skipped", "VARCHAR"],
  ["window_key", "VARCHAR"],
  ["window_start", "TIMESTAMPTZ"],
  ["window_end", "TIMESTAMPTZ"],
  ["fingerprint_parts", "VARCHAR"],
  ["options", "VARCHAR"],
  ["outputs", "VARCHAR"],
  ["tokens_in", "BIGINT"],
  ["tokens_out", "BIGINT"],
  ["tokens_cached", "BIGINT"],
  ["cost_usd", "DOUBLE"],
  ["unpriced_calls", "BIGINT"]
] as const satisfies ReadonlyArray<readonly [keyof RunRow, string]>

/** Runs with all that is known of them. */
export const runsWithDetails =
  "runs LEFT JOIN (SELECT * EXCLUDE (started_at) FROM run_details) USING (run_id)"

/** Runs a query on the tables of a database that is open for reading only, whatever its schema is. */
export const rowsOf = (
  db: Db,
  sql: string,
  parameters?: ReadonlyArray<DuckDBValue>
): Effect.Effect<ReadonlyArray<Row>, DuckDbError> =>
  Effect.catchIf(
    db.rows(sql, parameters),
    (error) => error.reason === "Shape",
    () => Effect.zipRight(layOver(db, []), db.rows(sql, parameters))
  )

/** Puts runs into the tables: a part of a transaction. What has ended there stays as it is. */
export const mergeRows = Effect.fnUntraced(function* (db: Db, rows: ReadonlyArray<RunRow>) {
  yield* stage(db, rows)
  yield* db.run(leaveWhatEnded("runs"))
  yield* db.run(updateDetails)
  yield* db.run(insertDetails)
  yield* db.run(insertLineage)
  yield* db.run(updateRuns)
  yield* db.run(insertRuns)
  yield* db.run("DROP TABLE merged")
})

/** Takes runs out of the tables: a part of a transaction. */
export const removeRows = Effect.fnUntraced(function* (db: Db, ids: ReadonlyArray<string>) {
  yield* db.run(
    "CREATE OR REPLACE TEMP TABLE removed AS SELECT unnest(string_split($1, ','))::UUID AS run_id",
    [ids.join(",")]
  )
  for (const [table, column] of places) {
    yield* db.run(`DELETE FROM ${table} WHERE ${column} IN (SELECT run_id FROM removed)`)
  }
  yield* db.run("DROP TABLE removed")
})

/**
 * Lays runs over the tables of a database that may only be read: from here on the names of the tables are
 * views on both. They have every column, also in a database with an older or a newer schema or of another
 * program: what is not there reads as null, and a table that is not there as empty.
 */
export const layOver = Effect.fnUntraced(function* (db: Db, rows: ReadonlyArray<RunRow>) {
  const there = yield* sources(db)
  yield* stage(db, rows)
  yield* db.run(leaveWhatEnded(there.runs))
  // To look for what is hidden costs a pass over each table, and hardly ever is there anything.
  const hidden = yield* db.rows(`SELECT 1 FROM ${there.runs} WHERE status = 'running' LIMIT 1`)
  const others = hidden.length === 0 ? "" : "ANTI JOIN merged USING (run_id)"
  yield* db.run(view("runs", runColumns, `${there.runs} ${others}`, "merged"))
  yield* db.run(view("run_details", detailColumns, `${there.details} ${others}`, "merged"))
  yield* db.run(view("lineage", lineageColumns, there.lineage))
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

type Db = Context.Tag.Service<DuckDb>
type Columns = ReadonlyArray<readonly [name: string, type: string]>

const runColumns = columns.slice(0, 16)
const keyColumns = [
  ["run_id", "UUID"],
  ["started_at", "TIMESTAMPTZ"]
] as const
const detailColumns = [...keyColumns, ...columns.slice(16)]
const lineageColumns = [
  ["child_run_id", "UUID"],
  ["parent_run_id", "UUID"]
] as const

/** Where the tables have the ids of runs. */
const places = [
  ["lineage", "child_run_id"],
  ["lineage", "parent_run_id"],
  ["run_details", "run_id"],
  ["runs", "run_id"]
] as const

const names = (of: Columns): string => of.map(([name]) => name).join(", ")
const taken = (of: Columns): string => of.map(([name]) => `${name} = merged.${name}`).join(", ")

const stage = (db: Db, rows: ReadonlyArray<RunRow>) =>
  Effect.zipRight(
    db.run(
      `CREATE OR REPLACE TEMP TABLE merged (${columns.map(([name, type]) => `${name} ${type}`).join(", ")})`
    ),
    db.append("temp.merged", rows.map(cells))
  )

const leaveWhatEnded = (runs: string): string =>
  `DELETE FROM merged USING ${runs} AS known
   WHERE merged.run_id = known.run_id AND (known.status <> 'running' OR merged.status = 'running')`

const updateDetails = `
  UPDATE run_details SET ${taken(detailColumns.slice(keyColumns.length))} FROM merged
  WHERE run_details.started_at = merged.started_at AND run_details.run_id = merged.run_id`

const insertDetails = `
  INSERT INTO run_details (${names(detailColumns)})
  SELECT ${names(detailColumns)} FROM merged ANTI JOIN run_details USING (started_at, run_id)
  ORDER BY started_at`

const insertLineage = `
  INSERT INTO lineage (child_run_id, parent_run_id)
  SELECT * FROM (
    SELECT run_id AS child_run_id, parent_run_id FROM merged WHERE parent_run_id IS NOT NULL
    UNION SELECT run_id, origin_run_id FROM merged WHERE origin_run_id IS NOT NULL
  ) ANTI JOIN lineage USING (child_run_id, parent_run_id)`

/** In two steps, for the table of another program need not have a key. */
const updateRuns = `
  UPDATE runs SET ${taken(runColumns.slice(1))} FROM merged WHERE runs.run_id = merged.run_id`

const insertRuns = `
  INSERT INTO runs (${names(runColumns)})
  SELECT ${names(runColumns)} FROM merged ANTI JOIN runs USING (run_id) ORDER BY started_at`

const view = (name: string, columns: Columns, ...from: ReadonlyArray<string>): string =>
  `CREATE OR REPLACE TEMP VIEW ${name} AS ${from
    .map((source) => `SELECT ${names(columns)} FROM ${source}`)
    .join(" UNION ALL ")}`

/** The tables of the database itself, by names that no view hides, with every column. */
const sources = Effect.fnUntraced(function* (db: Db) {
  const found = yield* db.rows(
    `SELECT database_name, table_name, list(column_name) AS column_names FROM duckdb_columns()
     WHERE database_name = current_database() AND schema_name = 'main' GROUP BY ALL`
  )
  const source = (table: string, columns: Columns, started?: string): string => {
    const row = found.find(({ table_name }) => table_name === table)
    const known: unknown = row?.["column_names"]
    if (row === undefined || !Array.isArray(known)) {
      return `(SELECT ${columns.map(([name, type]) => `NULL::${type} AS ${name}`).join(", ")} LIMIT 0)`
    }
    const name = `"${String(row["database_name"]).replaceAll('"', '""')}".main.${table}`
    const missing = columns.filter(([column]) => !known.includes(column))
    if (missing.length === 0) return name
    const nulls = missing.map(([column, type]) =>
      column === "started_at" && started !== undefined ? started : `NULL::${type} AS ${column}`
    )
    return `(SELECT ${table}.*, ${nulls.join(", ")} FROM ${name} AS ${table})`
  }
  const runs = source("runs", runColumns)
  const startOfRun = `(SELECT started_at FROM ${runs} AS begun WHERE begun.run_id = run_details.run_id) AS started_at`
  return {
    runs,
    details: source("run_details", detailColumns, startOfRun),
    lineage: source("lineage", lineageColumns)
  }
})
