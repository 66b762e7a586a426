/**
 * The header before each message: which of its many shapes a file has, and the numbers in it.
 *
 * A file has one shape, that of its first header. So a header of another shape, pasted into a
 * message, stays text.
 */
import { decode } from "./decode.js"
import {
  dateSeparators,
  digitZeros,
  marks,
  meridiems,
  spaces,
  stampSeparators,
  timeSeparators,
  wrappings
} from "./locales.js"

/** What all headers of one file share. */
export interface Shape {
  readonly platform: Wrapping["platform"]
  /** Sticky; matches a header at `lastIndex`. With a twelve-hour clock its group holds the meridiem. */
  readonly header: RegExp
  readonly dateSeparator: string
  /** The meridiem as the first header writes it; undefined with a 24-hour clock. */
  readonly meridiem: string | undefined
  readonly timeFirst: boolean
  readonly yearFirst: boolean
  /** Whether messages end with CR LF, so that a bare LF is inside one. */
  readonly crlf: boolean
}

/** The numbers of a header: `first`, `second` and `third` are those of the date, in the file's order. */
export interface Stamp {
  first: number
  second: number
  third: number
  hour: number
  minute: number
  secs: number
}

/** The shape of a text that begins so; undefined when no line of it is a header. */
export const detect = (head: string): Shape | undefined => {
  for (const [line] of head.matchAll(/.+/g)) {
    const shape = shapeOf(line, head)
    if (shape !== undefined) return shape
  }
  return undefined
}

/** Whether a line is a header of any shape, which in a file of another shape is text. */
export const isHeader = (line: string): boolean => patterns.some(({ pattern }) => pattern.test(line))

/** Whether a header can begin with this byte: that of a digit, a bracket, an invisible mark. */
export const mayBegin = (byte: number | undefined): boolean => byte !== undefined && firstBytes[byte] === 1

/** A stamp for `read` to fill. */
export const makeStamp = (): Stamp => ({ first: 0, second: 0, third: 0, hour: 0, minute: 0, secs: 0 })

/**
 * Reads headers of one shape. Most differ from the one before in their digits alone, and comparing them
 * to it is faster than the regular expression, which decides about the others.
 *
 * A class, so that both passes run the same compiled code.
 */
export class HeaderReader {
  /** The last header; of each byte that tells a digit, its zero, its number, and what it counts there. */
  private readonly bytes = new Uint8Array(LONGEST)
  private readonly zeros = new Uint8Array(LONGEST)
  private readonly slots = new Uint8Array(LONGEST)
  private readonly weights = new Int32Array(LONGEST)
  private readonly numbers = new Int32Array(MOST_NUMBERS)
  private length = 0
  private hasSeconds = false
  private afternoon: boolean | undefined
  private readonly shape: Shape

  constructor(shape: Shape) {
    this.shape = shape
  }

  /**
   * Reads the header at `from` into `into` and gives the index after it, or -1 when there is none. The
   * time is checked; the date is not, for that needs the file's date order.
   */
  read(text: Buffer, from: number, into: Stamp): number {
    if (!this.isLikeLast(text, from) && !this.learn(text, from)) return -1
    const numbers = this.numbers
    const timeFirst = this.shape.timeFirst
    const time = timeFirst ? 0 : 3
    const date = timeFirst ? (this.hasSeconds ? 3 : 2) : 0
    const hour = numbers[time] ?? 0
    into.first = numbers[date] ?? 0
    into.second = numbers[date + 1] ?? 0
    into.third = numbers[date + 2] ?? 0
    into.hour = this.afternoon === undefined ? hour : hour < 12 && this.afternoon ? hour + 12 : hour
    if (this.afternoon === false && hour === 12) into.hour = 0
    into.minute = numbers[time + 1] ?? 0
    into.secs = this.hasSeconds ? (numbers[time + 2] ?? 0) : 0
    return into.hour < 24 && into.minute < 60 && into.secs < 60 ? from + this.length : -1
  }

