/**
 * What some lines are about, in their own words.
 */
import type { Line, Word } from "./words.js"

/**
 * The topics of some lines, the foremost first, each as its authors most often wrote it. `elsewhere`
 * tells how many of the other lines hold a stem: what is said everywhere is no topic.
 */
export const topicsOf = (
  lines: ReadonlyArray<Line>,
  limit: number,
  elsewhere: (stem: string) => number = () => 0
): ReadonlyArray<string> => {
  const found = new Map<string, Topic>()
  for (const { message, words } of lines) {
    words.forEach((word, at) => {
      note(found, word.stem, word.surface, word, message.author)
      const before = words[at - 1]
      if (word.adjoins && before !== undefined) {
        note(found, `${before.stem} ${word.stem}`, `${before.surface} ${word.surface}`, word, message.author)
      }
    })
  }
  const sorted = [...found]
    .map(([key, topic]) => ({ key, topic, score: scoreOf(key, topic, elsewhere) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
  const least = 0.4 * (sorted[0]?.score ?? 0)
  const kept: Array<{ readonly key: string; readonly topic: Topic }> = []
  for (const candidate of sorted) {
    if (kept.length >= limit || candidate.score < least) break
    const words = candidate.key.split(" ")
    if (!kept.some(({ key }) => key.split(" ").some((word) => words.includes(word)))) kept.push(candidate)
  }
  return kept.map(({ topic }) => nameOf(topic))
}

interface Topic {
  lines: number
  nouns: number
  proper: number
  readonly authors: Set<string | null>
  readonly surfaces: Map<string, number>
}

const note = (
  found: Map<string, Topic>,
  key: string,
  surface: string,
  word: Word,
  author: string | null
): void => {
  const topic = found.get(key) ?? { lines: 0, nouns: 0, proper: 0, authors: new Set(), surfaces: new Map() }
  topic.lines++
  topic.nouns += word.noun
  if (word.proper) topic.proper++
  topic.authors.add(author)
  topic.surfaces.set(surface, (topic.surfaces.get(surface) ?? 0) + 1)
  found.set(key, topic)
}

const scoreOf = (key: string, topic: Topic, elsewhere: (stem: string) => number): number => {
  const pair = key.includes(" ")
  if (pair ? topic.lines < 2 || topic.nouns < 1 : topic.nouns < 0.7) return 0
  const length = Math.min(1, key.length / 5)
  const common = 1 + Math.max(...key.split(" ").map(elsewhere))
  const talk = (topic.lines - 0.5) * (0.4 + 0.6 * topic.authors.size) + topic.nouns
  return (talk * length * (pair ? 1.5 : 1)) / Math.sqrt(common)
}

/** The form that was written most; in small letters where anyone wrote it so, unless it is a name. */
const nameOf = ({ surfaces, proper }: Topic): string => {
  const forms = new Map<string, number>()
  for (const [surface, n] of surfaces) {
    const small = surface.toLowerCase()
    const shouted = surface === surface.toUpperCase() && surface.length > 4
    const form = proper === 0 && (surfaces.has(small) || shouted) ? small : surface
    forms.set(
      form,
      (forms.get(form) ?? 0) + n + (proper > 0 && /^\p{Lu}\p{Ll}/u.test(form) ? surfaces.size : 0)
    )
  }
  return [...forms].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? ""
}
