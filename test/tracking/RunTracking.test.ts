import { describe, expect, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as FiberId from "effect/FiberId"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/TestClock"
import { expectTypeOf } from "vitest"
import * as Run from "../../src/domain/Run.js"
import * as CurrentRun from "../../src/tracking/CurrentRun.js"
import { Scrub } from "../../src/tracking/errorText.js"
import { Prices } from "../../src/tracking/Prices.js"
import * as RunTracking from "../../src/tracking/RunTracking.js"
import { journals } from "../support/faults.js"

class Broken extends Data.TaggedError("Broken")<{ readonly message: string }> {}

const someone = { pid: 42, host: "here", bootId: "boot", startTime: "start" }
const outsider = FiberId.make(1_000_001, 0)

/** The records of some work, and its exit. */
const recorded = <A, E>(work: Effect.Effect<A, E, RunTracking.RunTracking>) =>
  Effect.gen(function* () {
    const exit = yield* Effect.exit(work)
    const records = yield* RunTracking.RecordedRuns
    return { exit, records: [...records] }
  }).pipe(Effect.provide(RunTracking.layerMemory), Effect.provideService(Prices, prices))

const prices = [
  { model: "priced", input: 10, cached: 1, output: 10 },
  { model: "own", input: 0, output: 0 }
]

const aCall = CurrentRun.llm({ model: "priced", tokensIn: 6, tokensOut: 3 })

const spent = (tokensIn: number, tokensOut: number, cost: number, tokensCached = 0): Run.Spent => ({
  tokensIn,
  tokensOut,
  tokensCached,
  cost,
  unpricedCalls: 0
})

/** The run `s` as it begins at the instant 0, with the id and the microsecond of the first record. */
const begun = (records: ReadonlyArray<Run.Run>, known: Partial<Run.Running> = {}): Run.Running => ({
  status: "running",
  runId: Run.RunId.make(records[0]?.runId ?? ""),
  parentId: null,
  kind: "task",
  stage: "s",
  tenantId: null,
  inputFingerprint: null,
  codeRef: null,
  configHash: null,
  startedAt: records[0]?.startedAt ?? 0,
  rowsIn: null,
  traceId: null,
  process: { pid: 0, host: "memory", bootId: "", startTime: "" },
  ...Run.noDetails,
  ...known
})

const took = (seconds: number) => ({
  finishedAt: seconds * 1000,
  durationSeconds: seconds,
  ...Run.noMetrics
})

const atOnce = (run: Run.Running) => ({ ...took(0), finishedAt: run.startedAt })

describe("each exit earns its record", () => {
  it.effect("success", () =>
    Effect.gen(function* () {
      const work = Effect.as(TestClock.adjust("90 seconds"), "done")
      const { exit, records } = yield* recorded(RunTracking.track(work, { stage: "s" }))
      expect(exit).toStrictEqual(Exit.succeed("done"))
      expect(records).toStrictEqual([begun(records), Run.complete(begun(records), took(90))])
    })
  )

  it.effect("what is known at the start, and the trace", () =>
    Effect.gen(function* () {
      const options = {
        stage: "window_0",
        kind: "window",
        rowsIn: 12,
        inputFingerprint: "f",
        configHash: "c",
        tenantId: "t"
      } as const
      const work = RunTracking.track(Effect.currentSpan, options).pipe(Effect.withSpan("outer"))
      const { exit, records } = yield* recorded(work)
      const traceId = Exit.isSuccess(exit) ? exit.value.traceId : ""
      const first = begun(records, { ...options, traceId })
      expect(records).toStrictEqual([first, Run.complete(first, took(0))])
      expect(traceId).toMatch(/^\w{32}$/)
    })
  )

  it.effect("failure", () =>
    Effect.gen(function* () {
      const error = new Broken({ message: "the disk is full" })
      error.stack = "Broken: the disk is full"
      const { exit, records } = yield* recorded(RunTracking.track(Effect.fail(error), { stage: "s" }))
      expect(exit).toStrictEqual(Exit.fail(error))
      expect(records).toStrictEqual([
        begun(records),
        Run.fail(begun(records), took(0), "Broken: the disk is full")
      ])
    })
  )

  it.effect("a defect", () =>
    Effect.gen(function* () {
      const { exit, records } = yield* recorded(RunTracking.track(Effect.die("no such case"), { stage: "s" }))
      expect(exit).toStrictEqual(Exit.die("no such case"))
      expect(records).toStrictEqual([
        begun(records),
        Run.fail(begun(records), took(0), "Error: no such case")
      ])
    })
  )

  it.effect("an interruption from outside, and the time that the work took to end", () =>
    Effect.gen(function* () {
      const work = Effect.onInterrupt(Effect.never, () => Effect.sleep("5 seconds"))
      const fiber = yield* Effect.fork(RunTracking.track(work, { stage: "s" }))
      yield* TestClock.adjust("60 seconds")
      yield* fiber.interruptAsFork(outsider)
      yield* TestClock.adjust("5 seconds")
      expect(Exit.isInterrupted(yield* Fiber.await(fiber))).toBe(true)
      const records = [...(yield* RunTracking.RecordedRuns)]
      expect(records).toStrictEqual([begun(records), Run.fail(begun(records), took(65), "interrupted")])
    }).pipe(Effect.provide(RunTracking.layerMemory))
  )

  it.effect("an error that cannot be printed", () =>
    Effect.gen(function* () {
      const unprintable = {
        get message(): string {
          throw new Error("no message")
        }
      }
      const { records } = yield* recorded(RunTracking.track(Effect.fail(unprintable), { stage: "s" }))
      expect(records[1]).toStrictEqual(Run.fail(begun(records), took(0), "an error that cannot be printed"))
    })
  )
})

describe("what work reports of itself", () => {
  it.effect("is in the record", () =>
    Effect.gen(function* () {
      const work = Effect.gen(function* () {
        yield* CurrentRun.rowsOut(1)
        yield* CurrentRun.rowsOut(7)
        yield* CurrentRun.llm({ model: "priced", tokensIn: 60, tokensOut: 40 })
        yield* CurrentRun.llm({ model: "priced", tokensIn: 40, tokensCached: 30, tokensOut: 10, calls: 2 })
      })
      const { records } = yield* recorded(RunTracking.track(work, { stage: "s" }))
      const outcome = { ...took(0), rowsOut: 7, llmCalls: 3, tokens: 150, spent: spent(100, 50, 0.00123, 30) }
      expect(records[1]).toStrictEqual(Run.complete(begun(records), outcome))
    })
  )

  it.effect("has no price where the model has none, and that is not 0", () =>
    Effect.gen(function* () {
      const work = Effect.zipRight(
        CurrentRun.llm({ model: "unknown", tokensIn: 5, tokensOut: 4, calls: 3 }),
        CurrentRun.llm({ model: "own", tokensIn: 2, tokensOut: 1 })
      )
      const { records } = yield* recorded(RunTracking.track(work, { stage: "s" }))
      const outcome = {
        ...took(0),
        llmCalls: 4,
        tokens: 12,
        spent: { ...spent(7, 5, 0), unpricedCalls: 3 }
      }
      expect(records[1]).toStrictEqual(Run.complete(begun(records), outcome))
    })
  )

  it.effect("is kept when it fails", () =>
    Effect.gen(function* () {
      const work = Effect.zipRight(aCall, Effect.die("late"))
      const { records } = yield* recorded(RunTracking.track(work, { stage: "s" }))
      const outcome = { ...took(0), llmCalls: 1, tokens: 9, spent: spent(6, 3, 0.00009) }
      expect(records[1]).toStrictEqual(Run.fail(begun(records), outcome, "Error: late"))
    })
  )

  it.effect("degrades it when something was lost, with names and keys hidden", () =>
    Effect.gen(function* () {
      const work = CurrentRun.degrade("no picture of Ana Dias; token=abc123")
      const { exit, records } = yield* recorded(RunTracking.track(work, { stage: "s" })).pipe(
        Effect.provideService(Scrub, (text) => text.replaceAll("Ana Dias", "Quiet Heron"))
      )
      expect(exit).toStrictEqual(Exit.void)
      expect(records[1]).toStrictEqual(
        Run.degrade(begun(records), took(0), ["no picture of Quiet Heron; token=***"])
      )
    })
  )

  it.effect("does not degrade what failed", () =>
    Effect.gen(function* () {
      const work = Effect.zipRight(CurrentRun.degrade("lost"), Effect.die("late"))
      const { records } = yield* recorded(RunTracking.track(work, { stage: "s" }))
      expect(records[1]).toStrictEqual(Run.fail(begun(records), took(0), "Error: late"))
    })
  )

  it.effect("goes nowhere outside a run", () =>
    Effect.gen(function* () {
      yield* CurrentRun.rowsOut(3)
      yield* aCall
      yield* CurrentRun.degrade("lost")
      const { records } = yield* recorded(RunTracking.track(Effect.void, { stage: "s" }))
      expect(records[1]).toStrictEqual(Run.complete(begun(records), took(0)))
    })
  )

  it.effect("survives a scrub that throws", () =>
    Effect.gen(function* () {
      const { exit, records } = yield* recorded(
        RunTracking.track(CurrentRun.degrade("lost"), { stage: "s" })
      ).pipe(
        Effect.provideService(Scrub, () => {
          throw new Error("a defect in the scrub")
        })
      )
      expect(exit).toStrictEqual(Exit.void)
      expect(records[1]).toStrictEqual(
        Run.degrade(begun(records), took(0), ["an error that cannot be printed"])
      )
    })
  )
})

describe("runs inside runs", () => {
  it.effect("know their parent, and hand up what they spent and what their stages lost", () =>
    Effect.gen(function* () {
      const stage = RunTracking.track(Effect.zipRight(aCall, CurrentRun.degrade("no picture")), {
        stage: "enrich",
        kind: "stage"
      })
      const another = CurrentRun.llm({ model: "priced", tokensIn: 4, tokensOut: 1 })
      const window = RunTracking.track(Effect.zipRight(another, stage), {
        stage: "window_0",
        kind: "window"
      })
      const whole = RunTracking.track(window, {
        stage: "process",
        kind: "process",
        configHash: "c",
        tenantId: "t"
      })
      const { records } = yield* recorded(whole)
      const inherited = { configHash: "c", tenantId: "t" }
      const both = { llmCalls: 2, tokens: 14, spent: spent(10, 4, 0.00014) }
      const process = begun(records, { stage: "process", kind: "process", ...inherited })
      const inside = (index: number, parent: Run.Running, stage: string, kind: Run.RunKind) =>
        begun(records.slice(index), { stage, kind, parentId: parent.runId, ...inherited })
      const windowRun = inside(1, process, "window_0", "window")
      const stageRun = inside(2, windowRun, "enrich", "stage")
      expect(records).toStrictEqual([
        process,
        windowRun,
        stageRun,
        Run.degrade(stageRun, { ...atOnce(stageRun), llmCalls: 1, tokens: 9, spent: spent(6, 3, 0.00009) }, [
          "no picture"
        ]),
        Run.degrade(windowRun, { ...atOnce(windowRun), ...both }, ["no picture"]),
        Run.complete(process, { ...took(0), ...both })
      ])
    })
  )

  it.effect("hand up what each try of theirs spent, however it ended", () =>
    Effect.gen(function* () {
      let tries = 0
      const window = aCall.pipe(
        Effect.zipRight(Effect.suspend(() => (++tries < 3 ? Effect.fail("again") : Effect.interrupt))),
        RunTracking.track({ stage: "window_0", kind: "window" }),
        Effect.retry({ times: 2 })
      )
      const whole = RunTracking.track(Effect.exit(window), { stage: "s" })
      const { records } = yield* recorded(whole)
      const ended = records.filter(Run.isTerminal)
      const once = spent(6, 3, 0.00009)
      expect(ended.map((run) => [run.stage, run.llmCalls, run.tokens, run.spent])).toStrictEqual([
        ["window_0", 1, 9, once],
        ["window_0", 1, 9, once],
        ["window_0", 1, 9, once],
        ["s", 3, 27, spent(18, 9, 0.00027)]
      ])
    })
  )

  it.effect("leave their parent without a sum where no model was called", () =>
    Effect.gen(function* () {
      const { records } = yield* recorded(
        RunTracking.track(RunTracking.track(Effect.void, { stage: "inner" }), { stage: "s" })
      )
      expect(records.filter(Run.isTerminal).map(({ spent }) => spent)).toStrictEqual([null, null])
    })
  )

  it.effect("begin one after the other, also within a millisecond", () =>
    Effect.gen(function* () {
      const run = RunTracking.track(Effect.void, { stage: "s" })
      const later = Effect.zipRight(TestClock.adjust("1 millis"), run)
      const { records } = yield* recorded(Effect.all([run, run, run, later, run]))
      const starts = records.filter(({ status }) => status === "running").map(({ startedAt }) => startedAt)
      expect(starts).toStrictEqual([0, 0.001, 0.002, 1, 1.001])
    })
  )

  it.effect("may name another parent", () =>
    Effect.gen(function* () {
      const parentId = Run.RunId.make("00000000-0000-4000-8000-000000000001")
      const inner = RunTracking.track(Effect.void, { stage: "s", parentId })
      const { records } = yield* recorded(RunTracking.track(inner, { stage: "outer" }))
      expect(records[1]).toStrictEqual(begun(records.slice(1), { parentId }))
    })
  )

  it.effect("do not mix side by side", () =>
    Effect.gen(function* () {
      const window = (index: number) =>
        RunTracking.track(
          CurrentRun.rowsOut(index).pipe(Effect.zipRight(Effect.yieldNow()), Effect.zipRight(CurrentRun.get)),
          { stage: `window_${index}` }
        )
      const { records } = yield* recorded(Effect.forEach([0, 1, 2, 3], window, { concurrency: "unbounded" }))
      const ended = records.filter(Run.isTerminal).map(({ rowsOut, stage }) => [stage, rowsOut])
      expect(ended.sort()).toStrictEqual([0, 1, 2, 3].map((index) => [`window_${index}`, index]))
    })
  )
})

describe("runs by hand", () => {
  const report = { rowsOut: 1, llmCalls: 2, tokens: 3, spent: spent(2, 1, 0.5) }
  const options = { stage: "s" }

  it.effect("end in each of the three ways", () =>
    Effect.gen(function* () {
      const tracking = yield* RunTracking.RunTracking
      const [a, b, c] = [
        yield* tracking.start(options),
        yield* tracking.start(options),
        yield* tracking.start(options)
      ]
      yield* TestClock.adjust("2 seconds")
      const completed = yield* tracking.complete(a, report)
      const failed = yield* tracking.fail(b, Cause.die("x"), report)
      const degraded = yield* tracking.degrade(c, ["lost"])
      const outcome = { ...took(2), ...report }
      expect(completed).toStrictEqual(Run.complete(a, outcome))
      expect(failed).toStrictEqual(Run.fail(b, outcome, "Error: x"))
      expect(degraded).toStrictEqual(Run.degrade(c, took(2), ["lost"]))
      expect([...(yield* RunTracking.RecordedRuns)]).toStrictEqual([a, b, c, completed, failed, degraded])
    }).pipe(Effect.provide(RunTracking.layerMemory))
  )

  it.effect("keep their record whatever they counted", () =>
    Effect.gen(function* () {
      const tracking = yield* RunTracking.RunTracking
      const run = yield* tracking.start(options)
      const completed = yield* tracking.complete(run, { spent: spent(1.5, Number.NaN, Infinity) })
      expect(completed).toStrictEqual(Run.complete(run, { ...took(0), spent: spent(2, 0, 0) }))
    }).pipe(Effect.provide(RunTracking.layerMemory))
  )

  it.effect("may be ended by another than who began them, by the wall clock", () =>
    Effect.gen(function* () {
      const tracking = yield* RunTracking.RunTracking
      const run = yield* tracking.start(options)
      yield* TestClock.adjust("3 seconds")
      expect(yield* tracking.complete({ ...run })).toStrictEqual(Run.complete(run, took(3)))
      const early = { ...run, startedAt: 60_000 }
      expect((yield* tracking.complete(early)).durationSeconds).toBe(0)
    }).pipe(Effect.provide(RunTracking.layerMemory))
  )

  it.effect("carry the code and the process of their tracking", () =>
    Effect.gen(function* () {
      const run = yield* (yield* RunTracking.RunTracking).start(options)
      expect(run).toStrictEqual(begun([run], { codeRef: "1.2.3", process: someone }))
    }).pipe(
      Effect.provide(
        Layer.provide(RunTracking.layer({ codeRef: "1.2.3", process: someone }), journals.healthy)
      )
    )
  )

  it("end once", () => {
    const ended = (tracking: typeof RunTracking.RunTracking.Service, run: Run.Completed) => [
      // @ts-expect-error a run that has ended cannot end again
      tracking.complete(run),
      // @ts-expect-error
      tracking.fail(run, Cause.empty),
      // @ts-expect-error
      tracking.degrade(run, []),
      // @ts-expect-error
      Run.complete(run, took(0)),
      // @ts-expect-error
      Run.fail(run, took(0), ""),
      // @ts-expect-error
      Run.degrade(run, took(0), [])
    ]
    expectTypeOf(ended).toBeFunction()
  })
})

describe("track", () => {
  it.effect("leaves the effect as it is where nothing tracks", () =>
    Effect.gen(function* () {
      expect(yield* RunTracking.track(CurrentRun.get, { stage: "s" })).toMatchObject({ _tag: "None" })
    })
  )

  it.effect("records nothing with the layer that does nothing", () =>
    Effect.gen(function* () {
      const run = yield* RunTracking.track(CurrentRun.get, { stage: "s" })
      expect(run).toMatchObject({ _tag: "Some", value: { stage: "s" } })
    }).pipe(Effect.provide(RunTracking.layerNoop))
  )

  it("keeps the types of what it tracks, in both of its forms", () => {
    type Whole = Effect.Effect<number, Broken, Scrub>
    const work = (): Whole => Effect.succeed(1)
    expectTypeOf(RunTracking.track(work(), { stage: "s" })).toEqualTypeOf<Whole>()
    expectTypeOf(work().pipe(RunTracking.track({ stage: "s" }))).toEqualTypeOf<Whole>()
  })

  it.effect("works in both of its forms", () =>
    Effect.gen(function* () {
      const { records } = yield* recorded(
        Effect.void.pipe(RunTracking.track({ stage: "piped" }), (effect) =>
          RunTracking.track(effect, { stage: "first" })
        )
      )
      expect(records.map(({ stage, status }) => [stage, status])).toStrictEqual([
        ["first", "running"],
        ["piped", "running"],
        ["piped", "completed"],
        ["first", "completed"]
      ])
    })
  )
})
