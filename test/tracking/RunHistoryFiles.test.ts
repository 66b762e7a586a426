import { spawn } from "node:child_process"
import { once } from "node:events"
import { readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { vi } from "vitest"
import { RunId } from "../../src/domain/Run.js"
import { closedName, journalFolder } from "../../src/tracking/JournalFolder.js"
import { databaseFile, mergeJournals } from "../../src/tracking/mergeJournals.js"
import { RunHistory } from "../../src/tracking/RunHistory.js"
import { layer } from "../../src/tracking/RunHistoryFiles.js"
import { bundle } from "../support/crashBundle.js"
import { begun, dead, done, historyOf, leaveJournal, self } from "./someRuns.js"
import { tempSite } from "./tempSite.js"

/** What happens in the folder just before the next file is read; nothing by default. */
const meanwhile = vi.hoisted(() => ({ happens: (): void => undefined }))
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>()
  const readFileSync = (...args: Parameters<typeof fs.readFileSync>) => {
    const happens = meanwhile.happens
    if (String(args[0]).endsWith(".ndjson")) {
      meanwhile.happens = () => undefined
      happens()
    }
    return fs.readFileSync(...args)
  }
  return { ...fs, readFileSync }
})

describe("RunHistoryFiles", () => {
  it.scopedLive("finds nothing where there is nothing, and creates nothing", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const nothing = { runs: [], notes: [], isWhole: true }
      yield* reading(site, (history) =>
        Effect.gen(function* () {
          expect(yield* history.tail({ limit: 10, stages: true })).toEqual(nothing)
          expect(yield* history.find("0")).toEqual(nothing)
          expect(yield* history.children(begun(1).runId)).toEqual(nothing)
        })
      )
      expect(readdirSync(site)).toEqual([])
    })
  )

  it.scopedLive("folds the journals over the table", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const process = begun(0, { kind: "process", stage: "process" })
      const inside = { parentId: process.runId }
      const [one, two, three] = [begun(1, inside), begun(2, inside), begun(3, inside)]
      const stage = begun(4, { parentId: three.runId, kind: "stage", stage: "write" })
      yield* merged(site, [process, one, two, done(one)])
      leaveJournal(site, "2-1-b.ndjson", self, [done(two), one, three, stage])
      yield* reading(site, (history) =>
        Effect.gen(function* () {
          const tail = (limit: number, stages: boolean) =>
            Effect.map(history.tail({ limit, stages }), ({ runs }) => runs)
          expect(yield* tail(10, true)).toEqual([process, done(one), done(two), three, stage])
          expect(yield* tail(10, false)).toEqual([process, done(one), done(two), three])
          expect(yield* tail(2, false)).toEqual([done(two), three])
          expect(yield* tail(0, false)).toEqual([])
          expect((yield* history.children(process.runId)).runs).toEqual([done(one), done(two), three])
          expect((yield* history.children(three.runId)).runs).toEqual([stage])
        })
      )
    })
  )

  it.scopedLive("folds the journals over the table, one step down a lineage", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const origin = begun(1)
      const late = begun(2)
      const known = done({ ...late, originId: origin.runId })
      const [replay, stage] = [begun(3, { originId: origin.runId }), begun(4, { parentId: origin.runId })]
      yield* merged(site, [origin, late, replay])
      leaveJournal(site, "2-1-b.ndjson", self, [known, stage])
      yield* reading(site, (history) =>
        Effect.gen(function* () {
          expect((yield* history.derived(origin.runId)).runs).toEqual([known, replay])
          expect((yield* history.below([replay.runId, origin.runId])).runs).toEqual([known, replay, stage])
          expect((yield* history.below([])).runs).toEqual([])
        })
      )
    })
  )

  it.scopedLive("finds a journal that is closed under another name while it looks", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const runs = [begun(1), begun(2)]
      const path = leaveJournal(site, "1-1-a.ndjson", self, runs.slice(0, 1))
      leaveJournal(site, "2-1-b.ndjson", self, runs.slice(1))
      meanwhile.happens = () => renameSync(path, closedName(path))
      expect((yield* historyOf(site)).runs).toEqual(runs)
    })
  )

  it.scopedLive("finds in the table what is merged while it looks", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const run = done(begun(1))
      yield* merged(site, [run])
      const path = leaveJournal(site, "2-1-b.closed.ndjson", self, [run])
      meanwhile.happens = () => rmSync(path)
      expect(yield* historyOf(site)).toEqual({ runs: [run], notes: [], isWhole: true })
    })
  )

  it.scopedLive("finds runs by any way to write the beginning of an id", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const named = (n: number, id: string) => done(begun(n, { runId: RunId.make(id) }))
      const one = named(1, "abcdef01-2345-4789-8abc-000000000001")
      const two = named(2, "abcdef02-2345-4789-8abc-000000000002")
      const three = named(3, "abcdef03-2345-4789-8abc-000000000003")
      yield* merged(site, [one, two])
      leaveJournal(site, "2-1-b.ndjson", self, [two, three])
      const find = (prefix: string) =>
        reading(site, (history) => Effect.map(history.find(prefix), ({ runs }) => runs))
      expect(yield* find("abcdef")).toEqual([one, two, three])
      expect(yield* find("ABCDEF02")).toEqual([two])
      expect(yield* find("abcdef03-23")).toEqual([three])
      expect(yield* find("abcdef0123")).toEqual([one])
      expect(yield* find(one.runId)).toEqual([one])
      expect(yield* find("abcdef04")).toEqual([])
      for (const nonsense of ["", "-", "window_1", "abc%", `${one.runId}0`]) {
        expect(yield* find(nonsense)).toEqual([])
      }
    })
  )

  it.scopedLive("gives the twenty latest of many candidates", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const runs = Array.from({ length: 30 }, (_, n) =>
        begun(n, { runId: RunId.make(`aaaa0000-0000-4000-8000-${String(97 - n).padStart(12, "0")}`) })
      )
      yield* merged(site, runs.slice(0, 15))
      leaveJournal(site, "2-1-b.ndjson", self, runs.slice(15))
      const { runs: found } = yield* reading(site, (history) => history.find("aaaa"))
      expect(found).toEqual(runs.slice(10))
    })
  )

  it.scopedLive("shows what a dead process left as failed, without writing", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const [stored, written] = [begun(1, { process: dead }), begun(2, { process: dead })]
      yield* merged(site, [done(begun(0))])
      leaveJournal(site, "2-1-b.ndjson", dead, [stored, written, done(stored)])
      const before = contents(site)
      const { notes, runs } = yield* historyOf(site)
      expect(notes).toEqual([])
      expect(runs.map((run) => (run.status === "failed" ? run.error : run.status))).toEqual([
        "completed",
        "completed",
        `process ${dead.pid} ended without finishing`
      ])
      expect(contents(site)).toEqual(before)
    })
  )

  it.scopedLive("shows the journals while another process holds the table, and says so", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const run = begun(2)
      yield* merged(site, [done(begun(1))])
      leaveJournal(site, "2-1-b.ndjson", self, [run])
      const program = yield* Effect.promise(() => bundle(new URL("../support/crashHold.ts", import.meta.url)))
      const child = yield* Effect.acquireRelease(
        Effect.sync(() =>
          spawn(process.execPath, [program, databaseFile(site)], { stdio: ["ignore", "pipe", "inherit"] })
        ),
        (child) => Effect.sync(() => child.kill("SIGKILL"))
      )
      yield* Effect.promise(() => once(child.stdout, "data"))
      const started = performance.now()
      expect(yield* historyOf(site)).toEqual({
        runs: [run],
        notes: [
          `${databaseFile(site)} is in use by another process, so only the most recent runs are shown; try again in a moment`
        ],
        isWhole: false
      })
      expect(performance.now() - started).toBeLessThan(3_000)
      child.kill("SIGKILL")
      yield* Effect.promise(() => once(child, "close"))
      expect((yield* historyOf(site)).runs).toHaveLength(2)
    })
  )

  it.scopedLive("shows the journals where the table is none, and leaves it alone", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const run = begun(1)
      leaveJournal(site, "1-1-a.ndjson", self, [run, "half a li"])
      writeFileSync(databaseFile(site), "not a database")
      expect(yield* historyOf(site)).toEqual({
        runs: [run],
        notes: [
          `${databaseFile(site)} is not a database, or damaged, so only the most recent runs are shown; the next \`process\` puts it aside and begins a new one`,
          "1 line of a journal cannot be read"
        ],
        isWhole: false
      })
      expect(readFileSync(databaseFile(site), "utf8")).toBe("not a database")
    })
  )

  it.scopedLive("shows the table where the journals cannot be read, and fails where neither can", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const run = done(begun(1))
      yield* merged(site, [run])
      rmSync(journalFolder(site), { recursive: true })
      symlinkSync("runs.journal", journalFolder(site))
      const found = yield* historyOf(site)
      expect(found).toEqual({
        runs: [run],
        notes: [expect.stringContaining("runs.journal cannot be read: ELOOP")],
        isWhole: false
      })
      writeFileSync(databaseFile(site), "not a database")
      const error = yield* Effect.flip(historyOf(site))
      expect(error.message).toMatch(
        /runs\.journal cannot be read: ELOOP.*; .*runs\.duckdb is not a database, or damaged/
      )
    })
  )
})

const reading = <A, E>(site: string, use: (history: typeof RunHistory.Service) => Effect.Effect<A, E>) =>
  Effect.provide(Effect.flatMap(RunHistory, use), layer(site))

/** Puts runs into the table, by the way that they always take. */
const merged = (site: string, runs: Parameters<typeof leaveJournal>[3]) => {
  leaveJournal(site, "1-1-a.closed.ndjson", self, runs)
  return mergeJournals(site)
}

const contents = (site: string) =>
  [join(site, ".egregora"), journalFolder(site)].flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, readFileSync(join(folder, entry.name)).toString("base64")])
  )
