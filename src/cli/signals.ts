/**
 * Signals, as long as a program wants to hear of them itself.
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"

/** The signals that ask a program to end. */
export type Signal = "SIGHUP" | "SIGINT" | "SIGTERM"

/** All of them. */
export const signals: ReadonlyArray<Signal> = ["SIGHUP", "SIGINT", "SIGTERM"]

/**
 * Puts a listener in the place of those that are there, for as long as the scope. There is one at any
 * moment: without any, the system would end the process.
 */
export const instead =
  (listener: NodeJS.SignalsListener) =>
  (signal: Signal): Effect.Effect<unknown, never, Scope.Scope> =>
    Effect.acquireRelease(
      Effect.sync(() => {
        const others = process.listeners(signal)
        process.on(signal, listener)
        for (const other of others) process.off(signal, other)
        return others
      }),
      (others) =>
        Effect.sync(() => {
          for (const other of others) process.on(signal, other)
          process.off(signal, listener)
        })
    )

/**
 * From here to the end of the scope a signal interrupts nothing; it completes the effect that this gives.
 */
export const awaitSignal: Effect.Effect<Effect.Effect<void>, never, Scope.Scope> = Effect.gen(function* () {
  const heard = yield* Deferred.make<void>()
  const listener = () => Deferred.unsafeDone(heard, Effect.void)
  yield* Effect.forEach(signals, instead(listener), { discard: true })
  return Deferred.await(heard)
})
