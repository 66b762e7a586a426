/**
 * One name in several scripts: Мария and Maria, 小龍 and 小龙 and Xiaolong, さくら and サクラ.
 *
 * Names in other letters are looked for in Latin by every usual way to write them. Names in Latin letters
 * are looked for in other alphabets by what is left of a word once the choices of a transliteration are taken
 * out of it, its skeleton. Arabic and Hebrew leave out vowels, so that too many words share what is left:
 * they are compared with nothing.
 */

import { indicChoices, indicSound, otherVowels, soundsOf } from "./indic.js"

/** What knows scripts: libraries, loaded where a chat has such names. */
export interface Scripts {
  /** A word in letters of ASCII, syllables of Chinese and Korean beginning with a capital. */
  readonly toLatin: (word: string) => string
  /** All ways to write a name in Chinese characters, traditional and simplified, itself the first. */
  readonly chinese: (name: string) => ReadonlyArray<string>
}

/** Scripts without their libraries: each name is looked for as it is written. */
export const noScripts: Scripts = { toLatin: () => "", chinese: (name) => [name] }

/** Scripts by their libraries: `toLatin` of any-ascii, `toSimplified` of opencc-js or null where none is needed. */
export const make = (
  toLatin: (text: string) => string,
  toSimplified: ((text: string) => string) | null
): Scripts => ({
  toLatin: (word) => indicSound(word) || toLatin(withDigraphs(word)),
  chinese: toSimplified === null ? noScripts.chinese : chineseBy(toSimplified)
})

/** The ways to write a word of a name in other scripts, each a list of words. */
export const otherScripts = (
  word: string,
  isWhole: boolean,
  { toLatin }: Scripts
): ReadonlyArray<ReadonlyArray<string>> => {
  if (syllabic.test(word)) {
    const choices = /\p{sc=Hangul}/u.test(word) ? koreanChoices : []
    const syllables = isWhole ? syllablesOf(toLatin(word)) : []
    return [1, 2].flatMap((length) =>
      length === 1 || syllables.length === 4
        ? ofSyllables(syllables.slice(0, length).join("").toLowerCase(), syllables.slice(length), choices)
        : []
    )
  }
  if (kana.test(word)) return [[otherKana(word)], ...spellingsOf(toLatin(word), kanaChoices)]
  if (!alphabetic.test(word)) return []
  const sounds = soundsOf(word)
  if (sounds !== "") {
    const latin = combined(sounds, indicChoices).filter((spelling) => spelling.length >= 3)
    return [...latin, ...otherVowels(word)].map((spelling) => [spelling])
  }
  const latin = toLatin(word)
  const usual = spellingsOf(latin, alphabetChoices)
  if (greek.test(word)) return distinct(spellingsOf(latin, greekChoices), usual)
  return cyrillic.test(word) ? distinct(usual, spellingsOf(`^${latin}`, cyrillicChoices)) : usual
}

/** What a word of Latin letters and its transliterations have in common; empty where that is too little. */
export const skeletonOf = (latin: string): string => {
  const letters = latin
    .normalize("NFC")
    .toLowerCase()
    .replace(/[šžčćđ]/g, (letter) => serbian.get(letter) ?? letter)
    .normalize("NFD")
    .replace(/[^a-z]/g, "")
  const bones = skeletonRules.reduce((text, [from, to]) => text.replace(from, to), letters)
  return bones.length < shortestSkeleton ? "" : bones
}

/** A skeleton without the ending of a grammatical case; empty where that leaves too little. */
export const stemOf = (bones: string): string => {
  const stem = bones.replace(/(?:om|em|oi|ei|[aeiou])$/, "")
  return stem.length < shortestSkeleton ? "" : stem
}

/** Shorter ones are of too many words to hide them where they do not begin with a capital. */
export const safeSkeleton = 5

/** Whether a word is of an alphabet from which skeletons are made. */
export const isAlphabetic = (word: string): boolean => alphabetic.test(word)

/** The source of what finds such a word, for the flags `gu`. */
export const alphabeticWord =
  "[\\u0370-\\u058f\\u0900-\\u0d7f\\u10a0-\\u10ff\\u1c90-\\u1cbf][\\u0370-\\u058f\\u0900-\\u0d7f\\u10a0-\\u10ff\\u1c90-\\u1cbf\\u0300-\\u036f]{2,29}"

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const alphabetic = new RegExp(`^${alphabeticWord}$`, "u")
const syllabic = /^(?:\p{sc=Han}{2,4}|\p{sc=Hangul}{2,4})$/u
const kana = /^[\u3041-\u3096\u30a1-\u30faー]{2,}$/u
const greek = /^\p{sc=Greek}/u
const cyrillic = /^\p{sc=Cyrillic}/u
const shortestSkeleton = 4

