/**
 * Which of the texts in a zip is the chat.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { ExportError } from "./Source.js"

/** A text in a zip that may be the chat. */
export interface Candidate<A> {
  /** The entry's name. */
  readonly name: string
  /** The name of the chat that it is called after; null when it tells nothing. */
  readonly chat: string | null
  /** How likely it is, by its name alone; above 1 it is named like a chat. */
  readonly rank: number
  /** What it holds. */
  readonly text: Either.Either<A, ExportError>
  /** Whether it holds a chat of the application. */
  readonly isChat: boolean
}

/**
 * The chat that was asked for by its name or a part of it; else the one that is named most like a chat. An
 * error when several are equally likely, when none is, or when the one cannot be read.
 */
export const chooseText = <A>(
  file: string,
  candidates: ReadonlyArray<Candidate<A>>,
  asked: string | undefined
): Effect.Effect<
  { readonly name: string; readonly text: A; readonly warnings: ReadonlyArray<string> },
  ExportError
> =>
  Effect.gen(function* () {
    const chats = candidates.filter(({ isChat, rank, text }) => isChat || (rank > 1 && Either.isLeft(text)))
    const likely = asked === undefined ? mostLikely(chats) : named(chats, asked)
    const [chosen = candidates.find(({ rank }) => rank > 1), ...rivals] = likely
    if (rivals.length > 0) {
      return yield* noChat(
        `${file}: the zip holds ${likely.length} chats (${list(likely)}); choose one with --chat`
      )
    }
    if (asked !== undefined && likely.length === 0 && chats.length > 0) {
      const which = chats.length === 1 ? "chat" : `${chats.length} chats`
      return yield* noChat(
        `${file}: has no chat "${asked}"; choose with --chat from its ${which}: ${list(chats)}`
      )
    }
    if (chosen === undefined) {
      const unreadable = candidates.find(({ text }) => Either.isLeft(text))
      if (unreadable !== undefined) yield* unreadable.text
      return yield* noChat(`${file}: the zip holds no chat text; ${GIVE}`)
    }
    const others = chats.filter((chat) => chat !== chosen && asked === undefined)
    const warning = `the zip holds another chat that is not read (${list(others)}); --chat chooses it`
    return { name: chosen.name, text: yield* chosen.text, warnings: others.length === 0 ? [] : [warning] }
  })

/** What to do when a file is no export. */
export const GIVE = 'give the .zip or .txt that "Export chat" wrote'

const noChat = (message: string) => new ExportError({ reason: "NoChat", message })

const mostLikely = <A>(chats: ReadonlyArray<Candidate<A>>): ReadonlyArray<Candidate<A>> => {
  const best = Math.max(...chats.map(({ rank }) => rank))
  return chats.filter(({ rank }) => rank === best)
}

const named = <A>(chats: ReadonlyArray<Candidate<A>>, asked: string): ReadonlyArray<Candidate<A>> => {
  const wanted = plain(asked)
  const called = chats.filter(({ chat }) => isNamed([chat], asked))
  if (called.length > 0) return called
  const exact = chats.filter(({ name }) => plain(name) === wanted || plain(name).endsWith(`/${wanted}`))
  return exact.length > 0 ? exact : chats.filter(({ name }) => plain(name).includes(wanted))
}

/** Whether what was asked for is one of a chat's names. */
export const isNamed = (names: ReadonlyArray<string | null>, asked: string): boolean =>
  names.some((name) => name !== null && plain(name) === plain(asked))

const plain = (name: string): string => name.normalize("NFC").toLowerCase()

const SHOWN = 5

const list = (chats: ReadonlyArray<Candidate<unknown>>): string => {
  const names = chats.slice(0, SHOWN).map(({ name }) => name)
  return [...names, ...(chats.length > SHOWN ? [`${chats.length - SHOWN} more`] : [])].join(", ")
}
