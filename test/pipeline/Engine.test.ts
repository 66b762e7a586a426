import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
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
      .run(windows(count), program, { concurrency: 4, failFast: false, ...options })
      .pipe(Stream.runCollect, Effect.map(Chunk.toReadonlyArray))
  ).pipe(Effect.provide(Engine.layer))

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

  it.effect("fail-fast ends with the first window that fails and interrupts those in hand", () =>
    Effect.gen(function* () {
      const interrupted = yield* Ref.make<ReadonlyArray<number>>([])
      const finished = yield* run(
        9,
        ({ index }) =>
          index === 1
            ? Effect.fail("no")
            : index === 0
              ? Effect.succeed("yes")
              : Effect.never.pipe(
                  Effect.onInterrupt(() => Ref.update(interrupted, (all) => [...all, index]))
                ),
        { failFast: true }
      )
      expect(finished.map(({ exit }) => exit)).toStrictEqual([Exit.succeed("yes"), Exit.fail("no")])
      expect([...(yield* Ref.get(interrupted))].sort()).toStrictEqual(
        [2, 3, 4, 5].slice(0, (yield* Ref.get(interrupted)).length)
      )
      expect((yield* Ref.get(interrupted)).length).toBeGreaterThan(0)
    })
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

  it.effect("interrupting the run reaches the windows in hand", () =>
    Effect.gen(function* () {
      const interrupted = yield* Ref.make(0)
      const fiber = yield* Effect.fork(
        run(9, () => Effect.never.pipe(Effect.onInterrupt(() => Ref.update(interrupted, (n) => n + 1))))
      )
      yield* TestClock.adjust("1 second")
      yield* Fiber.interrupt(fiber)
      expect(yield* Ref.get(interrupted)).toBe(4)
    })
  )
})
