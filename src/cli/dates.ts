/**
 * Dates on the command line.
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
): Effect.Effect<number, UsageError> => {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return wrong(option, text)
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return wrong(option, text)
  return Option.match(
    DateTime.makeZoned(date.getTime() + days * 86_400_000, { timeZone: zone, adjustForTimeZone: true }),
    { onNone: () => wrong(option, text), onSome: (zoned) => Effect.succeed(zoned.epochMillis) }
  )
}

const wrong = (option: string, text: string): Effect.Effect<never, UsageError> =>
  new UsageError({ message: `${option}: "${text}" is not a date; write it as 2025-10-28` })
