/**
 * `egregora privacy reveal`: whose a pseudonym is.
 */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import { Limits } from "../../../sources/Limits.js"
import { exportFlags, howToRead } from "../../exportFlags.js"
import { settingsOf } from "../../settings/findSettings.js"
import { findSite, siteOption } from "../../site.js"

const words = Args.text({ name: "PSEUDONYM | EXPORT" }).pipe(
  Args.withDescription(
    'Pseudonyms or aliases to reveal, as "Amber Otter", and the export to look into. Default: everybody, in the export that the blog was made of.'
  ),
  Args.repeated
)

const options = {
  site: siteOption,
  json: Options.boolean("json").pipe(
    Options.withDescription(
      "Print one JSON array of pseudonym, name, what is shown, and messages. Default: a table."
    )
  ),
  ...exportFlags
}

/** `egregora privacy reveal`. */
export const revealCommand = Command.make("reveal", { words, ...options }, (given) =>
  Effect.gen(function* () {
    const site = yield* findSite(given.site)
    const { limits, reading, source } = yield* howToRead(yield* settingsOf(site), given)
    const { reveal } = yield* Effect.promise(() => import("./printRevealed.js"))
    yield* reveal({ ...given, site, source, reading }).pipe(Effect.provideService(Limits, limits))
  })
).pipe(
  Command.withDescription(
    "Says whose pseudonyms are. It takes the key in .egregora and the export: nothing else has the names."
  )
)
