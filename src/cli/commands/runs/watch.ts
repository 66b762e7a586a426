/**
 * `egregora runs watch`: a process while it runs.
 */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import { idArgument } from "../../findRun.js"
import { siteOption } from "../../site.js"

const options = {
  exitStatus: Options.boolean("exit-status").pipe(
    Options.withDescription(
      "Exit as the process did: 0 done, 3 degraded, 1 if a window failed or it did not get to its end, by a signal too. Default: 0 whatever its end."
    )
  ),
  interval: Options.float("interval").pipe(
    Options.withDescription("Seconds between two looks at the history. Default: 1."),
    Options.withDefault(1)
  ),
  json: Options.boolean("json").pipe(
    Options.withDescription(
      "Print a JSON object a line: each run as it begins and as it ends. Default: for people."
    )
  ),
  site: siteOption
}

/** `egregora runs watch`. */
export const watchCommand = Command.make("watch", { id: Args.optional(idArgument()), ...options }, (given) =>
  Effect.flatMap(
    Effect.promise(() => import("./printWatch.js")),
    ({ watch }) => watch(given)
  )
).pipe(
  Command.withDescription(
    "Follows a process until it ends, window by window. Default: the one that is running, the latest if several are."
  )
)
