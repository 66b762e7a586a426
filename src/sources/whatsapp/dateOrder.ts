/**
 * Which of day and month comes first: one fact for the whole file, never decided line by line.
 */
import { Disorder } from "../Disorder.js"
import type { DateOrder } from "../Source.js"
import { type DayOf, dayIn, timeOf } from "./calendar.js"
import { DAY } from "./calendars.js"
import { meridiemsWith } from "./headerPattern.js"
import type { Shape, Stamp } from "./Shape.js"
import { type Calendar, calendarNames } from "./stamps.js"

/** What one reading of all dates led to. */
export interface Tally {
  readonly order: DateOrder
  readonly dayOf: DayOf
  /** Headers whose date does not exist in this order. */
  impossible: number
  /** How often time went back. */
  back: number
  /** The earliest and the latest local time, in milliseconds as if they were UTC. */
  first: number
  last: number
  previous: number
  /** Messages after `latest`: more than any clock may be ahead. */
  future: number
  readonly latest: number
  readonly disorder: Disorder
}

/** The decision, with its reason for people and a warning when it is a guess. */
export interface Decision {
  readonly order: DateOrder
  readonly reason: string
  readonly warning: string | undefined
}

/** The words of WhatsApp's own that tell what locale a file is of: of English, of a language that puts the day first. */
export interface Words {
  english: boolean
  dayFirst: boolean
}

/** The orders that a file's shape leaves open. */
export const candidates = ({ shortYear, yearFirst }: Shape): ReadonlyArray<DateOrder> =>
  yearFirst
    ? ["year-first"]
    : shortYear
      ? ["day-first", "month-first", "year-first"]
      : ["day-first", "month-first"]

/** An empty tally of an order; no message is honestly after the local time `latest`. */
export const makeTally = (order: DateOrder, calendar: Calendar, latest: number): Tally => ({
  order,
  dayOf: dayIn(order, calendar),
  impossible: 0,
  back: 0,
  first: Number.POSITIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY,
  previous: Number.NEGATIVE_INFINITY,
  future: 0,
  latest,
  disorder: new Disorder()
})

/** Adds a header to a tally. */
export const count = (tally: Tally, stamp: Stamp): void => {
  const day = tally.dayOf(stamp)
  if (day < 0) {
    tally.impossible++
    return
  }
  // An order that some header contradicts is chosen only after another pass, so its times do not matter.
  if (tally.impossible > 0) return
  const local = day * DAY + timeOf(stamp)
  if (local < tally.previous) tally.back++
  if (local < tally.first) tally.first = local
  if (local > tally.last) tally.last = local
  if (local > tally.latest) tally.future++
  tally.previous = local
  tally.disorder.add(local)
}

/**
 * Decides by a number over 12, then by what was asked for, then by time going forward, then by the
 * locale's words and habits. Undefined where the dates are not what was asked for.
 */
export const decide = (
  tallies: ReadonlyArray<Tally>,
  shape: Shape,
  words: Words,
  asked?: DateOrder
): Decision | undefined => {
  const found = withYear(tallies, shape, asked) ?? dayOrMonth(tallies, shape, words, asked)
  if (asked !== undefined && found.order !== asked) return undefined
  const calendar = calendarNames.find((row) => row.calendar === shape.calendar && row.add === shape.add)
  const reason = calendar === undefined ? found.reason : `${found.reason}; ${calendar.name} years`
  return { ...found, reason }
}

/** Whether the year comes first: the first number has four digits, or two and nothing else makes sense. */
const withYear = (
  tallies: ReadonlyArray<Tally>,
  shape: Shape,
  asked: DateOrder | undefined
): Decision | undefined => {
  const year = tallies.find(({ order }) => order === "year-first")
  if (year === undefined) return undefined
  const certain = (reason: string): Decision => ({ order: year.order, reason, warning: undefined })
  const others = tallies.filter((tally) => tally !== year)
  if (others.length === 0) return certain("the year comes first")
  const least = Math.min(...others.map(({ impossible }) => impossible))
  if (year.impossible < least) return certain("the numbers can be dates only with the year first")
  if (year.impossible > least) return undefined
  if (asked !== undefined) return asked === year.order ? certain(ASKED) : undefined
  const possible = others.filter(({ impossible }) => impossible === least)
  const isPossible = least === 0 && year.first >= FIRST_YEAR && shape.dateSeparator !== "."
  if (isPossible && possible.every((other) => isLikelier(year, other))) return certain(SHORTEST)
  const hint = hintOf(shape)
  const isOpen = possible.every((other) => spanOf(year) === spanOf(other))
  return isOpen && hint?.order === year.order ? certain(hint.reason) : undefined
}

