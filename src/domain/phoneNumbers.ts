/**
 * Which digits are a phone number, by the numbering plans of the world and of the countries of a chat.
 */
import type * as Library from "libphonenumber-js/max"

/** Tells phone numbers from other numbers. Digits are those of ASCII; `null` means no phone number. */
export interface PhoneNumbers {
  /** All digits, from the country's on, of a number that follows a `+` or `00`. */
  readonly international: (digits: string, sure: boolean) => string | null
  /** The same of a number as it is dialled in a country of the chat; `groups` are its digits as written. */
  readonly national: (groups: ReadonlyArray<string>) => string | null
  /** The countries whose numbers are known without their prefix, in ISO 3166. */
  readonly countries: () => ReadonlyArray<string>
}

/** What tells the countries of a chat. */
export interface PhoneOptions {
  /** The chat's IANA zone. */
  readonly zone: string
  /** The people of the chat; who has a number for a name tells a country. */
  readonly people: Iterable<string>
}

/** Phone numbers in a chat. The countries are only looked for when the first number is met. */
export const make = (
  library: Pick<typeof Library, "getCountries" | "Metadata" | "parsePhoneNumberFromString">,
  { zone, people }: PhoneOptions
): PhoneNumbers => {
  const named = [...people].filter((name) => phoneName.test(name))
  const parse = (digits: string, country?: Library.CountryCode) =>
    library.parsePhoneNumberFromString(digits, {
      extract: false,
      ...(country === undefined ? {} : { defaultCountry: country })
    })
  const planOf = (country: Library.CountryCode): ReadonlyArray<Plan> => {
    const metadata = new library.Metadata()
    metadata.selectNumberingPlan(country)
    const plan = metadata.numberingPlan
    return isWhole(plan)
      ? [
          {
            country,
            callingCode: plan.callingCode(),
            trunk: plan.nationalPrefix() ?? "",
            pattern: new RegExp(`^(?:${plan.nationalNumberPattern()})$`)
          }
        ]
      : []
  }
  const plans = once(() => {
    const found = named.flatMap((name) => parse(`+${asciiDigits(name)}`)?.country ?? [])
    return [...new Set([...found, ...countriesOf(zone, library.getCountries())])]
      .slice(0, most)
      .flatMap(planOf)
  })
  const inCountry = (groups: ReadonlyArray<string>, plan: Plan): string | null => {
    const digits = groups.join("")
    const { callingCode, country, pattern, trunk } = plan
    if (digits.length >= shortestWithCode && digits.startsWith(callingCode)) {
      const number = pattern.test(digits.slice(callingCode.length)) ? parse(`+${digits}`) : undefined
      if (number?.isValid() === true) return number.number.slice(1)
    }
    const hasTrunk = trunk !== "" && digits.startsWith(trunk)
    if (!pattern.test(digits) && !(hasTrunk && pattern.test(digits.slice(trunk.length)))) return null
    const dialled = parse(digits, country)
    if (dialled === undefined || !dialled.isValid()) return null
    const asUsual = dialled.formatNational().match(/\d+/g)?.join(" ") === groups.join(" ")
    if (!asUsual && isCount(groups)) return null
    const isMobile = /MOBILE/.test(dialled.getType() ?? "")
    return hasTrunk || trunk !== "0" || isMobile || asUsual ? dialled.number.slice(1) : null
  }
  return {
    international: (digits, sure) => {
      const number = digits.length < 7 || digits.length > 15 ? undefined : parse(`+${digits}`)
      const holds = sure ? number?.isValid() : number?.isPossible()
      return number !== undefined && holds === true ? number.number.slice(1) : null
    },
    national: (groups) => {
      for (const plan of plans()) {
        const found = inCountry(groups, plan)
        if (found !== null) return found
      }
      return null
    },
    countries: () => plans().map(({ country }) => country)
  }
}

/** A text's digits of any script as those of ASCII, without everything else. */
export const asciiDigits = (text: string): string =>
  text.replace(/\P{Nd}/gu, "").replace(/[^0-9]/gu, (digit) => String(digitValue(digit)))

/** The value of a decimal digit. Unicode has them in runs of ten that begin with zero. */
export const digitValue = (digit: string): number => {
  const point = digit.codePointAt(0) ?? 0
  let first = point
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--
  return (point - first) % 10
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

interface Plan {
  readonly country: Library.CountryCode
  readonly callingCode: string
  /** What is dialled before a number inside the country; empty where nothing is. */
  readonly trunk: string
  readonly pattern: RegExp
}

/** A plan with what the library's types leave out. */
interface WholePlan extends Library.NumberingPlan {
  readonly callingCode: () => string
  readonly nationalPrefix: () => string | undefined
  readonly nationalNumberPattern: () => string
}

const isWhole = (plan: Library.NumberingPlan | undefined): plan is WholePlan =>
  plan !== undefined && "callingCode" in plan && "nationalPrefix" in plan && "nationalNumberPattern" in plan

/** How many countries a chat has. */
const most = 4
/** Fewer digits than these are no number with its country's before it. */
const shortestWithCode = 10

const phoneName = /^\P{L}*(?:\p{Nd}\P{L}*){7}$/u

/** Whether digits are grouped as a count is: 1 234 567. */
const isCount = ([first = "", ...rest]: ReadonlyArray<string>): boolean =>
  first.length < 3 && rest.length > 0 && rest.every((group) => group.length === 3)

const once = <A>(make: () => A): (() => A) => {
  let made: { readonly value: A } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The countries whose clocks go by a zone; none for a zone such as UTC. */
const countriesOf = <Country extends string>(
  zone: string,
  countries: ReadonlyArray<Country>
): ReadonlyArray<Country> => {
  const own = new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone
  return countries.filter((country) => {
    const zones = zonesOf(country)
    return zones.includes(zone) || zones.includes(own)
  })
}

/** Node has it as a method or, before version 22, as a property. */
const zonesOf = (country: string): ReadonlyArray<string> => {
  const locale: Intl.Locale & {
    readonly getTimeZones?: () => ReadonlyArray<string> | undefined
    readonly timeZones?: ReadonlyArray<string>
  } = new Intl.Locale(`und-${country}`)
  return locale.getTimeZones?.() ?? locale.timeZones ?? []
}
