/**
 * Which messages their own authors removed.
 */
import * as DateTime from "effect/DateTime"
import { commandsIn, plainOf, withoutCommands } from "../domain/Command.js"
import type { Message } from "../domain/Message.js"
import { isUnspaced } from "../domain/nameMatcher.js"
import type { Removal } from "../domain/Wishes.js"
import { answered, saidAt } from "../domain/Wishes.js"
import { keyed } from "../site/WishBook.js"

/** Marks messages so that they are known again in another export of the chat, and by nobody without the key. */
export interface Marks {
  /** Of a message: its author and its id; its minute on the wall clock and its text where it has no id. */
  readonly of: (message: Message) => string
  /** Of a command that removes one. */
  readonly ofRemoval: (author: string, removal: Removal) => string
}

/** Marks with a site's key, for a chat of a zone. */
export const makeMarks = (secret: string, zone: DateTime.TimeZone): Marks => ({
  of: ({ author, details, text, timestamp }) => {
    const own = author ?? ""
    const id = details?.id ?? null
    if (id !== null) return keyed(secret, "message", own, id)
    const wall = timestamp + DateTime.zonedOffset(DateTime.unsafeMakeZoned(timestamp, { timeZone: zone }))
    return keyed(secret, "message", own, Math.floor(wall / MINUTE), plainOf(withoutCommands(text)))
  },
  ofRemoval: (author, { at, id, text }) => keyed(secret, "removal", author, at, id ?? "", text ?? "")
})

/** A message that a command of its author asks to remove. */
export interface Removed {
  readonly author: string
  /** The mark of the command. */
  readonly command: string
  readonly message: Message
}

/** Looks for the messages that are to be removed, in a chat that is read in order. */
export interface Seeker {
  readonly see: (message: Message) => void
  /** What was found once all was seen. */
  readonly found: () => ReadonlyArray<Removed>
}

/**
 * Seeks, for each removal, the nearest message of the same author before the command that has its id, or
 * begins with the words of its text.
 */
export const makeSeeker = (wanted: ReadonlyMap<string, ReadonlyArray<Removal>>, marks: Marks): Seeker => {
  const open = new Map(
    [...wanted].map(([author, removals]) => [
      author,
      removals.map((removal) => ({
        ...removal,
        command: marks.ofRemoval(author, removal),
        message: nothing()
      }))
    ])
  )
  const found: Array<Removed> = []
  return {
    see: (message) => {
      const { author } = message
      const own = author === null ? undefined : open.get(author)
      if (author === null || own === undefined) return
      const removals = commandsIn(message.text).filter((command) => command._tag === "Remove")
      for (const { text } of removals) {
        const id = text === null ? answered(message) : null
        const at = own.findIndex((one) => one.at === saidAt(message) && one.text === text && one.id === id)
        const [one] = at < 0 ? [] : own.splice(at, 1)
        if (one?.message != null) found.push({ author, command: one.command, message: one.message })
      }
      const said = own.some(({ text }) => text !== null) ? plainOf(withoutCommands(message.text)) : ""
      for (const one of own) {
        const isIt =
          one.text === null ? one.id !== null && one.id === message.details?.id : begins(said, one.text)
        if (isIt) one.message = message
      }
    },
    found: () => found
  }
}

/** Whether a text begins with a start that ends with a word of it, as far as its script parts words. */
const begins = (text: string, start: string): boolean => {
  if (!text.startsWith(start)) return false
  const [next = ""] = text.slice(start.length, start.length + 2)
  return !/[\p{L}\p{N}]/u.test(next) || !/[\p{L}\p{N}]$/u.test(start) || isUnspaced(next + next)
}

const MINUTE = 60_000

const nothing = (): Message | null => null
