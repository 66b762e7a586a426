/**
 * Numbers and addresses that lead to somebody: what in a text is a phone number, an e-mail address, a bank
 * account, a payment card or a national id.
 *
 * What has check digits or begins with `+` is found whatever stands around it. Of other digits a numbering
 * plan, the usual spelling and what stands around decide: dates, times, prices, counts, years and
 * coordinates stay. Digits may be of any script. Links and mentions are not looked into, see `inLink`.
 */
import { link, mention, wordLetter } from "./nameMatcher.js"
import { type IdChecks, idLabel, make as makeIds, type NationalIds } from "./nationalIds.js"
import { isNoPhone, type WrittenNumber, withoutDates } from "./otherNumbers.js"
import { digitValue, type PhoneNumbers } from "./phoneNumbers.js"
import { maySpell, spelledEmails } from "./spelledEmails.js"

/** What a number or an address is. */
export type PersonalDataKind = (typeof kinds)[number]

/** The words that stand in brackets for what was found. */
export const kinds = ["phone", "email", "iban", "card", "id"] as const

/** A number or an address in a text. */
export interface Found {
  readonly kind: PersonalDataKind
  /** Where it stands in the text, in UTF-16 units. */
  readonly from: number
  readonly to: number
  /** Spelled in one way: the digits of a phone number from its country's on, an account without spaces. */
  readonly value: string
}

/** Finds personal data. */
export interface PersonalData {
  /** What is found in a text, in order, in time linear in its length. */
  readonly find: (text: string) => ReadonlyArray<Found>
  /** Whether a link, its escapes undone, holds an address, or a number that leads to somebody. */
  readonly inLink: (url: string) => boolean
}

/** Changes when other things are found, names among them. */
export const version = "7"

/** What verifies numbers: functions of validator. */
export interface Checks extends IdChecks {
  readonly isIBAN: (text: string) => boolean
  readonly isCreditCard: (text: string) => boolean
}

