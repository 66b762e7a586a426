/**
 * What two exports have in common.
 */
import { minuteOf } from "./likeness.js"
import type { Vote } from "./namesakes.js"
import type { Part } from "./Part.js"

/** What two exports have in common, as far as their sketches tell. */
export interface Common {
  /** Messages. */
  readonly messages: number
  /** Messages that either has where both were there. */
  readonly possible: number
  /** Whether the application's ids of common messages are the same in both. */
  readonly sameIds: boolean
  readonly votes: ReadonlyArray<Vote>
}

/** Compares two exports whose clocks agree; `at` are their places among all. */
export const compare = (one: Part, other: Part, [first, second]: readonly [number, number]): Common => {
  const from = minuteOf(Math.max(one.chat.survey.first, other.chat.survey.first))
  const until = minuteOf(Math.min(one.chat.survey.last, other.chat.survey.last))
  const isBetween = ({ at }: { readonly at: number }) => minuteOf(at) >= from && minuteOf(at) <= until
  const ours = new Map([...one.sketch.moments].filter(([, moment]) => isBetween(moment)))
  const theirs = new Map([...other.sketch.moments].filter(([, moment]) => isBetween(moment)))
  const pairs = new Map<string, Pair>()
  const vote = (name: string, otherName: string, weight: number): void => {
    const key = `${name}\n${otherName}`
    const pair = pairs.get(key) ?? { name, otherName, weight: 0, messages: 0 }
    pairs.set(key, { ...pair, weight: pair.weight + weight, messages: pair.messages + 1 })
  }
  let [messages, ids, sameIds] = [0, 0, 0]
  for (const [number, mine] of ours) {
    const its = theirs.get(number)
    if (its === undefined) continue
    messages++
    if (mine.id !== 0 && its.id !== 0) ids++
    if (mine.id !== 0 && mine.id === its.id) sameIds++
    vote(mine.author, its.author, mine.weight)
    if (mine.mentions.length !== its.mentions.length) continue
    for (const [place, name] of mine.mentions.entries()) vote(name, its.mentions[place] ?? name, MENTIONED)
  }
  const [mine, its] = [countOf(ours.values()), countOf(theirs.values())]
  return {
    messages,
    possible: Math.min(ours.size, theirs.size),
    sameIds: sameIds * 2 > ids,
    votes: Array.from(pairs.values(), ({ name, otherName, weight, messages }) => ({
      one: [first, name],
      other: [second, otherName],
      weight,
      share: messages / Math.max(mine.get(name) ?? 1, its.get(otherName) ?? 1)
    }))
  }
}

/** That a message mentions one person here and another one there says who that is. */
const MENTIONED = 10

interface Pair {
  readonly name: string
  readonly otherName: string
  readonly weight: number
  readonly messages: number
}

const countOf = (moments: Iterable<{ readonly author: string }>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { author } of moments) counts.set(author, (counts.get(author) ?? 0) + 1)
  return counts
}
