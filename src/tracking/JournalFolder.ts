/**
 * The journals of a site, as anybody finds them: those that their processes still write, those that
 * are closed, and those that dead processes left.
 */
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { type Failed, fail, noMetrics, ProcessIdentity, Run, type Running } from "../domain/Run.js"
import { current, isSameBoot, processName, type Vitality, vitality } from "./ProcessIdentity.js"
import { JournalError } from "./RunJournal.js"

/** Where a site keeps its journals. */
export const journalFolder = (siteFolder: string): string => join(siteFolder, ".egregora", "runs.journal")

/** The name of a journal that its process has finished with. */
export const closedName = (path: string): string => path.replace(/\.ndjson$/, ".closed.ndjson")

/** A journal without its lines. */
export interface Journal {
  readonly path: string
  /** Whether nobody writes it any more, so that it may be merged and removed. */
  readonly free: boolean
}

/** The journals of a folder at one moment. */
export interface Survey {
  /** In the order of their beginnings. */
  readonly journals: ReadonlyArray<Journal>
  /** A run as it is after its process was looked for: failed, if that is gone. */
  readonly settle: (run: Run) => Run
  /**
   * Since when the process of a run that is running has given no sign, in milliseconds since the epoch,
   * if that is long and nobody can tell from here whether it lives.
   */
  readonly silentSince: (run: Run) => number | null
}

/** What the lines of a journal say. */
export interface Lines {
  /** Without the beginnings of runs whose ends are there too. */
  readonly runs: ReadonlyArray<Run>
  /** Lines that are torn, or that this program does not understand. */
  readonly unreadable: number
}

/**
 * Looks at a folder and for the processes that write there. No folder is a folder without journals.
 *
 * The order matters: a process that is gone has written its last line, so its files are listed after
 * it was looked for. The other way round a run that ended in between would be taken for abandoned.
 */
export const survey = (folder: string): Effect.Effect<Survey, JournalError> =>
  attempt(folder, () => {
    const now = Date.now()
    const self = current()
    const marks = new Map<string, Mark>()
    for (const path of paths(folder)) mark(path, marks)
    const verdicts = new Map<string, Vitality>()
    for (const { owner } of marks.values()) {
      if (owner !== null) verdicts.set(key(owner), vitality(owner, self))
    }
    const journals = paths(folder).map((path) => {
      const { lastSeen, owner } = mark(path, marks)
      const found = owner === null ? "unknown" : (verdicts.get(key(owner)) ?? "alive")
      const patience = owner === null ? aDay : patienceWith(owner, self)
      const free = path.endsWith(".closed.ndjson") || isDead(found, now - lastSeen, patience)
      return { path, free }
    })
    const seen = lastSeen(marks.values())
    const verdictOf = (run: Run): Vitality => {
      const name = key(run.process)
      const found = verdicts.get(name) ?? vitality(run.process, self)
      verdicts.set(name, found)
      return found
    }

    return {
      journals,
      settle: (run) => {
        if (run.status !== "running") return run
        const found = verdictOf(run)
        const sign = seen.get(key(run.process))
        const patience = sign === undefined ? aDay : patienceWith(run.process, self)
        return isDead(found, now - (sign ?? run.startedAt), patience) ? died(run, sign ?? run.startedAt) : run
      },
      silentSince: (run) => {
        const name = key(run.process)
        const sign = seen.get(name) ?? run.startedAt
        const unknown = run.status === "running" && verdictOf(run) === "unknown"
        return unknown && now - sign > fewMinutes ? sign : null
      }
    }
  })

/** Reads a journal; undefined if it is gone by now. */
export const read = (path: string): Effect.Effect<Lines | undefined, JournalError> =>
  Effect.flatMap(
    attempt(path, () => unlessGone(() => readFileSync(path, "utf8"))),
    (text) => (text === undefined ? Effect.succeed(undefined) : decode(text))
  )

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/**
 * How much silence is the silence of the dead, where a process cannot be looked up. A living one gives a
 * sign every few seconds while its machine is awake. So on this machine, as in another container, minutes
 * are enough; another machine may be a laptop that sleeps, and nobody here can tell.
 */
const patienceWith = (other: ProcessIdentity, self: ProcessIdentity): number =>
  other.host === self.host || isSameBoot(other, self) ? fewMinutes : aDay

