import { spawn } from "node:child_process"
import { once } from "node:events"
import { copyFileSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { vi } from "vitest"
import { type Completed, complete, noMetrics, type Running } from "../../src/domain/Run.js"
import { compact } from "../../src/storage/compact.js"
import * as DuckDb from "../../src/storage/DuckDb.js"
import { collect, GcError, leastBytes, preview, type Swept } from "../../src/tracking/gc.js"
import { databaseFile, mergeJournals } from "../../src/tracking/mergeJournals.js"
import { bundle } from "../support/crashBundle.js"
import { begun, done, elsewhere, historyOf, journalNames, leaveJournal, self } from "./someRuns.js"
import { tempSite } from "./tempSite.js"

/** What happens just before the next journal is read, and which file cannot be removed; nothing by default. */
const meanwhile = vi.hoisted(() => ({ happens: (): void => undefined, kept: "" }))
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
  const rmSync = (...args: Parameters<typeof fs.rmSync>) => {
    if (args[0] !== meanwhile.kept) fs.rmSync(...args)
  }
  return { ...fs, readFileSync, rmSync }
})

describe("gc", () => {
  it.scopedLive("removes what is beyond the limits but what is needed, as its preview says", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const { first, second, third } = chat()
      yield* merged(site, [...first, ...second])
      leaveJournal(site, "2-1-b.closed.ndjson", self, third)
      const before = contents(site)
      const seen = yield* preview(site, { processes: 1 })
      expect(contents(site)).toEqual(before)
      expect(ids(seen.removed)).toEqual(ids([...first.slice(3), ...second]))
      expect(seen).toMatchObject({ needed: 3, left: 6, notes: [] })
      const swept = yield* collect(site, { processes: 1 })
      expect({ ...swept, removed: ids(swept.removed), before: 0, after: 0 }).toEqual({
        ...seen,
        removed: ids(seen.removed),
        before: 0,
        after: 0
      })
      expect(journalNames(site)).toEqual([])
      expect((yield* historyOf(site)).runs).toEqual([...first.slice(0, 3), ...third])
      expect(yield* rowCounts(site)).toEqual({ runs: 6, details: 6, lineage: 5 })
      expect((yield* collect(site, { processes: 1 })).removed).toEqual([])
    })
  )

  it.scopedLive("lets no run come back from a journal, and none go that is in one", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const old = [done(begun(1)), done(begun(2))]
      const going = begun(3)
      leaveJournal(site, "1-1-a.closed.ndjson", self, old)
      leaveJournal(site, "2-1-b.ndjson", self, [going])
      expect(ids((yield* collect(site, { processes: 0 })).removed)).toEqual(ids(old))
      yield* mergeJournals(site)
      expect((yield* historyOf(site)).runs).toEqual([going])
      expect(journalNames(site)).toEqual(["2-1-b.ndjson"])
    })
  )

  it.scopedLive("never takes what may still be running", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const process = begun(1, {
        kind: "process",
        process: { ...elsewhere, pid: 1 },
        startedAt: Date.now() - 60_000
      })
      const inside = done(begun(2, { parentId: process.runId, startedAt: process.startedAt + 1 }))
      const other = done(begun(3))
      yield* merged(site, [process, inside, other])
      const { needed, removed } = yield* collect(site, { processes: 0, before: Date.now() })
      expect([ids(removed), needed]).toEqual([ids([other]), 0])
      expect((yield* historyOf(site)).runs).toEqual([process, inside])
    })
  )

  it.scopedLive("makes the file small enough, by the oldest runs", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const runs = Array.from({ length: 8_000 }, (_, n) =>
        done(begun(n, { inputFingerprint: `${n}`.padStart(64, "0"), tenantId: `${n * 7919}`.repeat(9) }))
      )
      yield* merged(site, runs)
      const seen = yield* preview(site, { bytes: 4_000_000 })
      const swept = yield* collect(site, { bytes: 4_000_000 })
      expect(swept.after).toBeLessThanOrEqual(4_000_000)
      expect(swept.after).toBe(statSync(databaseFile(site)).size)
      expect(swept.before).toBe(seen.before)
      expect(seen.after).toBeLessThanOrEqual(4_000_000)
      expect(seen.left).toBeGreaterThan(100)
      expect(seen.left).toBeLessThan(swept.left * 4)
      expect(swept.left).toBeGreaterThan(100)
      const { runs: left } = yield* historyOf(site)
      expect(left).toEqual(runs.slice(-swept.left))
      expect(swept.removed.length + swept.left).toBe(runs.length)
      expect(yield* collect(site, { bytes: 4_000_000 })).toMatchObject({ removed: [], left: swept.left })
    })
  )

  it.scopedLive("says so where the file cannot be as small as wanted", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const runs = Array.from({ length: 8_000 }, (_, n) => worked(begun(n), `${n}`))
      yield* merged(site, runs)
      const swept = yield* collect(site, { bytes: leastBytes })
      expect(swept).toMatchObject({
        removed: [],
        left: runs.length,
        notes: [`${databaseFile(site)} cannot be smaller: what is left has to stay`]
      })
    })
  )

  it.scopedLive("is content with a site that has no history", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const nothing: Swept = { removed: [], needed: 0, left: 0, before: 0, after: 0, notes: [] }
      expect(yield* preview(site, { before: 0, bytes: leastBytes })).toEqual(nothing)
      expect(yield* collect(site, { before: 0, bytes: leastBytes })).toEqual(nothing)
      expect(readdirSync(site)).toEqual([])
    })
  )

  it.scopedLive("touches nothing that it does not understand", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const file = databaseFile(site)
      yield* merged(site, [done(begun(1))])
      yield* Effect.scoped(
        Effect.flatMap(DuckDb.make({ file }), (db) =>
          db.run("INSERT INTO schema_migrations (version, name) VALUES (99, 'later')")
        )
      )
      const newer = yield* Effect.flip(collect(site, { processes: 0 }))
      expect(newer).toEqual(
        new GcError({
          message: `${file} was written by a newer egregora (schema 99, this one knows 2): update egregora`
        })
      )
      expect((yield* preview(site, { processes: 0 })).removed).toHaveLength(1)
      writeFileSync(file, "not a database")
      for (const attempt of [preview, collect]) {
        const error = yield* Effect.flip(attempt(site, { processes: 0 }))
        expect(error.message).toBe(
          `${file} is not a database, or damaged; the next \`process\` puts it aside and begins a new one`
        )
      }
      expect(readFileSync(file, "utf8")).toBe("not a database")
    })
  )

  it.scopedLive("does not begin where a journal cannot be removed", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const path = leaveJournal(site, "1-1-a.closed.ndjson", self, [done(begun(1))])
      meanwhile.kept = path
      const error = yield* Effect.flip(collect(site, { processes: 0 }))
      meanwhile.kept = ""
      expect(error.message).toBe(`${path} cannot be removed, so nothing else is; remove it by hand`)
      expect((yield* historyOf(site)).runs).toHaveLength(1)
    })
  )

  it.scopedLive("loses nothing of a merge that opened the file just before it was replaced", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const file = databaseFile(site)
      const [one, two] = [done(begun(1)), done(begun(2))]
      yield* merged(site, [one])
      copyFileSync(file, `${file}.fresh`)
      leaveJournal(site, "2-1-b.closed.ndjson", self, [two])
      meanwhile.happens = () => renameSync(`${file}.fresh`, file)
      yield* mergeJournals(site)
      expect(journalNames(site)).toEqual([])
      expect((yield* historyOf(site)).runs).toEqual([one, two])
    })
  )

  it.scopedLive(
    "loses nothing of a process that writes all the while",
    () =>
      Effect.gen(function* () {
        const site = yield* tempSite
        const program = yield* Effect.promise(() =>
          bundle(new URL("../support/crashTracked.ts", import.meta.url))
        )
        const children = [1, 2].map(() =>
          spawn(process.execPath, [program, site, "5"], { stdio: ["ignore", "pipe", "inherit"] })
        )
        const completed = new Set<string>()
        for (const child of children) {
          createInterface({ input: child.stdout }).on("line", (line) => {
            const [status, id = ""] = line.split(" ")
            if (status === "completed") completed.add(id)
          })
        }
        while (completed.size < 50) yield* Effect.sleep("20 millis")
        let made = 0
        for (let round = 0; round < 40; round++) {
          const result = yield* Effect.either(compact(databaseFile(site)))
          if (result._tag === "Right") made++
          yield* Effect.sleep("10 millis")
        }
        for (const child of children) {
          child.kill("SIGKILL")
          yield* Effect.promise(() => once(child, "close"))
        }
        yield* mergeJournals(site)
        const { runs } = yield* historyOf(site)
        const found = new Set(
          runs.filter(({ status }) => status === "completed").map(({ runId }) => String(runId))
        )
        expect([...completed].filter((id) => !found.has(id))).toEqual([])
        expect(made).toBeGreaterThan(5)
      }),
    60_000
  )

  it.scopedLive(
    "is done or not done when it is killed, and leaves a history that opens",
    () =>
      Effect.gen(function* () {
        const site = yield* tempSite
        const program = yield* Effect.promise(() => bundle(new URL("../support/crashGc.ts", import.meta.url)))
        const runs = Array.from({ length: 3_000 }, (_, n) => done(begun(n)))
        yield* merged(site, runs)
        const cut = 100
        let left = runs
        for (let round = 1; round <= 12; round++) {
          const before = runs[round * cut]?.startedAt ?? 0
          yield* Effect.promise(() => killed(program, [site, String(before)], 30 + round * 20))
          // A reader is patient for 400 ms, and this machine may be slower than that.
          const { notes, runs: found } = yield* Effect.repeat(historyOf(site), {
            until: ({ notes }) => notes.length === 0,
            times: 20
          })
          expect(notes).toEqual([])
          const after = left.filter(({ startedAt }) => startedAt >= before)
          expect([left.length, after.length]).toContain(found.length)
          left = found.length === left.length ? left : after
          expect(found).toEqual(left)
        }
        yield* collect(site, { before: runs.at(-1)?.startedAt ?? 0 })
        expect((yield* historyOf(site)).runs).toEqual(runs.slice(-1))
        expect(readdirSync(join(site, ".egregora"))).toEqual(["runs.duckdb", "runs.journal"])
      }),
    60_000
  )
})

