/**
 * Keeps the history of a site to limits.
 */
import { existsSync, readdirSync, rmSync, statSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import { compact, freshSuffix } from "../storage/compact.js"
import * as DuckDb from "../storage/DuckDb.js"
import type { NewerSchema } from "../storage/Migrator.js"
import { journalFolder, survey } from "./JournalFolder.js"
import { databaseFile, type MergeError, mergeJournals } from "./mergeJournals.js"
import { openDatabase, unreadable } from "./openRuns.js"
import type { JournalError } from "./RunJournal.js"
import { RunStore, type RunStoreError } from "./RunStore.js"
import * as RunStoreDuckDb from "./RunStoreDuckDb.js"
import { layOver, recentRuns } from "./recentRuns.js"
import { type Limits, type Outline, plan } from "./retention.js"

/** A history that was not changed. `message` is one line. */
export class GcError extends Data.TaggedError("GcError")<{ readonly message: string }> {}

/** What a history is kept to. Each part is a limit of its own; what is not given limits nothing. */
export interface GcLimits extends Omit<Limits, "runs"> {
  /** The most bytes that the database may have, `leastBytes` or more. */
  readonly bytes?: number
}

/** The least that a database with any runs has, in bytes. */
export const leastBytes = 3_000_000

/** What was removed, or would be. */
export interface Swept {
  readonly removed: ReadonlyArray<Outline>
  /** How many runs are beyond the limits and stay, because of what they are needed for. */
  readonly needed: number
  /** How many runs stay in all. */
  readonly left: number
  /** The size of the database in bytes. */
  readonly before: number
  /** The same afterwards; about that, where nothing was done yet. */
  readonly after: number
  /** What the user should know, a line each. */
  readonly notes: ReadonlyArray<string>
}

/** What `collect` would do. Changes nothing; the journals count as if they were merged. */
export const preview = (siteFolder: string, limits: GcLimits): Effect.Effect<Swept, GcError> =>
  Effect.gen(function* () {
    const file = databaseFile(siteFolder)
    const recent = yield* recentRuns(journalFolder(siteFolder))
    return yield* Effect.gen(function* () {
      yield* layOver(yield* RunStore, recent)
      return yield* weigh(file, limits)
    }).pipe(Effect.provide(openDatabase(file, { lockTimeout: "2 seconds" })))
  }).pipe(Effect.mapError(toGcError(siteFolder)), Effect.withSpan("gc.preview"))

/**
 * Removes what is beyond the limits: see `plan`. Journals are merged first, so that nothing that is
 * removed comes back from one. For who has the site's lock: a `process` builds on what is there.
 *
 * The rows are removed in one transaction, and then the file is made smaller. Where that cannot be done
 * they are gone all the same, and a note says so.
 */
export const collect = (siteFolder: string, limits: GcLimits): Effect.Effect<Swept, GcError> =>
  Effect.gen(function* () {
    const file = databaseFile(siteFolder)
    yield* mergeAll(siteFolder)
    yield* removeLeftovers(file)
    return existsSync(file) ? yield* removeBeyond(file, limits) : nothing
  }).pipe(Effect.mapError(toGcError(siteFolder)), Effect.withSpan("gc.collect"))

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const nothing: Swept = { removed: [], needed: 0, left: 0, before: 0, after: 0, notes: [] }

/** A database with a few runs, of which most is room for more; in bytes. */
const emptyBytes = 10 * 262_144

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** What is beyond the limits in the history that is open. Not more than `most` runs are to stay. */
const weigh = Effect.fnUntraced(function* (file: string, { bytes, ...limits }: GcLimits, most?: number) {
  const store = yield* RunStore
  const outlines = yield* store.outlines
  const worked = (yield* store.worked).map(({ runId }) => runId)
  const used = Math.max(emptyBytes, yield* usedBytes)
  const fitting =
    bytes === undefined || used <= bytes
      ? Number.POSITIVE_INFINITY
      : Math.floor((outlines.length * Math.max(0, bytes - emptyBytes)) / (used - emptyBytes))
  const runs = Math.min(fitting, most ?? Number.POSITIVE_INFINITY)
  const { needed, removed } = plan(outlines, worked, Number.isFinite(runs) ? { ...limits, runs } : limits)
  const left = outlines.length - removed.length
  const before = sizeOf(file)
  const share = outlines.length === 0 ? 0 : left / outlines.length
  const about = Math.min(before, Math.round(emptyBytes + (used - emptyBytes) * share))
  const isMade = removed.length > 0 || (bytes !== undefined && before > bytes)
  const found: Swept = { removed, needed, left, before, after: isMade ? about : before, notes: [] }
  return found
})

/** What is in use of the file that is open, in bytes: the rest is left from rows that were there. */
const usedBytes = Effect.flatMap(DuckDb.DuckDb, (db) =>
  Effect.map(
    db.rows(
      `SELECT (used_blocks * block_size)::DOUBLE AS used FROM pragma_database_size()
       WHERE database_name = current_database()`
    ),
    ([row]) => Number(row?.["used"] ?? 0)
  )
)

/** How large a run is shows only in a file without gaps, so it may take more than one time. */
const removeBeyond = (
  file: string,
  limits: GcLimits,
  most?: number
): Effect.Effect<Swept, DuckDb.DuckDbError | NewerSchema | RunStoreError> =>
  Effect.gen(function* () {
    const found = yield* Effect.gen(function* () {
      const found = yield* weigh(file, limits, most)
      yield* (yield* RunStore).remove(found.removed.map(({ runId }) => runId))
      return found
    }).pipe(
      Effect.provide(
        Layer.provideMerge(RunStoreDuckDb.layer, DuckDb.layer({ file, lockTimeout: "2 seconds" }))
      )
    )
    const { bytes = Number.POSITIVE_INFINITY } = limits
    if (found.removed.length === 0 && found.before <= bytes) return found
    const made = yield* Effect.either(compact(file))
    const after = sizeOf(file)
    if (Either.isLeft(made)) return { ...found, after, notes: [made.left.message] }
    if (after <= bytes) return { ...found, after }
    if (found.removed.length === 0 && most !== undefined) {
      return { ...found, after, notes: [`${file} cannot be smaller: what is left has to stay`] }
    }
    const more = yield* removeBeyond(file, { bytes }, Math.floor(found.left * 0.9))
    return { ...more, removed: [...found.removed, ...more.removed], before: found.before }
  })

/** What cannot be merged now would bring runs back that are removed. */
const mergeAll = Effect.fnUntraced(function* (siteFolder: string) {
  const { journals } = yield* survey(journalFolder(siteFolder))
  yield* mergeJournals(siteFolder)
  const left = journals.find(({ free, path }) => free && existsSync(path))
  if (left === undefined) return
  return yield* new GcError({
    message: `${left.path} cannot be removed, so nothing else is; remove it by hand`
  })
})

/** What somebody left who was killed while he made the file anew. */
const removeLeftovers = (file: string): Effect.Effect<void> =>
  Effect.ignore(
    Effect.try(() => {
      for (const name of readdirSync(dirname(file))) {
        if (name.startsWith(basename(file)) && freshSuffix.test(name)) rmSync(join(dirname(file), name))
      }
    })
  )

type Failure = DuckDb.DuckDbError | GcError | JournalError | MergeError | NewerSchema | RunStoreError

const toGcError =
  (siteFolder: string) =>
  (error: Failure): GcError => {
    const file = databaseFile(siteFolder)
    switch (error._tag) {
      case "GcError":
        return error
      case "JournalError":
      case "MergeError":
        return new GcError({ message: error.message })
      case "NewerSchema":
        return new GcError({
          message: `${file} was written by a newer egregora (schema ${error.found}, this one knows ${error.known}): update egregora`
        })
      default:
        return new GcError({ message: unreadable(file, error) })
    }
  }
