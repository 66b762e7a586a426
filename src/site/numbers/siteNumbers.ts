/**
 * The numbers of the whole site and of each person, from those of its windows.
 */
import { increase, most } from "../../domain/counts.js"
import type { PostHead } from "../people.js"
import { makeKeys } from "../wordKeys.js"

/** How often something was written, most often first. */
export type Counts = ReadonlyArray<readonly [what: string, count: number]>

/** What somebody wrote, and when. */
export interface Activity {
  readonly messages: number
  /** Files that they sent. */
  readonly files: number
  /** Signs that others put to their messages. */
  readonly reactions: number
  /** Messages by day on the chat's clock, `2025-10-28`, in order of time; days without any are not there. */
  readonly days: ReadonlyMap<string, number>
  /** Messages by hour of the week: 24 for each weekday, Monday first. */
  readonly week: ReadonlyArray<number>
  readonly emoji: Counts
  readonly words: Counts
}

/** A person's numbers. */
export interface PersonNumbers extends Activity {
  /** As the posts show it. */
  readonly name: string
  /** Whom they answered how often, and who answered them. */
  readonly answers: Counts
  readonly answeredBy: Counts
}

/** The conversation with the most messages, and the post that tells of it. */
export interface LongestConversation {
  /** First and last instant, in milliseconds since the epoch. */
  readonly start: number
  readonly end: number
  readonly messages: number
  readonly people: number
  readonly post: PostHead
}

/** Days in a row, both ends with them. */
export interface Days {
  readonly first: string
  readonly last: string
  readonly days: number
}

/** The numbers of the posts that have any. */
export interface SiteNumbers extends Activity {
  /** Posts that have numbers. */
  readonly posts: number
  /** By messages, most first. */
  readonly people: ReadonlyArray<PersonNumbers>
  readonly hosts: Counts
  readonly longest: LongestConversation | null
  /** The first day with the most messages, and the post that has most of them. */
  readonly busiest: { readonly day: string; readonly messages: number; readonly post: PostHead } | null
  /** The first of the longest runs of days on each of which somebody wrote. */
  readonly streak: Days | null
  /** The first of the longest runs of days on which nobody did, between two on which somebody did. */
  readonly silence: Days | null
}

/**
 * Adds up the numbers of posts, in one pass over them: their order does not matter, and what is kept grows with
 * the days, the people and their words, not with the messages. Posts without numbers add nothing.
 */
export const siteNumbers = (posts: ReadonlyArray<PostHead>): SiteNumbers => {
  const known = made.get(posts) ?? add(posts)
  made.set(posts, known)
  return known
}

/** A day's place in the row of all days: days since the epoch. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY)

/** The day at a place in the row of all days. */
export const dayAt = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10)

/** The weekday of a place in the row of all days, Monday 0: 1 January 1970 was a Thursday. */
export const weekdayAt = (number: number): number => (((number + 3) % 7) + 7) % 7

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const DAY = 24 * 3600_000

/** Every page of people asks for the numbers of the same posts. */
const made = new WeakMap<ReadonlyArray<PostHead>, SiteNumbers>()

interface Sums {
  messages: number
  files: number
  reactions: number
  readonly days: Map<string, number>
  readonly week: Array<number>
  readonly emoji: Map<string, number>
  readonly words: Map<string, number>
  readonly counted: Map<string, number>
}

interface PersonSums extends Sums {
  readonly name: string
  readonly answers: Map<string, number>
  readonly answeredBy: Map<string, number>
}

const sums = (): Sums => ({
  messages: 0,
  files: 0,
  reactions: 0,
  days: new Map(),
  week: Array.from({ length: 7 * 24 }, () => 0),
  emoji: new Map(),
  words: new Map(),
  counted: new Map()
})

const add = (posts: ReadonlyArray<PostHead>): SiteNumbers => {
  const all = sums()
  const people = new Map<string, PersonSums>()
  const hosts = new Map<string, number>()
  /** For each day the post that has most of its messages. */
  const tellers = new Map<string, { readonly post: PostHead; readonly messages: number }>()
  const weekdayOf = makeWeekdays()
  let counted = 0
  let longest: LongestConversation | null = null
  for (const post of posts) {
    const { stats } = post
    if (stats === null) continue
    counted++
    const present = stats.people.map(({ name }) => {
      const person = people.get(name) ?? { ...sums(), name, answers: new Map(), answeredBy: new Map() }
      people.set(name, person)
      return person
    })
    stats.people.forEach((their, at) => {
      for (const sum of [all, present[at]]) {
        if (sum === undefined) continue
        sum.messages += their.messages
        sum.files += their.files
        sum.reactions += their.reactions
        for (const [sign, n] of their.emoji) increase(sum.emoji, sign, n)
        for (const [word, n] of their.words) increase(sum.words, word, n)
        for (const [word, n] of their.counted ?? []) increase(sum.counted, word, n)
      }
    })
    const here = new Map<string, number>()
    for (const [hour, at, n] of stats.hours) {
      const day = hour.slice(0, 10)
      const weekday = weekdayOf(day)
      const clock = Number(hour.slice(11))
      if (weekday === null || !(clock >= 0 && clock < 24)) continue
      increase(here, day, n)
      for (const sum of [all, present[at]]) {
        if (sum === undefined) continue
        increase(sum.days, day, n)
        const place = weekday * 24 + clock
        sum.week[place] = (sum.week[place] ?? 0) + n
      }
    }
    for (const [day, messages] of here) {
      const teller = tellers.get(day)
      if (teller === undefined || before({ post, messages }, teller)) tellers.set(day, { post, messages })
    }
    for (const [from, to, n] of stats.answers) {
      const [who, whom] = [present[from], present[to]]
      if (who === undefined || whom === undefined) continue
      increase(who.answers, whom.name, n)
      increase(whom.answeredBy, who.name, n)
    }
    for (const [host, n] of stats.hosts) increase(hosts, host, n)
    const own: LongestConversation | null = stats.longest === null ? null : { ...stats.longest, post }
    if (own !== null && (longest === null || before(own, longest))) longest = own
  }
  const days = inOrder(all.days)
  const spell = spellings(all, languageOfMost(posts))
  return {
    ...activity(all, days, spell),
    posts: counted,
    people: Array.from(people.values(), (person) => ({
      ...activity(person, inOrder(person.days), spell),
      name: person.name,
      answers: most(person.answers),
      answeredBy: most(person.answeredBy)
    })).sort((a, b) => b.messages - a.messages || (a.name < b.name ? -1 : 1)),
    hosts: most(hosts),
    longest,
    busiest: busiestOf(days, tellers),
    ...rowsOf(days)
  }
}