  /** Compares, and takes over the digits that differ: few do, from one message to the next. */
  private isLikeLast(text: Buffer, from: number): boolean {
    const { bytes, zeros, slots, weights, numbers, length } = this
    for (let index = 0; index < length; index++) {
      const byte = text[from + index] ?? 0
      const last = bytes[index] ?? 0
      if (byte === last) continue
      const zero = zeros[index] ?? 0
      if (zero === 0 || byte < zero || byte > zero + 9) return false
      const slot = slots[index] ?? 0
      numbers[slot] = (numbers[slot] ?? 0) + (byte - last) * (weights[index] ?? 0)
      bytes[index] = byte
    }
    return length > 0
  }

  private learn(text: Buffer, from: number): boolean {
    const { header, meridiem } = this.shape
    header.lastIndex = 0
    const match = header.exec(decode(text, from, from + LONGEST))
    if (match === null) return false
    const [found, word = ""] = match
    this.afternoon = meridiem === undefined ? undefined : isAfternoon.get(plain(word))
    const bytes = Buffer.from(found)
    this.bytes.set(bytes)
    this.length = bytes.length
    this.hasSeconds = this.learnNumbers(found) === MOST_NUMBERS
    return true
  }

  /** Finds the numbers of a header, whose bytes are known, and counts them. */
  private learnNumbers(header: string): number {
    const { bytes, zeros, slots, weights, numbers } = this
    zeros.fill(0)
    numbers.fill(0)
    let count = 0
    let end = 0
    for (let index = 0; index < header.length; index++) {
      const unit = header.charCodeAt(index)
      const value = digit(unit)
      end += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3
      if (value < 0) continue
      zeros[end - 1] = (bytes[end - 1] ?? 0) - value
      slots[end - 1] = count
      numbers[count] = (numbers[count] ?? 0) * 10 + value
      if (digit(header.charCodeAt(index + 1)) < 0) count++
    }
    let weight = 0
    for (let index = end - 1, slot = count; index >= 0; index--) {
      if (zeros[index] === 0) continue
      weight = slots[index] === slot ? weight * 10 : 1
      slot = slots[index] ?? 0
      weights[index] = weight
    }
    return count
  }
}

/** No header has more bytes, marks included. */
const LONGEST = 160
const MOST_NUMBERS = 6

type Wrapping = (typeof wrappings)[number]

const POINTS = new RegExp(`[.${spaces}]`, "g")

const plain = (word: string): string => word.replace(POINTS, "").toLowerCase()

const isAfternoon = new Map(meridiems.flatMap(({ am, pm }) => [[am, false] as const, [pm, true] as const]))

const digit = (unit: number): number => {
  if (unit < 0x80) return unit >= 0x30 && unit <= 0x39 ? unit - 0x30 : -1
  for (const zero of digitZeros) if (unit >= zero && unit <= zero + 9) return unit - zero
  return -1
}

const DIGIT = `[${digitZeros.map((zero) => `${String.fromCodePoint(zero)}-${String.fromCodePoint(zero + 9)}`).join("")}]`
const SPACE = `[${spaces}]`

const literal = (text: string): string =>
  text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&").replaceAll(/[ \u00a0\u202f\u2009]/g, SPACE)

const BEGINNING = new RegExp(`[${marks}\\[]|${DIGIT}`)
const firstBytes = new Uint8Array(0x100)
for (let unit = 0; unit < 0x10000; unit++) {
  const character = String.fromCharCode(unit)
  if (BEGINNING.test(character)) firstBytes[Buffer.from(character)[0] ?? 0] = 1
}

const longestFirst = (texts: Iterable<string>): ReadonlyArray<string> =>
  [...texts].sort((a, b) => b.length - a.length)

const oneOf = (texts: ReadonlyArray<string>): string => longestFirst(texts).map(literal).join("|")

