/**
 * Pseudonyms: a short readable name for each person of a chat, and the removal of real names from text.
 *
 * A pseudonym comes from a keyed hash, so nobody without the key can tell whose it is, and the same
 * person has the same pseudonym in every run. Replacing is eager on purpose: a word that is also
 * somebody's name is taken for the name. A link that holds a name is cut to its host.
 */
import { createHmac } from "node:crypto"
import * as Redacted from "effect/Redacted"
import type { Message } from "./Message.js"
import { fold, isUnspaced, link, mention, pattern, phoneForms, type Target, wordsOf } from "./nameMatcher.js"
import type { Found, PersonalData } from "./personalData.js"
import { adjectives, animals } from "./pseudonymWords.js"

/** What hides the people of one chat. Every function is idempotent. */
export interface Pseudonyms {
  /** The pseudonym of a person by the name that the export has, `Amber Otter`. */
  readonly name: (author: string) => string
  /** A text of any origin without the people's names, linear in its length. */
  readonly text: (text: string) => string
  /** A message without names. `media` stays: it is the key to the bytes and is never shown. */
  readonly message: (message: Message) => Message
}

/** Whom to hide, and how. */
export interface PseudonymOptions {
  readonly key: Redacted.Redacted<Uint8Array>
  /** Who wrote, in order of first appearance: names are given out in this order. */
  readonly authors: Iterable<string>
  /** Who was only named. */
  readonly others: Iterable<string>
  /** Other names of people, each with the name of whose it is among those. */
  readonly aliases?: Iterable<readonly [alias: string, name: string]>
  /** What finds numbers and addresses, which become placeholders such as `[phone]`. Default: they stay. */
  readonly personalData?: PersonalData
  /** Leaves names as they are, but for the invisible marks around mentions. */
  readonly realNames?: boolean
}

/** Pseudonyms for a chat. Two of its people never share one, and none holds a word of a real name. */
export const make = (options: PseudonymOptions): Pseudonyms => {
  if (options.realNames === true) return realNames(options)
  const people = [...new Set([...options.authors, ...options.others].map(identity))].filter((id) => id !== "")
  const others = Array.from(options.aliases ?? [], ([alias]) => identity(alias))
  const real = new Set([...people, ...others].flatMap((person) => wordsOf(person).map(fold)))
  const forbidden = new Set([...adjectives, ...animals].filter((word) => real.has(fold(word))))
  const taken = new Set<string>()
  const names = new Map<string, string>()
  for (const person of people) {
    const name = pick(options.key, person, (it) => taken.has(it), forbidden)
    taken.add(name)
    names.set(person, name)
  }
  for (const [alias, person] of options.aliases ?? []) {
    const [id, name] = [identity(alias), names.get(identity(person))]
    if (id === "" || names.has(id) || name === undefined) continue
    people.push(id)
    names.set(id, name)
  }
  const { byKey, targets, capitalised } = whatToFind(people, names)
  const neutral = neutralWords.find((word) => !real.has(fold(word))) ?? "…"
  const words = pattern(targets)
  const data = options.personalData
  const finder = new RegExp(`${mention}|${words}`, "gu")
  const finderWithLinks = new RegExp(`${link}|${mention}|${words}`, "gu")

  const given = new Map<string, string>()
  const name = (author: string): string => {
    const before = given.get(author)
    if (before !== undefined) return before
    const found = nameFor(author)
    if (names.has(identity(author))) given.set(author, found)
    return found
  }
  const nameFor = (author: string): string => {
    const id = identity(author)
    const known = names.get(id) ?? byKey.get(fold(id))
    if (known !== undefined && known !== null) return known
    return isPseudonym(id) ? id : pick(options.key, id, (it) => taken.has(it), forbidden)
  }
  const hide = (found: string): string => {
    if (found.startsWith("@")) return `@${name(found.slice(1).replace(/[\u2068\u2069]/g, ""))}`
    const key = fold(found)
    if (capitalised.has(key) && !/^\p{Lu}/u.test(found)) return found
    const person = byKey.get(key) ?? byKey.get(key.replace(/^00/, ""))
    return person ?? neutral
  }
  const holdsName = (text: string): boolean => text.replace(finder, hide) !== text
  const isPrivate = (url: string): boolean => holdsName(url) || data?.inLink(url) === true
  /** Whose number or address it is: the first name in an address tells. */
  const ownerOf = ({ kind, value }: Found, found: string): string | null => {
    if (kind !== "phone" && kind !== "email") return null
    const known = kind === "phone" ? byKey.get(value) : undefined
    const shown =
      known ?? hide((kind === "phone" ? found : value.slice(0, value.indexOf("@"))).match(finder)?.[0] ?? "")
    return isPseudonym(shown) ? shown : null
  }
  const text = (original: string): string => {
    const nameless = data === undefined ? original : withoutData(data, original, ownerOf)
    const hidden = nameless.replace(finderWithLinks, (found) =>
      isLink.test(found) ? cutLink(found, isPrivate) : hide(found)
    )
    return hidden === original ? original : hidden.replace(repeated, "$1")
  }
  const hideDetails = (details: Message["details"]): Message["details"] =>
    details === null || details.forwardedFrom === null
      ? details
      : { ...details, forwardedFrom: name(details.forwardedFrom) }
  return {
    name,
    text,
    message: (message) => ({
      ...message,
      author: message.author === null ? null : name(message.author),
      text: text(message.text),
      details: hideDetails(message.details)
    })
  }
}