/** Letters of Serbian in Latin script as those of its Cyrillic are transliterated. */
const serbian: ReadonlyMap<string, string> = new Map([
  ["š", "sh"],
  ["ž", "zh"],
  ["č", "ch"],
  ["ć", "ch"],
  ["đ", "dj"]
])

/** Greek letters that are one sound together, and Cyrillic ones that a plain transliteration loses. */
const withDigraphs = (word: string): string => {
  if (cyrillic.test(word)) {
    return word.normalize("NFC").replace(/[ёћ]/gi, (letter) => (/ё/i.test(letter) ? "yo" : "ch"))
  }
  if (!greek.test(word)) return word
  return word
    .normalize("NFD")
    .replace(/\u0301/g, "")
    .replace(/(?<=ο)υ(?!\u0308)/gi, "u")
    .replace(/(?<=[αε])υ(?=[θκξπσςτφχψ]|$)/gi, "f")
    .replace(/(?<=[αε])υ(?!\u0308)/gi, "v")
    .replace(/γγ/gi, "ng")
    .normalize("NFC")
}

const skeletonRules: ReadonlyArray<readonly [RegExp, string]> = [
  [/shch/g, "sch"],
  [/x/g, "ks"],
  [/ph/g, "f"],
  [/kh/g, "h"],
  [/(?<![csz])h/g, "g"],
  [/^gk/, "g"],
  [/m[bp]/g, "b"],
  [/^nt/, "d"],
  [/nt/g, "nd"],
  [/(?<=[a-z])[jy]o/g, "e"],
  [/tz/g, "ts"],
  [/w/g, "v"],
  [/c(?!h)/g, "k"],
  [/ou/g, "u"],
  [/[jy]/g, "i"],
  [/(.)\1+/g, "$1"],
  [/^ie/, "e"],
  [/([bdfgklmnptvz])er$/, "$1r"],
  [/(.{3})h$/, "$1"]
]

type Choices = ReadonlyArray<readonly [from: RegExp, to: ReadonlyArray<string>]>

