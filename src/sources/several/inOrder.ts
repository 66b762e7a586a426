/**
 * The messages of one export in the order of their times.
 */
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Message } from "../../domain/Message.js"
import type { Chat, ExportError } from "../Source.js"
import { type PlaceOf, places } from "./folds.js"

/**
 * The chat with its messages in order. One that is in order is given back as it is.
 *
 * Messages that arrived late are put where they belong by holding as many as the survey says that one is
 * late by, `MOST_HELD` at most: in a group that writes 500 messages a day, those are three weeks. Later
 * ones cost another pass, which takes them out, `MOST_STRAYS` at most; what is beyond that stays where
 * it stands, and a warning says so. Messages of one time, and of an hour that the clocks showed
 * twice, keep the order of the export.
 */
export const inOrder = (chat: Chat, held = MOST_HELD): Effect.Effect<Chat, ExportError> =>
  Effect.gen(function* () {
    const { disorder = Number.POSITIVE_INFINITY, first, last, zone } = chat.survey
    if (disorder === 0) return chat
    const placeOf = places(zone, first, last)
    const capacity = Math.min(disorder, held)
    const sorter = () => new Sorter(placeOf, capacity)
    const { left, strays } = disorder > held ? yield* findStrays(chat, sorter()) : noStrays
    const warning =
      left === 0 ? [] : [`${left} messages came too late to be put in order, and stay where they stand`]
    return {
      ...chat,
      survey: { ...chat.survey, warnings: [...chat.survey.warnings, ...warning] },
      messages: sorted(chat, sorter, strays, placeOf)
    }
  })

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const MOST_HELD = 10_000
const MOST_STRAYS = 10_000
/** UTF-16 units of text that wait for their turn; beyond, the oldest go on. */
const MOST_TEXT = 2 ** 24
/** Places that are left empty before the others move up. */
const SPARE = 256

/** Sorts a stream of messages that are at most `capacity` places late. */
class Sorter {
  /** The place of the last message that went out. */
  out = Number.NEGATIVE_INFINITY
  readonly #placeOf: PlaceOf
  readonly #capacity: number
  #places: Array<number> = []
  #messages: Array<Message> = []
  #head = 0
  #text = 0

  constructor(placeOf: PlaceOf, capacity: number) {
    this.#placeOf = placeOf
    this.#capacity = capacity
  }

  /** Takes a message and puts what has waited long enough; false, and nothing, for one that is too late. */
  add(message: Message, put: (message: Message) => void): boolean {
    const place = this.#placeOf(message.timestamp)
    if (place < this.out) return false
    const at = this.#after(place)
    if (at === this.#places.length) {
      this.#places.push(place)
      this.#messages.push(message)
    } else {
      this.#places.splice(at, 0, place)
      this.#messages.splice(at, 0, message)
    }
    this.#text += message.text.length
    while (this.#places.length - this.#head > this.#capacity || this.#text > MOST_TEXT) this.#putFirst(put)
    return true
  }

  end(put: (message: Message) => void): void {
    while (this.#head < this.#places.length) this.#putFirst(put)
  }

  /** Where a message of this place goes: behind all of the same. */
  #after(place: number): number {
    let [low, high] = [this.#head, this.#places.length]
    if (high === low || (this.#places[high - 1] ?? 0) <= place) return high
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#places[middle] ?? 0) > place) high = middle
      else low = middle + 1
    }
    return low
  }

  #putFirst(put: (message: Message) => void): void {
    const message = this.#messages[this.#head]
    this.out = this.#places[this.#head] ?? this.out
    this.#head++
    if (this.#head > SPARE && this.#head > this.#places.length / 2) {
      this.#places = this.#places.slice(this.#head)
      this.#messages = this.#messages.slice(this.#head)
      this.#head = 0
    }
    if (message === undefined) return
    this.#text -= message.text.length
    put(message)
  }
}

interface Strays {
  /** What a sorter has no place for, by its index. */
  readonly strays: ReadonlyMap<number, Message>
  /** How many there are beyond these. */
  readonly left: number
}

const noStrays: Strays = { strays: new Map(), left: 0 }

const findStrays = (chat: Chat, sorter: Sorter): Effect.Effect<Strays, ExportError> =>
  Effect.gen(function* () {
    const strays = new Map<number, Message>()
    let left = 0
    yield* Stream.runForEachChunk(chat.messages, (messages) =>
      Effect.sync(() => {
        for (const message of messages) {
          if (sorter.add(message, () => {})) continue
          if (strays.size < MOST_STRAYS) strays.set(message.index, message)
          else left++
        }
      })
    )
    return { strays, left }
  })

/** The messages in order, numbered again. */
const sorted = (
  chat: Chat,
  makeSorter: () => Sorter,
  strays: Strays["strays"],
  placeOf: PlaceOf
): Chat["messages"] =>
  Stream.suspend(() => {
    const sorter = makeSorter()
    const late = [...strays.values()].sort((a, b) => placeOf(a.timestamp) - placeOf(b.timestamp))
    let [index, next] = [0, 0]
    let made: Array<Message> = []
    const number = (message: Message): void => void made.push({ ...message, index: index++ })
    const put = (message: Message): void => {
      for (let stray = late[next]; stray !== undefined; stray = late[++next]) {
        if (placeOf(stray.timestamp) >= placeOf(message.timestamp)) break
        number(stray)
      }
      number(message)
    }
    const take = (): Chunk.Chunk<Message> => {
      const chunk = Chunk.unsafeFromArray(made)
      made = []
      return chunk
    }
    return chat.messages.pipe(
      Stream.mapChunks((messages) => {
        for (const message of messages) {
          if (!sorter.add(message, put) && !strays.has(message.index)) number(message)
        }
        return take()
      }),
      Stream.concat(
        Stream.suspend(() => {
          sorter.end(put)
          for (const stray of late.slice(next)) number(stray)
          return Stream.fromChunk(take())
        })
      )
    )
  })