/** Whether a text has the form of a pseudonym. */
export const isPseudonym = (text: string): boolean => {
  const [adjective = "", animal = "", ...rest] = text.split(" ")
  return adjectiveSet.has(adjective) && animalSet.has(animal) && rest.every((word) => /^\d+$/.test(word))
}

const isLink = /^(?:https?:\/\/|www\.)/i
/** A pseudonym that stands twice in a row, as when two words of one name were replaced. */
const repeated = /(?<!\p{L})(\p{Lu}\p{Ll}{1,20} \p{Lu}\p{Ll}{1,20})(?:[ .-]{1,2}\1)+(?!\p{L})/gu
const neutralWords = ["someone", "somebody", "anyone"]
const adjectiveSet = new Set(adjectives)
const animalSet = new Set(animals)

/** Words inside names that name nobody. */
const particles = new Set(
  (
    "the and von van der den dem del dei das des dos las los les ter ten bin ibn ben abu saint san santa " +
    "de da do di du la le el al st jr sr dr mr ms in on an at am so no is it he we me my if or to up us go by as"
  ).split(" ")
)

const identity = (name: string): string => {
  const text = name
    .normalize("NFC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^~\s*/, "")
  return isPhone(text) ? text.replace(/\P{Nd}/gu, "") : text
}

const isPhone = (text: string): boolean =>
  /^\+?[\p{Nd}\s().\-/\u2010-\u2015]+$/u.test(text) && (text.match(/\p{Nd}/gu)?.length ?? 0) >= 7

const pick = (
  key: Redacted.Redacted<Uint8Array>,
  person: string,
  taken: (name: string) => boolean,
  forbidden: ReadonlySet<string>
): string => {
  const size = adjectives.length * animals.length
  const start = createHmac("sha256", Redacted.value(key)).update(person).digest().readUInt32BE(0)
  for (let step = 0; ; step++) {
    const at = (start + step * (animals.length + 1)) % size
    const adjective = adjectives[Math.floor(at / animals.length)] ?? ""
    const animal = animals[at % animals.length] ?? ""
    const round = Math.floor(step / size)
    const allowed = round > 0 || !(forbidden.has(adjective) || forbidden.has(animal))
    const name = round === 0 ? `${adjective} ${animal}` : `${adjective} ${animal} ${round + 1}`
    if (allowed && !taken(name)) return name
  }
}

/** What to look for, and whom each key means: null for a word that several people share. */
const whatToFind = (people: ReadonlyArray<string>, names: ReadonlyMap<string, string>) => {
  const targets = new Map<string, Target>()
  const byKey = new Map<string, string | null>()
  const capitalised = new Set<string>()
  const full = new Set<string>()
  for (const person of people) {
    const words = wordsOf(person)
    const key = fold(person)
    if (words.length === 0 || [...key].length < 2) continue
    const phone = isPhone(person)
    targets.set(key, { words, phone })
    for (const form of phone ? phoneForms(key) : [key]) {
      byKey.set(form, full.has(form) ? null : (names.get(person) ?? null))
      full.add(form)
    }
  }
  for (const person of people) {
    for (const word of wordsOf(person).flatMap((it) => [it, ...otherSpellings(it), ...partsOf(person, it)])) {
      const key = fold(word)
      const length = [...key].length
      if (full.has(key) || length < 2 || particles.has(key) || /^\p{N}/u.test(word)) continue
      if (length === 2 && !isUnspaced(word)) capitalised.add(key)
      const name = names.get(person) ?? null
      byKey.set(key, byKey.has(key) && byKey.get(key) !== name ? null : name)
      targets.set(key, { words: [word], phone: false })
    }
  }
  return { targets: targets.values(), byKey, capitalised }
}

/** How a word with letters that German and the Nordic languages add is written without them. */
const otherSpellings = (word: string): ReadonlyArray<string> => {
  const plain = word.replace(/[äæöøœüå]/giu, (letter) => digraphs.get(letter.toLowerCase()) ?? letter)
  return plain === word ? [] : [plain]
}

const digraphs: ReadonlyMap<string, string> = new Map([
  ...["ä", "æ"].map((letter) => [letter, "ae"] as const),
  ...["ö", "ø", "œ"].map((letter) => [letter, "oe"] as const),
  ["ü", "ue"],
  ["å", "aa"]
])

/** The given name in one of three characters, as 李小龙, and both names in one of four, as 山田太郎. */
const partsOf = (person: string, word: string): ReadonlyArray<string> => {
  if (person !== word || !/^(?:\p{sc=Han}{3,4}|\p{sc=Hangul}{3})$/u.test(word)) return []
  const letters = [...word]
  return [letters.slice(-2).join(""), ...(letters.length === 4 ? [letters.slice(0, 2).join("")] : [])]
}

/** A text with what is found replaced by its owner's name, else by what it is. */
const withoutData = (
  data: PersonalData,
  text: string,
  ownerOf: (found: Found, written: string) => string | null
): string => {
  const found = data.find(text)
  if (found.length === 0) return text
  let [done, result] = [0, ""]
  for (const one of found) {
    const written = text.slice(one.from, one.to)
    result += `${text.slice(done, one.from)}${ownerOf(one, written) ?? `[${one.kind}]`}`
    done = one.to
  }
  return result + text.slice(done)
}

const cutLink = (url: string, isPrivate: (text: string) => boolean): string => {
  if (!isPrivate(decoded(url))) return url
  const host = /^(?:https?:\/\/)?[^/?#@\s]+(?=[/?#]|$)/i.exec(url)?.[0] ?? ""
  return host === "" || isPrivate(host) ? "…" : host
}

/** A link with its percent escapes undone where they are well formed. */
const decoded = (url: string): string =>
  url.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8")
  )

/** Names as they are. The number that somebody has for a name is one. */
const realNames = ({ authors, others, personalData }: PseudonymOptions): Pseudonyms => {
  const numbers = new Set([...authors, ...others].map(identity).filter((id) => /^\p{Nd}+$/u.test(id)))
  const ownerOf = ({ kind, value }: Found, written: string): string | null =>
    kind === "phone" && (numbers.has(value) || numbers.has(identity(written))) ? written : null
  const text = (original: string): string => {
    const shown =
      personalData === undefined
        ? original
        : withoutData(personalData, original, ownerOf).replace(linkFinder, (url) =>
            cutLink(url, personalData.inLink)
          )
    return shown.replace(/@\u2068+([^\u2068\u2069\n]{1,200})\u2069+/g, "@$1")
  }
  return { name: (author) => author, text, message: (message) => ({ ...message, text: text(message.text) }) }
}

const linkFinder = new RegExp(link, "gu")
