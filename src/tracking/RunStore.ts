/**
 * Where the history is kept for good. The journals of a site are merged into it, and readers fold the
 * journals that are not merged yet over what it gives.
 */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Ref from "effect/Ref"
import { isTerminal, later, type Run, type RunId, type Running, type Terminal } from "../domain/Run.js"
import { listed, matches, type RunFilter, type RunQuery, type StageStats, statsOf } from "./RunQuery.js"
import { type Outline, outlineOf } from "./retention.js"

/** A store that cannot be read or written. `message` is one line. */
export class RunStoreError extends Data.TaggedError("RunStoreError")<{
  readonly message: string
  /** Whether what is stored is broken, so that another attempt cannot help. */
  readonly damaged: boolean
}> {}

/** Runs between two ids, both included: what an id prefix is. */
export interface IdRange {
  readonly from: RunId
  readonly to: RunId
  /** The most runs to give, the latest first to be kept. */
  readonly limit: number
}

/** A history of runs, one record for each. Lists are in the order of `byStart`, newest last, but for `list`. */
export class RunStore extends Context.Tag("egregora/RunStore")<
  RunStore,
  {
    /**
     * Adds runs, all or none. A run that has ended in the store stays as it is, one that is running
     * there takes the end that comes, and merging again what is there changes nothing. If a run comes
     * more than once, `later` decides.
     */
    readonly merge: (runs: Iterable<Run>) => Effect.Effect<void, RunStoreError>
    /** The latest runs; stages only when asked for. */
    readonly tail: (options: {
      readonly limit: number
      readonly stages: boolean
    }) => Effect.Effect<ReadonlyArray<Run>, RunStoreError>
    /** The runs in a range of ids. */
    readonly range: (range: IdRange) => Effect.Effect<ReadonlyArray<Run>, RunStoreError>
    /** The runs directly inside a run. */
    readonly children: (id: RunId) => Effect.Effect<ReadonlyArray<Run>, RunStoreError>
    /** The runs that take over the work of a run, or repeat it. */
    readonly derived: (id: RunId) => Effect.Effect<ReadonlyArray<Run>, RunStoreError>
    /** The children of any of some runs and what derives from one of them: one step down the lineage. */
    readonly below: (ids: ReadonlyArray<RunId>) => Effect.Effect<ReadonlyArray<Run>, RunStoreError>
    /**
     * Where the work stands that need not be done twice: of each window, by its key, and of each stage
     * with an input fingerprint, the latest run that ended in each status, without those that skipped
     * their work.
     */
    readonly worked: Effect.Effect<ReadonlyArray<Terminal>, RunStoreError>
    /** The runs that have not ended. */
    readonly running: Effect.Effect<ReadonlyArray<Running>, RunStoreError>
    /** The runs that are asked for, in the order asked for. */
    readonly list: (query: RunQuery) => Effect.Effect<ReadonlyArray<Run>, RunStoreError>
    /** What the runs that are meant amount to, in the order of `statsOf`. */
    readonly stats: (filter: RunFilter) => Effect.Effect<ReadonlyArray<StageStats>, RunStoreError>
    /** What is known of every run for deciding whether it stays, in no order. */
    readonly outlines: Effect.Effect<ReadonlyArray<Outline>, RunStoreError>
    /** Forgets runs, all or none. What is not there is no error. */
    readonly remove: (ids: Iterable<RunId>) => Effect.Effect<void, RunStoreError>
  }
>() {}

/** Orders runs by their start, and by their ids where that is the same. */
export const byStart = (a: Run, b: Run): number =>
  a.startedAt - b.startedAt || (a.runId < b.runId ? -1 : Number(a.runId > b.runId))

/** One record for each run, whatever order and however often the records come. */
export const fold = (runs: Iterable<Run>, into: Map<RunId, Run> = new Map()): Map<RunId, Run> => {
  for (const run of runs) into.set(run.runId, later(into.get(run.runId), run))
  return into
}

/** The last `limit` runs of a list that is in any order. */
export const latest = (runs: Iterable<Run>, limit: number): ReadonlyArray<Run> =>
  limit > 0 ? [...runs].sort(byStart).slice(-limit) : []

/** Of some runs, what `RunStore.worked` gives. */
export const worked = (runs: Iterable<Run>): ReadonlyArray<Terminal> => {
  const found = new Map<string, Terminal>()
  for (const run of [...runs].sort(byStart)) {
    if (run.inputFingerprint === null || !isTerminal(run)) continue
    if (run.status === "completed" && run.skipped !== null) continue
    const name = run.kind === "window" ? run.window?.key : run.kind === "stage" ? run.stage : undefined
    if (name !== undefined) found.set(JSON.stringify([run.kind, name, run.status]), run)
  }
  return [...found.values()].sort(byStart)
}

/** Whether a run is what `RunStore.below` gives for these. */
export const isBelow = (ids: Iterable<RunId>): ((run: Run) => boolean) => {
  const above = new Set<RunId | null>(ids)
  return ({ originId, parentId }) => above.has(parentId) || above.has(originId)
}

/** Keeps the runs in memory. */
export const layerMemory: Layer.Layer<RunStore> = Layer.effect(
  RunStore,
  Effect.map(Ref.make<ReadonlyMap<RunId, Run>>(new Map()), (known) => {
    const select = (keep: (run: Run) => boolean, limit = Number.POSITIVE_INFINITY) =>
      Effect.map(Ref.get(known), (runs) => latest([...runs.values()].filter(keep), limit))
    return {
      merge: (runs) => Ref.update(known, (before) => fold(runs, new Map(before))),
      tail: ({ limit, stages }) => select((run) => stages || run.kind !== "stage", limit),
      range: ({ from, to, limit }) => select((run) => run.runId >= from && run.runId <= to, limit),
      children: (id) => select((run) => run.parentId === id),
      derived: (id) => select((run) => run.originId === id),
      below: (ids) => select(isBelow(ids)),
      worked: Effect.map(Ref.get(known), (runs) => worked(runs.values())),
      running: Effect.map(Ref.get(known), (runs) => [...runs.values()].filter(isRunning).sort(byStart)),
      list: (query) => Effect.map(Ref.get(known), (runs) => listed(runs.values(), query)),
      stats: (filter) =>
        Effect.map(Ref.get(known), (runs) => statsOf([...runs.values()].filter(matches(filter)))),
      outlines: Effect.map(Ref.get(known), (runs) => [...runs.values()].map(outlineOf)),
      remove: (ids) => {
        const gone = new Set(ids)
        return Ref.update(known, (runs) => new Map([...runs].filter(([id]) => !gone.has(id))))
      }
    }
  })
)

const isRunning = (run: Run): run is Running => !isTerminal(run)
