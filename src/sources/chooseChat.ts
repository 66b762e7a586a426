/**
 * Which chat of an export that holds several is read.
 */
import * as Effect from "effect/Effect"
import { ExportError } from "./Source.js"

/** A chat that may be chosen. */
export interface Choice {
  readonly name: string
  /** The application's own name for it; null where it has none. */
  readonly id: string | null
}

/**
 * The chat that was asked for by its id or its name, in any case and with or without `#`; the only one when
 * none was asked for. Fails with the chats that there are.
 */
export const chooseChat = <A extends Choice>(
  label: string,
  choices: ReadonlyArray<A>,
  wanted: string | undefined
): Effect.Effect<A, ExportError> => {
  const found = wanted === undefined ? choices : matches(choices, wanted)
  const [first, second] = found
  if (first !== undefined && second === undefined) return Effect.succeed(first)
  const which = choices.length === 1 ? "chat" : `${choices.length} chats`
  const what =
    wanted === undefined
      ? `holds ${which}; choose one with --chat, by its name or its id: ${list(choices)}`
      : first === undefined
        ? `has no chat ${quoted(wanted)}; choose with --chat from its ${which}: ${list(choices)}`
        : `has several chats ${quoted(wanted)}; choose one with --chat by its id: ${list(found)}`
  return new ExportError({ reason: "WhichChat", message: `${label}: ${what}` })
}

const SHOWN = 10

const matches = <A extends Choice>(choices: ReadonlyArray<A>, wanted: string): ReadonlyArray<A> => {
  const byId = choices.filter(({ id }) => id === wanted)
  if (byId.length > 0) return byId
  const exact = choices.filter(({ name }) => name === wanted)
  return exact.length > 0 ? exact : choices.filter(({ name }) => folded(name) === folded(wanted))
}

const folded = (name: string): string => name.normalize("NFC").toLowerCase().trim().replace(/^#/, "")

const list = (choices: ReadonlyArray<Choice>): string => {
  const shown = choices
    .slice(0, SHOWN)
    .map(({ name, id }) => (id === null ? quoted(name) : `${quoted(name)} (${id})`))
  return `${shown.join(", ")}${choices.length > SHOWN ? ` and ${choices.length - SHOWN} more` : ""}`
}

/** On one line, short, and without what could steer a terminal. */
const quoted = (name: string): string => {
  const plain = name.replace(/\p{C}+/gu, " ").trim()
  return `"${plain.length > 60 ? `${plain.slice(0, 60)}…` : plain}"`
}
