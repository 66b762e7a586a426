/**
 * `egregora process EXPORT`: the main job.
 */
import { existsSync } from "node:fs"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Limits } from "../../sources/Limits.js"
import { startOfDate } from "../dates.js"
import { maxSizeOption, parseMaxSize } from "../maxSize.js"
import { readingOf, readingOptions } from "../readingOptions.js"
import { exportFiles, sourceOption } from "../source.js"
import { UsageError } from "../UsageError.js"
import { parseZone, zoneOption } from "../zone.js"

const refreshable = ["all", "privacy", "write", "publish", "site"] as const

/**
 * `--refresh` without a value means all of it; the command library knows no such option. A word behind it
 * that is neither an option nor an export is a stage that there is not.
 */
export const bareRefresh = (words: ReadonlyArray<string>): ReadonlyArray<string> =>
  words.flatMap((word, at) => {
    const next = words[at + 1]
    const isBare = next === undefined || next.startsWith("-") || /[./\\]/.test(next) || existsSync(next)
    return word === "--refresh" && isBare ? [word, "all"] : [word]
  })

const options = {
  output: Options.text("output").pipe(
    Options.withPseudoName("FOLDER"),
    Options.withDescription("The folder of the blog. Made if it is not there. Default: output."),
    Options.withDefault("output")
  ),
  source: sourceOption,
  stepSize: Options.integer("step-size").pipe(
    Options.withDescription("How many units make a window: one window, one post. Default: 1."),
    Options.withDefault(1)
  ),
  stepUnit: Options.choice("step-unit", ["days", "hours", "messages", "bytes"]).pipe(
    Options.withDescription(
      "The unit of a window. Days begin at midnight where the chat was. Default: days."
    ),
    Options.withDefault("days")
  ),
  overlap: Options.float("overlap").pipe(
    Options.withDescription(
      "How much of the window before the writer sees again as context, from 0 to 0.5. It is not written twice. Default: 0."
    ),
    Options.withDefault(0)
  ),
  fromDate: Options.text("from-date").pipe(
    Options.withPseudoName("DATE"),
    Options.withDescription("The first day to take, as 2025-10-28. Default: the chat's first."),
    Options.optional
  ),
  toDate: Options.text("to-date").pipe(
    Options.withPseudoName("DATE"),
    Options.withDescription("The last day to take, as 2025-10-28. Default: the chat's last."),
    Options.optional
  ),
  timezone: zoneOption,
  ...readingOptions,
  maxSize: maxSizeOption,
  concurrency: Options.integer("concurrency").pipe(
    Options.withDescription("How many windows are worked on at once. Default: 4."),
    Options.withDefault(4)
  ),
  failFast: Options.boolean("fail-fast").pipe(
    Options.withDescription("Stop at the first window that fails. Default: go on with the others.")
  ),
  maxFailures: Options.integer("max-failures").pipe(
    Options.withDescription(
      "Stop when more windows than this have failed; --fail-fast is --max-failures 0. Default: go on."
    ),
    Options.optional
  ),
  budget: Options.float("budget").pipe(
    Options.withDescription(
      "The most that calls of language models may cost, in US dollars, as 2.00: stop before it is passed. Default: no limit."
    ),
    Options.optional
  ),
  refresh: Options.choice("refresh", refreshable).pipe(
    Options.withDescription(
      "Do work again that is done: all of it, or that of one stage, as --refresh write or --refresh site. Default: only what is new or changed."
    ),
    Options.optional
  ),
  force: Options.boolean("force").pipe(
    Options.withDescription(
      "Replace files that were edited by hand; they are put into .egregora/replaced. Default: keep them."
    )
  ),
  explain: Options.boolean("explain").pipe(
    Options.withDescription("Say for each window why it was worked on or not. Default: a summary.")
  ),
  realNames: Options.boolean("real-names").pipe(
    Options.withDescription(
      "Write people's real names; phone numbers, addresses and the like stay hidden. Default: pseudonyms."
    )
  ),
  debug: Options.boolean("debug").pipe(
    Options.withDescription(
      "Show the causes of errors and what the program does. Default: one line an error."
    )
  )
}

/** `egregora process`. */
export const processCommand = Command.make("process", { exportFiles, ...options }, (given) =>
  Effect.gen(function* () {
    const zone = yield* parseZone(given.timezone)
    const limits = yield* parseMaxSize(given.maxSize)
    const window = { stepSize: given.stepSize, stepUnit: given.stepUnit, overlap: given.overlap }
    yield* check(given.output !== "", "--output must name a folder")
    yield* check(given.stepSize >= 1, "--step-size must be 1 or more")
    yield* check(given.overlap >= 0 && given.overlap <= 0.5, "--overlap must be between 0 and 0.5")
    yield* check(given.concurrency >= 1, "--concurrency must be 1 or more")
    yield* check(Option.getOrElse(given.maxFailures, () => 0) >= 0, "--max-failures must be 0 or more")
    yield* check(Option.getOrElse(given.budget, () => 0) >= 0, "--budget must be 0 or more")
    const dates = yield* range(given, zone)

    const { run } = yield* Effect.promise(() => import("./process/run.js"))
    yield* run({
      export: given.exportFiles,
      source: given.source,
      output: given.output,
      window,
      zone,
      reading: readingOf(given),
      ...dates,
      concurrency: given.concurrency,
      maxFailures: given.failFast ? 0 : Option.getOrElse(given.maxFailures, () => Number.POSITIVE_INFINITY),
      realNames: given.realNames,
      ...(Option.isSome(given.budget) ? { budget: given.budget.value } : {}),
      ...(Option.isSome(given.refresh) ? { refresh: given.refresh.value } : {}),
      force: given.force,
      explain: given.explain
    }).pipe(Effect.provideService(Limits, limits))
  })
).pipe(Command.withDescription("Makes a blog of a chat export. Every window of messages is a tracked run."))

const check = (holds: boolean, message: string): Effect.Effect<void, UsageError> =>
  holds ? Effect.void : new UsageError({ message })

const range = (
  given: { readonly fromDate: Option.Option<string>; readonly toDate: Option.Option<string> },
  zone: DateTime.TimeZone
): Effect.Effect<{ readonly from?: number; readonly until?: number }, UsageError> =>
  Effect.gen(function* () {
    const from = Option.isSome(given.fromDate)
      ? { from: yield* startOfDate("--from-date", given.fromDate.value, zone) }
      : {}
    const until = Option.isSome(given.toDate)
      ? { until: yield* startOfDate("--to-date", given.toDate.value, zone, 1) }
      : {}
    yield* check(
      from.from === undefined || until.until === undefined || from.from < until.until,
      "--from-date is later than --to-date"
    )
    return { ...from, ...until }
  })
