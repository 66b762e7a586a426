import { describe, expect, expectTypeOf, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Pipeline from "../../src/pipeline/Pipeline.js"
import * as Stage from "../../src/pipeline/Stage.js"
import * as RunTracking from "../../src/tracking/RunTracking.js"

const spell = Stage.make("spell", (n: number) => Effect.succeed(String(n)))
const shout = Stage.make("shout", (text: string) => Effect.succeed(`${text}!`), { version: "2" })
const measure = Stage.make("measure", (text: string) =>
  text.length > 3 ? Effect.fail("too long" as const) : Effect.succeed(text.length)
)
const standard = Pipeline.make(spell, measure)

const names = (pipeline: { readonly stages: ReadonlyArray<Stage.Any> }) =>
  pipeline.stages.map((stage) => stage.name)

describe("Pipeline", () => {
  it.effect("hands each stage what the one before it gave", () =>
    Effect.gen(function* () {
      expect(yield* standard.run(42)).toBe(2)
      expect(yield* Effect.exit(standard.run(4200))).toStrictEqual(Exit.fail("too long"))
    })
  )

  it("edits keep the order that their types say", () => {
    const inserted = standard.pipe(Pipeline.insertAfter("spell", shout))
    expectTypeOf(inserted.stages).toEqualTypeOf<readonly [typeof spell, typeof shout, typeof measure]>()
    expect(names(inserted)).toStrictEqual(["spell", "shout", "measure"])

    const before = standard.pipe(Pipeline.insertBefore("measure", shout))
    expectTypeOf(before.stages).toEqualTypeOf<readonly [typeof spell, typeof shout, typeof measure]>()
    expect(names(before)).toStrictEqual(["spell", "shout", "measure"])

    const whisper = Stage.make("whisper", (text: string) => Effect.succeed(text.toLowerCase()))
    const replaced = inserted.pipe(Pipeline.replace("shout", whisper))
    expectTypeOf(replaced.stages).toEqualTypeOf<readonly [typeof spell, typeof whisper, typeof measure]>()
    expect(names(replaced)).toStrictEqual(["spell", "whisper", "measure"])

    const removed = replaced.pipe(Pipeline.remove("whisper"))
    expectTypeOf(removed.stages).toEqualTypeOf<readonly [typeof spell, typeof measure]>()
    expect(names(removed)).toStrictEqual(["spell", "measure"])
  })

  it("types refuse a wrong order, an unknown name and a name used twice", () => {
    const halve = Stage.make("halve", (n: number) => Effect.succeed(n / 2))
    const again = Stage.make("measure", (text: string) => Effect.succeed(text))
    const halved = Pipeline.make(halve, spell, measure)
    // @ts-expect-error "spell" does not take what "shout" gives
    Pipeline.make(shout, spell)
    // @ts-expect-error "shout" does not take what "measure" gives
    standard.pipe(Pipeline.insertAfter("measure", shout))
    // @ts-expect-error there is no stage "polish"
    standard.pipe(Pipeline.insertAfter("polish", shout))
    // @ts-expect-error there is no stage "polish"
    standard.pipe(Pipeline.remove("polish"))
    // @ts-expect-error "measure" does not take what "halve" gives
    standard.pipe(Pipeline.replace("spell", halve))
    // @ts-expect-error "measure" does not take what "halve" gives
    halved.pipe(Pipeline.remove("spell"))
    const either = "spell" as "spell" | "measure"
    // @ts-expect-error name one stage
    standard.pipe(Pipeline.insertAfter(either, shout))
    // @ts-expect-error a pipeline has at least one stage
    Pipeline.make(spell).pipe(Pipeline.remove("spell"))
    // @ts-expect-error two stages are named "measure"
    standard.pipe(Pipeline.insertAfter("spell", again))
    expectTypeOf(standard.run(1)).toEqualTypeOf<Effect.Effect<number, "too long">>()
  })

  it.effect("each stage is a run inside the run around it", () =>
    Effect.gen(function* () {
      yield* standard.run(42).pipe(RunTracking.track({ stage: "window_0", kind: "window" }))
      const runs = yield* RunTracking.RecordedRuns
      const ended = runs.filter((run) => run.status === "completed")
      expect(ended.map((run) => [run.stage, run.kind])).toStrictEqual([
        ["spell", "stage"],
        ["measure", "stage"],
        ["window_0", "window"]
      ])
      const window = ended.find((run) => run.kind === "window")
      expect(ended.map((run) => run.parentId)).toStrictEqual([window?.runId, window?.runId, null])
    }).pipe(Effect.provide(RunTracking.layerMemory))
  )

  it("describes what decides its output", () => {
    expect(Pipeline.describe([spell, shout, measure])).toStrictEqual([
      { name: "spell", version: "1" },
      { name: "shout", version: "2" },
      { name: "measure", version: "1" }
    ])
  })
})
