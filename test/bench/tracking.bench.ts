/**
 * What tracking adds to a window, beside the same windows recorded in DuckDB as they happen: an INSERT
 * at the start and an UPDATE at the end, each in its own commit, in a table with the same indexes.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as DuckDb from "../../src/storage/DuckDb.js"
import { migrate } from "../../src/storage/Migrator.js"
import { migrations } from "../../src/storage/migrations/index.js"
import * as JournalFile from "../../src/tracking/JournalFile.js"
import { journalFolder } from "../../src/tracking/JournalFolder.js"
import { mergeJournals } from "../../src/tracking/mergeJournals.js"
import { current } from "../../src/tracking/ProcessIdentity.js"
import * as RunTracking from "../../src/tracking/RunTracking.js"

/** The three ways take turns, so that whatever else the machine does meets each of them. */
const turns = 20
const perTurn = 250
const directPerTurn = 25

it.scopedLive("a tracked window costs little", () =>
  Effect.gen(function* () {
    const folder = yield* Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(join(tmpdir(), "egregora-bench-"))),
      (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
    )
    const process = current()
    const journal = yield* JournalFile.make(journalFolder(folder), process)
    const tracking = RunTracking.make(journal, { codeRef: "bench", process })
    const db = yield* DuckDb.make({ file: join(folder, "direct.duckdb") })
    yield* Effect.provideService(migrate(migrations), DuckDb.DuckDb, db)

    const work = Effect.yieldNow()
    const track = RunTracking.track(work, { stage: "window_0", kind: "window", rowsIn: 40 }).pipe(
      Effect.provideService(RunTracking.RunTracking, tracking)
    )
    const times = { bare: [] as number[], tracked: [] as number[], inserted: [] as number[] }
    yield* sample(2_000, track, [])
    for (let turn = 0; turn < turns; turn++) {
      yield* sample(perTurn, work, times.bare)
      yield* sample(perTurn, track, times.tracked)
      yield* sample(directPerTurn, insertAndUpdate(db, work), times.inserted)
    }
    yield* journal.rotate
    const [merge] = yield* Effect.timed(mergeJournals(folder))

    const bare = median(times.bare)
    const tracked = median(times.tracked) - bare
    const inserted = median(times.inserted) - bare
    const merged = Duration.toMillis(merge) / (2_000 + turns * perTurn)
    const rows = [
      ["bare window", bare, "at the median"],
      ["tracked window", tracked, "added"],
      ["  its merge, in bulk", merged * 1e3, "for each, in the background"],
      ["INSERT + UPDATE window", inserted, "added"]
    ] as const
    const table = rows.map(
      ([name, value, note]) => `${name.padEnd(24)}${value.toFixed(1).padStart(9)} µs  ${note}`
    )
    const verdict = `tracking is ${(inserted / tracked).toFixed(0)} times cheaper (at least 50)`
    yield* Effect.sync(() => globalThis.process.stdout.write(`\n${[...table, verdict].join("\n")}\n`))
    expect(inserted / tracked).toBeGreaterThanOrEqual(50)
  })
)

/** Runs an effect some times and notes how long each took, in microseconds. */
const sample = <E>(count: number, effect: Effect.Effect<unknown, E>, into: Array<number>) =>
  Effect.gen(function* () {
    for (let index = 0; index < count; index++) {
      const start = performance.now()
      yield* effect
      into.push((performance.now() - start) * 1e3)
    }
  })

const median = (times: ReadonlyArray<number>): number =>
  [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN

const insertAndUpdate = (db: typeof DuckDb.DuckDb.Service, work: Effect.Effect<void>) =>
  Effect.suspend(() => {
    const id = crypto.randomUUID()
    const insert = db.run(
      `INSERT INTO runs (run_id, stage, status, code_ref, started_at, rows_in)
       VALUES ($1::UUID, 'window_0', 'running', 'bench', now(), 40)`,
      [id]
    )
    const update = db.run(
      `UPDATE runs SET status = 'completed', finished_at = now(), duration_seconds = 0.1, llm_calls = 0, tokens = 0
       WHERE run_id = $1::UUID`,
      [id]
    )
    return insert.pipe(Effect.zipRight(work), Effect.zipRight(update))
  })
