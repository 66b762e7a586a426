/**
 * `egregora runs doctor`: whether all is well with a blog and its history.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import { jsonOption } from "../../runJson.js"
import { siteOption } from "../../site.js"

const options = {
  dryRun: Options.boolean("dry-run").pipe(
    Options.withDescription(
      "Change nothing at all. Default: merge what processes that have ended left in their journals."
    )
  ),
  json: jsonOption,
  site: siteOption
}

/** `egregora runs doctor`. */
export const doctorCommand = Command.make("doctor", options, (given) =>
  Effect.flatMap(
    Effect.promise(() => import("./printDoctor.js")),
    ({ doctor }) => doctor(given)
  )
).pipe(
  Command.withDescription(
    "Checks all that a blog keeps in .egregora, reads every run, and says what is wrong and what to do. Exits with 1 if there is an error; a warning is none."
  )
)
