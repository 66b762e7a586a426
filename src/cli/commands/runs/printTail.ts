/**
 * What `egregora runs tail` does.
 */
import * as Clock from "effect/Clock"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { type Found, RunHistory } from "../../../tracking/RunHistory.js"
import * as RunHistoryFiles from "../../../tracking/RunHistoryFiles.js"
import { endOf, printNotes } from "../../answer.js"
import { runJson } from "../../runJson.js"
import { runTable } from "../../runTable.js"
import { findSite } from "../../site.js"
import { printableJson, Screen } from "../../terminal.js"
import { UsageError } from "../../UsageError.js"

/** What `runs tail` was asked for. */
export interface TailOptions {
  /** How many runs. */
  readonly n: number
  /** With the stages inside windows. */
  readonly all: boolean
  /** One JSON array instead of a table. */
  readonly json: boolean
}

/** Finds the site and prints its latest runs. Where none is found it says so; that is no error. */
export const tail = ({ site, ...options }: TailOptions & { readonly site: Option.Option<string> }) =>
  Effect.gen(function* () {
    if (options.n < 1) return yield* new UsageError({ message: "--n must be 1 or more" })
    const folder = yield* findSite(site)
    yield* Effect.provide(printTail(options), RunHistoryFiles.layer(folder))
  }).pipe(Effect.catchTag("NoSite", ({ message }) => printNothing([message], options)))

/** Prints the latest runs of the history, newest last. */
export const printTail = Effect.fn("runs.printTail")(function* (options: TailOptions) {
  const history = yield* RunHistory
  const found = yield* history.tail({ limit: options.n, stages: options.all })
  yield* printNotes(found.notes)
  yield* print(found, options)
  yield* endOf(found)
})

const print = Effect.fnUntraced(function* ({ isWhole, runs }: Found, options: TailOptions) {
  if (options.json && runs.length > 0) return yield* Console.log(printableJson(runs.map(runJson)))
  if (runs.length === 0) return yield* printNothing(isWhole ? ["no runs yet"] : [], options)
  yield* Console.log(yield* runTable(runs, { now: yield* Clock.currentTimeMillis, screen: yield* Screen }))
})

const printNothing = (why: ReadonlyArray<string>, { json }: TailOptions): Effect.Effect<void> =>
  Effect.zipRight(printNotes(why), json ? Console.log("[]") : Effect.void)
