/**
 * The journal of one process: a file of its own in the site's `runs.journal` folder, one JSON line for
 * each transition of a run.
 *
 * A line is one synchronous `write` to a descriptor that is kept open, so it outlives the process from
 * the moment that `append` returns, and costs microseconds. Nothing here waits for the disk: a
 * background `fdatasync` each second bounds what a power cut can take.
 *
 * `<ms>-<pid>-<random>.ndjson` belongs to its process while that lives. `….closed.ndjson` is complete,
 * and whoever merges next may take it. The first line of a file says whose it is.
 */
import { randomBytes } from "node:crypto"
import {
  closeSync,
  fdatasync,
  fstatSync,
  futimesSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync
} from "node:fs"
import { join } from "node:path"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import type { ProcessIdentity, Run } from "../domain/Run.js"
import { closedName } from "./JournalFolder.js"
import { JournalError, type RunJournal } from "./RunJournal.js"

/** A journal that can be handed on: what `rotate` closes is free to be merged. */
export interface JournalFile extends Context.Tag.Service<RunJournal> {
  /** Closes what was written so far under its final name and begins a new file. Gives whether there was any. */
  readonly rotate: Effect.Effect<boolean, JournalError>
}

/**
 * A journal in a folder, which is created with the first line. The scope's end closes the file for good,
 * so that it is free to be merged; a line that comes after begins a new file.
 */
export const make = Effect.fn("JournalFile.make")(function* (
  folder: string,
  process: ProcessIdentity
): Effect.fn.Return<JournalFile, never, Scope.Scope> {
  let file: OpenFile | undefined
  let begun = 0

  const attempt = <A>(evaluate: () => A): Effect.Effect<A, JournalError> =>
    Effect.try({ try: evaluate, catch: (cause) => toJournalError(folder, cause) })

  /** Names that sort in the order of their beginnings, also within a millisecond. */
  const begin = (): OpenFile => {
    begun = Math.max(Date.now(), begun + 1)
    return open(folder, process, begun)
  }
  const append = (run: Run): void => {
    file ??= begin()
    write(file, JSON.stringify(run))
    file.written = true
  }
  const finish = (): void => {
    const finished = file
    file = undefined
    if (finished !== undefined) close(finished)
  }
  const rotate = (): boolean => {
    if (file?.written !== true) return false
    finish()
    file = begin()
    return true
  }
  const tick = Effect.async<void>((resume) => {
    if (file !== undefined && isGone(file)) finish()
    if (file === undefined) return resume(Effect.void)
    mark(file)
    if (!file.dirty) return resume(Effect.void)
    file.dirty = false
    fdatasync(file.descriptor, () => resume(Effect.void))
  })

  yield* Effect.addFinalizer(() => Effect.ignore(attempt(finish)))
  yield* Effect.forkScoped(Effect.repeat(Effect.ignore(Effect.sandbox(tick)), Schedule.spaced("1 second")))
  return {
    append: (run) => attempt(() => append(run)),
    rotate: attempt(rotate)
  }
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** How often a living process marks its file, so that another host can tell. In milliseconds. */
const heartbeat = 5_000

interface OpenFile {
  readonly path: string
  readonly descriptor: number
  /** Whether it holds more than its first line. */
  written: boolean
  /** Whether there is something that the disk may not have yet. */
  dirty: boolean
  /** Whether the last line was cut off, so that the next one must not continue it. */
  torn: boolean
  markedAt: number
}

const open = (folder: string, process: ProcessIdentity, now: number): OpenFile => {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${now}-${process.pid}-${randomBytes(4).toString("hex")}.ndjson`)
  const descriptor = openSync(path, "ax")
  const file = { path, descriptor, written: false, dirty: false, torn: false, markedAt: now }
  try {
    write(file, JSON.stringify({ process }))
    return file
  } catch (cause) {
    close(file)
    throw cause
  }
}

const write = (file: OpenFile, line: string): void => {
  const bytes = Buffer.from(file.torn ? `\n${line}\n` : `${line}\n`)
  file.torn = true
  file.dirty = true
  const written = writeSync(file.descriptor, bytes)
  if (written < bytes.length) throw new Error("the disk took only a part of a line")
  file.torn = false
}

const close = (file: OpenFile): void => {
  closeSync(file.descriptor)
  if (file.written) renameSync(file.path, closedName(file.path))
  else rmSync(file.path, { force: true })
}

const mark = (file: OpenFile): void => {
  const now = Date.now()
  if (now - file.markedAt < heartbeat) return
  file.markedAt = now
  futimesSync(file.descriptor, now / 1e3, now / 1e3)
}

/** Somebody removed the file, so what is written to it is seen by nobody. */
const isGone = (file: OpenFile): boolean => fstatSync(file.descriptor).nlink === 0

const toJournalError = (folder: string, cause: unknown): JournalError =>
  new JournalError({
    message: `the run history cannot be written to ${folder}: ${cause instanceof Error ? cause.message : String(cause)}`
  })
