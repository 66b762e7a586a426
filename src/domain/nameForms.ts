/**
 * What people are called in texts: their whole names, the parts of them, the same in other spellings and
 * scripts, and surnames before an honorific.
 */
import { declined } from "./declined.js"
import { eastAsianParts, koreanApart, surnamesOf, titledSource } from "./eastAsian.js"
import { handlesOf } from "./handles.js"
import { identity, isFindable, isPhone } from "./identity.js"
import { mayBeIndic } from "./indic.js"
import {
  fold,
  isUnspaced,
  phoneForms,
  piecesOf,
  type Target,
  wordsOf,
  writtenWordsOf
} from "./nameMatcher.js"
import { isAlphabetic, otherScripts, type Scripts, skeletonOf, stemOf } from "./scripts.js"
import { slavicForms, slavicNames } from "./slavic.js"
import { wordNames } from "./wordNames.js"

/**
 * What of a name was written: all of it, one of its words, either in other letters, a surname with a title, or a
 * handle that is made of it.
 */
export type FormKind = "whole" | "part" | "spelling" | "title" | "handle"

/** A form of a name. */
export interface Form {
  readonly kind: FormKind
  /** Whose it is; null where several share it. */
  readonly person: string | null
  /**
   * Whether it is a word too, so that it is a name only where it begins with a capital; a handle that could be one
   * only behind `@` and `#`, and with a sign or a digit.
   */
  readonly isWord: boolean
}

/** All the forms of the people of a chat. */
export interface NameForms {
  readonly targets: Iterable<Target>
  /** By what `fold` leaves of them, phone numbers by their digits. */
  readonly forms: ReadonlyMap<string, Form>
  /** Whose a form is that several share, by its key in `forms`. */
  readonly sharers: ReadonlyMap<string, ReadonlySet<string>>
  /** The source of what finds a surname before an honorific, for the flags `gu`; empty when there is none. */
  readonly titled: string
  /** Names in Latin letters by their skeletons: see `skeletonOf`. */
  readonly skeletons: ReadonlyMap<string, Form>
  /** The same by what `stemOf` leaves of them. */
  readonly stems: ReadonlyMap<string, Form>
}

