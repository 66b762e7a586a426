/**
 * From the numbers of a header to an instant: dates in the file's order, times in the phone's zone.
 */
import * as DateTime from "effect/DateTime"
import type { DateOrder } from "../Source.js"
import { DAY, dayOf } from "./calendars.js"
import type { Stamp } from "./Shape.js"
import type { Calendar } from "./stamps.js"

/** Days whose rules are kept: those of a century. */
const MOST_DAYS = 36_525

/** No zone has changed its clocks twice in so many days: in 2000 the north of Brazil did after a week. */
const CHANGELESS = 4

/** Days since 1970-01-01 of a stamp's date; -1 when there is no such date. */
export type DayOf = (stamp: Stamp) => number

/** Reads dates in an order and a calendar. Most headers have the date of the one before, which is not counted out again. */
export const dayIn = (order: DateOrder, calendar: Calendar = "gregorian"): DayOf => {
  let first = -1
  let second = -1
  let third = -1
  let era = 0
  let day = -1
  return (stamp) => {
    if (stamp.first !== first || stamp.second !== second || stamp.third !== third || stamp.era !== era) {
      first = stamp.first
      second = stamp.second
      third = stamp.third
      era = stamp.era
      day = daysTo(order, calendar, stamp)
    }
    return day
  }
}

/** Milliseconds since midnight of a stamp's time. */
export const timeOf = (stamp: Stamp): number => ((stamp.hour * 60 + stamp.minute) * 60 + stamp.secs) * 1000

/**
 * The instant of a local time in an IANA zone, from its day and its milliseconds since midnight. A time
 * that a clock change skips moves forward; of one that happens twice, the first counts.
 */
export const localClock = (zone: string): ((day: number, time: number) => number) => {
  const rules = new Map<number, DayRule>()
  const midnights = new Map<number, number>()
  const offsetAt = offsets(zone)
  let day = Number.NaN
  let rule: DayRule = { before: 0, after: 0, change: 0 }
  return (nextDay, time) => {
    if (nextDay !== day) {
      day = nextDay
      if (rules.size > MOST_DAYS) {
        rules.clear()
        midnights.clear()
      }
      const known = rules.get(day)
      rule = known ?? ruleOf(offsetAt, midnights, day)
      if (known === undefined) rules.set(day, rule)
    }
    const local = day * DAY + time
    const early = local - rule.before
    if (rule.before === rule.after || early < rule.change) return early
    const late = local - rule.after
    return late >= rule.change ? late : early
  }
}

/** The offsets around a local day, and the instant between them when they differ. */
interface DayRule {
  readonly before: number
  readonly after: number
  readonly change: number
}

/** Between the UTC midnights a day before and a day after it: no zone is as far as a day from UTC. */
const ruleOf = (
  offsetAt: (instant: number) => number,
  midnights: Map<number, number>,
  day: number
): DayRule => {
  const lookUp = (utcDay: number): number => {
    const known = midnights.get(utcDay) ?? offsetAt(utcDay * DAY)
    midnights.set(utcDay, known)
    return known
  }
  const atMidnight = (utcDay: number): number => {
    const start = Math.floor(utcDay / CHANGELESS) * CHANGELESS
    const offset = lookUp(start)
    return offset === lookUp(start + CHANGELESS) ? offset : lookUp(utcDay)
  }
  const before = atMidnight(day - 1)
  const after = atMidnight(day + 2)
  let low = (day - 1) * DAY
  let high = (day + 2) * DAY
  if (before === after) return { before, after, change: low }
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle) === before) low = middle
    else high = middle
  }
  return { before, after, change: Math.floor(high / 1000) * 1000 }
}

const offsets = (zone: string): ((instant: number) => number) => {
  const named = DateTime.zoneUnsafeMakeNamed(zone)
  return (instant) => DateTime.zonedOffset(DateTime.setZone(DateTime.unsafeMake(instant), named))
}

const daysTo = (order: DateOrder, calendar: Calendar, stamp: Stamp): number => {
  const written = order === "year-first" ? stamp.first : stamp.third
  const year = stamp.era + (written < 100 ? written + centuryOf(stamp.era) : written)
  const month = order === "month-first" ? stamp.first : stamp.second
  const day = order === "year-first" ? stamp.third : order === "day-first" ? stamp.first : stamp.second
  if (calendar !== "gregorian") return dayOf(calendar, year, month, day)
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return -1
  // Counts years from March, so that the leap day is the last of its year (the proleptic Gregorian calendar).
  const shifted = month > 2 ? year : year - 1
  const months = month > 2 ? month - 3 : month + 9
  const leaps = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400)
  return shifted * 365 + leaps + Math.floor((153 * months + 2) / 5) + day - 1 - 719_468
}

/** Two digits are of this century, which for Buddhists is the 2500s; a late era counts from one. */
const centuryOf = (era: number): number => (era < 0 ? 2500 : era > 1000 ? 0 : 2000)

const daysIn = (year: number, month: number): number => {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}
