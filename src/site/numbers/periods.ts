/**
 * Time cut into days, weeks, months or years: what a chart through time stands on.
 */
import { dayAt, dayNumber, weekdayAt } from "./siteNumbers.js"

/** How long a period is. */
export type Grain = "day" | "week" | "month" | "year"

/** A period and how much was written in it. */
export interface Period {
  /** Its first day, `2025-10-27`; weeks begin on Monday. */
  readonly start: string
  readonly messages: number
}

/** The grain at which the days between two are neither too few nor too many to see. */
export const grainOf = (first: string, last: string): Grain => {
  const days = dayNumber(last) - dayNumber(first) + 1
  return days <= 62 ? "day" : days <= 430 ? "week" : days <= 3660 ? "month" : "year"
}

/** All periods from the first day to the last, those in which nothing was written with them. */
export const periodsOf = (
  days: ReadonlyMap<string, number>,
  grain: Grain,
  first: string,
  last: string
): ReadonlyArray<Period> => {
  const counts = new Map<string, number>()
  for (let at = startOf(first, grain); at <= last; at = nextOf(at, grain)) counts.set(at, 0)
  for (const [day, n] of days) {
    const start = startOf(day, grain)
    const known = counts.get(start)
    if (known !== undefined) counts.set(start, known + n)
  }
  return Array.from(counts, ([start, messages]) => ({ start, messages }))
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const startOf = (day: string, grain: Grain): string => {
  if (grain === "year") return `${day.slice(0, 4)}-01-01`
  if (grain === "month") return `${day.slice(0, 7)}-01`
  if (grain === "day") return day
  const number = dayNumber(day)
  return dayAt(number - weekdayAt(number))
}

/** More days than the longest period has, from its first day on, lead into the next. */
const reach = { day: 1, week: 7, month: 31, year: 366 } as const

const nextOf = (start: string, grain: Grain): string => startOf(dayAt(dayNumber(start) + reach[grain]), grain)
