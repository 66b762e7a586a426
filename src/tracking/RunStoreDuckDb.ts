/**
 * The history in a DuckDB file.
 */
import type { DuckDBValue } from "@duckdb/node-api"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { ParseError } from "effect/ParseResult"
import * as Schema from "effect/Schema"
import { isTerminal } from "../domain/Run.js"
import { DuckDb, type DuckDbError } from "../storage/DuckDb.js"
import { migrate, type NewerSchema } from "../storage/Migrator.js"
import { migrations } from "../storage/migrations/index.js"
import { cells, type EncodedRow, RunFromRow, type RunRow } from "./RunRow.js"
import { fold, RunStore, RunStoreError } from "./RunStore.js"

/** The history in the open database, brought to the newest schema first. */
export const layer: Layer.Layer<RunStore, DuckDbError | NewerSchema, DuckDb> = Layer.effect(
  RunStore,
  Effect.zipRight(
    migrate(migrations),
    Effect.map(DuckDb, (db) => make(db))
  )
)

/** The history in a database that is open for reading only; its schema is taken as it is. */
export const layerReadOnly: Layer.Layer<RunStore, never, DuckDb> = Layer.effect(
  RunStore,
  Effect.map(DuckDb, (db) => make(db))
)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const make = (db: Context.Tag.Service<DuckDb>): Context.Tag.Service<RunStore> => {
  const select = (condition: string, parameters: ReadonlyArray<DuckDBValue> = []) =>
    db.rows(`${selectRuns} ${condition}`, parameters).pipe(
      Effect.catchIf(
        (error) => error.reason === "Shape",
        () =>
          Effect.flatMap(selectWhatIsThere(db), (sql) =>
            sql === undefined ? Effect.succeed([]) : db.rows(`${sql} ${condition}`, parameters)
          )
      ),
      Effect.flatMap(decodeRuns),
      Effect.map((runs) => runs.toReversed()),
      Effect.mapError(toStoreError)
    )

  return {
    merge: (runs) => {
      const records = [...fold(runs).values()]
      return records.length === 0
        ? Effect.void
        : encodeRows(records).pipe(
            Effect.flatMap((rows) => db.transaction(mergeRows(db, rows))),
            Effect.mapError(toStoreError)
          )
    },
    tail: ({ limit, stages }) =>
      select(`WHERE $1 OR kind IS DISTINCT FROM 'stage' ${newestFirst} LIMIT $2`, [
        stages,
        Math.max(0, limit)
      ]),
    range: ({ from, to, limit }) =>
      select(`WHERE run_id BETWEEN $1::UUID AND $2::UUID ${newestFirst} LIMIT $3`, [
        from,
        to,
        Math.max(0, limit)
      ]),
    children: (id) => select(`WHERE parent_run_id = $1::UUID ${newestFirst}`, [id]),
    worked: Effect.map(
      select(
        `WHERE kind = 'window' AND window_key IS NOT NULL AND status <> 'running' AND skipped IS NULL
         QUALIFY row_number() OVER (PARTITION BY window_key, status ORDER BY started_at DESC, run_id DESC) = 1
         ${newestFirst}`
      ),
      (runs) => runs.filter(isTerminal)
    ),
    running: Effect.map(select(`WHERE status = 'running' ${newestFirst}`), (runs) =>
      runs.filter((run) => run.status === "running")
    )
  }
}

const mergeRows = Effect.fnUntraced(function* (
  db: Context.Tag.Service<DuckDb>,
  rows: ReadonlyArray<EncodedRow>
) {
  yield* db.run(`CREATE OR REPLACE TEMP TABLE merged (${stagedColumns})`)
  yield* db.append("merged", rows.map(cells))
  yield* db.run(
    `DELETE FROM merged USING runs
     WHERE merged.run_id = runs.run_id AND (runs.status <> 'running' OR merged.status = 'running')`
  )
  yield* db.run(upsertRuns)
  yield* db.run(upsertDetails)
  yield* db.run(insertLineage)
  yield* db.run("DROP TABLE merged")
})

