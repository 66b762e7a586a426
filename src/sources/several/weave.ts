/**
 * The messages of one minute, from several exports, made one list in which each message is once.
 */
import type { Message } from "../../domain/Message.js"
import { isDistinctive, likeness, minuteOf, type Notice, sameEvent } from "./likeness.js"

/** A message of the merged chat, and which exports hold it. */
export class Entry {
  /** The copy that is taken, with the names of the merged chat, and the time of the first copy. */
  message: Message
  /** The finest of its times, for its place among others. */
  instant: number
  /** The export of that copy: its attachments are there. */
  from: number
  /** Whether that is to the second. */
  exact: boolean
  readonly copies: Array<number>
  readonly #first: Message
  #like: string | undefined

  constructor(message: Message, from: number, exact: boolean) {
    this.message = message
    this.instant = message.timestamp
    this.#first = message
    this.from = from
    this.exact = exact
    this.copies = [from]
  }

  /** What its first copy says. */
  get like(): string {
    this.#like ??= likeness(this.#first)
    return this.#like
  }
}

/** What is known of the exports. */
export interface Weaving {
  /** Whether the times of an export have seconds. */
  readonly hasSeconds: ReadonlyArray<boolean>
  /** Whether two messages with ids of their own are one only if these are the same. */
  readonly sameIds: boolean
  readonly notice: (text: string) => Notice
}

/**
 * Adds the messages of an export, in its order, to those of the exports before it. A copy is a message of
 * the same minute, author and likeness that no other message of this export is a copy of: two equal ones
 * stay two. What is said once in both exports is found first, then what is between, then what stands
 * elsewhere. `earlier` are messages of the minute before; a clock that is a moment ahead puts a copy there.
 * What is new stands behind what is before it in its export.
 */
export const weave = (
  base: ReadonlyArray<Entry>,
  messages: ReadonlyArray<Message>,
  at: number,
  earlier: ReadonlyArray<Entry>,
  weaving: Weaving
): ReadonlyArray<Entry> => {
  const exact = weaving.hasSeconds[at] ?? false
  const fresh = messages.map((message) => new Entry(message, at, exact))
  const missed = earlier.filter(({ copies }) => !copies.includes(at))
  if (base.length === 0 && missed.length === 0) return fresh
  const found = new Map<Entry, number>()
  const take = (entry: Entry, place: number, copy: Entry): void => {
    found.set(copy, place)
    absorb(entry, copy, weaving)
  }
  if (weaving.sameIds) {
    const byId = indexed(base, idOf)
    for (const copy of fresh) {
      const id = idOf(copy)
      const hit = id === undefined ? undefined : byId.get(id)?.any(() => true)
      if (hit !== undefined) take(hit.entry, hit.place, copy)
    }
  }
  const taken = new Set(found.values())
  const rest = base.length === taken.size ? [] : base
  const rows = indexed(rest, (entry, place) => (taken.has(place) ? undefined : keyOf(entry)))
  const open = fresh.filter((copy) => !found.has(copy))
  const copyOf = (copy: Entry) => ({
    row: rows.get(keyOf(copy)),
    fits: ({ entry }: Placed) => isCopy(entry, copy, at, weaving)
  })
  const times = new Map<string, number>()
  for (const copy of open) times.set(keyOf(copy), (times.get(keyOf(copy)) ?? 0) + 1)
  for (const copy of open) {
    const { fits, row } = copyOf(copy)
    const hit = row?.size === 1 && times.get(keyOf(copy)) === 1 ? row.any(fits) : undefined
    if (hit !== undefined) take(hit.entry, hit.place, copy)
  }
  const ends = endsOf(fresh, found)
  let cursor = -1
  for (const [index, copy] of fresh.entries()) {
    const { fits, row } = copyOf(copy)
    const end = ends[index] ?? Number.POSITIVE_INFINITY
    const hit = found.has(copy)
      ? undefined
      : row?.behind(cursor, (placed) => placed.place < end && fits(placed))
    if (hit !== undefined) take(hit.entry, hit.place, copy)
    cursor = Math.max(cursor, found.get(copy) ?? -1)
  }
  for (const copy of open) {
    const { fits, row } = copyOf(copy)
    const hit = found.has(copy) ? undefined : row?.any(fits)
    if (hit !== undefined) take(hit.entry, hit.place, copy)
  }
  const left = fresh.filter((copy) => !found.has(copy))
  loosely(base, left, at, take, weaving)
  const before = indexed(left.length === 0 ? [] : missed, authorOf)
  for (const copy of left) {
    if (found.has(copy)) continue
    const hit = before.get(authorOf(copy))?.any(({ entry }) => isLateCopy(entry, copy, at, weaving))
    if (hit !== undefined) take(hit.entry, -1, copy)
  }
  return arranged(base, fresh, found)
}

