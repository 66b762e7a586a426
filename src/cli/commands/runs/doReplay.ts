/**
 * What `egregora runs replay ID` does.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as AppLayer from "../../../AppLayer.js"
import type { Run } from "../../../domain/Run.js"
import { ReplayError, replay } from "../../../pipeline/replay.js"
import { standard } from "../../../pipeline/standard.js"
import type { SiteSettings } from "../../../site/SiteSettings.js"
import { RunHistory } from "../../../tracking/RunHistory.js"
import { exitCodes } from "../../exitCodes.js"
import { checkId, findRun } from "../../findRun.js"
import { runJson } from "../../runJson.js"
import { shortId } from "../../runText.js"
import { settingsOf } from "../../settings/findSettings.js"
import { siteSettingsOf } from "../../settings/siteSettingsOf.js"
import { shellWord } from "../../shellWord.js"
import { findSite } from "../../site.js"
import { printableJson } from "../../terminal.js"
import { Unsuccessful } from "../../Unsuccessful.js"
import { resultLine, waitingLine } from "../process/progress.js"

/** What `runs replay` was asked for. */
export interface ReplayOptions {
  readonly id: string
  readonly force: boolean
  /** One JSON object, the new run, instead of a line. */
  readonly json: boolean
  readonly site: Option.Option<string>
}

/** Finds the site and runs one of its windows again. */
export const replayRun = (options: ReplayOptions) =>
  Effect.gen(function* () {
    yield* checkId(options.id)
    const folder = yield* findSite(options.site)
    const settings = yield* Effect.flatMap(settingsOf(folder), siteSettingsOf)
    yield* Effect.provide(replayWindow(options, settings), AppLayer.layer({ output: folder, source: "auto" }))
  })

const replayWindow = Effect.fn("runs.replay")(function* (
  { id, force, json, site }: ReplayOptions,
  settings: SiteSettings
) {
  const { run } = yield* findRun(id)
  const process = yield* processOf(run)
  if (run.kind !== "window" || process === null) {
    return yield* new ReplayError({ message: whyNot(run) })
  }
  const result = yield* replay(standard, {
    run,
    process,
    settings,
    force,
    onWait: (holder) => Console.error(waitingLine(holder))
  })
  if (result === null) return
  const made = yield* madeBy(run)
  if (json) yield* Console.log(printableJson(made === undefined ? null : runJson(made)))
  else {
    yield* Console.log(resultLine(result))
    if (made !== undefined) yield* Console.log(diffCommand(run, made, site))
  }
  if (result.status === "edited") {
    return yield* new ReplayError({ message: `${result.why}; --force replaces it` })
  }
  if (result.status === "partial") {
    return yield* new ReplayError({ message: `${result.why}; it is kept` })
  }
  if (result.status === "failed") return yield* new Unsuccessful({ code: exitCodes.failed })
  if (result.status === "degraded") return yield* new Unsuccessful({ code: exitCodes.degraded })
})

/**
 * The run that replayed another one: the latest window inside that. What it points to as its origin is the
 * run whose result stays, where it found nothing to do.
 */
const madeBy = (run: Run) =>
  Effect.flatMap(RunHistory, (history) =>
    Effect.map(history.children(run.runId), ({ runs }) => runs.findLast(({ kind }) => kind === "window"))
  )

const diffCommand = (before: Run, after: Run, site: Option.Option<string>): string =>
  [
    `egregora runs diff ${shortId(before)} ${shortId(after)}`,
    ...Option.toArray(site).map((folder) => `--site ${shellWord(folder)}`)
  ].join(" ")

/** The `process` that a run was part of, or that the run which it repeats was part of. */
const processOf = Effect.fnUntraced(function* (run: Run) {
  const history = yield* RunHistory
  let found: Run | undefined = run
  while (found !== undefined && found.kind !== "process") {
    found = found.parentId === null ? undefined : (yield* history.find(found.parentId)).runs[0]
  }
  return found ?? null
})

const whyNot = (run: Run): string => {
  switch (run.kind) {
    case "process":
      return `run ${run.runId} is a whole process; run \`egregora process\` again, with --refresh to do all windows`
    case "stage":
      return run.parentId === null
        ? `run ${run.runId} is a stage; only windows are replayed`
        : `run ${run.runId} is a stage of run ${run.parentId}; replay that`
    default:
      return `run ${run.runId} was not part of an \`egregora process\``
  }
}
