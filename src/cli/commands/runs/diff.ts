/**
 * `egregora runs diff A B`: what differs between two runs.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import { idArgument } from "../../findRun.js"
import { jsonOption } from "../../runJson.js"
import { siteOption } from "../../site.js"

const options = {
  exitCode: Options.boolean("exit-code").pipe(
    Options.withDescription("Exit with 1 if they differ in more than the time they took. Default: with 0.")
  ),
  json: jsonOption,
  site: siteOption
}

/** `egregora runs diff`. */
export const diffCommand = Command.make(
  "diff",
  { a: idArgument("A", "A run's id"), b: idArgument("B", "Another run's id"), ...options },
  (given) =>
    Effect.flatMap(
      Effect.promise(() => import("./printDiff.js")),
      ({ diff }) => diff(given)
    )
).pipe(
  Command.withDescription(
    "Shows what differs between two runs: what went in, the configuration, the code, the files, the end and the metrics."
  )
)
