/**
 * Finds people's names in text by one regular expression, built as a trie, so that its cost follows
 * the text and not the number of people.
 */

import { foldIndic, indicLetter, mayBeIndic } from "./indic.js"

/** Something to find. Words stand in any case, with or without accents, with anything short between. */
export interface Target {
  /** Words as `writtenWordsOf` has them. */
  readonly words: ReadonlyArray<string>
  /** A phone number: its digits in any spacing, with or without the country's prefix. */
  readonly phone: boolean
  /** A handle: its words stand together, with a sign between them or none. */
  readonly handle?: boolean
}

/**
 * What is left of a text when case, accents, spaces and punctuation are taken away. Two spellings
 * of a name have the same key; "ß", "ss" and "s" count as one.
 */
export const fold = (text: string): string => {
  const folded = foldLetters(text)
  return mayBeIndic.test(folded) ? foldIndic(folded) : folded
}

const foldLetters = (text: string): string =>
  text
    .normalize("NFD")
    .replace(accents, "")
    .normalize("NFC")
    .toLowerCase()
    .normalize("NFD")
    .replace(accents, "")
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}]|[ʹʻʼ\u115f\u1160\u17b4\u17b5\u3164\uffa0]/gu, "")
    .replace(/[øłđðıςſßىیةک]/gu, (letter) => plain.get(letter) ?? letter)
    .replace(/s+/g, "s")

/** The words of a name: runs of letters, and runs of digits. */
export const wordsOf = (name: string): ReadonlyArray<string> =>
  withPlainApostrophes(name).match(/\p{L}[\p{L}\p{M}]*|\p{N}+/gu) ?? []

