/**
 * The first pass: what has to be known of the whole file before one message can be read.
 */

import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { word } from "../../domain/Command.js"
import { fold } from "../../domain/nameMatcher.js"
import { none } from "../../domain/Wishes.js"
import { Utf8Check } from "../Encoding.js"
import type { ExportFile } from "../ExportFile.js"
import { RAISE, sizeText } from "../Limits.js"
import { type DateOrder, ExportError, type OpenOptions, type Survey } from "../Source.js"
import { type Authors, colonAfter, isMarkAt, makeCensus } from "./authors.js"
import { type Body, type ReadBody, reader } from "./bodies.js"
import { localClock } from "./calendar.js"
import { DAY } from "./calendars.js"
import { candidates, count, decide, makeTally, type Tally, type Words } from "./dateOrder.js"
import { decode } from "./decode.js"
import { addMembers, chatName, makeMentions } from "./names.js"
import { makeWordFinder } from "./phraseOrder.js"
import { Scanner } from "./Scanner.js"
import type { Shape } from "./Shape.js"

/** What the second pass needs. */
export interface Surveyed {
  /** Without the wishes, for which messages must be read. */
  readonly survey: Survey
  /** Whether any message may hold a command. */
  readonly mayCommand: boolean
  readonly shape: Shape
  readonly authors: Authors
  readonly readBody: ReadBody
}

/** Surveys a file of a shape. Reads the text once, seldom twice. */
export const survey: (
  file: ExportFile,
  shape: Shape,
  options: OpenOptions
) => Effect.Effect<Surveyed, ExportError> = Effect.fn("WhatsApp.survey")(function* (
  file: ExportFile,
  shape: Shape,
  { dateOrder, name, wrote = new Set(), zone }: OpenOptions
) {
  const readBody = reader(shape, file.entries)
  const orders = candidates(shape)
  let seen = yield* pass(file, shape, readBody, orders)
  const decision = decide(seen.tallies, shape, seen.words, dateOrder)
  if (decision === undefined) {
    return yield* new ExportError({
      reason: "DateOrder",
      message: `${file.label}: its dates are not ${dateOrder}; leave --date-order out`
    })
  }
  let tally = seen.tallies.find(({ order }) => order === decision.order)
  if (tally !== undefined && tally.impossible > 0) {
    seen = yield* pass(file, shape, readBody, [decision.order])
    tally = seen.tallies[0]
  }
  if (tally === undefined || seen.messages === 0) {
    return yield* new ExportError({
      reason: "UnknownFormat",
      message: `${file.label}: no line has a date that exists; give the file that "Export chat" wrote`
    })
  }
  const chat = name ?? chatName([file.chatEntry, file.name])
  const { authors, messages } = seen.census.result(seen.mentioned, chat, wrote)
  const clock = localClock(zone)
  const instant = (local: number) => clock(Math.floor(local / DAY), local - Math.floor(local / DAY) * DAY)
  const others = unknown(seen.mentioned, messages)
  const found: Survey = {
    source: "whatsapp",
    platform: shape.platform,
    name: chat,
    dateOrder: decision.order,
    dateOrderReason: decision.reason,
    zone,
    messages: seen.messages,
    first: instant(tally.first),
    last: instant(tally.last),
    authors: messages,
    others: new Set(others),
    wishes: none,
    unplaced: seen.unplaced,
    disorder: tally.disorder.places,
    warnings: [...file.warnings, ...seen.strange, ...warnings(decision.warning, seen), ...futureLine(tally)]
  }
  return { survey: found, mayCommand: seen.mayCommand(), shape, authors, readBody }
})

/** Whom a chat names beside its authors. A name of one of these in other letters, as a profile has it, is theirs. */
const unknown = (
  mentioned: ReadonlySet<string>,
  authors: ReadonlyMap<string, number>
): ReadonlyArray<string> => {
  const same = new Map<string, number>()
  for (const author of authors.keys()) same.set(fold(author), (same.get(fold(author)) ?? 0) + 1)
  return [...mentioned].filter((name) => !authors.has(name) && same.get(fold(name)) !== 1)
}

/** Feeds pieces of a text to a scanner; fails when a message never ends. */
export const feed = (
  file: ExportFile,
  scanner: Scanner,
  pieces: Iterable<Uint8Array>
): Effect.Effect<void, ExportError> =>
  Effect.suspend(() => {
    for (const piece of pieces) {
      scanner.feed(piece)
      if (scanner.pending > file.limits.message) {
        return new ExportError({
          reason: "TooLarge",
          message: `${file.label}: a message is longer than ${sizeText(file.limits.message)}, so this is hardly a chat; if it is, ${RAISE}`
        })
      }
    }
    return Effect.void
  })

