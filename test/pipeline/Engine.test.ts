import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FastCheck from "effect/FastCheck"
import * as Fiber from "effect/Fiber"
import * as Ref from "effect/Ref"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/TestClock"
import type { Window } from "../../src/domain/Window.js"
import * as Engine from "../../src/pipeline/Engine.js"
import { aWindow } from "../support/aWindow.js"

class Busy extends Data.TaggedError("Busy")<{ readonly transient: boolean }> {}

const windows = (count: number) => Stream.range(0, count - 1).pipe(Stream.map((index) => aWindow({ index })))

const run = <A, E>(
  count: number,
  program: (window: Window) => Effect.Effect<A, E>,
  options: Partial<Engine.EngineOptions> = {}
) =>
  Effect.flatMap(Engine.Engine, (engine) =>
    engine
      .run(windows(count), program, { concurrency: 4, maxFailures: Number.POSITIVE_INFINITY, ...options })
      .pipe(Stream.runCollect, Effect.map(Chunk.toReadonlyArray))
  ).pipe(Effect.provide(Engine.layer))

/** What came out: the index of each window, and how it ended. */
const ends = (finished: ReadonlyArray<Engine.Finished<Window, unknown, unknown>>) =>
  finished.map(
    ({ window, exit }) =>
      `${window.index} ${Exit.isSuccess(exit) ? "done" : Exit.isInterrupted(exit) ? "interrupted" : "failed"}`
  )

const sorted = (numbers: ReadonlyArray<number>) => [...numbers].sort((a, b) => a - b)

/** A program that takes so many milliseconds for a window, and five for its finalizer. */
const observed = (length: (index: number) => number) => {
  const begun: Array<number> = []
  const ended: Array<number> = []
  const program = ({ index }: Window) =>
    Effect.sync(() => begun.push(index)).pipe(
      Effect.zipRight(Effect.sleep(length(index))),
      Effect.ensuring(
        Effect.zipRight(
          Effect.sleep(5),
          Effect.sync(() => ended.push(index))
        )
      )
    )
  return { begun, ended, program }
}

