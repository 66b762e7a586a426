/**
 * The chat that a command reads without making a blog of it.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { layer } from "../sources/detect.js"
import { type OpenOptions, Source } from "../sources/Source.js"
import * as Several from "../sources/several/Several.js"
import { printableLine } from "./terminal.js"

/** Which exports, and how to read them. */
export interface ToOpen {
  /** One, or several of one chat. */
  readonly exportFiles: ReadonlyArray<string>
  /** The application that wrote them, or `auto`. */
  readonly source: string
  readonly reading: OpenOptions
}

/** Opens exports of one chat for the length of the scope, and says what to know of them. */
export const openChat = Effect.fnUntraced(function* ({ exportFiles, reading, source }: ToOpen) {
  const chat = yield* Effect.flatMap(Source, (it) => Several.open(it, exportFiles, reading)).pipe(
    Effect.provide(layer(source))
  )
  yield* Effect.forEach(
    chat.survey.warnings,
    (warning) => Console.error(`warning: ${printableLine(warning)}`),
    { discard: true }
  )
  return chat
})
