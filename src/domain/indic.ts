/**
 * Names in the scripts of India, which Unicode lays out alike: what may be spelled in several ways, and how a word
 * sounds. Signs that a language tells apart and people do not are one here: dotted letters and plain ones, a nasal
 * letter and the sign for it.
 */

/** Whether a text has letters that `foldIndic` may change, those of Thai and Lao among them. */
export const mayBeIndic = /[\u0900-\u0d7f\u0e00-\u0eff]/

/** A text without those choices of spelling. */
export const foldIndic = (text: string): string =>
  text
    .normalize("NFD")
    .replace(dots, "")
    .replace(/[\u0901\u0981\u0a01\u0a70\u0a81\u0b01\u0c01\u0c81]/g, (sign) => anusvaraOf(sign))
    .replace(nasals, (letter) => anusvaraOf(letter))
    .replace(/\u0e40\u0e40/g, "\u0e41")
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, "$1\u0e33")
    .replace(/\u0ecd([\u0ec8-\u0ecb]?)\u0eb2/g, "$1\u0eb3")
    .normalize("NFC")

/**
 * The source of what finds a letter that `foldIndic` left, in all its spellings, with `unseen` between their parts;
 * null for letters of other scripts.
 */
export const indicLetter = (letter: string, unseen: string): string | null => {
  const point = letter.codePointAt(0) ?? 0
  if (/[\u0e33\u0eb3]/.test(letter)) return `(?:${letter}|${escaped(point + 26)}?${escaped(point - 1)})`
  if (/[\u0e48-\u0e4b\u0ec8-\u0ecb]/.test(letter))
    return `${escaped(point < 0xe80 ? 0xe4d : 0xecd)}?${letter}`
  if (letter === "\u0e41") return "(?:\u0e41|\u0e40\u0e40)"
  if (point < 0x900 || point > 0xd7f) return null
  const block = point & ~0x7f
  const at = (offset: number): string => escaped(block + offset)
  if (point === block + ANUSVARA) {
    const tippi = block === GURMUKHI ? escaped(0xa70) : ""
    return `(?:[${at(ANUSVARA)}${at(1)}${tippi}]|[${NASALS.map(at).join("")}]${unseen}*${at(VIRAMA)})`
  }
  return `[${letter}${composed.get(letter) ?? ""}](?:${unseen}*${at(NUKTA)})?`
}

/** How a word sounds in Latin letters: every sound in its usual spelling. Empty for a word of another script. */
export const indicSound = (word: string): string =>
  soundsOf(word).replace(/[?IUJ]/g, (sign) => plainSounds[sign] ?? "")

/** The same with a sign where there are several ways to write it: see `indicChoices`. */
export const soundsOf = (word: string): string => {
  if (!indicWord.test(word)) return ""
  const block = (word.codePointAt(0) ?? 0) & ~0x7f
  const offsets = Array.from(word.normalize("NFC"), (letter) => (letter.codePointAt(0) ?? 0) - block)
  const sounds: Array<string> = []
  for (const [at, offset] of offsets.entries()) {
    const sound = sounds.length > 0 && offset === NUKTA ? dotted.get(sounds.at(-2) ?? "") : undefined
    if (sound !== undefined) sounds[sounds.length - 2] = sound
    const own = table.get(offset)
    if (offset === VIRAMA || isSign(offset)) sounds.pop()
    if (own === undefined) continue
    const next = offsets[at + 1] ?? 0
    sounds.push(offset <= ANUSVARA && next >= 0x2a && next <= 0x2e ? "m" : own)
    if (isConsonant(offset)) sounds.push(INHERENT)
  }
  return (block < SOUTH ? withoutSilent(sounds) : sounds.map((sound) => (sound === INHERENT ? "a" : sound)))
    .join("")
    .replace(/jn/g, "gy")
}

/** What the signs of `soundsOf` and its letters may be written as. */
export const indicChoices: ReadonlyArray<readonly [from: RegExp, to: ReadonlyArray<string>]> = [
  [/^\?/, ["", "a"]],
  [/^J/, ["a", ""]],
  [/^I/, ["i", "ee"]],
  [/^U/, ["u", "oo"]],
  [/^chh/, ["chh", "ch"]],
  [/^ksh/, ["ksh", "x"]],
  [/^sh/, ["sh", "s"]],
  [/^ph/, ["ph", "f"]],
  [/^f/, ["f", "ph"]],
  [/^z/, ["z", "j"]],
  [/^gy/, ["gy", "jn"]],
  [/^v/, ["v", "w"]]
]

