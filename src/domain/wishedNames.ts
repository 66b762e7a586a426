/**
 * What people are called once their wishes are known: who opted out is nobody, who chose an alias has it.
 */
import type { Message } from "./Message.js"
import { fold, pattern, wordsOf } from "./nameMatcher.js"
import { identity, neutralFor, type Pseudonyms, whatToFind } from "./Pseudonym.js"

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
  readonly realNames: boolean
}

/**
 * Names as they are wished. Wherever `base` would show the pseudonym of somebody who opted out there is a
 * word that fits anyone, the same that stands for a name which several people share, so that it tells
 * nobody; and an alias stands wherever its owner's pseudonym would. With real names an alias stands for
 * its owner as an author and in mentions. Idempotent, as `base` is.
 */
export const wishedNames = (options: WishedNamesOptions): WishedNames => {
  const { aliases, base, out, realNames } = options
  if (aliases.size === 0 && out.size === 0) return { ...base, namesWhoIsOut: () => false }
  const neutral = neutralFor(new Set(options.people.flatMap((person) => wordsOf(person).map(fold))))
  const shown = new Map<string, string>()
  for (const [person, alias] of aliases) shown.set(base.name(person), alias)
  for (const person of out) shown.set(base.name(person), neutral)
  const isShown = new Set(shown.values())
  const name = (author: string): string => {
    if (isShown.has(author)) return author
    const before = base.name(author)
    return shown.get(before) ?? shown.get(identity(before)) ?? before
  }
  const { isNamed, replace } = realNames ? inRealNames(options, shown, neutral) : inPseudonyms(options, shown)
  const hide = (message: Message): Message => {
    const { author, details } = message
    const hidden = base.message(message)
    const from = details?.forwardedFrom ?? null
    return {
      ...hidden,
      author: author === null ? null : name(author),
      text: replace(message.text),
      details:
        hidden.details === null || from === null
          ? hidden.details
          : { ...hidden.details, forwardedFrom: name(from) }
    }
  }
  return { name, text: replace, message: hide, namesWhoIsOut: isNamed }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

interface Replacing {
  readonly isNamed: (text: string) => boolean
  readonly replace: (text: string) => string
}

/** `base` finds the names, in whatever spelling, and its pseudonyms are found again. */
const inPseudonyms = (
  { aliases, base, out }: WishedNamesOptions,
  shown: ReadonlyMap<string, string>
): Replacing => {
  const pseudonyms = anyOf(shown.keys())
  const gone = anyOf(Array.from(out, base.name))
  // An alias with a word of a name in it would be taken for the name.
  const nameful = new Map(
    [...aliases]
      .filter(([, alias]) => base.text(alias) !== alias)
      .map(([person, alias]) => [alias, base.name(person)])
  )
  const chosen = anyOf(nameful.keys())
  const hidden = (text: string): string =>
    base.text(nameful.size === 0 ? text : text.replace(chosen, (alias) => nameful.get(alias) ?? alias))
  return {
    isNamed: (text) => out.size > 0 && hidden(text).search(gone) >= 0,
    replace: (text) => hidden(text).replace(pseudonyms, (found) => shown.get(found) ?? found)
  }
}

/** Names stay, so those of whoever opted out are looked for, and a word that others share with them too. */
const inRealNames = (
  { base, out, people }: WishedNamesOptions,
  shown: ReadonlyMap<string, string>,
  neutral: string
): Replacing => {
  const gone = new Set(Array.from(out, identity))
  const everybody = [...new Set(people.map(identity))].filter((id) => id !== "")
  const { byKey, capitalised, targets } = whatToFind(
    everybody,
    new Map(everybody.map((id) => [id, gone.has(id) ? neutral : id]))
  )
  const words = new Set([...gone].flatMap((person) => wordsOf(person).map(fold)))
  const finder = new RegExp(pattern(targets), "gu")
  const isOut = (found: string): boolean => {
    const key = fold(found)
    if (capitalised.has(key) && !/^\p{Lu}/u.test(found)) return false
    const whose = byKey.get(key) ?? byKey.get(key.replace(/^00/, ""))
    return whose === neutral || (whose === null && words.has(key))
  }
  const mentioned = anyOf([...shown.keys()].map((person) => `@\u2068${person}\u2069`))
  return {
    isNamed: (text) =>
      gone.size === 0 ? false : Array.from(text.matchAll(finder), ([it]) => it).some(isOut),
    replace: (text) => {
      const called = text.replace(mentioned, (found) => `@${shown.get(found.slice(2, -1)) ?? found}`)
      const written = base.text(called)
      return gone.size === 0 ? written : written.replace(finder, (found) => (isOut(found) ? neutral : found))
    }
  }
}

/** Finds any of some texts, the longest first. */
const anyOf = (texts: Iterable<string>): RegExp => {
  const found = [...texts].sort((a, b) => b.length - a.length).map(literal)
  return found.length === 0 ? /(?!)/g : new RegExp(found.join("|"), "g")
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")
