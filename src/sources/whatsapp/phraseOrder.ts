/**
 * What WhatsApp's own words tell of the order of day and month.
 */
import { canonical } from "./bodies.js"
import type { Words } from "./dateOrder.js"
import { decode } from "./decode.js"
import { languages } from "./phrases.js"

/** Looks for such words in messages, the text of each from `from`, its first line ending at `lineEnd`. */
export const makeWordFinder = (words: Words) => {
  let looked = 0
  return (text: Buffer, from: number, lineEnd: number): void => {
    if (words.dayFirst || lineEnd - from > LONGEST) return
    // Later in a long chat only what can be nothing else is worth the time.
    if (looked++ > ENOUGH && text[from] !== OPEN) return
    const phrase = canonical(decode(text, from, lineEnd))
    if (english.has(phrase)) words.english = true
    else if (dayFirst.has(phrase)) words.dayFirst = true
  }
}

/** Bytes of the longest phrase. */
const LONGEST = 150
const ENOUGH = 5000
const OPEN = 0x3c

/** English is written with either first, Filipino with the month. */
const isOpen = ({ language }: (typeof languages)[number]) => language === "en" || language === "fil"

const phrasesOf = (rows: typeof languages): ReadonlySet<string> =>
  new Set(
    rows.flatMap(({ media = [], contact = [], deleted = [] }) =>
      [...media, ...contact, ...deleted].map(canonical)
    )
  )

const english = phrasesOf(languages.filter(isOpen))
const dayFirst = phrasesOf(languages.filter((row) => !isOpen(row)))