/** A word with its vowels short or long, as people confuse them; the word itself is not among them. */
export const otherVowels = (word: string): ReadonlyArray<string> => {
  if (!indicWord.test(word)) return []
  let made: ReadonlyArray<string> = [""]
  for (const letter of word.normalize("NFC")) {
    const point = letter.codePointAt(0) ?? 0
    const pair = lengths.get(point & 0x7f)
    const ways =
      pair === undefined || made.length > 8
        ? [letter]
        : [letter, String.fromCodePoint((point & ~0x7f) + pair)]
    made = made.flatMap((before) => ways.map((way) => before + way))
  }
  return made.slice(1)
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const ANUSVARA = 0x02
const NUKTA = 0x3c
const VIRAMA = 0x4d
/** The nasal of each row of consonants. */
const NASALS = [0x19, 0x1e, 0x23, 0x28, 0x2e]
const GURMUKHI = 0xa00
/** From here on the vowel of a consonant is spoken unless a sign takes it away. */
const SOUTH = 0xb00
/** That vowel. */
const INHERENT = "A"

const escaped = (point: number): string => `\\u{${point.toString(16)}}`
const anusvaraOf = (letter: string): string =>
  String.fromCodePoint(((letter.codePointAt(0) ?? 0) & ~0x7f) + ANUSVARA)

const dots = /[\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc]/g
/** Scripts where a nasal before another consonant is often the sign. */
const nasals = new RegExp(
  [0x900, 0x980, 0xa00, 0xa80, 0xb00, 0xc00, 0xc80]
    .map((block) => {
      const at = (offset: number): string => escaped(block + offset)
      return `[${NASALS.map(at).join("")}]${at(VIRAMA)}(?=[${at(0x15)}-${at(0x39)}])`
    })
    .join("|"),
  "gu"
)
/** Letters that Unicode has with their dot, by those without. */
const composed: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 0x480 }, (_, at) => String.fromCodePoint(0x900 + at)).flatMap((letter) => {
    const [base = "", dot = ""] = letter.normalize("NFD")
    return new RegExp(dots.source).test(dot) ? [[base, letter] as const] : []
  })
)

const indicWord = /^[\u0900-\u0d7f]{2,30}$/u
const isConsonant = (offset: number): boolean => offset >= 0x15 && offset <= 0x39
const isSign = (offset: number): boolean => offset >= 0x3e && offset <= 0x4c
const lengths: ReadonlyMap<number, number> = new Map(
  [0x07, 0x09, 0x3f, 0x41].flatMap((short) => [[short, short + 1] as const, [short + 1, short] as const])
)
const plainSounds: Readonly<Record<string, string>> = { "?": "", J: "a", I: "i", U: "u" }

/** Sounds by the place of their letter in a block. */
const table: ReadonlyMap<number, string> = new Map(
  (
    "01n 02n 05a 06a 07i 08I 09u 0aU 0bri 0de 0ee 0fe 10ai 11o 12o 13o 14au 15k 16kh 17g 18gh 19n 1ach 1bchh 1cj 1djh " +
    "1en 1ft 20th 21d 22dh 23n 24t 25th 26d 27dh 28n 29n 2ap 2bph 2cb 2dbh 2em 2fy 30r 31r 32l 33l 34zh 35v 36sh 37sh " +
    "38s 39h 3ea 3fi 40I 41u 42U 43ri 45e 46e 47e 48ai 49o 4ao 4bo 4cau 70n"
  )
    .split(" ")
    .map((pair) => [Number.parseInt(pair.slice(0, 2), 16), pair.slice(2)] as const)
)
/** Sounds that a dot changes. */
const dotted: ReadonlyMap<string, string> = new Map([
  ["j", "z"],
  ["ph", "f"],
  ["d", "r"],
  ["dh", "rh"]
])

/** The languages of the north do not speak the vowel at an end, and where a syllable stands on either side of it. */
const withoutSilent = (sounds: ReadonlyArray<string>): ReadonlyArray<string> => {
  const told = [...sounds]
  const isVowel = (sound: string | undefined): boolean => sound !== undefined && /^[aeiouAIUJ]/.test(sound)
  const isSpoken = (sound: string | undefined): boolean =>
    sound !== undefined && !isVowel(sound) && sound !== "?"
  for (let at = told.length - 1; at > 0; at--) {
    if (told[at] !== INHERENT) continue
    const isBehindSyllable = isSpoken(told[at - 1]) && isVowel(told[at - 2])
    const isEnd = at === told.length - 1
    const isBeforeSyllable = isSpoken(told[at + 1]) && isVowel(told[at + 2])
    if (isEnd) told[at] = isBehindSyllable ? "?" : "J"
    else told[at] = isBehindSyllable && isBeforeSyllable ? "?" : "a"
  }
  return told
}
