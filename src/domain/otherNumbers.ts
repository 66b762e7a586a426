/**
 * Digits that could be dialled, and are something else to whoever reads them.
 */

/** A number as it is written, and what stands before and after it. */
export interface WrittenNumber {
  readonly before: string
  readonly whole: string
  readonly after: string
}

/**
 * Whether digits are years, times, a decimal number, an address of the network, a price, a measure or
 * the number of an order rather than a phone number.
 */
export const isNoPhone = (groups: ReadonlyArray<string>, { after, before, whole }: WrittenNumber): boolean =>
  compactDate.test(whole) ||
  groups.every((group) => year.test(group)) ||
  times.test(whole) ||
  decimals.test(whole) ||
  (internetAddress.test(whole) && groups.every((group) => Number(group) < 256)) ||
  isCounted.test(before) ||
  isMeasure.test(after)

/** A text with its dates and places covered, which are of several numbers each. */
export const withoutDates = (text: string, cover: (found: string) => string): string =>
  text.replace(dates, cover)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Dates, and the two numbers of a place. */
const dates =
  /(?<![\d./-])(?:\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})|(?:19|20)\d{2}([./-])\d{1,2}\2\d{1,2}|\d{1,3}\.\d{3,}\s+-?\d{1,3}\.\d{3,})(?![./-]?\d)/g
const compactDate = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\s|$)/
const year = /^(?:19|20)\d{2}$/
const times = /^\d{1,2}\.\d{2}\s?[-–]\s?\d{1,2}\.\d{2}$/
const decimals = /^\d{1,3}\.\d{3,}$/
const internetAddress = /^\d{1,3}(?:\.\d{1,3}){3}$/

/** A price, the number of something, or the digits before a comma. */
const isCounted = /(?:[#№$€£¥₹₽第]\s?|(?<!\p{L})n(?:[º°]|\.[º°])\s?|(?<!\d)\d{1,6}[,:])$/iu
const isMeasure =
  /^(?:\s?(?:[€$£¥₹₽%°]|(?:eur|usd|gbp|brl|euros?|reais|dollars?|km|kg|kwh|[kmg]b|bytes|views|likes)(?!\p{L})|[円圆元年月日人个個名万萬億亿票回点號号次]|[원년명개번회]|บาท|คน)|[,:]\d{1,2}(?!\d))/iu
