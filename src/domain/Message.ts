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

/**
 * One entry of a chat, the same shape for every application.
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
  media: Schema.NullOr(Schema.String)
})
export interface Message extends Schema.Schema.Type<typeof Message> {}
