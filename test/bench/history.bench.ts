/**
 * What a long history costs: its bytes on disk, what people ask of it, and what is merged into it.
 */
import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { noDetails, noMetrics, type Run, RunId } from "../../src/domain/Run.js"
import * as DuckDb from "../../src/storage/DuckDb.js"
import { journalFolder } from "../../src/tracking/JournalFolder.js"
import { databaseFile, mergeJournals } from "../../src/tracking/mergeJournals.js"
import { RunStore } from "../../src/tracking/RunStore.js"
import * as RunStoreDuckDb from "../../src/tracking/RunStoreDuckDb.js"
import { executable, ownEnv } from "../support/cli.js"
import { generateRuns, idOf } from "./generateRuns.js"

const few = 1_000
const many = 1_000_000
const rounds = 11

it.scopedLive(
  "a million runs are asked nearly as fast as a thousand",
  () =>
    Effect.gen(function* () {
      const home = yield* tempFolder
      const sites = { few: join(home, "few"), many: join(home, "many") }
      yield* build(sites.few, few)
      yield* build(sites.many, many)
      const prefix = yield* rowIn(sites.many, `SELECT left(${idOf(many - 300)}::VARCHAR, 8) AS id`)
      const commands: Record<string, ReadonlyArray<string>> = {
        tail: ["tail"],
        "list, failed": ["list", "--status", "failed", "--stage", "window_*"],
        "list, costliest": ["list", "--sort", "cost"],
        "show PREFIX": ["show", String(prefix["id"])],
        stats: ["stats"]
      }
      const times = new Map<string, Array<number>>()
      for (let round = 0; round <= rounds; round++) {
        for (const [name, args] of Object.entries(commands)) {
          for (const [size, site] of Object.entries(sites)) {
            if (name === "show PREFIX" && size === "few") continue
            const took = timeOf(home, ["runs", ...args, "--site", site])
            if (round > 0) times.set(`${name} ${size}`, [...(times.get(`${name} ${size}`) ?? []), took])
          }
        }
      }
      const merges = { few: yield* mergesOf(sites.few), many: yield* mergesOf(sites.many) }

      const line = (name: string, few: string, many: string) =>
        `${name.padEnd(26)}${few.padStart(14)}${many.padStart(14)}`
      const ms = (key: string) => (times.has(key) ? `${median(times.get(key)).toFixed(0)} ms` : "")
      const ratio = median(times.get("tail many")) / median(times.get("tail few"))
      print([
        line(`median of ${rounds}`, "1,000 runs", "1,000,000"),
        ...Object.keys(commands).map((name) => line(`runs ${name}`, ms(`${name} few`), ms(`${name} many`))),
        line("merge of 50 runs", `${merges.few.millis.toFixed(0)} ms`, `${merges.many.millis.toFixed(0)} ms`),
        line("  writes", `${merges.few.megabytes.toFixed(1)} MB`, `${merges.many.megabytes.toFixed(1)} MB`),
        `runs tail takes ${ratio.toFixed(2)} times as long (at most 1.5)`
      ])
      expect(ratio).toBeLessThanOrEqual(1.5)
    }),
  1_800_000
)

it.scopedLive(
  "a run takes less than 500 bytes",
  () =>
    Effect.gen(function* () {
      const home = yield* tempFolder
      const [bulk, merged] = [join(home, "bulk"), join(home, "merged")]
      yield* build(bulk, many)
      const [batch, started] = [2_000, performance.now()]
      for (let from = 0; from < many; from += batch) {
        const runs = yield* copyOf(bulk, from, from + batch)
        yield* Effect.provide(
          Effect.flatMap(RunStore, (store) => store.merge(runs)),
          opened(merged)
        )
      }
      const sizes = { bulk: bytesOf(bulk) / many, merged: bytesOf(merged) / many }
      print([
        `bytes a run, of ${many.toLocaleString("en")}: ${sizes.bulk.toFixed(0)} in one insert, ` +
          `${sizes.merged.toFixed(0)} after ${many / batch} merges (at most 500), ` +
          `which took ${((performance.now() - started) / 6e4).toFixed(0)} min`
      ])
      expect(sizes.merged).toBeLessThanOrEqual(500)
    }),
  3_600_000
)

