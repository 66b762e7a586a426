/**
 * Which numbers a state has given to a person, told by their check digits.
 */

/** What verifies them: `isTaxID` and `isIdentityCard` of validator, of a number without separators. */
export interface IdChecks {
  readonly isTaxID: (text: string, locale: string) => boolean
  readonly isIdentityCard: (
    text: string,
    locale: "IN" | "IR" | "NO" | "PL" | "TH" | "he-IL" | "zh-CN"
  ) => boolean
}

/** Tells national ids from other numbers. */
export interface NationalIds {
  /**
   * Whether digits are one, as they are written: `groups` are the runs between separators, `label` is what
   * `idLabel` finds before them. Where one check digit is all there is, every tenth number passes: it counts
   * behind a label, or if it is of a country of the chat and, in groups, not an `isAmount`.
   */
  readonly isNumber: (groups: ReadonlyArray<string>, label: string | null, isAmount: () => boolean) => boolean
  /** Whether letters and digits in capitals, without separators, are one. */
  readonly isCode: (code: string) => boolean
  /** Whether digits are one by two check digits or more, so that hardly another number passes. */
  readonly isSure: (groups: ReadonlyArray<string>) => boolean
}

/** National ids; `countries` are those of the chat. */
export const make = (checks: IdChecks, countries: () => ReadonlyArray<string>): NationalIds => ({
  isNumber: (groups, label, isAmount) => {
    const digits = groups.join("")
    const shape = shapeOf(groups)
    const isWhole = groups.length === 1
    return numbers.some(({ country, length, shapes, usual, own, weak, check }) => {
      const isShaped = shapes.includes(shape)
      const isWritten = isWhole ? (own ?? anyLabel).test(label ?? "") : usual?.includes(shape) === true
      return (
        digits.length === length &&
        (isShaped || isWritten) &&
        verifies(check, digits, checks) &&
        (isShaped ||
          weak !== true ||
          label !== null ||
          (countries().includes(country) && (isWhole || !isAmount())))
      )
    })
  },
  isCode: (code) =>
    codes.some(({ pattern, check }) => {
      const found = pattern.exec(code)
      return found !== null && verifies(check, found[1] ?? code, checks)
    }),
  isSure: (groups) => {
    const digits = groups.join("")
    const shape = shapeOf(groups)
    return numbers.some(
      ({ length, shapes, sure, check }) =>
        sure === true &&
        digits.length === length &&
        (groups.length === 1 || shapes.includes(shape)) &&
        verifies(check, digits, checks)
    )
  }
})

/** What somebody calls a national id, right before it. */
export const idLabel =
  /(?<!\p{L})(?:nif|nipc|nie|dni|cpf|cnpj|ssn|social security|sin|nas|bsn|nin|nir|insee|cuit|cuil|egn|егн|нн|nip|pesel|oib|afm|αφμ|tin|utr|cnp|aadhaar|aadhar|आधार|ת\.?ז\.?|hetu|personnummer|cpr|fødselsnummer|rodné číslo|adószám|burgerservicenummer|steuer-?(?:id|nummer)|contribuinte|inn|инн|ІПН|РНОКПП|tax ?id|id ?number)(?:[^\p{L}\p{N}[\]]{0,3}(?:is|é|es|ist|est|n[º°.o]{0,3}|no|num(?:ber|ero|éro)?|número))?[^\p{L}\p{N}[\]]{0,3}$/iu

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

type Check =
  | { readonly tax: string }
  | { readonly card: Parameters<IdChecks["isIdentityCard"]>[1] }
  | ((id: string) => boolean)

interface NumberRule {
  readonly country: string
  readonly length: number
  /** How it is written with separators: the lengths of its groups. */
  readonly shapes: ReadonlyArray<string>
  /** How people group it too, as they group other numbers. */
  readonly usual?: ReadonlyArray<string>
  /** The label without which it counts only in one of its shapes. */
  readonly own?: RegExp
  /** Whether it has two check digits or more. */
  readonly sure?: boolean
  /** Whether too many other numbers pass its check. */
  readonly weak?: boolean
  readonly check: Check
}

const anyLabel = /^/

const shapeOf = (groups: ReadonlyArray<string>): string => groups.map((group) => group.length).join(" ")

const verifies = (check: Check, id: string, { isIdentityCard, isTaxID }: IdChecks): boolean => {
  if (typeof check === "function") return check(id)
  return "tax" in check ? isTaxID(id, check.tax) : isIdentityCard(id, check.card)
}

/** A social security number has no check digit; areas 000, 666 and 900–999, group 00 and serial 0000 are not given out. */
const isSsn = (id: string): boolean => /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(id)

/** The German VAT number, by ISO 7064 MOD 11,10. */
const isUstId = (id: string): boolean => {
  const product = [...id.slice(0, -1)].reduce((left, digit) => {
    const sum = (left + Number(digit)) % 10 || 10
    return (sum * 2) % 11
  }, 10)
  return (11 - product) % 10 === Number(id.slice(-1))
}

/** The French number of the registry of persons, its key being 97 less the remainder of the rest. */
const isNir = (id: string): boolean =>
  /^[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)\d{10}$/.test(id) &&
  Number(id.slice(13)) === 97 - (Number(id.slice(0, 13)) % 97)

