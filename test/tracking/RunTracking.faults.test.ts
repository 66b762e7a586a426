/**
 * The fault matrix: whatever the journal does, the exit of tracked work is that of the bare work.
 */
import { describe, expect, it } from "@effect/vitest"
import type * as Cause from "effect/Cause"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as FiberId from "effect/FiberId"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as TestClock from "effect/TestClock"
import type { Run } from "../../src/domain/Run.js"
import { RunJournal } from "../../src/tracking/RunJournal.js"
import * as Tracking from "../../src/tracking/RunTracking.js"
import { journals, payloads, type Work, works, workTime } from "../support/faults.js"

type Wrap = (effect: Effect.Effect<unknown, unknown>) => Effect.Effect<unknown, unknown>

const bare: Wrap = (effect) => effect
const tracked: Wrap = (effect) => Tracking.track(effect, { stage: "work" })

const options = { process: { pid: 1, host: "here", bootId: "", startTime: "" } }
const quiet = Logger.remove(Logger.defaultLogger)

describe("the exit of tracked work is that of the bare work", () => {
  for (const [fault, journal] of Object.entries(journals)) {
    describe(`when the journal is one that ${fault}`, () => {
      const layer = Tracking.layer(options).pipe(Layer.provide(journal))
      for (const [name, work] of Object.entries(works)) {
        it.effect(`and the work ${name}`, () =>
          Effect.gen(function* () {
            const [expected, actual] = yield* exits(work, [bare, tracked])
            expect(actual).toStrictEqual(expected)
          }).pipe(Effect.provide([layer, quiet]))
        )
      }
    })
  }

  const around: Record<string, Wrap> = {
    "a run inside a run": tracked,
    "an uninterruptible region": Effect.uninterruptible,
    "an interruptible region inside an uninterruptible one": (effect) =>
      Effect.uninterruptible(Effect.interruptible(effect)),
    "a finalizer": (effect) => Effect.ensuring(effect, Effect.void),
    "a scope": (effect) =>
      Effect.scoped(
        Effect.zipRight(
          Effect.addFinalizer(() => Effect.void),
          effect
        )
      ),
    "a handler": (effect) => Effect.catchAllCause(effect, Effect.failCause)
  }
  for (const [place, wrap] of Object.entries(around)) {
    it.effect(`and it happens in ${place}`, () =>
      Effect.gen(function* () {
        for (const work of Object.values(works).filter((work) => ends(work, place))) {
          const [expected, actual] = yield* exits(work, [
            (effect) => wrap(bare(effect)),
            (effect) => wrap(tracked(effect))
          ])
          expect(actual).toStrictEqual(expected)
        }
      }).pipe(Effect.provide([Tracking.layerMemory, quiet]))
    )
  }

  it.effect("and it lets itself be interrupted inside an uninterruptible region", () =>
    Effect.gen(function* () {
      for (const work of Object.values(works)) {
        const [expected, actual] = yield* exits(work, [
          (effect) => Effect.uninterruptible(bare(Effect.interruptible(effect))),
          (effect) => Effect.uninterruptible(tracked(Effect.interruptible(effect)))
        ])
        expect(actual).toStrictEqual(expected)
      }
    }).pipe(Effect.provide([Tracking.layerMemory, quiet]))
  )

  it.effect("and the logger throws when it hears of a lost record", () =>
    Effect.gen(function* () {
      for (const work of Object.values(works)) {
        const [expected, actual] = yield* exits(work, [bare, tracked])
        expect(actual).toStrictEqual(expected)
      }
    }).pipe(
      Effect.provide([
        Tracking.layer(options).pipe(Layer.provide(journals.fails)),
        Logger.replace(
          Logger.defaultLogger,
          Logger.make(() => {
            throw new Error("a defect in the logger")
          })
        )
      ])
    )
  )
})

describe("an interruption while the journal keeps the work waiting", () => {
  const outsider = FiberId.make(1_000_001, 0)
  const hanging = (from: number) => {
    let calls = 0
    const append = () => (calls++ < from ? Effect.void : Effect.uninterruptible(Effect.never))
    return Tracking.layer(options).pipe(Layer.provide(Layer.succeed(RunJournal, { append })))
  }
  const interrupted = Effect.gen(function* () {
    const fiber = yield* Effect.forkDaemon(tracked(Effect.fail(payloads[1])))
    yield* TestClock.adjust("500 millis")
    yield* fiber.interruptAsFork(outsider)
    yield* TestClock.adjust("1 seconds")
    const dropped = yield* (yield* Tracking.RunTracking).dropped
    return [outline(yield* Fiber.await(fiber), fiber.id()), dropped]
  })

  it.effect("keeps the work from beginning", () =>
    Effect.gen(function* () {
      expect(yield* interrupted).toStrictEqual([{ interrupt: "#1000001" }, 2])
    }).pipe(Effect.provide([hanging(0), quiet]))
  )

  it.effect("does not hide how the work ended", () =>
    Effect.gen(function* () {
      expect(yield* interrupted).toStrictEqual([
        { Sequential: [{ fail: "payload 1" }, { interrupt: "#1000001" }] },
        1
      ])
    }).pipe(Effect.provide([hanging(1), quiet]))
  )
})

