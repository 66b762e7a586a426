/**
 * What is skipped: a window whose work was done by an earlier run, and what of it may not be replaced.
 */
import { createHash } from "node:crypto"
import * as Effect from "effect/Effect"
import { type Fingerprint, fingerprint } from "../domain/Fingerprint.js"
import type { Message } from "../domain/Message.js"
import type { Pseudonyms } from "../domain/Pseudonym.js"
import type { Failed, Run, RunId, Skipped, Terminal } from "../domain/Run.js"
import type { Window } from "../domain/Window.js"
import { isUntouched } from "../site/frontMatter.js"
import { decode } from "../site/Markdown.js"
import { markdownPath } from "../site/postPath.js"
import { type SiteError, SiteStore } from "../site/SiteStore.js"

/** The parts of a fingerprint by their names: a fingerprint each, or a text that says it all. */
export type Parts = Readonly<Record<string, string>>

/** What a window's output depends on. */
export interface Input {
  readonly fingerprint: Fingerprint
  readonly parts: Parts
}

/** Whether a window is worked on, and why, in words for a person. */
export type Decision =
  | { readonly work: true; readonly why: string }
  | {
      readonly work: false
      readonly skipped: Skipped
      /** The run whose result stays. */
      readonly origin: Terminal | null
      readonly why: string
    }

/** Where the work on each window stands, by the windows' keys. */
export type Checkpoints = ReadonlyMap<string, Checkpoint>

interface Checkpoint {
  /** The latest run that finished the work. */
  readonly done: Exclude<Terminal, Failed> | null
  /** The latest that failed, if it came after. */
  readonly failed: Failed | null
}

/** What part of the work is done again although nothing changed, and what else a caller may decide. */
export interface Choices {
  /** Whether everything is done again. */
  readonly refresh: boolean
  /** Whether files that were edited by hand are replaced. */
  readonly force: boolean
  /** The instants that are taken: messages before the first and from the second on are not looked at. */
  readonly range: readonly [from: number, until: number]
}

/** Checkpoints from what `RunHistory.worked` gives. */
export const checkpoints = (worked: ReadonlyArray<Run>): Checkpoints => {
  const known = new Map<string, Checkpoint>()
  for (const run of worked) {
    if (run.status === "running" || run.window === null) continue
    const before = known.get(run.window.key) ?? { done: null, failed: null }
    known.set(
      run.window.key,
      run.status === "failed" ? { ...before, failed: run } : { done: run, failed: null }
    )
  }
  return known
}

/** What decides what the messages are once names are hidden. */
export interface Hiding {
  readonly message: Pseudonyms["message"]
  /** A fingerprint of the key, of whose names are hidden, and of whether they are. */
  readonly people: string
}

/**
 * The input of a window. `fixed` are the parts that all windows share: the stages' versions, the writer's.
 *
 * A message's place in the export is no part of it, because it is another one in a longer or a shorter
 * export of the same chat. Nor is what was said before the window: an export that begins later knows less of
 * it, and what was written with more stays. `names` covers the messages with names hidden, so that somebody
 * new in the chat changes only the windows that name them. To hide names takes longer than all the rest, so
 * it is not done where `people` and the messages are those of the last time.
 */
export const inputOf = (
  window: Window,
  { message, people }: Hiding,
  fixed: Parts,
  checkpoint: Checkpoint | undefined
): Input => {
  const messages = digest(window.messages)
  const context = window.context.length === 0 ? "none" : digest(window.context)
  const before = checkpoint?.done?.parts ?? {}
  const isAsBefore =
    before["messages"] === messages && before["context"] === context && before["people"] === people
  const names =
    (isAsBefore ? before["names"] : undefined) ??
    digest([...window.messages, ...window.context].map((it) => message(it)))
  const deciding = { messages, context, names, zone: window.zone, ...fixed }
  return {
    fingerprint: fingerprint({ ...deciding, key: window.key }),
    parts: { ...deciding, people }
  }
}

