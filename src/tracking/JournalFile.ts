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
 *
 * A run that has not ended is carried over from file to file, so that its process's open file always has
 * it, and only what has ended need be merged.
 */
import { randomBytes } from "node:crypto"
import {
  closeSync,
  existsSync,
  fdatasync,
  fstatSync,
  futimesSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync
} from "node:fs"
import { join } from "node:path"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import { isTerminal, type ProcessIdentity, type Run, type RunId } from "../domain/Run.js"
import { closedName } from "./JournalFolder.js"
import { tellMissing } from "./missingRecords.js"
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
  /** The runs that have begun and not ended, as they were written. */
  const open = new Map<RunId, Run>()
  /** Records that are not written yet: those that the disk did not take, and the one that comes now. */
  const due: Array<Run> = []
  /** How many records there was no room to wait for. */
  let lost = 0
  const tell = tellMissing(folder, process.pid)

  const attempt = <A>(evaluate: () => A): Effect.Effect<A, JournalError> =>
    Effect.try({ try: evaluate, catch: (cause) => toJournalError(folder, cause) })

  /** Names that sort in the order of their beginnings, also within a millisecond. */
  const begin = (content: string): OpenFile => {
    begun = Math.max(Date.now(), begun + 1)
    return create(folder, process, begun, content)
  }
  const openRuns = (): string => [...open.values()].map((run) => JSON.stringify(run)).join("\n")
  const append = (run: Run): void => {
    if (due.length >= mostKept) {
      due.shift()
      lost += 1
    }
    due.push(run)
    writeDue()
  }
  const writeDue = (): void => {
    try {
      for (let [run] = due; run !== undefined; [run] = due) {
        file ??= begin(openRuns())
        write(file, JSON.stringify(run))
        file.grown = true
        due.shift()
        if (isTerminal(run)) open.delete(run.runId)
        else if (open.size < mostKept) open.set(run.runId, run)
      }
    } finally {
      tell(lost + due.length)
    }
  }
  /** What was written to a file that somebody removed can still be read from its descriptor. */
  const replaceIfGone = (current: OpenFile): OpenFile => {
    if (existsSync(current.path)) return current
    file = begin(contentOf(current))
    file.grown = current.grown
    closeSync(current.descriptor)
    return file
  }
  const finish = (): void => {
    try {
      writeDue()
      if (file !== undefined) replaceIfGone(file)
    } finally {
      const finished = file
      file = undefined
      if (finished !== undefined) close(finished)
    }
  }
  /** In this order a process may die anywhere: there is always a file that holds the open runs. */
  const rotate = (): boolean => {
    if (file?.grown !== true) return false
    const finished = replaceIfGone(file)
    file = begin(openRuns())
    close(finished)
    return true
  }
  const tick = Effect.async<void>((resume) => {
    if (file === undefined) return resume(Effect.void)
    const current = replaceIfGone(file)
    mark(current)
    if (!current.dirty) return resume(Effect.void)
    current.dirty = false
    fdatasync(current.descriptor, () => resume(Effect.void))
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

/** The most open runs that are carried over, and the most records that wait for the disk. */
const mostKept = 10_000

interface OpenFile {
  readonly path: string
  readonly descriptor: number
  /** Whether it holds runs. */
  filled: boolean
  /** Whether it holds more than it began with. */
  grown: boolean
  /** Whether there is something that the disk may not have yet. */
  dirty: boolean
  /** Whether the last line was cut off, so that the next one must not continue it. */
  torn: boolean
  markedAt: number
}

/** A new file with its first line and some content, or none if they do not fit. */
const create = (folder: string, process: ProcessIdentity, now: number, content: string): OpenFile => {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${now}-${process.pid}-${randomBytes(4).toString("hex")}.ndjson`)
  const descriptor = openSync(path, "ax+")
  const file = { path, descriptor, filled: false, grown: false, dirty: false, torn: false, markedAt: now }
  try {
    write(file, JSON.stringify({ process }))
    if (content !== "") write(file, content)
    file.filled = content !== ""
    return file
  } catch (cause) {
    close(file)
    throw cause
  }
}

const write = (file: OpenFile, lines: string): void => {
  const bytes = Buffer.from(file.torn ? `\n${lines}\n` : `${lines}\n`)
  file.torn = true
  file.dirty = true
  const written = writeSync(file.descriptor, bytes)
  if (written < bytes.length) throw new Error("the disk took only a part of a line")
  file.torn = false
}

const contentOf = ({ descriptor }: OpenFile): string => {
  const bytes = Buffer.alloc(fstatSync(descriptor).size)
  return bytes.toString("utf8", 0, readSync(descriptor, bytes, 0, bytes.length, 0))
}

const close = (file: OpenFile): void => {
  closeSync(file.descriptor)
  if (file.filled || file.grown) renameSync(file.path, closedName(file.path))
  else rmSync(file.path, { force: true })
}

const mark = (file: OpenFile): void => {
  const now = Date.now()
  if (now - file.markedAt < heartbeat) return
  file.markedAt = now
  futimesSync(file.descriptor, now / 1e3, now / 1e3)
}

const toJournalError = (folder: string, cause: unknown): JournalError =>
  new JournalError({
    message: `the run history cannot be written to ${folder}: ${cause instanceof Error ? cause.message : String(cause)}`
  })