/** What finds the personal data of a chat. */
export const make = (checks: Checks, phones: PhoneNumbers): PersonalData => {
  const ids = makeIds(checks, phones.countries)
  const search = (text: string): ReadonlyArray<Found> => {
    const found: Array<Found> = []
    const take: Take = (kind, from, whole, value) => {
      const to = from + whole.length
      found.push({ kind, from, to: isSecondHalf(text.charCodeAt(to)) ? to + 1 : to, value })
      return masked(whole)
    }
    const again = (rest: string, passes: number): void => {
      const known = found.length
      const addressed = takeSpelled(rest.includes("@") ? takeEmails(rest, take) : rest, take)
      const unnumbered = anyDigit.test(addressed)
        ? takeNumbers(
            takeCodes(takeAccounts(addressed, checks, take), ids, take),
            { checks, ids, phones },
            take
          )
        : addressed
      if (found.length > known && passes > 1) again(unnumbered, passes - 1)
    }
    const rest = text.replace(kept, masked)
    if (holds.test(rest) || maySpell(rest)) again(withoutDates(inAscii(rest), masked), mostPasses)
    return found.sort((a, b) => a.from - b.from)
  }
  return {
    find: (text) => ((mayHold.test(text) && holds.test(text)) || maySpell(text) ? search(text) : none),
    inLink: (url) => holds.test(url) && inLink(inAscii(url), { checks, ids, phones })
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Notes what was found, and gives what covers it. */
type Take = (kind: PersonalDataKind, from: number, whole: string, value: string) => string

interface Judges {
  readonly checks: Checks
  readonly ids: NationalIds
  readonly phones: PhoneNumbers
}

/** What was found may have kept what stands right beside it from being found. */
const mostPasses = 8
const none: ReadonlyArray<never> = []
/** What few texts have and each that holds a number or an address does: `@`, and digits, those of any script. */
const mayHold = /[@＠﹫0-9\u0660-\u1fff\ua620-\uabff\ud801-\ud83b\ud83e\uff10-\uff19]/
/** The shortest id has six digits. */
const holds = /[@＠﹫]|(?:\p{Nd}\P{Nd}*){6}/u
const anyDigit = /\p{Nd}/u
const anyLetter = /\p{L}/u
const kept = new RegExp(`${link}|${mention}`, "gu")

/** As long, so that places stay, and like a placeholder to what stands around it. */
const masked = (text: string): string => (text.length < 2 ? "_" : `[${"_".repeat(text.length - 2)}]`)

/** Digits of any script as those of ASCII, wide and raised signs as the usual ones, and the text as long as it was. */
const inAscii = (text: string): string =>
  text
    .replace(/(?![0-9])\p{Nd}/gu, (digit) => String(digitValue(digit)) + "\u200b".repeat(digit.length - 1))
    .replace(/[＋﹢⁺₊]/g, "+")
    .replace(/[．﹒]/g, ".")
    .replace(/[＠﹫]/g, "@")

const isSecondHalf = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

/** Marks that nobody sees, which an address may hold. */
const unseen = "\\u00ad\\u200b-\\u200d\\u2060\\ufeff"
const local = `[\\p{L}\\p{N}${unseen}._%+'-]+`
const email = new RegExp(`${local}@(?:[\\p{L}\\p{N}${unseen}-]{1,63}\\.){1,8}[\\p{L}${unseen}]{2,24}`, "uy")
/** What e-mail addresses can be in, to look at each of its characters once. */
const aroundAt = new RegExp(`[\\p{L}\\p{N}${unseen}._%+'@-]+`, "gu")
const anyUnseen = new RegExp(`[${unseen}]`, "gu")

const takeEmails = (text: string, take: Take): string =>
  text.replace(aroundAt, (all, at: number) => {
    if (!all.includes("@")) return all
    let [result, from] = ["", 0]
    while (from < all.length) {
      email.lastIndex = from
      const found = email.exec(all)?.[0]
      const next = found === undefined ? all.indexOf("@", from) + 1 || all.length : from + found.length
      result +=
        found === undefined
          ? all.slice(from, next)
          : take("email", at + from, found, found.replace(anyUnseen, "").toLowerCase())
      from = next
    }
    return result
  })

const takeSpelled = (text: string, take: Take): string => {
  let [done, result] = [0, ""]
  for (const { from, to, value } of text.includes("@") || maySpell(text) ? spelledEmails(text) : none) {
    result += text.slice(done, from) + take("email", from, text.slice(from, to), value)
    done = to
  }
  return result + text.slice(done)
}

const emailInLink = /[\p{L}\p{N}_%+-]@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/u
const phoneInLink = /(?:\+|(?:wa\.me\/(?:c\/)?|[?&](?:phone|tel|number)=)\+?)(\d{7,15})(?!\d)/gi

const numberInLink = /(?<![\p{L}\p{N}])\d+(?:[ +.-]\d+)*(?![\p{L}\p{N}])/gu
/** A date and a time without separators, as in the links of archives. */
const timestamp = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$/

/** Codes that hardly anything else can be, whatever stands before them. */
const sureCode = /^(?:[A-Z]{6}.{9}[A-Z]|\d{17}[\dX])$/

const inLink = (url: string, { checks, ids, phones }: Judges): boolean => {
  const labelOf = (at: number): string | null =>
    idLabel.exec(url.slice(Math.max(0, at - 40), at))?.[0] ?? null
  return (
    emailInLink.test(url) ||
    [...url.matchAll(phoneInLink)].some(
      ([all, digits = ""]) =>
        phones.international(digits, !all.includes("+")) !== null ||
        (all.includes("=") && phones.national([digits]) !== null)
    ) ||
    takeAccounts(url, checks, (_kind, _from, whole) => masked(whole)) !== url ||
    [...url.matchAll(numberInLink)].some(({ 0: all, index }) => {
      const groups = all.match(/\d+/g) ?? []
      const label = labelOf(index)
      return (
        (label !== null && ids.isNumber(groups, label, () => false)) ||
        [groups, ...groups.map((group) => [group])].some(
          (some) => isCard(some, checks) || (!timestamp.test(some.join("")) && ids.isSure(some))
        )
      )
    }) ||
    [...url.matchAll(code)].some(({ 0: all, index }) => {
      const value = compact(all)
      return (sureCode.test(value) || labelOf(index) !== null) && ids.isCode(value)
    })
  )
}

/**
 * What a number is part of where it stands beside it: digits, and letters of a script that has spaces between words.
 * In Chinese, Japanese and Thai a sentence goes on without one, and in Korean a particle follows.
 */
const signs = `(?:${wordLetter}|\\p{N})`
const sign = new RegExp(signs, "u")

/** A country's letters and two check digits, and all that may belong to them. */
const account = new RegExp(
  `(?:(?<!${signs})|(?<=IBAN))[A-Za-z]{2}\\d{2}(?:[ \\u00a0\\u202f.-]?[A-Za-z0-9]){11,30}`,
  "gu"
)
const shortestAccount = 15

const takeAccounts = (text: string, { isIBAN }: Checks, take: Take): string => {
  let [done, result] = [0, ""]
  account.lastIndex = 0
  for (let match = account.exec(text); match !== null; match = account.exec(text)) {
    const [all] = match
    const from = match.index
    const whole = accountIn(all, text.charAt(from + all.length), isIBAN)
    account.lastIndex = from + (whole?.length ?? 4)
    if (whole === null) continue
    result += text.slice(done, from) + take("iban", from, whole, compact(whole))
    done = from + whole.length
  }
  return result + text.slice(done)
}

/** The longest account that a text begins with, before `next`; null if there is none. */
const accountIn = (text: string, next: string, isIBAN: Checks["isIBAN"]): string | null => {
  for (let end = text.length; end >= shortestAccount; end--) {
    if (/[A-Za-z0-9]$/.test(text.slice(end - 1, end)) && !sign.test(text.charAt(end) || next)) {
      if (isIBAN(compact(text.slice(0, end)))) return text.slice(0, end)
    }
  }
  return null
}

const compact = (text: string): string => text.replace(/[^A-Za-z0-9]/g, "").toUpperCase()

/** Ids with letters in them, as they are written. */
const codes =
  /(?:PT|DE|EL|GR)\d{3}([ .]?)\d{3}\1\d{3}|HR\d{11}|PL\d{10}|SI\d{8}|(?:ES)?\d{2}\.?\d{3}\.?\d{3}-?[A-Z]|(?:ES)?[XYZKLM]-?\d{7}-?[A-Z]|[A-Z]{3} ?[A-Z]{3} ?[\dL-V]{2}[A-Z][\dL-V]{2} ?[A-Z][\dL-V]{3}[A-Z]|\d{6}[-+A]\d{3}[\dA-Y]|[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]|\d{17}[\dX]|\d{7}[A-W]{1,2}/
const code = new RegExp(`(?<!${signs})(?:${codes.source})(?!${signs})`, "giu")

const takeCodes = (text: string, ids: NationalIds, take: Take): string =>
  text.replace(code, (all, _separator, at) => {
    const value = all.toUpperCase().replace(/[ .]/g, "")
    return ids.isCode(value) || ids.isCode(compact(all)) ? take("id", at, all, value) : all
  })

/** What may stand between the groups of a number. */
const separators =
  "[ _\\u00a0\\u2007\\u2009\\u202f().\\-/\\u2010-\\u2015\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff]"
const run = new RegExp(`\\d+(?:${separators}{1,3}\\d+)*`, "g")
const longestNumber = 19
const shortestNumber = 7
/** How many groups a number has, unless it is spelled digit by digit. */
const mostGroups = 8

interface Group {
  readonly from: number
  readonly to: number
  readonly digits: string
}

const takeNumbers = (text: string, judges: Judges, take: Take): string => {
  let [done, result] = [0, ""]
  for (const { 0: all, index } of text.matchAll(run)) {
    const groups = [...all.matchAll(/\d+/g)].map(
      ({ 0: digits, index: at }): Group => ({ from: index + at, to: index + at + digits.length, digits })
    )
    let at = 0
    while (at < groups.length) {
      const spelled = spelledFrom(groups, at)
      const isSpelled = spelled.length >= shortestNumber
      const number = numberIn(text, isSpelled ? spelled : longestFrom(groups, at), judges)
      at += number?.groups ?? (isSpelled ? spelled.length : 1)
      if (number === null) continue
      const { from, kind, to, value } = number
      result += text.slice(done, from) + take(kind, from, text.slice(from, to), value)
      done = to
    }
  }
  return result + text.slice(done)
}

/** The groups from one on that together may be a number. */
const longestFrom = (groups: ReadonlyArray<Group>, at: number): ReadonlyArray<Group> => {
  let [length, count] = [0, 0]
  for (const { digits } of groups.slice(at, at + mostGroups)) {
    if (length + digits.length > longestNumber) break
    length += digits.length
    count++
  }
  return groups.slice(at, at + count)
}

/** The groups of one digit from one on, as many as there are. */
const spelledFrom = (groups: ReadonlyArray<Group>, at: number): ReadonlyArray<Group> => {
  let end = at
  while (groups[end]?.digits.length === 1) end++
  return groups.slice(at, end)
}

interface NumberFound {
  readonly kind: PersonalDataKind
  readonly value: string
  readonly from: number
  readonly to: number
  /** How many groups it has. */
  readonly groups: number
}

/** The longest number that begins with the first group; a phone number that is only possible comes last. */
const numberIn = (text: string, groups: ReadonlyArray<Group>, judges: Judges): NumberFound | null => {
  const [first] = groups
  if (first === undefined || groups.length > longestNumber) return null
  const before = text.slice(Math.max(0, first.from - 40), first.from)
  const [sign] = opening.exec(before) ?? [""]
  const label = anyLetter.test(before.slice(-12)) ? (idLabel.exec(before)?.[0] ?? null) : null
  for (const isSure of sign.includes("+") ? [true, false] : [true]) {
    for (let count = groups.length; count > 0; count--) {
      const window = groups.slice(0, count).map(({ digits }) => digits)
      const digits = window.join("")
      if (digits.length < shortestNumber) break
      const to = groups[count - 1]?.to ?? first.to
      const whole = text.slice(first.from, to)
      const around = { before, whole, after: text.slice(to, to + 16), label }
      const found = sign.includes("+")
        ? phone(judges.phones.international(whole.replace("(0)", "").replace(/\D/g, ""), isSure))
        : judge(window, around, judges)
      const lead = whole.includes(")") ? sign : sign.replace(/^\(/, "")
      if (found !== null) return { ...found, from: first.from - lead.length, to, groups: count }
    }
  }
  return null
}

/** The `+` or the bracket before a number. */
const opening = /(?:\(?\+[ \u200b-\u200f\u202a-\u202e]{0,2})?\(?$/

type Judged = Pick<NumberFound, "kind" | "value"> | null

const phone = (value: string | null): Judged => (value === null ? null : { kind: "phone", value })

const cardShapes =
  /^(?:\d+|(?:\d{4} ){3}\d{1,4}|(?:\d{4} ){4}\d{3}|\d{4} \d{6} \d{4,5}|\d{6} \d{10}|\d{8} \d{8})$/

const isCard = (groups: ReadonlyArray<string>, { isCreditCard }: Checks): boolean => {
  const digits = groups.join("")
  return digits.length >= 13 && cardShapes.test(groups.join(" ")) && isCreditCard(digits)
}

/** What a longer number begins with: 1 501 964 843, 192.168.100.200. */
const beginsAmount = /(?:\d\.|(?<!\d ?)\d{1,2} )$/

const surelyCard = 15
const goesOn = new RegExp(`^_?${signs}`, "u")
const isInside = new RegExp(`(?:${signs}_?|@)$`, "u")

const judge = (
  groups: ReadonlyArray<string>,
  around: WrittenNumber & { readonly label: string | null },
  { checks, ids, phones }: Judges
): Judged => {
  const digits = groups.join("")
  const { after, before } = around
  // Nothing else has as many digits and their check digit.
  if (digits.length >= surelyCard && isCard(groups, checks)) return { kind: "card", value: digits }
  if (goesOn.test(after)) return null
  const id: Judged = { kind: "id", value: digits }
  if (around.label !== null && ids.isNumber(groups, around.label, () => false)) return id
  if (isInside.test(before)) return null
  if (isCard(groups, checks)) return { kind: "card", value: digits }
  if (/^00[1-9]/.test(digits)) return phone(phones.international(digits.slice(2), true))
  const isOther = isNoPhone(groups, around)
  const national = digits.length <= 15 && !isOther ? phones.national(groups) : null
  const isAmount = (): boolean => isOther || beginsAmount.test(before) || /^\.\d/.test(after)
  return phone(national) ?? (ids.isNumber(groups, null, isAmount) ? id : null)
}
