/**
 * The one chat that several exports are.
 */
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Message } from "../../domain/Message.js"
import * as Wishes from "../../domain/Wishes.js"
import { type Chat, ExportError, type Survey } from "../Source.js"
import { places } from "./folds.js"
import { noticeReader, withMentions, wordsOf } from "./likeness.js"
import { Merger, type Merging } from "./Merger.js"
import type { Namesakes } from "./namesakes.js"
import type { Part } from "./Part.js"
import type { Entry } from "./weave.js"

/** What was found out of the exports. */
export interface Findings {
  readonly zone: string
  readonly people: Namesakes
  readonly sameIds: boolean
}

/** Merges exports of one chat, in this order, which reads them through once. */
export const merged = (parts: ReadonlyArray<Part>, findings: Findings): Effect.Effect<Chat, ExportError> =>
  Effect.gen(function* () {
    const entries = mergedStream(parts, mergingOf(parts, findings))
    const tally = makeTally()
    yield* Stream.runForEachChunk(entries, (chunk) =>
      Effect.sync(() => {
        for (const entry of chunk) tally.add(entry)
      })
    )
    return {
      survey: surveyOf(parts, findings, tally),
      messages: numbered(parts, entries),
      unparsed: Stream.flatMap(Stream.fromIterable(parts), ({ chat }) => chat.unparsed),
      attachment: (name) => attachmentOf(parts, name)
    }
  })

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const mergingOf = (parts: ReadonlyArray<Part>, { people, sameIds, zone }: Findings): Merging => {
  const surveys = parts.map(({ chat }) => chat.survey)
  const known = new Set<string>()
  for (const [at, { authors, others }] of surveys.entries()) {
    for (const name of [...authors.keys(), ...others]) known.add(people.renamed[at]?.get(name) ?? name)
  }
  return {
    hasSeconds: parts.map(({ sketch }) => sketch.hasSeconds),
    sameIds,
    notice: noticeReader(known),
    placeOf: places(
      zone,
      Math.min(...surveys.map(({ first }) => first)),
      Math.max(...surveys.map(({ last }) => last))
    ),
    named: parts.map((_, at) => renamer(people.renamed[at] ?? new Map()))
  }
}

/** Messages with the names of the merged chat: their authors, whom they mention, and whom a notice names. */
const renamer = (renamed: ReadonlyMap<string, string>): ((message: Message) => Message) => {
  if (renamed.size === 0) return (message) => message
  const nameOf = (name: string): string => renamed.get(name) ?? name
  const finder = wordsOf(renamed.keys())
  return (message) => {
    const { author, details, kind, text } = message
    const mentioned = withMentions(text, nameOf)
    return {
      ...message,
      author: author === null ? null : nameOf(author),
      text: kind === "system" && finder !== null ? mentioned.replace(finder, nameOf) : mentioned,
      details:
        details === null || details.forwardedFrom === null
          ? details
          : { ...details, forwardedFrom: nameOf(details.forwardedFrom) }
    }
  }
}

const mergedStream = (parts: ReadonlyArray<Part>, merging: Merging): Stream.Stream<Entry, ExportError> =>
  Stream.unwrapScoped(
    Effect.map(
      Effect.forEach(parts, ({ chat }) => Stream.toPull(chat.messages)),
      (pulls) => {
        const merger = new Merger(merging)
        const step: Effect.Effect<Chunk.Chunk<Entry>, Option.Option<ExportError>> = Effect.suspend(() => {
          const needed = merger.advance()
          const { made } = merger
          merger.made = []
          const next = needed === null ? undefined : pulls[needed]
          if (needed === null || next === undefined) {
            return made.length > 0 ? Effect.succeed(Chunk.unsafeFromArray(made)) : Effect.fail(Option.none())
          }
          return next.pipe(
            Effect.map((messages) => merger.feed(needed, messages)),
            Effect.catchIf(Option.isNone, () => Effect.sync(() => merger.feed(needed, null))),
            Effect.as(Chunk.unsafeFromArray(made))
          )
        })
        return Stream.repeatEffectChunkOption(step)
      }
    )
  )

const makeTally = () => {
  const authors = new Map<string, number>()
  const tally = {
    messages: 0,
    copies: 0,
    first: Number.POSITIVE_INFINITY,
    last: Number.NEGATIVE_INFINITY,
    authors,
    add: ({ copies, message: { author, timestamp } }: Entry): void => {
      tally.messages++
      tally.copies += copies.length - 1
      tally.first = Math.min(tally.first, timestamp)
      tally.last = Math.max(tally.last, timestamp)
      if (author !== null) authors.set(author, (authors.get(author) ?? 0) + 1)
    }
  }
  return tally
}

