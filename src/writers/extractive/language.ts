/**
 * The language of a window, and the words of that language.
 */
import * as Effect from "effect/Effect"
import { isPseudonym } from "../../domain/pickPseudonym.js"
import { greetings } from "./cues.js"
import { languages } from "./phrases.js"

/** Letters under which a text tells no language. */
const fewest = 20
/** Letters under which only the languages that the writer speaks are considered. */
const certain = 60
/** Letters that are enough. */
const enough = 4000

/** The language of some texts, ISO 639-1; `und` when they hold too little to tell. */
export const detectLanguage = Effect.fnUntraced(function* (texts: Iterable<string>) {
  let sample = ""
  for (const text of texts) {
    if (sample.length > enough) break
    sample += `${plainWords(text.slice(0, enough))
      .replace(/[^\p{L}\p{M}'’\s]+/gu, " ")
      .trim()
      .toLowerCase()}. `
  }
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters < fewest) return guess(sample)
  const { detect } = yield* Effect.promise(() => import("tinyld"))
  return detect(sample, letters < certain ? { only: [...languages] } : {}) || "und"
})

/** What tells the language of a few words: a script that one language alone has, or how they greet. */
const guess = (sample: string): string => {
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(sample)) return "ja"
  if (/\p{sc=Hangul}/u.test(sample)) return "ko"
  if (/\p{sc=Devanagari}/u.test(sample)) return "hi"
  const said = ` ${sample.replace(/(\p{L})\1{2,}/gu, "$1").replace(/[^\p{L}\p{M}]+/gu, " ")}`
  const greeted = Object.entries(greetings).filter(([, words]) =>
    words.some((it) => said.includes(` ${it} `))
  )
  return greeted.length === 1 ? (greeted[0]?.[0] ?? "und") : "und"
}

/** Words that say little in a language. */
export const stopwordsOf = Effect.fnUntraced(function* (language: string) {
  const { default: all } = yield* Effect.promise(() => import("stopwords-iso", { with: { type: "json" } }))
  const lists: { readonly [language: string]: ReadonlyArray<string> | undefined } = all
  return new Set([...(lists[language] ?? []), ...(lists["en"] ?? [])])
})

/** A text without links, pseudonyms, mentions and pictograms: what its author said in words. */
export const plainWords = (text: string): string =>
  text
    .replace(/https?:\/\/\S+/gi, " ")
    .replace(pair, (words) => (isPseudonym(words.replace("@", "")) ? " · " : words))
    .replace(/@\S+/g, " ")

/** Whether a text holds a pseudonym. */
export const namesSomeone = (text: string): boolean =>
  text.match(pair)?.some((words) => isPseudonym(words.replace("@", ""))) === true

/** Whether a text mentions people, some of them by these names, and says no more. */
export const onlyMentions = (text: string, names: Iterable<string>): boolean => {
  if (!text.includes("@")) return false
  let rest = text
  for (const name of names) if (name !== "") rest = rest.replaceAll(`@${name}`, " ")
  return !/[\p{L}\p{N}\p{Extended_Pictographic}?!]/u.test(
    rest
      .replace(/@\u2068[^\u2069\n]*\u2069/g, " ")
      .replace(pair, mentioned)
      .replace(/@\S+/g, " ")
  )
}

const mentioned = (words: string): string =>
  words.startsWith("@") && isPseudonym(words.slice(1)) ? " " : words

/** A text without the pseudonym that it calls at its beginning or its end: `Amber Otter, where are you?` */
export const withoutCall = (text: string): string => {
  if (!/\p{Lu}/u.test(text)) return text
  const rest = text.replace(calledFirst, (all, name: string) => (isPseudonym(name) ? "" : all))
  const said = rest.replace(calledLast, (all, name: string, end: string) => (isPseudonym(name) ? end : all))
  return rest === text ? said : said.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}

const name = String.raw`@?\u2068?(\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(?: \d+)?)\u2069?`
const calledFirst = new RegExp(String.raw`^\s*${name}\s*[,،、:!]\s*`, "u")
const calledLast = new RegExp(String.raw`[,،、]\s*${name}\s*([.!?。！？…]*)\s*$`, "u")

const pair = /@?\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(?: \d+)?/gu
