/**
 * The history of a site, read from its files: the journals first, then the table, and the one over the
 * other.
 *
 * In this order nothing is missed: a journal that disappears before it is read has been merged, so its
 * runs are in the table that is read after it, or in a journal that is looked for again.
 */
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import { type Run, RunId } from "../domain/Run.js"
import { exportRuns } from "./exportRuns.js"
import { journalFolder } from "./JournalFolder.js"
import { databaseFile } from "./mergeJournals.js"
import { incomplete, openRuns } from "./openRuns.js"
import { processName } from "./ProcessIdentity.js"
import { type Found, HistoryError, mostFound, RunHistory } from "./RunHistory.js"
import { fold, isBelow, latest, layerMemory, RunStore, type RunStoreError, worked } from "./RunStore.js"
import { layOver, noneRecent, type Recent, recentRuns, unread } from "./recentRuns.js"

/** The history of the site in a folder. A site without one has an empty history. */
export const layer = (siteFolder: string): Layer.Layer<RunHistory> =>
  Layer.succeed(RunHistory, {
    tail: Effect.fn("RunHistory.tail")(({ limit, stages }) =>
      look(siteFolder, {
        stored: (store) => store.tail({ limit, stages }),
        keep: (run) => stages || run.kind !== "stage",
        limit
      })
    ),
    find: Effect.fn("RunHistory.find")((prefix) => {
      const range = rangeOf(prefix)
      return range === undefined
        ? Effect.succeed({ runs: [], notes: [], isWhole: true })
        : look(siteFolder, {
            stored: (store) => store.range({ ...range, limit: mostFound }),
            keep: (run) => run.runId >= range.from && run.runId <= range.to,
            limit: mostFound
          })
    }),
    children: Effect.fn("RunHistory.children")((id) =>
      look(siteFolder, { stored: (store) => store.children(id), keep: (run) => run.parentId === id })
    ),
    derived: Effect.fn("RunHistory.derived")((id) =>
      look(siteFolder, { stored: (store) => store.derived(id), keep: (run) => run.originId === id })
    ),
    below: Effect.fn("RunHistory.below")((ids) =>
      look(siteFolder, { stored: (store) => store.below(ids), keep: isBelow(ids) })
    ),
    worked: Effect.map(
      look(siteFolder, {
        stored: (store) => store.worked,
        keep: (run) => run.inputFingerprint !== null,
        patience: "10 seconds"
      }),
      (found) => ({ ...found, runs: worked(found.runs) })
    ).pipe(Effect.withSpan("RunHistory.worked")),
    list: Effect.fn("RunHistory.list")((query) =>
      Effect.map(
        askAll(siteFolder, (store) => store.list(query)),
        ({ answer, isWhole, notes, recent }) => ({
          runs: answer,
          notes: [...silences(answer, recent), ...notes],
          isWhole
        })
      )
    ),
    stats: Effect.fn("RunHistory.stats")((filter) =>
      Effect.map(
        askAll(siteFolder, (store) => store.stats(filter)),
        ({ answer, isWhole, notes }) => ({ stats: answer, notes, isWhole })
      )
    ),
    export: Effect.fn("RunHistory.export")((target) => exportRuns(siteFolder, target))
  })

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

type Store = typeof RunStore.Service

interface Look {
  readonly stored: (store: Store) => Effect.Effect<ReadonlyArray<Run>, RunStoreError>
  readonly keep: (run: Run) => boolean
  /** Default: all. */
  readonly limit?: number
  /** How long to try while another process holds the table. Default: 400 milliseconds. */
  readonly patience?: Duration.DurationInput
}

/**
 * Only what the table selects is read from it, and the journals are folded over it. That is enough: a run
 * that the table leaves out because of the limit would be left out beside the journals' runs too.
 */
const look = Effect.fnUntraced(function* (siteFolder: string, { keep, limit, patience, stored }: Look) {
  const { answer, isWhole, notes, recent } = yield* ask(siteFolder, stored, patience)
  const all = fold(recent.runs, fold(answer))
  const runs = latest([...all.values()].filter(keep), limit ?? Number.POSITIVE_INFINITY).map(recent.settle)
  const found: Found = { runs, notes: [...silences(runs, recent), ...notes], isWhole }
  return found
})

/**
 * Asks what cannot be folded out of two answers: the table is asked with the journals laid over it, and
 * with what they and it hold as running settled.
 */
const askAll = <A>(siteFolder: string, question: (store: Store) => Effect.Effect<A, RunStoreError>) =>
  ask(siteFolder, (store, recent) => Effect.zipRight(layOver(store, recent), question(store)))

/** Asks the table, or an empty one in its place; a note says so if that is because it cannot be read. */
const ask = Effect.fnUntraced(function* <A>(
  siteFolder: string,
  question: (store: Store, recent: Recent) => Effect.Effect<A, RunStoreError>,
  patience: Duration.DurationInput = "400 millis"
) {
  const file = databaseFile(siteFolder)
  const journals = yield* Effect.either(recentRuns(journalFolder(siteFolder)))
  const recent = Either.getOrElse(journals, () => noneRecent)
  const asked = Effect.flatMap(RunStore, (store) => question(store, recent))
  const table = yield* Effect.either(Effect.provide(asked, openRuns(file, { lockTimeout: patience })))
  if (Either.isRight(table) && Either.isRight(journals)) {
    return { answer: table.right, recent, ...unread(recent) }
  }
  const notes = [
    ...(Either.isLeft(journals) ? [journals.left.message] : []),
    ...(Either.isLeft(table) ? [incomplete(file, table.left)] : [])
  ]
  if (notes.length > 1) return yield* new HistoryError({ message: notes.join("; ") })
  const answer = Either.isRight(table)
    ? table.right
    : yield* Effect.mapError(Effect.provide(asked, layerMemory), toHistoryError)
  return { answer, recent, notes: [...notes, ...unread(recent).notes], isWhole: false }
})

const toHistoryError = ({ message }: RunStoreError): HistoryError => new HistoryError({ message })

const silences = (runs: ReadonlyArray<Run>, { silentSince }: Recent): ReadonlyArray<string> => {
  const notes = new Set<string>()
  for (const run of runs) {
    const since = silentSince(run)
    if (since === null) continue
    notes.add(
      `${processName(run.process)} has given no sign since ${new Date(since).toISOString()}: it has ended, or its machine sleeps`
    )
  }
  return [...notes]
}

/** The ids that begin with a text; undefined if none can. */
const rangeOf = (prefix: string): { readonly from: RunId; readonly to: RunId } | undefined => {
  const digits = prefix.toLowerCase().replaceAll("-", "")
  if (!/^[0-9a-f]{1,32}$/.test(digits)) return undefined
  return { from: uuid(digits.padEnd(32, "0")), to: uuid(digits.padEnd(32, "f")) }
}

const uuid = (digits: string): RunId =>
  RunId.make(digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"))
