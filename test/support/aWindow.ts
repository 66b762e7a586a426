import type { Message } from "../../src/domain/Message.js"
import type { Window } from "../../src/domain/Window.js"

/** A message with what a test cares about, the rest filled in. */
export const aMessage = (message: Partial<Message> = {}): Message => ({
  index: 0,
  timestamp: Date.UTC(2025, 9, 28, 14, 9),
  author: "Rui",
  kind: "text",
  text: "bom dia",
  media: null,
  details: null,
  ...message
})

/** A window with what a test cares about, the rest filled in. */
export const aWindow = (window: Partial<Window> = {}): Window => {
  const messages = window.messages ?? [aMessage()]
  return {
    index: 0,
    key: "2025-10-28",
    start: messages[0]?.timestamp ?? 0,
    end: messages.at(-1)?.timestamp ?? 0,
    size: messages.length,
    zone: "UTC",
    context: [],
    ...window,
    messages
  }
}
