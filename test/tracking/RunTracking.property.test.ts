/**
 * Whatever a program does, the records of its runs are well formed.
 */
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import type { RunId } from "../../src/domain/Run.js"
import * as CurrentRun from "../../src/tracking/CurrentRun.js"
import * as RunTracking from "../../src/tracking/RunTracking.js"

/**
 * A program of tracked runs inside each other. There is no race in it: an Effect that is interrupted in
 * the middle of a race does not wait for the racers, tracked or not, so a child may end after its parent.
 */
type Program =
  | { readonly does: "succeed" | "fail" | "die" | "interrupt" | "yield" }
  | { readonly does: "track" | "catch"; readonly inner: Program }
  | { readonly does: "sequence" | "parallel"; readonly parts: ReadonlyArray<Program> }

const does = <const Names extends ReadonlyArray<Program["does"]>>(
  ...names: Names
): FastCheck.Arbitrary<Names[number]> => FastCheck.constantFrom(...names)

const { program } = FastCheck.letrec<{ program: Program }>((tie) => ({
  program: FastCheck.oneof(
    { maxDepth: 5, depthSize: "medium" },
    does("succeed", "fail", "die", "interrupt", "yield").map((does) => ({ does })),
    FastCheck.record({ does: does("track", "catch"), inner: tie("program") }),
    FastCheck.record({
      does: does("sequence", "parallel"),
      parts: FastCheck.array(tie("program"), { maxLength: 3 })
    })
  )
}))

const meaning = (program: Program): Effect.Effect<void, string> => {
  switch (program.does) {
    case "succeed":
      return CurrentRun.rowsOut(1)
    case "fail":
      return Effect.fail("failure")
    case "die":
      return Effect.die("defect")
    case "interrupt":
      return Effect.interrupt
    case "yield":
      return Effect.yieldNow()
    case "track":
      return RunTracking.track(meaning(program.inner), { stage: "s" })
    case "catch":
      return Effect.catchAllCause(meaning(program.inner), () => Effect.void)
    case "sequence":
      return Effect.forEach(program.parts, meaning, { discard: true, concurrency: 1 })
    case "parallel":
      return Effect.forEach(program.parts, meaning, { discard: true, concurrency: "unbounded" })
  }
}

it.effect.prop(
  "any program ends each run that it began, once, and inside its parent",
  [program],
  ([program]) =>
    Effect.gen(function* () {
      yield* Effect.exit(meaning({ does: "track", inner: program }))
      const records = yield* RunTracking.RecordedRuns
      const open = new Map<RunId, RunId | null>()
      for (const record of records) {
        if (record.status === "running") {
          expect(record.parentId === null ? open.size === 0 : open.has(record.parentId)).toBe(true)
          open.set(record.runId, record.parentId)
        } else {
          expect([...open.values()]).not.toContain(record.runId)
          expect(open.delete(record.runId)).toBe(true)
        }
      }
      expect([...open]).toStrictEqual([])
    }).pipe(Effect.provide(RunTracking.layerMemory))
)