/** What may be written in several ways, the longest first. */
const alphabetChoices: Choices = [
  [/^shch/, ["shch", "sch"]],
  [/^iya$/, ["iya", "ia", "iia", "ija"]],
  [/^(?:iy|yy)$/, ["iy", "y", "i", "ii", "ij"]],
  [/^(?:'ya|ya)/, ["ya", "ia", "ja"]],
  [/^yu/, ["yu", "iu", "ju"]],
  [/^kh/, ["kh", "h", "ch"]],
  [/^zh/, ["zh", "j"]],
  [/^ks/, ["ks", "x"]],
  [/^ts/, ["ts", "tz", "c"]],
  [/^dr$/, ["dr", "der"]],
  [/^y/, ["y", "i", "j"]],
  [/^v/, ["v", "w"]],
  [/^k/, ["k", "c"]],
  [/^'/, [""]]
]
/** Besides: how Greeks write their names, and Ukrainians, Bulgarians, Serbs. What a word begins with is behind `^`. */
const greekChoices: Choices = [
  [/^ou/, ["ou", "u", "oy"]],
  [/^av/, ["av", "au"]],
  [/^af/, ["af", "av", "au"]],
  [/^ev/, ["ev", "eu"]],
  [/^ef/, ["ef", "ev", "eu"]],
  [/^mp/, ["mp", "b", "mb"]],
  [/^nt/, ["nt", "d", "nd"]],
  [/^(?:gk|ng)/, ["g", "gk", "ng", "gg"]],
  [/^ch/, ["ch", "h"]],
  [/^ks/, ["x", "ks"]],
  [/^y/, ["y", "i"]]
]
const cyrillicChoices: Choices = [
  [/^\^e/, ["e", "ye", "je"]],
  [/^\^/, [""]],
  [/^shch/, ["shch", "sch", "sht"]],
  [/^dzh/, ["dzh", "dz", "dj"]],
  [/^dj/, ["dj", "d"]],
  [/^yo/, ["yo", "io", "e", "o"]],
  [/^iya$/, ["iya", "ia", "iia"]],
  [/^(?:iy|yy)$/, ["iy", "y", "ii"]],
  [/^(?:'ya|ya)/, ["ya", "ia"]],
  [/^yu/, ["yu", "iu"]],
  [/^kh/, ["kh", "h"]],
  [/^ch/, ["ch", "tch", "c"]],
  [/^zh/, ["zh", "z"]],
  [/^sh/, ["sh", "s"]],
  [/^ts/, ["ts", "c"]],
  [/^g/, ["g", "h"]],
  [/^i/, ["i", "y"]],
  [/^y/, ["y", "i"]],
  [/^'/, [""]]
]
const kanaChoices: Choices = [
  [/^ou/, ["ou", "o"]],
  [/^uu/, ["uu", "u"]]
]
/** Revised Romanisation, and how people write their own names. */
const koreanChoices: Choices = [
  [/^eo/, ["eo", "u", "o"]],
  [/^eu/, ["eu", "u"]],
  [/^oo|^u/, ["u", "oo"]],
  [/^g/, ["g", "k"]],
  [/^i/, ["i", "ee"]]
]
/** A long name has no more ways than these. */
const mostSpellings = 48

/** All ways to write a transliterated word, by the choices that there are along it. */
const spellingsOf = (latin: string, choices: Choices): ReadonlyArray<ReadonlyArray<string>> =>
  combined(latin.toLowerCase().replace(/[^a-z'^]/g, ""), choices)
    .filter((word) => word.length >= 3)
    .map((word) => [word])

const distinct = (...all: ReadonlyArray<ReadonlyArray<ReadonlyArray<string>>>): (typeof all)[number] => [
  ...new Map(all.flat().map((words) => [words.join(" "), words])).values()
]

const combined = (text: string, choices: Choices): ReadonlyArray<string> => {
  let [made, at]: [ReadonlyArray<string>, number] = [[""], 0]
  while (at < text.length) {
    const rest = text.slice(at)
    const [found, ways] = choices
      .map(([from, to]) => [from.exec(rest)?.[0] ?? "", to] as const)
      .find(([all]) => all !== "") ?? [rest.slice(0, 1), [rest.slice(0, 1)]]
    const kept = made.length * ways.length > mostSpellings ? ways.slice(0, 1) : ways
    made = made.flatMap((before) => kept.map((way) => before + way))
    at += found.length
  }
  return [...new Set(made)]
}

const syllablesOf = (latin: string): ReadonlyArray<string> => latin.match(/[A-Z][a-z]*/g) ?? []

/** 李小龙 is Li Xiaolong, Xiaolong Li, Xiao-long, Xiaolong. */
const ofSyllables = (
  surname: string,
  given: ReadonlyArray<string>,
  choices: Choices
): ReadonlyArray<ReadonlyArray<string>> => {
  if (given.length === 0) return []
  const waysOf = (syllable: string): ReadonlyArray<string> => combined(syllable.toLowerCase(), choices)
  const surnames = [...waysOf(surname), ...(surnamesOf.get(surname) ?? [])]
  const apart = given.reduce<ReadonlyArray<ReadonlyArray<string>>>(
    (made, syllable) => made.flatMap((before) => waysOf(syllable).map((way) => [...before, way])),
    [[]]
  )
  const names = apart.flatMap((syllables) => [[syllables.join("")], ...(given.length > 1 ? [syllables] : [])])
  const whole = surnames.flatMap((own) =>
    names.flatMap((name) => [[own, ...name], [...name, own], [own + name.join("")]])
  )
  return [...(given.length > 1 ? names : []), ...whole].slice(0, mostSpellings * 8)
}

/** The commonest Korean surnames as their bearers write them. */
const surnamesOf: ReadonlyMap<string, ReadonlyArray<string>> = new Map([
  ["gim", ["kim"]],
  ["i", ["lee", "yi", "rhee"]],
  ["bag", ["park", "pak", "bak"]],
  ["choe", ["choi"]],
  ["jeong", ["jung", "chung"]],
  ["gang", ["kang"]],
  ["jo", ["cho"]],
  ["yun", ["yoon"]],
  ["im", ["lim"]]
])

/** Hiragana as katakana, and the other way round. */
const otherKana = (word: string): string =>
  word.replace(/[\u3041-\u3096\u30a1-\u30f6]/g, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) + (letter < "\u30a0" ? 0x60 : -0x60))
  )

/** Which characters are written as the same one once simplified, learned from the library at the first Chinese name. */
const chineseBy = (toSimplified: (text: string) => string): Scripts["chinese"] => {
  let known: ReadonlyMap<string, ReadonlyArray<string>> | undefined
  const traditional = (): ReadonlyMap<string, ReadonlyArray<string>> => {
    if (known !== undefined) return known
    const found = new Map<string, Array<string>>()
    for (let point = 0x3400; point <= 0x9fff; point++) {
      const letter = String.fromCodePoint(point)
      const plain = toSimplified(letter)
      if (plain === letter) continue
      found.set(plain, [...(found.get(plain) ?? []), letter])
    }
    known = found
    return found
  }
  return (name) => {
    if (!/\p{sc=Han}/u.test(name)) return [name]
    const ways = [...name].map((letter) => {
      const plain = toSimplified(letter)
      return [...new Set([plain, ...(traditional().get(plain) ?? [])])]
    })
    const all = ways.reduce<ReadonlyArray<string>>(
      (made, some) =>
        made.flatMap((before) =>
          (made.length * some.length > mostSpellings ? some.slice(0, 1) : some).map((way) => before + way)
        ),
      [""]
    )
    return [...new Set([name, toSimplified(name), ...all])]
  }
}
