/**
 * Tables that the version before, a later version, or another program wrote.
 */
import { execFile } from "node:child_process"
import { mkdirSync } from "node:fs"
import { dirname } from "node:path"
import { promisify } from "node:util"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Logger from "effect/Logger"
import {
  complete,
  degrade,
  fail,
  noMetrics,
  type Run,
  RunId,
  type RunKind,
  type Running
} from "../../src/domain/Run.js"
import * as DuckDb from "../../src/storage/DuckDb.js"
import { migrate } from "../../src/storage/Migrator.js"
import { migrations } from "../../src/storage/migrations/index.js"
import { databaseFile, mergeJournals } from "../../src/tracking/mergeJournals.js"
import { RunHistory } from "../../src/tracking/RunHistory.js"
import { layer } from "../../src/tracking/RunHistoryFiles.js"
import { track } from "../../src/tracking/RunTracking.js"
import * as SiteTracking from "../../src/tracking/SiteTracking.js"
import { bundle } from "../support/crashBundle.js"
import { begun, done, historyOf, journalNames, leaveJournal, self } from "./someRuns.js"
import { tempSite } from "./tempSite.js"

describe("a table of version 1", () => {
  it.scopedLive("is read as it is, and brought up to date by the first merge", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      yield* version1(site)
      const fresh = done(begun(9, { parentId: old.window.runId, originId: old.failed.runId }))
      leaveJournal(site, "1-1-a.closed.ndjson", self, [fresh])
      const before = Object.values(old)
      expect(yield* historyOf(site)).toEqual({ runs: [...before, fresh], notes: [], isWhole: true })
      yield* looksRight(site, [...before, fresh])

      yield* mergeJournals(site)
      expect(journalNames(site)).toEqual([])
      expect(yield* historyOf(site)).toEqual({ runs: [...before, fresh], notes: [], isWhole: true })
      yield* looksRight(site, [...before, fresh])
      expect(
        yield* query(site, "SELECT version::DOUBLE AS version, name FROM schema_migrations ORDER BY 1")
      ).toEqual([
        { version: 1, name: "runs" },
        { version: 2, name: "details" }
      ])
      expect(yield* query(site, "SELECT parent_run_id FROM lineage ORDER BY ALL")).toEqual(
        [1, 1, 2, 3].map((n) => ({ parent_run_id: runId(n) }))
      )
    })
  )

  it.scopedLive("is brought up to date once, by whichever of several processes comes first", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      yield* version1(site)
      const runs = Array.from({ length: 30 }, (_, n) => done(begun(n + 10)))
      runs.forEach((run, n) => {
        leaveJournal(site, `${100 + n}-1-a.closed.ndjson`, self, [run])
      })
      const program = yield* Effect.promise(() =>
        bundle(new URL("../support/crashMerge.ts", import.meta.url))
      )
      yield* Effect.promise(() =>
        Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, [program, site])))
      )
      expect(yield* historyOf(site)).toEqual({
        runs: [...Object.values(old), ...runs],
        notes: [],
        isWhole: true
      })
      expect(yield* query(site, "SELECT count(*)::DOUBLE AS n FROM schema_migrations")).toEqual([{ n: 2 }])
      expect(journalNames(site)).toEqual([])
    })
  )
})

