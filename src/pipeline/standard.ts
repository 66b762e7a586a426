/**
 * The standard pipeline: what `egregora process` does with each window.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { Post } from "../domain/Post.js"
import type { Pseudonyms } from "../domain/Pseudonym.js"
import type { Window } from "../domain/Window.js"
import type { Chat } from "../sources/Source.js"
import { privacy } from "../stages/privacy.js"
import { publish } from "../stages/publish.js"
import { statsOf } from "../stages/stats.js"
import * as CurrentRun from "../tracking/CurrentRun.js"
import { Writer } from "../writers/Writer.js"
import * as Pipeline from "./Pipeline.js"
import * as Stage from "./Stage.js"

/** What the standard stages need to know of the chat at hand. `processExport` provides it. */
export class CurrentChat extends Context.Tag("egregora/CurrentChat")<
  CurrentChat,
  {
    readonly pseudonyms: Pseudonyms
    /** The bytes of an attachment, by the name that a message has once `privacy` has hidden it. */
    readonly attachment: Chat["attachment"]
  }
>() {}

/** What the stages know of a chat whose files are called as `pseudonyms` call them. */
export const currentChat = (
  pseudonyms: Pseudonyms,
  attachment: Chat["attachment"]
): typeof CurrentChat.Service => ({
  pseudonyms,
  attachment: (media) => attachment(pseudonyms.entry(media))
})

/**
 * `privacy` (names become pseudonyms) → `write` (the window becomes a post and its numbers) → `publish`
 * (the post and its pictures are written to the site). What is inserted after `privacy` sees no real name.
 */
export const standard = Pipeline.make(
  Stage.make("privacy", (window: Window) =>
    Effect.map(CurrentChat, ({ pseudonyms }) => privacy(pseudonyms)(window))
  ),
  Stage.make("write", (window: Window) =>
    Effect.gen(function* () {
      const post = yield* (yield* Writer).write(window)
      return { ...post, stats: yield* statsOf(window, post) }
    })
  ),
  Stage.make(
    "publish",
    (post: Post) =>
      Effect.gen(function* () {
        const { attachment } = yield* CurrentChat
        const published = yield* publish(post, attachment)
        yield* Effect.forEach(published.lost, CurrentRun.degrade, { discard: true })
        return published
      }),
    { version: "6" }
  )
)
