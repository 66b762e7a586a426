/**
 * Which aliases may be shown: none that is, or looks like, what somebody else is called.
 */

import { identity } from "./identity.js"
import { lookalikes, withoutFrames } from "./lookalikes.js"
import { particles } from "./nameForms.js"
import { fold, isUnspaced, wordsOf } from "./nameMatcher.js"
import { neutralWords, type Pseudonyms } from "./Pseudonym.js"
import { kinds } from "./personalData.js"
import { isPseudonym } from "./pickPseudonym.js"

/** An alias that somebody asked for. */
export interface Asked {
  readonly author: string
  readonly alias: string
  /** In milliseconds since the epoch. */
  readonly at: number
}

/** What an alias must differ from. */
export interface Others {
  /** Everybody, by the names that the export has. */
  readonly people: ReadonlyArray<string>
  /** The pseudonym of each of them. */
  readonly pseudonym: (person: string) => string
  /** What hides everybody's name, in any script. */
  readonly hidden: Pick<Pseudonyms, "name" | "text">
  /** Whether a text holds a number or an address. */
  readonly holdsData: (text: string) => boolean
}

/**
 * Why something is not shown:
 * - `name`: it holds, or looks like, what somebody else is called
 * - `data`: it holds a number or an address
 * - `reserved`: it is, or looks like, a pseudonym or a word that stands for people or for what is hidden
 * - `taken`: somebody asked for it, or for what looks like it, before
 */
export type Refusal = "name" | "data" | "reserved" | "taken"

/** What may be said of somebody without naming another. */
export interface Rules {
  /** The aliases that are shown, by the names that the export has. Of two that look alike, the first asked for. */
  readonly allowed: (asked: ReadonlyArray<Asked>) => ReadonlyMap<string, string>
  /** Why an alias would not be shown, whoever asked for another; null where it may be. */
  readonly refusal: (author: string, alias: string) => Exclude<Refusal, "taken"> | null
  /** Whether a text of one person holds the name of another one. */
  readonly namesAnother: (author: string, text: string) => boolean
}

/** Rules for a chat. */
export const makeRules = ({ hidden, holdsData, people, pseudonym }: Others): Rules => {
  const ownersOfWord = new Map<string, Set<string>>()
  const whole = new Map<string, string>()
  for (const person of people) {
    const id = identity(person)
    for (const word of ownWords(id)) {
      const owners = ownersOfWord.get(word)
      if (owners === undefined) ownersOfWord.set(word, new Set([id]))
      else owners.add(id)
    }
    for (const name of [id, pseudonym(person)]) whole.set(looks(name), id)
  }
  const long = [...whole, ...[...ownersOfWord].map(([word, owners]) => [word, owners] as const)].filter(
    ([name]) => [...name].length >= LONG || isUnspaced(name)
  )
  const isOthers = (owner: string | ReadonlySet<string> | undefined, own: string): boolean =>
    owner !== undefined && (typeof owner === "string" ? owner !== own : !owner.has(own))
  const namesAnother = (author: string, text: string): boolean => {
    const own = identity(author)
    const mine = new Set([...ownWords(own), looks(own)])
    // The words of one's own name may hold a shorter one of somebody else.
    const plain = text
      .split(/\s+/)
      .map(skeleton)
      .filter((word) => !mine.has(word))
      .join("")
    const words = [looks(text), plain, ...text.split(/\s+/).map(skeleton), ...wordsOf(text).map(skeleton)]
    return (
      words.some((word) => isOthers(whole.get(word), own) || isOthers(ownersOfWord.get(word), own)) ||
      long.some(([name, owner]) => isOthers(owner, own) && plain.includes(name))
    )
  }
  /** Whether the words of an alias that are not one's own stand for somebody: in another script, or declined. */
  const isFound = (author: string, alias: string): boolean => {
    const mine = new Set(ownWords(identity(author)))
    const others = wordsOf(alias)
      .filter((word) => !mine.has(skeleton(word)))
      .join(" ")
    const shown = hidden.text(others)
    return shown !== others && !shown.includes(hidden.name(author))
  }
  const refusal = (author: string, alias: string): Exclude<Refusal, "taken"> | null => {
    if (reserved.has(skeleton(alias)) || isPseudonym(titled(alias))) return "reserved"
    if (holdsData(alias)) return "data"
    return namesAnother(author, alias) || isFound(author, alias) ? "name" : null
  }
  return {
    namesAnother,
    refusal,
    allowed: (asked) => {
      const given = new Map<string, string>()
      const taken = new Set<string>()
      const inOrder = [...asked].sort((a, b) => a.at - b.at || (a.author < b.author ? -1 : 1))
      for (const { alias, author } of inOrder) {
        if (taken.has(looks(alias)) || refusal(author, alias) !== null) continue
        taken.add(looks(alias))
        given.set(author, alias)
      }
      return given
    }
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Shorter names may be a part of any word. */
const LONG = 4

/** The words of a name that name somebody, at a glance. */
const ownWords = (id: string): ReadonlyArray<string> =>
  wordsOf(id)
    .filter((word) => !particles.has(fold(word)))
    .map(skeleton)
    .filter((word) => word.length > 1)

/** How a text looks at a glance: without case, accents, spaces and signs, and letters that look alike as one. */
const skeleton = (text: string): string =>
  alike(fold(alike(text.normalize("NFKC"))))
    .replace(/rn/g, "m")
    .replace(/vv/g, "w")

/** The same, and where nothing is left of it, the signs. */
const looks = (text: string): string => {
  const plain = skeleton(text)
  return plain === "" ? text.replace(/[\s\p{M}\u200c\u200d]/gu, "") : plain
}

const alike = (text: string): string =>
  withoutFrames(text)
    .replace(/[^a-z]/gu, (letter) => lookalikes.get(letter) ?? letter)
    .replace(/i/g, "l")

/** What applications call people whose name they do not say. */
const placeholders = [
  "You",
  "Deleted Account",
  "Deleted User",
  "Unknown",
  "Unknown User",
  "Telegram",
  "Slackbot"
]

const reserved = new Set([...neutralWords, ...kinds, ...placeholders, "egregora"].map(skeleton))

/** A text in the case of a pseudonym. */
const titled = (text: string): string =>
  text.toLowerCase().replace(/\p{L}+/gu, (word) => word.slice(0, 1).toUpperCase() + word.slice(1))
