import type { Chat } from "../Source.js"
import type { Sketch } from "./Sketch.js"

/** One of several exports of a chat. */
export interface Part {
  readonly path: string
  /** What it is called where people read of it. */
  readonly name: string
  readonly chat: Chat
  readonly sketch: Sketch
  /** How its clock differs from that of another one, for people. */
  readonly clock?: string
}