/**
 * The entries of a minute as they are given on, in the order of their times: one whose second is not known
 * has that of the one before it, for it was not written earlier.
 */
export const settled = (entries: ReadonlyArray<Entry>): ReadonlyArray<Entry> => {
  let latest = Number.NEGATIVE_INFINITY
  let isOneMinute = true
  for (const entry of entries) {
    const { timestamp } = entry.message
    if (latest !== Number.NEGATIVE_INFINITY && minuteOf(timestamp) !== minuteOf(latest)) isOneMinute = false
    else if (timestamp < latest && timestamp % MINUTE === 0) {
      entry.message = { ...entry.message, timestamp: latest }
    }
    latest = Math.max(latest, timestamp)
  }
  return isOneMinute ? [...entries].sort((a, b) => a.message.timestamp - b.message.timestamp) : entries
}

const MINUTE = 60_000

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const authorOf = ({ like, message }: Entry): string => `${message.author}\n${like}`

const keyOf = (entry: Entry): string => `${minuteOf(entry.message.timestamp)} ${authorOf(entry)}`

const idOf = ({ message }: Entry): string | undefined =>
  message.details?.id == null ? undefined : `${message.timestamp} ${message.details.id}`

/** Phones take the time of what they send from their own clock, which may be off by this much. */
const MOMENT = 2000

const isCopy = (entry: Entry, copy: Entry, at: number, { sameIds }: Weaving): boolean => {
  if (entry.copies.includes(at)) return false
  if (sameIds && idOf(entry) !== undefined && idOf(copy) !== undefined) return false
  return (
    !entry.exact ||
    !copy.exact ||
    isDistinctive(copy.like) ||
    Math.abs(entry.instant - copy.instant) <= MOMENT
  )
}

/** A copy across the turn of a minute: only what is not said twice, or of nearly the same second. */
const isLateCopy = (entry: Entry, copy: Entry, at: number, weaving: Weaving): boolean =>
  Math.abs(minuteOf(entry.message.timestamp) - minuteOf(copy.message.timestamp)) <= 1 &&
  (isDistinctive(copy.like) || (entry.exact && copy.exact)) &&
  isCopy(entry, copy, at, weaving)

/** Which of two copies is taken: what its author took back, the later edit, the one with its file, the one that says more. */
const isBetter = (copy: Entry, entry: Entry, { notice }: Weaving): boolean => {
  const [mine, its] = [copy.message, entry.message]
  if (mine.kind === "deleted" || its.kind === "deleted") return its.kind !== "deleted"
  const [edited, before] = [mine.details?.edited ?? 0, its.details?.edited ?? 0]
  if (edited !== before) return edited > before
  if ((mine.media === null) !== (its.media === null)) return mine.media !== null
  if (mine.kind !== its.kind) return its.kind === "text" || mine.kind === "contact"
  return mine.kind === "system" && notice(mine.text).people.size > notice(its.text).people.size
}

const absorb = (entry: Entry, copy: Entry, weaving: Weaving): void => {
  if (isBetter(copy, entry, weaving)) {
    entry.from = copy.from
    entry.message = { ...copy.message, timestamp: entry.message.timestamp }
  }
  if (copy.exact && !entry.exact) {
    entry.exact = true
    entry.instant = copy.instant
  }
  entry.copies.push(...copy.copies)
}

/** An entry, and where it stands. */
interface Placed {
  readonly entry: Entry
  readonly place: number
}

/** Entries of one key in their order, each to be given once. */
class Row {
  readonly #ahead: Array<Placed> = []
  #next = 0
  /** Those that others were preferred to. */
  readonly #passed: Array<Placed> = []

  push(placed: Placed): void {
    this.#ahead.push(placed)
  }

  /** How many are not given yet. */
  get size(): number {
    return this.#ahead.length - this.#next + this.#passed.length
  }

