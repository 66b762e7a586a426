/**
 * A run while it goes on: what changes in it and directly inside it, as it is seen by looking at the
 * history again and again.
 */
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { isTerminal, later, type Run, type RunId } from "../domain/Run.js"
import { current, vitality } from "./ProcessIdentity.js"
import { type Answer, HistoryError, RunHistory } from "./RunHistory.js"
import { fold } from "./RunStore.js"

/** A run and what is inside it at one moment. */
export interface Look extends Answer {
  readonly run: Run
  /** The runs directly inside it, in no order. */
  readonly inside: ReadonlyArray<Run>
  /** What has begun or ended since the look before, in this order; the run itself last, if it has ended. */
  readonly changed: ReadonlyArray<Run>
}

/**
 * Looks every so often until the run has ended. Each run inside is `changed` once as it begins, unless it
 * is first seen when it has ended, and once as it ends. What one look misses, as where the table is in
 * use, the next one has; so the end of the run itself is believed only by a look that misses nothing, or
 * after a few more.
 *
 * Fails if the run is no longer in the history, and its process is gone.
 */
export const followRun = (
  run: Run,
  options: { readonly every: Duration.DurationInput }
): Stream.Stream<Look, HistoryError, RunHistory> =>
  Stream.paginateEffect(begin(run), (state) =>
    Effect.gen(function* () {
      if (state.looks > 0) yield* Effect.sleep(options.every)
      const next = yield* look(state)
      return [seen(state, next), next.over ? Option.none<State>() : Option.some(next)] as const
    })
  )

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

interface State extends Answer {
  readonly run: Run
  readonly inside: ReadonlyMap<RunId, Run>
  readonly looks: number
  /** How many looks saw the end of the run but not all of the history. */
  readonly doubts: number
  readonly over: boolean
}

const mostDoubts = 5

const begin = (run: Run): State => ({
  run,
  inside: new Map(),
  notes: [],
  isWhole: true,
  looks: 0,
  doubts: 0,
  over: false
})

/** The run is read before what is inside it: once it has ended, nothing inside it changes any more. */
const look = Effect.fnUntraced(function* (state: State) {
  const history = yield* RunHistory
  const { process, runId } = state.run
  // In this order: a process that is gone has written its last line before the history is read.
  const gone = vitality(process, current()) === "dead"
  const own = yield* history.find(runId)
  const inside = yield* history.children(runId)
  const notes = [...new Set([...own.notes, ...inside.notes])]
  const isWhole = own.isWhole && inside.isWhole
  const [found] = own.runs
  const run = found === undefined ? state.run : later(state.run, found)
  if (found === undefined && gone && isWhole && !isTerminal(run)) {
    return yield* new HistoryError({
      message: `run ${runId} is no longer in the history, and its process ${process.pid} has ended`
    })
  }
  const ended = isTerminal(run)
  const doubtful = ended && !isWhole && state.doubts < mostDoubts
  const next: State = {
    run,
    inside: fold(inside.runs, new Map(state.inside)),
    notes,
    isWhole,
    looks: state.looks + 1,
    doubts: state.doubts + (doubtful ? 1 : 0),
    over: ended && !doubtful
  }
  return next
})

const seen = (before: State, { inside, isWhole, notes, over, run }: State): Look => {
  const changed = [...inside.values()].filter((child) => before.inside.get(child.runId) !== child)
  const begun = before.looks === 0 && !isTerminal(run) ? [run] : []
  return {
    run,
    inside: [...inside.values()],
    changed: [...begun, ...changed.sort((a, b) => moment(a) - moment(b)), ...(over ? [run] : [])],
    notes,
    isWhole
  }
}

/** When a run became what it is. */
const moment = (run: Run): number => (isTerminal(run) ? run.finishedAt : run.startedAt)
