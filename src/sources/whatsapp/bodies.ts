/**
 * What a message's text says it is: an attachment, a poll, a deleted message. Most are plain text, and
 * leave after looking at a few characters.
 */

import type { MessageKind } from "../../domain/Message.js"
import { isMark } from "./authors.js"
import { decode } from "./decode.js"
import { Finder } from "./Finder.js"
import { isShort } from "./ownWords.js"
import {
  attachedSuffixes,
  calls,
  contactOmitted,
  deleted,
  edited,
  liveLocations,
  mediaOmitted
} from "./phrases.js"
import type { Shape } from "./Shape.js"
import { marks } from "./stamps.js"

/** What a text is. */
export interface Body {
  kind: MessageKind
  /** Whether WhatsApp itself speaks, and no phrase tells of what: a notice, or what stands for a message. */
  isUnclear: boolean
  text: string
  /** The name of the zip's entry. */
  media: string | null
}

/** Reads the text from `from` to `to`, its first line ending at `lineEnd`, into `into`. */
export type ReadBody = (bytes: Buffer, from: number, lineEnd: number, to: number, into: Body) => void

/** A reader for a file of this shape, whose zip has these entries. */
export const reader = (shape: Shape, entries: ReadonlyArray<string>): ReadBody => {
  const names = new Map<string, string>()
  for (const entry of entries) {
    const base = bare(entry.slice(entry.lastIndexOf("/") + 1))
    if (!names.has(base)) names.set(base, entry)
  }
  const rightwards = new Finder(LRM)
  const leftwards = new Finder(RLM)
  const read = memo((body) => classify(shape, names, body))
  return (bytes, from, lineEnd, to, into) => {
    const text = from === to ? "" : decode(bytes, from, to)
    into.kind = "text"
    into.isUnclear = false
    into.media = null
    into.text = text
    if (text === "") return
    const said = mayBePhrase[phraseKey(text)] === 1 ? phrases.get(text) : undefined
    if (said !== undefined) {
      into.kind = said
      if (isOmission(said)) into.text = ""
    } else {
      const isOneLine = lineEnd === to
      if (!isOneLine && (shape.crlf || bytes[lineEnd] === CR))
        into.text = text.replace(/(?<!\r)\r+\n/g, "\n").replace(/\r/g, "\n")
      const mayEndWithNotice =
        shape.platform === "ios" &&
        (rightwards.first(bytes, from, to) >= 0 || leftwards.first(bytes, from, to) >= 0)
      if (mayEndWithNotice || isSpecial(text) || (!isOneLine && lineCloses(bytes, lineEnd))) read(into)
    }
  }
}

const CR = 13
const LRM = "\u200e"
const RLM = "\u200f"
const LEADING = new RegExp(`^[${marks}]+`)
const MARKS = new RegExp(`[${marks}]`, "g")
/** What ends no mention: a mention ends with U+2069. */
const endMarks = "\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\ufeff"
const TRAILING = new RegExp(`(?<![${endMarks}])[${endMarks}]+(?=\\n|$)`, "g")
const MARK = "[\\u200e\\u200f]"

/** A file's name without the marks and the two ways of writing an accent that tell equal names apart. */
const bare = (name: string): string => name.replace(MARKS, "").trim().normalize("NFC")

/** A phrase without what varies: marks, brackets' style, a final dot, capitals. */
export const canonical = (phrase: string): string => {
  const plain = phrase.replace(MARKS, "").trim()
  const opened = /^[<‹]/.test(plain) ? `<${plain.slice(1).trimStart()}` : plain
  const closed = /[>›]$/.test(opened) ? `${opened.slice(0, -1).trimEnd()}>` : opened
  return (/[.。]$/.test(closed) ? closed.slice(0, -1) : closed).toLowerCase().normalize("NFC")
}

const spoken: ReadonlyArray<readonly [string, MessageKind]> = [
  ...deleted.map((phrase) => [phrase, "deleted"] as const),
  ...calls.map((phrase) => [phrase, "call"] as const),
  ...liveLocations.map((phrase) => [phrase, "location"] as const)
]

const left: ReadonlyArray<readonly [string, MessageKind]> = [
  ...mediaOmitted.map((phrase) => [phrase, "media"] as const),
  ...contactOmitted.map((phrase) => [phrase, "contact"] as const)
]

/** Whole texts that need no mark: told apart by one look-up. */
const phrases: ReadonlyMap<string, MessageKind> = new Map(
  [...spoken, ...left.filter(([phrase]) => phrase.startsWith("<"))].flatMap(([phrase, kind]) => [
    [phrase, kind] as const,
    [`${phrase}.`, kind] as const,
    [`${phrase}。`, kind] as const
  ])
)

