/**
 * Regular expressions of headers, made of the data of `stamps.ts` and `meridiems.ts`.
 */
import * as Regex from "effect/RegExp"
import { type Meridiem, meridiems } from "./meridiems.js"
import {
  dateEnds,
  dateSeparators,
  dateUnits,
  digitZeros,
  eras,
  marks,
  secondSeparators,
  spaces,
  stampSeparators,
  timeEnds,
  timeSeparators,
  wrappings
} from "./stamps.js"

export type Wrapping = (typeof wrappings)[number]

/** What a header has of all that the data allow; undefined is what it does not have. */
export type Found = Readonly<Partial<Record<string, string>>>

/** What the header at the beginning of a line has, in each wrapping in which it is one. */
export const headersIn = function* (line: string): Generator<{
  readonly wrapping: Wrapping
  readonly found: Found
}> {
  // Made when first needed, for they are long.
  everyHeader ??= wrappings.map((wrapping) => new RegExp(`^${source(wrapping, any(wrapping))}`))
  for (const [index, wrapping] of wrappings.entries()) {
    const found = everyHeader[index]?.exec(line)?.groups
    if (found !== undefined && isSpoken(found["before"]) && isSpoken(found["after"]))
      yield { wrapping, found }
  }
}

/**
 * The pattern, sticky, of the headers that have what was found in one. Its groups are `meridiem` and `era`,
 * where there is one.
 */
export const headersLike = (wrapping: Wrapping, found: Found): RegExp =>
  new RegExp(source(wrapping, alike(found)), "y")

/** The first bytes of the headers that have what was found in one. */
export const firstBytes = ({ open }: Wrapping, { eraBefore, first = "" }: Found): Uint8Array =>
  bytesOf([
    ...marks,
    ...(open !== ""
      ? open
      : eraBefore !== undefined
        ? eras.flatMap(({ words }) => words)
        : digitsFrom(zeroOf(first)))
  ])

/** The first bytes of any header that does not begin with an era. */
export const anyFirstBytes = (): Uint8Array => {
  everyFirstByte ??= bytesOf([...marks, "[", ...digitZeros.flatMap(digitsFrom)])
  return everyFirstByte
}

/** Whether a word says that it is after noon; undefined when it is none of the data. */
export const isAfternoon = (word: string): boolean | undefined => afternoons.get(plain(word))

/** Whether a word says that it is around noon: what its hours are before twelve is before noon. */
export const isNoon = (word: string): boolean => noons.has(plain(word))

/** The rows of the data that have this word for a half of the day: some languages share one. */
export const meridiemsWith = (word: string): ReadonlyArray<Meridiem> => {
  const said = plain(word)
  return meridiems.filter(({ am, pm }) => am.includes(said) || pm.includes(said))
}

/** The row of the data that has this word for an era. */
export const eraOf = (word: string): (typeof eras)[number] | undefined =>
  eras.find(({ words }) => words.includes(word))

/** The value of a digit of any script, -1 for anything else. */
export const digit = (unit: number): number => {
  if (unit < 0x80) return unit >= 0x30 && unit <= 0x39 ? unit - 0x30 : -1
  for (const zero of digitZeros) if (unit >= zero && unit <= zero + 9) return unit - zero
  return -1
}

/** The value of a number in digits of any script. */
export const numberOf = (number: string): number =>
  [...number].reduce((value, character) => value * 10 + Math.max(0, digit(character.charCodeAt(0))), 0)

/** Days of the longest month: a larger number is a year. */
export const MOST_DAYS = 31

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

let everyHeader: ReadonlyArray<RegExp> | undefined
let everyFirstByte: Uint8Array | undefined

const digitsFrom = (zero: number): ReadonlyArray<string> =>
  Array.from({ length: 10 }, (_, value) => String.fromCharCode(zero + value))

const zeroOf = (number: string): number => number.charCodeAt(0) - Math.max(0, digit(number.charCodeAt(0)))

const digits = (zero: number): string => `[${String.fromCharCode(zero)}-${String.fromCharCode(zero + 9)}]`

const ALL_DIGITS = `[${digitZeros.map((zero) => digits(zero).slice(1, -1)).join("")}]`
const SPACE = `[${spaces}]`
/** Before a header, and inside one; runs of any length would take a time that grows with a power of it. */
const MARKS = `[${marks}]{0,16}`
const FEW = `[${marks}]{0,2}`

const literal = (text: string): string => Regex.escape(text).replaceAll(/[ \u00a0\u202f\u2009]/g, SPACE)

const longestFirst = (texts: Iterable<string>): ReadonlyArray<string> =>
  [...texts].sort((a, b) => b.length - a.length)

const oneOf = (texts: ReadonlyArray<string>): string => longestFirst(texts).map(literal).join("|")

/** In either case, with or without dots and spaces between and after the letters. */
const spoken = (words: ReadonlyArray<string>): string =>
  longestFirst(new Set(words))
    .map((word) => [...word].map((letter) => `[${letter}${letter.toUpperCase()}]\\.?`).join(`${SPACE}?`))
    .join("|")

/** What may be a meridiem: to look a word up is a hundred times faster than a pattern of all of them. */
const NO_WORD = `${ALL_DIGITS.slice(1, -1)}\\[\\](),:/\\n–-`
const ANY_WORD = `[^.،${spaces}${NO_WORD}][^${NO_WORD}]{0,23}?`

const IGNORED = new RegExp(`[.${spaces}${marks}]`, "g")

const plain = (word: string): string => word.replace(IGNORED, "").toLowerCase()

const isSpoken = (word: string | undefined): boolean => word === undefined || isAfternoon(word) !== undefined

