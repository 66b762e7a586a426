/**
 * What stands in a header in each locale, as data: a new locale is a new row, never a new branch.
 *
 * The phones format with the Unicode CLDR, so digits, separators, meridiems and eras are those of its
 * short date, short time and day periods: of version 48 as `Intl.DateTimeFormat` prints it, and of 27 to 45
 * as the packages `cldr-dates-modern` hold them, because old exports have the words of old versions. What
 * WhatsApp puts around them is as real exports have it.
 */

/** Code point of each script's zero; the other digits follow it. */
export const digitZeros: ReadonlyArray<number> = [
  0x30, // Latin
  0x660, // Arabic
  0x6f0, // Persian, Urdu
  0x7c0, // N’Ko
  0x966, // Devanagari
  0x9e6, // Bengali
  0xa66, // Gurmukhi
  0xae6, // Gujarati
  0xb66, // Odia
  0xbe6, // Tamil
  0xc66, // Telugu
  0xce6, // Kannada
  0xd66, // Malayalam
  0xe50, // Thai
  0xed0, // Lao
  0xf20, // Tibetan
  0x1040, // Burmese
  0x17e0, // Khmer
  0x1810, // Mongolian
  0xff10 // full width
]

/** Invisible marks that may stand before anything: LRM, RLM, embeddings, isolates, the BOM. */
export const marks = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"

/** Spaces that locales use inside a stamp: plain, no-break, narrow no-break, thin. */
export const spaces = " \u00a0\u202f\u2009"

/** Between the numbers of a date, twice the same. */
export const dateSeparators: ReadonlyArray<string> = ["/", "-", ". ", "."]

/** After the year, the month and the day where the year comes first and each has its word. */
export const dateUnits: ReadonlyArray<readonly [year: string, month: string, day: string]> = [
  ["年", "月", "日"], // ja, zh
  ["년 ", "월 ", "일"] // ko
]

/** After a whole date. */
export const dateEnds: ReadonlyArray<string> = [
  ".", // bs hr hu ko sr
  " г.", // bg mk
  " г"
]

/** Between date and time, or time and date. */
export const stampSeparators: ReadonlyArray<string> = [
  ", ",
  " ",
  "، ", // ar fa ug ur
  "،\u200f ", // fa
  " (", // eu
  " klo ", // fi
  ", klo ",
  " kl. ", // da nb sv
  " kl ",
  " Kl. ", // nds
  " Klock ",
  " um ", // de
  " à ", // fr
  " u ", // bs hr
  " o ", // cs pl
  " в ", // ru
  " ê " // scn
]

/** Between hour, minute and second. */
export const timeSeparators: ReadonlyArray<string> = [":", ".", " h ", "h"]

/** Between minute and second where it is not as before. */
export const secondSeparators: ReadonlyArray<string> = [" min ", " min", ":"]

/** After a whole time, before or after its meridiem. */
export const timeEnds: ReadonlyArray<string> = [
  ")", // eu
  " s", // fr-CA
  " ч.", // bg
  " Uhr", // de
  " hodź." // hsb
]

/** Calendars in which phones count. The others of CLDR differ from the Gregorian one in the year alone. */
export type Calendar = "gregorian" | "persian" | "islamic-umalqura"

/** What is to be done to a written year. */
export interface Era {
  readonly calendar: Calendar
  /** Years to add: 543 less for Buddhists, 2018 more in the era Reiwa. */
  readonly add: number
}

/** Eras that are written beside the year, or before the date. */
export const eras: ReadonlyArray<Era & { readonly words: ReadonlyArray<string> }> = [
  { words: ["AD", "CE", "ค.ศ."], calendar: "gregorian", add: 0 },
  { words: ["BE", "พ.ศ."], calendar: "gregorian", add: -543 },
  { words: ["R", "Reiwa", "令和"], calendar: "gregorian", add: 2018 },
  { words: ["H", "Heisei", "平成"], calendar: "gregorian", add: 1988 },
  { words: ["Minguo", "民國", "民国"], calendar: "gregorian", add: 1911 },
  { words: ["AP", "ه‍.ش.", "هـ.ش"], calendar: "persian", add: 0 },
  { words: ["AH", "هـ"], calendar: "islamic-umalqura", add: 0 }
]

/**
 * Years that tell the calendar by themselves. WhatsApp began in 2009, which is 2552 for Buddhists, 98 in the
 * Minguo, 1387 in the Persian and 1430 in the Islamic calendar; these two do not meet before 2051.
 */
export const eraYears: ReadonlyArray<Era & { readonly from: number; readonly to: number }> = [
  { from: 2500, to: 2699, calendar: "gregorian", add: -543 },
  { from: 98, to: 199, calendar: "gregorian", add: 1911 },
  { from: 1430, to: 1499, calendar: "islamic-umalqura", add: 0 },
  { from: 1370, to: 1429, calendar: "persian", add: 0 }
]

/** Two digits of a Buddhist year, as Thai phones write it: 2009 is 52, and no chat is from 2052. */
export const shortBuddhist: Era & { readonly from: number } = { from: 52, calendar: "gregorian", add: -543 }

/** Calendars as people call them, with what is added to their years. */
export const calendarNames: ReadonlyArray<Era & { readonly name: string }> = [
  { calendar: "gregorian", add: -543, name: "Buddhist" },
  { calendar: "gregorian", add: 2018, name: "Japanese" },
  { calendar: "gregorian", add: 1988, name: "Japanese" },
  { calendar: "gregorian", add: 1911, name: "Minguo" },
  { calendar: "persian", add: 0, name: "Persian" },
  { calendar: "islamic-umalqura", add: 0, name: "Islamic" }
]

/** How a stamp is wrapped, by platform. The first line of a file decides which it is. */
export const wrappings: ReadonlyArray<{
  readonly platform: "android" | "ios" | "web"
  readonly open: string
  readonly close: string
  /** Whether the time has seconds: always, never, or either. */
  readonly seconds: "always" | "never" | "either"
  readonly timeFirst: boolean
}> = [
  { platform: "ios", open: "[", close: "] ", seconds: "either", timeFirst: false },
  { platform: "ios", open: "[", close: "] ", seconds: "always", timeFirst: true }, // vi
  { platform: "web", open: "[", close: "] ", seconds: "never", timeFirst: true },
  { platform: "android", open: "", close: " - ", seconds: "either", timeFirst: false },
  { platform: "android", open: "", close: " – ", seconds: "either", timeFirst: false },
  { platform: "android", open: "", close: " - ", seconds: "either", timeFirst: true },
  { platform: "ios", open: "", close: ": ", seconds: "always", timeFirst: false }
]
