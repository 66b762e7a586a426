/**
 * What `egregora runs list` does.
 */
import * as Clock from "effect/Clock"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Run, RunStatus } from "../../../domain/Run.js"
import { type Found, RunHistory } from "../../../tracking/RunHistory.js"
import * as RunHistoryFiles from "../../../tracking/RunHistoryFiles.js"
import type { RunQuery, RunSort } from "../../../tracking/RunQuery.js"
import { endOf, printNotes } from "../../answer.js"
import { counted } from "../../counted.js"
import { runCsv } from "../../runCsv.js"
import { parseFields } from "../../runFields.js"
import { type FilterWords, parseFilter } from "../../runFilter.js"
import { runTable } from "../../runTable.js"
import { findSite } from "../../site.js"
import { printableJson, Screen } from "../../terminal.js"
import { UsageError } from "../../UsageError.js"

/** What `runs list` was asked for. */
export interface ListOptions extends FilterWords {
  readonly status: ReadonlyArray<RunStatus>
  /** With the stages inside windows. */
  readonly all: boolean
  readonly sort: RunSort
  readonly reverse: boolean
  /** How many runs; 0 is all. */
  readonly limit: number
  /** The fields of a JSON array instead of a table: names with commas between, or `all`. */
  readonly json: Option.Option<string>
  readonly csv: boolean
}

/** Finds the site and lists its runs. Where none is found it says so; that is no error. */
export const list = ({ site, ...options }: ListOptions & { readonly site: Option.Option<string> }) =>
  Effect.gen(function* () {
    const { print } = yield* parse(options)
    yield* Effect.flatMap(findSite(site), (folder) =>
      Effect.provide(printList(options), RunHistoryFiles.layer(folder))
    ).pipe(Effect.catchTag("NoSite", ({ message }) => Effect.zipRight(printNotes([message]), print([]))))
  })

/** Prints the runs of the history that were asked for. */
export const printList = Effect.fn("runs.printList")(function* (options: ListOptions) {
  const { print, query } = yield* parse(options)
  const history = yield* RunHistory
  const found = yield* history.list(query)
  const { notes, runs } = found
  yield* printNotes(notes, remark(found, options))
  yield* print(options.limit === 0 ? runs : runs.slice(0, options.limit))
  yield* endOf(found)
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** What to ask the history for, and how to print what it gives. */
const parse = Effect.fnUntraced(function* (options: ListOptions) {
  const { all, csv, json, limit, reverse, sort, stage, status } = options
  if (limit < 0) return yield* new UsageError({ message: "--limit must be 0 or more" })
  if (csv && Option.isSome(json)) {
    return yield* new UsageError({ message: "--json and --csv are two forms of the same; give one" })
  }
  const fields = yield* parseFields(json)
  const query: RunQuery = {
    ...(yield* parseFilter(options)),
    ...(status.length === 0 ? {} : { statuses: status }),
    ...(all || Option.isSome(stage) ? {} : { kinds: ["process", "window", "task"] }),
    sort,
    ascending: reverse !== (sort === "stage" || sort === "status"),
    // One more than is shown tells whether there are more.
    limit: limit === 0 ? Number.MAX_SAFE_INTEGER : limit + 1
  }
  const print = (runs: ReadonlyArray<Run>): Effect.Effect<void> => {
    if (Option.isSome(fields)) return Console.log(printableJson(runs.map(fields.value)))
    if (csv) return Console.log(runCsv(runs).trimEnd())
    return runs.length === 0 ? Effect.void : printTable(runs, sort === "tokens" || sort === "cost")
  }
  return { print, query }
})

const printTable = Effect.fnUntraced(function* (runs: ReadonlyArray<Run>, spending: boolean) {
  const now = yield* Clock.currentTimeMillis
  yield* Console.log(yield* runTable(runs, { now, screen: yield* Screen, spending }))
})

const remark = ({ isWhole, runs }: Found, options: ListOptions): ReadonlyArray<string> => {
  const { limit, status, stage, since, until, tenant } = options
  if (runs.length > limit && limit > 0) {
    return [`only ${counted(limit, "run is", "runs are")} shown; --limit 0 shows all`]
  }
  const asked = status.length > 0 || [stage, since, until, tenant].some(Option.isSome)
  return runs.length > 0 || !isWhole ? [] : [asked ? "no run is as asked for" : "no runs yet"]
}
