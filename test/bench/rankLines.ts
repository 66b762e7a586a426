/**
 * The methods that choose lines without a model, as published, to measure a writer against.
 */
import stopwords from "stopwords-iso/stopwords-iso.json" with { type: "json" }
import type { Window } from "../../src/domain/Window.js"

/** A line that may be chosen: a message with words. */
interface Line {
  /** Its position in the window's messages. */
  readonly at: number
  readonly text: string
  /** Its words in lower case, without stop words. */
  readonly words: ReadonlyArray<string>
}

/** The lines of a window that may be chosen, their words cut by the rules of a language (BCP 47). */
export const linesOf = (window: Window, language: string): ReadonlyArray<Line> => {
  const segmenter = new Intl.Segmenter(language, { granularity: "word" })
  const stop = new Set(Object.entries(stopwords).find(([code]) => code === language)?.[1] ?? [])
  return window.messages.flatMap(({ text }, at) => {
    const words = [...segmenter.segment(text.normalize("NFKC").toLocaleLowerCase(language))]
      .filter(({ isWordLike, segment }) => isWordLike && !stop.has(segment))
      .map(({ segment }) => segment)
    return text === "" ? [] : [{ at, text, words }]
  })
}

/** What a method thinks of each line; the higher, the sooner it is chosen. */
export type Method = (lines: ReadonlyArray<Line>) => ReadonlyArray<number>

/** The positions of the lines that a method chooses, the best first; of equals, the earlier. */
export const ranked = (method: Method, lines: ReadonlyArray<Line>): ReadonlyArray<number> => {
  const scores = method(lines)
  return lines
    .map(({ at }, index) => ({ at, score: scores[index] ?? 0 }))
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(({ at }) => at)
}

/** The first lines. */
export const lead: Method = (lines) => lines.map((_, index) => -index)

/** The longest lines. */
export const length: Method = (lines) => lines.map(({ text }) => text.length)

/** The lines nearest to the sum of all, by the cosine of their tf-idf vectors. */
export const centroid: Method = (lines) => {
  const vectors = tfIdf(lines)
  const sum = new Map<string, number>()
  for (const vector of vectors) {
    for (const [word, weight] of vector) sum.set(word, (sum.get(word) ?? 0) + weight)
  }
  return vectors.map((vector) => cosine(vector, sum))
}

/**
 * TextRank (Mihalcea and Tarau, 2004): PageRank over lines, each pair weighted by the words that they
 * share over the sum of the logarithms of their lengths.
 */
export const textRank: Method = (lines) => {
  const sets = lines.map(({ words }) => new Set(words))
  return pageRank(
    matrix(lines.length, (one, other) => {
      const shared = [...(sets[one] ?? [])].filter((word) => sets[other]?.has(word)).length
      const size = Math.log(lines[one]?.words.length ?? 0) + Math.log(lines[other]?.words.length ?? 0)
      return shared > 0 && size > 0 ? shared / size : 0
    })
  )
}

/** LexRank (Erkan and Radev, 2004): PageRank over lines whose tf-idf vectors have a cosine above 0.1. */
export const lexRank: Method = (lines) => {
  const vectors = tfIdf(lines)
  return pageRank(
    matrix(lines.length, (one, other) =>
      cosine(vectors[one] ?? new Map(), vectors[other] ?? new Map()) > 0.1 ? 1 : 0
    )
  )
}

type Vector = ReadonlyMap<string, number>

const tfIdf = (lines: ReadonlyArray<Line>): ReadonlyArray<Vector> => {
  const found = new Map<string, number>()
  for (const { words } of lines) {
    for (const word of new Set(words)) found.set(word, (found.get(word) ?? 0) + 1)
  }
  return lines.map(({ words }) => {
    const vector = new Map<string, number>()
    for (const word of words) {
      vector.set(word, (vector.get(word) ?? 0) + Math.log(lines.length / (found.get(word) ?? 1)))
    }
    return vector
  })
}

const cosine = (one: Vector, other: Vector): number => {
  let dot = 0
  for (const [word, weight] of one) dot += weight * (other.get(word) ?? 0)
  return dot === 0 ? 0 : dot / (Math.hypot(...one.values()) * Math.hypot(...other.values()))
}

/** The similarity of each pair of lines, none to itself. */
const matrix = (size: number, similarity: (one: number, other: number) => number) =>
  Array.from({ length: size }, (_, one) =>
    Array.from({ length: size }, (_, other) => (one === other ? 0 : similarity(one, other)))
  )

const damping = 0.85
const rounds = 100

const pageRank = (weights: ReadonlyArray<ReadonlyArray<number>>): ReadonlyArray<number> => {
  const out = weights.map((row) => row.reduce((sum, weight) => sum + weight, 0))
  let scores = weights.map(() => 1)
  for (let round = 0; round < rounds; round++) {
    scores = weights.map(
      (row) =>
        1 -
        damping +
        damping *
          row.reduce(
            (sum, weight, from) =>
              weight === 0 ? sum : sum + (weight * (scores[from] ?? 0)) / (out[from] ?? 1),
            0
          )
    )
  }
  return scores
}
