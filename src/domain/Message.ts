/**
 * One entry of a chat.
 */
import * as Schema from "effect/Schema"

/**
 * What a message is. `system` messages are the application's own ("Ana joined");
 * `media` is an attachment, with or without its file in the export.
 */
export const MessageKind = Schema.Literal(
  "text",
  "media",
  "location",
  "contact",
  "poll",
  "call",
  "deleted",
  "system"
)
export type MessageKind = typeof MessageKind.Type

/** What some applications say of a message beside its text. */
export const MessageDetails = Schema.Struct({
  /** The application's own name for it; null where it has none. */
  id: Schema.NullOr(Schema.String),
  /** The `id` of the message that it answers. */
  replyTo: Schema.NullOr(Schema.String),
  /** The `id` of the message whose thread it is in. */
  thread: Schema.NullOr(Schema.String),
  /** Who wrote it first, as the export names them, where it was forwarded. */
  forwardedFrom: Schema.NullOr(Schema.String),
  /** When it was last edited, in milliseconds since the epoch. */
  edited: Schema.NullOr(Schema.Int),
  /** What others answered with a sign alone: an emoji, or its name between colons, and how many did. */
  reactions: Schema.Array(Schema.Struct({ emoji: Schema.String, count: Schema.Int })),
  /** The names inside the export of its attachments after the first, which is `media`. */
  attachments: Schema.Array(Schema.String)
})
export interface MessageDetails extends Schema.Schema.Type<typeof MessageDetails> {}

/**
 * One entry of a chat, the same shape for every application. Where somebody is mentioned the text has
 * `@` and the name between U+2068 and U+2069.
 *
 * A plain record, not a class: a reading pass makes a million of them, and validating each would
 * cost more than reading it. Sources are the only makers, and their tests decode with this schema.
 */
export const Message = Schema.Struct({
  /** Position in the export, from 0, without gaps. */
  index: Schema.Int,
  /** The instant it was sent, in milliseconds since the epoch. */
  timestamp: Schema.Int,
  /** Who wrote it, as the export names them; null for a system message. */
  author: Schema.NullOr(Schema.String),
  kind: MessageKind,
  /** The text, lines separated by "\n"; empty when there is none. */
  text: Schema.String,
  /** The attachment's name inside the export; null when the export does not hold its file. */
  media: Schema.NullOr(Schema.String),
  /** Null where the application says nothing more, as WhatsApp does. */
  details: Schema.NullOr(MessageDetails)
})
export interface Message extends Schema.Schema.Type<typeof Message> {}
