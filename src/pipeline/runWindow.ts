/**
 * What a window's run is: its program as the engine gets it, and how its end is told.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { fingerprint } from "../domain/Fingerprint.js"
import type { Message } from "../domain/Message.js"
import type { Window } from "../domain/Window.js"
import type { Published } from "../stages/publish.js"
import * as CurrentRun from "../tracking/CurrentRun.js"
import * as RunTracking from "../tracking/RunTracking.js"
import type { Finished } from "./Engine.js"

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
  /** `skipped`: nobody wrote anything in it, so there is no post. */
  readonly status: "written" | "skipped" | "failed"
  /** One line; null unless it failed. */
  readonly error: string | null
}

/** The run's name of a window. */
export const nameOf = (window: Window): string => `window_${window.index}`

/**
 * A window as a tracked run. One in which nobody wrote anything completes without a post. `config`
 * fingerprints what else decides the output.
 */
export const runWindow =
  <E, R>(run: (window: Window) => Effect.Effect<Published, E, R>, config: string) =>
  (window: Window): Effect.Effect<Published | null, E, R> =>
    Effect.gen(function* () {
      if (window.messages.every((message) => message.author === null)) {
        yield* CurrentRun.rowsOut(0)
        return null
      }
      const published = yield* run(window)
      yield* CurrentRun.rowsOut(1)
      return published
    }).pipe(
      RunTracking.track({
        stage: nameOf(window),
        kind: "window",
        rowsIn: window.size,
        inputFingerprint: fingerprint({
          config,
          messages: plain(window.messages),
          context: plain(window.context)
        })
      }),
      Effect.withSpan(nameOf(window))
    )

const plain = (messages: ReadonlyArray<Message>) => messages.map((message) => ({ ...message }))

/** What to tell of a window that has ended. */
export const resultOf = ({ window, exit }: Finished<Published | null, unknown>): WindowResult => ({
  name: nameOf(window),
  key: window.key,
  start: window.start,
  end: window.end,
  messages: window.size,
  position: (window.messages.at(-1)?.index ?? 0) + 1,
  ...(Exit.isSuccess(exit)
    ? { status: exit.value === null ? "skipped" : "written", error: null }
    : { status: "failed", error: oneLine(exit.cause) })
})

/** A cause as one line for a person. */
export const oneLine = (cause: Cause.Cause<unknown>): string => {
  const error = Option.getOrElse(Cause.failureOption(cause), () => Cause.squash(cause))
  const text = Predicate.hasProperty(error, "message") ? String(error.message) : Cause.pretty(cause)
  return text.split("\n", 1)[0] || "an error without a message"
}
