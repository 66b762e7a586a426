/**
 * The kinds of values that settings have, each from its text. What is wrong with one is said so that it
 * reads on from the name of the setting: `: "many" is not a whole number`, ` must be 1 or more, not 0`.
 */
import type * as DateTime from "effect/DateTime"
import type * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import { parseBytes } from "../bytes.js"
import { isDate } from "../dates.js"

/** Any text but an empty one. */
export const words: Schema.Schema<string> = Schema.Trim.pipe(
  Schema.compose(Schema.String),
  Schema.minLength(1, { message: () => " must not be empty" })
)

/** A whole number from `least` to `most`. */
export const wholeNumber = (least: number, most = Number.MAX_SAFE_INTEGER): Schema.Schema<number, string> =>
  Schema.String.pipe(
    Schema.pattern(/^-?\d+$/, { message: told("is not a whole number") }),
    Schema.compose(Schema.NumberFromString),
    Schema.filter((value) => value >= least && value <= most, {
      message: outside(most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `between ${least} and ${most}`)
    })
  )

/** A number from `least` to `most`. */
export const number = (least: number, most = Number.POSITIVE_INFINITY): Schema.Schema<number, string> =>
  Schema.String.pipe(
    Schema.filter((text) => text.trim() !== "" && Number.isFinite(Number(text)), {
      message: told("is not a number")
    }),
    Schema.compose(Schema.NumberFromString),
    Schema.filter((value) => value >= least && value <= most, {
      message: outside(
        most === Number.POSITIVE_INFINITY ? `${least} or more` : `between ${least} and ${most}`
      )
    })
  )

/** One of some words. */
export const choice = <A extends string>(choices: ReadonlyArray<A>): Schema.Schema<A, string> =>
  Schema.String.pipe(
    Schema.filter((text): text is A => choices.some((it) => it === text), {
      message: told(`is not one of ${choices.join(", ")}`)
    })
  )

/** `true` or `false`. */
export const yesOrNo: Schema.Schema<boolean, string> = Schema.String.pipe(
  Schema.pattern(/^(?:true|false)$/i, { message: told("is not one of true, false") }),
  Schema.transform(Schema.Boolean, {
    strict: true,
    decode: (text) => text.toLowerCase() === "true",
    encode: String
  })
)

/** A day, as `2025-10-28`. */
export const day: Schema.Schema<string> = Schema.String.pipe(
  Schema.filter(isDate, { message: told("is not a date; write it as 2025-10-28") })
)

/** A time zone by its name. */
export const zone: Schema.Schema<DateTime.TimeZone.Named, string> = Schema.TimeZoneNamed.annotations({
  message: ({ actual }) => ({
    message: `: there is no time zone "${actual}"; write it as Europe/Lisbon`,
    override: true
  })
})

/** A size in bytes, as `10GB`. */
export const size: Schema.Schema<number, string> = Schema.String.pipe(
  Schema.filter((text) => (parseBytes(text) ?? 0) > 0, { message: told("is no size; write it as 10GB") }),
  Schema.transform(Schema.Number, { strict: true, decode: (text) => parseBytes(text) ?? 0, encode: String })
)

/** A language by its code, in the way that all write it: `pt-BR`. */
export const language: Schema.Schema<string> = Schema.String.pipe(
  Schema.filter(isLanguage, { message: told("is no language; write its code, as en or pt-BR") }),
  Schema.transform(Schema.String, {
    strict: true,
    decode: (code) => Intl.getCanonicalLocales(code)[0] ?? code,
    encode: (code) => code
  })
)

/** The address of a folder on the web, with `/` at its end. */
export const address: Schema.Schema<string> = Schema.String.pipe(
  Schema.filter(isAddress, {
    message: told("is no address of a site; write it as https://example.org/blog/")
  }),
  Schema.transform(Schema.String, {
    strict: true,
    decode: (url) => new URL(url).href.replace(/\/?$/, "/"),
    encode: (url) => url
  })
)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

function told(what: string) {
  return ({ actual }: ParseResult.ParseIssue): string => `: "${actual}" ${what}`
}

function outside(range: string) {
  return ({ actual }: ParseResult.ParseIssue): string => ` must be ${range}, not ${actual}`
}

function isLanguage(code: string): boolean {
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(code) && isWellFormed(code)
}

function isWellFormed(code: string): boolean {
  try {
    return Intl.getCanonicalLocales(code).length === 1
  } catch {
    return false
  }
}

function isAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    [url.username, url.password, url.search, url.hash].every((part) => part === "")
  )
}
