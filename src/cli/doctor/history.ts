/**
 * Whether the history of a site is whole: its journals, and what the runs say of each other.
 */
import { existsSync, readdirSync, statSync } from "node:fs"
import { dirname, join } from "node:path"
import * as Effect from "effect/Effect"
import { freshSuffix } from "../../storage/compact.js"
import { type Journal, journalFolder, read, survey } from "../../tracking/JournalFolder.js"
import { databaseFile, mergeJournals } from "../../tracking/mergeJournals.js"
import { missingRecords } from "../../tracking/missingRecords.js"
import { openRuns, unreadable } from "../../tracking/openRuns.js"
import { processName } from "../../tracking/ProcessIdentity.js"
import { RunStore } from "../../tracking/RunStore.js"
import { layOver, recentRuns } from "../../tracking/recentRuns.js"
import { bytesText } from "../bytes.js"
import { counted } from "../counted.js"
import { count } from "../runText.js"
import type { Finding } from "./Finding.js"

/**
 * What is to be said of the journals of a site. Those of processes that have ended are merged, unless
 * `wait` says until when they are not.
 */
export const checkJournals = Effect.fn("checkJournals")(
  function* (siteFolder: string, { wait }: { readonly wait: string | null }) {
    const { journals } = yield* survey(journalFolder(siteFolder))
    const free = journals.filter((journal) => journal.free)
    const living = journals.filter((journal) => !journal.free)
    const going = living.length === 0 ? [] : [say("ok", `${weight(living)} of processes at work`)]
    if (free.length === 0) return living.length === 0 ? [say("ok", "nothing is left to be merged")] : going
    const lines = yield* Effect.forEach(free, ({ path }) => read(path), { concurrency: 1 })
    const runs = lines.reduce((sum, found) => sum + (found?.runs.length ?? 0), 0)
    const left = `${weight(free)} of processes that have ended, with ${counted(runs, "run")}`
    if (wait !== null) return [...going, say("warning", `${left}; they are merged ${wait}`)]
    yield* mergeJournals(siteFolder)
    return [...going, say("ok", `merged ${left}`)]
  },
  Effect.catchAll(({ message }) => Effect.succeed([say("error", message)]))
)

/** What is to be said of the runs in the database and the journals together. */
export const checkRuns = Effect.fn("checkRuns")(function* (
  siteFolder: string
): Effect.fn.Return<ReadonlyArray<Finding>> {
  const file = databaseFile(siteFolder)
  const about = (level: Finding["level"], message: string): Finding => ({ subject: "runs", level, message })
  return yield* Effect.gen(function* () {
    const recent = yield* recentRuns(journalFolder(siteFolder))
    return yield* Effect.gen(function* () {
      const store = yield* RunStore
      yield* layOver(store, recent)
      const outlines = yield* store.outlines
      const running = yield* store.running
      const known = new Set<string | null>([null, ...outlines.map(({ runId }) => runId)])
      const lost = outlines.filter(({ originId, parentId }) => !known.has(parentId) || !known.has(originId))
      const silent = running.filter((run) => recent.silentSince(run) !== null)
      const hosts = [...new Set(silent.map(({ process }) => processName(process)))]
      const trouble = [
        ...(silent.length === 0
          ? []
          : [
              about(
                "warning",
                `${counted(silent.length, "run")} of ${hosts.join(", ")} still running, and not a sign of life: it has ended, or its machine sleeps; after a day without one they count as failed`
              )
            ]),
        ...(lost.length === 0
          ? []
          : [
              about(
                "warning",
                `${counted(lost.length, "run")} with a parent or an origin that is not in the history`
              )
            ])
      ]
      return trouble.length > 0
        ? trouble
        : [about("ok", `${count(outlines.length)}, of which ${count(running.length)} not ended`)]
    }).pipe(Effect.provide(openRuns(file, { lockTimeout: "2 seconds" })))
  }).pipe(
    Effect.catchTags({
      JournalError: ({ message }) => Effect.succeed([about("error", message)]),
      DuckDbError: (error) => Effect.succeed([about("warning", unreadable(file, error))]),
      RunStoreError: (error) => Effect.succeed([about("error", unreadable(file, error))])
    })
  )
})

/** What is to be said of records that no journal has. */
export const checkMissing = (siteFolder: string): Finding => {
  const found = missingRecords(journalFolder(siteFolder))
  const records = found.reduce((sum, missing) => sum + missing.records, 0)
  const [first] = found
  if (first === undefined) return { subject: "lost", level: "ok", message: "no record was ever lost" }
  const pids = found.map(({ pid }) => pid).join(", ")
  return {
    subject: "lost",
    level: "warning",
    message: `${counted(records, "record")} of process ${pids} could not be written, as on a full disk: lost, if it has ended; remove ${dirname(first.path)}/*.missing when you know`
  }
}

/** Files that were put aside, or left, and that nobody will remove. */
export const checkAside = (siteFolder: string): ReadonlyArray<Finding> => {
  const file = databaseFile(siteFolder)
  const beside = filesIn(dirname(file))
  const bad = filesIn(journalFolder(siteFolder)).filter((path) => path.endsWith(".bad"))
  const corrupt = beside.filter((path) => /\.corrupt-[^/]*(?<!\.wal)$/.test(path))
  const fresh = beside.filter((path) => freshSuffix.test(path))
  const about = (path: string, what: string): Finding => ({
    subject: "aside",
    level: "warning",
    message: `${path} (${bytesText(sizeOf(path))}) ${what}`
  })
  return [
    ...corrupt.map((path) =>
      about(path, "is a database that was damaged; remove it if you need nothing of it")
    ),
    ...bad.map((path) =>
      about(path, "has lines that could not be read; remove it if you need nothing of it")
    ),
    ...fresh.map((path) => about(path, "is left by a `runs gc` that was killed; the next one removes it"))
  ]
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const say = (level: Finding["level"], message: string): Finding => ({ subject: "journals", level, message })

const weight = (journals: ReadonlyArray<Journal>): string => {
  const bytes = journals.reduce((sum, { path }) => sum + sizeOf(path), 0)
  return `${counted(journals.length, "journal")} (${bytesText(bytes)})`
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

const filesIn = (folder: string): ReadonlyArray<string> =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => join(folder, name))
        .sort()
    : []
