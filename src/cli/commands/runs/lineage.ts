/**
 * `egregora runs lineage ID`: where a run comes from, and what came of it.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import { idArgument } from "../../findRun.js"
import { jsonOption } from "../../runJson.js"
import { siteOption } from "../../site.js"

const options = {
  depth: Options.integer("depth").pipe(
    Options.withDescription("How many steps to go in each direction. Default: all."),
    Options.optional
  ),
  json: jsonOption,
  mermaid: Options.boolean("mermaid").pipe(
    Options.withDescription("Print a flowchart for Mermaid. Default: a tree.")
  ),
  site: siteOption
}

/** `egregora runs lineage`. */
export const lineageCommand = Command.make("lineage", { id: idArgument(), ...options }, (given) =>
  Effect.flatMap(
    Effect.promise(() => import("./printLineage.js")),
    ({ lineage }) => lineage(given)
  )
).pipe(
  Command.withDescription(
    "Shows where a run comes from and what came of it: the runs around it and inside it, and those whose work it repeats or takes over."
  )
)
