import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as DuckDb from "../../src/storage/DuckDb.js"
import { currentVersion, type Migration, migrate, NewerSchema } from "../../src/storage/Migrator.js"
import { migrations } from "../../src/storage/migrations/index.js"
import { tempSite } from "../tracking/tempSite.js"

const first: Migration = {
  name: "first",
  statements: ["CREATE TABLE a (n INTEGER)", "INSERT INTO a VALUES (1)"]
}
const second: Migration = { name: "second", statements: ["ALTER TABLE a ADD COLUMN m INTEGER"] }

describe("Migrator", () => {
  it.live("runs each migration once, in its order", () =>
    inMemory(
      Effect.gen(function* () {
        const db = yield* DuckDb.DuckDb
        expect(yield* currentVersion).toBe(0)
        expect(yield* migrate([first])).toBe(1)
        expect(yield* migrate([first])).toBe(0)
        expect(yield* migrate([first, second])).toBe(1)
        expect(yield* db.rows("SELECT n, m FROM a")).toEqual([{ n: 1, m: null }])
        expect(yield* db.rows("SELECT version, name FROM schema_migrations ORDER BY version")).toEqual([
          { version: 1, name: "first" },
          { version: 2, name: "second" }
        ])
      })
    )
  )

  it.live("leaves nothing behind of a migration that fails", () =>
    inMemory(
      Effect.gen(function* () {
        const db = yield* DuckDb.DuckDb
        yield* migrate([first])
        const broken: Migration = {
          name: "broken",
          statements: ["CREATE TABLE b (n INTEGER)", "SELECT nothing"]
        }
        const error = yield* Effect.flip(migrate([first, second, broken]))
        expect(error).toMatchObject({ _tag: "DuckDbError", reason: "Shape" })
        expect(yield* currentVersion).toBe(1)
        expect(yield* db.rows("SELECT * FROM a")).toEqual([{ n: 1 }])
      })
    )
  )

  it.live("does not touch a schema from the future", () =>
    inMemory(
      Effect.gen(function* () {
        yield* migrate([first, second])
        expect(yield* Effect.flip(migrate([first]))).toEqual(new NewerSchema({ found: 2, known: 1 }))
        expect(yield* currentVersion).toBe(2)
      })
    )
  )

  it.scopedLive("makes the history's tables, with their key, check and indexes", () =>
    Effect.gen(function* () {
      const file = join(yield* tempSite, "runs.duckdb")
      yield* Effect.provide(migrate(migrations), DuckDb.layer({ file }))
      yield* Effect.gen(function* () {
        const db = yield* DuckDb.DuckDb
        const columns = yield* db.rows(
          "SELECT column_name FROM duckdb_columns() WHERE table_name = 'runs' ORDER BY column_index"
        )
        expect(columns.map((row) => row["column_name"])).toEqual(
          [
            [
              "run_id",
              "tenant_id",
              "stage",
              "status",
              "error",
              "input_fingerprint",
              "code_ref",
              "config_hash"
            ],
            ["started_at", "finished_at", "duration_seconds", "rows_in", "rows_out", "llm_calls", "tokens"],
            ["trace_id"]
          ].flat()
        )
        const indexes = yield* db.rows(
          "SELECT index_name AS name FROM duckdb_indexes() WHERE table_name = 'runs' ORDER BY name"
        )
        expect(indexes.map((row) => row["name"])).toEqual([
          "idx_runs_fingerprint",
          "idx_runs_stage",
          "idx_runs_started_at",
          "idx_runs_status",
          "idx_runs_tenant"
        ])
        const insert = (status: string) =>
          db.run("INSERT INTO runs (run_id, stage, status, started_at) VALUES ($1::UUID, 's', $2, now())", [
            "00000000-0000-4000-8000-000000000001",
            status
          ])
        expect((yield* Effect.flip(insert("paused"))).message).toContain("CHECK constraint failed")
        yield* insert("running")
        expect((yield* Effect.flip(insert("running"))).message).toContain("Duplicate key")
      }).pipe(Effect.provide(DuckDb.layer({ file })))
    })
  )
})

const inMemory = <A, E>(effect: Effect.Effect<A, E, DuckDb.DuckDb>) =>
  Effect.provide(effect, DuckDb.layer({ file: ":memory:" }))
