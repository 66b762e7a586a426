/**
 * Days of the calendars that have months of their own. `Intl` knows them, from an instant to a date; here
 * it is asked the other way round, once for each month.
 */
import type { Calendar } from "./stamps.js"

/** Milliseconds of a day. */
export const DAY = 86_400_000

/** The first day of a month, in days since 1970-01-01, and how many days it has. */
interface Month {
  readonly first: number
  readonly days: number
}

/** Days since 1970-01-01 of a date in a calendar with months of its own; -1 when there is no such date. */
export const dayOf = (
  calendar: Exclude<Calendar, "gregorian">,
  year: number,
  month: number,
  day: number
): number => {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1300 || year > 1600) return -1
  const found = monthOf(calendar, year, month)
  return day > found.days ? -1 : found.first + day - 1
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const months = new Map<string, Month>()

const monthOf = (calendar: Exclude<Calendar, "gregorian">, year: number, month: number): Month => {
  const key = `${calendar} ${year} ${month}`
  const known = months.get(key)
  if (known !== undefined) return known
  const next = month === 12 ? firstDay(calendar, year + 1, 1) : firstDay(calendar, year, month + 1)
  const first = firstDay(calendar, year, month)
  const found = { first, days: next - first }
  months.set(key, found)
  return found
}

/** Years begin here, in days since 1970-01-01, and have so many days on average. */
const beginnings = {
  persian: { year: 1403, day: 19_802, length: 365.2422 },
  "islamic-umalqura": { year: 1446, day: 19_911, length: 354.367 }
} as const

/** Guesses a day of the month from the average year, and goes by months to where `Intl` says it is. */
const firstDay = (calendar: Exclude<Calendar, "gregorian">, year: number, month: number): number => {
  const beginning = beginnings[calendar]
  const length = beginning.length / 12
  const format = numbersIn(calendar)
  let day = Math.round(beginning.day + ((year - beginning.year) * 12 + month - 1) * length + 14)
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const [foundMonth = 0, foundDay = 0, foundYear = 0] = (format.format(day * DAY).match(/\d+/g) ?? []).map(
      Number
    )
    const off = (year - foundYear) * 12 + month - foundMonth
    if (off === 0) return day - foundDay + 1
    day += Math.round(off * length)
  }
  return day
}

const MOST_TRIES = 5

const formats = new Map<string, Intl.DateTimeFormat>()

const numbersIn = (calendar: string): Intl.DateTimeFormat => {
  const known = formats.get(calendar)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(`en-US-u-ca-${calendar}-nu-latn`, {
    timeZone: "UTC",
    year: "numeric",
    month: "numeric",
    day: "numeric"
  })
  formats.set(calendar, made)
  return made
}
