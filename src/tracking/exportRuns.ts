/**
 * Writes the history of a site into a file for other programs.
 */
import { randomUUID } from "node:crypto"
import { renameSync, rmSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"
import * as Effect from "effect/Effect"
import { formula } from "../domain/spreadsheet.js"
import { DuckDb, type DuckDbError, quoted } from "../storage/DuckDb.js"
import { journalFolder } from "./JournalFolder.js"
import { databaseFile } from "./mergeJournals.js"
import { openDatabase, unreadable } from "./openRuns.js"
import { type Exported, type ExportTarget, HistoryError } from "./RunHistory.js"
import { RunStore } from "./RunStore.js"
import { layOver, recentRuns, unread } from "./recentRuns.js"
import { columns, rowsOf, runsWithDetails } from "./runTables.js"

/**
 * Writes every run, the oldest first: the columns of `runs` and of `run_details`, and the parent from
 * `lineage` where that alone knows it. Instants are in UTC. JSON is JSON in a JSON file, and text in others.
 * In comma-separated values, what a spreadsheet would take for a formula is as `harmless` makes it.
 *
 * The file appears under its name when it is whole. A table that cannot be read is an error here, for
 * nobody would see in the file that something is missing.
 */
export const exportRuns = Effect.fnUntraced(function* (
  siteFolder: string,
  { file, format }: ExportTarget
): Effect.fn.Return<Exported, HistoryError> {
  const target = resolve(file)
  const temporary = join(dirname(target), `.${randomUUID().slice(0, 8)}-${basename(target)}`)
  const table = databaseFile(siteFolder)
  const notWritten = (why: string) => new HistoryError({ message: `${file} cannot be written: ${why}` })

  const journals = recentRuns(journalFolder(siteFolder))
  const recent = yield* Effect.mapError(journals, ({ message }) => new HistoryError({ message }))
  const runs = yield* Effect.flatMap(RunStore, (store) => layOver(store, recent)).pipe(
    Effect.zipRight(Effect.mapError(copyRuns(temporary, format), (error) => notWritten(whyNot(error)))),
    Effect.provide(openDatabase(table, { lockTimeout: "10 seconds", copyTo: temporary })),
    Effect.catchTags({
      DuckDbError: (error) => new HistoryError({ message: unreadable(table, error) }),
      RunStoreError: (error) => new HistoryError({ message: unreadable(table, error) })
    }),
    Effect.zipLeft(
      Effect.try({ try: () => renameSync(temporary, target), catch: (cause) => notWritten(String(cause)) })
    ),
    Effect.ensuring(Effect.sync(() => rmSync(temporary, { force: true })))
  )
  return { runs, ...unread(recent) }
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const copyRuns = Effect.fnUntraced(function* (file: string, format: ExportTarget["format"]) {
  const [copied] = yield* rowsOf(
    yield* DuckDb,
    `COPY (
       SELECT ${columns.map((column) => written(column, format)).join(", ")} FROM ${runsWithDetails}
       LEFT JOIN (
         SELECT child_run_id AS run_id, min(parent_run_id) AS linked_run_id FROM lineage
         WHERE child_run_id NOT IN (SELECT run_id FROM run_details) GROUP BY ALL
       ) USING (run_id)
       ORDER BY started_at, run_id
     ) TO ${quoted(file)} (${formats[format]}, USE_TMP_FILE false)`
  )
  return Number(copied?.["Count"] ?? 0)
})

const iso = "TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%fZ'"

const formats: Record<ExportTarget["format"], string> = {
  parquet: "FORMAT parquet, COMPRESSION zstd",
  csv: `FORMAT csv, HEADER, ${iso}`,
  json: `FORMAT json, ${iso}`
}

const written = ([name, type]: (typeof columns)[number], format: ExportTarget["format"]): string => {
  if (name === "parent_run_id") return "coalesce(parent_run_id, linked_run_id) AS parent_run_id"
  // Other programs may have made a TIMESTAMP of it.
  if (type === "TIMESTAMPTZ") return `${name}::TIMESTAMPTZ AS ${name}`
  if (type === "VARCHAR[]" && format === "csv") return `to_json(${name})::VARCHAR AS ${name}`
  if (type === "VARCHAR" && format === "csv") {
    return `if(regexp_matches(${name}, ${quoted(formula)}), '''' || ${name}, ${name}) AS ${name}`
  }
  const isJson = name === "fingerprint_parts" || name === "options" || name === "outputs"
  return isJson && format === "json"
    ? `CASE WHEN json_valid(${name}) THEN ${name}::JSON ELSE to_json(${name}) END AS ${name}`
    : name
}

const whyNot = ({ message, reason }: DuckDbError): string => {
  switch (reason) {
    case "Missing":
      return "there is no such folder"
    case "Denied":
      return "permission denied"
    default:
      return message
  }
}
