/**
 * Words as posts share them.
 */
import { phrasesFor } from "../writers/extractive/phrases.js"
import { stemOf } from "../writers/extractive/words.js"
import { fold } from "./browser/words.js"

/** What all forms of some words share, without case and accents; "" where there is no word. */
export type KeyOf = (words: string, language: string) => string

/** Makes the function that gives keys. The same words come again and again, so their keys are kept. */
export const makeKeys = (): KeyOf => {
  const known = new Map<string, string>()
  return (words, language) => {
    const name = `${language} ${words}`
    const key = known.get(name) ?? makeKey(words, language)
    known.set(name, key)
    return key
  }
}

const makeKey: KeyOf = (words, language) => {
  const { beginning, ending } = phrasesFor(language).words
  return words
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .map((word) => fold(stemOf(beginning === undefined ? word : word.replace(beginning, ""), ending)))
    .filter((word) => word !== "")
    .join(" ")
}