const numbers: ReadonlyArray<NumberRule> = [
  { country: "BR", length: 11, shapes: ["3 3 3 2"], sure: true, check: { tax: "pt-BR" } },
  { country: "BR", length: 14, shapes: ["2 3 3 4 2"], sure: true, check: { tax: "pt-BR" } },
  { country: "US", length: 9, shapes: ["3 2 4"], own: /^(?:ssn|social)/i, check: isSsn },
  { country: "FR", length: 15, shapes: ["1 2 2 2 3 3 2", "13 2"], sure: true, check: isNir },
  { country: "FR", length: 13, shapes: ["2 2 3 3 3"], sure: true, check: { tax: "fr-FR" } },
  { country: "DE", length: 11, shapes: ["2 3 3 3"], check: { tax: "de-DE" } },
  { country: "BE", length: 11, shapes: ["2 2 2 3 2", "6 3 2"], sure: true, check: { tax: "fr-BE" } },
  { country: "NO", length: 11, shapes: ["6 5"], sure: true, check: { card: "NO" } },
  { country: "EE", length: 11, shapes: [], check: { tax: "et-EE" } },
  { country: "LU", length: 13, shapes: ["4 4 3 2"], sure: true, check: { tax: "fr-LU" } },
  { country: "RO", length: 13, shapes: [], check: { tax: "ro-RO" } },
  { country: "SE", length: 12, shapes: ["8 4"], check: { tax: "sv-SE" } },
  { country: "SE", length: 10, shapes: ["6 4"], weak: true, check: { tax: "sv-SE" } },
  { country: "DK", length: 10, shapes: ["6 4"], weak: true, check: { tax: "dk-DK" } },
  { country: "AR", length: 11, shapes: ["2 8 1"], check: { tax: "es-AR" } },
  { country: "LV", length: 11, shapes: ["6 5"], weak: true, check: { tax: "lv-LV" } },
  { country: "PL", length: 11, shapes: [], usual: ["6 5"], weak: true, check: { tax: "pl-PL" } },
  { country: "PL", length: 10, shapes: ["3 3 2 2", "3 2 2 3"], weak: true, check: { tax: "pl-PL" } },
  { country: "CZ", length: 10, shapes: ["6 4"], weak: true, check: { tax: "cs-CZ" } },
  { country: "BG", length: 10, shapes: [], usual: ["6 4"], weak: true, check: { tax: "bg-BG" } },
  { country: "HU", length: 10, shapes: [], usual: ["3 3 4", "1 3 3 3"], weak: true, check: { tax: "hu-HU" } },
  { country: "UA", length: 10, shapes: [], usual: ["3 3 4"], weak: true, check: { tax: "uk-UA" } },
  { country: "IR", length: 10, shapes: ["3 6 1"], weak: true, check: { card: "IR" } },
  { country: "HR", length: 11, shapes: [], usual: ["3 3 3 2", "5 6"], weak: true, check: { tax: "hr-HR" } },
  { country: "PT", length: 9, shapes: [], usual: ["3 3 3"], weak: true, check: { tax: "pt-PT" } },
  { country: "NL", length: 9, shapes: ["4 2 3"], usual: ["3 3 3"], weak: true, check: { tax: "nl-NL" } },
  { country: "GR", length: 9, shapes: [], usual: ["3 3 3"], weak: true, check: { tax: "el-GR" } },
  { country: "AT", length: 9, shapes: ["2 3 4"], usual: ["3 3 3"], weak: true, check: { tax: "de-AT" } },
  { country: "CA", length: 9, shapes: [], usual: ["3 3 3"], weak: true, check: { tax: "en-CA" } },
  {
    country: "IL",
    length: 9,
    shapes: [],
    usual: ["8 1", "1 7 1", "3 3 3"],
    weak: true,
    check: { card: "he-IL" }
  },
  { country: "SI", length: 8, shapes: [], usual: ["4 4", "2 3 3"], weak: true, check: { tax: "sl-SI" } },
  { country: "IN", length: 12, shapes: ["4 4 4"], weak: true, check: { card: "IN" } },
  { country: "TH", length: 13, shapes: ["1 4 5 2 1"], weak: true, check: { card: "TH" } }
]

/** A VAT number has its country before what is checked. */
const codes: ReadonlyArray<{ readonly pattern: RegExp; readonly check: Check }> = [
  { pattern: /^PT(\d{9})$/, check: { tax: "pt-PT" } },
  { pattern: /^DE(\d{9})$/, check: isUstId },
  { pattern: /^(?:EL|GR)(\d{9})$/, check: { tax: "el-GR" } },
  { pattern: /^HR(\d{11})$/, check: { tax: "hr-HR" } },
  { pattern: /^PL(\d{10})$/, check: { tax: "pl-PL" } },
  { pattern: /^SI(\d{8})$/, check: { tax: "sl-SI" } },
  { pattern: /^ES((?:\d{8}|[XYZKLM]\d{7})[A-Z])$/, check: { tax: "es-ES" } },
  { pattern: /^(?:\d{8}|[XYZKLM]\d{7})[A-Z]$/, check: { tax: "es-ES" } },
  { pattern: /^[A-Z]{6}.{9}[A-Z]$/, check: { tax: "it-IT" } },
  { pattern: /^\d{6}[-+A]\d{3}[0-9A-Y]$/, check: { tax: "fi-FI" } },
  { pattern: /^[A-Z]{2}\d{6}[A-D]$/, check: { tax: "en-GB" } },
  { pattern: /^\d{17}[\dX]$/, check: { card: "zh-CN" } },
  { pattern: /^\d{7}[A-Z]{1,2}$/, check: { tax: "en-IE" } }
]
