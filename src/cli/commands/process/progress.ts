/**
 * How far `process` is, on stderr: a bar on a terminal; elsewhere a line for each window, and one for every
 * hundred pictures.
 */
import * as Console from "effect/Console"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { WindowResult } from "../../../pipeline/runWindow.js"
import type { Survey } from "../../../sources/Source.js"
import { counted } from "../../counted.js"
import { count } from "../../runText.js"
import { printableLine } from "../../terminal.js"

/** What is told while the work goes on. */
export interface Progress {
  /** Says something beside all that. */
  readonly say: (line: string) => Effect.Effect<void>
  readonly onWait: (holder: number | null) => Effect.Effect<void>
  readonly onSurvey: (survey: Survey) => Effect.Effect<void>
  readonly onWindow: (result: WindowResult) => Effect.Effect<void>
  readonly onPicture: (done: number, all: number) => Effect.Effect<void>
  /** Takes the bar away. */
  readonly stop: Effect.Effect<void>
}

/** A bar if stderr is a terminal, else lines. The bar is gone when the scope closes. */
export const make: Effect.Effect<Progress, never, Scope.Scope> = Effect.suspend(() =>
  process.stderr.isTTY ? bar : Effect.succeed(lines)
)

const lines: Progress = {
  say: Console.error,
  onWait: (holder) => Console.error(waitingLine(holder)),
  onSurvey: (survey) => Effect.forEach(surveyLines(survey), (line) => Console.error(line), { discard: true }),
  onWindow: (result) => (result.status === "reused" ? Effect.void : Console.error(resultLine(result))),
  onPicture: (done, all) =>
    done % picturesInLine === 0 || done === all ? Console.error(picturesLine(done, all)) : Effect.void,
  stop: Effect.void
}

const bar: Effect.Effect<Progress, never, Scope.Scope> = Effect.gen(function* () {
  const { default: cliProgress } = yield* Effect.promise(() => import("cli-progress"))
  const bars = yield* Effect.acquireRelease(
    Effect.sync(
      () =>
        new cliProgress.MultiBar({
          format: "{bar} {percentage}% | {value}/{total} {what} | {now}",
          barCompleteChar: "█",
          barIncompleteChar: "░",
          hideCursor: true,
          clearOnComplete: true,
          // It would listen to Ctrl-C itself.
          gracefulExit: false,
          stream: process.stderr
        })
    ),
    (bars) => Effect.sync(() => bars.stop())
  )
  const current = bars.create(0, 0, { what: "messages", now: "reading" })
  const say = (line: string) => Effect.sync(() => bars.log(`${line}\n`))
  return {
    say,
    onWait: (holder) => say(waitingLine(holder)),
    onSurvey: (survey) =>
      Effect.sync(() => {
        for (const line of surveyLines(survey)) bars.log(`${line}\n`)
        current.setTotal(survey.messages)
      }),
    onWindow: (result) =>
      Effect.sync(() => {
        if (result.status === "failed") bars.log(`${resultLine(result)}\n`)
        current.update(result.position, { now: result.key })
      }),
    onPicture: (done, all) =>
      Effect.sync(() => {
        current.setTotal(all)
        current.update(done, { what: "pictures", now: "making them smaller" })
      }),
    stop: Effect.sync(() => bars.stop())
  }
})

/** What an export was found to be, and how it is read; several exports each, and then together. */
export const surveyLines = (survey: Survey): ReadonlyArray<string> => {
  const { dateOrder, dateOrderReason, merged, platform, source, zone } = survey
  if (merged === undefined) {
    return [
      `${source} (${platform}): ${extent(survey)}`,
      `dates ${dateOrder}: ${dateOrderReason}; times of ${zone}`
    ]
  }
  const { duplicates, exports } = merged
  const copies =
    duplicates === 0 ? "no message is in more than one" : `${counted(duplicates, "duplicate")} left out`
  return [
    ...exports.flatMap(({ name, survey }) =>
      surveyLines(survey).map((line) => `${printableLine(name)}: ${line}`)
    ),
    `together: ${extent(survey)}; ${copies}`
  ]
}

const extent = ({ authors, first, last, messages, zone }: Survey): string => {
  const day = (instant: number): string =>
    DateTime.formatIsoDate(DateTime.unsafeMakeZoned(instant, { timeZone: zone }))
  const span = day(first) === day(last) ? day(first) : `${day(first)} to ${day(last)}`
  return `${counted(messages, "message")} by ${counted(authors.size, "person", "people")}, ${span}`
}

/** That another process has the site. */
export const waitingLine = (holder: number | null): string =>
  `${holder === null ? "another process" : `process ${holder}`} is at work on this blog; waiting until it has finished`

/** How far the smaller pictures are. */
const picturesLine = (done: number, all: number): string =>
  `smaller pictures: ${count(done)} of ${count(all)} done`

/** How one window ended. */
export const resultLine = ({ name, key, messages, status, error }: WindowResult): string =>
  `${name}  ${key}  ${counted(messages, "message")}  ${statusText[status]}${error === null ? "" : `: ${printableLine(error)}`}`

/** How a window ended, in a word or two. */
export const statusText: Readonly<Record<WindowResult["status"], string>> = {
  written: "written",
  degraded: "degraded",
  failed: "failed",
  reused: "unchanged",
  edited: "kept, edited by hand",
  partial: "kept, more was taken before",
  empty: "empty"
}

/** A terminal's bar tells of each; what a file or another program reads need not. */
const picturesInLine = 100
