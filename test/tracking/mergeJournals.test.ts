import { execFile } from "node:child_process"
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync
} from "node:fs"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Logger from "effect/Logger"
import * as Schedule from "effect/Schedule"
import { noMetrics, type Run } from "../../src/domain/Run.js"
import * as DuckDb from "../../src/storage/DuckDb.js"
import { migrations } from "../../src/storage/migrations/index.js"
import * as JournalFile from "../../src/tracking/JournalFile.js"
import { journalFolder } from "../../src/tracking/JournalFolder.js"
import { databaseFile, type Merged, mergeJournals } from "../../src/tracking/mergeJournals.js"
import { RunStore } from "../../src/tracking/RunStore.js"
import * as RunStoreDuckDb from "../../src/tracking/RunStoreDuckDb.js"
import { bundle } from "../support/crashBundle.js"
import { begun, dead, done, elsewhere, historyOf, journalNames, leaveJournal, self } from "./someRuns.js"
import { tempSite } from "./tempSite.js"

describe("mergeJournals", () => {
  it.scopedLive("does not even open a database where there is nothing to merge", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      expect(yield* mergeJournals(site)).toEqual(merged(0))
      leaveJournal(site, "1-1-a.ndjson", self, [begun(1)])
      expect(yield* mergeJournals(site)).toEqual(merged(0))
      expect(existsSync(databaseFile(site))).toBe(false)
      expect(journalNames(site)).toEqual(["1-1-a.ndjson"])
    })
  )

  it.scopedLive("takes closed journals into the table and removes them", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const [one, two] = [begun(1), begun(2)]
      leaveJournal(site, "1-1-a.closed.ndjson", self, [one, two])
      leaveJournal(site, "2-1-b.closed.ndjson", self, [done(one), one])
      leaveJournal(site, "3-1-c.ndjson", self, [done(two)])
      expect(yield* mergeJournals(site)).toEqual(merged(2))
      expect(journalNames(site)).toEqual(["3-1-c.ndjson"])
      expect(yield* stored(site)).toEqual([done(one)])
      expect(yield* mergeJournals(site)).toEqual(merged(0))
      expect((yield* historyOf(site)).runs).toEqual([done(one), done(two)])
    })
  )

  it.scopedLive("stores what goes on only if no journal has it that is still written", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const [carried, left] = [begun(1), begun(2)]
      leaveJournal(site, "1-1-a.closed.ndjson", self, [carried, left])
      leaveJournal(site, "2-1-a.ndjson", self, [carried])
      yield* mergeJournals(site)
      expect(yield* stored(site)).toEqual([left])
      expect((yield* historyOf(site)).runs).toEqual([carried, left])
      leaveJournal(site, "3-1-a.closed.ndjson", self, [done(left)])
      yield* mergeJournals(site)
      expect(yield* stored(site)).toEqual([done(left)])
    })
  )

  it.scopedLive("links each run to the one that it ran inside", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const parent = begun(1, { kind: "process" })
      const child = begun(2, { parentId: parent.runId })
      for (const lines of [[parent, child], [child, done(child)], [done(child)]]) {
        leaveJournal(site, "1-1-a.closed.ndjson", self, lines)
        yield* mergeJournals(site)
      }
      expect(yield* query(site, "SELECT child_run_id, parent_run_id FROM lineage")).toEqual([
        { child_run_id: child.runId, parent_run_id: parent.runId }
      ])
    })
  )

  it.scopedLive("writes down as failed what a dead process left running", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const [merged, left, finished] = [
        begun(1, { process: dead }),
        begun(2, { process: dead }),
        begun(3, { process: dead })
      ]
      const alive = begun(4)
      yield* mergeInto(site, [merged, alive])
      const path = leaveJournal(site, "2-1-b.ndjson", dead, [left, finished, done(finished)])
      const lastSign = merged.startedAt + 60_000
      utimesSync(path, lastSign / 1e3, lastSign / 1e3)
      yield* mergeJournals(site)
      const failed = (run: Run) => ({
        ...run,
        status: "failed",
        error: `process ${dead.pid} ended without finishing`,
        finishedAt: lastSign,
        durationSeconds: (lastSign - run.startedAt) / 1e3,
        ...noMetrics
      })
      expect(yield* stored(site)).toEqual([failed(merged), failed(left), done(finished), alive])
      expect(journalNames(site)).toEqual([])
    })
  )

  it.scopedLive("leaves a process of another container alone until it has been silent for long", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const run = begun(1, { process: elsewhere })
      const path = leaveJournal(site, "1-1-a.ndjson", elsewhere, [run])
      const silentFor = (minutes: number) =>
        utimesSync(path, Date.now() / 1e3, Date.now() / 1e3 - minutes * 60)
      silentFor(4)
      expect(yield* mergeJournals(site)).toEqual(merged(0))
      expect((yield* historyOf(site)).runs).toEqual([run])
      silentFor(6)
      expect(yield* mergeJournals(site)).toEqual(merged(1))
      expect((yield* stored(site)).map(({ status }) => status)).toEqual(["failed"])
    })
  )

  it.scopedLive("says of another machine that it is silent, and calls it dead after a day only", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const laptop = { ...elsewhere, bootId: "another boot" }
      const run = begun(1, { process: laptop })
      const path = leaveJournal(site, "1-1-a.ndjson", laptop, [run])
      const silentFor = (hours: number) =>
        utimesSync(path, Date.now() / 1e3, Date.now() / 1e3 - hours * 3_600)
      silentFor(23)
      expect(yield* mergeJournals(site)).toEqual(merged(0))
      const found = yield* historyOf(site)
      expect(found.runs).toEqual([run])
      expect(found.notes).toEqual([
        expect.stringMatching(
          /^process \d+ on elsewhere has given no sign since [-:.T\dZ]+: it has ended, or its machine sleeps$/
        )
      ])
      silentFor(25)
      expect((yield* historyOf(site)).runs.map(({ status }) => status)).toEqual(["failed"])
      expect(yield* mergeJournals(site)).toEqual(merged(1))
      expect((yield* stored(site)).map(({ status }) => status)).toEqual(["failed"])
    })
  )

  it.scopedLive("keeps a journal with lines that it does not understand", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const run = done(begun(1))
      leaveJournal(site, "1-1-a.closed.ndjson", self, [
        "\n",
        "not json\n",
        run,
        '{"status":"paused"}\n',
        '{"status":"run'
      ])
      const before = readFileSync(join(journalFolder(site), "1-1-a.closed.ndjson"))
      expect(yield* quiet(mergeJournals(site))).toEqual({ ...merged(1), unreadable: 3 })
      expect(yield* stored(site)).toEqual([run])
      expect(journalNames(site)).toEqual(["1-1-a.closed.ndjson.bad"])
      expect(readFileSync(join(journalFolder(site), "1-1-a.closed.ndjson.bad"))).toEqual(before)
      expect(yield* mergeJournals(site)).toEqual(merged(0))
    })
  )

  const damage: Record<string, (file: string) => void> = {
    text: (file) => writeFileSync(file, "my notes\n".repeat(2_000)),
    empty: (file) => truncateSync(file, 0),
    "cut short": (file) => truncateSync(file, 9_000),
    "cut in half": (file) => truncateSync(file, readFileSync(file).length >> 1),
    garbage: (file) => writeFileSync(file, Buffer.alloc(50_000, 0x5a))
  }
  for (const [name, spoil] of Object.entries(damage)) {
    it.scopedLive(`puts a database aside that is ${name}, and begins a new one`, () =>
      Effect.gen(function* () {
        const site = yield* tempSite
        const file = databaseFile(site)
        yield* mergeInto(
          site,
          Array.from({ length: 3_000 }, (_, n) => done(begun(n)))
        )
        spoil(file)
        writeFileSync(`${file}.wal`, "")
        const bytes = readFileSync(file)
        const run = done(begun(1))
        leaveJournal(site, "1-1-a.closed.ndjson", self, [run])
        const found = yield* quiet(mergeJournals(site))
        expect(found).toEqual({
          ...merged(1),
          setAside: expect.stringMatching(/runs\.duckdb\.corrupt-\d{8}T\d{9}Z$/)
        })
        expect(yield* stored(site)).toEqual([run])
        expect(journalNames(site)).toEqual([])
        const aside = readFileSync(found.setAside ?? "")
        if (name !== "cut in half") expect(aside).toEqual(bytes)
        expect(
          readdirSync(dirname(file))
            .filter((name) => !name.includes("corrupt"))
            .sort()
        ).toEqual(["runs.duckdb", "runs.journal"])
      })
    )
  }

  const obstacles: Record<string, (file: string) => void> = {
    "a directory": (file) => mkdirSync(file),
    "where nothing may be written": (file) => symlinkSync("/sys/kernel/egregora.duckdb", file)
  }
  for (const [name, block] of Object.entries(obstacles)) {
    it.scopedLive(`keeps the journals where the database is ${name}`, () =>
      Effect.gen(function* () {
        const site = yield* tempSite
        const run = done(begun(1))
        leaveJournal(site, "1-1-a.closed.ndjson", self, [run])
        block(databaseFile(site))
        const error = yield* Effect.flip(mergeJournals(site))
        expect(error.message).toMatch(
          new RegExp(
            `^${databaseFile(site)} cannot be written: .+; the runs are kept in ${journalFolder(site)}$`
          )
        )
        expect(journalNames(site)).toEqual(["1-1-a.closed.ndjson"])
        expect((yield* historyOf(site)).runs).toEqual([run])
        rmSync(databaseFile(site), { recursive: true })
        yield* mergeJournals(site)
        expect(yield* stored(site)).toEqual([run])
      })
    )
  }

  it.scopedLive("does not write into a schema from the future, and reads what it knows of it", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const [known, fresh] = [done(begun(1)), done(begun(2))]
      yield* mergeInto(site, [known])
      yield* query(site, "INSERT INTO schema_migrations (version, name) VALUES (1000, 'later')")
      yield* query(site, "ALTER TABLE runs ADD COLUMN mood VARCHAR")
      yield* query(site, "ALTER TABLE run_details DROP COLUMN degraded_reasons")
      leaveJournal(site, "1-1-a.closed.ndjson", self, [fresh])
      expect((yield* Effect.flip(mergeJournals(site))).message).toBe(
        `${databaseFile(site)} was written by a newer egregora (schema 1000, this one knows ${migrations.length}): update egregora; the runs are kept in ${journalFolder(site)}`
      )
      expect(yield* historyOf(site)).toEqual({ runs: [known, fresh], notes: [], isWhole: true })
    })
  )

  it.scopedLive("brings an older schema up to date", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const run = done(begun(2))
      leaveJournal(site, "1-1-a.closed.ndjson", self, [run])
      yield* query(site, migrations[0]?.statements[0] ?? "")
      yield* query(
        site,
        `INSERT INTO runs (run_id, stage, status, error, started_at) VALUES
         ('00000000-0000-4000-8000-000000000001', 'process', 'failed', 'old', TIMESTAMPTZ '2020-01-01 00:00:00Z')`
      )
      const old = {
        ...begun(0),
        ...{
          runId: "00000000-0000-4000-8000-000000000001",
          kind: "process",
          stage: "process",
          status: "failed"
        },
        ...{ error: "old", codeRef: null, rowsIn: null, startedAt: Date.UTC(2020, 0, 1) },
        ...{ finishedAt: Date.UTC(2020, 0, 1), durationSeconds: 0, ...noMetrics },
        process: { pid: 0, host: "", bootId: "", startTime: "" }
      }
      expect((yield* historyOf(site)).runs).toEqual([old, run])
      yield* mergeJournals(site)
      expect(yield* stored(site)).toEqual([old, run])
    })
  )

  it.scopedLive("may be done by two processes at once", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const runs = Array.from({ length: 400 }, (_, n) => done(begun(n)))
      runs.forEach((run, n) => {
        leaveJournal(site, `${1_000 + n}-1-a.closed.ndjson`, self, [run])
      })
      const program = yield* Effect.promise(() =>
        bundle(new URL("../support/crashMerge.ts", import.meta.url))
      )
      const results = yield* Effect.promise(() =>
        Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, [program, site])))
      )
      expect(results.map(({ stdout }) => Number(stdout)).sort((a, b) => a - b)).toEqual([0, 0, 400])
      expect(yield* stored(site)).toEqual(runs)
      expect(journalNames(site)).toEqual([])
    })
  )

  it.scopedLive("misses nothing while the journal is written, rotated and read", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const journal = yield* JournalFile.make(journalFolder(site), self)
      const runs = Array.from({ length: 600 }, (_, n) => begun(n))
      const looks: Array<{ readonly written: number; readonly seen: number }> = []
      let written = 0

      const merging = yield* journal.rotate.pipe(
        Effect.zipRight(mergeJournals(site)),
        Effect.repeat(Schedule.spaced("5 millis")),
        Effect.fork
      )
      const reading = yield* Effect.suspend(() => {
        const before = written
        return Effect.map(historyOf(site), ({ notes, runs }) => {
          const ended = runs.filter(({ status }) => status === "completed").length
          if (notes.length === 0) looks.push({ written: before, seen: ended })
        })
      }).pipe(Effect.repeat(Schedule.spaced("3 millis")), Effect.fork)

      yield* Effect.forEach(
        runs,
        (run) =>
          Effect.gen(function* () {
            yield* journal.append(run)
            yield* Effect.sleep("2 millis")
            yield* journal.append(done(run))
            written++
          }),
        { concurrency: 4, discard: true }
      )
      yield* Fiber.interrupt(merging)
      yield* Fiber.interrupt(reading)
      expect(looks.length).toBeGreaterThan(0)
      expect(looks.filter(({ seen, written }) => seen < written)).toEqual([])
      expect((yield* historyOf(site)).runs).toEqual(runs.map(done))
    })
  )
})

const merged = (runs: number): Merged => ({ runs, unreadable: 0, setAside: null })

const quiet = Effect.provide(Logger.remove(Logger.defaultLogger))

const open = (site: string) => DuckDb.layer({ file: databaseFile(site), lockTimeout: "5 seconds" })

const query = (site: string, sql: string) => {
  mkdirSync(dirname(databaseFile(site)), { recursive: true })
  return Effect.provide(
    Effect.flatMap(DuckDb.DuckDb, (db) => db.rows(sql)),
    open(site)
  )
}

/** What the table holds, without the journals. */
const stored = (site: string) =>
  Effect.flatMap(RunStore, (store) => store.tail({ limit: 1_000_000, stages: true })).pipe(
    Effect.provide(RunStoreDuckDb.layerReadOnly),
    Effect.provide(open(site))
  )

const mergeInto = (site: string, runs: ReadonlyArray<Run>) => {
  mkdirSync(dirname(databaseFile(site)), { recursive: true })
  return Effect.flatMap(RunStore, (store) => store.merge(runs)).pipe(
    Effect.provide(RunStoreDuckDb.layer),
    Effect.provide(open(site))
  )
}