/** In either case, with or without dots and spaces between and after the letters. */
const WORD = longestFirst(new Set(meridiems.flatMap(({ am, pm }) => [am, pm])))
  .map((word) => [...word].map((letter) => `[${letter}${letter.toUpperCase()}]\\.?`).join(`${SPACE}?`))
  .join("|")

/** The parts that the first header of a file decides, each as the source of a regular expression. */
interface Parts {
  readonly year: "first" | "last" | "either"
  readonly dateSeparator: string
  readonly stampSeparator: string
  readonly timeSeparator: string
  readonly seconds: string
  readonly before: string
  readonly after: string
}

const source = (wrapping: Wrapping, parts: Parts): string => {
  const year = `(?:${DIGIT}{4}|${DIGIT}{2})`
  const short = `${DIGIT}{1,2}`
  const first = { first: `${DIGIT}{4}`, last: short, either: `(?<first>${DIGIT}{4}|${short})` }[parts.year]
  const third = { first: short, last: year, either: `(?:${DIGIT}{4}|${short})` }[parts.year]
  const date = `${first}${parts.dateSeparator}${short}${parts.dateSeparator}${third}`
  const time = `${parts.before}${short}${parts.timeSeparator}${DIGIT}{2}${parts.seconds}${parts.after}`
  const inner = wrapping.timeFirst ? [time, parts.stampSeparator, date] : [date, parts.stampSeparator, time]
  return `[${marks}]*${literal(wrapping.open)}${inner.join("")}${literal(wrapping.close)}`
}

/** Every shape of the data. Its groups tell what a header has, for `narrow` to ask the same of the others. */
const patterns = wrappings.map((wrapping) => {
  const groups = source(wrapping, {
    year: "either",
    dateSeparator: "DATE",
    stampSeparator: `(?<stampSeparator>${oneOf(stampSeparators)})`,
    timeSeparator: `(?<timeSeparator>${oneOf(timeSeparators)})`,
    seconds: `(?<seconds>\\k<timeSeparator>${DIGIT}{2})${wrapping.seconds === "always" ? "" : "?"}`,
    before: `(?:(?<before>${WORD})${SPACE}?)?`,
    after: `(?:${SPACE}?(?<after>${WORD}))?`
  })
  const pattern = groups
    .replace("DATE", `(?<dateSeparator>${oneOf(dateSeparators)})`)
    .replace("DATE", "\\k<dateSeparator>")
  return { wrapping, pattern: new RegExp(`^${pattern}`) }
})

const shapeOf = (line: string, head: string): Shape | undefined => {
  for (const { wrapping, pattern } of patterns) {
    const found = pattern.exec(line)?.groups
    if (found === undefined) continue
    const yearFirst = found["first"]?.length === 4
    const shape: Shape = {
      platform: wrapping.platform,
      header: new RegExp(
        source(wrapping, {
          year: yearFirst ? "first" : "last",
          dateSeparator: literal(found["dateSeparator"] ?? ""),
          stampSeparator: literal(found["stampSeparator"] ?? ""),
          timeSeparator: literal(found["timeSeparator"] ?? ""),
          seconds:
            found["seconds"] === undefined ? "" : `${literal(found["timeSeparator"] ?? "")}${DIGIT}{2}`,
          before: found["before"] === undefined ? "" : `(${WORD})${SPACE}?`,
          after: found["after"] === undefined ? "" : `${SPACE}?(${WORD})`
        }),
        "y"
      ),
      dateSeparator: found["dateSeparator"] ?? "",
      meridiem: found["before"] ?? found["after"],
      timeFirst: wrapping.timeFirst,
      yearFirst,
      crlf: wrapping.open !== "" && new RegExp(`\\r\\n[${marks}]*\\[`).test(head)
    }
    if (new HeaderReader(shape).read(Buffer.from(line), 0, makeStamp()) > 0) return shape
  }
  return undefined
}
