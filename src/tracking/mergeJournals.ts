/**
 * Takes journals into the table: what is done with a journal that nobody writes any more.
 *
 * It happens under DuckDB's lock, so that one process at a time does it, and in an order in which it
 * may stop anywhere: a journal is removed only after its runs are committed, and merging it twice
 * changes nothing.
 */
import { renameSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { isTerminal, type RunId } from "../domain/Run.js"
import { inodeOf } from "../storage/compact.js"
import * as DuckDb from "../storage/DuckDb.js"
import type { NewerSchema } from "../storage/Migrator.js"
import { type Journal, journalFolder, read, survey } from "./JournalFolder.js"
import type { JournalError } from "./RunJournal.js"
import { fold, RunStore, type RunStoreError } from "./RunStore.js"
import * as RunStoreDuckDb from "./RunStoreDuckDb.js"

/**
 * A merge that did not happen. Its journals stay where they are, for whoever merges next. `message` is one
 * line. `isBusy` says that nothing is wrong: another process had the database.
 */
export class MergeError extends Data.TaggedError("MergeError")<{
  readonly isBusy: boolean
  readonly message: string
}> {}

/** What a merge did. */
export interface Merged {
  /** How many runs were taken from journals. */
  readonly runs: number
  /** How many lines could not be read; their files are kept with `.bad` behind their names. */
  readonly unreadable: number
  /** Where a file that was not a database, or damaged, was put. */
  readonly setAside: string | null
}

/** Where a site keeps its history. */
export const databaseFile = (siteFolder: string): string => join(siteFolder, ".egregora", "runs.duckdb")

/**
 * Merges the journals of a site that nobody writes any more, and writes down as failed the runs of
 * processes that are gone. Without such journals the database is not even opened.
 */
export const mergeJournals = Effect.fn("mergeJournals")(
  function* (siteFolder: string) {
    const folder = journalFolder(siteFolder)
    const file = databaseFile(siteFolder)
    const { journals } = yield* survey(folder)
    if (!journals.some(({ free }) => free)) return nothing
    const before = stamp(file)
    return yield* mergeInto(file, folder).pipe(
      Effect.catchIf(isDamage, () => Effect.zipWith(setAside(file, before), mergeInto(file, folder), named))
    )
  },
  (effect, siteFolder): Effect.Effect<Merged, MergeError> =>
    Effect.mapError(effect, (error) => toMergeError(siteFolder, error))
)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const nothing: Merged = { runs: 0, unreadable: 0, setAside: null }

/** Who makes the file anew may put what we have opened out of its place before we lock it: see `compact`. */
const mergeInto = (file: string, folder: string): Effect.Effect<Merged, Exclude<Failure, MergeError>> =>
  Effect.suspend(() => {
    const before = inodeOf(file)
    const isInPlace = () => before === null || before === inodeOf(file)
    return Effect.flatMap(mergeOnce(file, folder, isInPlace), (merged) =>
      merged === null ? mergeInto(file, folder) : Effect.succeed(merged)
    )
  })

/** Null where the file is no longer in its place; then the journals are as they were. */
const mergeOnce = (file: string, folder: string, isInPlace: () => boolean) =>
  Effect.gen(function* () {
    const store = yield* RunStore
    const { journals, settle } = yield* survey(folder)
    const free = journals.filter((journal) => journal.free)
    const found = yield* Effect.forEach(free, ({ path }) => read(path), { concurrency: 1 })
    const taken = fold(found.flatMap((lines) => lines?.runs ?? []))
    const runs = fold(taken.values(), fold(yield* store.running))
    const settled = [...runs.values()].map(settle)
    const going = settled.some((run) => !isTerminal(run)) ? yield* goingOn(journals) : new Set()
    yield* store.merge(settled.filter((run) => isTerminal(run) || !going.has(run.runId)))
    if (!isInPlace()) return null
    yield* Effect.forEach(free, ({ path }, index) => remove(path, found[index]?.unreadable ?? 0), {
      concurrency: 1,
      discard: true
    })
    return {
      runs: taken.size,
      unreadable: sum(found.map((lines) => lines?.unreadable ?? 0)),
      setAside: null
    }
  }).pipe(
    Effect.provide(Layer.provide(RunStoreDuckDb.layer, DuckDb.layer({ file, lockTimeout: "2 seconds" })))
  )

/**
 * The runs in journals that are still written. To store them now and their ends later would take several
 * times what the ends alone take, and nothing is lost without: where their process dies, its journals are
 * free to be merged.
 */
const goingOn = (journals: ReadonlyArray<Journal>): Effect.Effect<ReadonlySet<RunId>, JournalError> =>
  Effect.forEach(
    journals.filter(({ free }) => !free),
    ({ path }) => read(path),
    { concurrency: 1 }
  ).pipe(Effect.map((found) => new Set(found.flatMap((lines) => lines?.runs ?? []).map((run) => run.runId))))

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((sum, next) => sum + next, 0)

/** What cannot be undone is not done: a journal with lines that nobody understood is kept, and said. */
const remove = (path: string, unreadable: number): Effect.Effect<void> =>
  unreadable === 0
    ? quietly(() => rmSync(path, { force: true }))
    : Effect.uninterruptible(
        Effect.zipRight(
          quietly(() => renameSync(path, `${path}.bad`)),
          Effect.logWarning(`run tracking: ${unreadable} lines cannot be read; they are kept in ${path}.bad`)
        )
      )

/**
 * Makes room for a new database. The file is moved only if it is still the one that was found damaged:
 * another process may have replaced it since.
 */
const setAside = (file: string, found: string | null): Effect.Effect<string | null, MergeError> =>
  Effect.gen(function* () {
    if (found === null || stamp(file) !== found) return null
    const now = yield* Clock.currentTimeMillis
    const aside = `${file}.corrupt-${new Date(now).toISOString().replace(/[-:.]/g, "")}`
    yield* Effect.try({
      try: () => renameSync(file, aside),
      catch: (cause) =>
        new MergeError({ isBusy: false, message: `${file} is damaged and cannot be moved: ${String(cause)}` })
    })
    yield* quietly(() => renameSync(`${file}.wal`, `${aside}.wal`))
    yield* Effect.logWarning(
      `run tracking: ${file} was not a database, or damaged; it is now ${aside}, and a new one begins`
    )
    return aside
  }).pipe(Effect.uninterruptible)

const named = (setAside: string | null, merged: Merged): Merged => ({ ...merged, setAside })

/** Tells one file from another at the same place, without opening it: that would drop DuckDB's lock. */
const stamp = (file: string): string | null => {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat === undefined ? null : `${stat.dev} ${stat.ino} ${stat.size} ${stat.mtimeMs}`
}

type Failure = DuckDb.DuckDbError | RunStoreError | NewerSchema | JournalError | MergeError

const isDamage = (error: Failure): boolean =>
  (error._tag === "DuckDbError" && error.reason === "NotADatabase") ||
  (error._tag === "RunStoreError" && error.damaged)

const toMergeError = (siteFolder: string, error: Failure): MergeError => {
  const kept = `the runs are kept in ${journalFolder(siteFolder)}`
  switch (error._tag) {
    case "MergeError":
      return error
    case "NewerSchema":
      return new MergeError({
        isBusy: false,
        message: `${databaseFile(siteFolder)} was written by a newer egregora (schema ${error.found}, this one knows ${error.known}): update egregora; ${kept}`
      })
    default: {
      const isBusy = error._tag === "DuckDbError" && error.reason === "Locked"
      const what = isBusy ? "is in use by another process" : `cannot be written: ${error.message}`
      return new MergeError({ isBusy, message: `${databaseFile(siteFolder)} ${what}; ${kept}` })
    }
  }
}

const quietly = (change: () => void): Effect.Effect<void> => Effect.ignore(Effect.try(change))
