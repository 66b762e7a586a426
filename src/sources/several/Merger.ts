/**
 * Several streams of messages, each in the order of its times, made one.
 */
import type { Message } from "../../domain/Message.js"
import type { PlaceOf } from "./folds.js"
import { minuteOf } from "./likeness.js"
import { type Entry, settled, type Weaving, weave } from "./weave.js"

/** What a merger needs of the exports, in their order. */
export interface Merging extends Weaving {
  readonly placeOf: PlaceOf
  /** A message of an export with the names of the merged chat. */
  readonly named: ReadonlyArray<(message: Message) => Message>
}

/**
 * Merges minute by minute. It holds one minute and the one before it, of each export no more than
 * `MOST_IN_MINUTE` messages and `MOST_TEXT` of text at once; a minute that has more is merged in pieces.
 */
export class Merger {
  /** What is merged and not yet taken. */
  made: Array<Entry> = []
  readonly #merging: Merging
  readonly #queues: ReadonlyArray<Queue>
  /** The messages of the minute before: a copy of one may still come. */
  #before: ReadonlyArray<Entry> = []
  #minute = Number.NEGATIVE_INFINITY
  /** What is there of the minute at hand, from each export. */
  #now: Array<Array<Message>>

  constructor(merging: Merging) {
    this.#merging = merging
    this.#queues = merging.named.map(() => ({ messages: [], next: 0, ended: false, filled: false, text: 0 }))
    this.#now = merging.named.map(() => [])
  }

  /** Gives the next messages of an export; none when it has ended. */
  feed(at: number, messages: Iterable<Message> | null): void {
    const queue = this.#queues[at]
    if (queue === undefined) return
    queue.ended = messages === null
    queue.messages = messages === null ? [] : [...messages]
    queue.next = 0
  }

  /** Merges as far as it can; gives the export whose next messages it needs, null at the end. */
  advance(): number | null {
    for (;;) {
      for (const [at, queue] of this.#queues.entries()) {
        if (queue.next === queue.messages.length && !queue.ended && !queue.filled) return at
      }
      if (this.#now.every((messages) => messages.length === 0)) {
        this.#minute = Number.POSITIVE_INFINITY
        for (const queue of this.#queues) {
          const head = queue.messages[queue.next]
          if (head !== undefined) this.#minute = Math.min(this.#minute, this.#minuteOf(head))
        }
        if (this.#minute === Number.POSITIVE_INFINITY) {
          this.#release()
          return null
        }
      }
      const needed = this.#collect()
      if (needed !== null) return needed
      this.#merge()
    }
  }

  #minuteOf(message: Message): number {
    return minuteOf(this.#merging.placeOf(message.timestamp))
  }

  /** Takes the messages of the minute from the queues; gives an export whose messages do not yet show its end. */
  #collect(): number | null {
    let needed: number | null = null
    for (const [at, queue] of this.#queues.entries()) {
      const now = this.#now[at] ?? []
      while (!queue.filled) {
        const head = queue.messages[queue.next]
        if (head === undefined) {
          if (!queue.ended) needed ??= at
          break
        }
        if (this.#minuteOf(head) > this.#minute) break
        now.push(head)
        queue.next++
        queue.text += head.text.length
        queue.filled = now.length >= MOST_IN_MINUTE || queue.text > MOST_TEXT
      }
    }
    return needed
  }

  #merge(): void {
    const earliest = this.#now.reduce(
      (least, [first]) => (first === undefined ? least : Math.min(least, first.timestamp)),
      Number.POSITIVE_INFINITY
    )
    const last = this.#before.at(-1)
    if (last !== undefined && minuteOf(earliest) - minuteOf(last.message.timestamp) > 1) this.#release()
    let entries: ReadonlyArray<Entry> = []
    for (const [at, messages] of this.#now.entries()) {
      if (messages.length === 0) continue
      const named = this.#merging.named[at]
      const own = named === undefined ? messages : messages.map(named)
      entries = weave(entries, own, at, this.#before, this.#merging)
    }
    this.#release()
    this.#before = settled(entries)
    this.#now = this.#now.map(() => [])
    for (const queue of this.#queues) {
      queue.filled = false
      queue.text = 0
    }
  }

  #release(): void {
    for (const entry of this.#before) this.made.push(entry)
    this.#before = []
  }
}

/** An export as far as it is read. */
interface Queue {
  messages: ReadonlyArray<Message>
  next: number
  ended: boolean
  /** Whether it has given to the minute at hand all that fits. */
  filled: boolean
  text: number
}

const MOST_IN_MINUTE = 5000
/** UTF-16 units. */
const MOST_TEXT = 2 ** 24
