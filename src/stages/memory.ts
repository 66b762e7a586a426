/**
 * What is remembered of a chat while it is cut: what was said already, and the last words.
 */
import { createHash } from "node:crypto"
import type { Message } from "../domain/Message.js"

/** A chat's past, for the messages that follow. Its size has a bound, however long the chat. */
export interface Memory {
  /**
   * Whether a message says, word for word, what somebody said before, and no more: a letter that is sent on
   * again, a link. From now on it was said. Short messages are nobody's, and never a repeat.
   */
  readonly isRepeat: (message: Message) => boolean
  /** The last messages that said something. */
  readonly latest: () => ReadonlyArray<Message>
}

/** A memory that knows nothing yet. */
export const makeMemory = (): Memory => {
  const said = new Set<string>()
  const last: Array<Message> = []
  let length = 0
  return {
    isRepeat: (message) => {
      const { author, kind, media, text } = message
      if (author === null || kind !== "text") return false
      last.push(message)
      length += text.length
      while (last.length > 1 && (last.length > mostLast || length - (last[0]?.text.length ?? 0) > enough)) {
        length -= last.shift()?.text.length ?? 0
      }
      if (media !== null || !isOwn(text)) return false
      const key = createHash("sha1").update(text.trim()).digest("base64").slice(0, 12)
      const again = said.delete(key)
      said.add(key)
      const [oldest] = said.size > mostSaid ? said : []
      if (oldest !== undefined) said.delete(oldest)
      return again
    },
    latest: () => [...last]
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Texts that are remembered; of more those that were said last. */
const mostSaid = 50_000
/** The last messages, and their letters, that are enough to tell a language. */
const mostLast = 12
const enough = 240

/** Bytes of a text that two people do not write by chance: 60 Latin letters, 20 of Japan. */
const longEnough = 60

const isOwn = (text: string): boolean =>
  text.includes("://") || (text.length * 3 >= longEnough && Buffer.byteLength(text) >= longEnough)
