/**
 * What a line does in a chat: whether it says something, or only laughs, agrees or greets.
 */
import type { Message } from "../../domain/Message.js"
import {
  acknowledgements,
  chain,
  cheers,
  decision,
  greetings,
  laughingSign,
  laughter,
  laughterAtEnd
} from "./cues.js"

/**
 * What a line is to the lines around it. All but `says` are answers of the crowd: they tell what
 * others thought of a line, and nothing to a reader.
 */
export type Kind = "says" | "laugh" | "sign" | "cheer" | "agree" | "greet" | "empty"

/** What a line's text shows without its language being known. */
export interface Tone {
  readonly kind: Kind
  /** Letters and digits, those of scripts that need fewer for a word counted as more. */
  readonly size: number
  /** Whether it laughs, whatever else it says. */
  readonly laughs: boolean
  /** Whether it shouts: several marks, capitals or letters drawn out. */
  readonly shouts: boolean
  /** Whether it is written to be sent on. */
  readonly chain: boolean
  /** Whether it sounds like what was decided. */
  readonly decides: boolean
  /** Amounts, times and dates in it, at most 4. */
  readonly facts: number
  /** Whether it is a link and hardly more. */
  readonly link: boolean
}

/** The tone of a message. Only its beginning is read, so the work has a bound. */
export const toneOf = (message: Message): Tone => {
  const text = message.text.slice(0, longest)
  const bare = text.replace(links, " ")
  const link = bare.length < text.length
  const plain = bare.toLowerCase().replace(invisible, "")
  const words = plain.match(word) ?? []
  const spoken = words.filter((it) => !laughter.test(it))
  const size = sizeOf(words)
  const laughs = spoken.length < words.length || laughingSign.test(bare) || laughterAtEnd.test(bare)
  const shouts = isShouted(bare, spoken)
  const isForwarded = (message.details?.forwardedFrom ?? null) !== null
  return {
    kind: link ? "says" : kindOf(plain, spoken, words.length, size, laughs, shouts),
    size,
    laughs,
    shouts,
    chain: size > 90 && (isForwarded || chain.test(bare)),
    decides: size >= 8 && decision.test(bare.trim()),
    facts: Math.min(4, bare.match(fact)?.length ?? 0),
    link: link && size < 10
  }
}

const longest = 2000
const links = /https?:\/\/\S+/giu
const invisible = /[\u0640\u200b-\u200f\u2060-\u2069]|\ufe0f/gu
const word = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu
const fact = /\p{N}+(?:[.,:٫٬]\p{N}+)*/gu
const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu
/** Marks that are no letters of their own, as the vowel signs of India are. */
const diacritics = /[\p{sc=Inherited}\u0610-\u061a\u064b-\u065f]/gu
const abjad = /[\p{sc=Arabic}\p{sc=Hebrew}]/u
const sign = /\p{Extended_Pictographic}|\p{Emoji_Modifier}/u

/** Letters of one script say as much as two or three of another. */
const sizeOf = (words: ReadonlyArray<string>): number => {
  const all = words.join("")
  if (latin.test(all)) return all.length
  let size = 0
  for (const it of words) {
    const letters = it.replace(diacritics, "").length
    size += letters + 1.2 * (it.match(dense)?.length ?? 0) + (abjad.test(it) ? 0.3 * letters : 0)
  }
  return size
}

const latin = /^[!-\u02ff]*$/
const marks = /[!?！？؟]{2}/u
const drawnOut = /(\p{L})\1{2}|[ーぁぃぅぇぉ]{2}|(?:\p{L}[\p{M}])ईई/u
const capitals = /\p{Lu}{3}/u
const small = /\p{Ll}{2}/u

const isShouted = (text: string, spoken: ReadonlyArray<string>): boolean =>
  marks.test(text) ||
  (drawnOut.test(text.toLowerCase()) && spoken.some((it) => drawnOut.test(it))) ||
  (capitals.test(text) && !small.test(text))

const digit = /\p{N}/u
const asking = /[?？؟]/u

