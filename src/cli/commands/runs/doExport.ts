/**
 * What `egregora runs export` does.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Console from "effect/Console"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { RunHistory } from "../../../tracking/RunHistory.js"
import * as RunHistoryFiles from "../../../tracking/RunHistoryFiles.js"
import { endOf, printNotes } from "../../answer.js"
import { counted } from "../../counted.js"
import { printFile } from "../../printFile.js"
import { findSite } from "../../site.js"
import { printableLine } from "../../terminal.js"
import { UsageError } from "../../UsageError.js"

/** A file that cannot be written. `message` is one line with what to do. */
export class ExportFileError extends Data.TaggedError("ExportFileError")<{ readonly message: string }> {}

/** What `runs export` was asked for: the file of exactly one format, `-` for standard output. */
export interface ExportOptions extends Readonly<Record<Format, Option.Option<string>>> {
  /** Whether a file that is there is replaced. */
  readonly force: boolean
}

/** Finds the site and writes its runs to a file. */
export const exportRuns = ({ site, ...options }: ExportOptions & { readonly site: Option.Option<string> }) =>
  Effect.gen(function* () {
    const { format, file } = yield* parse(options)
    const folder = yield* findSite(site)
    yield* Effect.provide(
      Effect.gen(function* () {
        yield* file === "-" ? printRuns(format) : writeRuns(format, file, options.force)
      }),
      RunHistoryFiles.layer(folder)
    )
  })

/** Writes the runs of the history to a file. */
export const writeRuns = Effect.fn("runs.writeRuns")(function* (
  format: Format,
  given: string,
  force: boolean
) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const file = path.resolve(given)
  const there = yield* Effect.option(fs.stat(file))
  if (Option.isSome(there) && there.value.type !== "File") {
    return yield* new ExportFileError({ message: `${file} is no file; name another one` })
  }
  if (Option.isSome(there) && !force) {
    return yield* new ExportFileError({ message: `${file} is there already; --force replaces it` })
  }
  const exported = yield* exportTo(format, file)
  yield* Console.error(`${counted(exported.runs, "run")} written to ${printableLine(file)}`)
  yield* endOf(exported)
})

/** Writes the runs of the history to standard output. */
const printRuns = Effect.fn("runs.printRuns")(function* (format: Format) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const file = path.join(yield* fs.makeTempDirectoryScoped(), "runs")
  const exported = yield* exportTo(format, file)
  if (yield* printFile(file)) yield* Console.error(`${counted(exported.runs, "run")} written`)
  yield* endOf(exported)
}, Effect.scoped)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

type Format = "parquet" | "csv" | "json"

const formats: ReadonlyArray<Format> = ["parquet", "csv", "json"]

const parse = (options: ExportOptions): Effect.Effect<{ format: Format; file: string }, UsageError> => {
  const asked = formats.flatMap((format) =>
    Option.match(options[format], { onNone: () => [], onSome: (file) => [{ format, file }] })
  )
  const [first, second] = asked
  if (first === undefined || second !== undefined) {
    return new UsageError({ message: "give one of --parquet FILE, --csv FILE, --json FILE" })
  }
  if (first.file === "" || (first.format === "parquet" && first.file === "-")) {
    return new UsageError({
      message: `--${first.format} needs the name of a file${first.file === "" ? "" : "; only --csv and --json can be printed"}`
    })
  }
  return Effect.succeed(first)
}

const exportTo = Effect.fnUntraced(function* (format: Format, file: string) {
  const history = yield* RunHistory
  const exported = yield* history.export({ format, file })
  yield* printNotes(exported.notes)
  return exported
})
