import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as DuckDb from "../../src/storage/DuckDb.js"
import { bundle } from "../support/crashBundle.js"
import { tempSite } from "../tracking/tempSite.js"

describe("DuckDb", () => {
  it.scopedLive("reads what it wrote, after it was closed", () =>
    Effect.gen(function* () {
      const file = join(yield* tempSite, "a.duckdb")
      yield* withDb({ file }, (db) =>
        Effect.gen(function* () {
          yield* db.run("CREATE TABLE t (n BIGINT, d DOUBLE, s VARCHAR, l VARCHAR[])")
          yield* db.append("t", [
            [{ bigint: 9_007_199_254_740_991 }, { double: 0.5 }, "ü\u0000\ud83d\ude00", ["a", ""]],
            [null, null, null, null]
          ])
        })
      )
      const rows = yield* withDb({ file, readOnly: true }, (db) =>
        db.rows("SELECT n::DOUBLE AS n, d, s, l FROM t WHERE n > $1 OR n IS NULL ORDER BY n NULLS LAST", [1n])
      )
      expect(rows).toEqual([
        { n: 9_007_199_254_740_991, d: 0.5, s: "ü\u0000\ud83d\ude00", l: ["a", ""] },
        { n: null, d: null, s: null, l: null }
      ])
    })
  )

  it.scopedLive("says why a file cannot be opened", () =>
    Effect.gen(function* () {
      const folder = yield* tempSite
      const good = join(folder, "good")
      yield* withDb({ file: good }, (db) => db.run("CREATE TABLE t AS SELECT * FROM range(100000)"))
      const bytes = readFileSync(good)
      const put = (name: string, content: string | Uint8Array): string => {
        writeFileSync(join(folder, name), content)
        return join(folder, name)
      }
      const broken = Buffer.from(bytes).fill(0x5a, 4_096, 12_288)
      mkdirSync(join(folder, "directory"))
      const found = yield* Effect.forEach(
        [
          put("text", "not a database\n".repeat(1_000)),
          put("empty", ""),
          put("short", bytes.subarray(0, 100)),
          put("header", bytes.subarray(0, 12_288)),
          put("broken", broken),
          join(folder, "directory"),
          join(folder, "nowhere", "file"),
          "/sys/kernel/egregora.duckdb"
        ],
        (file) => Effect.flip(withDb({ file }, (db) => db.run("CHECKPOINT"))),
        { concurrency: 1 }
      )
      expect(found.map(({ reason }) => reason)).toEqual([
        "NotADatabase",
        "NotADatabase",
        "NotADatabase",
        "NotADatabase",
        "NotADatabase",
        "Denied",
        "Missing",
        "Denied"
      ])
    })
  )

  it.scopedLive("does not create what it may only read", () =>
    Effect.gen(function* () {
      const file = join(yield* tempSite, "a.duckdb")
      const error = yield* Effect.flip(withDb({ file, readOnly: true }, (db) => db.run("SELECT 1")))
      expect(error.reason).toBe("Missing")
      expect(existsSync(file)).toBe(false)
    })
  )

  it.scopedLive("waits for a lock as long as it is told, and no longer", () =>
    Effect.gen(function* () {
      const file = join(yield* tempSite, "a.duckdb")
      const holder = yield* hold(file)
      const started = performance.now()
      const options = { file, readOnly: true, lockTimeout: "300 millis" } as const
      const error = yield* Effect.flip(withDb(options, (db) => db.run("SELECT 1")))
      const waited = performance.now() - started
      expect(error.reason).toBe("Locked")
      expect(waited).toBeGreaterThan(250)
      expect(waited).toBeLessThan(5_000)

      const patient = yield* Effect.fork(
        withDb({ ...options, lockTimeout: "20 seconds" }, (db) => db.rows("SELECT 1 AS one"))
      )
      yield* Effect.sleep("100 millis")
      holder.kill("SIGKILL")
      expect(yield* Fiber.join(patient)).toEqual([{ one: 1 }])
    })
  )

  it.scopedLive("rolls back what fails or is interrupted, and goes on", () =>
    Effect.gen(function* () {
      const file = join(yield* tempSite, "a.duckdb")
      yield* withDb({ file }, (db) =>
        Effect.gen(function* () {
          yield* db.run("CREATE TABLE t (n INTEGER PRIMARY KEY)")
          yield* db.transaction(db.run("INSERT INTO t VALUES (1)"))
          const twice = db.transaction(Effect.zipRight(db.run("INSERT INTO t VALUES (2)"), Effect.fail("no")))
          expect(yield* Effect.either(twice)).toEqual(Either.left("no"))
          const clash = db.transaction(
            Effect.zipRight(db.run("INSERT INTO t VALUES (3)"), db.run("INSERT INTO t VALUES (1)"))
          )
          expect(Exit.isFailure(yield* Effect.exit(clash))).toBe(true)
          const slow = yield* Effect.fork(
            db.transaction(Effect.zipRight(db.run("INSERT INTO t VALUES (4)"), db.rows(endless)))
          )
          yield* Effect.sleep("100 millis")
          yield* Fiber.interrupt(slow)
          expect(yield* db.rows("SELECT n FROM t ORDER BY n")).toEqual([{ n: 1 }])
        })
      )
    })
  )

  it.scopedLive("interrupts a query at once, also one that has not begun", () =>
    Effect.gen(function* () {
      const file = join(yield* tempSite, "a.duckdb")
      yield* withDb({ file }, (db) =>
        Effect.gen(function* () {
          for (const delay of [0, 1, 50]) {
            const query = yield* Effect.fork(db.rows(endless))
            yield* Effect.sleep(delay)
            const [took] = yield* Effect.timed(Fiber.interrupt(query))
            expect(Duration.toMillis(took)).toBeLessThan(2_000)
          }
          expect(yield* db.rows("SELECT 1 AS one")).toEqual([{ one: 1 }])
        })
      )
    })
  )
})

const endless = "SELECT count(*) FROM range(10000000000) a, range(1000) b WHERE a.range % 7 = b.range % 5"

const withDb = <A, E>(
  options: DuckDb.DuckDbOptions,
  use: (db: typeof DuckDb.DuckDb.Service) => Effect.Effect<A, E>
) => Effect.scoped(Effect.flatMap(DuckDb.make(options), use))

/** A second process that holds the database. */
const hold = (file: string) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const child = spawn(
        process.execPath,
        [await bundle(new URL("../support/crashHold.ts", import.meta.url)), file],
        {
          stdio: ["ignore", "pipe", "inherit"]
        }
      )
      await once(child.stdout, "data")
      return child
    }),
    (child) => Effect.sync(() => child.kill("SIGKILL"))
  )
