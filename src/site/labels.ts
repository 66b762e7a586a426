/**
 * The site's own words, language by language. English stands in for a language that is not here.
 */
import { numberFormat, pluralRules } from "./formats.js"
import { labels as arabic } from "./labels/ar.js"
import { labels as german } from "./labels/de.js"
import { labels as english } from "./labels/en.js"
import { labels as spanish } from "./labels/es.js"
import { labels as french } from "./labels/fr.js"
import { labels as hindi } from "./labels/hi.js"
import { labels as italian } from "./labels/it.js"
import { labels as japanese } from "./labels/ja.js"
import type { Labels, PluralForms } from "./labels/Labels.js"
import { labels as portuguese } from "./labels/pt.js"

/** The words for a language, BCP 47. */
export const labelsFor = (language: string): Labels => all[language.split("-")[0] ?? ""] ?? english

/** A number with its noun: `1 message`, `1,204 messages`. */
export const count = (language: string, n: number, forms: PluralForms): string => {
  const locale = localeOf(language)
  const space = locale === "ja" ? "" : " "
  return `${numberFormat(locale).format(n)}${space}${forms[pluralRules(locale).select(n)] ?? forms.other}`
}

/** A locale that Intl knows: the language, or English. */
export const localeOf = (language: string): string => {
  const [locale = ""] = language.split("-")
  return Object.hasOwn(all, locale) ? locale : "en"
}

const all: { readonly [language: string]: Labels | undefined } = {
  en: english,
  pt: portuguese,
  es: spanish,
  de: german,
  fr: french,
  it: italian,
  ar: arabic,
  hi: hindi,
  ja: japanese
}
