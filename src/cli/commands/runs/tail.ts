/**
 * `egregora runs tail`: the latest runs.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import { jsonOption } from "../../runJson.js"
import { siteOption } from "../../site.js"

const options = {
  n: Options.integer("n").pipe(
    Options.withDescription("How many runs. It may be written --n too. Default: 10."),
    Options.withDefault(10)
  ),
  all: Options.boolean("all").pipe(
    Options.withDescription("Add the stages inside windows. Default: whole processes and their windows.")
  ),
  json: jsonOption,
  site: siteOption
}

/** `egregora runs tail`. */
export const tailCommand = Command.make("tail", options, (given) =>
  Effect.flatMap(
    Effect.promise(() => import("./printTail.js")),
    ({ tail }) => tail(given)
  )
).pipe(
  Command.withDescription("Shows the latest runs, newest last. Works while `egregora process` is running.")
)
