/**
 * Headers as phones write them, for tests that render chats: of each locale and platform, from the table in
 * `fixtures/whatsapp`. It knows nothing of the parser.
 */
import type { DateOrder } from "../../src/sources/Source.js"
import { locales, older } from "../fixtures/whatsapp/headers.js"

/** One way of writing headers. */
export interface Header {
  /** Locale, platform and clock: what a failing test is called. */
  readonly name: string
  readonly platform: "android" | "ios" | "web"
  readonly order: DateOrder
  /** Of times: milliseconds that a header cannot say. */
  readonly step: number
  /** Years in words that end a reason. */
  readonly calendar: string
  readonly lineEnd: "\n" | "\r\n"
  /** The header of an instant, in UTC, with what stands before the author. */
  readonly write: (instant: number) => string
}

/** Every cell of the table. */
export const headers = (): ReadonlyArray<Header> => [
  ...locales.flatMap((locale) =>
    platforms.flatMap((platform) => [fromIntl(locale, platform, "h23"), fromIntl(locale, platform, "h12")])
  ),
  ...older.flatMap((row) => platforms.map((platform) => fromPattern(row, platform))),
  ...["en-GB", "pt-BR", "de"].flatMap((locale) => [copied(locale), legacy(locale)]),
  ...platforms.flatMap((platform) => [withoutEra(platform, "h23"), withoutEra(platform, "h12")])
]

/** What a header has instead of its numbers: two headers of one way of writing have the same. */
export const skeleton = (text: string): string =>
  text.replace(/\p{Nd}+/gu, "0").replace(/[\u00a0\u202f]/g, " ")

const platforms = ["android", "ios"] as const

const wrap = {
  android: (stamp: string) => `${stamp} - `,
  ios: (stamp: string) => `[${stamp}] `
} as const

const MINUTE = 60_000
const SECOND = 1000

const fromIntl = (locale: string, platform: "android" | "ios", hourCycle: "h12" | "h23"): Header => {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: "short",
    timeStyle: platform === "ios" ? "medium" : "short",
    hourCycle,
    timeZone: "UTC"
  })
  return {
    name: `${locale}, ${platform}, ${hourCycle}`,
    platform,
    order: orderOf(format.formatToParts(0).map(({ type }) => type)),
    step: platform === "ios" ? SECOND : MINUTE,
    calendar: calendarNames[format.resolvedOptions().calendar] ?? "",
    lineEnd: platform === "ios" ? "\r\n" : "\n",
    write: (instant) => wrap[platform](format.format(instant))
  }
}

const calendarNames: Readonly<Record<string, string>> = {
  buddhist: "; Buddhist years",
  japanese: "; Japanese years",
  persian: "; Persian years",
  roc: "; Minguo years",
  "islamic-umalqura": "; Islamic years"
}

const orderOf = (types: ReadonlyArray<string>): DateOrder => {
  const [year, month, day] = ["year", "month", "day"].map((type) => types.indexOf(type))
  return (year ?? 0) < (day ?? 0) ? "year-first" : (month ?? 0) < (day ?? 0) ? "month-first" : "day-first"
}

const fromPattern = (
  [locale, pattern, am = "", pm = ""]: (typeof older)[number],
  platform: "android" | "ios"
): Header => {
  const withSeconds = pattern.replace(
    /mm/,
    pattern.includes("H.mm") || pattern.includes("h.mm") ? "mm.ss" : "mm:ss"
  )
  const written = platform === "ios" && !pattern.includes("'h'") ? withSeconds : pattern
  const types = (pattern.replace(/'[^']*'/g, "").match(/y+|M+|d+/g) ?? []).map(
    (letters) => ({ y: "year", M: "month", d: "day" })[letters.charAt(0)] ?? ""
  )
  return {
    name: `${locale}, ${platform}, ${pattern}`,
    platform,
    order: orderOf(types),
    step: written === withSeconds ? SECOND : MINUTE,
    calendar: "",
    lineEnd: platform === "ios" ? "\r\n" : "\n",
    write: (instant) => wrap[platform](writePattern(written, instant, am, pm))
  }
}

/** A date in a pattern of the CLDR, with Latin digits. */
const writePattern = (pattern: string, instant: number, am: string, pm: string): string => {
  const date = new Date(instant)
  const hour = date.getUTCHours()
  const values: Readonly<Record<string, number>> = {
    y: date.getUTCFullYear(),
    M: date.getUTCMonth() + 1,
    d: date.getUTCDate(),
    H: hour,
    h: hour % 12 === 0 ? 12 : hour % 12,
    m: date.getUTCMinutes(),
    s: date.getUTCSeconds()
  }
  return pattern.replace(
    /'([^']*)'|([yMdHhms])\2*|a/g,
    (found, quoted: string | undefined, letter: string) => {
      if (quoted !== undefined) return quoted
      if (found === "a") return hour < 12 ? am : pm
      const digits = String(values[letter] ?? 0)
      return found === "yy" ? digits.slice(-2) : digits.padStart(found.length, "0")
    }
  )
}

/** As the web writes what is copied from it: the time first, without seconds. */
const copied = (locale: string): Header => {
  const format = fromIntl(locale, "android", "h23")
  const [date, time] = [
    new Intl.DateTimeFormat(locale, { dateStyle: "short", timeZone: "UTC" }),
    new Intl.DateTimeFormat(locale, { timeStyle: "short", hourCycle: "h23", timeZone: "UTC" })
  ]
  return {
    ...format,
    name: `${locale}, web`,
    platform: "web",
    write: (instant) => `[${time.format(instant)}, ${date.format(instant)}] `
  }
}

/** As old iPhones wrote. */
const legacy = (locale: string): Header => {
  const ios = fromIntl(locale, "ios", "h23")
  return {
    ...ios,
    name: `${locale}, legacy`,
    lineEnd: "\n",
    write: (instant) => `${ios.write(instant).slice(1, -2).replace(",", "")}: `
  }
}

/** As Taiwanese phones write Minguo years whose era is left out. */
const withoutEra = (platform: "android" | "ios", hourCycle: "h12" | "h23"): Header => {
  const header = fromIntl("zh-TW-u-ca-roc", platform, hourCycle)
  return {
    ...header,
    name: `${header.name}, without the era`,
    write: (instant) => header.write(instant).replace("民國", "")
  }
}
