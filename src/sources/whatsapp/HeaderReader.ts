/**
 * Reads the numbers of a file's headers, fast.
 */
import { decode } from "./decode.js"
import { digit, eraOf, isAfternoon, isNoon } from "./headerPattern.js"
import type { Shape, Stamp } from "./Shape.js"

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
  /** Hours from this one to 12 are of the morning, whatever the half of the day. */
  private morning = NOON
  private era = 0
  private readonly shape: Shape

  constructor(shape: Shape) {
    this.shape = shape
  }

  /**
   * Reads the header of the line at `line` into `into` and gives the index after it, or -1 when there is none. The
   * time is checked; the date is not, for that needs the file's date order.
   */
  read(text: Buffer, line: number, into: Stamp): number {
    // Lines with and without a mark take turns in some files, and are alike behind it.
    const from =
      text[line] === MARK[0] && text[line + 1] === MARK[1] && text[line + 2] === MARK[2] ? line + 3 : line
    if (!this.isLikeLast(text, from) && !this.learn(text, from)) return -1
    const numbers = this.numbers
    const timeFirst = this.shape.timeFirst
    const time = timeFirst ? 0 : 3
    const date = timeFirst ? (this.hasSeconds ? 3 : 2) : 0
    const hour = numbers[time] ?? 0
    into.first = numbers[date] ?? 0
    into.second = numbers[date + 1] ?? 0
    into.third = numbers[date + 2] ?? 0
    into.era = this.era
    into.hour =
      this.afternoon === undefined ? hour : hour < this.morning && this.afternoon ? hour + NOON : hour
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
    const { header, add } = this.shape
    header.lastIndex = 0
    const match = header.exec(decode(text, from, from + LONGEST))
    if (match === null) return false
    const [found] = match
    const { era, meridiem } = match.groups ?? {}
    this.afternoon = meridiem === undefined ? undefined : isAfternoon(meridiem)
    this.morning = meridiem !== undefined && isNoon(meridiem) ? LATE : NOON
    this.era = era === undefined ? add : (eraOf(era)?.add ?? 0)
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

/** LRM, which iOS puts before lines that hold more than words. */
const MARK = Buffer.from("\u200e")

const NOON = 12
/** The first hour that may be called noon. */
const LATE = 10

/** No header has more bytes, marks included. */
const LONGEST = 160
const MOST_NUMBERS = 6
