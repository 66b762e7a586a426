/**
 * Pseudonyms: a short readable name for each person of a chat, and the removal of real names from text.
 *
 * A pseudonym comes from a keyed hash, so nobody without the key can tell whose it is, and the same
 * person has the same pseudonym in every run. Replacing is eager on purpose: a word that is also
 * somebody's name is taken for the name, unless it is a word of every day without a capital. A link that
 * holds a name is cut to its host.
 */
import type * as Redacted from "effect/Redacted"
import { cutLink, isLink, linkFinder } from "./cutLink.js"
import { entries } from "./hiddenEntry.js"
import { identity } from "./identity.js"
import type { Message, MessageDetails } from "./Message.js"
import { cleanLine } from "./markdown.js"
import { type Form, type FormKind, nameForms } from "./nameForms.js"
import { fold, link, mention, pattern, withoutMarks, wordsOf } from "./nameMatcher.js"
import type { Found, PersonalData, PersonalDataKind } from "./personalData.js"
import { isPseudonym, pick } from "./pickPseudonym.js"
import { adjectives, animals } from "./pseudonymWords.js"
import {
  alphabeticWord,
  isAlphabetic,
  noScripts,
  type Scripts,
  safeSkeleton,
  skeletonOf,
  stemOf
} from "./scripts.js"
import { inUsualLetters } from "./usualLetters.js"

/** What hides the people of one chat. Every function is idempotent. */
export interface Pseudonyms {
  /** The pseudonym of a person by the name that the export has, `Amber Otter`. */
  readonly name: (author: string) => string
  /** A text of any origin without the people's names, linear in its length. */
  readonly text: (text: string) => string
  /** A message without names, those of its files included. */
  readonly message: (message: Message) => Message
  /** The name inside the export of a file, by the name that `message` gave it. */
  readonly entry: (media: string) => string
}

/** Something that was hidden, or left. `written` is what stood in the text. */
export type Hidden =
  | {
      readonly what: "name"
      readonly how: FormKind | "mention" | "address"
      readonly person: string
      readonly written: string
    }
  /** A word that several people are called, or a mention of somebody whom the chat does not name. */
  | { readonly what: "shared" | "stranger"; readonly written: string }
  /** A name of somebody that is a word too, without a capital. */
  | { readonly what: "left"; readonly person: string | null; readonly written: string }
  | { readonly what: "data"; readonly kind: PersonalDataKind; readonly written: string }
  /** A link that was cut because of what it holds. */
  | { readonly what: "link"; readonly written: string }

/** Whom to hide, and how. */
export interface PseudonymOptions {
  readonly key: Redacted.Redacted<Uint8Array>
  /** Who wrote, in order of first appearance: names are given out in this order. */
  readonly authors: Iterable<string>
  /** Who was only named. */
  readonly others: Iterable<string>
  /** What people are called besides, by their names. Default: nothing. */
  readonly aliases?: ReadonlyMap<string, ReadonlyArray<string>>
  /** What finds numbers and addresses, which become placeholders such as `[phone]`. Default: they stay. */
  readonly personalData?: PersonalData
  /** What knows names in other scripts. Default: they are looked for as they are written. */
  readonly scripts?: Scripts
  /** Leaves names as they are, but for what no reader should meet, and the invisible marks around mentions. */
  readonly realNames?: boolean
  /** Told of everything that is hidden in texts, or left because it is a word. Default: nobody is. */
  readonly onHidden?: (hidden: Hidden) => void
}

/** Pseudonyms for a chat. Two of its people never share one, and none holds a word of a real name. */
export const make = (options: PseudonymOptions): Pseudonyms => {
  const { name, text } = options.realNames === true ? realNames(options) : hiding(options)
  const files = entries(options.key, (entry) => contact.test(entry) || text.quietly(entry) !== entry)
  const details = (known: MessageDetails): MessageDetails => ({
    ...known,
    forwardedFrom: known.forwardedFrom === null ? null : name(known.forwardedFrom),
    reactions: known.reactions.map((reaction) => ({ ...reaction, emoji: text.quietly(reaction.emoji) })),
    attachments: known.attachments.map(files.hide)
  })
  return {
    name,
    text: text.all,
    entry: files.open,
    message: (message) => ({
      ...message,
      author: message.author === null ? null : name(message.author),
      text: text.all(message.text),
      media: message.media === null ? null : files.hide(message.media),
      details: message.details === null ? null : details(message.details)
    })
  }
}

