/**
 * What a writer makes of a window.
 */
import * as Schema from "effect/Schema"
import { Stats } from "./Stats.js"

/** Someone who wrote in a window. Names are pseudonyms unless the user asked for real ones. */
export const Participant = Schema.Struct({
  name: Schema.String,
  /** Messages in the window. */
  messages: Schema.Int,
  /** The line of theirs that a reader would keep; null when they wrote no text worth quoting. */
  quote: Schema.NullOr(Schema.String)
})
export interface Participant extends Schema.Schema.Type<typeof Participant> {}

/** A file of the export that a post shows. */
export const Attachment = Schema.Struct({
  /** The entry's name in the export: the key to its bytes, never written to a page. */
  entry: Schema.String,
  /** The path from the site's root under which the site holds its copy, `media/<hash>.jpg`. */
  path: Schema.String
})
export interface Attachment extends Schema.Schema.Type<typeof Attachment> {}

/** One page of the blog. */
export const Post = Schema.Struct({
  /** The window's key, and the name of the post's files. */
  key: Schema.String,
  title: Schema.String,
  /** Two or three sentences of plain text. */
  lead: Schema.String,
  /** Markdown below the title and the lead, safe to render: all that came from the chat is escaped. */
  body: Schema.String,
  /** BCP 47, `und` when unknown. */
  language: Schema.String,
  /** First and last instant, in milliseconds since the epoch. */
  start: Schema.Int,
  end: Schema.Int,
  /** The chat's IANA zone. */
  zone: Schema.String,
  /** Messages that somebody wrote in the window. */
  messages: Schema.Int,
  participants: Schema.Array(Participant),
  attachments: Schema.Array(Attachment),
  /**
   * Positions in the window's messages of those that it quotes, the most important first. A writer may
   * not know them, and the post's file does not hold them.
   */
  quoted: Schema.optional(Schema.Array(Schema.Int)),
  /** What it is about, in its own words, the foremost first. A writer may not know. */
  tags: Schema.optional(Schema.Array(Schema.String)),
  /** The numbers of its window; kept beside the post's file, which does not hold them. */
  stats: Schema.optional(Stats),
  /** Who wrote it: `extractive`. */
  writer: Schema.String
})
export interface Post extends Schema.Schema.Type<typeof Post> {}
