/**
 * What `egregora process` does once its options are known to make sense.
 */
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as AppLayer from "../../../AppLayer.js"
import {
  type ProcessError,
  type ProcessOptions,
  processExport,
  type Summary
} from "../../../pipeline/processExport.js"
import type { WindowResult } from "../../../pipeline/runWindow.js"
import { standard } from "../../../pipeline/standard.js"
import { counted } from "../../counted.js"
import { exitCodes } from "../../exitCodes.js"
import { money } from "../../money.js"
import { count } from "../../runText.js"
import { shellWord } from "../../shellWord.js"
import { rememberSite } from "../../site.js"
import { printableLine } from "../../terminal.js"
import { Unsuccessful } from "../../Unsuccessful.js"
import * as Progress from "./progress.js"
import { type StopSignals, stopSignals } from "./stopSignals.js"

/** What `process` was asked for. */
export type RunOptions = ProcessOptions &
  Required<AppLayer.AppOptions> & {
    /** Whether to say of each window why it was worked on or not. */
    readonly explain: boolean
  }

/** Processes an export into the site at `output` and prints a summary. */
export const run = ({ output, source, explain, ...options }: RunOptions) =>
  Effect.gen(function* () {
    const progress = yield* Progress.make
    const signals = yield* stopSignals(progress.say)
    const services = yield* Effect.context<FileSystem.FileSystem | Path.Path>()
    const summary = yield* processExport(standard, {
      ...options,
      stop: signals.stop,
      halt: signals.halt,
      onWait: progress.onWait,
      onSurvey: (survey) =>
        Effect.all(
          [Effect.provide(rememberSite(output), services), progress.onSurvey(survey), signals.heed],
          { discard: true }
        ),
      onWindow: (result) =>
        Effect.zipRight(explain ? Console.log(explained(result)) : Effect.void, progress.onWindow(result)),
      onPicture: progress.onPicture
    }).pipe(
      Effect.provide(AppLayer.layer({ output, source })),
      Effect.catchTag("ProcessError", (error) => Effect.zipRight(progress.stop, ended(error, signals)))
    )
    yield* progress.stop
    const edited = editedLine(summary.edited)
    yield* Effect.forEach(
      [...summary.warnings, ...edited],
      (line) => Console.error(`warning: ${printableLine(line)}`),
      { discard: true }
    )
    yield* Console.log(text(summary, output))
    const code = codeOf(summary)
    if (code !== exitCodes.done) return yield* new Unsuccessful({ code })
  }).pipe(Effect.scoped)

/**
 * The windows are counted also where the end came early. Whoever pressed Ctrl-C expects the exit code that
 * shells know.
 */
const ended = Effect.fnUntraced(function* (error: ProcessError, { exitCode }: StopSignals) {
  if (error.windows !== null) yield* Console.log(`  Windows  ${windowsText(error.windows)}`)
  const code = yield* exitCode
  if (error.reason !== "Stopped" || code === null) return yield* error
  yield* Console.error(`egregora: ${error.message}`)
  return yield* new Unsuccessful({ code })
})

const codeOf = ({ windows }: Summary): number => {
  if (windows.failed > 0) return exitCodes.failed
  return windows.degraded > 0 ? exitCodes.degraded : exitCodes.done
}

const explained = ({ name, key, status, why, error }: WindowResult): string =>
  `${name}  ${key}  ${Progress.statusText[status]}: ${error ?? why}`

const editedLine = (edited: ReadonlyArray<string>): ReadonlyArray<string> => {
  const [first, ...others] = edited
  if (first === undefined) return []
  const what =
    others.length === 0
      ? `${first} was edited by hand and is kept`
      : `${first} and ${counted(others.length, "other file")} were edited by hand and are kept`
  return [`${what}; --force replaces ${others.length === 0 ? "it" : "them"}`]
}

const text = (summary: Summary, output: string): string =>
  [
    `Read ${counted(summary.messages, "message")} in ${summary.seconds.toFixed(1)} s.`,
    "",
    `  Windows  ${windowsText(summary.windows)}`,
    `  Posts    ${count(summary.posts)}`,
    ...(summary.obeyed === null ? [] : [`  Wishes   ${wishesText(summary.obeyed)}`]),
    ...(summary.spent === null ? [] : [`  Cost     ${money(summary.spent)}`]),
    `  Blog     ${printableLine(summary.home)}`,
    `  Runs     egregora runs tail --site ${shellWord(output)}`
  ].join("\n")

/** What people asked for in the chat; what nobody asked for is left out. */
const wishesText = ({ about, aliases, out, removed }: NonNullable<Summary["obeyed"]>): string =>
  [
    ...(out === 0 ? [] : [`${counted(out, "person", "people")} opted out`]),
    ...(aliases === 0 ? [] : [counted(aliases, "alias", "aliases")]),
    ...(about === 0 ? [] : [`${counted(about, "person", "people")} with a bio or a website`]),
    ...(removed === 0 ? [] : [`${counted(removed, "message")} removed`])
  ].join(", ")

/** How many windows ended how; what did not happen is left out, but for the failures. */
const windowsText = (windows: Summary["windows"]): string => {
  const { written, degraded, reused, edited, partial, empty, failed } = windows
  const counts = [
    [written, "written"],
    [degraded, "degraded"],
    [reused, "unchanged"],
    [edited + partial, "kept"],
    [empty, "empty"]
  ] as const
  const happened = counts
    .filter(([windows]) => windows > 0)
    .map(([windows, word]) => `${count(windows)} ${word}`)
  return [...happened, `${count(failed)} failed`].join(", ")
}
