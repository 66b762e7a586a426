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
import { detectLanguage, onlyMentions, stopwordsOf } from "./language.js"
import { phrasesFor } from "./phrases.js"
import { makeReader } from "./words.js"

/** The extractive writer. */
export const layer: Layer.Layer<Writer> = Layer.succeed(
  Writer,
  Writer.of({
    name: "extractive",
    version: "8",
    write: Effect.fn("Extractive.write")(function* (window) {
      const language = yield* languageOf(window)
      const phrases = phrasesFor(language)
      const places = window.messages.flatMap(({ author }, place) => (author === null ? [] : [place]))
      const said = window.messages
        .filter(({ author }) => author !== null)
        .map((message, index) => ({ ...message, index }))
      const names = new Set([...said, ...window.context].map(({ author }) => author ?? ""))
      const isShown = (message: Message): boolean =>
        isQuotable(message) && (message.media !== null || !onlyMentions(message.text, names))
      const quotable = said.filter(isShown)
      const repeated = new Set(window.repeats)
      const read = makeReader(language, phrases, yield* stopwordsOf(language), names)
      const post = arrange(
        { ...window, messages: said, size: said.length },
        language,
        phrases,
        foremost(quotable).map(read),
        said.filter((message) => message.kind === "media" && !isShown(message)).map(read),
        {
          texts: window.context.map(({ text }) => text),
          repeats: new Set(places.flatMap((place, index) => (repeated.has(place) ? [index] : [])))
        }
      )
      return { ...post, quoted: post.quoted.map((index) => places[index] ?? index) } satisfies Post
    })
  })
)

/** Messages of a window that are considered: the work of a window has a bound, however busy it was. */
const most = 2000

const languageOf = Effect.fnUntraced(function* (window: Window) {
  for (const messages of [window.messages, window.context, window.before ?? []]) {
    const language = yield* detectLanguage(messages.filter(isQuotable).map(({ text }) => text))
    if (language !== "und") return language
  }
  return "und"
})

/** What the application wrote, what its author took back, and what is not in the export is not quoted. */
const isQuotable = (message: Message): boolean =>
  message.author !== null &&
  (message.text.trim() !== "" || message.media !== null) &&
  message.kind !== "system" &&
  message.kind !== "deleted" &&
  message.kind !== "call"

/** Of too many messages the longest, each with what came right after it, in order of time. */
const foremost = (messages: ReadonlyArray<Message>): ReadonlyArray<Message> => {
  if (messages.length <= most) return messages
  const longest = messages
    .map(({ text }, at) => ({ at, length: Math.min(text.length, 400) }))
    .sort((a, b) => b.length - a.length || a.at - b.at)
  const kept = new Set<number>()
  for (const { at } of longest) {
    if (kept.size >= most) break
    for (const near of [at - 1, at, at + 1, at + 2]) kept.add(near)
  }
  return messages.filter((_, at) => kept.has(at))
}