describe("Engine.layer", () => {
  it.effect("keeps the windows' order and the bound, whatever order they end in", () =>
    Effect.gen(function* () {
      const now = yield* Ref.make(0)
      const most = yield* Ref.make(0)
      const fiber = yield* Effect.fork(
        run(9, (window) =>
          Ref.updateAndGet(now, (n) => n + 1).pipe(
            Effect.flatMap((n) => Ref.update(most, (m) => Math.max(m, n))),
            Effect.zipRight(Effect.sleep(1000 - window.index)),
            Effect.zipRight(Ref.update(now, (n) => n - 1)),
            Effect.as(window.index)
          )
        )
      )
      yield* TestClock.adjust("1 minute")
      const finished = yield* Fiber.join(fiber)
      expect(finished.map(({ exit }) => exit)).toStrictEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map(Exit.succeed))
      expect(yield* Ref.get(most)).toBe(4)
    })
  )

  it.effect("a window that fails or dies fails alone", () =>
    Effect.gen(function* () {
      const finished = yield* run(3, ({ index }) =>
        index === 0 ? Effect.fail("no") : index === 1 ? Effect.die("bug") : Effect.succeed("yes")
      )
      expect(finished.map(({ exit }) => exit)).toStrictEqual([
        Exit.fail("no"),
        Exit.die("bug"),
        Exit.succeed("yes")
      ])
    })
  )

  it.effect("begins no window after one failure more than may be, and lets those in hand finish", () =>
    Effect.gen(function* () {
      const program = ({ index }: Window) =>
        Effect.delay(index % 2 === 1 ? Effect.fail("no") : Effect.succeed("yes"), 1000 + index)
      const outcomes = yield* Effect.forEach(
        [0, 2, 20],
        Effect.fnUntraced(function* (maxFailures) {
          const fiber = yield* Effect.fork(run(12, program, { maxFailures }))
          yield* TestClock.adjust("1 minute")
          return ends(yield* Fiber.join(fiber))
        })
      )
      const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map(
        (index) => `${index} ${index % 2 === 1 ? "failed" : "done"}`
      )
      expect(outcomes).toStrictEqual([all.slice(0, 5), all.slice(0, 9), all])
    })
  )

  it.effect("stop begins no further window, and those in hand finish and come out", () =>
    Effect.gen(function* () {
      const { begun, ended, program } = observed(() => 1000)
      const fiber = yield* Effect.fork(run(9, program, { stop: Effect.sleep(1500) }))
      yield* TestClock.adjust("1 minute")
      expect(ends(yield* Fiber.join(fiber))).toStrictEqual([0, 1, 2, 3, 4, 5, 6, 7].map((i) => `${i} done`))
      expect([begun, ended]).toStrictEqual([
        [0, 1, 2, 3, 4, 5, 6, 7],
        [0, 1, 2, 3, 4, 5, 6, 7]
      ])
    })
  )

  it.effect("stop and halt do not wait for a window that is still being read", () =>
    Effect.gen(function* () {
      for (const options of [{ stop: Effect.sleep(100) }, { halt: Effect.sleep(100) }]) {
        const engine = yield* Engine.Engine
        const fiber = yield* engine
          .run(Stream.concat(windows(1), Stream.never), () => Effect.void, {
            concurrency: 2,
            maxFailures: 0,
            ...options
          })
          .pipe(Stream.runCount, Effect.fork)
        yield* TestClock.adjust("1 second")
        expect(yield* Fiber.join(fiber)).toBe(1)
      }
    }).pipe(Effect.provide(Engine.layer))
  )

  it.effect("halt interrupts the windows in hand, and they come out when their finalizers are through", () =>
    Effect.gen(function* () {
      const { begun, ended, program } = observed((index) => (index === 1 ? 100 : 10_000))
      const fiber = yield* Effect.fork(
        run(9, program, { stop: Effect.sleep(50), halt: Effect.sleep(1000) }).pipe(
          Effect.map((finished) => ({ finished: ends(finished), ended: sorted(ended) }))
        )
      )
      yield* TestClock.adjust("1 minute")
      expect(yield* Fiber.join(fiber)).toStrictEqual({
        finished: ["0 interrupted", "1 done", "2 interrupted", "3 interrupted"],
        ended: [0, 1, 2, 3]
      })
      expect(begun).toStrictEqual([0, 1, 2, 3])
    })
  )

  it.effect("halt does not wait for a window that would be tried again", () =>
    Effect.gen(function* () {
      const fiber = yield* Effect.fork(
        run(2, () => new Busy({ transient: true }), { halt: Effect.sleep(10) })
      )
      yield* TestClock.adjust(10)
      expect(ends(yield* Fiber.join(fiber))).toStrictEqual(["0 interrupted", "1 interrupted"])
    })
  )

  it.effect.prop(
    "whenever it is stopped or halted, what was begun comes out once, in order, after its finalizer",
    {
      lengths: FastCheck.array(FastCheck.integer({ min: 0, max: 40 }), { maxLength: 20 }),
      failing: FastCheck.integer({ min: 2, max: 9 }),
      concurrency: FastCheck.integer({ min: 1, max: 6 }),
      maxFailures: FastCheck.integer({ min: 0, max: 6 }),
      stopAt: FastCheck.integer({ min: 0, max: 120 }),
      haltAt: FastCheck.integer({ min: 0, max: 120 })
    },
    ({ lengths, failing, concurrency, maxFailures, stopAt, haltAt }) =>
      Effect.gen(function* () {
        const { begun, ended, program } = observed((index) => lengths[index] ?? 0)
        const engine = yield* Engine.Engine
        const came: Array<number> = []
        const fiber = yield* engine
          .run(
            Stream.take(windows(20), lengths.length),
            (window) =>
              Effect.zipRight(
                program(window),
                window.index % failing === 0 ? Effect.fail("no") : Effect.void
              ),
            { concurrency, maxFailures, stop: Effect.sleep(stopAt), halt: Effect.sleep(haltAt) }
          )
          .pipe(
            Stream.runForEach(({ window }) =>
              Effect.sync(() => came.push(ended.includes(window.index) ? window.index : Number.NaN))
            ),
            Effect.fork
          )
        yield* TestClock.adjust("1 minute")
        yield* Fiber.join(fiber)
        expect(came).toStrictEqual(sorted(begun))
        expect(came).toStrictEqual(lengths.map((_, index) => index).slice(0, came.length))
        expect(sorted(ended)).toStrictEqual(came)
      }).pipe(Effect.provide(Engine.layer)),
    { fastCheck: { numRuns: 60 } }
  )

  it.effect("tries again what is transient, four times in all, and nothing else", () =>
    Effect.gen(function* () {
      const tries = yield* Ref.make([0, 0, 0])
      const fiber = yield* Effect.fork(
        run(3, ({ index }) =>
          Ref.modify(tries, (all) => [all[index] ?? 0, all.map((n, i) => (i === index ? n + 1 : n))]).pipe(
            Effect.flatMap((before) =>
              index === 0 && before === 2 ? Effect.succeed("at last") : new Busy({ transient: index < 2 })
            )
          )
        )
      )
      yield* TestClock.adjust("1 minute")
      const finished = yield* Fiber.join(fiber)
      expect(yield* Ref.get(tries)).toStrictEqual([3, 4, 1])
      expect(finished.map(({ exit }) => exit)).toStrictEqual([
        Exit.succeed("at last"),
        Exit.fail(new Busy({ transient: true })),
        Exit.fail(new Busy({ transient: false }))
      ])
    })
  )

  it.effect("interrupting the run interrupts the windows in hand and waits for their finalizers", () =>
    Effect.gen(function* () {
      const { begun, ended, program } = observed(() => 10_000)
      const fiber = yield* Effect.fork(run(9, program))
      yield* TestClock.adjust("1 second")
      const interruption = yield* Effect.fork(Effect.map(Fiber.interrupt(fiber), () => sorted(ended)))
      yield* TestClock.adjust("1 second")
      expect(yield* Fiber.join(interruption)).toStrictEqual([0, 1, 2, 3])
      expect(begun).toStrictEqual([0, 1, 2, 3])
    })
  )

  it.effect("so does a consumer that fails", () =>
    Effect.gen(function* () {
      const { begun, ended, program } = observed((index) => index * 1000)
      const engine = yield* Engine.Engine
      const fiber = yield* engine.run(windows(9), program, { concurrency: 4, maxFailures: 0 }).pipe(
        Stream.runForEach(() => Effect.fail("no room")),
        Effect.exit,
        Effect.map((exit) => ({ exit, ended: sorted(ended), begun: [...begun] })),
        Effect.fork
      )
      yield* TestClock.adjust("1 minute")
      const outcome = yield* Fiber.join(fiber)
      expect(outcome).toStrictEqual({
        exit: Exit.fail("no room"),
        ended: outcome.begun,
        begun: outcome.begun
      })
      expect(outcome.begun.length).toBeGreaterThan(1)
    }).pipe(Effect.provide(Engine.layer))
  )
})
