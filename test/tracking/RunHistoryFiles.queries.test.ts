import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { DuckDBInstance } from "@duckdb/node-api"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { degrade, noMetrics, type Run } from "../../src/domain/Run.js"
import * as DuckDb from "../../src/storage/DuckDb.js"
import { databaseFile } from "../../src/tracking/mergeJournals.js"
import { RunHistory } from "../../src/tracking/RunHistory.js"
import { layer } from "../../src/tracking/RunHistoryFiles.js"
import { RunStore } from "../../src/tracking/RunStore.js"
import * as RunStoreDuckDb from "../../src/tracking/RunStoreDuckDb.js"
import { begun, dead, done, elsewhere, leaveJournal, self } from "./someRuns.js"
import { tempSite } from "./tempSite.js"

describe("RunHistoryFiles, asked for lists and sums", () => {
  it.scopedLive("answers from the journals and the table as if they were one", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const [one, two, three] = [begun(1), begun(2), begun(3)]
      const stage = begun(4, { kind: "stage", stage: "write", parentId: three.runId })
      yield* inTable(site, [done(one), two])
      leaveJournal(site, "1-1-a.ndjson", self, [three, done(two), stage, done(stage)])
      yield* reading(site, (history) =>
        Effect.gen(function* () {
          const all = [done(one), done(two), three, done(stage)]
          expect(yield* history.list({ limit: 10, ascending: true })).toEqual({
            runs: all,
            notes: [],
            isWhole: true
          })
          expect((yield* history.list({ limit: 2 })).runs).toEqual([done(stage), three])
          expect((yield* history.list({ limit: 2, kinds: ["window"] })).runs).toEqual([three, done(two)])
          expect((yield* history.list({ limit: 10, statuses: ["running"] })).runs).toEqual([three])
          const { notes, stats } = yield* history.stats({})
          expect(notes).toEqual([])
          expect(stats.map(({ stage, runs, running, max }) => [stage, runs, running, max])).toEqual([
            ["window", 3, 1, 0.5],
            ["write", 1, 0, 0.5]
          ])
          expect((yield* history.stats({ statuses: ["running"] })).stats.map(({ runs }) => runs)).toEqual([1])
        })
      )
    })
  )

  it.scopedLive("counts as failed what dead processes left in the table or in a journal", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const [stored, written] = [begun(1, { process: dead }), begun(2, { process: dead })]
      yield* inTable(site, [stored, done(begun(0))])
      leaveJournal(site, "1-1-a.ndjson", dead, [written])
      yield* reading(site, (history) =>
        Effect.gen(function* () {
          const { runs } = yield* history.list({ limit: 10, statuses: ["failed"], ascending: true })
          expect(runs.map(({ runId }) => runId)).toEqual([stored.runId, written.runId])
          expect((yield* history.list({ limit: 10, statuses: ["running"] })).runs).toEqual([])
          const { stats } = yield* history.stats({})
          expect(stats.map(({ failed, runs, running }) => [runs, running, failed])).toEqual([[3, 0, 2]])
        })
      )
    })
  )

  it.scopedLive("believes the table where a journal that was merged could not be removed", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const run = begun(1)
      yield* inTable(site, [done(run)])
      leaveJournal(site, "1-1-a.closed.ndjson", self, [run])
      yield* reading(site, (history) =>
        Effect.gen(function* () {
          expect((yield* history.list({ limit: 10, statuses: ["running"] })).runs).toEqual([])
          expect((yield* history.list({ limit: 10 })).runs).toEqual([done(run)])
          expect((yield* history.stats({ statuses: ["running"] })).stats).toEqual([])
        })
      )
    })
  )

  it.scopedLive("answers from the journals alone where there is no table, or none that can be read", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      expect(yield* reading(site, (history) => history.stats({}))).toEqual({
        stats: [],
        notes: [],
        isWhole: true
      })
      expect(yield* reading(site, (history) => history.list({ limit: 5 }))).toEqual({
        runs: [],
        notes: [],
        isWhole: true
      })
      const laptop = { ...elsewhere, bootId: "another boot" }
      const run = begun(1, { process: laptop })
      const hourAgo = Date.now() / 1e3 - 3_600
      utimesSync(leaveJournal(site, "1-1-a.ndjson", laptop, [run]), hourAgo, hourAgo)
      const silence = expect.stringMatching(/^process \d+ on elsewhere has given no sign since /)
      expect(yield* reading(site, (history) => history.list({ limit: 5 }))).toEqual({
        runs: [run],
        notes: [silence],
        isWhole: true
      })
      writeFileSync(databaseFile(site), "my notes")
      const broken = `${databaseFile(site)} is not a database, or damaged, so only the most recent runs are shown; the next \`process\` puts it aside and begins a new one`
      expect(yield* reading(site, (history) => history.list({ limit: 5 }))).toEqual({
        runs: [run],
        notes: [silence, broken],
        isWhole: false
      })
      expect(yield* reading(site, (history) => history.stats({}))).toMatchObject({
        notes: [broken],
        isWhole: false
      })
    })
  )
})

