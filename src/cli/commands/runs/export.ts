/**
 * `egregora runs export`: the whole history as one file.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import { siteOption } from "../../site.js"

const fileOption = (name: string, description: string) =>
  Options.text(name).pipe(
    Options.withPseudoName("FILE"),
    Options.withDescription(description),
    Options.optional
  )

const options = {
  parquet: fileOption("parquet", "Write a Parquet file, for DuckDB, pandas and their like."),
  csv: fileOption("csv", "Write comma-separated values with a line of names; - is standard output."),
  json: fileOption("json", "Write JSON; - is standard output."),
  force: Options.boolean("force").pipe(
    Options.withDescription("Replace the file if there is one. Default: refuse to.")
  ),
  site: siteOption
}

/** `egregora runs export`. */
export const exportCommand = Command.make("export", options, (given) =>
  Effect.flatMap(
    Effect.promise(() => import("./doExport.js")),
    ({ exportRuns }) => exportRuns(given)
  )
).pipe(Command.withDescription("Writes every run with all its columns to a file, in one of three formats."))
