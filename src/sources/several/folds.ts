/**
 * The hours that a zone's clocks show twice, where an export without offsets cannot tell one from the other.
 */
import * as DateTime from "effect/DateTime"

/**
 * The place of an instant among others: itself, but for the hour that is shown twice when the clocks go
 * back. A source puts both of them into the first, so that their messages have all one place there: only
 * the order of the export tells them apart.
 */
export type PlaceOf = (instant: number) => number

/** Places of instants between `first` and `last` in a zone. */
export const places = (zone: string, first: number, last: number): PlaceOf => {
  const folds = foldsOf(zone, first, Math.min(last, first + LONGEST))
  let [from, until, place] = [0, 0, Number.NaN]
  return (instant) => {
    if (instant >= from && instant < until) return Number.isNaN(place) ? instant : place
    const next = folds.findIndex((fold) => instant < fold.until)
    const fold = folds[next]
    if (fold !== undefined && instant >= fold.from) {
      ;[from, until, place] = [fold.from, fold.until, fold.from]
      return place
    }
    const before = next < 0 ? folds.at(-1) : folds[next - 1]
    from = before?.until ?? Number.NEGATIVE_INFINITY
    until = fold?.from ?? Number.POSITIVE_INFINITY
    place = Number.NaN
    return instant
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

interface Fold {
  readonly from: number
  readonly until: number
}

const HOUR = 3_600_000
const WEEK = 7 * 24 * HOUR
/** A century. */
const LONGEST = 5218 * WEEK

const foldsOf = (zone: string, first: number, last: number): ReadonlyArray<Fold> => {
  const named = DateTime.zoneUnsafeMakeNamed(zone)
  const offsetAt = (instant: number) =>
    DateTime.zonedOffset(DateTime.setZone(DateTime.unsafeMake(instant), named))
  const folds: Array<Fold> = []
  let before = offsetAt(first - WEEK)
  for (let at = first - WEEK; at < last + WEEK; at += WEEK) {
    const after = offsetAt(at + WEEK)
    if (after < before) {
      let [low, high] = [at, at + WEEK]
      while (high - low > 1000) {
        const middle = Math.floor((low + high) / 2)
        if (offsetAt(middle) === before) low = middle
        else high = middle
      }
      const change = Math.floor(high / 1000) * 1000
      folds.push({ from: change - (before - after), until: change })
    }
    before = after
  }
  return folds
}
