/**
 * Brings a database to the newest schema: a numbered, append-only list of migrations, run in one
 * transaction. A database that a later version of this program wrote is left as it is.
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { DuckDb, type DuckDbError } from "./DuckDb.js"

/** One step. Its place in the list, counted from 1, is its number; a step never changes once released. */
export interface Migration {
  readonly name: string
  readonly statements: ReadonlyArray<string>
}

/** The database has been migrated further than this program knows. */
export class NewerSchema extends Data.TaggedError("NewerSchema")<{
  readonly found: number
  readonly known: number
}> {}

/** Runs the migrations that the database has not seen. Gives how many it ran. */
export const migrate = Effect.fn("Migrator.migrate")(function* (
  migrations: ReadonlyArray<Migration>
): Effect.fn.Return<number, DuckDbError | NewerSchema, DuckDb> {
  const db = yield* DuckDb
  const version = yield* currentVersion
  if (version > migrations.length) {
    return yield* new NewerSchema({ found: version, known: migrations.length })
  }
  const missing = migrations.slice(version)
  if (missing.length === 0) return 0
  yield* db.transaction(
    Effect.gen(function* () {
      yield* db.run(createTable)
      for (const [index, migration] of missing.entries()) {
        yield* Effect.forEach(migration.statements, (statement) => db.run(statement), {
          concurrency: 1,
          discard: true
        })
        yield* db.run("INSERT INTO schema_migrations (version, name) VALUES ($1, $2)", [
          version + index + 1,
          migration.name
        ])
      }
    })
  )
  return missing.length
})

/** The number of the last migration that the database has seen; 0 for a new one. */
export const currentVersion: Effect.Effect<number, DuckDbError, DuckDb> = Effect.flatMap(DuckDb, (db) =>
  db.rows("SELECT max(version)::DOUBLE AS version FROM schema_migrations").pipe(
    Effect.map(([row]) => Number(row?.["version"] ?? 0)),
    Effect.catchIf(
      (error) => error.reason === "Shape",
      () => Effect.succeed(0)
    )
  )
)

const createTable = `CREATE TABLE IF NOT EXISTS schema_migrations (
  version INTEGER PRIMARY KEY,
  name VARCHAR NOT NULL,
  applied_at TIMESTAMPTZ NOT NULL DEFAULT now()
)`