describe("RunHistoryFiles, asked for a copy", () => {
  const formats = ["parquet", "csv", "json"] as const

  for (const format of formats) {
    it.scopedLive(`writes all runs as ${format}`, () =>
      Effect.gen(function* () {
        const site = yield* tempSite
        const whole = begun(0, { kind: "process", stage: "process", options: '{"output":"blog"}' })
        const window = begun(1, {
          parentId: whole.runId,
          originId: whole.runId,
          parts: { messages: "ab" },
          window: { key: "monday", start: 1_000, end: 2_000 }
        })
        const spent = { tokensIn: 5, tokensOut: 4, tokensCached: 3, cost: 0.25, unpricedCalls: 1 }
        const outputs = [{ path: "posts/monday, the first.md", sha256: "cd" }]
        const ended = degrade(
          window,
          { ...noMetrics, finishedAt: window.startedAt + 250, durationSeconds: 0.25, spent, outputs },
          ['a "picture", lost', "b"]
        )
        yield* inTable(site, [ended])
        yield* query(
          site,
          "INSERT INTO runs (run_id, stage, status, started_at) SELECT uuid(), 'theirs', 'completed', make_timestamptz(0)"
        )
        yield* query(
          site,
          `INSERT INTO lineage SELECT run_id, '${whole.runId}' FROM runs WHERE stage = 'theirs'`
        )
        leaveJournal(site, "1-1-a.ndjson", self, [whole])
        const file = join(site, `it's ${format}`)
        writeFileSync(file, "an older copy")
        expect(yield* reading(site, (history) => history.export({ format, file }))).toEqual({
          runs: 3,
          notes: [],
          isWhole: true
        })
        expect(readdirSync(site).sort()).toEqual([".egregora", `it's ${format}`])

        if (format === "csv") expect(readFileSync(file, "utf8")).toContain(",2024-06-01T00:00:01.000000Z,")
        const rows = yield* Effect.promise(() => readBack(format, file))
        expect(rows.map((row) => [row["stage"], row["parent_run_id"]])).toEqual([
          ["theirs", whole.runId],
          ["process", null],
          ["window_1", whole.runId]
        ])
        const json = (text: string) => (format === "json" ? JSON.parse(text) : text)
        const reasons = ['a "picture", lost', "b"]
        expect(rows[2]).toEqual({
          ...{ run_id: window.runId, tenant_id: null, stage: "window_1", status: "degraded", error: null },
          ...{ input_fingerprint: null, code_ref: "1.0.0", config_hash: null },
          ...{ started_at: "2024-06-01T00:00:01.000000Z", finished_at: "2024-06-01T00:00:01.250000Z" },
          ...{
            duration_seconds: 0.25,
            rows_in: 1,
            rows_out: null,
            llm_calls: 0,
            tokens: 0,
            trace_id: null
          },
          ...{ kind: "window", parent_run_id: whole.runId, pid: self.pid, host: self.host },
          ...{ boot_id: self.bootId, process_start: self.startTime },
          ...{ degraded_reasons: format === "csv" ? JSON.stringify(reasons) : reasons, attempt: 1 },
          ...{ origin_run_id: whole.runId, skipped: null, window_key: "monday" },
          ...{ window_start: "1970-01-01T00:00:01.000000Z", window_end: "1970-01-01T00:00:02.000000Z" },
          ...{
            fingerprint_parts: json('{"messages":"ab"}'),
            options: null,
            outputs: json(JSON.stringify(outputs))
          },
          ...{ tokens_in: 5, tokens_out: 4, tokens_cached: 3, cost_usd: 0.25, unpriced_calls: 1 }
        })
      })
    )
  }

  it.scopedLive("writes an empty file where there is no history", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      for (const format of formats) {
        const file = join(site, `runs.${format}`)
        expect(yield* reading(site, (history) => history.export({ format, file }))).toEqual({
          runs: 0,
          notes: [],
          isWhole: true
        })
        expect(yield* Effect.promise(() => readBack(format, file))).toEqual([])
      }
      expect(existing(site)).toEqual(["runs.csv", "runs.json", "runs.parquet"])
    })
  )

  it.scopedLive("leaves alone what is there if it cannot be written whole, and says why", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const file = join(site, "runs.csv")
      writeFileSync(file, "an older copy")
      yield* inTable(site, [done(begun(1))])
      const refusal = (target: string) =>
        Effect.map(
          Effect.flip(reading(site, (history) => history.export({ format: "csv", file: target }))),
          ({ message }) => message
        )
      const nowhere = join(site, "nowhere", "runs.csv")
      expect(yield* refusal(nowhere)).toBe(`${nowhere} cannot be written: there is no such folder`)
      mkdirSync(join(site, "folder"))
      expect(yield* refusal(join(site, "folder"))).toMatch(/folder cannot be written: .*EISDIR/)
      expect(yield* refusal("/sys/kernel/runs.csv")).toBe(
        "/sys/kernel/runs.csv cannot be written: permission denied"
      )
      writeFileSync(databaseFile(site), "not a database")
      expect(yield* refusal(file)).toBe(
        `${databaseFile(site)} is not a database, or damaged; the next \`process\` puts it aside and begins a new one`
      )
      expect(readFileSync(file, "utf8")).toBe("an older copy")
      expect(existing(site)).toEqual(["folder", "runs.csv"])
    })
  )
})

