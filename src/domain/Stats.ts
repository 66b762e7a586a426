/**
 * What a window tells in numbers: what charts, people's pages and the gallery are made of.
 */
import * as Schema from "effect/Schema"

/** How often something was written, most often first. */
const Counts = Schema.Array(Schema.Tuple(Schema.String, Schema.Int))

/** One person's part in a window. */
const PersonStats = Schema.Struct({
  /** As the post shows it: a pseudonym unless the user asked for real names. */
  name: Schema.String,
  messages: Schema.Int,
  /** Files that they sent, those that the export left out with them. */
  files: Schema.Int,
  /** Signs that others put to their messages. */
  reactions: Schema.Int,
  /** Emoji in their texts. */
  emoji: Counts,
  /** Words in their texts that say something, each in the form that they wrote most. */
  words: Counts,
  /** Words that stand right after a number: units, unless somebody says them elsewhere. */
  counted: Schema.optional(Counts)
})

/** A file that the site holds. */
const FileStats = Schema.Struct({
  /** From the site's root, `media/<hash>.jpg`. */
  path: Schema.String,
  /** Who sent it: a position in `people`. */
  person: Schema.Int,
  /** When, in milliseconds since the epoch. */
  at: Schema.Int
})

/** The numbers of one window. Names stand once, in `people`; all else has positions in it. */
export const Stats = Schema.Struct({
  people: Schema.Array(PersonStats),
  /** Messages by hour on the chat's clock, `2025-10-28T14`, and person. */
  hours: Schema.Array(Schema.Tuple(Schema.String, Schema.Int, Schema.Int)),
  /** Who answered whom how often: by a reply, or by the next message within ten minutes. */
  answers: Schema.Array(Schema.Tuple(Schema.Int, Schema.Int, Schema.Int)),
  /** The hosts of links. */
  hosts: Counts,
  /** The conversation with the most messages: one without a silence of 45 minutes. */
  longest: Schema.NullOr(
    Schema.Struct({
      /** First and last instant, in milliseconds since the epoch. */
      start: Schema.Int,
      end: Schema.Int,
      messages: Schema.Int,
      people: Schema.Int
    })
  ),
  files: Schema.Array(FileStats)
})
export interface Stats extends Schema.Schema.Type<typeof Stats> {}