/** Whether a window needs work. Reads the site, and changes nothing. */
export const decide = Effect.fnUntraced(function* (
  window: Window,
  input: Input,
  checkpoint: Checkpoint | undefined,
  { refresh, force, range }: Choices
): Effect.fn.Return<Decision, SiteError, SiteStore> {
  if (window.messages.every((message) => message.author === null)) {
    return { work: false, skipped: "empty", origin: null, why: "nobody wrote in it" }
  }
  const store = yield* SiteStore
  const done = checkpoint?.done ?? null
  const same = done?.inputFingerprint === input.fingerprint
  const path = markdownPath(window.key)
  const changes = same ? yield* changed(done) : null
  if (done !== null && same && changes === null && done.status === "completed" && !refresh) {
    return { work: false, skipped: "reused", origin: done, why: `done by run ${short(done.runId)}` }
  }

  const text = yield* store.read(path)
  if (text !== null && !isUntouched(text) && !force) {
    const why = `${path} was edited by hand`
    return { work: false, skipped: "edited", origin: done, why }
  }
  const there = text === null ? null : yield* decode(window.key, text)
  if (there !== null && there.zone === window.zone && reachesBeyond(there.window, range)) {
    const why = `${path} was made of more of the chat than is taken now`
    return { work: false, skipped: "partial", origin: done, why }
  }
  if (text !== null && !isUntouched(text)) return { work: true, why: `${path} was edited by hand, --force` }
  if (refresh) return { work: true, why: "asked for" }
  const failed = checkpoint?.failed ?? null
  if (failed !== null) {
    return { work: true, why: `run ${short(failed.runId)} failed: ${failed.error.split("\n", 1)[0]}` }
  }
  if (done === null) return { work: true, why: text === null ? "new" : "no run is known that made it" }
  if (!same) return { work: true, why: difference(done.parts ?? {}, input.parts) }
  if (done.status === "degraded") {
    return { work: true, why: `run ${short(done.runId)} was degraded: ${done.reasons.join("; ")}` }
  }
  return { work: true, why: changes ?? "" }
})

/**
 * What is not as a run left it, in words; null if all is. Of media only their being there is looked at:
 * they are written whole or not at all, and to read gigabytes of them would take longer than the work.
 */
export const changed = Effect.fnUntraced(function* ({ outputs, runId }: Terminal) {
  const store = yield* SiteStore
  if (outputs === null) return `it is not known what run ${short(runId)} wrote`
  for (const { path, sha256 } of outputs) {
    const isMedia = path.startsWith("media/")
    const found = isMedia ? ((yield* store.exists(path)) ? sha256 : null) : yield* store.fingerprint(path)
    if (found === null) return `${path} is gone`
    if (found !== sha256) return `${path} is not as run ${short(runId)} left it`
  }
  return null
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** 128 bits, in hexadecimal. */
const digest = (messages: ReadonlyArray<Message>): string => {
  const rows = messages.map(({ timestamp, author, kind, text, media, details }) => [
    timestamp,
    author,
    kind,
    text,
    media,
    ...(details === null ? [] : [details])
  ])
  return createHash("sha256").update(JSON.stringify(rows)).digest("hex").slice(0, 32)
}

const reachesBeyond = (
  { start, end }: { readonly start: string; readonly end: string },
  [from, until]: Choices["range"]
): boolean => Date.parse(start) < from || Date.parse(end) >= until

const difference = (before: Parts, after: Parts): string => {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changes = names
    .filter((name) => name !== "people" && before[name] !== after[name])
    .map((name) => tell(name, before[name], after[name]))
  return changes.length === 0 ? "made by a version that kept no parts" : `changed: ${changes.join(", ")}`
}

/** Digests say nothing to a person; versions and zones do. */
const tell = (name: string, before: string | undefined, after: string | undefined): string =>
  [before, after].some((value) => value !== undefined && /^[0-9a-f]{32}$/.test(value))
    ? name
    : `${name} (${before ?? "none"} → ${after ?? "none"})`

const short = (id: RunId): string => id.slice(0, 8)
