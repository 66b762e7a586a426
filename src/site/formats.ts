/**
 * What writes numbers and dates for a locale. Making one costs a thousand times what using it does, so each is
 * made once.
 */

/** For numbers. */
export const numberFormat = (locale: string, style?: Intl.NumberFormatOptions): Intl.NumberFormat =>
  once(
    numbers,
    style === undefined ? locale : JSON.stringify([locale, style]),
    () => new Intl.NumberFormat(locale, style)
  )

/** For instants in an IANA zone; English dates are written the British way, day first. */
export const dateFormat = (
  locale: string,
  timeZone: string,
  style: Intl.DateTimeFormatOptions
): Intl.DateTimeFormat =>
  once(
    dates,
    JSON.stringify([locale, timeZone, style]),
    () => new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { ...style, timeZone })
  )

/** For the forms of nouns. */
export const pluralRules = (locale: string): Intl.PluralRules =>
  once(plurals, locale, () => new Intl.PluralRules(locale))

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const numbers = new Map<string, Intl.NumberFormat>()
const dates = new Map<string, Intl.DateTimeFormat>()
const plurals = new Map<string, Intl.PluralRules>()

const once = <Format>(known: Map<string, Format>, key: string, make: () => Format): Format => {
  const format = known.get(key) ?? make()
  known.set(key, format)
  return format
}