/** The word for whoever cannot be named: one that is in nobody's name. */
export const neutralFor = (people: Iterable<string>): string => {
  const real = new Set([...people].flatMap((person) => wordsOf(person).map(fold)))
  return neutralWords.find((word) => !real.has(fold(word))) ?? "…"
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

interface Hiding {
  readonly name: (author: string) => string
  readonly text: {
    readonly all: (text: string) => string
    /** The same, told nobody. */
    readonly quietly: (text: string) => string
  }
}

/** The name of a contact's file is the contact's. */
const contact = /\.vcf$/i
/** A pseudonym that stands twice in a row, as when two words of one name were replaced. */
const repeated = /(?<!\p{L})(\p{Lu}\p{Ll}{1,20} \p{Lu}\p{Ll}{1,20})(?:[ .-]{1,2}\1)+(?!\p{L})/gu
export const neutralWords: ReadonlyArray<string> = ["someone", "somebody", "anyone"]

const hiding = (options: PseudonymOptions): Hiding => {
  const { key, onHidden, personalData: data, scripts = noScripts } = options
  const people = [...new Set([...options.authors, ...options.others].map(identity))].filter((id) => id !== "")
  const called = [...(options.aliases?.values() ?? [])].flat()
  const real = new Set([...people, ...called].flatMap((person) => wordsOf(person).map(fold)))
  const forbidden = new Set([...adjectives, ...animals].filter((word) => real.has(fold(word))))
  const taken = new Set<string>()
  const names = new Map<string, string>()
  for (const person of people) {
    const name = pick(key, person, (it) => taken.has(it), forbidden)
    taken.add(name)
    names.set(person, name)
  }
  const { forms, skeletons, stems, targets, titled } = nameForms(people, scripts, options.aliases)
  const neutral = neutralFor(people)
  const inOtherScripts = skeletons.size === 0 || scripts === noScripts ? "" : alphabeticWord
  const anyName = [mention, pattern(targets), titled, inOtherScripts]
    .filter((source) => source !== "")
    .join("|")
  const finder = new RegExp(anyName, "gu")
  const finderWithLinks = new RegExp(`${link}|${anyName}`, "gu")

  const given = new Map<string, string>()
  const name = (author: string): string => {
    const before = given.get(author)
    if (before !== undefined) return before
    const found = nameFor(author)
    if (names.has(identity(author))) given.set(author, found)
    return found
  }
  const personOf = (id: string): string | null => (names.has(id) ? id : (forms.get(fold(id))?.person ?? null))
  const nameFor = (author: string): string => {
    const id = identity(author)
    const person = personOf(id)
    const known = person === null ? undefined : names.get(person)
    return known ?? (isPseudonym(id) ? id : pick(key, id, (it) => taken.has(it), forbidden))
  }
  const formOf = (found: string): Form | undefined => {
    const folded = fold(found)
    const form = forms.get(folded) ?? forms.get(folded.replace(/^00/, ""))
    if (form !== undefined || !isAlphabetic(found)) return form
    const bones = skeletonOf(scripts.toLatin(found))
    const other = skeletons.get(bones) ?? stems.get(stemOf(bones))
    return other === undefined || bones.length >= safeSkeleton || startsWithCapital.test(found)
      ? other
      : undefined
  }
  const hideBy =
    (tell: typeof onHidden, isEager: boolean) =>
    (found: string, at: number, all: string): string => {
      if (found.startsWith("@")) {
        const who = found.slice(1).replace(/[\u2068\u2069]/g, "")
        const person = tell === undefined ? null : personOf(identity(who))
        tell?.(
          person === null
            ? { what: "stranger", written: found }
            : { what: "name", how: "mention", person, written: found }
        )
        return `@${name(who)}`
      }
      const form = formOf(found)
      if (form === undefined) return found
      if (form.kind === "handle" && form.isWord) {
        if (!isSigned(found, at, all)) return found
      } else if (
        form.isWord &&
        !isEager &&
        !startsWithCapital.test(found) &&
        !isTag.test(all.charAt(at - 1))
      ) {
        tell?.({ what: "left", person: form.person, written: found })
        return found
      }
      const { kind, person } = form
      tell?.(
        person === null
          ? { what: "shared", written: found }
          : { what: "name", how: kind, person, written: found }
      )
      return person === null ? neutral : (names.get(person) ?? neutral)
    }
  const hideEagerly = hideBy(undefined, true)
  const hideQuietly = hideBy(undefined, false)
  const isName = (word: string): boolean => word.replace(finder, hideQuietly) !== word
  const isPrivate = (written: string): boolean => {
    const url = inUsualLetters(written, isName)
    return url.replace(finder, hideEagerly) !== url || data?.inLink(url) === true
  }
  /** Whose number or address it is: where nobody is known to have it, the first name in an address tells. */
  const ownerOf = ({ kind, value }: Found, written: string): string | null => {
    if (kind === "phone") return forms.get(value)?.person ?? formOf(written)?.person ?? null
    if (kind !== "email") return null
    const known = forms.get(fold(value))
    if (known !== undefined) return known.person
    const local = value.slice(0, value.indexOf("@")).match(finder)?.[0]
    const form = local === undefined ? undefined : formOf(local)
    return form === undefined || (form.kind === "handle" && form.isWord) ? null : form.person
  }
  const textBy = (tell: typeof onHidden) => {
    const hide = hideBy(tell, false)
    const replaceData = (found: Found, written: string): string => {
      const person = ownerOf(found, written)
      tell?.(
        person === null
          ? { what: "data", kind: found.kind, written }
          : { what: "name", how: "address", person, written }
      )
      return (person === null ? undefined : names.get(person)) ?? `[${found.kind}]`
    }
    return (written: string): string => {
      const original = inUsualLetters(written, isName)
      const nameless = data === undefined ? original : withoutData(data, original, replaceData)
      const hidden = nameless.replace(finderWithLinks, (found: string, at: number, all: string) => {
        if (!isLink.test(found)) return hide(found, at, all)
        const short = cutLink(found, isPrivate)
        if (short !== found) tell?.({ what: "link", written: found })
        return short
      })
      return hidden === original ? original : hidden.replace(repeated, "$1")
    }
  }
  const quietly = textBy(undefined)
  return { name, text: { all: onHidden === undefined ? quietly : textBy(onHidden), quietly } }
}

/** Also behind an apostrophe: d'Amore. */
const startsWithCapital = /^(?:\p{L}{1,8}[’'‘`´′ʼʻ])?\p{Lu}/u
/** What makes a name of the word behind it. */
const isTag = /[@#]/

/** Whether a handle is more than a word: behind `@` or `#`, with a sign in it or a digit behind it. */
const isSigned = (found: string, at: number, all: string): boolean =>
  isTag.test(all.charAt(at - 1)) || /[._-]/.test(found) || /[0-9]/.test(all.charAt(at + found.length))

/** A text with what is found replaced. */
const withoutData = (
  data: PersonalData,
  text: string,
  replace: (found: Found, written: string) => string
): string => {
  const found = data.find(text)
  if (found.length === 0) return text
  let [done, result] = [0, ""]
  for (const one of found) {
    result += `${text.slice(done, one.from)}${replace(one, text.slice(one.from, one.to))}`
    done = one.to
  }
  return result + text.slice(done)
}

/** Names as they are, but for marks that turn the text around them. The number that somebody has for a name is one. */
const realNames = ({ authors, others, personalData, onHidden }: PseudonymOptions): Hiding => {
  const numbers = new Set([...authors, ...others].map(identity).filter((id) => /^\p{Nd}+$/u.test(id)))
  const textBy =
    (tell: typeof onHidden) =>
    (written: string): string => {
      const original = inUsualLetters(written)
      const shown =
        personalData === undefined
          ? original
          : withoutData(personalData, original, (found, written) => {
              const { kind, value } = found
              if (kind === "phone" && (numbers.has(value) || numbers.has(identity(written)))) return written
              tell?.({ what: "data", kind, written })
              return `[${kind}]`
            }).replace(linkFinder, (url) => cutLink(url, personalData.inLink))
      return withoutMarks(shown)
    }
  return { name: cleanLine, text: { all: textBy(onHidden), quietly: textBy(undefined) } }
}
