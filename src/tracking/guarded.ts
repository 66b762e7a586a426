/**
 * What stands between the work that is tracked and the journal that takes it down.
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import type * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Runtime from "effect/Runtime"
import type { Run } from "../domain/Run.js"
import type { RunJournal } from "./RunJournal.js"

/** How long a journal may take. */
export interface GuardOptions {
  /** How long one record may keep the pipeline waiting. Default: 1 second. */
  readonly timeout?: Duration.DurationInput
  /** How long no record is tried after one timed out. Default: 30 seconds. */
  readonly pause?: Duration.DurationInput
}

/** A journal that cannot harm its caller. */
export interface Guarded {
  /** Writes a record, or counts it as dropped. The first that is dropped is logged. */
  readonly write: (run: Run) => Effect.Effect<void>
  /** Records that were dropped so far. */
  readonly dropped: () => number
}

/**
 * Calls a journal so that nothing it does reaches the caller: neither a failure, nor a defect, nor an
 * exception, nor a wait that outlasts the timeout.
 *
 * The journal runs in a fiber of its own, which nobody waits for once it is late: a timeout around the
 * call itself would wait for what it interrupts, and so hang with a journal that hangs uninterruptibly.
 * That fiber runs at once, as far as it gets without waiting. A journal that only writes to a file is
 * through by then, and a timer and two fibers are spared.
 */
export const guarded = (journal: Context.Tag.Service<RunJournal>, options: GuardOptions): Guarded => {
  const pause = Duration.toMillis(options.pause ?? "30 seconds")
  let dropped = 0
  let pausedUntil = Number.NEGATIVE_INFINITY

  const lose = (cause: Cause.Cause<unknown>): Effect.Effect<void> =>
    Effect.suspend(() =>
      ++dropped === 1
        ? Effect.logWarning(
            `run tracking: a record was lost: ${safely(() => firstLine(Cause.pretty(cause)))}`
          ).pipe(Effect.catchAllCause(() => Effect.void))
        : Effect.void
    )

  const late = (fiber: Fiber.Fiber<void, unknown>): Effect.Effect<void> =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => {
      pausedUntil = now + pause
      return Effect.zipRight(
        Fiber.interruptFork(fiber),
        lose(Cause.die("the journal did not answer in time"))
      )
    })

  const settle = (exit: Exit.Exit<void, unknown>): Effect.Effect<void> =>
    Exit.isSuccess(exit) ? Effect.void : lose(exit.cause)

  const wait = (fiber: Fiber.Fiber<void, unknown>): Effect.Effect<void> =>
    Effect.interruptible(Fiber.await(fiber)).pipe(
      Effect.timeoutTo({
        duration: options.timeout ?? "1 second",
        onSuccess: settle,
        onTimeout: () => late(fiber)
      }),
      Effect.flatten,
      // The caller's own interruption ends the wait too; it must not take the place of the work's exit.
      Effect.catchAllCause(lose)
    )

  const attempt = (run: Run): Effect.Effect<void> =>
    Effect.flatMap(Effect.runtime<never>(), (runtime) => {
      const append = Effect.suspend(() => journal.append(run))
      const fiber = Runtime.runFork(runtime, Effect.interruptible(append))
      const exit = fiber.unsafePoll()
      return exit === null ? wait(fiber) : settle(exit)
    })

  return {
    write: (run: Run): Effect.Effect<void> =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        if (now >= pausedUntil) return attempt(run)
        dropped++
        return Effect.void
      }),
    dropped: () => dropped
  }
}

/** Text from a foreign value whose own `toString` or `message` may throw. */
export const safely = (text: () => string): string => {
  try {
    return text()
  } catch {
    return "an error that cannot be printed"
  }
}

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? ""
