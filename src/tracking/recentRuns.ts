/**
 * What the journals of a site say that nobody has merged yet.
 */
import * as Effect from "effect/Effect"
import type { Run } from "../domain/Run.js"
import { read, type Survey, survey } from "./JournalFolder.js"
import type { Answer } from "./RunHistory.js"
import type { JournalError } from "./RunJournal.js"
import { fold, type RunStore, type RunStoreError } from "./RunStore.js"

/** The records of all journals at one moment, and what is known of their processes. */
export interface Recent extends Pick<Survey, "settle" | "silentSince"> {
  /** In any order, and more than one for a run. */
  readonly runs: ReadonlyArray<Run>
  /** Lines that are torn, or that this program does not understand. */
  readonly unreadable: number
}

/** Nothing, as where the journals cannot be read. */
export const noneRecent: Recent = {
  runs: [],
  unreadable: 0,
  settle: (run) => run,
  silentSince: () => null
}

/** Reads every journal. One may be closed under another name meanwhile, so it is looked for again. */
export const recentRuns = (folder: string, attempts = 5): Effect.Effect<Recent, JournalError> =>
  Effect.gen(function* () {
    const { journals, settle, silentSince } = yield* survey(folder)
    const found = yield* Effect.forEach(journals, ({ path }) => read(path), { concurrency: 1 })
    const lines = found.filter((lines) => lines !== undefined)
    if (lines.length < found.length && attempts > 1) return yield* recentRuns(folder, attempts - 1)
    return {
      runs: lines.flatMap(({ runs }) => runs),
      unreadable: lines.reduce((sum, { unreadable }) => sum + unreadable, 0),
      settle,
      silentSince
    }
  })

/** Merges what is recent into a store, with what it and the store hold as running settled. */
export const layOver = (
  store: typeof RunStore.Service,
  { runs, settle }: Recent
): Effect.Effect<void, RunStoreError> =>
  Effect.flatMap(store.running, (running) => store.merge([...fold(runs, fold(running)).values()].map(settle)))

/** What a reader should be told of it. */
export const unread = ({ unreadable }: Recent): Answer => ({
  notes:
    unreadable === 0
      ? []
      : [`${unreadable === 1 ? "1 line" : `${unreadable} lines`} of a journal cannot be read`],
  isWhole: unreadable === 0
})
