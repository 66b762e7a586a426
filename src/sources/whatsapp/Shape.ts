/**
 * What the headers of one file share, and the numbers in one.
 */
import type { Wrapping } from "./headerPattern.js"
import type { Era } from "./stamps.js"

/** What all headers of one file share. */
export interface Shape extends Era {
  readonly platform: Wrapping["platform"]
  /** Sticky; matches a header at `lastIndex`. Its groups are `meridiem` and `era`, where headers have them. */
  readonly header: RegExp
  /** Which bytes headers begin with. */
  readonly begins: Uint8Array
  readonly dateSeparator: string
  /** The meridiem as the first header writes it; undefined with a 24-hour clock. */
  readonly meridiem: string | undefined
  readonly timeFirst: boolean
  readonly yearFirst: boolean
  /** Whether no number of a date has more than two digits, so that any may be the year. */
  readonly shortYear: boolean
  /** Whether dates and times are as Americans write them: `1/31/24, 8:15 PM`, none with a zero in front. */
  readonly american: boolean
  /** Whether messages end with CR LF, so that a bare LF is inside one. */
  readonly crlf: boolean
}

/** The numbers of a header: `first`, `second` and `third` are those of the date, in the file's order. */
export interface Stamp {
  first: number
  second: number
  third: number
  /** Years to add to the written one. */
  era: number
  hour: number
  minute: number
  secs: number
}

/** A stamp for `read` to fill. */
export const makeStamp = (): Stamp => ({
  first: 0,
  second: 0,
  third: 0,
  era: 0,
  hour: 0,
  minute: 0,
  secs: 0
})
