/**
 * One `process` at a time works on a site.
 *
 * The lock is DuckDB's own on a database that holds nothing: the kernel's, so it is free in the moment in
 * which its holder ends, however it ends. The kernel takes it away from a process that opens and closes
 * the file by other means, so nothing else may read `lock.duckdb`, nor copy it.
 */
import { randomUUID } from "node:crypto"
import { mkdirSync, readFileSync, realpathSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as Predicate from "effect/Predicate"
import * as Schedule from "effect/Schedule"
import * as Scope from "effect/Scope"
import * as DuckDb from "../storage/DuckDb.js"

/** A site's folder that is not there, or cannot be written. `message` is one line. */
export class SiteLockError extends Data.TaggedError("SiteLockError")<{ readonly message: string }> {}

/** What to do while somebody else has the lock. */
export interface SiteLockOptions {
  /** Told once, before the wait begins, with the holder's pid; null where the system does not tell it. */
  readonly onWait: (holder: number | null) => Effect.Effect<void>
}

/**
 * Takes the lock of a site for the length of the scope, and waits for it if it is taken, by another
 * process or by another program in this one. An interruption ends the wait at once.
 *
 * Where the lock cannot be had for another reason, because the file system knows no locks or
 * `.egregora` cannot be written, a warning says so and the work goes on without it.
 */
export const acquire = Effect.fn("SiteLock.acquire")(function* (
  siteFolder: string,
  { onWait }: SiteLockOptions
): Effect.fn.Return<void, SiteLockError, Scope.Scope> {
  const file = yield* prepare(siteFolder)
  const first = yield* Effect.either(attempt(file))
  if (Either.isRight(first)) return
  yield* onWait(first.left.holder)
  yield* Effect.eventually(Effect.delay(attempt(file), "100 millis"))
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

class Held extends Data.TaggedError("Held")<{ readonly holder: number | null }> {}

/** What this process holds, or is about to: within a process DuckDB shares what is open. */
const ours = new Set<string>()

/** The path of the lock's file by its real name, in a folder that is there. */
const prepare = (siteFolder: string): Effect.Effect<string, SiteLockError> => {
  // One level only: making all at once never ends below some of the system's own folders.
  const folder = join(siteFolder, ".egregora")
  return Effect.try({ try: () => mkdirSync(folder), catch: codeOf }).pipe(
    Effect.catchIf(
      (code) => code === "EEXIST",
      () => Effect.void
    ),
    Effect.zipRight(Effect.try({ try: () => join(realpathSync(folder), "lock.duckdb"), catch: codeOf })),
    Effect.mapError(
      (code) =>
        new SiteLockError({
          message: `${siteFolder} cannot be written: ${whys[code] ?? code}; mend that and try again`
        })
    )
  )
}

const codeOf = (cause: unknown): string =>
  Predicate.hasProperty(cause, "code") ? String(cause.code) : String(cause)

const whys: { readonly [code: string]: string | undefined } = {
  EACCES: "permission denied",
  ENOENT: "there is no such folder",
  ENOSPC: "the disk is full",
  ENOTDIR: "it is not a folder",
  EROFS: "its file system can only be read"
}

/** Takes the lock, or leaves nothing behind. */
const attempt = (file: string): Effect.Effect<void, Held, Scope.Scope> =>
  Effect.asVoid(
    Effect.acquireRelease(
      Effect.flatMap(Scope.make(), (scope) =>
        Scope.extend(hold(file), scope).pipe(
          Effect.as(scope),
          Effect.onError((cause) => Scope.close(scope, Exit.failCause(cause)))
        )
      ),
      (scope, exit) => Scope.close(scope, exit)
    )
  )

const hold = Effect.fnUntraced(function* (file: string) {
  if (ours.has(file)) return yield* new Held({ holder: process.pid })
  yield* Effect.acquireRelease(
    Effect.sync(() => ours.add(file)),
    () => Effect.sync(() => ours.delete(file))
  )
  yield* DuckDb.make({ file }).pipe(
    Effect.tapError((error) => (isDamaged(error) ? renew(file) : Effect.void)),
    Effect.retry({ while: isDamaged, schedule: Schedule.spaced("20 millis"), times: 5 }),
    Effect.catchAll((error) =>
      error.reason === "Locked" ? new Held({ holder: pidIn(error) }) : Effect.logWarning(unprotected(error))
    )
  )
})

const pidIn = ({ message }: DuckDb.DuckDbError): number | null => {
  const pid = Number(/.*\bPID (\d+)/.exec(message)?.[1])
  return pid > 0 ? pid : null
}

const unprotected = ({ reason, message }: DuckDb.DuckDbError): string =>
  `nothing prevents two egregora from writing this blog at once: ${reason === "Unlockable" ? "its file system cannot lock files" : message}`

/** What is damaged was locked before it was read, so nobody holds it. */
const isDamaged = ({ reason }: DuckDb.DuckDbError): boolean => reason === "NotADatabase" || reason === "Newer"

/**
 * Makes a sound database of a damaged file: two processes that create one at once can leave one, because
 * DuckDB empties a new file before it locks it. The bytes are put over the old ones, since to replace
 * the file would be to make a second lock; who has got hold of it meanwhile reads it no more.
 */
const renew = (file: string): Effect.Effect<void> => {
  const fresh = `${file}.${randomUUID()}`
  return Effect.scoped(DuckDb.make({ file: fresh })).pipe(
    Effect.zipRight(
      Effect.try(() => {
        const bytes = readFileSync(fresh)
        writeFileSync(file, bytes, { flag: "r+" })
        truncateSync(file, bytes.length)
      })
    ),
    Effect.ensuring(Effect.ignore(Effect.try(() => rmSync(fresh, { force: true })))),
    Effect.ignore
  )
}
