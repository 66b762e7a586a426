/**
 * What may be found in a value that a foreign program wrote: nothing is of the type that it should be.
 */

/** An object's fields; none for anything else. */
export const fields = (value: unknown): Fields => (isObject(value) ? value : none)

/** The fields of an object. */
export interface Fields {
  readonly [key: string]: unknown
}

/** The values of an array; none for anything else. */
export const items = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** A text as messages hold it: lines end with "\n", and it can be written as UTF-8. Empty for anything else. */
export const text = (value: unknown): string => {
  if (typeof value !== "string") return ""
  if (!UNCLEAN.test(value)) return value
  return value
    .replace(/\r\n?/g, "\n")
    .replaceAll("\0", "")
    .replace(/\p{Cs}/gu, "\ufffd")
}

/** A name or an id that is a text or a number; null for anything else, and for an empty one. */
export const id = (value: unknown): string | null => {
  if (typeof value === "number" && Number.isFinite(value)) return String(value)
  const written = text(value)
  return written === "" ? null : written
}

/** A number, or a text that is one; null for anything else. */
export const number = (value: unknown): number | null => {
  if (typeof value === "number") return Number.isFinite(value) ? value : null
  if (typeof value !== "string" || !/^-?\d{1,20}(?:\.\d{1,20})?$/.test(value)) return null
  return Number(value)
}

/** A count of people or of seconds, at least 0; null for anything else. */
export const count = (value: unknown): number | null => {
  const found = number(value)
  return found !== null && Number.isSafeInteger(found) && found >= 0 ? found : null
}

/** An instant of milliseconds since the epoch; null where nobody can have written a message. */
export const instant = (milliseconds: number | null): number | null =>
  milliseconds !== null && milliseconds >= 0 && milliseconds < END_OF_TIME ? Math.floor(milliseconds) : null

const none: Fields = {}

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The year 10000. */
const END_OF_TIME = 253_402_300_800_000

const UNCLEAN = /[\r\0\ud800-\udfff]/
