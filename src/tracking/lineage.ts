/**
 * Where a run comes from and what came of it: the runs around it, the runs whose work it repeats or takes
 * over, and the same in the other direction.
 */
import * as Effect from "effect/Effect"
import type { Run, RunId } from "../domain/Run.js"
import { type Answer, RunHistory } from "./RunHistory.js"

/** What the later of two runs is to the earlier one. */
export type Edge = "inside" | "takes over" | "repeats"

/** A run that another one is linked to. */
export interface Branch {
  readonly edge: Edge
  readonly runId: RunId
  /** Null where the history has it no more. */
  readonly run: Run | null
  /** What it is linked to further on; empty where that has its place elsewhere in the lineage. */
  readonly branches: ReadonlyArray<Branch>
}

/** A run with what is before and after it. */
export interface Lineage extends Answer {
  readonly run: Run
  readonly ancestors: ReadonlyArray<Branch>
  /** By their start. */
  readonly descendants: ReadonlyArray<Branch>
}

/** What a run does with the work of its origin. One that has not ended may still find it done. */
export const originEdge = (run: Run): "takes over" | "repeats" =>
  run.status === "completed" && run.skipped !== null ? "takes over" : "repeats"

/**
 * The lineage of a run, at most so many steps in each direction. A run that can be reached by two ways has
 * its branches at the shorter one, inside the run around it if both are as long.
 */
export const lineageOf = Effect.fn("lineageOf")(function* (
  run: Run,
  depth: number = Number.POSITIVE_INFINITY
) {
  const notes = new Set<string>()
  let isWhole = true
  const note = (found: Answer) => {
    for (const text of found.notes) notes.add(text)
    isWhole &&= found.isWhole
  }
  const history = yield* RunHistory

  const up = yield* walk(run, depth, (level) =>
    Effect.gen(function* () {
      const steps: Array<Step> = []
      for (const later of level) {
        for (const [edge, runId] of origins(later)) {
          const found = yield* history.find(runId)
          note(found)
          steps.push({ from: later.runId, edge, runId, run: found.runs[0] ?? null })
        }
      }
      return steps
    })
  )
  const down = yield* walk(run, depth, (level) =>
    Effect.map(history.below(level.map(({ runId }) => runId)), (found) => {
      note(found)
      const above = new Set(level.map(({ runId }) => runId))
      return found.runs.flatMap((later) =>
        origins(later).flatMap(([edge, from]) =>
          above.has(from) ? [{ from, edge, runId: later.runId, run: later }] : []
        )
      )
    })
  )
  const lineage: Lineage = { run, ancestors: up, descendants: down, notes: [...notes], isWhole }
  return lineage
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

interface Step extends Omit<Branch, "branches"> {
  /** The run that it was found from. */
  readonly from: RunId
}

/** Level by level, so that a process of thousands of windows takes a few queries. */
const walk = <E, R>(
  root: Run,
  depth: number,
  next: (level: ReadonlyArray<Run>) => Effect.Effect<ReadonlyArray<Step>, E, R>
): Effect.Effect<ReadonlyArray<Branch>, E, R> =>
  Effect.gen(function* () {
    const steps = new Map<RunId, Array<Step>>()
    const placed = new Map<RunId, Step | null>([[root.runId, null]])
    let level: ReadonlyArray<Run> = [root]
    for (let distance = 0; distance < depth && level.length > 0; distance++) {
      const found = yield* next(level)
      const runs: Array<Run> = []
      for (const step of found) {
        const siblings = steps.get(step.from)
        if (siblings === undefined) steps.set(step.from, [step])
        else siblings.push(step)
        if (placed.has(step.runId)) continue
        placed.set(step.runId, step)
        if (step.run !== null) runs.push(step.run)
      }
      level = runs
    }
    const branches = (from: RunId): ReadonlyArray<Branch> =>
      (steps.get(from) ?? []).map((step) => ({
        edge: step.edge,
        runId: step.runId,
        run: step.run,
        branches: placed.get(step.runId) === step ? branches(step.runId) : []
      }))
    return branches(root.runId)
  })

/** What a run comes from, each once: a run repeated by one inside it is told as repeated. */
const origins = (run: Run): ReadonlyArray<readonly [Edge, RunId]> => [
  ...(run.parentId === null || run.parentId === run.originId ? [] : [["inside", run.parentId] as const]),
  ...(run.originId === null ? [] : [[originEdge(run), run.originId] as const])
]
