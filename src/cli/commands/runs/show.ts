/**
 * `egregora runs show ID`: one run.
 */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import { jsonOption } from "../../runJson.js"
import { siteOption } from "../../site.js"

const id = Args.text({ name: "ID" }).pipe(
  Args.withDescription("The run's id, or as much of its beginning as no other run shares.")
)

/** `egregora runs show`. */
export const showCommand = Command.make("show", { id, json: jsonOption, site: siteOption }, (given) =>
  Effect.flatMap(
    Effect.promise(() => import("./printRun.js")),
    ({ show }) => show(given)
  )
).pipe(Command.withDescription("Shows all that is known of one run, and the runs inside it."))