const surveyOf = (
  parts: ReadonlyArray<Part>,
  { people, zone }: Findings,
  { authors, copies, first, last, messages }: ReturnType<typeof makeTally>
): Survey => {
  const surveys = parts.map(({ chat }) => chat.survey)
  const [oldest] = surveys
  const named = parts.flatMap(({ chat }, at) =>
    [...chat.survey.authors.keys(), ...chat.survey.others].map(
      (name) => people.renamed[at]?.get(name) ?? name
    )
  )
  const names = new Set(surveys.flatMap(({ name }) => (name === null ? [] : [name.normalize("NFC")])))
  const clocked = parts.flatMap(({ clock }) => (clock === undefined ? [] : [clock]))
  return {
    source: oldest?.source ?? "",
    platform: [...new Set(surveys.map(({ platform }) => platform))].sort().join(" and "),
    name: names.size === 1 ? (surveys.find(({ name }) => name !== null)?.name ?? null) : null,
    dateOrder: oldest?.dateOrder ?? "day-first",
    dateOrderReason: oldest?.dateOrderReason ?? "",
    zone,
    messages,
    first,
    last,
    authors,
    others: new Set(named.filter((name) => !authors.has(name))),
    ...aliasesOf(surveys, people),
    ...accountsOf(surveys, people),
    wishes: surveys.map(({ wishes }, at) => renamedWishes(wishes, people.renamed[at])).reduce(Wishes.merge),
    unplaced: surveys.reduce((sum, { unplaced }) => sum + unplaced, 0),
    disorder: 0,
    warnings: [
      ...parts.flatMap(({ chat, name }) => chat.survey.warnings.map((warning) => `${name}: ${warning}`)),
      ...clocked,
      ...(names.size > 1 && authors.size > 2
        ? [
            `the exports call the chat ${[...names].map((name) => `"${name}"`).join(" and ")}; --group-name names it`
          ]
        : [])
    ],
    merged: {
      exports: parts.map(({ chat, name }) => ({ name, survey: chat.survey })),
      duplicates: copies
    }
  }
}

/** What people are called besides: in some of the exports, and in what these know of their accounts. */
const aliasesOf = (surveys: ReadonlyArray<Survey>, people: Namesakes): Pick<Survey, "aliases"> => {
  const called = new Map<string, Set<string>>()
  const add = (name: string, alias: string) => called.set(name, (called.get(name) ?? new Set()).add(alias))
  for (const [alias, name] of people.aliases) add(name, alias)
  for (const [at, { aliases }] of surveys.entries()) {
    for (const [name, others] of aliases ?? []) {
      for (const alias of others) add(people.renamed[at]?.get(name) ?? name, alias)
    }
  }
  return called.size === 0 ? {} : { aliases: new Map(Array.from(called, ([name, all]) => [name, [...all]])) }
}

const accountsOf = (surveys: ReadonlyArray<Survey>, people: Namesakes): Pick<Survey, "accounts"> => {
  const accounts = surveys.flatMap(({ accounts = new Map<string, string>() }, at) =>
    Array.from(accounts, ([name, account]) => [people.renamed[at]?.get(name) ?? name, account] as const)
  )
  return accounts.length === 0 ? {} : { accounts: new Map(accounts) }
}

const renamedWishes = (
  wishes: Wishes.Wishes,
  renamed: ReadonlyMap<string, string> = new Map()
): Wishes.Wishes => ({
  ...wishes,
  people: new Map(Array.from(wishes.people, ([name, wish]) => [renamed.get(name) ?? name, wish]))
})

/** The messages with their places, and attachments by names that no two exports share. */
const numbered = (
  parts: ReadonlyArray<Part>,
  entries: Stream.Stream<Entry, ExportError>
): Stream.Stream<Message, ExportError> =>
  Stream.suspend(() => {
    let index = 0
    return Stream.mapChunksEffect(entries, (chunk) =>
      Effect.gen(function* () {
        const made: Array<Message> = []
        for (const { from, message } of chunk) {
          const { details, media } = message
          const isOwn = from === 0 || (media === null && (details?.attachments.length ?? 0) === 0)
          made.push({ ...(isOwn ? message : yield* withOwnFiles(parts, from, message)), index: index++ })
        }
        return Chunk.unsafeFromArray(made)
      })
    )
  })

const withOwnFiles = (parts: ReadonlyArray<Part>, from: number, message: Message): Effect.Effect<Message> =>
  Effect.gen(function* () {
    const { details, media } = message
    const own = (name: string) => ownName(parts, from, name)
    return {
      ...message,
      media: media === null ? null : yield* own(media),
      details:
        details === null ? null : { ...details, attachments: yield* Effect.forEach(details.attachments, own) }
    }
  })

/** A name under which `attachmentOf` finds the file of this export: its own, unless one before it has it too. */
const ownName = (parts: ReadonlyArray<Part>, from: number, name: string): Effect.Effect<string> =>
  Effect.map(
    Effect.exists(parts.slice(0, from), ({ chat }) =>
      Effect.match(Stream.runHead(chat.attachment(name)), {
        onSuccess: () => true,
        onFailure: ({ reason }) => reason !== "NotFound"
      })
    ),
    (isTaken) => (isTaken || MARKED.test(name) ? `${from + 1}!/${name}` : name)
  )

const MARKED = /^(\d{1,4})!\/(.*)$/s

const attachmentOf = (parts: ReadonlyArray<Part>, name: string): Stream.Stream<Uint8Array, ExportError> => {
  const [, number, own = ""] = MARKED.exec(name) ?? []
  const marked = number === undefined ? undefined : parts[Number(number) - 1]
  if (marked !== undefined) return marked.chat.attachment(own)
  const [first, ...rest] = parts
  const nothing = Stream.fail(new ExportError({ reason: "NotFound", message: `no export holds ${name}` }))
  return first === undefined
    ? nothing
    : rest.reduce(
        (found, { chat }) =>
          Stream.catchAll(found, (error) =>
            error.reason === "NotFound" ? chat.attachment(name) : Stream.fail(error)
          ),
        first.chat.attachment(name)
      )
}
