/**
 * Whether the database of a history is sound: all that is in it is read, and nothing is changed.
 */
import { existsSync, statSync } from "node:fs"
import * as Effect from "effect/Effect"
import * as DuckDb from "../../storage/DuckDb.js"
import { currentVersion } from "../../storage/Migrator.js"
import { migrations } from "../../storage/migrations/index.js"
import { unreadable } from "../../tracking/openRuns.js"
import { bytesText } from "../bytes.js"
import type { Finding } from "./Finding.js"

/** What is to be said of the database in a file, and whether it can be worked with now. */
export const checkDatabase = Effect.fn("checkDatabase")(function* (
  file: string
): Effect.fn.Return<{ readonly findings: ReadonlyArray<Finding>; readonly usable: boolean }> {
  if (!existsSync(file)) return { findings: [finding("ok", "there is none yet")], usable: true }
  return yield* inspect(file).pipe(
    Effect.map((findings) => ({ findings, usable: findings.every(({ level }) => level !== "error") })),
    Effect.provide(DuckDb.layer({ file, readOnly: true, lockTimeout: "2 seconds" })),
    Effect.catchAll((error) => {
      const level = error.reason === "Locked" ? "warning" : "error"
      return Effect.succeed({ findings: [finding(level, unreadable(file, error))], usable: false })
    })
  )
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const finding = (level: Finding["level"], message: string): Finding => ({
  subject: "database",
  level,
  message
})

const inspect = Effect.fnUntraced(function* (file: string) {
  const db = yield* DuckDb.DuckDb
  const version = yield* currentVersion
  const tables = yield* db.rows(
    "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND NOT internal"
  )
  const names = tables.map((row) => String(row["table_name"])).sort()
  const rows = yield* Effect.forEach(names, readTable, { concurrency: 1 })
  const indexes = yield* Effect.forEach(yield* indexedColumns, readIndex, { concurrency: 1 })
  const odd = yield* Effect.forEach(oddities, (oddity) => count(file, oddity), { concurrency: 1 })
  const found = [
    ...schemaOf(file, version),
    ...damage(file, [...rows.flat(), ...indexes.flat()]),
    ...odd.flat()
  ]
  const sound = `schema ${version}, ${bytesText(statSync(file).size)}, all of it was read`
  return found.length === 0 ? [finding("ok", sound)] : found
})

const schemaOf = (file: string, version: number): ReadonlyArray<Finding> => {
  const known = migrations.length
  if (version > known) {
    return [
      finding(
        "warning",
        `${file} was written by a newer egregora (schema ${version}, this one knows ${known}): it is only read, as far as it is understood; update egregora`
      )
    ]
  }
  return version === known
    ? []
    : [finding("warning", `${file} has schema ${version}; the next \`process\` brings it to ${known}`)]
}

/** A part of the database that cannot be trusted. */
interface Broken {
  readonly part: string
  readonly why: string
}

const damage = (file: string, broken: ReadonlyArray<Broken>): ReadonlyArray<Finding> => {
  const [first] = broken
  if (first === undefined) return []
  const parts = broken.map(({ part }) => part).join(", ")
  return [
    finding(
      "error",
      `${file} is damaged in ${parts} (${first.why}): save what can be read with \`egregora runs export\`, then remove it; the next \`process\` begins a new one`
    )
  ]
}

const nothing: ReadonlyArray<Broken> = []

/** DuckDB checks what it reads from the disk. */
const readTable = (table: string) =>
  Effect.flatMap(DuckDb.DuckDb, (db) =>
    db.rows(`SELECT count(*), bit_xor(hash(t)) FROM ${name(table)} AS t`).pipe(
      Effect.as(nothing),
      Effect.catchAll(({ message }) => Effect.succeed([{ part: table, why: message }]))
    )
  )

interface Indexed {
  readonly index: string
  readonly table: string
  readonly column: string
  readonly type: string
}

/** The columns that have an index of their own. */
const indexedColumns = Effect.gen(function* () {
  const db = yield* DuckDb.DuckDb
  const found = yield* db.rows(
    `SELECT name, table_name, column_name, data_type
     FROM (
       SELECT index_name AS name, table_name, trim(expressions, '[]"') AS column_name
       FROM duckdb_indexes() WHERE database_name = current_database()
       UNION ALL
       SELECT 'the key of ' || table_name, table_name, constraint_column_names[1]
       FROM duckdb_constraints()
       WHERE database_name = current_database() AND constraint_type = 'PRIMARY KEY'
         AND len(constraint_column_names) = 1
     )
     JOIN duckdb_columns() USING (table_name, column_name)
     WHERE database_name = current_database()
     ORDER BY name`
  )
  return found.map(
    (row): Indexed => ({
      index: String(row["name"]),
      table: name(String(row["table_name"])),
      column: name(String(row["column_name"])),
      type: String(row["data_type"])
    })
  )
})

/**
 * An index is read only where something is looked for in it, so a damaged one lets every reader pass and
 * every merge fail. Here the same rows are counted by the index and without it.
 */
const readIndex = Effect.fnUntraced(function* ({ column, index, table, type }: Indexed) {
  const db = yield* DuckDb.DuckDb
  const counted = Effect.fnUntraced(function* (rest: string, share: number, most: number) {
    yield* db.run(`SET index_scan_percentage = ${share}`)
    yield* db.run(`SET index_scan_max_count = ${most}`)
    const [row] = yield* db.rows(`SELECT count(*)::DOUBLE AS n FROM ${table} WHERE ${rest}`)
    return Number(row?.["n"] ?? 0)
  })
  return yield* Effect.gen(function* () {
    const [first] = yield* db.rows(`SELECT min(${column})::VARCHAR AS least FROM ${table}`)
    const least = DuckDb.quoted(String(first?.["least"] ?? ""))
    if (least === "''") return nothing
    // What the statistics of a column decide is not looked up.
    const rest = type === "VARCHAR" ? `${column} >= ''` : `${column} > ${least}::${type}`
    const found = yield* counted(rest, 1, 2 ** 53)
    const there = yield* counted(rest, 0, 0)
    return found === there ? nothing : [{ part: index, why: `it finds ${found} of ${there} rows` }]
  }).pipe(Effect.catchAll(({ message }) => Effect.succeed([{ part: index, why: message }])))
})

/** What should not be, and who knows how it came. */
const oddities = [
  {
    what: "a status that there is not",
    sql: "SELECT count(*)::DOUBLE AS n FROM runs WHERE status NOT IN ('running', 'completed', 'failed', 'degraded')"
  },
  {
    what: "an id that another one has",
    sql: "SELECT (count(*) - count(DISTINCT run_id))::DOUBLE AS n FROM runs"
  },
  {
    what: "details twice",
    sql: "SELECT (count(*) - count(DISTINCT run_id))::DOUBLE AS n FROM run_details"
  },
  {
    what: "details and nothing else",
    sql: "SELECT count(*)::DOUBLE AS n FROM run_details ANTI JOIN runs USING (run_id)"
  },
  {
    what: "outputs or parts that are no JSON",
    sql: "SELECT count(*)::DOUBLE AS n FROM run_details WHERE NOT (coalesce(json_valid(outputs), true) AND coalesce(json_valid(fingerprint_parts), true))"
  }
]

const count = (file: string, { sql, what }: (typeof oddities)[number]) =>
  Effect.flatMap(DuckDb.DuckDb, (db) => db.rows(sql)).pipe(
    Effect.map(([row]) => {
      const n = Number(row?.["n"] ?? 0)
      return n === 0 ? [] : [finding("error", `${file}: ${n} ${n === 1 ? "run has" : "runs have"} ${what}`)]
    }),
    // Another schema lacks a table or a column; a table that cannot be read has been told of.
    Effect.catchAll(() => Effect.succeed([]))
  )

const name = (text: string): string => `"${text.replaceAll('"', '""')}"`
