/**
 * Messages as words: what the writer compares and counts.
 */
import type { Message } from "../../domain/Message.js"
import { namesSomeone, plainWords } from "./language.js"
import type { Phrases } from "./phrases.js"

/** A word that says something. */
export interface Word {
  /** As its author wrote it. */
  readonly surface: string
  /** What it shares with its other forms. */
  readonly stem: string
  /** How much speaks for its being a noun, 0 to 1: what comes before it, and capitals inside a sentence. */
  readonly noun: number
  /** Whether it is written like a name: with a capital inside a sentence. */
  readonly proper: boolean
  /** Whether the word before it in the text says something too: they may be one expression. */
  readonly adjoins: boolean
}

/** A message and what the writer knows of it. */
export interface Line {
  readonly message: Message
  readonly words: ReadonlyArray<Word>
  readonly stems: ReadonlySet<string>
  readonly question: boolean
  /** Whether it speaks of somebody. */
  readonly named: boolean
}

/** Makes the function that reads a message, for a language. */
export const makeReader = (
  language: string,
  phrases: Phrases,
  stopwords: ReadonlySet<string>
): ((message: Message) => Line) => {
  const segmenter = new Intl.Segmenter(language === "und" ? "en" : language, { granularity: "word" })
  const determiners = new Set(phrases.words.determiners.split(" "))
  const { ending, noun: place, unlikely } = phrases.words
  const dates = dateWords(language)
  const saysSomething = (word: string, lower: string): boolean =>
    [...word].length > 2 &&
    /^\p{L}/u.test(word) &&
    !stopwords.has(lower) &&
    !stopwords.has(lower.replace("’", "'")) &&
    !laughter.test(lower) &&
    !dates.has(lower)
  return (message) => {
    const words: Array<Word> = []
    let run: Array<Word> = []
    let determined = false
    const endRun = (): void => {
      const at = place === "last" ? run.length - 1 : 0
      const evidence = (i: number): number => (!determined ? 0 : run.length === 1 ? 1 : i === at ? 0.6 : 0.2)
      words.push(...run.map((word, i) => ({ ...word, noun: Math.max(word.noun, evidence(i)) })))
      run = []
      determined = false
    }
    const text = plainWords(message.text).slice(0, longest).replace(elision, "$1 ")
    const shouted = !/\p{Ll}/u.test(text)
    let inside = false
    for (const { segment, isWordLike } of segmenter.segment(text)) {
      if (isWordLike !== true) {
        if (/\S/.test(segment) && segment !== "-" && segment !== "'" && segment !== "’") {
          endRun()
          inside = segment === ","
        } else if (segment.includes("\n")) inside = false
        continue
      }
      const lower = segment.toLowerCase()
      if (saysSomething(segment, lower)) {
        const name = inside && !shouted && /^\p{Lu}\p{Ll}/u.test(segment)
        run.push({
          surface: shouted ? lower : segment,
          stem: stemOf(lower, ending),
          noun: name ? 0.7 : 0,
          proper: name,
          adjoins: run.length > 0
        })
      } else {
        endRun()
        determined = determiners.has(lower)
      }
      inside = true
    }
    endRun()
    return {
      message,
      words: words.filter((word) => word.noun >= 0.7 || !unlikely.test(word.surface)),
      stems: new Set(words.map((word) => word.stem)),
      named: namesSomeone(message.text),
      question: /[?？؟]/.test(message.text.replace(/https?:\/\/\S+/gi, ""))
    }
  }
}

/** Laughter in the languages that write it. */
export const laughter =
  /^(?:(?:a?ha)+h?|(?:he){2,}|(?:hi){2,}|(?:ja){2,}j?|k{3,}|(?:rs)+|lo+l|lmao|rofl|mdr+|ptdr|xd+)$/i

/** An article or a preposition that has lost its vowel before a word: `l’ascenseur`. */
const elision = /(?<!\p{L})(\p{L}{1,5})['’](?=\p{L}{3})/gu

/** Characters of a message that are read; the rest changes nothing. */
const longest = 2000

/** The names of days and months: when, not what. */
const dateWords = (language: string): ReadonlySet<string> => {
  const locale = language === "und" ? "en" : language
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" })
  const month = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" })
  const names = Array.from({ length: 12 }, (_, n) => [
    month.format(Date.UTC(2024, n, 1)),
    weekday.format(Date.UTC(2024, 0, 1 + n))
  ])
  return new Set(names.flat().flatMap((name) => [name.toLowerCase(), name.toLowerCase().replace(/-.*/, "")]))
}

const stemOf = (word: string, ending: RegExp): string => {
  const stem = word.replace(ending, "")
  return (stem.length >= 3 ? stem : word).normalize("NFD").replace(/\p{M}/gu, "")
}