/** Three runs of a process over the same window: one that worked, one that failed, one that took over. */
const chat = () => {
  const process = (n: number) => done(begun(n, { kind: "process", stage: "process" }))
  const window = (n: number, parent: Completed, changes: Partial<Running> = {}) =>
    begun(n, {
      parentId: parent.runId,
      window: { key: "2025-05-01", start: 1, end: 2 },
      inputFingerprint: "f",
      ...changes
    })
  const [one, two, three] = [process(1), process(11), process(21)]
  const work = done(window(2, one))
  const other = worked(begun(3, { parentId: one.runId }), "2025-05-02")
  const stage = done(begun(4, { parentId: work.runId, kind: "stage", stage: "write" }))
  const again = done(window(23, three))
  const takes = (n: number, parent: Completed) =>
    complete(
      window(n, parent, { originId: work.runId }),
      { ...noMetrics, finishedAt: 1e13, durationSeconds: 0 },
      "reused"
    )
  return {
    first: [one, work, other, stage],
    second: [two, takes(12, two)],
    third: [three, takes(22, three), again]
  }
}

/** A run that did the work on a window. */
const worked = (run: Running, key: string): Completed =>
  done({
    ...run,
    window: { key, start: run.startedAt, end: run.startedAt },
    inputFingerprint: "f".repeat(64)
  })

