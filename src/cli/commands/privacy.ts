/**
 * `egregora privacy EXPORT`: what would be hidden, before anything is written.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Limits } from "../../sources/Limits.js"
import { exportFiles } from "../exportFiles.js"
import { exportFlags, howToRead } from "../exportFlags.js"
import { outputSetting } from "../settings/allSettings.js"
import { settingsOf, settingsOfNone } from "../settings/findSettings.js"
import { findSite } from "../site.js"
import { revealCommand } from "./privacy/reveal.js"

const options = {
  site: Options.text("site").pipe(
    Options.withAlias("output"),
    Options.withPseudoName("FOLDER"),
    Options.withDescription(
      "The folder of the blog whose key gives the pseudonyms. Default: output, where there is one, else pseudonyms that are made up."
    ),
    Options.optional
  ),
  json: Options.boolean("json").pipe(Options.withDescription("Print one JSON object. Default: for people.")),
  ...exportFlags
}

/** What `egregora privacy EXPORT` is to the command library: see `spelledPrivacy`. */
export const privacyPreviewCommand = Command.make("preview", { exportFiles, ...options }, (given) =>
  Effect.gen(function* () {
    const site = Option.isSome(given.site)
      ? yield* findSite(given.site)
      : yield* settingsOfNone.value(outputSetting)
    const { limits, reading, source } = yield* howToRead(yield* settingsOf(site), given)
    const { preview } = yield* Effect.promise(() => import("./privacy/printPreview.js"))
    yield* preview({ ...given, site, source, reading }).pipe(Effect.provideService(Limits, limits))
  })
).pipe(
  Command.withDescription(
    "Shows whom and what a blog of an export would hide, and what it cannot. Writes nothing."
  )
)

/** `egregora privacy`. */
export const privacyCommand = Command.make("privacy").pipe(
  Command.withDescription("Shows what would be hidden of an export, and whose a pseudonym is."),
  Command.withSubcommands([privacyPreviewCommand, revealCommand])
)

/**
 * `privacy EXPORT` as the command library takes it: it knows no command that has both words and commands
 * behind it.
 */
export const spelledPrivacy = ([command = "", ...rest]: ReadonlyArray<string>): ReadonlyArray<string> =>
  rest[0] === "reveal" ? [command, ...rest] : [command, "preview", ...rest]

export { revealCommand }