const tempFolder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "egregora-history-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)

const opened = (site: string) =>
  Layer.suspend(() => {
    mkdirSync(dirname(databaseFile(site)), { recursive: true })
    return Layer.provideMerge(RunStoreDuckDb.layer, DuckDb.layer({ file: databaseFile(site) }))
  })

const build = (site: string, count: number) => Effect.provide(generateRuns(count), opened(site))

const rowIn = (site: string, sql: string) =>
  Effect.flatMap(DuckDb.DuckDb, (db) => db.rows(sql)).pipe(
    Effect.provide(opened(site)),
    Effect.map(([row]) => row ?? {})
  )

const bytesOf = (site: string): number => statSync(databaseFile(site)).size

/** Runs of a generated history, by their numbers. */
const copyOf = (site: string, from: number, to: number) =>
  Effect.gen(function* () {
    const micros = (n: number) => `(SELECT epoch_us(started_at) FROM runs WHERE run_id = ${idOf(n)})`
    const edges = yield* rowIn(
      site,
      `SELECT ${micros(from)}::DOUBLE AS since, ${micros(to)}::DOUBLE AS until`
    )
    return yield* Effect.flatMap(RunStore, (store) =>
      store.list({
        since: Number(edges["since"]) / 1e3,
        ...(edges["until"] === null ? {} : { until: Number(edges["until"]) / 1e3 }),
        ascending: true,
        limit: to - from
      })
    ).pipe(Effect.provide(opened(site)))
  })

/** How long a cold process takes, in milliseconds. */
const timeOf = (home: string, args: ReadonlyArray<string>): number => {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, [executable, ...args], {
    cwd: home,
    env: ownEnv({ cwd: home }),
    encoding: "utf8"
  })
  const took = performance.now() - start
  expect([args, status, stderr.replace(/^only 50 runs.*\n/, "")]).toStrictEqual([args, 0, ""])
  return took
}

const mergesOf = (site: string) =>
  Effect.gen(function* () {
    const millis: Array<number> = []
    const megabytes: Array<number> = []
    for (let turn = 0; turn < 5; turn++) {
      const lines = Array.from({ length: 50 }, (_, n) => `${JSON.stringify(fresh(turn * 50 + n))}\n`)
      mkdirSync(journalFolder(site), { recursive: true })
      writeFileSync(join(journalFolder(site), "1-1-a.closed.ndjson"), lines.join(""))
      const [started, before] = [performance.now(), written()]
      yield* mergeJournals(site)
      millis.push(performance.now() - started)
      megabytes.push((written() - before) / 1e6)
    }
    return { millis: median(millis), megabytes: median(megabytes) }
  })

const written = (): number =>
  Number(/^wchar: (\d+)/m.exec(readFileSync("/proc/self/io", "utf8"))?.[1] ?? Number.NaN)

const fresh = (n: number): Run => ({
  status: "completed",
  runId: RunId.make(crypto.randomUUID()),
  parentId: RunId.make(crypto.randomUUID()),
  kind: "window",
  stage: `window_${n % 60}`,
  tenantId: null,
  inputFingerprint: n.toString(16).padStart(64, "0"),
  codeRef: "0.1.0",
  configHash: "0".repeat(64),
  startedAt: Date.UTC(2026, 0, 1) + n * 1000,
  rowsIn: n,
  traceId: "0".repeat(32),
  process: { pid: 1, host: "elsewhere", bootId: "", startTime: "" },
  ...noDetails,
  ...noMetrics,
  finishedAt: Date.UTC(2026, 0, 1) + n * 1000 + 20,
  durationSeconds: 0.02,
  skipped: null
})

const median = (times: ReadonlyArray<number> = []): number =>
  [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN

const print = (lines: ReadonlyArray<string>): void => {
  process.stdout.write(`\n${lines.join("\n")}\n`)
}