const fewMinutes = 5 * 60_000
const aDay = 24 * 3_600_000

/** What can be said of a journal without reading its lines. */
interface Mark {
  /** Null where the first line does not say. */
  readonly owner: ProcessIdentity | null
  /** When its process last gave a sign of life, in milliseconds since the epoch. */
  readonly lastSeen: number
}

const isDead = (found: Vitality, silence: number, patience: number): boolean =>
  found === "unknown" ? silence > patience : found === "dead"

const died = (run: Running, lastSeen: number): Failed => {
  const finishedAt = Math.max(run.startedAt, lastSeen)
  return fail(
    run,
    { ...noMetrics, finishedAt, durationSeconds: (finishedAt - run.startedAt) / 1e3 },
    `${processName({ ...run.process, host: "" })} ended without finishing`
  )
}

const key = (process: ProcessIdentity): string =>
  `${process.pid} ${process.startTime} ${process.bootId} ${process.host}`

const lastSeen = (marks: Iterable<Mark>): ReadonlyMap<string, number> => {
  const seen = new Map<string, number>()
  for (const mark of marks) {
    if (mark.owner === null) continue
    const name = key(mark.owner)
    seen.set(name, Math.max(mark.lastSeen, seen.get(name) ?? 0))
  }
  return seen
}

const paths = (folder: string): ReadonlyArray<string> =>
  (unlessGone(() => readdirSync(folder, { withFileTypes: true })) ?? [])
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ndjson"))
    .map(({ name }) => join(folder, name))
    .sort()

const mark = (path: string, known: Map<string, Mark>): Mark => {
  const found = known.get(path) ?? unlessGone(() => readMark(path)) ?? { owner: null, lastSeen: Date.now() }
  known.set(path, found)
  return found
}

const readMark = (path: string): Mark => {
  const descriptor = openSync(path, "r")
  try {
    const start = Buffer.alloc(4096)
    const length = readSync(descriptor, start, 0, start.length, 0)
    const header = decodeHeader(parse(start.toString("utf8", 0, length).split("\n", 1)[0] ?? ""))
    return {
      owner: Either.isRight(header) ? header.right.process : null,
      lastSeen: Math.round(fstatSync(descriptor).mtimeMs)
    }
  } finally {
    closeSync(descriptor)
  }
}

const Header = Schema.Struct({ process: ProcessIdentity })
const decodeHeader = Schema.decodeUnknownEither(Header)
const decodeRun = Schema.decodeUnknownEither(Run)

/**
 * Gives way to other fibers every so often: a journal may hold thousands of lines. The beginning of a run
 * says nothing that its end does not, so it is taken only where there is no end.
 */
const decode = Effect.fnUntraced(function* (text: string) {
  const runs: Array<Run> = []
  const ended = new Set<unknown>()
  const begun: Array<unknown> = []
  let unreadable = 0
  const take = (record: unknown): void => {
    const run = decodeRun(record)
    if (Either.isRight(run)) {
      runs.push(run.right)
      ended.add(run.right.runId)
    } else if (Either.isLeft(decodeHeader(record))) unreadable++
  }
  for (const [index, line] of text.split("\n").entries()) {
    if (index % 256 === 255) yield* Effect.yieldNow()
    if (line === "") continue
    const record = parse(line)
    if (Predicate.hasProperty(record, "status") && record.status === "running") begun.push(record)
    else take(record)
  }
  for (const [index, record] of begun.entries()) {
    if (index % 256 === 255) yield* Effect.yieldNow()
    if (!(Predicate.hasProperty(record, "runId") && ended.has(record.runId))) take(record)
  }
  return { runs, unreadable }
})

/** A line's value; undefined, which is none, where it is torn. */
const parse = (line: string): unknown =>
  Either.getOrElse(
    Either.try((): unknown => JSON.parse(line)),
    () => undefined
  )

/** A file may be merged and removed, or closed under another name, between any two looks at it. */
const unlessGone = <A>(look: () => A): A | undefined => {
  try {
    return look()
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && (cause.code === "ENOENT" || cause.code === "ENOTDIR")) {
      return undefined
    }
    throw cause
  }
}

const attempt = <A>(place: string, evaluate: () => A): Effect.Effect<A, JournalError> =>
  Effect.try({
    try: evaluate,
    catch: (cause) =>
      new JournalError({
        message: `the journal ${place} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`
      })
  })
