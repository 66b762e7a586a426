/**
 * The header before each message: which of its many shapes a file has, and the numbers in it.
 *
 * A file has one shape, that of its first header. So a header of another shape, pasted into a
 * message, stays text.
 */
import { HeaderReader } from "./HeaderReader.js"
import {
  anyFirstBytes,
  eraOf,
  type Found,
  firstBytes,
  headersIn,
  headersLike,
  MOST_DAYS,
  numberOf
} from "./headerPattern.js"
import { makeStamp, type Shape } from "./Shape.js"
import { type Era, eraYears, marks, shortBuddhist, spaces } from "./stamps.js"

/** The shape of a text that begins so; undefined when no line of it is a header. */
export const detect = (head: string): Shape | undefined => {
  for (const [line] of head.matchAll(/.+/g)) {
    const shape = shapeOf(line, head)
    if (shape !== undefined) return shape
  }
  return undefined
}

/**
 * Whether a line is a header of any shape, which in a file of another shape is text; or looks like one that
 * somebody has written anew: a date, a time, and soon a name and a colon.
 */
export const isHeader = (line: string): boolean =>
  headersIn(line).next().done !== true || REWRITTEN.test(line.slice(0, LONGEST))

const LONGEST = 200
const REWRITTEN = new RegExp(
  `^[${marks}${spaces}\\t]*\\[?\\p{Nd}{1,4}([-/.])\\p{Nd}{1,2}\\1\\p{Nd}{1,4}\\.?(?:T|[,،]?[${spaces}]{0,3})\\p{Nd}{1,2}[:.]\\p{Nd}\\p{Nd}(?:[:.]\\p{Nd}{2})?[^:\\p{Nd}]{0,8}[^\\s:\\p{Nd}][^:]{0,100}:(?:\\s|$)`,
  "u"
)

/** Whether a header of most shapes can begin with this byte: that of a digit, a bracket, an invisible mark. */
export const mayBegin = (byte: number | undefined): boolean =>
  byte !== undefined && anyFirstBytes()[byte] === 1

const shapeOf = (line: string, head: string): Shape | undefined => {
  for (const { wrapping, found } of headersIn(line)) {
    const era = eraIn(found)
    if (era === undefined) continue
    const { first = "", third = "", eraBefore } = found
    const shape: Shape = {
      platform: wrapping.platform,
      header: headersLike(wrapping, found),
      begins: firstBytes(wrapping, found),
      calendar: era.calendar,
      add: era.add,
      dateSeparator: found["one"] ?? "",
      meridiem: found["before"] ?? found["after"],
      timeFirst: wrapping.timeFirst,
      yearFirst: numberOf(first) > MOST_DAYS || eraBefore !== undefined,
      shortYear: first.length <= 2 && third.length <= 2 && era === NONE,
      american: false,
      crlf: false
    }
    if (new HeaderReader(shape).read(Buffer.from(line), 0, makeStamp()) <= 0) continue
    return {
      ...shape,
      american: isAmerican(shape, head),
      crlf: wrapping.open !== "" && endsWithCrLf(shape, head)
    }
  }
  return undefined
}

/**
 * Whether a text begins with dates and times that Americans write: no number but minutes and seconds has a
 * zero in front, and some number of a date could have one.
 */
const isAmerican = ({ header, meridiem, shortYear, dateSeparator }: Shape, head: string): boolean => {
  if (!shortYear || dateSeparator !== "/" || !/^[AP]M$/.test(meridiem ?? "")) return false
  let isShort = false
  for (const [line] of head.matchAll(/.+/g)) {
    header.lastIndex = 0
    const [found] = header.exec(line) ?? []
    if (found === undefined) continue
    const numbers = AMERICAN.exec(found)
    if (numbers === null) return false
    if (numbers.slice(1).some((number) => number.length === 1)) isShort = true
  }
  return isShort
}

const AMERICAN = /(?<!\d)([1-9]\d?)\/([1-9]\d?)\/\d\d, [1-9]\d?:/

/**
 * Whether messages end with CR LF, as on iOS: no more headers follow a bare LF, which are pasted. Where more
 * do, some editor or copy has mixed the line ends, and they tell nothing.
 */
const endsWithCrLf = ({ header }: Shape, head: string): boolean => {
  let believed = 0
  for (const { 1: cr, 2: line = "" } of head.matchAll(/(\r?)\n(.+)/g)) {
    header.lastIndex = 0
    if (header.test(line)) believed += cr === "" ? -1 : 1
  }
  return believed > 0 || (believed === 0 && CR_LF.test(head))
}

/** The end of an iOS message, and the mark and the bracket of the next. */
const CR_LF = /\r\n[\u200e\u200f\u202a-\u202e\ufeff]*\[/

const NONE: Era = { calendar: "gregorian", add: 0 }

/** By its word, else by its year; undefined when neither of the date's ends can be a year. */
const eraIn = (found: Found): Era | undefined => {
  const { first = "", third = "" } = found
  const word = found["eraBefore"] ?? found["eraYear"] ?? found["eraAfter"]
  if (word !== undefined) return eraOf(word)
  const year = numberOf(third.length > 2 ? third : first)
  const era = eraYears.find(({ from, to }) => year >= from && year <= to)
  if (era !== undefined) return era
  if ([first, third].some(({ length }) => length === 4)) return NONE
  if ([first, third].some(({ length }) => length > 2)) return undefined
  return numberOf(third) >= shortBuddhist.from ? shortBuddhist : NONE
}
