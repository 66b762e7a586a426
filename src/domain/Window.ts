/**
 * A contiguous slice of a chat: the unit of work, of failure and of history.
 */
import * as Schema from "effect/Schema"
import type { Message } from "./Message.js"

/** What a window's step is counted in. Days start at midnight in the chat's zone. */
export const StepUnit = Schema.Literal("messages", "hours", "days", "bytes")
export type StepUnit = typeof StepUnit.Type

/** How a chat is cut. */
export const WindowSpec = Schema.Struct({
  /** Units to a window, at least 1. */
  stepSize: Schema.Int.pipe(Schema.positive()),
  stepUnit: StepUnit,
  /**
   * How much of the window before is shown to the writer again as context, as a fraction of that
   * window's messages. It is never written twice.
   */
  overlap: Schema.Number.pipe(Schema.between(0, 0.5))
})
export interface WindowSpec extends Schema.Schema.Type<typeof WindowSpec> {}

/** One post for each day with messages, nothing repeated. */
export const defaultWindowSpec: WindowSpec = { stepSize: 1, stepUnit: "days", overlap: 0 }

/** A contiguous slice of a chat. */
export interface Window {
  /** Position among the windows of this run, from 0. */
  readonly index: number
  /** Its start in the chat's zone, unique in a site and safe as a file name: `2025-10-28`. */
  readonly key: string
  /** The first message's instant, in milliseconds since the epoch. */
  readonly start: number
  /** The last message's instant, in milliseconds since the epoch. */
  readonly end: number
  /** How many messages are its own: `messages.length`. */
  readonly size: number
  /** The chat's IANA zone. */
  readonly zone: string
  /** Its own messages, in the export's order; never empty. */
  readonly messages: ReadonlyArray<Message>
  /** The tail of the window before, for context only. */
  readonly context: ReadonlyArray<Message>
  /** Of a window with few words: the last messages before it, which tell its language. Default: none. */
  readonly before?: ReadonlyArray<Message>
  /**
   * Places in `messages` of those that say word for word what was said earlier in the chat: letters that are
   * sent on again, links. Default: none.
   */
  readonly repeats?: ReadonlyArray<number>
}
