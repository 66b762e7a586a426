/**
 * Who is who: what of a name tells one person from another.
 */
import { fold } from "./nameMatcher.js"

/** A name as people know it: without invisible marks, the `~` of an unknown contact, and spaces that vary. */
export const plainName = (name: string): string =>
  name
    .normalize("NFC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^~\s*/, "")

/** What tells one person from another, however their name is written: a number's digits, else `plainName`. */
export const identity = (name: string): string => {
  const text = plainName(name)
  return isPhone(text) ? text.replace(/\P{Nd}/gu, "") : text
}

/** Whether a name can be looked for in texts: one letter, or signs or a few digits alone, would be found everywhere. */
export const isFindable = (person: string): boolean =>
  (/\p{L}/u.test(person) || isPhone(person)) && [...fold(person)].length >= 2

/** Whether a name is a phone number. */
export const isPhone = (text: string): boolean =>
  /^\+?[\p{Nd}\s().\-/\u2010-\u2015]+$/u.test(text) && (text.match(/\p{Nd}/gu)?.length ?? 0) >= 7
