/**
 * Exports from phones that were in different time zones.
 */
import * as DateTime from "effect/DateTime"
import { FURTHEST } from "../../domain/zones.js"
import { localClock } from "../whatsapp/calendar.js"
import { DAY } from "../whatsapp/calendars.js"
import { minuteOf } from "./likeness.js"

/** No two copies of a message are further apart: their zones, and a minute. */
export const MOST_APART = FURTHEST + 60_000

/** What the times of common texts tell of the clocks of two exports. */
export type Clocks =
  /** They agree, or too little is known. */
  | { readonly _tag: "Same" }
  /** The other one has the times of this zone, by so many milliseconds. */
  | { readonly _tag: "Zone"; readonly zone: string; readonly behind: number }
  /** They do not agree, and by no zone that there is. */
  | { readonly _tag: "Unknown" }

/** Compares when texts were written that both exports have once, both read with the times of `zone`. */
export const clocks = (
  ours: ReadonlyMap<number, number>,
  theirs: ReadonlyMap<number, number>,
  zone: string
): Clocks => {
  const pairs: Array<Times> = []
  for (const [text, mine] of ours) {
    const its = theirs.get(text)
    if (its !== undefined && Math.abs(mine - its) <= MOST_APART) pairs.push({ mine, its })
  }
  const agreeing = pairs.filter(({ mine, its }) => isSame(mine, its)).length
  const apart = pairs.filter(({ mine, its }) => !isSame(mine, its) && isApart(mine, its))
  if (apart.length < LEAST || apart.length <= agreeing) return { _tag: "Same" }
  const found = fittingZone(apart, zone)
  if (found === undefined) return { _tag: "Unknown" }
  const behind = apart.map(({ mine, its }) => quarters(mine - its)).sort((a, b) => a - b)
  return { _tag: "Zone", zone: found, behind: behind[behind.length >> 1] ?? 0 }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

interface Times {
  readonly mine: number
  readonly its: number
}

const QUARTER = 900_000
const LEAST = 3
const MOST = 64
const FITS = 0.9

const isSame = (a: number, b: number): boolean => Math.abs(minuteOf(a) - minuteOf(b)) <= 1

const quarters = (apart: number): number => Math.round(apart / QUARTER) * QUARTER

const isApart = (a: number, b: number): boolean => isSame(a - quarters(a - b), b)

/**
 * The zone whose times make the most of these the same, if nearly all are. Of several, one whose clocks
 * change as those of `zone` do, for what is only known of summer should be right in winter; then the first
 * by name.
 */
const fittingZone = (all: ReadonlyArray<Times>, zone: string): string | undefined => {
  const sorted = [...all].sort((a, b) => a.mine - b.mine)
  const every = Math.ceil(sorted.length / MOST)
  const own = DateTime.zoneUnsafeMakeNamed(zone)
  const sample = sorted
    .filter((_, index) => index % every === 0)
    .map(({ mine, its }) => ({
      mine,
      local: its + DateTime.zonedOffset(DateTime.setZone(DateTime.unsafeMake(its), own))
    }))
  const most = Math.floor(sample.length * (1 - FITS))
  let fewest = most
  let best: ReadonlyArray<string> = []
  for (const name of [...Intl.supportedValuesOf("timeZone"), ...fixed].sort()) {
    const clock = localClock(name)
    let misses = 0
    for (const { mine, local } of sample) {
      const day = Math.floor(local / DAY)
      if (!isSame(clock(day, local - day * DAY), mine)) misses++
      if (misses > fewest) break
    }
    if (misses > fewest) continue
    best = misses < fewest ? [name] : [...best, name]
    fewest = misses
  }
  const year = new Date(sorted[0]?.mine ?? 0).getUTCFullYear()
  const ranked = best.map((name) => ({
    name,
    distances: distances(localClock(name), localClock(zone), year)
  }))
  return ranked.sort((a, b) => a.distances - b.distances)[0]?.name
}

/** How many distances two clocks have from each other in a year: one where both change on the same days. */
const distances = (
  one: ReturnType<typeof localClock>,
  other: ReturnType<typeof localClock>,
  year: number
): number => {
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(year, month, 15) / DAY)
  return new Set(months.map((day) => one(day, DAY / 2) - other(day, DAY / 2))).size
}

/** Zones without a place. `Etc/GMT+3` is three hours behind UTC. */
const fixed = [
  "UTC",
  ...Array.from({ length: 27 }, (_, index) => `Etc/GMT${index < 14 ? "" : "+"}${index - 14}`)
]
