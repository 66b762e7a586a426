/**
 * What `egregora runs diff A B` does.
 */
import * as Clock from "effect/Clock"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as RunHistoryFiles from "../../../tracking/RunHistoryFiles.js"
import { endOf, printNotes } from "../../answer.js"
import { diffText } from "../../diffText.js"
import { exitCodes } from "../../exitCodes.js"
import { checkId, findRun } from "../../findRun.js"
import { differences, matters } from "../../runDiff.js"
import { runJson } from "../../runJson.js"
import { sideOf } from "../../runSide.js"
import { shortId } from "../../runText.js"
import { findSite } from "../../site.js"
import { printableJson, Screen } from "../../terminal.js"
import { Unsuccessful } from "../../Unsuccessful.js"

/** What `runs diff` was asked for. */
export interface DiffOptions {
  /** Ids or the beginnings of some. */
  readonly a: string
  readonly b: string
  /** One JSON object instead of text. */
  readonly json: boolean
  /** Whether the exit code says that they differ. */
  readonly exitCode: boolean
}

/** Finds the site and compares two of its runs. */
export const diff = ({ site, ...options }: DiffOptions & { readonly site: Option.Option<string> }) =>
  Effect.gen(function* () {
    yield* checkId(options.a)
    yield* checkId(options.b)
    const folder = yield* findSite(site)
    yield* Effect.provide(printDiff(options), RunHistoryFiles.layer(folder))
  })

/** Prints what differs between two runs of the history. */
export const printDiff = Effect.fn("runs.printDiff")(function* (options: DiffOptions) {
  const a = yield* findRun(options.a)
  const b = yield* findRun(options.b)
  yield* printNotes(a.notes, b.notes)
  if (a.run.kind !== b.run.kind) {
    yield* Console.error(
      `${shortId(a.run)} is a ${a.run.kind} and ${shortId(b.run)} a ${b.run.kind}: little of them can be the same`
    )
  }
  const found = differences(yield* sideOf(a.run), yield* sideOf(b.run))
  const view = { now: yield* Clock.currentTimeMillis, screen: yield* Screen }
  yield* Console.log(
    options.json
      ? printableJson({ a: runJson(a.run), b: runJson(b.run), differences: found })
      : diffText(a.run, b.run, found, view)
  )
  if (options.exitCode && found.some(matters)) return yield* new Unsuccessful({ code: exitCodes.failed })
  yield* endOf(a, b)
})