  /** The first that fits behind a place, which only grows. */
  behind(place: number, fits: (placed: Placed) => boolean): Placed | undefined {
    for (let one = this.#ahead[this.#next]; one !== undefined && one.place <= place; ) {
      this.#passed.push(one)
      one = this.#ahead[++this.#next]
    }
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const one = this.#ahead[this.#next + tries]
      if (one === undefined || !fits(one)) continue
      this.#passed.push(...this.#ahead.slice(this.#next, this.#next + tries))
      this.#next += tries + 1
      return one
    }
    return undefined
  }

  /** One that fits, wherever it stands. */
  any(fits: (placed: Placed) => boolean): Placed | undefined {
    const index = this.#passed.slice(0, MOST_TRIES).findIndex(fits)
    return index < 0 ? this.behind(-1, fits) : this.#passed.splice(index, 1)[0]
  }
}

const MOST_TRIES = 8

/** Before which place the copy of each must be, so that nothing changes its place. */
const endsOf = (fresh: ReadonlyArray<Entry>, found: ReadonlyMap<Entry, number>): ReadonlyArray<number> => {
  let end = Number.POSITIVE_INFINITY
  return fresh
    .map((_, index) => {
      const copy = fresh[fresh.length - 1 - index]
      const own = end
      end = Math.min(end, (copy === undefined ? undefined : found.get(copy)) ?? end)
      return own
    })
    .reverse()
}

const indexed = (
  entries: ReadonlyArray<Entry>,
  keyOf: (entry: Entry, place: number) => string | undefined
): ReadonlyMap<string, Row> => {
  const rows = new Map<string, Row>()
  for (const [place, entry] of entries.entries()) {
    const key = keyOf(entry, place)
    if (key === undefined) continue
    const row = rows.get(key) ?? new Row()
    rows.set(key, row)
    row.push({ entry, place })
  }
  return rows
}

/** Joins what says different things of one event: notices, and a message with what says that it was deleted. */
const loosely = (
  base: ReadonlyArray<Entry>,
  left: ReadonlyArray<Entry>,
  at: number,
  take: (entry: Entry, place: number, copy: Entry) => void,
  { notice, sameIds }: Weaving
): void => {
  const open = base
    .map((entry, place) => ({ entry, place }))
    .filter(({ entry }) => !entry.copies.includes(at))
    .slice(0, MOST_LOOSE)
  const isOne = ({ like, message }: Entry, copy: Entry): boolean => {
    if (minuteOf(message.timestamp) !== minuteOf(copy.message.timestamp)) return false
    if (message.author !== copy.message.author) return false
    if (message.author === null) return sameEvent(notice(message.text), notice(copy.message.text))
    const isDeleted = like === DELETED || message.kind === DELETED || copy.like === DELETED
    return isDeleted && !(sameIds && message.details !== null)
  }
  for (const copy of left.slice(0, MOST_LOOSE)) {
    const index = open.findIndex(({ entry }) => isOne(entry, copy))
    const [hit] = index < 0 ? [] : open.splice(index, 1)
    if (hit !== undefined) take(hit.entry, hit.place, copy)
  }
}

const DELETED = "deleted"
/** Of a minute that holds more, only these are compared each with each. */
const MOST_LOOSE = 100

/** What is new behind what is before it in its export. */
const arranged = (
  base: ReadonlyArray<Entry>,
  fresh: ReadonlyArray<Entry>,
  found: ReadonlyMap<Entry, number>
): ReadonlyArray<Entry> => {
  const made: Array<Entry> = []
  /** Those ahead stand behind what is new, as their copies do. */
  const copied = new Set(found.values())
  let next = 0
  for (const copy of fresh) {
    const place = found.get(copy)
    if (place !== undefined) {
      made.push(...base.slice(next, place + 1))
      next = Math.max(next, place + 1)
      continue
    }
    for (let one = base[next]; one !== undefined && !copied.has(next) && isBefore(one, copy); ) {
      made.push(one)
      one = base[++next]
    }
    made.push(copy)
  }
  return [...made, ...base.slice(next)]
}

const isBefore = (one: Entry, copy: Entry): boolean => {
  const [its, mine] = [one.instant, copy.instant]
  return one.exact && copy.exact ? its <= mine : minuteOf(its) < minuteOf(mine)
}