describe("a table of another program", () => {
  const variants = ["TIMESTAMPTZ", "TIMESTAMP"].flatMap((instant) =>
    [true, false].flatMap((indexed) => [true, false].map((keyed) => ({ instant, indexed, keyed })))
  )
  for (const { indexed, instant, keyed } of variants) {
    const name = `${instant}, ${indexed ? "five indexes" : "no index"}, ${keyed ? "keys" : "no key"}`
    it.scopedLive(`is read, and written from the first merge on: ${name}`, () =>
      Effect.gen(function* () {
        const site = yield* tempSite
        yield* query(site, ...foreign(instant, indexed, keyed))
        yield* looksRight(site, [others.abandoned, others.process, others.window])
        const fresh = done(begun(1, { parentId: others.window.runId }))
        leaveJournal(site, "1-1-a.closed.ndjson", self, [fresh])
        const all = [others.abandoned, others.process, others.window, fresh]
        expect(yield* historyOf(site)).toEqual({ runs: all, notes: [], isWhole: true })

        yield* mergeJournals(site)
        expect(yield* historyOf(site)).toEqual({ runs: all, notes: [], isWhole: true })
        yield* looksRight(site, all)
        // What nobody finished is written down as failed, and theirs stays as they wrote it.
        expect(
          yield* query(
            site,
            "SELECT stage, status, epoch_us(started_at)::DOUBLE AS micros FROM runs ORDER BY micros"
          )
        ).toEqual(all.map(({ stage, startedAt, status }) => ({ stage, status, micros: startedAt * 1e3 })))
        leaveJournal(site, "2-1-a.closed.ndjson", self, [fresh, done(begun(2))])
        yield* mergeJournals(site)
        expect((yield* historyOf(site)).runs).toHaveLength(5)
      })
    )
  }
})

describe("a run of another program that has not ended", () => {
  it.scopedLive("is said to be silent, of a process that is not known", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const hourAgo = { ...abandoned, startedAt: Date.now() - 3_600_000 }
      yield* query(site, ...foreign("TIMESTAMPTZ", false, false), "DELETE FROM runs")
      yield* query(site, insertInto("runs", sixteen(hourAgo)))
      expect(yield* historyOf(site)).toEqual({
        runs: [hourAgo],
        notes: [
          `a process that is not known has given no sign since ${new Date(hourAgo.startedAt).toISOString()}: it has ended, or its machine sleeps`
        ],
        isWhole: true
      })
    })
  )
})

describe("a table with what cannot be", () => {
  it.scopedLive("is said to have it, in one line", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      yield* query(site, ...foreign("TIMESTAMPTZ", false, false), "ALTER TABLE runs ALTER tokens TYPE DOUBLE")
      yield* query(site, "UPDATE runs SET tokens = 1.5 WHERE stage = 'process'")
      const run = begun(1)
      leaveJournal(site, "1-1-a.ndjson", self, [run])
      expect(yield* historyOf(site)).toEqual({
        runs: [run],
        notes: [
          `${databaseFile(site)} cannot be read, so only the most recent runs are shown: a run is not as it should be: tokens: Expected an integer, actual 1.5`
        ],
        isWhole: false
      })
    })
  )
})

describe("a table of a later version", () => {
  it.scopedLive("is read as far as it is known and never written, and the work goes on", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const known = done(begun(1, { window: { key: "monday", start: 1, end: 2 }, inputFingerprint: "f" }))
      leaveJournal(site, "1-1-a.closed.ndjson", self, [known])
      yield* mergeJournals(site)
      yield* query(
        site,
        "ALTER TABLE run_details ADD COLUMN mood VARCHAR",
        "UPDATE run_details SET mood = 'fine'",
        "ALTER TABLE run_details DROP COLUMN unpriced_calls",
        "CREATE TABLE moods (mood VARCHAR)",
        "INSERT INTO schema_migrations (version, name) VALUES (3, 'moods')"
      )
      const warnings: Array<string> = []
      const logger = Logger.make(({ message }) => {
        warnings.push(String(message))
      })
      const exit = yield* Effect.delay(Effect.succeed("done"), "100 millis").pipe(
        track({ stage: "process", kind: "process" }),
        Effect.exit,
        Effect.provide(SiteTracking.layer(site, { codeRef: "1", mergeEvery: "5 millis" })),
        Effect.provide(Logger.replace(Logger.defaultLogger, logger))
      )
      expect(exit).toEqual(Exit.succeed("done"))
      expect(warnings).toEqual([
        expect.stringMatching(
          /was written by a newer egregora \(schema 3, this one knows 2\): update egregora; /
        )
      ])
      const { notes, runs } = yield* historyOf(site)
      expect(notes).toEqual([])
      expect(runs.map(({ stage, status }) => [stage, status])).toEqual([
        ["window_1", "completed"],
        ["process", "completed"]
      ])
      yield* looksRight(site, runs)
      expect(yield* query(site, "SELECT stage, mood FROM runs JOIN run_details USING (run_id)")).toEqual([
        { stage: "window_1", mood: "fine" }
      ])
    })
  )
})

