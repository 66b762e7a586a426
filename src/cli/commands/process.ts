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
import { exportFiles } from "../exportFiles.js"
import { exportFlags, howToRead } from "../exportFlags.js"
import { outputSetting, processSettings } from "../settings/allSettings.js"
import { type Settings, settingsOf, settingsOfNone } from "../settings/findSettings.js"
import { siteSettingsOf } from "../settings/siteSettingsOf.js"
import { UsageError } from "../UsageError.js"

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

const { source, ...reading } = exportFlags

const options = {
  output: outputSetting.flag,
  source,
  stepSize: processSettings.stepSize.flag,
  stepUnit: processSettings.stepUnit.flag,
  overlap: processSettings.overlap.flag,
  fromDate: processSettings.fromDate.flag,
  toDate: processSettings.toDate.flag,
  ...reading,
  concurrency: processSettings.concurrency.flag,
  failFast: Options.boolean("fail-fast").pipe(
    Options.withDescription("Stop at the first window that fails. Default: go on with the others.")
  ),
  maxFailures: processSettings.maxFailures.flag,
  budget: processSettings.budget.flag,
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
  realNames: processSettings.realNames.flag,
  debug: Options.boolean("debug").pipe(
    Options.withDescription(
      "Show the causes of errors and what the program does. Default: one line an error."
    )
  )
}

/** `egregora process`. */
export const processCommand = Command.make("process", { exportFiles, ...options }, (given) =>
  Effect.gen(function* () {
    const output = yield* settingsOfNone.value(outputSetting, given.output)
    const settings = yield* settingsOf(output)
    const { limits, reading, source, zone } = yield* howToRead(settings, given)
    const { value } = settings
    const maxFailures = yield* value(processSettings.maxFailures, given.maxFailures)
    const budget = yield* value(processSettings.budget, given.budget)
    const asked = {
      export: given.exportFiles,
      source,
      output,
      zone,
      reading,
      settings: yield* siteSettingsOf(settings),
      window: {
        stepSize: yield* value(processSettings.stepSize, given.stepSize),
        stepUnit: yield* value(processSettings.stepUnit, given.stepUnit),
        overlap: yield* value(processSettings.overlap, given.overlap)
      },
      ...(yield* range(settings, given, zone)),
      concurrency: yield* value(processSettings.concurrency, given.concurrency),
      maxFailures: given.failFast ? 0 : (maxFailures ?? Number.POSITIVE_INFINITY),
      realNames: yield* value(processSettings.realNames, given.realNames),
      ...(budget === null ? {} : { budget }),
      ...(Option.isSome(given.refresh) ? { refresh: given.refresh.value } : {}),
      force: given.force,
      explain: given.explain
    }
    const { run } = yield* Effect.promise(() => import("./process/run.js"))
    yield* Effect.provideService(run(asked), Limits, limits)
  })
).pipe(Command.withDescription("Makes a blog of a chat export. Every window of messages is a tracked run."))

/** The days that are taken, as instants. */
const range = Effect.fnUntraced(function* (
  { find }: Settings,
  given: { readonly fromDate: Option.Option<string>; readonly toDate: Option.Option<string> },
  zone: DateTime.TimeZone
): Effect.fn.Return<{ readonly from?: number; readonly until?: number }, UsageError> {
  const first = yield* find(processSettings.fromDate, given.fromDate)
  const last = yield* find(processSettings.toDate, given.toDate)
  const from = first.value === null ? null : yield* startOfDate(first.label, first.value, zone)
  const until = last.value === null ? null : yield* startOfDate(last.label, last.value, zone, 1)
  if (from !== null && until !== null && from >= until) {
    return yield* new UsageError({ message: `${first.label} is later than ${last.label}` })
  }
  return { ...(from === null ? {} : { from }), ...(until === null ? {} : { until }) }
})