const activity = (sum: Sums, days: ReadonlyMap<string, number>, spell: Spelling): Activity => ({
  messages: sum.messages,
  files: sum.files,
  reactions: sum.reactions,
  days,
  week: sum.week,
  emoji: most(sum.emoji),
  words: most(together(sum, spell))
})

/** The one form in which the forms of a word are shown; null for what is only a unit. */
type Spelling = (word: string) => string | null

/** How words are spelled that are written so often: each in its most frequent form. */
const spellings = ({ counted, words }: Sums, language: string): Spelling => {
  const keyOf = makeKeys()
  const forms = new Map<string, string>()
  const spelled = new Map<string, string>()
  for (const [word] of most(words)) {
    const key = keyOf(word, language)
    const form = forms.get(key) ?? word
    forms.set(key, form)
    spelled.set(word, form)
  }
  for (const word of counted.keys()) {
    const form = forms.get(keyOf(word, language))
    if (form !== undefined) spelled.set(word, form)
  }
  return (word) => spelled.get(word) ?? null
}

const together = ({ counted, words }: Sums, spell: Spelling): ReadonlyMap<string, number> => {
  const sum = new Map<string, number>()
  for (const part of [words, counted]) {
    for (const [word, n] of part) {
      const spelled = spell(word)
      if (spelled !== null) increase(sum, spelled, n)
    }
  }
  return sum
}

const languageOfMost = (posts: ReadonlyArray<PostHead>): string => {
  const counts = new Map<string, number>()
  for (const { language } of posts) increase(counts, language, 1)
  return most(counts)[0]?.[0] ?? "und"
}

const inOrder = (days: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
  new Map([...days].sort(([a], [b]) => (a < b ? -1 : 1)))

interface Candidate {
  readonly post: PostHead
  readonly messages: number
}

/** Whether one comes before the other: it has more messages, or as many and is earlier. */
const before = (a: Candidate, b: Candidate): boolean =>
  a.messages !== b.messages
    ? a.messages > b.messages
    : a.post.window.start !== b.post.window.start
      ? Date.parse(a.post.window.start) < Date.parse(b.post.window.start)
      : a.post.key < b.post.key

/** The weekday of a day, Monday 0; null for what is no day. */
const makeWeekdays = (): ((day: string) => number | null) => {
  const known = new Map<string, number | null>()
  return (day) => {
    const found = known.get(day)
    if (found !== undefined) return found
    const number = /^\d{4}-\d\d-\d\d$/.test(day) ? dayNumber(day) : Number.NaN
    const weekday = Number.isNaN(number) ? null : weekdayAt(number)
    known.set(day, weekday)
    return weekday
  }
}

const busiestOf = (
  days: ReadonlyMap<string, number>,
  tellers: ReadonlyMap<string, Candidate>
): SiteNumbers["busiest"] => {
  let busiest: SiteNumbers["busiest"] = null
  for (const [day, messages] of days) {
    const post = tellers.get(day)?.post
    if (post !== undefined && messages > (busiest?.messages ?? 0)) busiest = { day, messages, post }
  }
  return busiest
}

/** The longest run of days, and the longest gap between two. */
const rowsOf = (days: ReadonlyMap<string, number>): Pick<SiteNumbers, "streak" | "silence"> => {
  let streak: Days | null = null
  let silence: Days | null = null
  let start: number | null = null
  let last: number | null = null
  for (const day of days.keys()) {
    const number = dayNumber(day)
    if (last !== null && number - last - 1 > (silence?.days ?? 0)) {
      silence = { first: dayAt(last + 1), last: dayAt(number - 1), days: number - last - 1 }
    }
    if (start === null || last === null || number !== last + 1) start = number
    if (number - start + 1 > (streak?.days ?? 0)) {
      streak = { first: dayAt(start), last: day, days: number - start + 1 }
    }
    last = number
  }
  return { streak, silence }
}
