/**
 * Takes out of the messages what their authors do not want in the blog, before anything else sees them.
 */
import * as Chunk from "effect/Chunk"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { withoutCommands } from "../domain/Command.js"
import type { Message } from "../domain/Message.js"

/** What is withheld. */
export interface Withheld {
  /** Who opted out, by the names that the export has. */
  readonly out: ReadonlySet<string>
  /** Whether a text names one of them. */
  readonly namesWhoIsOut: (text: string) => boolean
  /** Whether a message was removed by its author. */
  readonly isRemoved: (message: Message) => boolean
  /** Whether any message holds a command. */
  readonly hasCommands: boolean
}

/** Whether a message is gone: its author, or who wrote it first, opted out; or the author removed it. */
export const isGone = (
  { author, details, text }: Message,
  { namesWhoIsOut, out }: Pick<Withheld, "out" | "namesWhoIsOut">
): boolean => {
  if (out.size === 0) return false
  const from = details?.forwardedFrom ?? null
  if (from !== null && out.has(from)) return true
  return author === null ? namesWhoIsOut(text) : out.has(author)
}

/**
 * The messages without those that are gone, and without the lines for the blog. A message
 * of which nothing is left is left out. Where nothing is withheld the stream is the same.
 */
export const withhold =
  (withheld: Withheld) =>
  <E, R>(messages: Stream.Stream<Message, E, R>): Stream.Stream<Message, E, R> => {
    const { hasCommands, isRemoved, out } = withheld
    const kept = (message: Message): Option.Option<Message> => {
      if (isGone(message, withheld) || isRemoved(message)) return Option.none()
      const text = withoutCommands(message.text)
      if (text === message.text) return Option.some(message)
      const isNothing = text === "" && (message.kind === "text" || message.kind === "system")
      return isNothing ? Option.none() : Option.some({ ...message, text })
    }
    return out.size === 0 && !hasCommands && isRemoved === removesNothing
      ? messages
      : Stream.mapChunks(messages, Chunk.filterMap(kept))
  }

/** Nobody removed a message. */
export const removesNothing = (): boolean => false