/** The forms of people by their identities, see `identity`. */
export const nameForms = (
  people: ReadonlyArray<string>,
  scripts: Scripts,
  besides: ReadonlyMap<string, ReadonlyArray<string>> = new Map()
): NameForms => {
  const targets = new Map<string, Target>()
  const forms = new Map<string, Form>()
  const [skeletons, stems] = [new Map<string, Form>(), new Map<string, Form>()]
  const sharers = new Map<string, Set<string>>()
  const surnames = new Set<string>()
  const whole = new Set<string>()
  const lookFor = (words: ReadonlyArray<string>, phone = false): void => {
    targets.set(words.map(fold).join(" "), { words, phone })
  }
  const add = (to: Map<string, Form>, key: string, form: Form & { readonly person: string }): void => {
    const before = to.get(key)
    const isShared = before !== undefined && before.person !== form.person
    to.set(key, isShared ? { ...form, person: null } : { ...before, ...form })
    if (!isShared || to !== forms) return
    const known = sharers.get(key) ?? new Set(before.person === null ? [] : [before.person])
    sharers.set(key, known.add(form.person))
  }
  const called = new Map(
    Array.from(besides, ([name, names]) => [identity(name), names.map(identity)] as const)
  )
  const named = people.map((person) => ({
    person,
    aliases: [person, ...(called.get(person) ?? [])].filter(isFindable).flatMap(scripts.chinese)
  }))

  for (const { person, aliases } of named) {
    for (const alias of aliases) {
      const words = writtenWordsOf(alias)
      const [first = ""] = words
      const key = fold(alias)
      const phone = isPhone(alias)
      lookFor(words, phone)
      if (words.length === 1) for (const apart of koreanApart(first)) lookFor(apart)
      for (const form of phone ? phoneForms(key) : [key]) {
        const isWord = words.length === 1 && isEverydayWord(first)
        add(forms, form, { kind: "whole", person, isWord })
        whole.add(form)
      }
    }
  }
  for (const { person, aliases } of named) {
    for (const alias of aliases.map((it) => nameIn(it, person))) {
      const words = wordsOf(alias).flatMap((it) => [it, ...withoutUmlauts(it), ...eastAsianParts(alias, it)])
      const joined = withoutHyphens(alias).flatMap((it) => [it, ...withoutUmlauts(it)])
      for (const word of [...words, ...writtenWordsOf(alias).filter(isJoined), ...joined]) {
        const key = fold(word)
        if (!isTelling(word, key)) continue
        lookFor([word])
        if (whole.has(key)) continue
        const isShort = [...key].length === 2 && !isUnspaced(word)
        add(forms, key, { kind: "part", person, isWord: isShort || isEverydayWord(word) })
      }
    }
  }
  const genuine = new Set(forms.keys())
  const isSlavic = slavicNames(named.map(({ aliases }) => aliases))
  for (const { person, aliases } of named) {
    const inCases = isSlavic(aliases) ? slavicForms : () => []
    for (const alias of aliases.map((it) => nameIn(it, person))) {
      const words = wordsOf(alias)
      for (const word of words) {
        const isWord = isEveryday(fold(word))
        const others = otherScripts(word, words.length === 1, scripts)
        const cases = latinWord.test(word) ? inCases(word) : []
        for (const spelling of [...[...declined(word), ...cases].map((it) => [it]), ...others]) {
          const key = fold(spelling.join(""))
          if (genuine.has(key) || !isTelling(spelling.join(""), key)) continue
          const shortest =
            (spelling === others[0] && isAlphabetic(word)) || mayBeIndic.test(key)
              ? shortestPlain
              : shortestDeclined
          const isShort = spelling.length === 1 && key.length < shortest && !spelling.every(isUnspaced)
          add(forms, key, { kind: "spelling", person, isWord: isWord || isEveryday(key) || isShort })
          lookFor(spelling)
        }
        for (const spelling of latinWord.test(word) && isTelling(word, fold(word)) ? soundingAs(word) : []) {
          const bones = skeletonOf(spelling)
          if (bones !== "") add(skeletons, bones, { kind: "spelling", person, isWord })
          if (stemOf(bones) !== "") add(stems, stemOf(bones), { kind: "spelling", person, isWord: true })
        }
      }
      for (const surname of words.length === 1 ? surnamesOf(alias) : []) {
        if (genuine.has(surname)) continue
        add(forms, surname, { kind: "title", person, isWord: false })
        surnames.add(surname)
      }
    }
  }
  const handles = new Map<string, Form>()
  for (const { person, aliases } of named) {
    for (const alias of aliases.map((it) => nameIn(it, person))) {
      for (const { isWord, words } of latinNames(alias, scripts).flatMap((it) =>
        handlesOf(it, handleWords)
      )) {
        const key = fold(words.join(""))
        const known = forms.get(key)
        if (known === undefined)
          add(handles, key, { kind: "handle", person, isWord: isWord || isEveryday(key) })
        else if (known.person !== person) continue
        // A whole name is found without what is between its words, unless one is an initial.
        else if (targets.has(words.map(fold).join(" ")))
          if (isWord || isEveryday(key) || words.every((word) => [...word].length >= 3)) continue
        targets.set(`handle ${key}`, { words, phone: false, handle: true })
      }
    }
  }
  for (const [key, form] of handles) forms.set(key, form)
  return { targets: targets.values(), forms, sharers, titled: titledSource(surnames), skeletons, stems }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const latinWord = /^\p{sc=Latin}[\p{sc=Latin}\p{M}]*$/u

/** Words inside names that name nobody. */
export const particles = new Set(
  (
    "the and von van der den dem del dei das des dos las los les ter ten bin ibn ben abu saint san santa " +
    "de da do di du la le el al st jr sr dr mr ms in on an at am so no is it he we me my if or to up us go by as"
  ).split(" ")
)

/** The words of a name in all the ways that handles have them: hyphens and umlauts as they are, and without. */
const latinNames = (name: string, scripts: Scripts): ReadonlyArray<ReadonlyArray<string>> => {
  const ways = [name, name.replace(hyphens, "")].map((it) => latinWordsOf(it, scripts))
  const all = [...ways, ...ways.map((words) => words.map((word) => withoutUmlauts(word)[0] ?? word))]
  return [...new Map(all.map((words) => [words.join(" "), words])).values()]
}

/** The words of a name in Latin letters, where it is of an alphabet that has a usual spelling. */
const latinWordsOf = (name: string, scripts: Scripts): ReadonlyArray<string> => {
  const words = wordsOf(name).filter((word) => /^\p{L}/u.test(word))
  const plain = words.map((word) =>
    isAlphabetic(word) ? (otherScripts(word, false, scripts)[0]?.join("") ?? word) : word
  )
  return plain.every((word) => latinWord.test(word)) ? plain : []
}

/** Shorter forms that nobody gave are often another word: they count with a capital only. */
const shortestDeclined = 5
/** The plainest spelling of a name in Latin letters is what its bearer signs with: olga. */
const shortestPlain = 4

const everyday = new Set(wordNames.map(fold))

const isEveryday = (key: string): boolean => everyday.has(key)

const handleWords = {
  isEveryday: (word: string): boolean => isEveryday(fold(word)),
  isParticle: (word: string): boolean => particles.has(fold(word))
}

/** Whether a word is one of every day, as what stands behind an apostrophe may be: d'amore. */
const isEverydayWord = (word: string): boolean =>
  isEveryday(fold(word)) || isEveryday(fold(piecesOf(word).slice(1).at(-1) ?? ""))

/** Whether a part of a name is more than the words in it: `ana99`, `O’Brien`; not `2nd`. */
const isJoined = (word: string): boolean =>
  piecesOf(word).length > 1 || (/^\p{L}{3}/u.test(word) && /\p{N}/u.test(word))

/** Double names as one word: `JeanBaptiste` of Jean-Baptiste. */
const withoutHyphens = (name: string): ReadonlyArray<string> =>
  (
    name.normalize("NFC").match(/(?<![\p{L}\p{M}])[\p{L}\p{M}]{3,}(?:[-\u2010\u2011][\p{L}\p{M}]{3,})+/gu) ??
    []
  ).map((word) => word.replace(hyphens, ""))

const hyphens = /[-\u2010\u2011]/g

const emailAddress = /^[^\s@]+@[^\s@]+\.\p{L}{2,}$/u

/** What of a name has words that are names: nothing of an address that somebody has besides. */
const nameIn = (alias: string, person: string): string => {
  if (!emailAddress.test(alias)) return alias
  return alias === person ? alias.slice(0, alias.indexOf("@")) : ""
}

const isTelling = (word: string, key: string): boolean =>
  [...key].length >= 2 && !particles.has(key) && !/^\p{N}/u.test(word)

/** A word of Latin letters, and as it would be written of the long vowels of India: Deepa, Pooja. */
const soundingAs = (word: string): ReadonlyArray<string> => [
  ...new Set([word, word.replace(/ee/gi, "i").replace(/oo/gi, "u")])
]

/** How a word with letters that German, the Nordic and the South Slavic languages add is written without them. */
const withoutUmlauts = (word: string): ReadonlyArray<string> => {
  const plain = word.replace(/[äæöøœüåđ]/giu, (letter) => digraphs.get(letter.toLowerCase()) ?? letter)
  return plain === word ? [] : [plain]
}

const digraphs: ReadonlyMap<string, string> = new Map([
  ...["ä", "æ"].map((letter) => [letter, "ae"] as const),
  ...["ö", "ø", "œ"].map((letter) => [letter, "oe"] as const),
  ["ü", "ue"],
  ["å", "aa"],
  ["đ", "dj"]
])
