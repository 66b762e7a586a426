/**
 * What `egregora runs stats` does.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { RunHistory, type Stats } from "../../../tracking/RunHistory.js"
import * as RunHistoryFiles from "../../../tracking/RunHistoryFiles.js"
import type { RunFilter, StageStats } from "../../../tracking/RunQuery.js"
import { endOf, printNotes } from "../../answer.js"
import { type FilterWords, parseFilter } from "../../runFilter.js"
import { findSite } from "../../site.js"
import { statsTable } from "../../statsTable.js"
import { printableJson, Screen } from "../../terminal.js"

/** What `runs stats` was asked for. */
export interface StatsOptions extends FilterWords {
  /** One JSON array instead of a table. */
  readonly json: boolean
}

/** Finds the site and counts its runs. Where none is found it says so; that is no error. */
export const stats = ({ site, ...options }: StatsOptions & { readonly site: Option.Option<string> }) =>
  Effect.gen(function* () {
    yield* parseFilter(options)
    const folder = yield* findSite(site)
    yield* Effect.provide(printStats(options), RunHistoryFiles.layer(folder))
  }).pipe(Effect.catchTag("NoSite", ({ message }) => printNothing([message], options)))

/** Prints what the runs of the history amount to. */
export const printStats = Effect.fn("runs.printStats")(function* (options: StatsOptions) {
  const filter = yield* parseFilter(options)
  const found = yield* Effect.flatMap(RunHistory, (history) => history.stats(filter))
  yield* printNotes(found.notes)
  if (found.stats.length > 0) yield* print(found, options)
  else
    yield* printNothing(
      found.isWhole ? [isEmpty(filter) ? "no runs yet" : "no run is as asked for"] : [],
      options
    )
  yield* endOf(found)
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const isEmpty = (filter: RunFilter): boolean => Object.keys(filter).length === 0

const print = Effect.fnUntraced(function* ({ stats }: Stats, { json }: StatsOptions) {
  yield* Console.log(json ? printableJson(stats.map(statsJson)) : yield* statsTable(stats, yield* Screen))
})

/** The cost is null where no price is known. */
const statsJson = ({ p50, p95, max, llmCalls, tokens, cost, unpricedCalls, ...counts }: StageStats) => ({
  ...counts,
  p50Seconds: p50,
  p95Seconds: p95,
  maxSeconds: max,
  llmCalls,
  tokens,
  cost: cost === 0 && unpricedCalls > 0 ? null : cost,
  unpricedCalls
})

const printNothing = (why: ReadonlyArray<string>, { json }: StatsOptions): Effect.Effect<void> =>
  Effect.zipRight(printNotes(why), json ? Console.log("[]") : Effect.void)
