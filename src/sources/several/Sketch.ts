/**
 * What is kept of an export to find what it has in common with another one: some of its messages, as
 * numbers, and of each export the same ones.
 */
import type { Message } from "../../domain/Message.js"
import { hashOf } from "../../domain/textHash.js"
import { isDistinctive, likeness, mentionsOf, minuteOf, weightOf } from "./likeness.js"

/** A message that stands for those of its author. */
export interface Moment {
  readonly author: string
  readonly at: number
  /** How much it proves if another export has it too. */
  readonly weight: number
  readonly mentions: ReadonlyArray<string>
  /** A number from the application's own id of it; 0 where it has none. */
  readonly id: number
}

/**
 * Keeps of each author the messages with the lowest numbers, a number being made of what a message says and
 * its minute. So two exports that hold the same messages keep the same ones, whatever else they hold.
 */
export class Sketch {
  /** A number from the times and lengths of all messages: equal for exports that hold the same. */
  digest = 0
  /** Whether its times have seconds. */
  hasSeconds = false
  readonly #authors = new Map<string, Map<number, Moment | null>>()
  readonly #limits = new Map<string, number>()
  #kept = 0
  #each = MOST_EACH
  /** Texts that are hardly written twice, by their numbers: when; NaN for one that was. */
  #texts = new Map<number, number>()
  #textLimit = Number.POSITIVE_INFINITY

  /** Adds a message; `isShared` says that another export may have it. */
  add(message: Message, isShared: boolean): void {
    const { author, details, text, timestamp } = message
    this.digest = Math.imul(this.digest ^ (timestamp / 1000), 0x01000193) ^ (text.length + text.charCodeAt(0))
    if (timestamp % 60_000 !== 0) this.hasSeconds = true
    if (author === null || !isShared) return
    const like = likeness(message)
    if (isDistinctive(like)) this.#addText(hashOf(like), timestamp)
    const weight = weightOf(like)
    if (weight === 0) return
    const id = details?.id === undefined || details.id === null ? 0 : hashOf(details.id)
    this.#addMoment(hashOf(`${minuteOf(timestamp)} ${like}`), {
      author,
      at: timestamp,
      weight,
      id,
      mentions: mentionsOf(text)
    })
  }

  /** The messages that stand for all, by their numbers: what only one person said in that minute. */
  get moments(): ReadonlyMap<number, Moment> {
    const all = new Map<number, Moment | null>()
    for (const moments of this.#authors.values()) {
      for (const [number, moment] of moments) all.set(number, all.has(number) ? null : moment)
    }
    return new Map([...all].flatMap(([number, moment]) => (moment === null ? [] : [[number, moment]])))
  }

  /** When texts were written that were written once, by their numbers. */
  get texts(): ReadonlyMap<number, number> {
    return new Map([...this.#texts].filter(([, at]) => !Number.isNaN(at)))
  }

  #addText(number: number, at: number): void {
    if (number > this.#textLimit) return
    this.#texts.set(number, this.#texts.has(number) ? Number.NaN : at)
    if (this.#texts.size <= 2 * MOST_TEXTS) return
    const lowest = [...this.#texts].sort(([a], [b]) => a - b).slice(0, MOST_TEXTS)
    this.#texts = new Map(lowest)
    this.#textLimit = lowest.at(-1)?.[0] ?? this.#textLimit
  }

  #addMoment(number: number, moment: Moment): void {
    if (number > (this.#limits.get(moment.author) ?? Number.POSITIVE_INFINITY)) return
    const own = this.#authors.get(moment.author) ?? new Map<number, Moment | null>()
    if (own.size === 0) this.#authors.set(moment.author, own)
    if (!own.has(number)) this.#kept++
    own.set(number, own.has(number) ? null : moment)
    if (own.size > 2 * this.#each) this.#shrink(moment.author, own)
    while (this.#kept > MOST && this.#each > 1) {
      this.#each = Math.floor(this.#each / 2)
      for (const [author, moments] of this.#authors) {
        if (moments.size > this.#each) this.#shrink(author, moments)
      }
    }
  }

  #shrink(author: string, moments: Map<number, Moment | null>): void {
    const lowest = [...moments].sort(([a], [b]) => a - b).slice(0, this.#each)
    this.#kept -= moments.size - lowest.length
    this.#authors.set(author, new Map(lowest))
    this.#limits.set(author, lowest.at(-1)?.[0] ?? 0)
  }
}

/** Messages that are kept of each author, and of all together. */
const MOST_EACH = 512
const MOST = 200_000
const MOST_TEXTS = 4096
