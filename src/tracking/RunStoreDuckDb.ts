/**
 * The history in a DuckDB file.
 */
import type { DuckDBValue } from "@duckdb/node-api"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import { ArrayFormatter, type ParseError } from "effect/ParseResult"
import * as Schema from "effect/Schema"
import { isTerminal, RunId, RunKind } from "../domain/Run.js"
import { DuckDb, type DuckDbError, type Row } from "../storage/DuckDb.js"
import { migrate, type NewerSchema } from "../storage/Migrator.js"
import { migrations } from "../storage/migrations/index.js"
import type { RunQuery, StageStats } from "./RunQuery.js"
import { type RunRow, rowOf, runOf } from "./RunRow.js"
import { fold, type IdRange, RunStore, RunStoreError } from "./RunStore.js"
import { newestFirst, outlines, type Question, select, statistics, whole } from "./runSelection.js"
import { layOver, mergeRows, removeRows, rowsOf, runsWithDetails } from "./runTables.js"

/** The history in the open database, brought to the newest schema first. */
export const layer: Layer.Layer<RunStore, DuckDbError | NewerSchema, DuckDb> = Layer.effect(
  RunStore,
  Effect.zipRight(
    migrate(migrations),
    Effect.map(DuckDb, (db) =>
      make({
        read: (sql, parameters) => db.rows(sql, parameters),
        put: (rows) => db.transaction(mergeRows(db, rows)),
        remove: (ids) => db.transaction(removeRows(db, ids))
      })
    )
  )
)

/**
 * The history in a database that is open for reading only; its schema is taken as it is. What is merged
 * into it is laid over the tables for as long as it is open.
 */
export const layerReadOnly: Layer.Layer<RunStore, never, DuckDb> = Layer.effect(
  RunStore,
  Effect.map(DuckDb, (db) => {
    const laid = new Map<string, RunRow>()
    return make({
      read: (sql, parameters) => rowsOf(db, sql, parameters),
      put: (rows) => {
        for (const row of rows) {
          const known = laid.get(row.run_id)
          if (known === undefined || (known.status === "running" && row.status !== "running")) {
            laid.set(row.run_id, row)
          }
        }
        return layOver(db, [...laid.values()])
      },
      remove: (ids) => db.transaction(removeRows(db, ids))
    })
  })
)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** What differs where a database may only be read. */
interface Access {
  readonly read: Context.Tag.Service<DuckDb>["rows"]
  readonly put: (rows: ReadonlyArray<RunRow>) => Effect.Effect<void, DuckDbError>
  readonly remove: (ids: ReadonlyArray<string>) => Effect.Effect<void, DuckDbError>
}

