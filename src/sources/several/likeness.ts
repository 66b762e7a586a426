/**
 * What two copies of one message have in common, whatever the phones' languages and formats.
 */
import * as Regex from "effect/RegExp"
import type { Message } from "../../domain/Message.js"

/** The minute of an instant: the coarser of the precisions that exports have. */
export const minuteOf = (instant: number): number => Math.floor(instant / 60_000)

/**
 * What a message says, without what each phone says in its own way: marks of direction, names of mentions,
 * the words around attachments, places, polls and calls, the mark of an edited text. Equal for the copies
 * of a message by one author; `system` messages are told by `sameEvent`.
 */
export const likeness = ({ kind, media, text }: Message): string => {
  switch (kind) {
    case "text":
      return media === null && !OMITTED.test(text) ? `t${plain(text)}` : "m"
    case "media":
    case "contact":
      return `m${plain(text)}`
    case "location":
      return `l${LINK.exec(text)?.[0] ?? ""}`
    case "poll":
      return `p${plain(text.split("\n")[1] ?? text)}`
    case "system":
      return `s${plain(text)}`
    default:
      return kind
  }
}

/** How much it proves that two messages of one minute say the same: the letters of the text, up to 32. */
export const weightOf = (like: string): number => {
  if (like.startsWith("t")) return Math.min(like.length - 1, 32)
  return like.startsWith("s") || like === "deleted" ? 0 : 1
}

/** Whether a text is hardly ever written twice. */
export const isDistinctive = (like: string): boolean => like.startsWith("t") && like.length > 16

/**
 * Whether two notices, in whatever languages, tell of one event: they quote the same, and each names
 * everybody whom the other one names but for one person, the phone's owner, who is "you" there.
 */
export const sameEvent = (one: Notice, other: Notice): boolean =>
  one.quotes === other.quotes &&
  [...one.people].filter((person) => !other.people.has(person)).length <= 1 &&
  [...other.people].filter((person) => !one.people.has(person)).length <= 1

/** What a notice holds that no language changes. */
export interface Notice {
  readonly quotes: string
  readonly people: ReadonlySet<string>
}

/** Reads notices that name these people. */
export const noticeReader = (names: Iterable<string>): ((text: string) => Notice) => {
  const finder = wordsOf(names)
  return (text) => ({
    quotes: [...text.matchAll(QUOTED)].map(([, ...found]) => plain(found.join(""))).join("\n"),
    people: new Set(finder === null ? [] : Array.from(text.matchAll(finder), ([name]) => name))
  })
}

/** Finds whole names, the longest first; null for none. */
export const wordsOf = (names: Iterable<string>): RegExp | null => {
  const all = [...names].filter((name) => name !== "").sort((a, b) => b.length - a.length)
  if (all.length === 0 || all.length > MOST_NAMES) return null
  const any = all.map(Regex.escape).join("|")
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, "gu")
}

/** The names that a text mentions, as messages have them. */
export const mentionsOf = (text: string): ReadonlyArray<string> =>
  text.includes("@\u2068") ? Array.from(text.matchAll(MENTION), ([, name = ""]) => name) : []

/** A text with the names of its mentions changed. */
export const withMentions = (text: string, change: (name: string) => string): string =>
  text.includes("@\u2068") ? text.replace(MENTION, (_, name: string) => `@\u2068${change(name)}\u2069`) : text

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const MENTION = /@\u2068([^\u2068\u2069\n]{1,200})\u2069/g
/** A mention, also as the number that a phone without the contact shows. */
const ANY_MENTION = /@\u2068[^\u2068\u2069\n]{1,200}\u2069|@\+?\d{7,15}(?!\d)/g
/** All that an application says between angles of its own accord, as a whole text. */
const OMITTED = /^[<‹][^<>‹›\n]{3,60}[>›]$/
/** The same after a text, as that it was edited. */
const REMARK = /[ \n][<‹][^<>‹›\n]{3,60}[>›]$/
const LINK = /https?:\/\/\S+/
const QUOTED = /"([^"]+)"|“([^”]+)”|«([^»]+)»|„([^“]+)“/g
/** No chat that people read has more; a notice of one that has is compared by its words alone. */
const MOST_NAMES = 2000

const plain = (text: string): string =>
  isOdd(text)
    ? text
        .replace(ANY_MENTION, "@")
        .normalize("NFC")
        .replace(/\p{Cf}/gu, "")
        .replace(REMARK, "")
        .replace(/\s+/g, " ")
        .trim()
    : text

/** Whether a text may have anything that `plain` changes: most of those in Latin letters have not. */
const isOdd = (text: string): boolean => {
  let before = SPACE
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < SPACE || unit >= COMBINING || unit === AT || unit === SOFT_HYPHEN || unit === NO_BREAK)
      return true
    if (unit === SPACE && before === SPACE) return true
    before = unit
  }
  return before === SPACE || before === CLOSING
}

const SPACE = 0x20
const AT = 0x40
const CLOSING = 0x3e
const NO_BREAK = 0xa0
const SOFT_HYPHEN = 0xad
/** The first of the marks that stand on another letter, and of all that is behind the Latin letters. */
const COMBINING = 0x300
