/**
 * Does what people asked for in the chat: what is gone leaves the messages, and the site.
 */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Refusal } from "../domain/aliases.js"
import type { Message } from "../domain/Message.js"
import type { Removal } from "../domain/Wishes.js"
import { lookThrough } from "../site/forget.js"
import type { SiteError, SiteStore } from "../site/SiteStore.js"
import * as WishBook from "../site/WishBook.js"
import type { Chat, ExportError } from "../sources/Source.js"
import { isGone, removesNothing, withhold } from "../stages/withhold.js"
import type { Opened } from "./openExport.js"
import { type Marks, makeMarks, makeSeeker } from "./removals.js"
import { namesakesOf, type Refused, type SettledWishes } from "./settleWishes.js"

/** What was obeyed, in numbers. */
export interface Obeyed {
  /** Of those whom the blog knows. */
  readonly out: number
  readonly aliases: number
  /** Who say something of themselves on their page. */
  readonly about: number
  /** Messages of this export that their authors removed. */
  readonly removed: number
}

/** A chat in which everybody's wishes are obeyed. */
export interface ObeyedChat {
  /** Cuts what is withheld out of any part of the chat's messages. */
  readonly withhold: (messages: Chat["messages"]) => Chat["messages"]
  /** Null where nobody asked for anything; asked when the messages have been read. */
  readonly obeyed: () => Obeyed | null
  /** Posts that are gone; those that the run makes again are back when it ends. */
  readonly forgotten: ReadonlyArray<string>
  /** What the user should know, a line each. */
  readonly warnings: ReadonlyArray<string>
}

/**
 * Obeys the wishes of a chat. Where something new was taken back, or is back, the chat is read once more,
 * to find the messages that are meant and the posts that show them; those go at once, whatever becomes of
 * the run, and what is edited by hand with them.
 */
export const obey: (
  opened: Pick<Opened, "chat" | "zone" | "range">,
  wishes: SettledWishes
) => Effect.Effect<ObeyedChat, SiteError | ExportError, SiteStore> = Effect.fn("obey")(
  function* (opened, wishes) {
    const { secret, names, out } = wishes
    const { survey } = opened.chat
    const marks = makeMarks(secret, opened.zone)
    const { book, edited, forgotten, lost } = yield* lookBack(opened, marks, wishes)
    const removed = new Map(
      [...survey.authors.keys()].flatMap((author) => {
        const own =
          Object.keys(book.people).length === 0 ? [] : WishBook.entryOf(book, secret, author).removed
        return own.length === 0 ? [] : [[author, new Set(own)] as const]
      })
    )
    const seen = new Set<string>()
    const isRemoved = (message: Message): boolean => {
      const own = message.author === null ? undefined : removed.get(message.author)
      if (own === undefined) return false
      const mark = marks.of(message)
      if (own.has(mark)) seen.add(mark)
      return own.has(mark)
    }
    const { aliases, about, refused } = wishes
    return {
      withhold: withhold({
        out,
        namesWhoIsOut: names.namesWhoIsOut,
        isRemoved: removed.size === 0 ? removesNothing : isRemoved,
        hasCommands: survey.wishes.lines > 0
      }),
      obeyed: () => {
        const counts = { out: out.size, aliases: aliases.size, about: about.size, removed: seen.size }
        return Object.values(counts).every((count) => count === 0) ? null : counts
      },
      forgotten,
      warnings: [
        ...unclearLine(survey.wishes.unclear),
        ...refusedLine(refused),
        ...lostLine(lost),
        ...editedLine(edited)
      ]
    }
  }
)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Reads the chat for what is new: which messages are meant, and which posts show what is gone. */
const lookBack = Effect.fnUntraced(function* (
  { chat, range }: Pick<Opened, "chat" | "range">,
  marks: Marks,
  wishes: SettledWishes
) {
  const { secret, formerNames, names, out } = wishes
  const { survey } = chat
  const namesakes = namesakesOf(survey)
  let { book } = wishes
  if (Object.keys(book.people).length === 0) return { book, forgotten: [], edited: [], lost: 0 }
  const wanted = new Map<string, ReadonlyArray<Removal>>()
  for (const [author, { removals }] of survey.wishes.people) {
    const { done } = WishBook.entryOf(book, secret, author)
    const open = removals.filter((removal) => !done.includes(marks.ofRemoval(author, removal)))
    if (open.length > 0 && !out.has(author)) wanted.set(author, open)
  }
  const cleared = new Set(book.cleared)
  const now = tookBack(book)
  const isSame = now.length === cleared.size && now.every((mark) => cleared.has(mark))
  if (isSame && wanted.size === 0) return { book, forgotten: [], edited: [], lost: 0 }

  const known = [...survey.authors.keys()].map((author) => ({
    author,
    ...WishBook.entryOf(book, secret, author)
  }))
  const back = new Set(
    known.flatMap(({ author, mark }) => (!out.has(author) && cleared.has(mark) ? [author] : []))
  )
  const removed = new Set(known.flatMap(({ removed }) => removed.filter((mark) => !cleared.has(mark))))
  const isGoneNow = (message: Message): boolean =>
    isGone(message, { out, namesWhoIsOut: names.namesWhoIsOut }) ||
    (removed.size > 0 && message.author !== null && removed.has(marks.of(message)))
  const isOut = WishBook.whoIsOut(book, secret)
  const look = lookThrough({ names: formerNames, isOut, zone: survey.zone, range })
  const before = isSame ? null : yield* look
  const seeker = makeSeeker(wanted, marks)
  if (wanted.size > 0 || before?.isEmpty === false) {
    yield* Stream.runForEachChunk(chat.messages, (messages) =>
      Effect.sync(() => {
        for (const message of messages) {
          seeker.see(message)
          if (before === null) continue
          if (isGoneNow(message)) before.gone(message.timestamp, message.text)
          else if (message.author !== null && back.has(message.author)) before.back(message.timestamp)
        }
      })
    )
  }
  const found = seeker.found()
  const lost = [...wanted.values()].reduce((sum, removals) => sum + removals.length, 0) - found.length
  if (isSame && found.length === 0) return { book, forgotten: [], edited: [], lost }
  const site = before ?? (yield* look)
  for (const { author, command, message } of found) {
    site.gone(message.timestamp, message.text)
    const { done, mark, removed } = WishBook.entryOf(book, secret, author)
    book = WishBook.withPage(book, mark, {
      removed: [
        ...new Set([
          ...removed,
          ...[author, ...(namesakes.get(author) ?? [])].map((name) => marks.of({ ...message, author: name }))
        ])
      ],
      done: [...done, command]
    })
  }
  // Written down before anything goes: a run that is killed here finds the messages again by their marks.
  yield* WishBook.save(book)
  const forgotten = yield* site.forget
  book = { ...book, cleared: tookBack(book) }
  yield* WishBook.save(book)
  return { book, forgotten: forgotten.posts, edited: forgotten.edited, lost }
})

