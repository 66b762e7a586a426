/**
 * What the extractive writer says of its own, language by language. English stands in for a language
 * that is not here. `{name}` and its like are filled in.
 */
import { phrases as arabic } from "./phrases/ar.js"
import { phrases as german } from "./phrases/de.js"
import { phrases as english } from "./phrases/en.js"
import { phrases as spanish } from "./phrases/es.js"
import { phrases as french } from "./phrases/fr.js"
import { phrases as hindi } from "./phrases/hi.js"
import { phrases as italian } from "./phrases/it.js"
import { phrases as japanese } from "./phrases/ja.js"
import type { Phrases } from "./phrases/Phrases.js"
import { phrases as portuguese } from "./phrases/pt.js"

/** The phrases for a language, ISO 639-1. */
export const phrasesFor = (language: string): Phrases => all[language] ?? english

const all: { readonly [language: string]: Phrases | undefined } = {
  ar: arabic,
  de: german,
  en: english,
  es: spanish,
  fr: french,
  hi: hindi,
  it: italian,
  ja: japanese,
  pt: portuguese
}

/** The languages that the writer speaks. */
export const languages: ReadonlyArray<string> = Object.keys(all)
