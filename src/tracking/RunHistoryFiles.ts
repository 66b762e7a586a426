/**
 * The history of a site, read from its files: the journals first, then the table, folded in memory.
 *
 * In this order nothing is missed: a journal that disappears before it is read has been merged, so its
 * runs are in the table that is read after it.
 */
import { existsSync } from "node:fs"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import { type Run, RunId } from "../domain/Run.js"
import * as DuckDb from "../storage/DuckDb.js"
import { journalFolder, read, type Survey, survey } from "./JournalFolder.js"
import { databaseFile } from "./mergeJournals.js"
import { type Found, HistoryError, mostFound, RunHistory } from "./RunHistory.js"
import type { JournalError } from "./RunJournal.js"
import { fold, latest, RunStore, type RunStoreError, worked } from "./RunStore.js"
import * as RunStoreDuckDb from "./RunStoreDuckDb.js"

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
        ? Effect.succeed(nothing)
        : look(siteFolder, {
            stored: (store) => store.range({ ...range, limit: mostFound }),
            keep: (run) => run.runId >= range.from && run.runId <= range.to,
            limit: mostFound
          })
    }),
    children: Effect.fn("RunHistory.children")((id) =>
      look(siteFolder, {
        stored: (store) => store.children(id),
        keep: (run) => run.parentId === id,
        limit: Number.POSITIVE_INFINITY
      })
    ),
    worked: Effect.map(
      look(siteFolder, {
        stored: (store) => store.worked,
        keep: (run) => run.kind === "window",
        limit: Number.POSITIVE_INFINITY
      }),
      ({ notes, runs }) => ({ notes, runs: worked(runs) })
    ).pipe(Effect.withSpan("RunHistory.worked"))
  })

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const nothing: Found = { runs: [], notes: [] }

interface Look {
  readonly stored: (store: typeof RunStore.Service) => Effect.Effect<ReadonlyArray<Run>, RunStoreError>
  readonly keep: (run: Run) => boolean
  readonly limit: number
}

/**
 * Only what the table selects is read from it. That is enough: a run that the table leaves out because
 * of the limit would be left out beside the journals' runs too.
 */
const look = Effect.fnUntraced(function* (siteFolder: string, { keep, limit, stored }: Look) {
  const journals = yield* Effect.either(readJournals(journalFolder(siteFolder)))
  const table = yield* Effect.either(readTable(databaseFile(siteFolder), stored))
  if (Either.isLeft(journals) && Either.isLeft(table)) {
    return yield* new HistoryError({ message: `${journals.left.message}; ${table.left}` })
  }
  const recent = Either.getOrElse(journals, unread)
  const runs = fold(Either.getOrElse(table, () => []))
  const all = fold(recent.runs, runs)
  const found: Found = {
    runs: latest([...all.values()].filter(keep), limit).map(recent.settle),
    notes: [
      ...Either.match(journals, { onLeft: (error) => [error.message], onRight: () => [] }),
      ...Either.match(table, { onLeft: (note) => [note], onRight: () => [] }),
      ...(recent.unreadable === 0 ? [] : [`${recent.unreadable} lines of a journal cannot be read`])
    ]
  }
  return found
})

interface Recent extends Pick<Survey, "settle"> {
  readonly runs: ReadonlyArray<Run>
  readonly unreadable: number
}

const unread = (): Recent => ({ runs: [], unreadable: 0, settle: (run) => run })

/** A journal may be closed under another name while the folder is read, so it is looked for again. */
const readJournals = (folder: string, attempts = 5): Effect.Effect<Recent, JournalError> =>
  Effect.gen(function* () {
    const { journals, settle } = yield* survey(folder)
    const found = yield* Effect.forEach(journals, ({ path }) => read(path), { concurrency: 1 })
    const lines = found.filter((lines) => lines !== undefined)
    if (lines.length < found.length && attempts > 1) return yield* readJournals(folder, attempts - 1)
    return {
      runs: lines.flatMap(({ runs }) => runs),
      unreadable: lines.reduce((sum, { unreadable }) => sum + unreadable, 0),
      settle
    }
  })

/** Fails with what the reader should be told. */
const readTable = (file: string, stored: Look["stored"]): Effect.Effect<ReadonlyArray<Run>, string> =>
  Effect.suspend(() =>
    existsSync(file) ? Effect.provide(Effect.flatMap(RunStore, stored), openTable(file)) : Effect.succeed([])
  ).pipe(
    Effect.catchTags({
      DuckDbError: (error) =>
        error.reason === "Missing" ? Effect.succeed([]) : Effect.fail(noteOf(file, error)),
      RunStoreError: (error) => Effect.fail(`${file} cannot be read: ${error.message}`)
    })
  )

const openTable = (file: string) =>
  Layer.provide(
    RunStoreDuckDb.layerReadOnly,
    DuckDb.layer({ file, readOnly: true, lockTimeout: "400 millis" })
  )

const noteOf = (file: string, error: DuckDb.DuckDbError): string => {
  switch (error.reason) {
    case "Locked":
      return `${file} is in use by another process, so only the most recent runs are shown; try again in a moment`
    case "NotADatabase":
      return `${file} is not a database, so only the most recent runs are shown; the next \`process\` puts it aside and begins a new one`
    default:
      return `${file} cannot be opened, so only the most recent runs are shown: ${error.message}`
  }
}

/** The ids that begin with a text; undefined if none can. */
const rangeOf = (prefix: string): { readonly from: RunId; readonly to: RunId } | undefined => {
  const digits = prefix.toLowerCase().replaceAll("-", "")
  if (!/^[0-9a-f]{1,32}$/.test(digits)) return undefined
  return { from: uuid(digits.padEnd(32, "0")), to: uuid(digits.padEnd(32, "f")) }
}

const uuid = (digits: string): RunId =>
  RunId.make(digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"))
