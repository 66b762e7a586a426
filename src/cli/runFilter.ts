/**
 * `--stage`, `--since`, `--until` and `--tenant`: which runs a command is about.
 */
import * as Options from "@effect/cli/Options"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { RunFilter } from "../tracking/RunQuery.js"
import { parseInstant } from "./dates.js"
import { UsageError } from "./UsageError.js"

/** The options of a command that looks at some runs. */
export const filterOptions = {
  stage: Options.text("stage").pipe(
    Options.withPseudoName("GLOB"),
    Options.withDescription(
      "Only runs of stages with such a name, as 'window_*' or write: * is any text, ? one character. Default: all."
    ),
    Options.optional
  ),
  since: Options.text("since").pipe(
    Options.withPseudoName("TIME"),
    Options.withDescription(
      "Only runs that began since then: a time ago, as 90m, 24h, 7d or 2w, or 2025-10-28, or 2025-10-28T14:03. Default: all."
    ),
    Options.optional
  ),
  until: Options.text("until").pipe(
    Options.withPseudoName("TIME"),
    Options.withDescription(
      "Only runs that began before then, written as for --since. A day counts to its end. Default: all."
    ),
    Options.optional
  ),
  tenant: Options.text("tenant").pipe(
    Options.withPseudoName("NAME"),
    Options.withDescription("Only runs of this tenant. Default: all."),
    Options.optional
  )
}

/** What these options were given as. */
export interface FilterWords {
  readonly stage: Option.Option<string>
  readonly since: Option.Option<string>
  readonly until: Option.Option<string>
  readonly tenant: Option.Option<string>
}

/** The runs that are meant. */
export const parseFilter = Effect.fnUntraced(function* (words: FilterWords) {
  const now = yield* Clock.currentTimeMillis
  const since = Option.map(words.since, (text) => parseInstant("--since", text, { edge: "begin", now }))
  const until = Option.map(words.until, (text) => parseInstant("--until", text, { edge: "end", now }))
  const filter: RunFilter = {
    ...(Option.isSome(words.stage) ? { stage: words.stage.value } : {}),
    ...(Option.isSome(since) ? { since: yield* since.value } : {}),
    ...(Option.isSome(until) ? { until: yield* until.value } : {}),
    ...(Option.isSome(words.tenant) ? { tenant: words.tenant.value } : {})
  }
  if (filter.since !== undefined && filter.until !== undefined && filter.since >= filter.until) {
    return yield* new UsageError({ message: "--since is later than --until" })
  }
  return filter
})