const afternoons: ReadonlyMap<string, boolean> = new Map(
  meridiems.flatMap(({ am, pm }) => [
    ...am.map((word) => [word, false] as const),
    ...pm.map((word) => [word, true] as const)
  ])
)

const noons: ReadonlySet<string> = new Set(meridiems.flatMap(({ noon = [] }) => noon))

/** What stands around the numbers of a header, each as the source of a regular expression. */
interface Parts {
  readonly digit: string
  readonly eraBefore: string
  /** How many digits the first number of the date has: the year, or the day or month. */
  readonly first: string
  readonly one: string
  readonly two: string
  readonly eraYear: string
  readonly third: string
  readonly dateEnd: string
  readonly eraAfter: string
  readonly stampSeparator: string
  readonly before: string
  readonly timeSeparator: string
  readonly secondSeparator: string | undefined
  /** Whether seconds are there always, or may be. */
  readonly seconds: "" | "?"
  readonly timeEnd: string
  readonly after: string
  readonly end: string
}

const source = (wrapping: Wrapping, parts: Parts): string => {
  const { eraBefore, first, one, two, eraYear, third, dateEnd, eraAfter } = parts
  const number = (many: string) => `${FEW}${parts.digit}${many}${FEW}`
  const named = (name: string, many: string) => `${FEW}(?<${name}>${parts.digit}${many})${FEW}`
  const date = `${eraBefore}${named("first", first)}${one}${number("{1,2}")}${two}${eraYear}${named("third", third)}${dateEnd}${eraAfter}`
  const seconds =
    parts.secondSeparator === undefined
      ? ""
      : `(?:${parts.secondSeparator}${number("{1,2}")})${parts.seconds}`
  const { before, timeSeparator, timeEnd, after, end } = parts
  const time = `${before}${number("{1,2}")}${timeSeparator}${number("{1,2}")}${seconds}${timeEnd}${after}${end}`
  const inner = wrapping.timeFirst
    ? `${time}${parts.stampSeparator}${date}`
    : `${date}${parts.stampSeparator}${time}`
  return `${MARKS}${literal(wrapping.open)}${inner}${FEW}${literal(wrapping.close)}`
}

const any = (wrapping: Wrapping): Parts => {
  const era = oneOf(eras.flatMap(({ words }) => words))
  const units = (index: 0 | 1 | 2) => dateUnits.map((row) => row[index])
  const same = `(?<secondSeparator>\\k<timeSeparator>|${oneOf(secondSeparators)})`
  return {
    digit: ALL_DIGITS,
    eraBefore: `(?:(?<eraBefore>${era})${SPACE}?)?`,
    first: "{1,4}",
    one: `(?<one>${oneOf([...dateSeparators, ...units(0)])})`,
    two: `(?<two>\\k<one>|${oneOf(units(1))})`,
    eraYear: `(?<eraYear>${era})?`,
    third: "{1,4}",
    dateEnd: `(?<dateEnd>${oneOf([...dateEnds, ...units(2)])})?`,
    eraAfter: `(?:${SPACE}?(?<eraAfter>${era}))?`,
    stampSeparator: `(?<stampSeparator>${oneOf(stampSeparators)})`,
    before: `(?:(?<before>${ANY_WORD})${SPACE}?)?`,
    timeSeparator: `(?<timeSeparator>${oneOf(timeSeparators)})`,
    secondSeparator: wrapping.seconds === "never" ? undefined : same,
    seconds: wrapping.seconds === "always" ? "" : "?",
    timeEnd: `(?:(?<timeEnd>${oneOf(timeEnds)})(?![^ \\])]))?`,
    after: `(?:${SPACE}?(?<after>${ANY_WORD}))?`,
    end: `(?<end>${oneOf(timeEnds)})?`
  }
}

const alike = (found: Found): Parts => {
  const same = (part: string) => literal(found[part] ?? "")
  const where = (part: string, pattern: string) => (found[part] === undefined ? "" : pattern)
  const era = `(?<era>${oneOf(eras.flatMap(({ words }) => words))})`
  const rows = meridiemsWith(found["before"] ?? found["after"] ?? "")
  const meridiem = `(?<meridiem>${spoken(rows.flatMap(({ am, pm }) => [...am, ...pm]))})`
  const { secondSeparator } = found
  const { first = "", third = "", eraBefore } = found
  const isYear = numberOf(first) > MOST_DAYS && eraBefore === undefined
  const hasEra = ["eraBefore", "eraYear", "eraAfter"].some((part) => found[part] !== undefined)
  return {
    digit: digits(zeroOf(first)),
    eraBefore: where("eraBefore", `${era}${SPACE}?`),
    first: isYear
      ? first.length > 2
        ? `{${first.length}}`
        : "{2,3}"
      : eraBefore === undefined
        ? "{1,2}"
        : "{1,4}",
    one: same("one"),
    two: same("two"),
    eraYear: where("eraYear", era),
    third: isYear || !(hasEra || third.length > 2) ? "{1,2}" : "{1,4}",
    dateEnd: same("dateEnd"),
    eraAfter: where("eraAfter", `${SPACE}?${era}`),
    stampSeparator: same("stampSeparator"),
    before: where("before", `${meridiem}${SPACE}?`),
    timeSeparator: same("timeSeparator"),
    secondSeparator: secondSeparator === undefined ? undefined : literal(secondSeparator),
    seconds: "",
    timeEnd: same("timeEnd"),
    after: where("after", `${SPACE}?${meridiem}`),
    end: same("end")
  }
}

const bytesOf = (characters: ReadonlyArray<string>): Uint8Array => {
  const bytes = new Uint8Array(0x100)
  for (const character of characters) bytes[Buffer.from(character)[0] ?? 0] = 1
  return bytes
}
