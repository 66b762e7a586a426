/**
 * What `egregora runs watch` does.
 */
import * as Clock from "effect/Clock"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { RunStatus } from "../../../domain/Run.js"
import { followRun, type Look } from "../../../tracking/followRun.js"
import { RunHistory } from "../../../tracking/RunHistory.js"
import * as RunHistoryFiles from "../../../tracking/RunHistoryFiles.js"
import { endOf, printNotes } from "../../answer.js"
import { exitCodes } from "../../exitCodes.js"
import { checkId, findRun } from "../../findRun.js"
import { lastTries } from "../../runLine.js"
import { ago, shortId } from "../../runText.js"
import { findSite } from "../../site.js"
import { Unsuccessful } from "../../Unsuccessful.js"
import { UsageError } from "../../UsageError.js"
import * as WatchPrinter from "../../watchPrinter.js"

/** What `runs watch` was asked for. */
export interface WatchOptions {
  /** An id or the beginning of one. Without it the latest process that is running is meant. */
  readonly id: Option.Option<string>
  /** One JSON object a line for each transition. */
  readonly json: boolean
  /** Whether the exit code says how the run ended. */
  readonly exitStatus: boolean
  /** Seconds between two looks. */
  readonly interval: number
}

/** Finds the site and follows one of its runs. Without an id, to find no site and no process is no error. */
export const watch = ({ site, ...options }: WatchOptions & { readonly site: Option.Option<string> }) =>
  Effect.gen(function* () {
    if (options.interval < 0.1) return yield* new UsageError({ message: "--interval must be 0.1 or more" })
    if (Option.isSome(options.id)) yield* checkId(options.id.value)
    const folder = yield* findSite(site)
    yield* Effect.provide(printWatch(options), RunHistoryFiles.layer(folder))
  }).pipe(
    Effect.catchIf(
      (error) => error._tag === "NoSite" && Option.isNone(options.id),
      ({ message }) => printNotes([message])
    )
  )

/** Prints what happens in a run of the history until it ends: the windows of a process, the parts of another. */
export const printWatch = Effect.fn("runs.printWatch")(function* (options: WatchOptions) {
  const found = Option.isSome(options.id) ? yield* findRun(options.id.value) : yield* latestProcess
  const { run } = found
  if (run === undefined) {
    yield* printNotes(found.notes, found.isWhole ? [noneRuns] : [])
    return yield* endOf(found)
  }
  if (Option.isNone(options.id)) {
    yield* Console.error(
      `watching process ${shortId(run)}, which began ${ago(run.startedAt, yield* Clock.currentTimeMillis)}`
    )
  }
  const print = options.json ? WatchPrinter.json : yield* WatchPrinter.lines
  const last = yield* followRun(run, { every: options.interval * 1000 }).pipe(
    Stream.tap(print),
    Stream.runLast
  )
  if (Option.isNone(last)) return
  yield* printNotes(last.value.notes)
  const code = codeOf(last.value)
  if (options.exitStatus && code !== exitCodes.done) return yield* new Unsuccessful({ code })
  yield* endOf(last.value)
}, Effect.scoped)

const noneRuns = "no process is running on this blog; `egregora runs tail` shows what has run"

/** The process that began last of those that are running. */
const latestProcess = Effect.gen(function* () {
  const history = yield* RunHistory
  const found = yield* history.list({ kinds: ["process"], statuses: ["running"], limit: 20 })
  return { ...found, run: found.runs[0] }
})

/** What a process ends with tells failed windows from those that lost something; its status does not. */
const codeOf = ({ inside, run }: Look): number => {
  const isFailed = lastTries(inside).some(({ kind, status }) => kind === "window" && status === "failed")
  return run.kind === "process" && run.status === "degraded" && isFailed
    ? exitCodes.failed
    : codes[run.status]
}

const codes = {
  running: exitCodes.done,
  completed: exitCodes.done,
  degraded: exitCodes.degraded,
  failed: exitCodes.failed
} as const satisfies Record<RunStatus, number>