/** Every question gives what the runs, by their start, amount to. */
const looksRight = (site: string, runs: ReadonlyArray<Run>) =>
  Effect.gen(function* () {
    const history = yield* RunHistory
    const settled = runs.filter(({ status }) => status === "failed" || status === "completed")
    expect((yield* history.list({ limit: 100, ascending: true })).runs).toEqual(runs)
    expect((yield* history.list({ limit: 100, ascending: true, kinds: ["window"] })).runs).toEqual(
      runs.filter(({ kind }) => kind === "window")
    )
    expect(
      (yield* history.list({ limit: 100, statuses: ["failed", "completed"], ascending: true })).runs
    ).toEqual(settled)
    for (const run of runs) {
      expect((yield* history.find(run.runId)).runs).toEqual([run])
      expect((yield* history.children(run.runId)).runs).toEqual(
        runs.filter(({ parentId }) => parentId === run.runId)
      )
    }
    const { stats } = yield* history.stats({})
    expect(stats.reduce((sum, { runs }) => sum + runs, 0)).toBe(runs.length)
  }).pipe(Effect.provide(layer(site)))

const query = (site: string, ...statements: ReadonlyArray<string>) => {
  mkdirSync(dirname(databaseFile(site)), { recursive: true })
  return Effect.provide(
    Effect.flatMap(DuckDb.DuckDb, (db) =>
      Effect.map(
        Effect.forEach(statements, (sql) => db.rows(sql), { concurrency: 1 }),
        (all) => all.at(-1) ?? []
      )
    ),
    DuckDb.layer({ file: databaseFile(site), lockTimeout: "5 seconds" })
  )
}

const runId = (n: number) => RunId.make(`00000000-0000-4000-8000-${String(n).padStart(12, "0")}`)
const ended = (run: Run, seconds: number) => ({
  ...noMetrics,
  finishedAt: run.startedAt + seconds * 1_000,
  durationSeconds: seconds
})

const process_ = begun(1, { runId: runId(1), kind: "process", stage: "process" })
const window = begun(2, { runId: runId(2), parentId: process_.runId })
const failed = begun(3, { runId: runId(3), parentId: process_.runId })

/** What version 1 stored, by their start. The last one is running: in this process, which lives. */
const old = {
  process: complete(process_, { ...ended(process_, 8), rowsOut: 2, llmCalls: 3, tokens: 45 }),
  window: degrade(window, ended(window, 0.25), ["one", "two"]),
  failed: fail(failed, ended(failed, 2), "it broke"),
  open: begun(4, { runId: runId(4), kind: "task", stage: "tidy" })
}

const version1 = (site: string) =>
  Effect.gen(function* () {
    mkdirSync(dirname(databaseFile(site)), { recursive: true })
    yield* Effect.provide(migrate(migrations.slice(0, 1)), DuckDb.layer({ file: databaseFile(site) }))
    yield* query(
      site,
      ...Object.values(old).flatMap((run) => [
        insertInto("runs", sixteen(run)),
        insertInto("run_details", {
          run_id: DuckDb.quoted(run.runId),
          kind: DuckDb.quoted(run.kind),
          parent_run_id: text(run.parentId),
          pid: `${run.process.pid}`,
          host: DuckDb.quoted(run.process.host),
          boot_id: DuckDb.quoted(run.process.bootId),
          process_start: DuckDb.quoted(run.process.startTime),
          degraded_reasons:
            run.status === "degraded" ? `[${run.reasons.map(DuckDb.quoted).join(", ")}]` : "NULL"
        }),
        ...(run.parentId === null
          ? []
          : [insertInto("lineage", { child_run_id: text(run.runId), parent_run_id: text(run.parentId) })])
      ])
    )
  })