/** A number from a text's length and ends; few texts share one with a phrase, so few are looked up. */
const phraseKey = (text: string): number =>
  (text.length * 961 + text.charCodeAt(0) * 31 + text.charCodeAt(text.length - 1)) & 0xffff

const mayBePhrase = new Uint8Array(0x10000)
for (const phrase of phrases.keys()) mayBePhrase[phraseKey(phrase)] = 1

const phraseKinds: ReadonlyMap<string, MessageKind> = new Map(
  [...spoken, ...left].map(([phrase, kind]) => [canonical(phrase), kind] as const)
)

/** The kind of WhatsApp's own words; no long text is compared with them. */
const phraseKind = (text: string): MessageKind | undefined =>
  text.length > LONGEST_NOTICE ? undefined : phraseKinds.get(canonical(text))

/** What is left of a medium or a contact that the export left out is its caption. */
const isOmission = (kind: MessageKind): boolean => kind === "media" || kind === "contact"

/** Which UTF-16 units can open, or close, a text that is more than plain. */
const flags = (characters: string): Uint8Array => {
  const table = new Uint8Array(0x10000)
  for (const character of characters) table[character.charCodeAt(0)] = 1
  return table
}

const opens = flags(`<‹${marks}`)
const closes = flags(`)>›:${endMarks}`)
const isDigit = flags("0123456789")

/** Whether a text can be anything but plain, by its ends alone. */
const isSpecial = (text: string): boolean => {
  const last = text.charCodeAt(text.length - 1)
  return (
    opens[text.charCodeAt(0)] === 1 ||
    closes[last] === 1 ||
    (isDigit[last] === 1 && text.length < LONGEST_LOCATION && text.includes("://maps."))
  )
}

/** Whether the line that ends at `lineEnd` ends as a text does that is more than plain. */
const lineCloses = (bytes: Buffer, lineEnd: number): boolean => {
  const last = decode(bytes, lineEnd - 3, lineEnd)
  return closes[last.charCodeAt(last.length - 1)] === 1
}

/** Keeps what short texts are, the first of them: what stands for a picture stands for a thousand. */
const memo = (classified: (body: Body) => void): ((body: Body) => void) => {
  const known = new Map<string, Body>()
  return (body) => {
    const { text } = body
    const found = text.length > LONGEST_KNOWN ? undefined : known.get(text)
    if (found !== undefined) Object.assign(body, found)
    else {
      classified(body)
      if (text.length <= LONGEST_KNOWN && known.size < MOST_KNOWN) known.set(text, { ...body })
    }
  }
}

const LONGEST_KNOWN = 80
const MOST_KNOWN = 1000

const classify = (shape: Shape, names: ReadonlyMap<string, string>, body: Body): void => {
  const written = body.text
  const marked = isMark(written.charCodeAt(0))
  const bare = written.replace(TRAILING, "")
  body.text = withoutEdit(bare)
  const isEdited = body.text !== bare
  if (attached(names, body) || omitted(shape, body, marked)) return
  const text = body.text.replace(LEADING, "")
  const known = phraseKind(text)
  const isBare = !marked && !/^[<‹]/.test(text)
  const said = known !== undefined && isOmission(known) && isBare ? undefined : known
  body.kind =
    said ?? (LOCATION.test(text) ? "location" : POLL.test(text) ? "poll" : marked ? call(text) : "text")
  body.isUnclear = marked && body.kind === "text" && shape.platform === "ios"
  // What is nobody's but the author's keeps its marks: they turn what stands before them.
  const isOwn = body.kind === "text" && !body.isUnclear && !isEdited
  body.text = said === "media" ? "" : isOwn ? written.replace(LEADING, "") : text
}

const EDITED = new RegExp(
  `[ \\n]?(?:${MARK}?[<‹](?:${edited.map((phrase) => phrase.replace(/'/g, "['’]")).join("|")})\\.?[>›]|(?<= )${MARK}[<‹][^<>‹›:\\n]+[>›])$`,
  "i"
)

const withoutEdit = (text: string): string =>
  text.slice(0, -LONGEST_NOTICE) + text.slice(-LONGEST_NOTICE).replace(EDITED, "")

