/**
 * Texts as terms to search by: the same for what is written and for what is asked, in every script.
 */

/** A term and where it stands in its text. */
export interface Term {
  readonly term: string
  readonly start: number
  readonly end: number
}

/**
 * The terms of a text: words without case, accents and marks that people leave out; in scripts that put no
 * space between words, each two signs that stand together and the last one alone; emoji.
 */
export const termsOf = (text: string): ReadonlyArray<Term> => {
  const terms: Array<Term> = []
  for (const { 0: word, index: start } of text.matchAll(words)) {
    if (plain.test(word)) {
      terms.push({ term: word.toLowerCase(), start, end: start + word.length })
    } else {
      for (const run of word.matchAll(runs)) addRun(terms, run[0], start + run.index)
    }
  }
  return terms
}

/** The terms that a text must have to be what somebody asks for. */
export const askedFor = (query: string): ReadonlyArray<string> => {
  const terms = termsOf(query)
  return terms
    .filter(({ end, start, term }, at) => {
      const before = terms[at - 1]
      const endsRun = isUnspaced(term) && before !== undefined && before.end === end && before.start < start
      return !endsRun
    })
    .map(({ term }) => term)
}

/** Whether the script of a word puts no space between words. */
export const isUnspaced = (word: string): boolean => unspacedFirst.test(word)

/** A word without case, accents, vowel points, tatweel and the like; Katakana as Hiragana. */
export const fold = (word: string): string =>
  word
    .normalize("NFKD")
    .toLowerCase()
    .replace(marks, "")
    .normalize("NFC")
    .replace(variants, (letter) => variantOf.get(letter) ?? letter)
    .replace(katakana, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))
    .replace(article, "")

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const addRun = (terms: Array<Term>, run: string, start: number): void => {
  if (!isUnspaced(run)) {
    const term = fold(run)
    if (term !== "") terms.push({ term, start, end: start + run.length })
    return
  }
  const signs = [...run.matchAll(sign)]
  signs.forEach((one, at) => {
    const end = (signs[at + 1] ?? one).index + (signs[at + 1] ?? one)[0].length
    terms.push({ term: fold(run.slice(one.index, end)), start: start + one.index, end: start + end })
  })
}

const plain = /^[A-Za-z0-9]+$/
const words = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640\u200c\u200d]*|\p{Extended_Pictographic}/gu
const unspaced =
  "[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]"
const runs = new RegExp(`${unspaced}+|(?:(?!${unspaced}).)+`, "gsu")
const unspacedFirst = new RegExp(`^${unspaced}`, "u")
const sign = /\P{M}\p{M}*|\p{M}+/gu

/** Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic, tatweel, nukta and virama of Indian scripts. */
const marks =
  /[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u094d\u09bc\u09cd\u0a3c\u0a4d\u0abc\u0acd\u200b-\u200f]|\ufe0f/g

/** Letters that people write one for another, and letters whose accent is no mark of its own. */
const variantOf = new Map(
  "ßss øo łl đd ðd þth æae œoe ıi ىي ةه کك یي ٱا ँं ीि ूु ς\u03c3"
    .split(" ")
    .map((pair) => [pair.slice(0, 1), pair.slice(1)])
)
const variants = new RegExp(`[${[...variantOf.keys()].join("")}]`, "gu")
const katakana = /[\u30a1-\u30f6]/g

/** What Arabic writes at the beginning of a word and people leave out when they search. */
const article = /^(?:[وفبك]?ال|لل)(?=\p{L}{3})/u
