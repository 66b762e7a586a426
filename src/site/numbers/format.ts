/**
 * Numbers, days and hours in words of the page's language.
 */
import { dateFormat, numberFormat } from "../formats.js"
import { localeOf } from "../labels.js"
import type { Grain } from "./periods.js"

/** A number; with a fraction only below ten. */
export const number = (language: string, n: number): string =>
  numbers(language, { maximumFractionDigits: n < 10 ? 1 : 0 }).format(n)

/** A part of a whole. */
export const share = (language: string, part: number, whole: number): string =>
  numbers(language, { style: "percent" }).format(whole === 0 ? 0 : part / whole)

/** A length of time: `21 days`. */
export const span = (language: string, n: number, unit: "day" | "hour" | "minute"): string =>
  numbers(language, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 0 }).format(n)

/** A length of time in the unit that says it best. */
export const duration = (language: string, milliseconds: number): string => {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000))
  return minutes < 90 ? span(language, minutes, "minute") : span(language, Math.round(minutes / 60), "hour")
}

/** A day, `2025-10-28`, in full. */
export const dayText = (language: string, day: string): string =>
  dates(language, { weekday: "long", ...aDay }).format(Date.parse(day))

/** A day and another: `3 – 9 March 2025`. */
export const daysText = (language: string, first: string, last: string): string =>
  dates(language, aDay).formatRange(Date.parse(first), Date.parse(last))

/** A period by its first day: a day, the days of a week, a month, a year. */
export const periodText = (language: string, grain: Grain, start: string): string =>
  grain === "week"
    ? daysText(language, start, new Date(Date.parse(start) + 6 * DAY).toISOString().slice(0, 10))
    : dates(language, periodStyles[grain]).format(Date.parse(start))

/** A period where there is little room. */
export const shortPeriod = (language: string, grain: Grain, start: string): string =>
  dates(
    language,
    grain === "day"
      ? { day: "numeric", month: "short" }
      : grain === "year"
        ? { year: "numeric" }
        : { month: "short", year: "numeric" }
  ).format(Date.parse(start))

/** An hour of the day: `21:00`. */
export const hourText = (language: string, hour: number): string =>
  dates(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(hour * HOUR)

/** A weekday, Monday 0. */
export const weekdayText = (language: string, weekday: number, style: "long" | "short"): string =>
  // 5 January 1970 was a Monday.
  dates(language, { weekday: style }).format((4 + weekday) * DAY)

/** The weekdays, Monday 0, in the order of the language's calendars. */
export const weekdaysOf = (language: string): ReadonlyArray<number> => {
  const first = firstWeekdays[localeOf(language)] ?? 0
  return Array.from({ length: 7 }, (_, at) => (at + first) % 7)
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const HOUR = 3600_000
const DAY = 24 * HOUR

const aDay = { day: "numeric", month: "long", year: "numeric" } as const

const periodStyles = {
  day: { weekday: "long", ...aDay },
  month: { month: "long", year: "numeric" },
  year: { year: "numeric" }
} as const

/** Where the week begins on Saturday or Sunday; from CLDR. */
const firstWeekdays: { readonly [locale: string]: number | undefined } = { ar: 5, hi: 6, ja: 6 }

const numbers = (language: string, style: Intl.NumberFormatOptions): Intl.NumberFormat =>
  numberFormat(localeOf(language), style)

/** Days and hours are those of the chat's clock already: no zone moves them. */
const dates = (language: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  dateFormat(localeOf(language), "UTC", style)
