/**
 * `egregora runs show ID`: one run.
 */
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import { idArgument } from "../../findRun.js"
import { jsonOption } from "../../runJson.js"
import { siteOption } from "../../site.js"

/** `egregora runs show`. */
export const showCommand = Command.make(
  "show",
  { id: idArgument(), json: jsonOption, site: siteOption },
  (given) =>
    Effect.flatMap(
      Effect.promise(() => import("./printRun.js")),
      ({ show }) => show(given)
    )
).pipe(Command.withDescription("Shows all that is known of one run, and the runs inside it."))
