/**
 * Ctrl-C while windows are in hand: once to finish them, twice to stop now, a third time to leave.
 */
import * as Clock from "effect/Clock"
import * as Console from "effect/Console"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Runtime from "effect/Runtime"
import * as Scope from "effect/Scope"
import { exitCodes } from "../../exitCodes.js"
import { instead, type Signal, signals } from "../../signals.js"

/** What the user's signals ask for. */
export interface StopSignals {
  /**
   * From here to the end of the scope signals ask, and interrupt nothing. Before and after, the first one
   * interrupts the program, as everywhere else.
   */
  readonly heed: Effect.Effect<void>
  /** Completes when no further window is to be begun: at the first Ctrl-C. */
  readonly stop: Effect.Effect<void>
  /**
   * Completes when the windows in hand are to be interrupted: at the second Ctrl-C, at SIGTERM, or when the
   * terminal closes.
   */
  readonly halt: Effect.Effect<void>
  /** What to end with after a signal: see `exitCodes`. Null after none. */
  readonly exitCode: Effect.Effect<number | null>
}

/**
 * Listens to SIGINT, SIGTERM and SIGHUP once `heed` was run, in the place of all others, who get them back
 * when the scope closes. `say` tells the user what was understood. After a halt nobody listens to SIGINT,
 * so that one more ends the process by the system's hand, whatever it is at; a shell shows that as 130 too.
 *
 * Npm and its like hand on a Ctrl-C that the terminal has sent already: those that come within a tenth of
 * a second are one.
 */
export const stopSignals = (
  say: (line: string) => Effect.Effect<void> = Console.error
): Effect.Effect<StopSignals, never, Scope.Scope> =>
  Effect.gen(function* () {
    const scope = yield* Effect.scope
    const runtime = yield* Effect.runtime<never>()
    const stopped = yield* Deferred.make<void>()
    const halted = yield* Deferred.make<void>()
    let exitCode: number | null = null
    let lastKey = Number.NEGATIVE_INFINITY

    const stop = Effect.zipRight(Deferred.succeed(stopped, undefined), say(lines.stop))
    const halt = Effect.gen(function* () {
      yield* Deferred.succeed(stopped, undefined)
      if (!(yield* Deferred.succeed(halted, undefined))) return
      yield* say(lines.halt)
      yield* showCursor
      yield* Effect.delay(
        Effect.sync(() => process.off("SIGINT", listener)),
        sameKey
      )
    })
    const understand = Effect.fnUntraced(function* (signal: Signal) {
      const now = yield* Clock.currentTimeMillis
      if (signal === "SIGINT") {
        const pressed = now - lastKey > sameKey
        lastKey = now
        if (!pressed) return
      }
      exitCode = exitCodes[signal]
      yield* signal !== "SIGINT" || (yield* Deferred.isDone(stopped)) ? halt : stop
    })
    const listener: NodeJS.SignalsListener = (signal) =>
      void Runtime.runFork(
        runtime,
        understand(signal === "SIGTERM" || signal === "SIGHUP" ? signal : "SIGINT")
      )

    return {
      heed: Scope.extend(Effect.forEach(signals, instead(listener), { discard: true }), scope),
      stop: Deferred.await(stopped),
      halt: Deferred.await(halted),
      exitCode: Effect.sync(() => exitCode)
    }
  })

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const lines = {
  stop: "stopping: finishing the windows in hand (Ctrl-C again to stop now)",
  halt: "stopping now: leaving the blog whole (Ctrl-C again to leave at once)"
}

/** Milliseconds in which nobody presses a key twice. */
const sameKey = 100

/** A bar hides it, and cannot show it again if the system ends the process. */
const showCursor = Effect.sync(() => {
  if (process.stderr.isTTY) process.stderr.write("\u001b[?25h")
})