const pass = Effect.fnUntraced(function* (
  file: ExportFile,
  shape: Shape,
  readBody: ReadBody,
  orders: ReadonlyArray<DateOrder>
) {
  const latest = latestAt(yield* Clock.currentTimeMillis)
  const tallies = orders.map((order) => makeTally(order, shape.calendar, latest))
  const census = makeCensus()
  const mentioned = new Set<string>()
  const findMentions = makeMentions(mentioned)
  const commands = makeCommandFinder()
  const body: Body = { kind: "text", isUnclear: false, text: "", media: null }
  const words: Words = { english: false, dayFirst: false }
  const findWords = makeWordFinder(words)
  let messages = 0
  const scanner = new Scanner(shape, {
    dayOf: (stamp) => {
      for (const tally of tallies) if (tally.dayOf(stamp) >= 0) return 0
      return -1
    },
    visit: (text, stamp, _day, from, lineEnd, to) => {
      messages++
      for (const tally of tallies) count(tally, stamp)
      findMentions(text, from, to)
      commands.look(text)
      const colon = colonAfter(text, from, lineEnd)
      if (colon >= 0) findWords(text, colon + 2, lineEnd)
      const ownWords = colon >= 0 && isMarkAt(text, colon + 2)
      if (ownWords) readBody(text, colon + 2, lineEnd, to, body)
      const isUnclear = ownWords && body.isUnclear
      const isQuoting = census.add(text, from, colon, lineEnd, isUnclear ? body.text : undefined)
      if (isUnclear) addMembers(body.text, mentioned)
      else if (colon < 0 || isQuoting) addMembers(decode(text, from, lineEnd), mentioned)
    }
  })
  const letters = new Utf8Check()
  yield* Stream.runForEachChunk(file.text, (pieces) => {
    for (const piece of pieces) letters.feed(piece)
    return Effect.zipRight(feed(file, scanner, pieces), checkNames(file, census.size() + mentioned.size))
  })
  scanner.end()
  const { foreign, unplaced } = scanner
  return {
    tallies,
    words,
    census,
    mentioned,
    messages,
    mayCommand: commands.found,
    unplaced,
    foreign,
    strange: letters.warnings()
  }
})

/** Tells whether the word that begins commands is anywhere in the texts: it takes a tenth of a second for 400 MB. */
const makeCommandFinder = () => {
  let looked: Buffer | undefined
  let found = false
  return {
    look: (text: Buffer): void => {
      if (found || text === looked) return
      looked = text
      found = word.test(text.toString("latin1"))
    },
    found: () => found
  }
}

/** Names are all that is held of a whole chat. */
const MOST_NAMES = 100_000

const checkNames = (file: ExportFile, names: number): Effect.Effect<void, ExportError> =>
  names <= MOST_NAMES
    ? Effect.void
    : new ExportError({
        reason: "TooLarge",
        message: `${file.label}: more than ${MOST_NAMES} names, so this is hardly a chat; give the file that "Export chat" wrote`
      })

const warnings = (
  guess: string | undefined,
  seen: { readonly unplaced: number; readonly foreign: number; readonly messages: number }
): ReadonlyArray<string> => {
  const lines: Array<string> = []
  if (guess !== undefined) lines.push(guess)
  if (seen.unplaced > 0)
    lines.push(`${plural(seen.unplaced, "line")} before the first message left out; ${SHOW}`)
  if (seen.foreign > seen.messages * FOREIGN_SHARE) {
    lines.push(
      `${plural(seen.foreign, "line")} dated in another format, or pasted, read as text of the message before; ${SHOW}`
    )
  }
  return lines
}

/** The last time that a message may have: no zone is a day ahead, and a phone's clock hardly. */
const latestAt = (now: number): number => (now < FIRST_CHATS ? Number.POSITIVE_INFINITY : now + 2 * DAY)

/** WhatsApp began in 2009. A clock that shows an earlier time tells nothing. */
const FIRST_CHATS = Date.UTC(2009, 0)

const futureLine = ({ future, last }: Tally): ReadonlyArray<string> =>
  future === 0
    ? []
    : [
        `${plural(future, "message")} ${future === 1 ? "is" : "are"} dated in the future, the last ${new Date(last).toISOString().slice(0, 10)}: the clock of the phone was wrong, or the order of day and month is another (--date-order)`
      ]

const SHOW = "`egregora parse --unparsed` shows them"

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`

/** Above this share of all messages, pasted headers are not a likely cause. */
const FOREIGN_SHARE = 0.05