const make = ({ put, read, remove }: Access): Context.Tag.Service<RunStore> => {
  const ask = ({ parameters, sql }: Question): Effect.Effect<ReadonlyArray<Row>, RunStoreError> =>
    Effect.mapError(read(sql, parameters), toStoreError)
  const decoded = (rows: ReadonlyArray<Row>) => Effect.mapError(decodeRuns(rows), toStoreError)
  /** Those that a subquery picks, newest last. */
  const picked = (sql: string, ...parameters: ReadonlyArray<DuckDBValue>) =>
    ask({ sql: whole(sql, newestFirst), parameters }).pipe(
      Effect.flatMap(decoded),
      Effect.map((runs) => runs.toReversed())
    )
  const list = Effect.fnUntraced(function* (query: RunQuery, range?: Omit<IdRange, "limit">) {
    const candidates = Math.max(64, query.limit * 6)
    const selection = select(query, candidates, range)
    const rows = yield* ask(selection)
    const [first] = rows
    const isAll =
      !selection.partial ||
      rows.length >= query.limit ||
      (first !== undefined && Number(first["candidates"]) < candidates)
    return yield* decoded(isAll ? rows : yield* ask(select(query, undefined, range)))
  })
  const latest = (query: RunQuery, range?: IdRange) =>
    Effect.map(list(query, range), (runs) => runs.toReversed())

  return {
    merge: (runs) => {
      const records = [...fold(runs).values()]
      return records.length === 0 ? Effect.void : Effect.mapError(put(records.map(rowOf)), toStoreError)
    },
    tail: ({ limit, stages }) => latest(stages ? { limit } : { limit, kinds: ["process", "window", "task"] }),
    range: (range) => latest({ limit: range.limit }, range),
    children: (id) => picked(`${fromDetails} WHERE parent_run_id = $1::UUID`, id),
    derived: (id) => picked(`${fromDetails} WHERE origin_run_id = $1::UUID`, id),
    below: (ids) =>
      ids.length === 0
        ? Effect.succeed([])
        : picked(
            `${fromDetails}
             WHERE parent_run_id IN (SELECT unnest(string_split($1, ','))::UUID)
             OR origin_run_id IN (SELECT unnest(string_split($1, ','))::UUID)`,
            ids.join(",")
          ),
    worked: Effect.map(picked(workedRuns), (runs) => runs.filter(isTerminal)),
    running: Effect.map(picked("SELECT run_id, started_at FROM runs WHERE status = 'running'"), (runs) =>
      runs.filter((run) => run.status === "running")
    ),
    list,
    stats: (filter) =>
      Effect.flatMap(ask(statistics(filter)), (rows) => Effect.mapError(decodeStats(rows), toStoreError)),
    outlines: Effect.flatMap(ask(outlines()), (rows) => Effect.mapError(decodeOutlines(rows), toStoreError)),
    remove: (ids) => {
      const gone = [...ids]
      return gone.length === 0 ? Effect.void : Effect.mapError(remove(gone), toStoreError)
    }
  }
}

const fromDetails = "SELECT run_id, started_at FROM run_details"

const workedRuns = `
  SELECT arg_max(run_id, (started_at, run_id)) AS run_id, max(started_at) AS started_at FROM ${runsWithDetails}
  WHERE input_fingerprint IS NOT NULL AND status <> 'running' AND skipped IS NULL
    AND (kind = 'window' AND window_key IS NOT NULL OR kind = 'stage')
  GROUP BY kind, CASE kind WHEN 'window' THEN window_key ELSE stage END, status`

const decodeRuns = (rows: ReadonlyArray<Row>) => Either.all(rows.map(({ run }) => runOf(run)))

const StageRow: Schema.Schema<StageStats> = Schema.Struct({
  stage: Schema.String,
  runs: Schema.Number,
  running: Schema.Number,
  failed: Schema.Number,
  degraded: Schema.Number,
  skipped: Schema.Number,
  p50: Schema.NullOr(Schema.Number),
  p95: Schema.NullOr(Schema.Number),
  max: Schema.NullOr(Schema.Number),
  llmCalls: Schema.Number,
  tokens: Schema.Number,
  cost: Schema.Number,
  unpricedCalls: Schema.Number
})
const decodeStats = Schema.decodeUnknown(Schema.Array(StageRow))

const OutlineRow = Schema.Struct({
  runId: RunId,
  parentId: Schema.NullOr(RunId),
  originId: Schema.NullOr(RunId),
  kind: RunKind,
  running: Schema.Boolean,
  startedAt: Schema.Number
})
const decodeOutlines = Schema.decodeUnknown(Schema.Array(OutlineRow))

const toStoreError = (error: DuckDbError | ParseError): RunStoreError => {
  if (error._tag === "DuckDbError") {
    return new RunStoreError({ message: error.message, damaged: error.reason === "NotADatabase" })
  }
  const [issue] = ArrayFormatter.formatErrorSync(error)
  const what = `${issue?.path.join(".")}: ${issue?.message.split("\n", 1)[0]}`
  return new RunStoreError({ message: `a run is not as it should be: ${what}`, damaged: false })
}