describe("lost records", () => {
  const logged = (lines: Array<string>) =>
    Logger.replace(
      Logger.defaultLogger,
      Logger.make(({ logLevel, message }) => void lines.push(`${logLevel.label} ${message}`))
    )

  const twoRuns = Effect.gen(function* () {
    yield* Effect.forEach([1, 2], () => Tracking.track(Effect.void, { stage: "s" }))
    return yield* (yield* Tracking.RunTracking).dropped
  })

  const reasons: Record<Exclude<keyof typeof journals, "healthy">, string> = {
    fails: "JournalError: no space left on device",
    dies: "Error: a defect in the journal",
    throws: "Error: thrown before there was an effect",
    "interrupts itself": "All fibers interrupted without errors.",
    hangs: "Error: the journal did not answer in time",
    "hangs uninterruptibly": "Error: the journal did not answer in time"
  }
  for (const fault of [
    "fails",
    "dies",
    "throws",
    "interrupts itself",
    "hangs",
    "hangs uninterruptibly"
  ] as const) {
    it.effect(`are logged once and counted when the journal ${fault}`, () => {
      const lines: Array<string> = []
      return Effect.gen(function* () {
        const fiber = yield* Effect.fork(twoRuns)
        yield* TestClock.adjust("1 seconds")
        expect(yield* Fiber.join(fiber)).toBe(4)
        expect(lines).toStrictEqual([`WARN run tracking: a record was lost: ${reasons[fault]}`])
      }).pipe(Effect.provide([Layer.provide(Tracking.layer(options), journals[fault]), logged(lines)]))
    })
  }

  it.effect("there are none when the journal is healthy", () =>
    Effect.gen(function* () {
      expect(yield* twoRuns).toBe(0)
    }).pipe(Effect.provide(Layer.provide(Tracking.layer(options), journals.healthy)))
  )

  it.effect("cost one timeout, and after the pause the journal gets another chance", () => {
    let healthy = false
    const records: Array<Run> = []
    const journal = Layer.succeed(RunJournal, {
      append: (run: Run): Effect.Effect<void> =>
        healthy ? Effect.sync(() => void records.push(run)) : Effect.never
    })
    return Effect.gen(function* () {
      const fiber = yield* Effect.fork(twoRuns)
      yield* TestClock.adjust("249 millis")
      expect(yield* Fiber.poll(fiber)).toMatchObject({ _tag: "None" })
      yield* TestClock.adjust("1 millis")
      expect(yield* Fiber.join(fiber)).toBe(4)

      healthy = true
      yield* TestClock.adjust("9 seconds")
      expect(yield* twoRuns).toBe(8)
      expect(records).toStrictEqual([])

      yield* TestClock.adjust("1 seconds")
      expect(yield* twoRuns).toBe(8)
      expect(records.map(({ status }) => status)).toStrictEqual([
        "running",
        "completed",
        "running",
        "completed"
      ])
    }).pipe(
      Effect.provide([
        Tracking.layer({ ...options, timeout: "250 millis", pause: "10 seconds" }).pipe(
          Layer.provide(journal)
        ),
        logged([])
      ])
    )
  })
})

/** Work that waits for an interruption never ends where there can be none. */
const ends = (work: Work, place: string): boolean =>
  place !== "an uninterruptible region" || work.interruptedBy === undefined

/** The exits of some work under several wrappers, side by side, each in a fiber of its own. */
const exits = (work: Work, wraps: ReadonlyArray<Wrap>): Effect.Effect<ReadonlyArray<unknown>> =>
  Effect.gen(function* () {
    const all = yield* Effect.fork(
      Effect.forEach(wraps, (wrap) => exitOf(work, wrap), { concurrency: "unbounded" })
    )
    yield* TestClock.adjust("1 seconds")
    yield* TestClock.adjust(workTime)
    yield* TestClock.adjust("1 seconds")
    return yield* Fiber.join(all)
  })

const exitOf = (work: Work, wrap: Wrap): Effect.Effect<unknown> =>
  Effect.gen(function* () {
    const begun = yield* Deferred.make<void>()
    const fiber = yield* Effect.forkDaemon(wrap(work.effect(Deferred.succeed(begun, undefined))))
    if (work.interruptedBy !== undefined) yield* Deferred.await(begun)
    for (const by of work.interruptedBy ?? []) {
      yield* fiber.interruptAsFork(by)
      yield* Effect.sleep("1 millis")
    }
    return outline(yield* Fiber.await(fiber), fiber.id())
  })

/**
 * An exit as plain data that can be compared as a whole: payloads by their identity, the fiber's own id
 * as `self`. An empty cause beside another is left out, as Effect's own equality of causes does.
 */
const outline = (exit: Exit.Exit<unknown, unknown>, self: FiberId.FiberId): unknown =>
  Exit.isSuccess(exit) ? { success: identity(exit.value) } : outlineCause(exit.cause, self)

const outlineCause = (cause: Cause.Cause<unknown>, self: FiberId.FiberId): unknown => {
  switch (cause._tag) {
    case "Empty":
      return "empty"
    case "Fail":
      return { fail: identity(cause.error) }
    case "Die":
      return { die: identity(cause.defect) }
    case "Interrupt":
      return { interrupt: Equal.equals(cause.fiberId, self) ? "self" : FiberId.threadName(cause.fiberId) }
    case "Sequential":
    case "Parallel": {
      const [left, right] = [outlineCause(cause.left, self), outlineCause(cause.right, self)]
      return left === "empty" ? right : right === "empty" ? left : { [cause._tag]: [left, right] }
    }
  }
}

const identity = (payload: unknown): unknown => {
  const index = payloads.indexOf(payload)
  return index < 0 ? { unknown: payload } : `payload ${index}`
}
