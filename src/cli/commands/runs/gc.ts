/**
 * `egregora runs gc`: forgets old runs.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import { jsonOption } from "../../runJson.js"
import { siteOption } from "../../site.js"

const options = {
  olderThan: Options.text("older-than").pipe(
    Options.withPseudoName("TIME"),
    Options.withDescription("Remove what was run longer ago, as 90d, 12w or 36h. Default: no limit."),
    Options.optional
  ),
  keep: Options.integer("keep").pipe(
    Options.withDescription(
      "Remove what is older than this many processes, of which the newest stay. Default: no limit."
    ),
    Options.optional
  ),
  maxSize: Options.text("max-size").pipe(
    Options.withPseudoName("SIZE"),
    Options.withDescription(
      "Remove the oldest until the database is not larger, as 50MB; 3MB or more. Default: no limit."
    ),
    Options.optional
  ),
  dryRun: Options.boolean("dry-run").pipe(
    Options.withDescription("Say what would go, and change nothing. Default: remove it.")
  ),
  json: jsonOption,
  site: siteOption
}

/** `egregora runs gc`. */
export const gcCommand = Command.make("gc", options, (given) =>
  Effect.flatMap(
    Effect.promise(() => import("./doGc.js")),
    ({ gc }) => gc(given)
  )
).pipe(
  Command.withDescription(
    "Keeps the history to the limits that are given, each of them, and makes its file smaller. What is running stays, what resume needs, and the runs that these come from."
  )
)
