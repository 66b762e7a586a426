/**
 * What `egregora runs gc` does.
 */
import * as Clock from "effect/Clock"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as SiteLock from "../../../site/SiteLock.js"
import { collect, type GcLimits, leastBytes, preview, type Swept } from "../../../tracking/gc.js"
import { printNotes } from "../../answer.js"
import { bytesText, parseBytes } from "../../bytes.js"
import { parseSpan } from "../../dates.js"
import { gcJson, gcText } from "../../gcText.js"
import { findSite } from "../../site.js"
import { printableJson } from "../../terminal.js"
import { UsageError } from "../../UsageError.js"
import { waitingLine } from "../process/progress.js"

/** What `runs gc` was asked for. One of the limits must be given. */
export interface GcOptions {
  readonly olderThan: Option.Option<string>
  readonly keep: Option.Option<number>
  readonly maxSize: Option.Option<string>
  readonly dryRun: boolean
  /** One JSON object instead of text. */
  readonly json: boolean
}

/** Finds the site and keeps its history to the limits. A `process` that is at work there is waited for. */
export const gc = ({ site, ...options }: GcOptions & { readonly site: Option.Option<string> }) =>
  Effect.gen(function* () {
    const limits = yield* parse(options)
    const folder = yield* findSite(site)
    if (options.dryRun) return yield* print(yield* preview(folder, limits), options)
    yield* SiteLock.acquire(folder, { onWait: (holder) => Console.error(waitingLine(holder)) })
    yield* print(yield* collect(folder, limits), options)
  }).pipe(Effect.scoped)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const parse = Effect.fnUntraced(function* ({ keep, maxSize, olderThan }: GcOptions) {
  const limits: GcLimits = {
    ...(Option.isSome(olderThan) ? { before: yield* instantAgo(olderThan.value) } : {}),
    ...(Option.isSome(keep) ? { processes: keep.value } : {}),
    ...(Option.isSome(maxSize) ? { bytes: yield* sizeOf(maxSize.value) } : {})
  }
  if (Object.keys(limits).length === 0) {
    return yield* new UsageError({ message: "give a limit: --older-than 90d, --keep 20 or --max-size 50MB" })
  }
  if ((limits.processes ?? 0) < 0) return yield* new UsageError({ message: "--keep must be 0 or more" })
  return limits
})

const instantAgo = Effect.fnUntraced(function* (text: string) {
  const span = parseSpan(text)
  if (span !== null) return (yield* Clock.currentTimeMillis) - span
  return yield* new UsageError({
    message: `--older-than: "${text}" is not a length of time; write it as 90d`
  })
})

const sizeOf = (text: string): Effect.Effect<number, UsageError> => {
  const bytes = parseBytes(text)
  if (bytes !== null && bytes >= leastBytes) return Effect.succeed(bytes)
  return new UsageError({
    message:
      bytes === null
        ? `--max-size: "${text}" is not a size; write it as 50MB`
        : `--max-size must be ${bytesText(leastBytes)} or more: even a few runs take that`
  })
}

const print = (swept: Swept, { dryRun, json }: GcOptions): Effect.Effect<void> =>
  Effect.zipRight(
    printNotes(swept.notes),
    Console.log(json ? printableJson(gcJson(swept, dryRun)) : gcText(swept, dryRun))
  )
