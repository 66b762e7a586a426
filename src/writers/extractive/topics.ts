/**
 * What some lines are about, in their own words.
 */
import { ofAnyChat } from "./cues.js"
import { isOneLetter, type Line, type Word } from "./words.js"

/** What topics are drawn from. */
export interface Talk {
  readonly lines: ReadonlyArray<Line>
  /** What each line is worth to a reader; those that are worth nothing have no topics. */
  readonly worth: ReadonlyMap<Line, number>
  /** How many of the lines elsewhere hold a stem: what is said everywhere is no topic. */
  readonly elsewhere?: (stem: string) => number
  /** Whether several people must speak of it, in three lines at least. */
  readonly shared?: boolean
}

/** The topics of some lines, the foremost first, each as its authors most often wrote it. */
export const topicsOf = (
  { elsewhere = () => 0, lines, shared = false, worth }: Talk,
  limit: number
): ReadonlyArray<string> => {
  const found = new Map<string, Topic>()
  for (const line of lines) {
    const { message, words } = line
    const weight = Math.min(2, worth.get(line) ?? 0)
    if (weight === 0) continue
    words.forEach((word, at) => {
      if (isOfAnyChat(word)) return
      if (!isOneLetter(word)) note(found, word.stem, word.surface, word, message.author, weight)
      const before = words[at - 1]
      if (word.adjoins && before !== undefined && !isOfAnyChat(before)) {
        note(
          found,
          `${before.stem} ${word.stem}`,
          `${before.surface}${glue(before.surface)}${word.surface}`,
          word,
          message.author,
          weight
        )
      }
    })
  }
  const sorted = [...found]
    .map(([key, topic]) => ({ key, topic, score: scoreOf(key, topic, elsewhere) }))
    .filter(({ score, topic }) => score > 0 && (!shared || (topic.authors.size > 1 && topic.lines > 2)))
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

const isOfAnyChat = ({ stem, surface }: Word): boolean =>
  ofAnyChat.has(surface.toLowerCase()) || ofAnyChat.has(stem)

interface Topic {
  worth: number
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
  author: string | null,
  weight: number
): void => {
  const topic = found.get(key) ?? {
    worth: 0,
    lines: 0,
    nouns: 0,
    proper: 0,
    authors: new Set(),
    surfaces: new Map()
  }
  topic.lines++
  topic.worth += weight
  topic.nouns += word.noun
  if (word.proper) topic.proper++
  topic.authors.add(author)
  topic.surfaces.set(surface, (topic.surfaces.get(surface) ?? 0) + 1)
  found.set(key, topic)
}

const scoreOf = (key: string, topic: Topic, elsewhere: (stem: string) => number): number => {
  const pair = key.includes(" ")
  if (pair ? topic.lines < 2 || topic.nouns < 1 : topic.nouns < 0.7) return 0
  const length = glue(key) === "" ? 1 : Math.min(1, key.length / 5)
  const common = 1 + Math.max(...key.split(" ").map(elsewhere))
  const talk = topic.worth * (0.4 + 0.6 * topic.authors.size) * (0.3 + Math.min(1, topic.nouns))
  return (talk * length * (pair ? 1.5 : 1)) / Math.sqrt(common)
}

const glue = (surface: string): string =>
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(surface) ? "" : " "

/** How much each stem is talked of in some lines: by how many lines and people, two at least. */
export const talkOf = (lines: ReadonlyArray<Line>): ReadonlyMap<string, number> => {
  const found = new Map<string, { lines: number; readonly authors: Set<string | null> }>()
  for (const { message, tone, words } of lines) {
    if (tone.kind !== "says" || tone.chain) continue
    for (const stem of new Set(words.map((word) => word.stem))) {
      const talk = found.get(stem) ?? { lines: 0, authors: new Set() }
      talk.lines++
      talk.authors.add(message.author)
      found.set(stem, talk)
    }
  }
  return new Map(
    [...found]
      .filter(([, { authors }]) => authors.size > 1)
      .map(([stem, talk]) => [stem, Math.log2(1 + talk.lines) * Math.sqrt(talk.authors.size)])
  )
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
