/**
 * Who wrote each message. The first colon alone does not tell: names hold colons, and so do system
 * lines. So the first pass counts what stands before the colons, and decides once for the file.
 */
import { decode } from "./decode.js"
import { NameTable } from "./NameTable.js"
import { cleanName } from "./names.js"
import { owner } from "./noticeLocales.js"
import { isGroup, isNoticeBy } from "./ownWords.js"

/** Where a message's text begins, and whose it is; `author` is null for a system message. */
export interface Attribution {
  author: string | null
  /** Index of the text; for a system message the whole of it. */
  from: number
}

/** What the export writes before the colon, to the author's name or, for a system line, to null. */
export type Authors = NameTable<string | null>

/** What was seen before the first colon of the file's messages. */
export interface Census {
  /**
   * Adds a message's first line, `text` from `from` to `lineEnd`, whose first colon is at `colon` (-1:
   * none). `ownWords` are those that WhatsApp itself says after the colon, where no phrase tells of what; else
   * undefined. Gives whether the line is a notice that was not seen before, and no author's, because the colon
   * is quoted.
   */
  readonly add: (
    text: Buffer,
    from: number,
    colon: number,
    lineEnd: number,
    ownWords: string | undefined
  ) => boolean
  /**
   * Decides, once all is added. `mentioned` are the names that the chat mentions, `chat` is its own; `wrote` are
   * those who are known to write in it.
   */
  readonly result: (
    mentioned: ReadonlySet<string>,
    chat: string | null,
    wrote: ReadonlySet<string>
  ) => { readonly authors: Authors; readonly messages: ReadonlyMap<string, number> }
  /** How many different names there may be. */
  readonly size: () => number
}

/** Whether this UTF-16 unit begins WhatsApp's own words: LRM, or RLM where writing goes leftwards. */
export const isMark = (unit: number): boolean => unit === LRM || unit === RLM

/** Whether such a mark is at this place of a text. */
export const isMarkAt = (text: Buffer, at: number): boolean =>
  text[at] === 0xe2 && isMark(decode(text, at, at + 3).charCodeAt(0))

/** Attributes one message into `into`, as the file's `authors` say. */
export const attribute = (
  authors: Authors,
  text: Buffer,
  from: number,
  lineEnd: number,
  into: Attribution
): void => {
  into.author = null
  into.from = from
  let colon = colonAfter(text, from, lineEnd)
  for (let tries = 0; colon >= 0 && tries < MOST_COLONS; tries++) {
    const author = authors.get(text, from, colon)
    if (author !== undefined) {
      into.author = author
      // A notice keeps all its words, but for the group's name, which iOS puts in front of it.
      if (author !== null || isMarkAt(text, colon + 2)) into.from = colon + 2
      return
    }
    colon = colonAfter(text, colon + 2, lineEnd)
  }
  if (lineEnd > from && text[lineEnd - 1] === COLON) {
    const author = authors.get(text, from, lineEnd - 1)
    if (author === undefined) return
    into.author = author
    into.from = lineEnd
  }
}

/** An empty census. */
export const makeCensus = (): Census => {
  const candidates = new NameTable<Candidate>()
  const candidateOf = (text: Buffer, from: number, to: number): Candidate => {
    const known = candidates.get(text, from, to)
    if (known !== undefined) return known
    const candidate = { lines: 0, bare: 0, notices: 0, said: new Set<string>(), longer: new Map() }
    candidates.set(decode(text, from, to), candidate)
    return candidate
  }
  return {
    add: (text, from, colon, lineEnd, ownWords) => {
      if (colon >= 0) {
        if (colon - from > LONGEST_WRITTEN) return false
        const known = candidates.size
        const candidate = candidateOf(text, from, colon)
        candidate.lines++
        if (ownWords === undefined) candidate.said = undefined
        else {
          const name = decode(text, from, colon)
          if (isNoticeBy(cleanName(name), ownWords)) candidate.notices++
          if (candidate.said !== undefined && candidate.said.size < MOST_SAID) {
            candidate.said.add(ownWords.slice(0, LONGEST_SAID))
          }
        }
        if (candidate.longer !== undefined) countLonger(candidate, text, from, colon, lineEnd)
        return candidates.size > known && opensQuote(decode(text, from, colon))
      }
      if (lineEnd > from && text[lineEnd - 1] === COLON && lineEnd - from <= LONGEST_WRITTEN) {
        candidateOf(text, from, lineEnd - 1).bare++
      }
      return false
    },
    result: (mentioned, chat, wrote) => decide(candidates, mentioned, chat, wrote),
    size: () => candidates.size
  }
}

/** The index of the first `: ` in a part of a line, -1 when it has none. It is near, so no search is set up. */
export const colonAfter = (text: Buffer, from: number, lineEnd: number): number => {
  for (let index = from; index < lineEnd; index++) {
    if (text[index] === COLON && text[index + 1] === SPACE) return index
  }
  return -1
}