/**
 * Read in another order, days become years: time goes back at the end of each month, and few days take
 * decades. Years in front are rare, so nothing less will do.
 */
const isLikelier = (year: Tally, other: Tally): boolean =>
  year.back < other.back
    ? spanOf(year) < spanOf(other)
    : year.back === other.back && spanOf(year) * MUCH < spanOf(other)

const MUCH = 20

/** WhatsApp is of 2009. */
const FIRST_YEAR = Date.UTC(2009, 0)

const spanOf = ({ first, last }: Tally): number => last - first

const SHORTEST = "only so is the chat no longer than it must be"
const ASKED = "--date-order says so"
const FORWARD = "only so does time go forward"

const dayOrMonth = (
  tallies: ReadonlyArray<Tally>,
  shape: Shape,
  words: Words,
  asked: DateOrder | undefined
): Decision => {
  const [one, other] = tallies
  if (one === undefined || other === undefined) return GUESS
  if (one.impossible !== other.impossible) {
    const order = one.impossible < other.impossible ? one.order : other.order
    return { order, reason: "a number over 12 can only be a day", warning: undefined }
  }
  if (asked !== undefined && asked !== "year-first")
    return { order: asked, reason: ASKED, warning: undefined }
  if (one.back !== other.back) {
    return { order: one.back < other.back ? one.order : other.order, reason: FORWARD, warning: undefined }
  }
  const hint = hintOf(shape)
  if (hint !== undefined && hint.order !== "year-first") return { ...hint, warning: undefined }
  if (words.dayFirst) return { ...SAID, warning: shape.american ? likely("day-first") : undefined }
  if (!shape.american) return GUESS
  return { ...AMERICAN, warning: words.english ? undefined : likely("month-first") }
}

const SAID = { order: "day-first", reason: "the words are of a language that puts the day first" } as const
const AMERICAN = { order: "month-first", reason: "AM and PM after such dates are American" } as const

const likely = (order: "day-first" | "month-first"): string =>
  `only its locale's habits tell day from month: ${order.replace("-", " ")} assumed; --date-order ${order === "day-first" ? "month-first" : "day-first"} reads it the other way`

const GUESS: Decision = {
  order: "day-first",
  reason: "nothing in the file tells day from month",
  warning:
    "nothing in the file tells day from month: day first assumed; --date-order month-first reads it the other way"
}

/** What the locale's habits tell, where the numbers leave the order open. */
const hintOf = ({
  dateSeparator,
  meridiem
}: Shape): { readonly order: DateOrder; readonly reason: string } | undefined => {
  const [row] = meridiem === undefined ? [] : meridiemsWith(meridiem)
  if (row?.order !== undefined) {
    return {
      order: row.order,
      reason: `${meridiem} is of a language that puts the ${firstOf[row.order]} first`
    }
  }
  if (dateSeparator.startsWith("."))
    return { order: "day-first", reason: "dates with dots put the day first" }
  if (dateSeparator !== "/" || meridiem === undefined) return undefined
  return habits.find(({ written }) => written.test(meridiem))
}

const firstOf: Readonly<Record<DateOrder, string>> = {
  "day-first": "day",
  "month-first": "month",
  "year-first": "year"
}

/** How the two letters are written that most languages share; in capitals many do, whatever their order. */
const habits: ReadonlyArray<{
  readonly written: RegExp
  readonly order: DateOrder
  readonly reason: string
}> = [
  { written: /^[ap]m$/, order: "day-first", reason: "am and pm in small letters are British" },
  { written: /^[ap]\.\sm\.$/, order: "day-first", reason: "a. m. and p. m. are Spanish" }
]
