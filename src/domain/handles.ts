/**
 * What people call their accounts after their names: jsmith, smith.j, john_smith.
 */
import { fold } from "./nameMatcher.js"

/** A handle: what it is put together from, and whether it could be a word too, as `across` of A. Cross. */
export interface Handle {
  readonly words: readonly [string, string]
  readonly isWord: boolean
}

/**
 * The handles of somebody by the words of their name, in order: initials and a surname either way round, if the
 * surname has five letters and is no word of every day, and the first name and a surname likewise. `isParticle` tells what
 * belongs to the word behind it, as `da`; every word is of an alphabet.
 */
export const handlesOf = (
  words: ReadonlyArray<string>,
  { isEveryday, isParticle }: Record<"isEveryday" | "isParticle", (word: string) => boolean>
): ReadonlyArray<Handle> => {
  const [first, ...rest] = surnamesIn(words, isParticle)
  if (first === undefined) return []
  return rest.flatMap(({ forms, word }, at) => {
    const before = [first, ...rest.slice(0, at)].map((it) => it.word.slice(0, 1))
    const initials = before.map((_, last) => before.slice(0, last + 1).join(""))
    const short = forms.filter((surname) => lengthOf(surname) >= shortestSurname && !isEveryday(surname))
    const long = isEveryday(first.word) && isEveryday(word) ? [] : forms
    return [
      ...long
        .filter((surname) => Math.min(lengthOf(first.word), lengthOf(surname)) >= 3)
        .filter((surname) => lengthOf(first.word + surname) >= shortestPair)
        .flatMap(
          (surname): ReadonlyArray<Handle> => [
            { words: [first.word, surname], isWord: false },
            { words: [surname, first.word], isWord: false }
          ]
        ),
      ...short.flatMap((surname) => initials.flatMap((some) => withInitials(some, surname)))
    ]
  })
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const shortestSurname = 5
const shortestPair = 8
/** What is put before or behind a longer name makes no word. */
const longestRisk = 6

const lengthOf = (word: string): number => word.normalize("NFC").length

interface Surname {
  readonly word: string
  /** It, and it with what stands before it: Silva, daSilva. */
  readonly forms: ReadonlyArray<string>
}

const surnamesIn = (
  words: ReadonlyArray<string>,
  isParticle: (word: string) => boolean
): ReadonlyArray<Surname> => {
  let held = ""
  return words.flatMap((word): ReadonlyArray<Surname> => {
    if (isParticle(word)) {
      held += word
      return []
    }
    const forms = held === "" ? [word] : [word, held + word]
    held = ""
    return [{ word, forms }]
  })
}

const withInitials = (initials: string, surname: string): ReadonlyArray<Handle> => {
  const isShort = lengthOf(surname) <= longestRisk
  const isOne = [...initials].length === 1
  return [
    {
      words: [initials, surname],
      isWord: isShort && (isOne ? begins : syllable).test(fold(initials + surname))
    },
    {
      words: [surname, initials],
      isWord: isOne ? isShort || ending.test(fold(initials)) : syllable.test(fold(initials))
    }
  ]
}

/** What words begin with: two consonants that are spoken together, or one beside a vowel. */
const begins =
  /^(?:[bcfgkp][lr]|[cgkpstwz]h|d[rwz]|gn|kn|s[cklmnptw]|t[rsw]|v[lr]|wr|[aeiou](?![aeiou])|[^aeiou][aeiou])/u
const syllable = /[aeiouy]/u
/** What words of many languages end with. */
const ending = /^[aeinorsyаеиоуыя]/u
