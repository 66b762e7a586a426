/**
 * What a line does in a chat: whether it says something, or only laughs, agrees or greets.
 */
import type { Message } from "../../domain/Message.js"
import {
  acknowledgements,
  chain,
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
  const plain = bare
    .toLowerCase()
    .replace(/[\u200b-\u200f\u2060-\u2069]|\ufe0f/gu, "")
    .replace(tatweel, "")
  const words = plain.match(word) ?? []
  const size = sizeOf(words)
  const laughs = laughingSign.test(bare) || laughterAtEnd.test(bare) || words.some(isLaughter)
  const shouts = isShouted(bare, words)
  const isForwarded = (message.details?.forwardedFrom ?? null) !== null
  return {
    kind: kindOf(plain, words, size, laughs, shouts, link),
    size,
    laughs,
    shouts,
    chain: (size > 90 && chain.test(bare)) || (isForwarded && size > 90),
    decides: size >= 8 && decision.test(bare.trim()),
    facts: Math.min(4, bare.match(fact)?.length ?? 0),
    link: link && size < 25
  }
}

const longest = 2000
const links = /https?:\/\/\S+/giu
const tatweel = /\u0640/gu
const word = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu
const fact = /\p{N}+(?:[.,:٫٬]\p{N}+)*/gu
const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu
/** Marks that are no letters of their own, as the vowel signs of India are. */
const diacritics = /[\p{sc=Inherited}\u0610-\u061a\u064b-\u065f]/gu
const abjad = /[\p{sc=Arabic}\p{sc=Hebrew}]/u
const sign = /\p{Extended_Pictographic}|\p{Emoji_Modifier}/u

/** Letters of one script say as much as two or three of another. */
const sizeOf = (words: ReadonlyArray<string>): number => {
  let size = 0
  for (const it of words) {
    const letters = it.replace(diacritics, "").length
    size += letters + 1.2 * (it.match(dense)?.length ?? 0) + (abjad.test(it) ? 0.3 * letters : 0)
  }
  return size
}

const isLaughter = (it: string): boolean => laughter.test(it)

const isShouted = (text: string, words: ReadonlyArray<string>): boolean =>
  /[!?！？؟]{2}/u.test(text) ||
  words.some((it) => /(\p{L})\1{2}|[ーぁぃぅぇぉ]{2}|(?:\p{L}[\p{M}])ईई/u.test(it) && !isLaughter(it)) ||
  (/\p{Lu}{3}/u.test(text) && !/\p{Ll}{2}/u.test(text))

const kindOf = (
  plain: string,
  words: ReadonlyArray<string>,
  size: number,
  laughs: boolean,
  shouts: boolean,
  link: boolean
): Kind => {
  if (link) return "says"
  if (words.length === 0) {
    if (laughs) return "laugh"
    return sign.test(plain) ? "sign" : plain.trim() === "" ? "empty" : "cheer"
  }
  const spoken = words.filter((it) => !isLaughter(it)).map(single)
  if (spoken.length === 0) return "laugh"
  const said = spoken.join(" ")
  const asks = /[?？؟]/u.test(plain)
  if (laughs && !asks && size < 18 && spoken.length <= 3) return "laugh"
  if (agreeing.has(said) || (spoken.length <= 4 && spoken.every((it) => agreeing.has(it)))) {
    return shouts ? "cheer" : "agree"
  }
  if (!asks && !/\p{N}/u.test(plain) && size <= 50 && isGreeting(said, spoken.length)) return "greet"
  if (size <= 16 && spoken.length <= 4 && (shouts || sign.test(plain)) && !/\p{N}/u.test(plain))
    return "cheer"
  if (spoken.length <= 5 && !asks && size <= 26 && startsAgreeing(said)) return "agree"
  return "says"
}

/** Letters that are drawn out count once: `Bom diaaa`, `よかったーーー`. */
const single = (it: string): string =>
  it
    .replace(/(\p{L})\1{2,}/gu, "$1")
    .replace(/[ー〜]{2,}|[ー〜]+$/gu, "")
    .replace(/’/gu, "'")

const agreeing = new Set(acknowledgements)

/** `ok 22`, `thanks Werner`, `ありがとうございます`. */
const startsAgreeing = (said: string): boolean => {
  const [first = "", ...rest] = said.split(" ")
  return (
    (first.length > 1 && thanks.has(first) && rest.length <= 2) ||
    longThanks.some((it) => said.startsWith(it))
  )
}
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

const isGreeting = (said: string, words: number): boolean => {
  for (const it of greetings) {
    if (said === it || (said.startsWith(it) && !/^[\p{L}\p{M}]/u.test(said.slice(it.length))))
      return words <= 9
    if (words <= 5 && said.endsWith(` ${it}`)) return true
    if (/^\p{sc=Hiragana}|^お/u.test(it) && said.startsWith(it)) return true
  }
  return false
}