interface Candidate {
  /** Lines with text after the colon. */
  lines: number
  /** Lines that end with the colon: authors only if others say so. */
  bare: number
  /** Lines that are notices, whoever's name is before them. */
  notices: number
  /** Different words of WhatsApp's own, the first of them, while every line has such. */
  said: Set<string> | undefined
  /** What stands before the second colon, while every line has one and they are few. */
  longer: Map<string, number> | undefined
}

const LRM = 0x200e
const RLM = 0x200f
const COLON = 0x3a
const SPACE = 0x20
const LESS_THAN = 0x3c
const MOST_COLONS = 4
const MOST_SAID = 12
const LONGEST_SAID = 200
/** Names that are looked for in what is said, and in how many candidates' words. */
const MOST_NAMES = 1000
const MOST_SILENT = 100
const MOST_LONGER = 8
const LONGEST_NAME = 100
/** Bytes of the longest name. */
const LONGEST_WRITTEN = 4 * LONGEST_NAME

const countLonger = (
  candidate: Candidate,
  text: Buffer,
  from: number,
  colon: number,
  lineEnd: number
): void => {
  const second = colonAfter(text, colon + 2, lineEnd)
  // No name goes on with WhatsApp's own words, as in `<attached: IMG-1.jpg>`.
  const isOwn = text[colon + 2] === LESS_THAN || isMarkAt(text, colon + 2)
  const isName = !isOwn && second >= 0 && second - from <= LONGEST_WRITTEN
  const longer = isName ? decode(text, from, second) : undefined
  const known = longer === undefined ? undefined : candidate.longer?.get(longer)
  if (longer === undefined || (known === undefined && candidate.longer?.size === MOST_LONGER)) {
    candidate.longer = undefined
  } else candidate.longer?.set(longer, (known ?? 0) + 1)
}

const decide = (
  candidates: NameTable<Candidate>,
  mentioned: ReadonlySet<string>,
  chat: string | null,
  wrote: ReadonlySet<string>
): ReturnType<Census["result"]> => {
  const authors = new NameTable<string | null>()
  const messages = new Map<string, number>()
  const add = (written: string, count: number) => {
    const name = cleanName(written)
    authors.set(written, name)
    if (count > 0) messages.set(name, (messages.get(name) ?? 0) + count)
  }
  const people = speakers(candidates)
  for (const [written, candidate] of candidates.entries()) {
    if (candidate.lines === 0) continue
    const { said } = candidate
    const isOfGroup = said !== undefined && isGroup(cleanName(written), said, chat, people)
    if (isOfGroup || cleanName(written) === "" || isSentence(written, candidate, candidates)) {
      authors.set(written, null)
    } else if (isNamePart(cleanName(written), candidate, mentioned, wrote)) {
      for (const [longer, lines] of candidate.longer ?? []) add(longer, lines)
    } else add(written, candidate.lines - candidate.notices + candidate.bare)
  }
  return { authors, messages }
}

/** Those who say anything themselves, for notices name them; nobody where too many say nothing. */
const speakers = (candidates: NameTable<Candidate>): ReadonlyArray<string> => {
  const names: Array<string> = []
  let silent = 0
  for (const [written, { said }] of candidates.entries()) {
    if (said !== undefined) silent++
    else if (names.length < MOST_NAMES) names.push(cleanName(written))
  }
  return silent > MOST_SILENT ? [] : names
}

/**
 * The beginning of a name with a colon inside. Who wrote before tells; else the same words always follow the first
 * colon, or a mention has them. To take somebody's words for a part of their name shows nothing of anybody.
 */
const isNamePart = (
  name: string,
  { longer = new Map() }: Candidate,
  mentioned: ReadonlySet<string>,
  wrote: ReadonlySet<string>
): boolean => {
  const names = Array.from(longer, ([written, lines]) => ({ name: cleanName(written), lines }))
  if (names.some((it) => wrote.has(it.name))) return true
  if (wrote.has(name) || mentioned.has(name)) return false
  return names.length > 0 && names.every((it) => it.lines > 1 || mentioned.has(it.name))
}

/**
 * A system line whose words hold a colon: it opens a quote and does not close it, is longer than a name,
 * or says what somebody known did (`Rui changed …`).
 */
const isSentence = (written: string, candidate: Candidate, candidates: NameTable<Candidate>): boolean => {
  if (isMark(written.charCodeAt(0)) || written.length > LONGEST_NAME || opensQuote(written)) return true
  if (candidate.lines > 2) return false
  const words = written.split(" ")
  for (let count = 1; count <= words.length - 3; count++) {
    const subject = words.slice(0, count).join(" ")
    const isKnown = candidates.has(subject) || owner.includes(subject)
    if (isKnown && /^\p{Ll}/u.test(words[count] ?? "")) return true
  }
  return false
}

const opensQuote = (written: string): boolean => {
  const straight = written.split('"').length - 1
  return (
    straight % 2 === 1 ||
    [
      ["“", "”"],
      ["«", "»"],
      ["„", "“"]
    ].some(([open = "", close = ""]) => written.lastIndexOf(open) > written.lastIndexOf(close))
  )
}
