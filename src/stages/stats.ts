/**
 * Counts what a window tells in numbers.
 */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { increase, most } from "../domain/counts.js"
import type { Message } from "../domain/Message.js"
import { linksOf } from "../domain/markdown.js"
import type { Post } from "../domain/Post.js"
import type { Stats } from "../domain/Stats.js"
import type { Window } from "../domain/Window.js"
import { silence } from "../writers/extractive/conversations.js"
import { stopwordsOf } from "../writers/extractive/language.js"
import { phrasesFor } from "../writers/extractive/phrases.js"
import { isOneLetter, makeReader, type Word } from "../writers/extractive/words.js"

/**
 * The numbers of a window whose names are hidden, and of its post: the files are those that the post shows.
 * What the application itself wrote counts for nobody.
 */
export const statsOf: (window: Window, post: Post) => Effect.Effect<Stats> = Effect.fn("statsOf")(function* (
  { messages, zone },
  { attachments, language }
) {
  const said = messages.filter((message): message is Authored => message.author !== null)
  const authors = [...new Set(said.map(({ author }) => author))]
  const read = makeReader(language, phrasesFor(language), yield* stopwordsOf(language), authors)
  const places = new Map(authors.map((author, at) => [author, at]))
  const placeOf = (author: string): number => places.get(author) ?? 0
  const people = authors.map((name) => ({ name, messages: 0, files: 0, reactions: 0 }))
  const emoji = authors.map(() => new Map<string, number>())
  const words = authors.map(() => new Map<string, Map<string, number>>())
  const counted = authors.map(() => new Map<string, Map<string, number>>())
  const hours = new Map<string, readonly [hour: string, person: number]>()
  const hourly = new Map<string, number>()
  const hosts = new Map<string, number>()
  const shown = new Map(attachments.map(({ entry, path }) => [entry, path]))
  const files: Array<Stats["files"][number]> = []
  const hourOf = makeHours(zone)
  for (const message of said) {
    const at = placeOf(message.author)
    const person = people[at]
    const signs = emoji[at]
    if (person === undefined || signs === undefined) continue
    const own = [message.media, ...(message.details?.attachments ?? [])].filter((entry) => entry !== null)
    person.messages++
    person.files += message.kind === "media" ? Math.max(1, own.length) : own.length
    for (const { count } of message.details?.reactions ?? []) person.reactions += Math.max(0, count)
    for (const sign of message.text.match(pictogram) ?? []) increase(signs, sign)
    if (isSaid(message)) {
      const line = read(message)
      for (const word of line.words) if (!isOneLetter(word)) addForm(words[at], word)
      for (const word of line.counted) if (!isOneLetter(word)) addForm(counted[at], word)
    }
    for (const host of linksOf(message.text).map(hostOf)) if (host !== null) increase(hosts, host)
    for (const entry of own) {
      const path = shown.get(entry)
      if (path !== undefined) files.push({ path, person: at, at: message.timestamp })
    }
    const hour = hourOf(message.timestamp)
    const cell = `${hour} ${at}`
    hours.set(cell, [hour, at])
    increase(hourly, cell)
  }
  return {
    people: people.map((person, at) => {
      const after = mostSpelled(counted[at])
      return {
        ...person,
        emoji: most(emoji[at] ?? new Map(), mostEmoji),
        words: mostSpelled(words[at]),
        ...(after.length === 0 ? {} : { counted: after })
      }
    }),
    hours: Array.from(hours, ([cell, [hour, person]]) => [hour, person, hourly.get(cell) ?? 0] as const),
    answers: answersOf(said, placeOf),
    hosts: most(hosts, mostHosts),
    longest: longestOf(said),
    files
  }
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

interface Authored extends Message {
  readonly author: string
}

/** What is kept of a person or a window at most. */
const mostEmoji = 30
const mostWords = 60
const mostHosts = 60

const MINUTE = 60_000
/** What comes later answers something else. */
const soon = 10 * MINUTE

/** An emoji as a reader sees it: with its skin, its sex, and all of whom it is joined. */
const pictogram =
  /\p{RI}\p{RI}|\p{Extended_Pictographic}(?:\p{EMod}|\ufe0f\u20e3?)?(?:\u200d\p{Extended_Pictographic}(?:\p{EMod}|\ufe0f)?)*/gu

const isSaid = ({ kind }: Message): boolean => kind === "text" || kind === "media" || kind === "poll"

/** Words by their stems, each with its forms and how often they were written. */
type Forms = Map<string, Map<string, number>>

const addForm = (words: Forms | undefined, { stem, surface }: Pick<Word, "stem" | "surface">): void => {
  const forms = words?.get(stem) ?? new Map<string, number>()
  words?.set(stem, forms)
  increase(forms, surface.toLowerCase())
}

const mostSpelled = (words: Forms = new Map()): ReadonlyArray<readonly [string, number]> =>
  most(new Map(Array.from(words.values(), spelled)), mostWords)

/** The form of a word that was written most, and how often all of them were. */
const spelled = (forms: ReadonlyMap<string, number>): readonly [string, number] => {
  const total = [...forms.values()].reduce((sum, n) => sum + n, 0)
  return [most(forms, 1)[0]?.[0] ?? "", total]
}

const hostOf = (url: string): string | null =>
  URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : null

/** The hour of an instant on a zone's clock, `2025-10-28T14`; times of one quarter of an hour share it. */
const makeHours = (zone: string): ((timestamp: number) => string) => {
  const known = new Map<number, string>()
  return (timestamp) => {
    const quarter = Math.floor(timestamp / (15 * MINUTE))
    const hour =
      known.get(quarter) ??
      DateTime.formatIso(
        DateTime.toUtc(
          DateTime.unsafeMake(
            timestamp + DateTime.zonedOffset(DateTime.unsafeMakeZoned(timestamp, { timeZone: zone }))
          )
        )
      ).slice(0, 13)
    known.set(quarter, hour)
    return hour
  }
}

const answersOf = (
  messages: ReadonlyArray<Authored>,
  placeOf: (author: string) => number
): Stats["answers"] => {
  const byId = new Map(messages.map((message) => [message.details?.id ?? null, message]))
  const counts = new Map<number, number>()
  messages.forEach((message, at) => {
    const answered = message.details?.replyTo ?? null
    const before = messages[at - 1]
    const isSoon = before !== undefined && message.timestamp - before.timestamp <= soon
    const other = answered === null ? (isSoon ? before : undefined) : byId.get(answered)
    if (other !== undefined && other.author !== message.author) {
      increase(counts, placeOf(message.author) * messages.length + placeOf(other.author))
    }
  })
  return Array.from(counts, ([pair, n]) => [Math.floor(pair / messages.length), pair % messages.length, n])
}

const longestOf = (messages: ReadonlyArray<Authored>): Stats["longest"] => {
  let longest: ReadonlyArray<Authored> = []
  let from = 0
  messages.forEach((message, at) => {
    const next = messages[at + 1]
    if (next !== undefined && next.timestamp - message.timestamp <= silence) return
    if (at + 1 - from > longest.length) longest = messages.slice(from, at + 1)
    from = at + 1
  })
  const [first] = longest
  const last = longest.at(-1)
  return first === undefined || last === undefined
    ? null
    : {
        start: first.timestamp,
        end: last.timestamp,
        messages: longest.length,
        people: new Set(longest.map(({ author }) => author)).size
      }
}
