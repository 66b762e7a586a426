/**
 * What is remembered of a chat while it is cut: what was said already, and the last words.
 */
import type { Message } from "../domain/Message.js"
import { hashOf } from "../domain/textHash.js"

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
  let said = new Set<number>()
  let earlier = said
  const last: Array<Message> = []
  let heard = 0
  return {
    isRepeat: (message) => {
      const { author, kind, media, text } = message
      if (author === null || kind !== "text") return false
      last[heard++ % mostLast] = message
      if (media !== null || !isOwn(text)) return false
      const key = hashOf(text.trim())
      const again = said.has(key) || earlier.has(key)
      said.add(key)
      // Of a set that loses its oldest one by one, the gaps would have to be passed over each time.
      if (said.size >= mostSaid / 2) [earlier, said] = [said, new Set()]
      return again
    },
    latest: () => {
      const newest: Array<Message> = []
      let length = 0
      for (let back = 1; back <= Math.min(heard, mostLast) && length <= enough; back++) {
        const message = last[(heard - back) % mostLast]
        if (message === undefined) break
        newest.push(message)
        length += message.text.length
      }
      return newest.reverse()
    }
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Texts that are remembered at most; of more, at least the half that was said last. */
const mostSaid = 50_000
/** The last messages, and their letters, that are enough to tell a language. */
const mostLast = 12
const enough = 240

/** Bytes of a text that two people do not write by chance: 60 Latin letters, 20 of Japan. */
const longEnough = 60

const isOwn = (text: string): boolean =>
  text.length >= longEnough ||
  (text.length * 3 >= longEnough && Buffer.byteLength(text) >= longEnough) ||
  text.includes("://")
