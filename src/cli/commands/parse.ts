/**
 * `egregora parse EXPORT`: what the sources make of an export, message by message.
 */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { printableLine } from "../terminal.js"
import { parseZone, zoneOption } from "../zone.js"

const exportFile = Args.text({ name: "EXPORT" }).pipe(
  Args.withDescription("The file that the chat application exported: a zip or a text file.")
)

const options = {
  json: Options.boolean("json").pipe(
    Options.withDescription(
      "Print one JSON object a line: index, timestamp (UTC), author (null for the application's own), kind, text, media. Default: a table."
    )
  ),
  source: Options.choice("source", ["auto", "whatsapp"]).pipe(
    Options.withDescription("The application that wrote the export. Default: auto, found out."),
    Options.withDefault("auto")
  ),
  timezone: zoneOption
}

/** `egregora parse`. */
export const parseCommand = Command.make("parse", { exportFile, ...options }, (given) =>
  Effect.gen(function* () {
    const zone = yield* parseZone(given.timezone)
    const { printChat } = yield* Effect.promise(() => import("./parse/printChat.js"))
    const { open } = yield* Effect.promise(() => import("../../sources/detect.js"))
    const chat = yield* open(given.exportFile, { source: given.source, zone: zone.id })
    yield* Effect.forEach(
      chat.survey.warnings,
      (warning) => Console.error(`warning: ${printableLine(warning)}`),
      {
        discard: true
      }
    )
    yield* printChat(chat, { json: given.json })
  }).pipe(Effect.scoped)
).pipe(Command.withDescription("Prints the messages of a chat export."))
