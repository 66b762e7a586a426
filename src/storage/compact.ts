/**
 * Gives the space of deleted rows back to the system, which DuckDB itself never does: what is left is
 * copied into a new file, and that takes the place of the old one.
 */
import { randomUUID } from "node:crypto"
import { chmodSync, existsSync, realpathSync, renameSync, rmSync, statSync } from "node:fs"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import * as DuckDb from "./DuckDb.js"

/** A database that is as large as before. `message` is one line. */
export class CompactError extends Data.TaggedError("CompactError")<{ readonly message: string }> {}

/** What the name of a database ends in while it is made anew. */
export const freshSuffix = /\.fresh-[0-9a-f-]{36}(?:\.wal)?$/

/** Tells one file from another at the same place, without opening it: that would drop DuckDB's lock. */
export const inodeOf = (file: string): string | null => {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat === undefined ? null : `${stat.dev} ${stat.ino}`
}

/**
 * Makes a database anew without what is empty in it, its indexes too.
 *
 * The old file is held as a reader holds it, which keeps out who would write, until the new one has its
 * place. Somebody may have opened the old one before that and get it when it is let go, so who writes has
 * to look afterwards whether the file is still the one that was there before: see `inodeOf`.
 */
export const compact = Effect.fn("compact")(function* (path: string) {
  const file = yield* attempt(path, () => realpathSync(path))
  const fresh = `${file}.fresh-${randomUUID()}`
  yield* Effect.gen(function* () {
    const db = yield* DuckDb.make({ file: ":memory:", attaches: true })
    yield* db.run(`ATTACH ${DuckDb.quoted(file)} AS old (READ_ONLY)`).pipe(
      Effect.retry({
        while: ({ reason }) => reason === "Locked",
        schedule: Schedule.spaced("20 millis").pipe(Schedule.upTo("2 seconds"))
      })
    )
    yield* db.run(`ATTACH ${DuckDb.quoted(fresh)} AS fresh`)
    yield* db.run("SET enable_external_access = false")
    yield* db.run("COPY FROM DATABASE old TO fresh")
    yield* db.run("DETACH fresh")
    // A log belongs to the database beside it, and nobody can begin one while the old file is held.
    for (const log of [`${file}.wal`, `${fresh}.wal`]) {
      if (existsSync(log)) return yield* failed(path, `${log} is there`)
    }
    yield* attempt(path, () => {
      chmodSync(fresh, statSync(file).mode)
      renameSync(fresh, file)
    })
  }).pipe(
    Effect.scoped,
    Effect.catchTag("DuckDbError", ({ message }) => failed(path, message)),
    Effect.ensuring(
      Effect.forEach([fresh, `${fresh}.wal`], (left) =>
        Effect.ignore(Effect.try(() => rmSync(left, { force: true })))
      )
    )
  )
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const failed = (file: string, why: string): CompactError =>
  new CompactError({ message: `${file} could not be made smaller: ${why}` })

const attempt = <A>(file: string, action: () => A): Effect.Effect<A, CompactError> =>
  Effect.try({
    try: action,
    catch: (cause) => failed(file, cause instanceof Error ? cause.message : String(cause))
  })
