/**
 * Numbers, times and lists in a language and a zone.
 */

import { fill } from "../../domain/template.js"
import type { Phrases, Plural } from "./phrases/Phrases.js"
import { languages } from "./phrases.js"

/** How a post says numbers, times and lists. */
export interface Speech {
  /** `14:15` */
  readonly clock: (instant: number) => string
  /** `Friday 2 May` */
  readonly day: (instant: number) => string
  /** Whether two instants are on one day of the zone. */
  readonly sameDay: (a: number, b: number) => boolean
  /** `23 messages` */
  readonly count: (n: number, noun: Plural) => string
  /** `the lift, the party and the cat` */
  readonly list: (items: ReadonlyArray<string>) => string
  /** A text in the language's quotation marks, closed by a full stop unless it closes itself. */
  readonly quoted: (text: string) => string
}

/** The speech of a language, English for one that the writer has no phrases in. */
export const speechOf = (language: string, zone: string, { quotes, stop }: Phrases): Speech => {
  const locale = language === "en" || !languages.includes(language) ? "en-GB" : language
  const clock = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone
  })
  const day = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: zone
  })
  const date = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone: zone })
  const list = new Intl.ListFormat(locale, { type: "conjunction" })
  const plurals = new Intl.PluralRules(locale)
  return {
    clock: (instant) => clock.format(instant),
    day: (instant) => day.format(instant),
    sameDay: (a, b) => date.format(a) === date.format(b),
    count: (n, noun) => fill(noun[plurals.select(n)] ?? noun.other, { n: n.toLocaleString(locale) }),
    list: (items) => list.format(items),
    quoted: (text) => `${quotes[0]}${text}${quotes[1]}${/[.!?…。！？؟।]["”»」]?$/u.test(text) ? "" : stop}`
  }
}
