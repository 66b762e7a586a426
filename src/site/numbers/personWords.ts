/**
 * What a person talks of that the others do not.
 */
import type { Counts, PersonNumbers, SiteNumbers } from "./siteNumbers.js"

/** A person's words. */
export interface PersonWords {
  /** Those that they write more than the others do, the most telling first. */
  readonly telling: ReadonlyArray<string>
  /** Those that nobody else writes, the most frequent first. None of them is in `telling`. */
  readonly own: Counts
}

/**
 * A person's words against those of all others: the log-odds of a word with what everybody writes as the prior,
 * over its standard deviation, so that neither rare words nor common ones win by being so (Monroe, Colaresi and
 * Quinn, "Fightin' Words", 2008). Nobody's name is among them.
 */
export const wordsOf = (numbers: SiteNumbers, person: PersonNumbers): PersonWords => {
  const { all, names, total } = reference(numbers)
  const theirs = person.words.reduce((sum, [, n]) => sum + n, 0)
  const others = total - theirs
  const told = person.words.filter(([word]) => !names.has(word.toLowerCase()))
  const own = told.filter(([word, n]) => n >= enough && n === all.get(word) && others > 0)
  const isOwn = new Set(own.map(([word]) => word))
  const telling = told
    .filter(([word, n]) => n >= enough && !isOwn.has(word))
    .map(([word, n]) => {
      const everybody = all.get(word) ?? n
      const prior = (everybody / total) * weight
      const rest = everybody - n
      const odds =
        Math.log((n + prior) / (theirs + weight - n - prior)) -
        Math.log((rest + prior) / (others + weight - rest - prior))
      return { word, n, score: odds / Math.sqrt(1 / (n + prior) + 1 / (rest + prior)) }
    })
    .filter(({ score }) => score > leastScore)
    .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1))
  return { telling: telling.slice(0, most).map(({ word }) => word), own: own.slice(0, most) }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Words that are shown at most. */
const most = 12
/** A word that was written less says nothing of anybody. */
const enough = 3
/** The prior counts as so many words. */
const weight = 10
/** Standard deviations from what everybody writes. */
const leastScore = 1

interface Reference {
  readonly all: ReadonlyMap<string, number>
  readonly total: number
  readonly names: ReadonlySet<string>
}

const references = new WeakMap<SiteNumbers, Reference>()

const reference = (numbers: SiteNumbers): Reference => {
  const known = references.get(numbers) ?? {
    all: new Map(numbers.words),
    total: numbers.words.reduce((sum, [, n]) => sum + n, 0),
    names: new Set(numbers.people.flatMap(({ name }) => name.toLowerCase().split(/[^\p{L}\p{M}]+/u)))
  }
  references.set(numbers, known)
  return known
}