const columns = [
  ["run_id", "UUID"],
  ["tenant_id", "VARCHAR"],
  ["stage", "VARCHAR"],
  ["status", "VARCHAR"],
  ["error", "VARCHAR"],
  ["input_fingerprint", "VARCHAR"],
  ["code_ref", "VARCHAR"],
  ["config_hash", "VARCHAR"],
  ["started_at", "MICROSECONDS"],
  ["finished_at", "MICROSECONDS"],
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
  ["window_start", "MICROSECONDS"],
  ["window_end", "MICROSECONDS"],
  ["fingerprint_parts", "VARCHAR"],
  ["options", "VARCHAR"],
  ["outputs", "VARCHAR"],
  ["tokens_in", "BIGINT"],
  ["tokens_out", "BIGINT"],
  ["tokens_cached", "BIGINT"],
  ["cost_usd", "DOUBLE"],
  ["unpriced_calls", "BIGINT"]
] as const satisfies ReadonlyArray<readonly [keyof RunRow, string]>

const runColumns = columns.slice(0, 16)
const detailColumns = columns.slice(16)
const names = (of: typeof runColumns | typeof detailColumns) => of.map(([name]) => name).join(", ")

const stagedColumns = columns
  .map(([name, type]) => `${name} ${type === "MICROSECONDS" ? "BIGINT" : type}`)
  .join(", ")

/** How a staged column enters its table. */
const unstaged = ([name, type]: (typeof columns)[number]): string =>
  type === "MICROSECONDS" ? `make_timestamptz(${name})` : name

/** How a column leaves the database: as JSON text or number. */
const read = ([name, type]: (typeof columns)[number]): string => {
  switch (type) {
    case "MICROSECONDS":
      return `epoch_us(${name})::DOUBLE AS ${name}`
    case "BIGINT":
      return `${name}::DOUBLE AS ${name}`
    default:
      return name
  }
}

const newestFirst = "ORDER BY started_at DESC, run_id DESC"

const selectRuns = `SELECT ${columns.map(read).join(", ")} FROM runs LEFT JOIN run_details USING (run_id)`

const upsertRuns = `
  INSERT INTO runs (${names(runColumns)})
  SELECT ${runColumns.map(unstaged).join(", ")} FROM merged
  ON CONFLICT (run_id) DO UPDATE SET ${runColumns
    .slice(1)
    .map(([name]) => `${name} = excluded.${name}`)
    .join(", ")}`

const upsertDetails = `
  INSERT INTO run_details (run_id, ${names(detailColumns)})
  SELECT run_id, ${detailColumns.map(unstaged).join(", ")} FROM merged
  ON CONFLICT (run_id) DO UPDATE SET ${detailColumns.map(([name]) => `${name} = excluded.${name}`).join(", ")}`

const insertLineage = `
  INSERT INTO lineage (child_run_id, parent_run_id)
  SELECT run_id, parent_run_id FROM merged WHERE parent_run_id IS NOT NULL
  UNION SELECT run_id, origin_run_id FROM merged WHERE origin_run_id IS NOT NULL
  ON CONFLICT DO NOTHING`

/**
 * The same selection from an older or a newer schema: what is not there reads as null. Undefined where
 * there are no runs at all, as in a database whose first writer did not live to migrate it.
 */
const selectWhatIsThere = (db: Context.Tag.Service<DuckDb>) =>
  db
    .rows("SELECT table_name, column_name FROM duckdb_columns() WHERE table_name IN ('runs', 'run_details')")
    .pipe(
      Effect.map((found) => {
        const known = new Set(found.map((row) => row["column_name"]))
        const tables = new Set(found.map((row) => row["table_name"]))
        if (!tables.has("runs")) return undefined
        const list = columns.map((column) => (known.has(column[0]) ? read(column) : `NULL AS ${column[0]}`))
        const joined = tables.has("run_details") ? "LEFT JOIN run_details USING (run_id)" : ""
        return `SELECT * FROM (SELECT ${list.join(", ")} FROM runs ${joined})`
      })
    )

const decodeRuns = Schema.decodeUnknown(Schema.Array(RunFromRow))
const encodeRows = Schema.encode(Schema.Array(RunFromRow))

const toStoreError = (error: DuckDbError | ParseError): RunStoreError =>
  error._tag === "DuckDbError"
    ? new RunStoreError({ message: error.message, damaged: error.reason === "NotADatabase" })
    : new RunStoreError({ message: `a run is not as it should be: ${error.message}`, damaged: false })
