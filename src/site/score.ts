/**
 * How much a post has to offer, in a number that can be explained.
 */
import type { PostHead } from "./people.js"
import { makeKeys } from "./wordKeys.js"

/** A part of a score: what was counted, and the points it gives, 0 to 25. */
export interface Part {
  readonly counted: number
  readonly points: number
}

/** A post and its points. */
export interface Score {
  readonly head: PostHead
  /** The sum of the parts, 0 to 100. */
  readonly points: number
  /** By the people who wrote. */
  readonly participation: Part
  /** By how often they answered each other. */
  readonly conversation: Part
  /** By the reactions to their messages. */
  readonly applause: Part
  /** By the words that no earlier post had. */
  readonly novelty: Part
}

/**
 * The posts, which are in order of time, the best first. A part gives a post 25 points if all others have
 * less, none if none has less, and between by how many have less: so that one part that runs to thousands
 * weighs no more than one that never goes beyond ten.
 */
export const scoresOf = (heads: ReadonlyArray<PostHead>): ReadonlyArray<Score> => {
  const participation = ranked(heads.map(({ participants }) => participants.length))
  const conversation = ranked(
    heads.map(({ stats }) => sum((stats?.answers ?? []).map(([, , answers]) => answers)))
  )
  const applause = ranked(
    heads.map(({ stats }) => sum((stats?.people ?? []).map(({ reactions }) => reactions)))
  )
  const novelty = ranked(newWords(heads))
  return heads
    .map((head, at) => {
      const parts = {
        participation: participation[at] ?? nothing,
        conversation: conversation[at] ?? nothing,
        applause: applause[at] ?? nothing,
        novelty: novelty[at] ?? nothing
      }
      return { head, points: sum(Object.values(parts).map(({ points }) => points)), ...parts }
    })
    .sort((a, b) => b.points - a.points || (a.head.key < b.head.key ? 1 : -1))
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const most = 25

const nothing: Part = { counted: 0, points: 0 }

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((total, n) => total + n, 0)

const ranked = (counts: ReadonlyArray<number>): ReadonlyArray<Part> => {
  const less = new Map<number, number>()
  const sorted = [...counts].sort((a, b) => a - b)
  sorted.forEach((count, at) => {
    if (!less.has(count)) less.set(count, at)
  })
  return counts.map((counted) => ({
    counted,
    points: counts.length < 2 ? 0 : Math.round((most * (less.get(counted) ?? 0)) / (counts.length - 1))
  }))
}

const newWords = (heads: ReadonlyArray<PostHead>): ReadonlyArray<number> => {
  const keyOf = makeKeys()
  const known = new Set<string>()
  return heads.map(({ language, stats }) => {
    const before = known.size
    for (const { words } of stats?.people ?? []) for (const [word] of words) known.add(keyOf(word, language))
    return known.size - before
  })
}
