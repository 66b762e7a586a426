/**
 * What of a text a result shows, with what was found in it marked.
 */
import { type Term, termsOf } from "./words.js"

/** A part of a text: as it is, or what was found. */
export type Piece = string | { readonly found: string }

/** A whole text in pieces. */
export const pieces = (text: string, found: ReadonlySet<string>): ReadonlyArray<Piece> =>
  cut(text, 0, text.length, hits(text, found))

/** The part of a text that has the most of what was found, in pieces; its beginning if nothing was. */
export const excerpt = (text: string, found: ReadonlySet<string>): ReadonlyArray<Piece> => {
  const marked = hits(text, found)
  const { from } = marked.reduce(
    (best, { start }) => {
      const inside = new Set(
        marked.filter((it) => it.start >= start && it.end <= start + length - lead).map(({ term }) => term)
      )
      return inside.size > best.size ? { from: start, size: inside.size } : best
    },
    { from: 0, size: 0 }
  )
  const start = from <= lead ? 0 : wordAt(text, from - lead)
  const end = start + length >= text.length ? text.length : wordAt(text, start + length)
  const part = cut(text, start, end, marked)
  return [...(start > 0 ? ["… "] : []), ...part, ...(end < text.length ? [" …"] : [])]
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Of an excerpt, and how much of it comes before the first hit, in UTF-16 units. */
const length = 220
const lead = 60

const hits = (text: string, found: ReadonlySet<string>): ReadonlyArray<Term> =>
  found.size === 0 ? [] : termsOf(text).filter(({ term }) => found.has(term))

/** The beginning of the word around a place; the place itself where no space is near. */
const wordAt = (text: string, at: number): number => {
  const space = text.lastIndexOf(" ", at)
  const place = at - space < 25 ? space + 1 : at
  return isInsidePair(text, place) ? place - 1 : place
}

const isInsidePair = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text.charAt(at))

const cut = (text: string, from: number, to: number, marked: ReadonlyArray<Term>): ReadonlyArray<Piece> => {
  const made: Array<Piece> = []
  let at = from
  for (const [start, end] of joined(marked)) {
    if (start < from || end > to) continue
    if (start > at) made.push(text.slice(at, start))
    made.push({ found: text.slice(start, end) })
    at = end
  }
  if (at < to) made.push(text.slice(at, to))
  return made
}

/** Places that overlap or touch are one. */
const joined = (marked: ReadonlyArray<Term>): ReadonlyArray<readonly [start: number, end: number]> => {
  const ranges: Array<[number, number]> = []
  for (const { end, start } of marked) {
    const last = ranges.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else ranges.push([start, end])
  }
  return ranges
}