/** The words of a name with what is written as one: letters with digits, as `ana99`, and `O’Brien`. */
export const writtenWordsOf = (name: string): ReadonlyArray<string> =>
  withPlainApostrophes(name).match(/(?:\p{L}{1,8}[’'‘`´′](?=\p{L}{2}))*[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ??
  []

/** The pieces of a word before and behind its apostrophes. */
export const piecesOf = (word: string): ReadonlyArray<string> => word.split(/[’'‘`´′]/)

/** Whether a word is of a script that writes no spaces, so that a name has no boundary to look for. */
export const isUnspaced = (word: string): boolean =>
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{M}ー]{2,}$/u.test(
    word
  )

/** The digits of a phone number, and all the shorter ways to write it. */
export const phoneForms = (digits: string): ReadonlyArray<string> =>
  [0, 1, 2, 3].filter((cut) => cut === 0 || digits.length - cut >= 9).map((cut) => digits.slice(cut))

/** The source of the expression that finds every target, for the flags `gu`; never matches when there is none. */
export const pattern = (targets: Iterable<Target>): string => {
  const spaced = node()
  const unspaced = node()
  const phones = node()
  let isPrefixed = false
  for (const { words, phone, handle } of targets) {
    isPrefixed ||= words.some((word) => /[\p{sc=Arabic}\p{sc=Hebrew}]/u.test(word))
    if (phone) for (const form of phoneForms(words.join(""))) insert(phones, digitsOf(form))
    else if (words.every(isUnspaced)) insert(unspaced, lettersOf(words))
    else insert(spaced, lettersOf(words, handle))
  }
  const branches = [
    phones.next.size > 0 ? `(?<!\\p{N})(?:\\+|00)?${source(phones)}(?!\\p{N})` : "",
    unspaced.next.size > 0 ? source(unspaced) : "",
    spaced.next.size > 0 ? `${wordStart(isPrefixed)}${source(spaced)}(?!${wordLetter}|${longer})` : ""
  ].filter((branch) => branch !== "")
  return branches.length === 0 ? "(?!)" : branches.join("|")
}

/** The source of what finds a mention, for the flags `gu`: `@` and a name between marks, or a number. */
export const mention = "@\\u2068+[^\\u2068\\u2069\\n]{1,200}\\u2069+|@\\p{Nd}{7,15}(?!\\p{Nd})"

/** A text without the marks around its mentions: `@Eva Dias`. */
export const withoutMarks = (text: string): string =>
  text.replace(/@\u2068+([^\u2068\u2069\n]{1,200})\u2069+/g, "@$1")

/** Whether a text holds a name as it is, and not as a part of a longer word; in some writing no space follows one. */
export const holdsName = (text: string, name: string): boolean => {
  for (let at = text.indexOf(name); at >= 0 && name !== ""; at = text.indexOf(name, at + 1)) {
    const end = at + name.length
    const [before, after] = [text.slice(Math.max(0, at - 2), at), text.slice(end, end + 2)]
    const isPart =
      (wordBegins.test(name) && wordEnds.test(before)) || (wordEnds.test(name) && wordBegins.test(after))
    if (!isPart) return true
  }
  return false
}

const wordBegins = /^[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{Nd}]/u
const wordEnds = /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{Nd}]\p{M}*$/u

const linkStart = "(?:[Hh][Tt][Tt][Pp][Ss]?:\\/\\/|[Ww]{3}\\.)"
const inBrackets = "\\([^\\s<>()]*\\)"
/** Punctuation behind a link is not the link's. */
const linkEnd = ".,;:!?\"'`*_~|\\u00bb\\u2018-\\u201f\\u2026\\u3001\\u3002\\uff0c\\uff01\\uff1f\\uff1b\\uff1a"
const closing = ")\\]}\\uff09\\u3009-\\u3011"

/**
 * The source of what finds a link, for the flags `gu`. A link in brackets ends where they do, unless escapes
 * follow; any link may end with a pair of brackets of its own.
 */
export const link =
  `(?:(?<=\\()${linkStart}(?:[^\\s<>()]|${inBrackets})+(?<![${linkEnd}])(?=[${linkEnd}]{0,9}\\)(?![^\\s<>%]{0,200}%))` +
  `|${linkStart}(?:[^\\s<>(]|${inBrackets}|\\((?![^\\s<>()]*\\)))*(?:[^\\s<>(${linkEnd}${closing}]|${inBrackets}))`

/** The combining accents of Latin, Greek, Cyrillic, and the vowel points of Hebrew and Arabic. */
const accentRange = "\\u0300-\\u036f\\u0591-\\u05bd\\u05bf-\\u05c7\\u064b-\\u065f"
/** And what is drawn over letters of any script: circles, strokes, variants. Too many for each letter of a pattern. */
const accents = new RegExp(
  `[${accentRange}\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe00-\\ufe0f\\ufe20-\\ufe2f]`,
  "gu"
)

/*
 * Ranges are spelled out and case is in the classes: with property escapes and the flag `i`, an
 * expression for thousands of people takes a minute to compile.
 */
/** What may stand between the words of a name: no letter, no digit, no line break. */
const between = "[^\\n0-9A-Za-z\\u00c0-\\u1fff\\u2c00-\\ud7ff\\uf900-\\ufdff\\uff10-\\uffdc]"
/** A letter of a script that has spaces between words: beside one of another a name begins and ends. */
export const wordLetter =
  "(?![\\u0e00-\\u0eff\\u1000-\\u109f\\u115f\\u1160\\u1780-\\u17ff\\u3164\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af])\\p{L}"
/** A vowel sign and two syllables behind a name of India: it is a longer word, while one syllable is an ending. */
const longer = `[\\u0900-\\u0dff]\\p{M}{0,2}${wordLetter}\\p{M}{0,3}${wordLetter}`
/**
 * The words of one letter that Arabic and Hebrew write together with the next: and, so, to, by, as, the, from, that.
 * Besides these, Arabic calls people with two.
 */
const prefix = "[\\u0648\\u0641\\u0628\\u0644\\u0643\\u05d5\\u05d1\\u05db\\u05dc\\u05de\\u05e9\\u05d4]"
/** Where a word begins. */
const wordStart = (isPrefixed: boolean): string => {
  const start = `(?<!${wordLetter}\\p{M}{0,8})`
  return isPrefixed ? `(?:${start}|(?<=(?<!\\p{L})(?:${prefix}{1,2}|\u064a\u0627)))` : start
}
/** Marks without a shape of their own, and letters and signs that are drawn as nothing, which may hide inside a word. */
const invisible =
  "[\\u00ad\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufeff\\uffa0]"

/** Letters that Unicode does not take apart and people leave plain, or write as those of another language. */
const plain: ReadonlyMap<string, string> = new Map([
  ["ø", "o"],
  ["ł", "l"],
  ["đ", "d"],
  ["ð", "d"],
  ["ı", "i"],
  ["ς", "σ"],
  ["ſ", "s"],
  ["ß", "s"],
  ["ى", "ي"],
  ["ی", "ي"],
  ["ة", "ه"],
  ["ک", "ك"]
])

/** A name with punctuation where Unicode has an apostrophe that counts as a letter. */
const withPlainApostrophes = (name: string): string => name.normalize("NFC").replace(/[ʹʻʼ]/g, "’")
/** Where an apostrophe may stand, or be left out. */
const apostrophe = `(?:[\u02b9\u02bb\u02bc]|${between})?`

interface Node {
  readonly next: Map<string, Node>
  end: boolean
}

const node = (): Node => ({ next: new Map(), end: false })

const insert = (root: Node, atoms: ReadonlyArray<string>): void => {
  let at = root
  for (const atom of atoms) {
    const next = at.next.get(atom) ?? node()
    at.next.set(atom, next)
    at = next
  }
  at.end = true
}

const source = (from: Node): string => {
  const branches = [...from.next].map(([atom, child]) => atom + source(child))
  if (branches.length === 0) return ""
  const body = branches.length === 1 ? branches.join("") : `(?:${branches.join("|")})`
  return from.end ? `(?:${body})?` : body
}

const digitsOf = (digits: string): ReadonlyArray<string> =>
  [...digits].map((digit, at) => (at === 0 ? digit : `${between}{0,3}${digit}`))

/** Two words of three letters and more may be written together, as in a handle. No digit is cut off a number. */
const lettersOf = (words: ReadonlyArray<string>, isHandle = false): ReadonlyArray<string> => {
  const letters = words.flatMap((word, at) => {
    const together = [words[at - 1] ?? "", word].every((it) => [...it].length >= 3 || isUnspaced(it))
    return [
      ...(at === 0 ? [] : [isHandle ? "[._-]?" : `${between}{${together ? 0 : 1},4}`]),
      ...piecesOf(word).flatMap((piece, nth) => [
        ...(nth === 0 ? [] : [apostrophe]),
        ...[...fold(piece)].map((letter, i) => (i === 0 ? "" : `${invisible}*`) + letterOf(letter))
      ])
    ]
  })
  return [
    ...(/^[0-9]/.test(words[0] ?? "") ? ["(?<![0-9])"] : []),
    ...letters,
    ...(/[0-9]$/.test(words.at(-1) ?? "") ? ["(?![0-9])"] : [])
  ]
}

const letterOf = (letter: string): string => {
  const indic = indicLetter(letter, invisible)
  if (indic !== null) return indic
  const any = `[${variants().get(letter) ?? ""}${bothCases(letter).map(escaped).join("")}][${accentRange}]*`
  return letter === "s" ? `(?:${any})+` : any
}

const bothCases = (letter: string): ReadonlyArray<string> =>
  [...new Set([letter, letter.toUpperCase()])].filter((it) => [...it].length === 1)

const escaped = (letter: string): string => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`

let known: ReadonlyMap<string, string> | undefined

/** The accented letters, in both cases, that fold to a plain one. */
const variants = (): ReadonlyMap<string, string> => {
  if (known !== undefined) return known
  const found = new Map<string, string>()
  const ranges = [
    [0xc0, 0x24f],
    [0x370, 0x52f],
    [0x622, 0x6d3],
    [0x1e00, 0x1fff],
    [0x2126, 0x212b]
  ] as const
  for (const [from, to] of ranges) {
    for (let point = from; point <= to; point++) {
      const letter = String.fromCodePoint(point)
      const folded = fold(letter)
      if (folded !== letter && folded !== letter.toLowerCase() && [...folded].length === 1) {
        found.set(folded, (found.get(folded) ?? "") + letter)
      }
    }
  }
  known = found
  return found
}
