/**
 * Which of day and month comes first: one fact for the whole file, never decided line by line.
 */
import { Disorder } from "../Disorder.js"
import type { DateOrder } from "../Source.js"
import { DAY, type DayOf, dayIn, timeOf } from "./calendar.js"
import { orderHints } from "./locales.js"
import type { Shape, Stamp } from "./Shape.js"

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
  readonly disorder: Disorder
}

/** The decision, with its reason for people and a warning when it is a guess. */
export interface Decision {
  readonly order: DateOrder
  readonly reason: string
  readonly warning: string | undefined
}

/** The orders that a file's shape leaves open. */
export const candidates = (shape: Shape): ReadonlyArray<DateOrder> =>
  shape.yearFirst ? ["year-first"] : ["day-first", "month-first"]

/** An empty tally of an order. */
export const makeTally = (order: DateOrder): Tally => ({
  order,
  dayOf: dayIn(order),
  impossible: 0,
  back: 0,
  first: Number.POSITIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY,
  previous: Number.NEGATIVE_INFINITY,
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
  tally.previous = local
  tally.disorder.add(local)
}

/**
 * Decides by a number over 12, then by what was asked for, then by time going forward, then by the
 * locale's habits. Undefined where the dates are not what was asked for.
 */
export const decide = (
  tallies: ReadonlyArray<Tally>,
  shape: Shape,
  asked?: DateOrder
): Decision | undefined => {
  const found = decideAlone(tallies, shape, asked)
  return asked === undefined || found.order === asked ? found : undefined
}

const decideAlone = (tallies: ReadonlyArray<Tally>, shape: Shape, asked: DateOrder | undefined): Decision => {
  const [one, other] = tallies
  if (one === undefined || other === undefined) {
    return { order: one?.order ?? "year-first", reason: "the year comes first", warning: undefined }
  }
  if (one.impossible !== other.impossible) {
    const order = one.impossible < other.impossible ? one.order : other.order
    return { order, reason: "a number over 12 can only be a day", warning: undefined }
  }
  if (asked !== undefined) return { order: asked, reason: "--date-order says so", warning: undefined }
  if (one.back !== other.back) {
    const order = one.back < other.back ? one.order : other.order
    return { order, reason: "only so does time go forward", warning: undefined }
  }
  const hint = orderHints.find(
    (row) =>
      row.dateSeparator === shape.dateSeparator &&
      (row.meridiem === undefined || row.meridiem === shape.meridiem?.replace(/\s/g, " "))
  )
  if (hint !== undefined) return { order: hint.order, reason: hint.reason, warning: undefined }
  return {
    order: "day-first",
    reason: "nothing in the file tells day from month",
    warning:
      "nothing in the file tells day from month: day first assumed; --date-order month-first reads it the other way"
  }
}
