/**
 * One side of a comparison.
 */
import * as Effect from "effect/Effect"
import { isTerminal, type Output, type Run, type RunId } from "../domain/Run.js"
import { type HistoryError, RunHistory } from "../tracking/RunHistory.js"
import { optionsOf } from "./runOptions.js"

/** A run with what other runs know of it. */
export interface Side {
  readonly run: Run
  /** The options that decided its work: its own, or those of the process around it. */
  readonly options: ReturnType<typeof optionsOf>
  /** The files that hold what it made, or found as an earlier run had made them. */
  readonly outputs: ReadonlyArray<Output>
}

/** A run of the history as a side. */
export const sideOf = (run: Run): Effect.Effect<Side, HistoryError, RunHistory> =>
  Effect.gen(function* () {
    const process = yield* around(run)
    const worked = yield* workedFor(run)
    return {
      run,
      options: process === undefined ? null : optionsOf(process),
      outputs: worked !== undefined && isTerminal(worked) ? (worked.outputs ?? []) : []
    }
  })

/** The run, or the one around it, that has options. */
const around = (run: Run): Effect.Effect<Run | undefined, HistoryError, RunHistory> =>
  Effect.gen(function* () {
    let found: Run | undefined = run
    for (let steps = 0; found !== undefined && found.options === null && steps < deepest; steps++) {
      found = yield* byId(found.parentId)
    }
    return found
  })

/** Stages are inside windows, these inside a process, and a replay is inside what it repeats. */
const deepest = 100

/** The run, or the earlier one that had done the same work. */
const workedFor = (run: Run): Effect.Effect<Run | undefined, HistoryError, RunHistory> =>
  run.status === "completed" && run.skipped === "reused" && run.outputs === null
    ? byId(run.originId)
    : Effect.succeed(run)

const byId = (id: RunId | null): Effect.Effect<Run | undefined, HistoryError, RunHistory> =>
  id === null
    ? Effect.succeed(undefined)
    : Effect.flatMap(RunHistory, (history) => Effect.map(history.find(id), ({ runs }) => runs[0]))