const ids = (runs: ReadonlyArray<{ readonly runId: string }>): ReadonlyArray<string> =>
  runs.map(({ runId }) => runId).sort()

/** Puts runs into the table, by the way that they always take. */
const merged = (site: string, runs: Parameters<typeof leaveJournal>[3]) => {
  leaveJournal(site, "1-1-a.closed.ndjson", self, runs)
  return mergeJournals(site)
}

const rowCounts = (site: string) =>
  Effect.scoped(
    Effect.flatMap(DuckDb.make({ file: databaseFile(site), readOnly: true }), (db) =>
      Effect.map(
        db.rows(
          `SELECT (SELECT count(*)::DOUBLE FROM runs) AS runs, (SELECT count(*)::DOUBLE FROM run_details) AS details,
             (SELECT count(*)::DOUBLE FROM lineage) AS lineage`
        ),
        ([row]) => row
      )
    )
  )

const contents = (site: string) =>
  [join(site, ".egregora"), join(site, ".egregora", "runs.journal")].flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, readFileSync(join(folder, entry.name)).toString("base64")])
  )

/** Runs a program and kills it some milliseconds after it has begun, unless it has ended by then. */
const killed = async (program: string, args: ReadonlyArray<string>, delay: number): Promise<void> => {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "inherit"] })
  child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), delay))
  child.stdout.resume()
  await once(child, "close")
}