const reading = <A, E>(site: string, use: (history: typeof RunHistory.Service) => Effect.Effect<A, E>) =>
  Effect.provide(Effect.flatMap(RunHistory, use), layer(site))

const existing = (site: string) =>
  readdirSync(site)
    .filter((name) => name !== ".egregora")
    .sort()

const inTable = (site: string, runs: ReadonlyArray<Run>) => {
  mkdirSync(dirname(databaseFile(site)), { recursive: true })
  return Effect.flatMap(RunStore, (store) => store.merge(runs)).pipe(
    Effect.provide(RunStoreDuckDb.layer),
    Effect.provide(DuckDb.layer({ file: databaseFile(site) }))
  )
}

const query = (site: string, sql: string) =>
  Effect.provide(
    Effect.flatMap(DuckDb.DuckDb, (db) => db.run(sql)),
    DuckDb.layer({ file: databaseFile(site) })
  )

/** The rows of a copy, as another program sees them. */
const readBack = async (format: string, file: string): Promise<ReadonlyArray<Record<string, unknown>>> => {
  if (format === "json") {
    const lines = readFileSync(file, "utf8").split("\n")
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line))
  }
  const instance = await DuckDBInstance.create(":memory:")
  const connection = await instance.connect()
  const name = DuckDb.quoted(file)
  const from = format === "csv" ? `read_csv(${name}, all_varchar = true)` : `read_parquet(${name})`
  const counts = ["rows_in", "rows_out", "llm_calls", "tokens", "pid", "attempt", "unpriced_calls"]
  const numbers = [...counts, "tokens_in", "tokens_out", "tokens_cached", "duration_seconds", "cost_usd"]
  const instants = ["started_at", "finished_at", "window_start", "window_end"]
  const replaced = [
    ...numbers.map((column) => `${column}::DOUBLE AS ${column}`),
    ...instants.map((column) => `strftime(${column}::TIMESTAMPTZ, '%Y-%m-%dT%H:%M:%S.%fZ') AS ${column}`)
  ]
  const reader = await connection.runAndReadAll(
    `SET TimeZone = 'UTC'; SELECT * REPLACE (${replaced.join(", ")}) FROM ${from}`
  )
  const rows = reader.getRowObjectsJson()
  connection.disconnectSync()
  instance.closeSync()
  return rows
}