/** `<attached: NAME>` in any language: the mark before it, or the zip's entry, tells. */
const BRACKETED = new RegExp(`(${MARK}?)[<‹]\\s?[^<>‹›:：\\n]{1,60}[:：]([^<>‹›\\n]{1,300})[>›]`)
/** How WhatsApp on Android names a medium. */
const DATED = /^(?:IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d{4,6}\.[a-z0-9]{2,5}$/i
/** `NAME (file attached)` on a line of its own. */
const SUFFIXED = /^(.+) \(([^()\n]+)\)(?:\n|$)/
/** `NAME <attached>`, as old iPhones wrote it: a mark is inside the brackets. */
const MARKED = new RegExp(`^(.+) [<‹]${MARK}[^<>‹›\\n]+[>›](?:\\n|$)`)
const EXTENSION = /\.[a-z0-9]{2,5}$/i
/** How WhatsApp names a medium: its number in the chat, its kind, its time. */
const NUMBERED = /^\d{8}-[A-Z]+-\d{4}-\d\d-\d\d-/
/** What iOS writes before an attached or omitted document: `Ata.pdf • 3 pages`. */
const DOCUMENT = new RegExp(`^${MARK}*[^\\n]+\\.[a-z0-9]{2,5}\\s*•[^\\n]*$`, "i")
/** The same with or without its pages: what follows in the line after a mark is WhatsApp's. */
const FILE = /^\S[^\n]*\.[a-z0-9]{2,5}(?:\s*•[^\n]*|\s*)$/i

const suffixes = new Set(attachedSuffixes.map((suffix) => suffix.toLowerCase()))

const attached = (names: ReadonlyMap<string, string>, body: Body): boolean => {
  const bracketed = BRACKETED.exec(body.text)
  if (bracketed !== null) {
    const name = bare(bracketed[2] ?? "")
    if (names.has(name) || (EXTENSION.test(name) && (bracketed[1] !== "" || NUMBERED.test(name)))) {
      const before = body.text.slice(0, bracketed.index)
      const after = body.text.slice(bracketed.index + bracketed[0].length)
      return place(names, body, name, caption(before, after))
    }
  }
  const suffixed = SUFFIXED.exec(body.text) ?? MARKED.exec(body.text)
  if (suffixed === null) return false
  const name = bare(suffixed[1] ?? "")
  const isMarked = (isMark(body.text.charCodeAt(0)) || suffixed[2] === undefined) && EXTENSION.test(name)
  const isKnown = suffixes.has((suffixed[2] ?? "").toLowerCase()) && EXTENSION.test(name)
  if (!names.has(name) && !isMarked && !isKnown && !DATED.test(name)) return false
  return place(names, body, name, body.text.slice(suffixed[0].length))
}

const place = (names: ReadonlyMap<string, string>, body: Body, name: string, text: string): boolean => {
  body.kind = /\.vcf$/i.test(name) ? "contact" : "media"
  body.media = names.get(name) ?? null
  body.text = text
  return true
}

const caption = (before: string, after: string): string => {
  const isDocument = before.length <= LONGEST_NOTICE && DOCUMENT.test(before)
  const plain = isDocument ? "" : before.replace(LEADING, "").trim()
  return [plain, after.replace(LEADING, "").trim()].filter((part) => part !== "").join("\n")
}

/** WhatsApp's words for a medium left out: the first line, or after a mark at the end of one. */
const omitted = (shape: Shape, body: Body, marked: boolean): boolean => {
  const end = body.text.indexOf("\n")
  const line = end < 0 ? body.text : body.text.slice(0, end)
  const rest = end < 0 ? "" : body.text.slice(end + 1)
  const mark = Math.max(line.lastIndexOf("\u200e"), line.lastIndexOf("\u200f"))
  const before = mark > 0 ? line.slice(0, mark) : ""
  const said = mark > 0 ? line.slice(mark) : line
  const kind = phraseKind(said)
  if (kind === undefined && shape.platform === "ios" && FILE.test(before) && isShort(said)) {
    body.kind = "media"
    return true
  }
  if (kind === undefined || !isOmission(kind)) return false
  if (!marked && mark <= 0 && !/^[<‹]/.test(line)) return false
  body.kind = kind
  body.text = caption(before, rest)
  return true
}

/** A place on a map: `Location: https://maps.google.com/?q=…`, whatever the word. */
const LOCATION = /^(?:[^\n:]{1,40}: )?https?:\/\/maps\.google\.com\/\S*$/
const LONGEST_LOCATION = 300
/** No notice of WhatsApp is longer, a file's name included. */
const LONGEST_NOTICE = 400
/** `POLL:`, the question, and options with their votes, whatever the words. */
const POLL = new RegExp(
  `^\\p{Lu}[\\p{Lu} ]*:\\s*\\n.+(?:\\n${MARK}?\\p{Lu}[\\p{Lu} ]*: .*\\([^()\\d\\n]*\\d[^()\\n]*\\))+\\s*$`,
  "u"
)

/** Marked words that no phrase of the data covers as a whole: a call's go on. */
const call = (text: string): MessageKind => {
  const start = text.replace(MARKS, "").toLowerCase()
  return calls.some((begin) => start.startsWith(begin.toLowerCase())) ? "call" : "text"
}
