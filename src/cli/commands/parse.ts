/**
 * `egregora parse EXPORT`: what the sources make of an export, message by message.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import { Limits } from "../../sources/Limits.js"
import { exportFiles } from "../exportFiles.js"
import { exportFlags, howToRead } from "../exportFlags.js"
import { settingsOfNone } from "../settings/findSettings.js"

const options = {
  unparsed: Options.boolean("unparsed").pipe(
    Options.withDescription(
      "Print the lines that no message could be made of, instead of the messages: those before the first, and those that look like another format. Default: the messages."
    )
  ),
  json: Options.boolean("json").pipe(
    Options.withDescription(
      "Print one JSON object a line: index, timestamp (UTC), author (null for the application's own), kind, text, media, details. Default: a table."
    )
  ),
  ...exportFlags
}

/** `egregora parse`. */
export const parseCommand = Command.make("parse", { exportFiles, ...options }, (given) =>
  Effect.gen(function* () {
    const { limits, reading, source } = yield* howToRead(settingsOfNone, given)
    const { printChat, printUnparsed } = yield* Effect.promise(() => import("./parse/printChat.js"))
    const { openChat } = yield* Effect.promise(() => import("../openChat.js"))
    const toOpen = { exportFiles: given.exportFiles, source, reading }
    const chat = yield* Effect.provideService(openChat(toOpen), Limits, limits)
    yield* given.unparsed ? printUnparsed(chat, { json: given.json }) : printChat(chat, { json: given.json })
  }).pipe(Effect.scoped)
).pipe(Command.withDescription("Prints the messages of a chat export."))
