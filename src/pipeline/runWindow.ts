/**
 * What a window's run is: its program as the engine gets it, and how its end is told.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type { Run, Skipped } from "../domain/Run.js"
import type { Window } from "../domain/Window.js"
import type { SiteError } from "../site/SiteStore.js"
import type { Published } from "../stages/publish.js"
import * as CurrentRun from "../tracking/CurrentRun.js"
import * as RunTracking from "../tracking/RunTracking.js"
import type { Decision, Input } from "./checkpoint.js"

/** How one window ended. */
export interface WindowResult {
  /** `window_0`. */
  readonly name: string
  readonly key: string
  /** First and last instant, in milliseconds since the epoch. */
  readonly start: number
  readonly end: number
  readonly messages: number
  /** Messages of the export that were read when this window was complete. */
  readonly position: number
  /**
   * `written`: its post is there, and whole. `degraded`: its post is there, and something was lost.
   * `failed`: it is not. Else why there was nothing to do.
   */
  readonly status: "written" | "degraded" | "failed" | Skipped
  /** Why it was worked on, or not; null where it failed before that was known. */
  readonly why: string | null
  /** One line; null unless it failed. */
  readonly error: string | null
}

/** What came of a window that did not fail. */
export interface Worked {
  readonly decision: Decision
  /** What was lost, a line each. */
  readonly reasons: ReadonlyArray<string>
}

/** A window, and whether there is anything to do. */
export interface Judged {
  readonly window: Window
  readonly input: Input
  /** Not known where the site cannot be read: then the window fails, and fails alone. */
  readonly decision: Exit.Exit<Decision, SiteError>
}

/** What a window's run needs beside the window. */
export interface WindowProgram<E, R> {
  readonly run: (window: Window) => Effect.Effect<Published, E, R>
  /** The earlier run that this one repeats; its parent. Default: none, and the enclosing run. */
  readonly replayed?: Run
}

/** The run's name of a window. */
export const nameOf = (window: Window): string => `window_${window.index}`

/** Whether nothing need be done for a window: its run says so, and takes no time. */
export const isSkipped = ({ decision }: Judged): boolean => Exit.isSuccess(decision) && !decision.value.work

/** A window as a tracked run. What need not be done completes as `skipped`. Each try is a run. */
export const runWindow =
  <E, R>({ run, replayed }: WindowProgram<E, R>) =>
  ({ decision, input, window }: Judged): Effect.Effect<Worked, E | SiteError, R> => {
    let attempt = 0
    return Effect.suspend(() =>
      Effect.gen(function* () {
        const decided = yield* decision
        if (!decided.work) {
          yield* CurrentRun.skip(decided.skipped, decided.origin?.runId ?? null)
          yield* CurrentRun.rowsOut(0)
          return { decision: decided, reasons: [] }
        }
        const published = yield* run(window)
        yield* CurrentRun.rowsOut(1)
        yield* CurrentRun.outputs(published.outputs)
        return { decision: decided, reasons: yield* CurrentRun.reasons }
      }).pipe(
        RunTracking.track({
          stage: nameOf(window),
          kind: "window",
          rowsIn: window.size,
          inputFingerprint: input.fingerprint,
          parts: input.parts,
          window: { key: window.key, start: window.start, end: window.end },
          attempt: ++attempt,
          ...(replayed === undefined ? {} : { parentId: replayed.runId, originId: replayed.runId })
        })
      )
    )
  }

/** What to tell of a window that has ended. */
export const resultOf = ({ window }: Judged, exit: Exit.Exit<Worked, unknown>): WindowResult => ({
  name: nameOf(window),
  key: window.key,
  start: window.start,
  end: window.end,
  messages: window.size,
  position: (window.messages.at(-1)?.index ?? 0) + 1,
  ...(Exit.isSuccess(exit)
    ? { status: statusOf(exit.value), why: exit.value.decision.why, error: null }
    : { status: "failed", why: null, error: oneLine(exit.cause) })
})

/** A cause as one line for a person. */
export const oneLine = (cause: Cause.Cause<unknown>): string => {
  if (Cause.isInterruptedOnly(cause)) return "interrupted"
  const error = Option.getOrElse(Cause.failureOption(cause), () => Cause.squash(cause))
  const text = Predicate.hasProperty(error, "message") ? String(error.message) : Cause.pretty(cause)
  return text.split("\n", 1)[0] || "an error without a message"
}

const statusOf = ({ decision, reasons }: Worked): WindowResult["status"] => {
  if (!decision.work) return decision.skipped
  return reasons.length === 0 ? "written" : "degraded"
}
