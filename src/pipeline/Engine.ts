/**
 * The port that decides where and when the windows of a pipeline run. A window's program knows no
 * engine.
 */
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as ExecutionStrategy from "effect/ExecutionStrategy"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Schedule from "effect/Schedule"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"

/** How the windows run, and what ends them early. */
export interface EngineOptions {
  /** Windows at once, at least 1. */
  readonly concurrency: number
  /**
   * The most windows that may fail: after one more no further window is begun, and those in hand
   * finish. 0 stops at the first, `Infinity` never.
   */
  readonly maxFailures: number
  /** When it completes, no further window is begun, and those in hand finish. Default: never. */
  readonly stop?: Effect.Effect<void>
  /** When it completes, the windows in hand are interrupted as well. Default: never. */
  readonly halt?: Effect.Effect<void>
}

/** What has run, and how it ended. */
export interface Finished<W, A, E> {
  readonly window: W
  readonly exit: Exit.Exit<A, E>
}

/** Runs windows. */
export class Engine extends Context.Tag("egregora/Engine")<
  Engine,
  {
    /**
     * Runs a program on each window (or what stands for one) and gives back how each ended, in the
     * windows' order. A window that fails, or dies, fails alone. Every window that was begun comes out,
     * also when the work is stopped or halted; windows may be read that are not begun. Interrupting the
     * stream interrupts the windows in hand. However it ends, it has not ended before the windows'
     * finalizers have.
     */
    readonly run: <W, A, E, R, E2, R2>(
      windows: Stream.Stream<W, E2, R2>,
      program: (window: W) => Effect.Effect<A, E, R>,
      options: EngineOptions
    ) => Stream.Stream<Finished<W, A, E>, E2, R | R2>
  }
>() {}

/**
 * Runs windows in this process: a bounded stream. A window whose error says that it is `transient` is
 * tried again, four times in all, waiting half a second and then twice as long each time.
 */
export const layer: Layer.Layer<Engine> = Layer.succeed(Engine, {
  run: <W, A, E, R, E2, R2>(
    windows: Stream.Stream<W, E2, R2>,
    program: (window: W) => Effect.Effect<A, E, R>,
    { concurrency, ...options }: EngineOptions
  ) =>
    Stream.unwrapScoped(
      Effect.gen(function* () {
        const { failed, hand, isOver, stopped } = yield* limits(options)
        const places = yield* Effect.makeSemaphore(concurrency)
        const work = (window: W) =>
          program(window).pipe(
            Effect.retry({ schedule: backoff, while: isTransient }),
            Effect.tapErrorCause(() => failed)
          )
        // A place that was taken is given back, also by a window that is interrupted before it runs.
        const begin = (window: W) =>
          Effect.uninterruptibleMask((restore) =>
            Effect.flatMap(restore(places.take(1)), () =>
              isOver()
                ? Effect.as(places.release(1), null)
                : work(window).pipe(
                    restore,
                    Effect.ensuring(places.release(1)),
                    Effect.forkIn(hand),
                    Effect.map((fiber) => ({ window, fiber }))
                  )
            )
          )
        return windows.pipe(
          Stream.interruptWhen(stopped),
          Stream.mapEffect(begin),
          Stream.filter((begun) => begun !== null),
          // Windows begin ahead of the one whose end is waited for.
          Stream.buffer({ capacity: concurrency }),
          Stream.mapEffect(({ fiber, window }) =>
            Effect.map(Fiber.await(fiber), (exit) => ({ window, exit }))
          )
        )
      })
    )
})

/** Whether an error says of itself that trying again can help. */
export const isTransient = (error: unknown): boolean =>
  Predicate.hasProperty(error, "transient") && error.transient === true

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const backoff = Schedule.intersect(Schedule.jittered(Schedule.exponential("500 millis")), Schedule.recurs(3))

/** What ends the work early, and the scope of the windows in hand, for as long as the scope. */
const limits = Effect.fnUntraced(function* ({
  halt = Effect.never,
  maxFailures,
  stop = Effect.never
}: Omit<EngineOptions, "concurrency">) {
  const stopped = yield* Deferred.make<void>()
  const hand = yield* Effect.acquireRelease(Scope.make(ExecutionStrategy.parallel), (scope) =>
    Scope.close(scope, Exit.void)
  )
  let over = false
  const noMore = Effect.suspend(() => {
    over = true
    return Deferred.succeed(stopped, undefined)
  })
  yield* Effect.forkScoped(Effect.zipRight(stop, noMore))
  yield* Effect.forkScoped(halt.pipe(Effect.zipRight(noMore), Effect.zipRight(Scope.close(hand, Exit.void))))
  let failures = 0
  return {
    hand,
    isOver: () => over,
    stopped: Deferred.await(stopped),
    /** To be called for each failure. */
    failed: Effect.suspend(() => (++failures > maxFailures ? noMore : Effect.void))
  }
})
