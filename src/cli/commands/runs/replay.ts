/**
 * `egregora runs replay ID`: a window again.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import { idArgument } from "../../findRun.js"
import { jsonOption } from "../../runJson.js"
import { siteOption } from "../../site.js"

const options = {
  force: Options.boolean("force").pipe(
    Options.withDescription(
      "Replace the post if it was edited by hand; it is put into .egregora/replaced. Default: keep it."
    )
  ),
  json: jsonOption,
  site: siteOption
}

/** `egregora runs replay`. */
export const replayCommand = Command.make(
  "replay",
  { id: idArgument("ID", "The id of a window's run"), ...options },
  (given) =>
    Effect.flatMap(
      Effect.promise(() => import("./doReplay.js")),
      ({ replayRun }) => replayRun(given)
    )
).pipe(
  Command.withDescription(
    "Runs a window again, with the options of its process. The export must still be where it was."
  )
)
