import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Run } from "../../src/domain/Run.js"
import { RunHistory } from "../../src/tracking/RunHistory.js"
import { matches } from "../../src/tracking/RunQuery.js"
import { historyOf } from "./someRuns.js"

/** What a history holds at one look, and its notes; one with notes is not whole. */
export type Moment = readonly [runs: ReadonlyArray<Run>, ...notes: ReadonlyArray<string>]

/** A history that holds something else each time a run is looked for by its whole id; the last moment stays. */
export const changing = (...moments: ReadonlyArray<Moment>): Layer.Layer<RunHistory> =>
  Layer.effect(
    RunHistory,
    Effect.map(Effect.provide(RunHistory, historyOf([])), (nothing) => {
      let looks = 0
      const found = (keep: (run: Run) => boolean) => {
        const [runs, ...notes] = moments[Math.max(1, Math.min(looks, moments.length)) - 1] ?? [[]]
        return { runs: runs.filter(keep), notes, isWhole: notes.length === 0 }
      }
      return {
        ...nothing,
        find: (id) =>
          Effect.sync(() => {
            if (id.length === 36) looks++
            return found(({ runId }) => runId.startsWith(id))
          }),
        children: (id) => Effect.sync(() => found(({ parentId }) => parentId === id)),
        list: (query) => Effect.sync(() => found(matches(query)))
      }
    })
  )
