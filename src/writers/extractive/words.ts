/**
 * Messages as words: what the writer compares and counts.
 */
import type { Message } from "../../domain/Message.js"
import { cheers, greetings, laughter } from "./cues.js"
import { namesSomeone, plainWords, withoutCall } from "./language.js"
import type { Phrases } from "./phrases/Phrases.js"
import { type Tone, toneOf } from "./tone.js"

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
  /** What stands right after a number: a unit, or something that was counted. */
  readonly counted: ReadonlyArray<Pick<Word, "surface" | "stem">>
  readonly stems: ReadonlySet<string>
  readonly question: boolean
  readonly tone: Tone
  /** Whether it speaks of somebody. */
  readonly named: boolean
}

/** Whether a word is one sign, which in Chinese and Japanese may be a word or a scrap of one. */
export const isOneLetter = ({ surface }: Pick<Word, "surface">): boolean => surface.length === 1

/** Makes the function that reads a message, for a language. The words of `names` are no topics. */
export const makeReader = (
  language: string,
  phrases: Phrases,
  stopwords: ReadonlySet<string>,
  names: Iterable<string> = []
): ((message: Message) => Line) => {
  const called = new Set([...names].flatMap((name) => name.toLowerCase().split(/[^\p{L}\p{M}]+/u)))
  const cut = makeCutter(language)
  const { beginning, ending, never = nothing, noun: place, unlikely } = phrases.words
  const determiners = new Set(phrases.words.determiners.split(" "))
  const followers = new Set((phrases.words.followers ?? "").split(" "))
  const dates = dateWords(language)
  const saysSomething = (word: string, lower: string): boolean =>
    (word.length > 2 || short.test(word)) &&
    letterFirst.test(word) &&
    !stopwords.has(lower) &&
    !(lower.includes("’") && stopwords.has(lower.replace("’", "'"))) &&
    !laughter.test(lower) &&
    !dates.has(lower)
  return (message) => {
    const words: Array<Word> = []
    const units: Array<Pick<Word, "surface" | "stem">> = []
    let run: Array<Word> = []
    let determined = false
    const endRun = (followed = false): void => {
      const at = place === "last" ? run.length - 1 : 0
      const evidence = (i: number): number =>
        followed && i === run.length - 1 ? 0.8 : !determined ? 0 : run.length === 1 ? 1 : i === at ? 0.6 : 0.2
      words.push(...run.map((word, i) => ({ ...word, noun: Math.max(word.noun, evidence(i)) })))
      run = []
      determined = false
    }
    const text = plainWords(message.text).slice(0, longest).replace(elision, "$1 ")
    const shouted = !smallLetter.test(text)
    let inside = false
    let mentioned = false
    let counted = false
    for (const segment of cut(text)) {
      if (!wordFirst.test(segment)) {
        if (/\S/.test(segment) && segment !== "-" && segment !== "'" && segment !== "’") {
          endRun()
          inside = segment === ","
        } else if (segment.includes("\n")) inside = false
        continue
      }
      const lower = segment.toLowerCase()
      mentioned ||= lower.length > 2 && called.has(lower)
      const says = saysSomething(segment, lower)
      const stem = says ? stemOf(beginning === undefined ? lower : lower.replace(beginning, ""), ending) : ""
      const surface = shouted ? lower : segment
      if (says && counted) units.push({ surface, stem })
      if (says && !counted) {
        const name = inside && !shouted && capital.test(segment)
        run.push({
          surface,
          stem,
          noun: name ? 0.7 : beginning?.test(lower) === true ? 0.8 : 0,
          proper: name,
          adjoins: run.length > 0
        })
      } else {
        endRun(followers.has(lower))
        determined = determiners.has(lower)
      }
      inside = true
      counted = number.test(segment)
    }
    endRun()
    const isTalk = (surface: string): boolean =>
      !never.test(surface) && !called.has(surface.toLowerCase()) && !routine.has(surface.toLowerCase())
    return {
      message,
      words: words.filter(({ noun, surface }) => (noun >= 0.7 || !unlikely.test(surface)) && isTalk(surface)),
      counted: units.filter(({ surface }) => !unlikely.test(surface) && isTalk(surface)),
      stems: new Set(words.map((word) => word.stem)),
      tone: toneOf(message),
      named: namesSomeone(withoutCall(message.text)) || mentioned,
      question: asks.test(
        message.text.includes("://") ? message.text.replace(/https?:\/\/\S+/gi, "") : message.text
      )
    }
  }
}

const nothing = /(?!)/

/** The words of greetings and exclamations: nobody talks of them. */
const routine = new Set([...Object.values(greetings).flat(), ...cheers].flatMap((it) => it.split(" ")))

/** Cuts texts into words and what is between them: by the language's own rules where words have no spaces. */
const makeCutter = (language: string): ((text: string) => Iterable<string>) => {
  const segmenter = new Intl.Segmenter(language === "und" ? "en" : language, { granularity: "word" })
  return (text) =>
    unspaced.test(text)
      ? Array.from(segmenter.segment(text), ({ segment }) => segment)
      : (text.match(spaced) ?? [])
}

const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
const spaced =
  /[\p{L}\p{M}\p{N}]+(?:(?:['’]|(?<=\p{N})[.,](?=\p{N}))[\p{L}\p{M}\p{N}]+)*|\n|[^\s\p{L}\p{M}\p{N}]/gu
const wordFirst = /^[\p{L}\p{M}\p{N}]/u
const letterFirst = /^\p{L}/u
const smallLetter = /\p{Ll}/u
const capital = /^\p{Lu}\p{Ll}/u
const number = /^\p{N}[\p{N}.,]*$/u
/** What is a word with two letters or one. */
const short = /^\p{sc=Han}|^\p{sc=Katakana}{2}/u

/** A mark of a question, or the ending that makes one in Japanese. */
const asks = /[?？؟]|(?:です|ます|でしょう|ました|でした)か(?:[。\s]|$)/u

/** An article or a preposition that has lost its vowel before a word: `l’ascenseur`. */
const elision = /(?<!\p{L})(\p{L}{1,5})['’](?=\p{L}{3})/gu

/** Characters of a message that are read; the rest changes nothing. */
const longest = 2000

/** The names of days and months, today and tomorrow: when, not what. */
const dateWords = (language: string): ReadonlySet<string> => {
  const locale = language === "und" ? "en" : language
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" })
  const month = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" })
  const names = Array.from({ length: 12 }, (_, n) => [
    month.format(Date.UTC(2024, n, 1)),
    weekday.format(Date.UTC(2024, 0, 1 + n))
  ])
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" })
  const near = [-1, 0, 1].map((away) => relative.format(away, "day"))
  return new Set(
    [...names.flat(), ...near].flatMap((name) => [
      name.toLowerCase(),
      name.toLowerCase().replace(/-.*|(?<=曜)日$/, "")
    ])
  )
}

/** What a word shares with its other forms. */
export const stemOf = (word: string, ending: RegExp): string => {
  const stem = word.replace(ending, "")
  const kept = stem.length >= 3 ? stem : word
  return ascii.test(kept) ? kept : kept.normalize("NFD").replace(accents, "").normalize("NFC")
}

const ascii = /^[!-~]*$/
/** Accents and the vowel points of Arabic; the vowel signs of India are letters. */
const accents = /[\u0300-\u036f]|[\u064b-\u065f]/gu
