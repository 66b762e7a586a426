/**
 * Which aliases may be shown: none that is, or looks like, what somebody else is called.
 */
import { identity, particles } from "./nameForms.js"
import { fold, wordsOf } from "./nameMatcher.js"
import { isPseudonym } from "./Pseudonym.js"

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
  /** Whether a text holds a number or an address. */
  readonly holdsData: (text: string) => boolean
}

/** What may be said of somebody without naming another. */
export interface Rules {
  /** The aliases that are shown, by the names that the export has. Of two that look alike, the first asked for. */
  readonly allowed: (asked: ReadonlyArray<Asked>) => ReadonlyMap<string, string>
  /** Whether a text of one person holds the name of another one. */
  readonly namesAnother: (author: string, text: string) => boolean
}

/** Rules for a chat. */
export const makeRules = ({ holdsData, people, pseudonym }: Others): Rules => {
  const ownersOfWord = new Map<string, Set<string>>()
  const whole = new Map<string, string>()
  for (const person of people) {
    const id = identity(person)
    for (const word of wordsOf(id).map(skeleton)) {
      if (word.length < 2 || particles.has(word)) continue
      const owners = ownersOfWord.get(word)
      if (owners === undefined) ownersOfWord.set(word, new Set([id]))
      else owners.add(id)
    }
    for (const name of [id, pseudonym(person)]) whole.set(skeleton(name), id)
  }
  const names = [...whole].filter(([name]) => name.length > 1)
  const namesAnother = (author: string, text: string): boolean => {
    const own = identity(author)
    const plain = skeleton(text)
    return (
      (whole.get(plain) ?? own) !== own ||
      names.some(([name, owner]) => owner !== own && name.length >= LONG && plain.includes(name)) ||
      wordsOf(text).some((word) => {
        const owners = ownersOfWord.get(skeleton(word))
        return owners !== undefined && !owners.has(own)
      })
    )
  }
  return {
    namesAnother,
    allowed: (asked) => {
      const given = new Map<string, string>()
      const taken = new Set<string>()
      const inOrder = [...asked].sort((a, b) => a.at - b.at || (a.author < b.author ? -1 : 1))
      for (const { alias, author } of inOrder) {
        const plain = skeleton(alias)
        const looks = plain === "" ? alias.replace(/[\s\p{M}\u200c\u200d]/gu, "") : plain
        const isFree = !taken.has(looks) && !reserved.has(plain) && !isPseudonym(titled(alias))
        if (!isFree || holdsData(alias) || namesAnother(author, alias)) continue
        taken.add(looks)
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
const LONG = 5

/** How a text looks at a glance: without case, accents and signs, and letters that look alike as one. */
const skeleton = (text: string): string =>
  fold(text.normalize("NFKC").replace(/[|!]/g, "l"))
    .replace(/./gu, (letter) => lookalikes.get(letter) ?? letter)
    .replace(/rn/g, "m")
    .replace(/vv/g, "w")

/** Letters of other scripts, and digits, after the confusables of Unicode's TR39, as far as a name may have them. */
const lookalikes: ReadonlyMap<string, string> = new Map(
  (
    "a:аαɑ b:вβь c:сϲ d:ԁ e:еєε3 g:ɡց h:һнη i:іιíɩ j:јϳ k:кκ l:1ӏlǀ m:мμ n:пո o:оο0օσ p:рρ q:ԛ " +
    "r:гr s:ѕ5ꜱ t:тτ u:υսц v:νѵ w:ԝωш x:хχ y:уγү z:zᴢ"
  )
    .split(" ")
    .flatMap((row) => [...row.slice(2)].map((letter) => [letter, row.slice(0, 1)] as const))
    .concat([
      ["i", "l"],
      ["і", "l"],
      ["ι", "l"],
      ["ɩ", "l"]
    ])
)

const reserved = new Set(
  ["someone", "somebody", "anyone", "egregora", "phone", "email", "iban", "card"].map(skeleton)
)

/** A text in the case of a pseudonym. */
const titled = (text: string): string =>
  text.toLowerCase().replace(/\p{L}+/gu, (word) => word.slice(0, 1).toUpperCase() + word.slice(1))
