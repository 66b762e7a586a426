/**
 * The port that decides where and when the windows of a pipeline run. A window's program knows no
 * engine.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import type { Window } from "../domain/Window.js"

/** How the windows run. */
export interface EngineOptions {
  /** Windows at once, at least 1. */
  readonly concurrency: number
  /** Whether the first window that fails is the last. */
  readonly failFast: boolean
}

/** A window that has run, and how it ended. */
export interface Finished<A, E> {
  readonly window: Window
  readonly exit: Exit.Exit<A, E>
}

/** Runs windows. */
export class Engine extends Context.Tag("egregora/Engine")<
  Engine,
  {
    /**
     * Runs a program on each window and gives back how each ended, in the windows' order. A window that
     * fails, or dies, fails alone. Interrupting the stream interrupts the windows in hand.
     */
    readonly run: <A, E, R, E2, R2>(
      windows: Stream.Stream<Window, E2, R2>,
      program: (window: Window) => Effect.Effect<A, E, R>,
      options: EngineOptions
    ) => Stream.Stream<Finished<A, E>, E2, R | R2>
  }
>() {}

/**
 * Runs windows in this process: a bounded stream. A window whose error says that it is `transient` is
 * tried again, four times in all, waiting half a second and then twice as long each time.
 */
export const layer: Layer.Layer<Engine> = Layer.succeed(Engine, {
  run: (windows, program, { concurrency, failFast }) => {
    const finished = windows.pipe(
      Stream.mapEffect(
        (window) =>
          program(window).pipe(
            Effect.retry({ schedule: backoff, while: isTransient }),
            Effect.exit,
            Effect.map((exit) => ({ window, exit }))
          ),
        { concurrency }
      )
    )
    return failFast ? Stream.takeUntil(finished, ({ exit }) => exit._tag === "Failure") : finished
  }
})

/** Whether an error says of itself that trying again can help. */
export const isTransient = (error: unknown): boolean =>
  Predicate.hasProperty(error, "transient") && error.transient === true

const backoff = Schedule.intersect(Schedule.jittered(Schedule.exponential("500 millis")), Schedule.recurs(3))
