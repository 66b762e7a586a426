/**
 * The writer that needs no model: it selects the lines of a window that a reader would miss and
 * arranges them. It composes nothing, and says so in each post.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Message } from "../../domain/Message.js"
import type { Post } from "../../domain/Post.js"
import type { Window } from "../../domain/Window.js"
import { Writer } from "../Writer.js"
import { arrange } from "./arrange.js"
import { detectLanguage, stopwordsOf } from "./language.js"
import { phrasesFor } from "./phrases.js"
import { makeReader } from "./words.js"

/** The extractive writer. */
export const layer: Layer.Layer<Writer> = Layer.succeed(
  Writer,
  Writer.of({
    name: "extractive",
    version: "2",
    write: Effect.fn("Extractive.write")(function* (window) {
      const language = yield* languageOf(window)
      const phrases = phrasesFor(language)
      const read = makeReader(language, phrases, yield* stopwordsOf(language))
      const said = window.messages
        .filter((message) => message.author !== null)
        .map((message, index) => ({ ...message, index }))
      return arrange(
        { ...window, messages: said, size: said.length },
        language,
        phrases,
        foremost(said.filter(isQuotable)).map(read)
      ) satisfies Post
    })
  })
)

/** Messages of a window that are considered: the work of a window has a bound, however busy it was. */
const most = 2000

const languageOf = Effect.fnUntraced(function* (window: Window) {
  const own = yield* detectLanguage(window.messages.filter(isQuotable).map(({ text }) => text))
  return own === "und"
    ? yield* detectLanguage(window.context.filter(isQuotable).map(({ text }) => text))
    : own
})

/** What the application wrote, what its author took back, and what is not in the export is not quoted. */
const isQuotable = (message: Message): boolean =>
  message.author !== null &&
  (message.text.trim() !== "" || message.media !== null) &&
  message.kind !== "system" &&
  message.kind !== "deleted" &&
  message.kind !== "call"

/** Of too many messages the longest, in order of time. */
const foremost = (messages: ReadonlyArray<Message>): ReadonlyArray<Message> =>
  messages.length <= most
    ? messages
    : [...messages]
        .sort((a, b) => Math.min(b.text.length, 400) - Math.min(a.text.length, 400) || a.index - b.index)
        .slice(0, most)
        .sort((a, b) => a.index - b.index)
