/**
 * `egregora runs list`: the runs that are looked for.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import { bareJson, jsonFieldsOption } from "../../runFields.js"
import { filterOptions } from "../../runFilter.js"
import { siteOption } from "../../site.js"

const options = {
  status: Options.choice("status", ["running", "completed", "failed", "degraded"]).pipe(
    Options.withDescription("Only runs in this status, or in one of several. Default: all."),
    Options.repeated
  ),
  ...filterOptions,
  all: Options.boolean("all").pipe(
    Options.withDescription(
      "Add the stages inside windows, which --stage does too. Default: whole processes and their windows."
    )
  ),
  sort: Options.choice("sort", ["started", "duration", "stage", "status", "tokens", "cost"]).pipe(
    Options.withDescription(
      "What comes first: the newest, the longest, the most, or A before Z. Default: started."
    ),
    Options.withDefault("started")
  ),
  reverse: Options.boolean("reverse").pipe(
    Options.withDescription("The other way round: what comes first is last. Default: as --sort says.")
  ),
  limit: Options.integer("limit").pipe(
    Options.withDescription("How many runs at most; 0 is all. Default: 50."),
    Options.withDefault(50)
  ),
  json: jsonFieldsOption,
  csv: Options.boolean("csv").pipe(
    Options.withDescription("Print comma-separated values with a line of names. Default: a table.")
  ),
  site: siteOption
}

/** `--json` alone, `--status=failed` and `--status failed,degraded` as the command library takes them. */
export const spelledList = (words: ReadonlyArray<string>): ReadonlyArray<string> =>
  bareJson(words.flatMap((word) => (word.startsWith("--status=") ? ["--status", word.slice(9)] : [word])))
    .flatMap((word, at, all) =>
      all[at - 1] === "--status" ? word.split(",").flatMap((one) => ["--status", one]) : [word]
    )
    .filter((word, at, all) => !(word === "--status" && all[at + 1] === "--status"))

/** `egregora runs list`. */
export const listCommand = Command.make("list", options, (given) =>
  Effect.flatMap(
    Effect.promise(() => import("./printList.js")),
    ({ list }) => list(given)
  )
).pipe(
  Command.withDescription(
    "Lists runs, newest first. Works while `egregora process` is running. What is given as --status, --stage, --since, --until and --tenant must all hold."
  )
)
