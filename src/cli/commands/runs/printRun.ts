/**
 * What `egregora runs show ID` does.
 */
import * as Clock from "effect/Clock"
import * as Console from "effect/Console"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type { Run } from "../../../domain/Run.js"
import { mostFound, RunHistory } from "../../../tracking/RunHistory.js"
import * as RunHistoryFiles from "../../../tracking/RunHistoryFiles.js"
import { runJson } from "../../runJson.js"
import { runPanel } from "../../runPanel.js"
import { localTime } from "../../runText.js"
import { findSite } from "../../site.js"
import { printableJson, printableLine, Screen } from "../../terminal.js"
import { UsageError } from "../../UsageError.js"

/** Not exactly one run is meant. `message` is one line with what to do. */
export class NotOneRun extends Data.TaggedError("NotOneRun")<{ readonly message: string }> {}

/** What `runs show` was asked for. */
export interface ShowOptions {
  /** An id or the beginning of one, in any case, with or without its dashes. */
  readonly id: string
  /** One JSON object with the runs inside it as `children`, instead of a panel. */
  readonly json: boolean
}

/** Finds the site and prints one of its runs. */
export const show = ({ site, ...options }: ShowOptions & { readonly site: Option.Option<string> }) =>
  Effect.gen(function* () {
    yield* checkId(options.id)
    const folder = yield* findSite(site)
    yield* Effect.provide(printRun(options), RunHistoryFiles.layer(folder))
  })

/** Prints a run of the history. Where an id is ambiguous the candidates are listed on standard error. */
export const printRun = Effect.fn("runs.printRun")(function* ({ id, json }: ShowOptions) {
  yield* checkId(id)
  const history = yield* RunHistory
  const found = yield* history.find(id)
  const [run, second] = found.runs
  if (run === undefined) {
    yield* printNotes(found.notes)
    return yield* new NotOneRun({
      message: `no run has an id that begins with ${id}; \`egregora runs tail --all\` lists the latest`
    })
  }
  if (second !== undefined) {
    yield* printNotes(found.notes)
    for (const candidate of found.runs) yield* Console.error(candidateLine(candidate))
    const many = found.runs.length < mostFound ? found.runs.length : `${mostFound} or more`
    return yield* new NotOneRun({
      message: `${many} runs have ids that begin with ${id}; give more characters of the one you mean`
    })
  }
  const children = yield* history.children(run.runId)
  yield* printNotes(new Set([...found.notes, ...children.notes]))
  yield* Console.log(
    json
      ? printableJson({ ...runJson(run), children: children.runs.map(runJson) })
      : yield* runPanel(run, children.runs, { now: yield* Clock.currentTimeMillis, screen: yield* Screen })
  )
})

const checkId = (id: string): Effect.Effect<void, UsageError> =>
  /^(?:-*[0-9a-f]){1,32}-*$/i.test(id)
    ? Effect.void
    : new UsageError({
        message: `${JSON.stringify(printableLine(id))} is not the id of a run: ids are hexadecimal, as \`egregora runs tail\` shows them`
      })

const printNotes = (notes: Iterable<string>): Effect.Effect<void> =>
  Effect.forEach(notes, (note) => Console.error(note), { discard: true, concurrency: 1 })

const candidateLine = (run: Run): string =>
  `${run.runId}  ${printableLine(run.stage)}  ${localTime(run.startedAt)}`
