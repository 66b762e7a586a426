import { spawn } from "node:child_process"
import { once } from "node:events"
import { chmodSync, existsSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { CompactError, compact, inodeOf } from "../../src/storage/compact.js"
import * as DuckDb from "../../src/storage/DuckDb.js"
import { bundle } from "../support/crashBundle.js"
import { tempSite } from "../tracking/tempSite.js"

describe("compact", () => {
  it.scopedLive("gives back the space of deleted rows, and keeps all else", () =>
    Effect.gen(function* () {
      const file = yield* database
      chmodSync(file, 0o640)
      const before = yield* contents(file)
      const { size } = statSync(file)
      yield* compact(file)
      expect(statSync(file).size).toBeLessThan(size / 4)
      expect(statSync(file).mode & 0o777).toBe(0o640)
      expect(yield* contents(file)).toEqual(before)
      expect(readdirSync(join(file, ".."))).toEqual(["a'b.duckdb"])
      yield* withDb({ file }, (db) => db.run("INSERT INTO t VALUES (-1, 'new')"))
      const error = yield* Effect.flip(withDb({ file }, (db) => db.run("INSERT INTO t VALUES (-1, 'again')")))
      expect(error.message).toContain("Constraint Error")
    })
  )

  it.scopedLive("follows a link to where the database is", () =>
    Effect.gen(function* () {
      const file = yield* database
      const link = join(yield* tempSite, "link.duckdb")
      symlinkSync(file, link)
      const { size } = statSync(file)
      yield* compact(link)
      expect(statSync(file).size).toBeLessThan(size)
      expect(yield* contents(link)).toMatchObject({ rows: 500 })
    })
  )

  it.scopedLive("leaves a database alone that somebody else holds, and waits for him a moment", () =>
    Effect.gen(function* () {
      const file = yield* database
      const inode = inodeOf(file)
      const program = yield* Effect.promise(() => bundle(new URL("../support/crashHold.ts", import.meta.url)))
      const child = yield* Effect.acquireRelease(
        Effect.sync(() => spawn(process.execPath, [program, file], { stdio: ["ignore", "pipe", "inherit"] })),
        (child) => Effect.sync(() => child.kill("SIGKILL"))
      )
      yield* Effect.promise(() => once(child.stdout, "data"))
      const error = yield* Effect.flip(compact(file))
      expect(error).toBeInstanceOf(CompactError)
      expect(error.message).toMatch(/a'b\.duckdb could not be made smaller: .*Could not set lock/)
      expect([inodeOf(file), readdirSync(join(file, ".."))]).toEqual([inode, ["a'b.duckdb"]])
      const waiting = yield* Effect.fork(compact(file))
      yield* Effect.sleep("200 millis")
      child.kill("SIGKILL")
      yield* Fiber.join(waiting)
      expect(inodeOf(file)).not.toBe(inode)
    })
  )

  it.scopedLive("does not part a database from a log beside it", () =>
    Effect.gen(function* () {
      const file = yield* database
      const inode = inodeOf(file)
      yield* withDb({ file }, (db) =>
        Effect.gen(function* () {
          yield* db.run("PRAGMA disable_checkpoint_on_shutdown")
          yield* db.run("INSERT INTO t VALUES (-1, 'in the log')")
        })
      )
      const error = yield* Effect.flip(compact(file))
      expect(error.message).toBe(`${file} could not be made smaller: ${file}.wal is there`)
      expect([inodeOf(file), existsSync(`${file}.wal`)]).toEqual([inode, true])
    })
  )

  it.scopedLive("leaves what is not a database, or not there, as it is", () =>
    Effect.gen(function* () {
      const folder = yield* tempSite
      const file = join(folder, "a.duckdb")
      expect((yield* Effect.flip(compact(file))).message).toContain("ENOENT")
      writeFileSync(file, "not a database")
      expect((yield* Effect.flip(compact(file))).message).toContain("not a valid DuckDB database file")
      expect(readdirSync(folder)).toEqual(["a.duckdb"])
    })
  )

  it.scopedLive("lets a reader finish who began before", () =>
    Effect.gen(function* () {
      const file = yield* database
      const program = yield* Effect.promise(() =>
        bundle(new URL("../support/readSlowly.ts", import.meta.url))
      )
      const child = spawn(process.execPath, [program, file], { stdio: ["pipe", "pipe", "inherit"] })
      const said: Array<string> = []
      child.stdout.on("data", (chunk: Buffer) => said.push(chunk.toString()))
      yield* Effect.promise(() => once(child.stdout, "data"))
      yield* compact(file)
      child.stdin.end()
      yield* Effect.promise(() => once(child, "close"))
      expect(said.join("")).toBe("500\n500\n")
    })
  )
})

const withDb = <A, E>(
  options: DuckDb.DuckDbOptions,
  use: (db: typeof DuckDb.DuckDb.Service) => Effect.Effect<A, E>
): Effect.Effect<A, E | DuckDb.DuckDbError> => Effect.scoped(Effect.flatMap(DuckDb.make(options), use))

/** A database of which most was deleted. */
const database = Effect.gen(function* () {
  const file = join(yield* tempSite, "a'b.duckdb")
  yield* withDb({ file }, (db) =>
    Effect.gen(function* () {
      yield* db.run("CREATE TABLE t (id BIGINT PRIMARY KEY, s VARCHAR NOT NULL CHECK (s <> ''))")
      yield* db.run("CREATE INDEX by_s ON t (s)")
      yield* db.run("CREATE VIEW seen AS SELECT count(*) AS n FROM t")
      yield* db.run("INSERT INTO t SELECT i, sha256(i::VARCHAR) FROM range(50000) r(i)")
      yield* db.run("CHECKPOINT")
      yield* db.run("DELETE FROM t WHERE id >= 500")
    })
  )
  return file
})

const contents = (file: string) =>
  withDb({ file, readOnly: true }, (db) =>
    Effect.gen(function* () {
      const [all] = yield* db.rows(
        "SELECT count(*)::DOUBLE AS rows, bit_xor(hash(t))::VARCHAR AS hash FROM t"
      )
      const made = yield* db.rows(
        `SELECT sql FROM duckdb_tables() UNION SELECT sql FROM duckdb_indexes()
         UNION SELECT sql FROM duckdb_views() WHERE NOT internal ORDER BY 1`
      )
      const [seen] = yield* db.rows("SELECT n::DOUBLE AS n FROM seen")
      return { ...all, made, seen }
    })
  )
