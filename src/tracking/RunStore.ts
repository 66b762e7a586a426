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

/** A history of runs, one record for each. Lists are in the order of `byStart`, newest last. */
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
    /**
     * Of each window key, the latest run that ended in each status and did its work, rather than to skip
     * it: where a window stands. Runs of which no key is known are left out.
     */
    readonly worked: Effect.Effect<ReadonlyArray<Terminal>, RunStoreError>
    /** The runs that have not ended. */
    readonly running: Effect.Effect<ReadonlyArray<Running>, RunStoreError>
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
    if (run.kind !== "window" || run.window === null || !isTerminal(run)) continue
    if (run.status === "completed" && run.skipped !== null) continue
    found.set(JSON.stringify([run.window.key, run.status]), run)
  }
  return [...found.values()].sort(byStart)
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
      worked: Effect.map(Ref.get(known), (runs) => worked(runs.values())),
      running: Effect.map(Ref.get(known), (runs) => [...runs.values()].filter(isRunning).sort(byStart))
    }
  })
)

const isRunning = (run: Run): run is Running => !isTerminal(run)