const nobody = { pid: 0, host: "", bootId: "", startTime: "" }
const theirs = (n: number, stage: string, kind: RunKind): Running => ({
  ...begun(0),
  runId: runId(n),
  kind,
  stage,
  startedAt: Date.UTC(2020, 0, n),
  process: nobody
})
const abandoned = theirs(1, "ingest", "task")

/** What another program stored, as it is read: nobody gave a sign of the first one for years. */
const others = {
  abandoned: fail(abandoned, ended(abandoned, 0), "a process that is not known ended without finishing"),
  process: fail(theirs(2, "process", "process"), ended(theirs(2, "process", "process"), 2), "no more room"),
  window: complete(theirs(3, "window_3", "window"), {
    ...ended(theirs(3, "window_3", "window"), 0.5),
    rowsOut: 3
  })
}

const foreign = (instant: string, indexed: boolean, keyed: boolean): ReadonlyArray<string> => [
  `CREATE TABLE runs (
    run_id UUID ${keyed ? "PRIMARY KEY" : ""}, tenant_id VARCHAR, stage VARCHAR NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('running', 'completed', 'failed', 'degraded')),
    error VARCHAR, input_fingerprint VARCHAR, code_ref VARCHAR, config_hash VARCHAR,
    started_at ${instant} NOT NULL, finished_at ${instant}, duration_seconds DOUBLE,
    rows_in BIGINT, rows_out BIGINT, llm_calls BIGINT, tokens BIGINT, trace_id VARCHAR
  )`,
  ...(indexed ? (migrations[0]?.statements ?? []).filter((sql) => sql.startsWith("CREATE INDEX")) : []),
  insertInto("runs", sixteen(abandoned)),
  insertInto("runs", sixteen(others.process)),
  insertInto("runs", sixteen(others.window)),
  ...(keyed
    ? [
        `CREATE TABLE lineage (
          child_run_id UUID REFERENCES runs (run_id), parent_run_id UUID REFERENCES runs (run_id),
          PRIMARY KEY (child_run_id, parent_run_id)
        )`,
        insertInto("lineage", { child_run_id: text(runId(3)), parent_run_id: text(runId(2)) })
      ]
    : [])
]

const text = (value: string | null): string => (value === null ? "NULL" : DuckDb.quoted(value))
const number = (value: number | null | undefined): string => `${value ?? "NULL"}`
/** By the calendar: it is the same text for a TIMESTAMP, which has no zone, and a TIMESTAMPTZ. */
const instant = (millis: number | undefined): string =>
  millis === undefined
    ? "NULL"
    : DuckDb.quoted(new Date(millis).toISOString().replace("T", " ").replace("Z", ""))

const sixteen = (run: Run): Readonly<Record<string, string>> => {
  const end = run.status === "running" ? undefined : run
  return {
    run_id: text(run.runId),
    stage: text(run.stage),
    status: text(run.status),
    error: text(run.status === "failed" ? run.error : null),
    code_ref: text(run.codeRef),
    started_at: instant(run.startedAt),
    finished_at: instant(end?.finishedAt),
    duration_seconds: number(end?.durationSeconds),
    rows_in: number(run.rowsIn),
    rows_out: number(end?.rowsOut),
    llm_calls: number(end?.llmCalls),
    tokens: number(end?.tokens)
  }
}

const insertInto = (table: string, row: Readonly<Record<string, string>>): string =>
  `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.values(row).join(", ")})`