const kindOf = (
  plain: string,
  spoken: ReadonlyArray<string>,
  words: number,
  size: number,
  laughs: boolean,
  shouts: boolean
): Kind => {
  if (words === 0) {
    if (laughs) return "laugh"
    return sign.test(plain) ? "sign" : plain.trim() === "" ? "empty" : "cheer"
  }
  if (spoken.length === 0) return "laugh"
  if (spoken.length > mostOfNoise || size > 60) return "says"
  const asks = asking.test(plain)
  if (laughs && !asks && size < 18 && spoken.length <= 3) return "laugh"
  const counts = digit.test(plain)
  const each = spoken.map(single)
  const said = each.join(" ")
  if (cheering.has(said)) return "cheer"
  if (agreeing.has(said) || (each.length <= 4 && each.every((it) => agreeing.has(it)))) {
    return shouts ? "cheer" : "agree"
  }
  if (!asks && !counts && size <= 50 && greets(said, each)) return "greet"
  if (size <= 16 && each.length <= 4 && !counts && (shouts || sign.test(plain))) return "cheer"
  if (each.length <= 5 && !asks && size <= 26 && startsAgreeing(said, each)) return "agree"
  return "says"
}

/** Words of the longest greeting. */
const mostOfNoise = 9

/** Letters that are drawn out count once: `Bom diaaa`, `よかったーーー`. */
const single = (it: string): string =>
  plainly.test(it) ? it : it.replace(thrice, "$1").replace(lengthened, "").replaceAll("’", "'")

/** No letter twice, no apostrophe and no mark of length: nothing to make simpler. */
const plainly = /^(?:(\p{L})(?!\1)|[\p{M}\p{N}](?![ー〜]))+$/u
const thrice = /(\p{L})\1{2,}/gu
const lengthened = /[ー〜]{2,}|[ー〜]+$/gu

const cheering = new Set(cheers)
const agreeing = new Set(acknowledgements)

/** `ok 22`, `thanks Werner`, `ありがとうございます`. */
const startsAgreeing = (said: string, [first = "", ...rest]: ReadonlyArray<string>): boolean =>
  (first.length > 1 && thanks.has(first) && rest.length <= 2) || longThanks.some((it) => said.startsWith(it))

const thanks = new Set(
  "ok okay thanks cheers obrigado obrigada valeu gracias danke merci grazie grande bravo شكرا تمام حاضر धन्यवाद हाँ amen".split(
    " "
  )
)
const longThanks = [
  "ありがとう",
  "了解",
  "承知",
  "お疲れ",
  "おつかれ",
  "ما شاء الله",
  "الله ي",
  "الحمد لله",
  "ألف مبروك"
]

/** Whether a sentence greets. */
export const isGreeting = (sentence: string): boolean => {
  const words = (sentence.toLowerCase().match(word) ?? []).map(single)
  return !asking.test(sentence) && !digit.test(sentence) && greets(words.join(" "), words)
}

const greets = (said: string, words: ReadonlyArray<string>): boolean => {
  if (words.length > mostOfNoise) return false
  const begins = (it: string) => said === it || said.startsWith(`${it} `)
  return (
    greetingsFrom.get(words[0] ?? "")?.some(begins) === true ||
    (words.length <= 5 &&
      greetingsTo.get(words.at(-1) ?? "")?.some((it) => said.endsWith(` ${it}`)) === true) ||
    unspaced.some((it) => said.startsWith(it))
  )
}

const allGreetings = Object.values(greetings).flat()

const byWord = (at: 0 | -1): ReadonlyMap<string, ReadonlyArray<string>> => {
  const found = new Map<string, Array<string>>()
  for (const it of allGreetings) {
    const key = it.split(" ").at(at) ?? it
    found.set(key, [...(found.get(key) ?? []), it])
  }
  return found
}
const greetingsFrom = byWord(0)
const greetingsTo = byWord(-1)
/** Greetings after which no space comes. */
const unspaced = allGreetings.filter((it) => /\p{sc=Hiragana}|\p{sc=Han}/u.test(it))
