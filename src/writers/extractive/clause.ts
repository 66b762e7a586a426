/**
 * The part of a line that can stand alone as a heading.
 */
import { clean } from "../../domain/markdown.js"
import { laughter, laughterAtEnd } from "./cues.js"
import { isGreeting } from "./tone.js"

/** Letters that a heading quotes. */
const longest = 64

/** A part of a text, and how much of it that is, 0 to 1. */
export interface Clause {
  readonly text: string
  readonly share: number
  readonly worth: number
}

/**
 * The sentence or the beginning of one that says most by `worth` and fits a heading; null when none does.
 * Links, a word or two that lead to one, and what stands in brackets are not quoted.
 */
export const clauseOf = (text: string, worth: (clause: string) => number): Clause | null => {
  const sentences = clean(text.slice(0, 600))
    .replace(/(?<=^|[,;:.!?\n])([^,;:.!?\n]*)https?:\/\/\S+/giu, (_, before: string) =>
      before.trim().split(/\s+/u).length > 2 || dense.test(before) ? `${before}\n` : "\n"
    )
    .replace(/\s*[（(][^()（）]*[)）]/gu, " ")
    .split(/\n+/u)
    .flatMap((line) =>
      line
        .split(/(?<=[.!?…。！？؟।]["”»」]?)(?<!(?<!\p{N})\p{N}{1,2}\.)\s+|(?<=[。！？])/u)
        .map((sentence, at, all) => ({ sentence: sentence.trim(), next: all[at + 1]?.trim() ?? "" }))
    )
    .filter(({ sentence }) => sentence !== "" && !isGreeting(sentence))
    .slice(0, 12)
  const cut = new Set<string>()
  const places = new Map<string, number>()
  const candidates = sentences.flatMap(({ next, sentence }, at) => {
    const both = `${sentence}${dense.test(sentence) ? "" : " "}${next}`
    for (const it of [sentence, both]) places.set(it, at)
    const parts = next !== "" && lengthOf(both) <= longest ? [sentence, both] : [sentence]
    return parts.flatMap((part) => {
      if (lengthOf(part) <= longest) return [part]
      const beginnings = beginningsOf(part)
      for (const beginning of beginnings) {
        cut.add(beginning)
        places.set(beginning, at)
      }
      return beginnings
    })
  })
  const whole = sentences.reduce((sum, { sentence }) => sum + lengthOf(sentence), 0)
  let best: Clause | null = null
  for (const candidate of candidates) {
    const said = tidy(candidate)
    if (!/\p{L}{2}.*\s.*\p{L}/u.test(said) && !dense.test(said)) continue
    const share = Math.min(1, lengthOf(candidate) / whole)
    const value =
      worth(said) + 0.6 * share - (cut.has(candidate) ? 0.3 : 0) - 0.15 * (places.get(candidate) ?? 0)
    if (best === null || value > best.worth) best = { text: said, share, worth: value }
  }
  return best
}

/** The clauses of a long sentence from its first on, as many as fit. */
const beginningsOf = (sentence: string): ReadonlyArray<string> => {
  const clauses = sentence.split(/(?<=[,;:،؛、：])\s*|\s+(?=[–—-]\s)/u)
  const fitting: Array<string> = []
  for (let to = clauses.length; to >= 1 && fitting.length === 0; to--) {
    const beginning = clauses.slice(0, to).join(dense.test(sentence) ? "" : " ")
    if (lengthOf(beginning) <= longest) fitting.push(beginning)
  }
  return fitting
}

const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u

/** Letters of scripts without spaces are twice as wide. */
const lengthOf = (text: string): number =>
  text.length + (text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu)?.length ?? 0)

const tidy = (clause: string): string =>
  withoutLaughter(clause.replace(/\s+/gu, " "))
    .replace(/^(?:[\s,;:.·・•*–—\p{Extended_Pictographic}-]|\ufe0f)+/u, "")
    .replace(/(?:[\s,;:،؛、：.。।–—\p{Extended_Pictographic}-]|\ufe0f)+$/u, "")

const signs = /^(?:\p{Extended_Pictographic}|\p{EMod}|\ufe0f)+$/u

/** A text without the laughter at its end. `ha` is a verb in some languages, and stays. */
const withoutLaughter = (text: string): string => {
  const words = text.trim().split(" ")
  const isLaughter = (word: string): boolean => {
    const letters = word.toLowerCase().replace(/[^\p{L}\p{M}]+/gu, "")
    return (letters.length > 2 && laughter.test(letters)) || signs.test(word)
  }
  while (words.length > 1 && isLaughter(words.at(-1) ?? "")) words.pop()
  return words.join(" ").replace(dense.test(text) ? laughterAtEnd : /$^/, "")
}
