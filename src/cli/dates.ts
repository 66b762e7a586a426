/**
 * Dates and times on the command line.
 */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { UsageError } from "./UsageError.js"

/**
 * The instant at which a date, `2025-10-28`, begins in a zone, `days` later when given; in milliseconds
 * since the epoch.
 */
export const startOfDate = (
  option: string,
  text: string,
  zone: DateTime.TimeZone,
  days = 0
): Effect.Effect<number, UsageError> => wanted(option, text, "a date", dateIn(text, zone, days))

/** Whether a text is a date of the calendar, as `2025-10-28`. */
export const isDate = (text: string): boolean => dateIn(text, DateTime.zoneMakeOffset(0), 0) !== null

/** What comes of a date: its first instant, or the first one after it. */
export type Edge = "begin" | "end"

/**
 * The instant that is meant by a time ago (`90m`, `24h`, `7d`, `2w`), a date, or a date with a time, in
 * the machine's zone unless it has its own (`2025-10-28T14:03`, `2025-10-28T14:03:22.5Z`). In milliseconds
 * since the epoch, and never before it.
 */
export const parseInstant = (
  option: string,
  text: string,
  { edge, now }: { readonly edge: Edge; readonly now: number }
): Effect.Effect<number, UsageError> => {
  const ago = parseSpan(text)
  if (ago !== null) return Effect.succeed(Math.max(0, now - ago))
  const [, date = "", time] = /^(\d{4}-\d{2}-\d{2})(?:[T ](.*))?$/i.exec(text) ?? []
  const day = dateIn(date, DateTime.zoneMakeLocal(), time === undefined && edge === "end" ? 1 : 0)
  const instant = time === undefined || day === null ? day : timeOn(date, time)
  return wanted(option, text, "a time ago, as 24h or 7d, or a date", instant)
}

/** `90m`, `24h`, `7d`, `2w` in milliseconds; null for what is none. */
export const parseSpan = (text: string): number | null => {
  const [, count, unit = ""] = /^(\d+)([mhdw])$/.exec(text) ?? []
  return count === undefined ? null : Number(count) * (units[unit] ?? 0)
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const units: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000
}

const dateIn = (text: string, zone: DateTime.TimeZone, days: number): number | null => {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return Option.match(
    DateTime.makeZoned(date.getTime() + days * 86_400_000, { timeZone: zone, adjustForTimeZone: true }),
    { onNone: () => null, onSome: (zoned) => zoned.epochMillis }
  )
}

/** Without a zone of its own a time is the machine's; one that a changed clock skips is moved forward. */
const timeOn = (date: string, time: string): number | null => {
  if (!/^\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?$/i.test(time)) return null
  const instant = Date.parse(`${date}T${time.toUpperCase()}`)
  return Number.isNaN(instant) ? null : instant
}

const wanted = (
  option: string,
  text: string,
  what: string,
  instant: number | null
): Effect.Effect<number, UsageError> =>
  instant === null
    ? new UsageError({ message: `${option}: "${text}" is not ${what}; write it as 2025-10-28` })
    : Effect.succeed(instant)
