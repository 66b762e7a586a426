/**
 * The port through which windows become posts.
 */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type { Post } from "../domain/Post.js"
import type { Window } from "../domain/Window.js"

/** A window that could not be written. `transient` says whether trying again can help. */
export class WriterError extends Data.TaggedError("WriterError")<{
  readonly message: string
  readonly transient: boolean
}> {}

/** Makes a post of a window. */
export class Writer extends Context.Tag("egregora/Writer")<
  Writer,
  {
    /** Its name, `extractive`. */
    readonly name: string
    /** Part of every window's fingerprint: it changes when the writer would write otherwise. */
    readonly version: string
    /** Writes the window's own messages; `context` may be read but not written again. */
    readonly write: (window: Window) => Effect.Effect<Post, WriterError>
  }
>() {}
