/**
 * What `egregora runs show ID` does.
 */
import * as Clock from "effect/Clock"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { RunHistory } from "../../../tracking/RunHistory.js"
import * as RunHistoryFiles from "../../../tracking/RunHistoryFiles.js"
import { endOf, printNotes } from "../../answer.js"
import { checkId, findRun } from "../../findRun.js"
import { runJson } from "../../runJson.js"
import { runPanel } from "../../runPanel.js"
import { findSite } from "../../site.js"
import { printableJson, Screen } from "../../terminal.js"

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

/** Prints a run of the history. */
export const printRun = Effect.fn("runs.printRun")(function* ({ id, json }: ShowOptions) {
  const found = yield* findRun(id)
  const { run } = found
  const history = yield* RunHistory
  const children = yield* history.children(run.runId)
  yield* printNotes(found.notes, children.notes)
  yield* Console.log(
    json
      ? printableJson({ ...runJson(run), children: children.runs.map(runJson) })
      : runPanel(run, children.runs, { now: yield* Clock.currentTimeMillis, screen: yield* Screen })
  )
  yield* endOf(found, children)
})
