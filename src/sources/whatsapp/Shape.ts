/**
 * The header before each message: which of its many shapes a file has, and the numbers in it.
 *
 * A file has one shape, that of its first header. So a header of another shape, pasted into a
 * message, stays text.
 */
import { HeaderReader } from "./HeaderReader.js"
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

type Wrapping = (typeof wrappings)[number]

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