/** The marks of who opted out, and of the messages that were removed. */
const tookBack = ({ people }: WishBook.WishBook): ReadonlyArray<string> =>
  Object.entries(people).flatMap(([mark, { out, removed }]) =>
    out?.value === true ? [mark, ...removed] : removed
  )

/** At most this many kinds are told of: who writes in the chat may invent any. */
const MOST_KINDS = 12

const unclearLine = (unclear: ReadonlyMap<string, number>): ReadonlyArray<string> => {
  const count = [...unclear.values()].reduce((sum, times) => sum + times, 0)
  if (count === 0) return []
  const near = [...unclear].filter(([meant]) => meant !== "").sort(([a], [b]) => (a < b ? -1 : 1))
  const meant = near.slice(0, MOST_KINDS).map(([said, times]) => {
    const [command = "", why] = said.split(": ", 2)
    return `${times} may mean "/egregora ${command}"${why === undefined ? "" : ` (${why})`}`
  })
  const others = unclear.get("") ?? 0
  const unknown =
    others === 0
      ? []
      : [`${others} ${others === 1 ? "is" : "are"} none of opt-out, opt-in, set, unset and remove`]
  return [
    `${count === 1 ? "1 command" : `${count} commands`} of the chat could not be obeyed: ${[...meant, ...unknown].join(", ")}; docs/commands.md says what can be said`
  ]
}

/** What is refused, for one and for several. */
const reasons: Readonly<Record<Refusal, readonly [one: string, several: string]>> = {
  name: [
    "it holds, or looks like, what somebody else is called",
    "they hold, or look like, what somebody else is called"
  ],
  data: ["it holds a number or an address", "they hold a number or an address"],
  reserved: [
    "it is, or looks like, a pseudonym or a word of the blog's own",
    "they are, or look like, pseudonyms or words of the blog's own"
  ],
  taken: ["somebody asked for it before", "somebody asked for them before"]
}

const refusedLine = (refused: ReadonlyArray<Refused>): ReadonlyArray<string> =>
  (["alias", "website"] as const).flatMap((field) =>
    (["name", "data", "reserved", "taken"] as const).flatMap((why) => {
      const count = refused.filter((one) => one.field === field && one.why === why).length
      const [one, several] = reasons[why]
      if (count === 0) return []
      return count === 1
        ? [`1 ${field} is not shown: ${one}`]
        : [`${count} ${field === "alias" ? "aliases" : "websites"} are not shown: ${several}`]
    })
  )

const lostLine = (lost: number): ReadonlyArray<string> =>
  lost === 0
    ? []
    : [
        `${lost === 1 ? "1 message that its author wants" : `${lost} messages that their authors want`} removed could not be found`
      ]

const editedLine = (edited: ReadonlyArray<string>): ReadonlyArray<string> =>
  edited.map(
    (path) =>
      `${path} was edited by hand and shows what somebody took back: it is off the blog; delete it when you have what you wrote`
  )
