/**
 * What people are called once their wishes are known: who opted out is nobody, who chose an alias has it.
 */
import * as Regex from "effect/RegExp"
import { identity } from "./identity.js"
import { fold, withoutMarks, wordsOf } from "./nameMatcher.js"
import { neutralFor, type Pseudonyms } from "./Pseudonym.js"

/** Pseudonyms that know of wishes. */
export interface WishedNames extends Pseudonyms {
  /** Whether a text names somebody who opted out. */
  readonly namesWhoIsOut: (text: string) => boolean
}

/** Whose wishes there are. */
export interface WishedNamesOptions {
  /** What hides names as if nobody had said anything. */
  readonly base: Pseudonyms
  /** Everybody, as for `base`. */
  readonly people: ReadonlyArray<string>
  /** Who opted out, by the names that the export has. */
  readonly out: ReadonlySet<string>
  /** Which of the others chose what to be called. */
  readonly aliases: ReadonlyMap<string, string>
  /** Where `base` leaves real names: what hides those of some people alone. Null where it hides them all. */
  readonly namesOf: ((people: ReadonlyArray<string>) => Pseudonyms) | null
}

/**
 * Names as they are wished. Wherever `base` would show the pseudonym of somebody who opted out there is a
 * word that fits anyone, the same that stands for a name which several people share, so that it tells
 * nobody; and an alias stands wherever its owner's pseudonym would. With real names an alias stands for
 * its owner as an author and in mentions. Idempotent, as `base` is.
 */
export const wishedNames = (options: WishedNamesOptions): WishedNames => {
  const { aliases, base, out, people } = options
  if (aliases.size === 0 && out.size === 0) return { ...base, namesWhoIsOut: () => false }
  const neutral = neutralFor(people)
  const shown = new Map([
    ...Array.from(aliases, ([person, alias]) => [base.name(person), alias] as const),
    ...Array.from(out, (person) => [base.name(person), neutral] as const)
  ])
  const isShown = new Set(shown.values())
  const name = (author: string): string => {
    if (isShown.has(author)) return author
    const before = base.name(author)
    return shown.get(before) ?? before
  }
  const { after, before, isNamed } =
    options.namesOf === null
      ? inPseudonyms(options, shown)
      : inRealNames(options, shown, neutral, options.namesOf([...out]))
  return {
    ...base,
    name,
    text: (text) => after(base.text(before(text))),
    message: (message) => {
      const hidden = base.message({ ...message, text: before(message.text) })
      const from = message.details?.forwardedFrom ?? null
      return {
        ...hidden,
        author: message.author === null ? null : name(message.author),
        text: after(hidden.text),
        details:
          hidden.details === null || from === null
            ? hidden.details
            : { ...hidden.details, forwardedFrom: name(from) }
      }
    },
    namesWhoIsOut: (text) => out.size > 0 && isNamed(text)
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** What is done to a text before and after names are hidden in it. */
interface Around {
  readonly before: (text: string) => string
  readonly after: (text: string) => string
  readonly isNamed: (text: string) => boolean
}

/** `base` finds the names, in whatever spelling; its pseudonyms are found again. */
const inPseudonyms = (
  { aliases, base, out }: WishedNamesOptions,
  shown: ReadonlyMap<string, string>
): Around => {
  const pseudonyms = anyOf(shown.keys())
  const gone = anyOf(Array.from(out, base.name))
  // An alias with a word of a name in it would be taken for the name.
  const nameful = new Map(
    [...aliases]
      .filter(([, alias]) => base.text(alias) !== alias)
      .map(([person, alias]) => [alias, base.name(person)])
  )
  const chosen = anyOf(nameful.keys())
  return {
    before: (text) => text.replace(chosen, (alias) => nameful.get(alias) ?? alias),
    after: (text) => text.replace(pseudonyms, (found) => shown.get(found) ?? found),
    isNamed: (text) => base.text(text).search(gone) >= 0
  }
}

/**
 * Names stay, but for those of whoever opted out, which `names` knows alone. Whole names that share a word
 * with them stay as well, and so do mentions of other numbers.
 */
const inRealNames = (
  { aliases, base, out, people }: WishedNamesOptions,
  shown: ReadonlyMap<string, string>,
  neutral: string,
  names: Pseudonyms
): Around => {
  const mentions = anyOf([...aliases.keys(), ...out].map((person) => `@\u2068${person}\u2069`))
  const isOut = new Set(Array.from(out, identity))
  const words = new Set([...out].flatMap((person) => wordsOf(person).map(fold)))
  const stay = people.filter(
    (person) => !isOut.has(identity(person)) && wordsOf(person).some((word) => words.has(fold(word)))
  )
  const others = new RegExp(`(${anyOf(stay).source}|@\\p{Nd}{7,15}(?!\\p{Nd}))`, "u")
  const gone = anyOf(Array.from(out, names.name))
  const hidden = (text: string): string =>
    text
      .split(others)
      .map((part, at) => (at % 2 === 1 && !isOut.has(identity(part.slice(1))) ? part : names.text(part)))
      .join("")
  const called = (text: string): string =>
    text.replace(mentions, (found) => `@${shown.get(base.name(found.slice(2, -1))) ?? found}`)
  return {
    before: called,
    after: (text) => (out.size === 0 ? text : hidden(text).replace(gone, neutral)),
    isNamed: (text) => hidden(withoutMarks(text)).search(gone) >= 0
  }
}

/** Finds any of some texts, the longest first. */
const anyOf = (texts: Iterable<string>): RegExp => {
  const found = [...texts].sort((a, b) => b.length - a.length).map(Regex.escape)
  return found.length === 0 ? /(?!)/g : new RegExp(found.join("|"), "g")
}
