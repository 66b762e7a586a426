/**
 * The messages of a chat on standard output, as they are read: a table or JSON lines.
 */
import * as Chunk from "effect/Chunk"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Message } from "../../../domain/Message.js"
import type { Chat, ExportError, Survey } from "../../../sources/Source.js"
import { printableLine, Screen } from "../../terminal.js"
import { columns, cut, pad } from "../../wrap.js"

/** Standard output cannot be written to, as when a disk is full. */
export class OutputError extends Data.TaggedError("OutputError")<{
  readonly message: string
  readonly code: string
}> {}

/** Prints every message, as fast as the reader of standard output takes them; one who leaves ends it. */
export const printChat = (
  chat: Chat,
  { json }: { readonly json: boolean }
): Effect.Effect<void, ExportError | OutputError> =>
  Effect.gen(function* () {
    const screen = yield* Screen
    const table = tableOf(chat.survey, screen.width)
    const line = json ? jsonLine : table.line
    if (!json) yield* write(table.head)
    yield* Stream.runForEachChunk(chat.messages, (messages) =>
      Chunk.isEmpty(messages) ? Effect.void : write(Chunk.join(Chunk.map(messages, line), ""))
    )
  }).pipe(Effect.catchIf(isClosed, () => Effect.void))

/** Prints what no message could be made of, a line each; as JSON, a string each. */
export const printUnparsed = (
  { unparsed }: Chat,
  { json }: { readonly json: boolean }
): Effect.Effect<void, ExportError | OutputError> =>
  Stream.runForEachChunk(unparsed, (lines) =>
    Chunk.isEmpty(lines)
      ? Effect.void
      : write(
          Chunk.join(
            Chunk.map(lines, (line) => `${json ? escaped(JSON.stringify(line)) : printableLine(line)}\n`),
            ""
          )
        )
  ).pipe(Effect.catchIf(isClosed, () => Effect.void))

/** One message as one line of JSON; what could steer a terminal is escaped. */
export const jsonLine = ({ index, timestamp, author, kind, text, media, details }: Message): string =>
  `${escaped(
    JSON.stringify({
      index,
      timestamp: new Date(timestamp).toISOString(),
      author,
      kind,
      text,
      media,
      details
    })
  )}\n`

const escaped = (json: string): string =>
  json.replace(STEERING, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)

/** DEL, C1 and the line separators, which JSON leaves as they are. */
const STEERING = /[\u007f-\u009f\u2028\u2029]/g

/** Waits until the text is out. A stream that fails says so a second time, as an event, which is taken too. */
const write = (text: string): Effect.Effect<void, OutputError> =>
  Effect.async((resume) => {
    if (process.stdout.listenerCount("error", taken) === 0) process.stdout.on("error", taken)
    process.stdout.write(text, (error) => resume(error ? Effect.fail(outputError(error)) : Effect.void))
  })

const taken = (): void => {}

const outputError = (error: Error): OutputError => {
  const code = "code" in error ? String(error.code) : error.message
  return new OutputError({ message: `standard output: cannot be written to (${code})`, code })
}

const isClosed = (error: ExportError | OutputError): error is OutputError =>
  error._tag === "OutputError" && error.code === "EPIPE"

/** Columns that are laid out by the survey, so that the first line can be printed before the last is read. */
const tableOf = (survey: Survey, width: number) => {
  const indexWidth = Math.max(1, String(survey.messages - 1).length)
  const widths = Array.from(survey.authors.keys(), (name) => columns(printableLine(name)))
  const longest = widths.reduce((most, width) => Math.max(most, width), 6)
  const authorWidth = Math.min(longest, WIDEST_AUTHOR)
  const clock = new Intl.DateTimeFormat("sv-SE", {
    timeZone: survey.zone,
    dateStyle: "short",
    timeStyle: "medium"
  })
  const row = (index: string, time: string, author: string, kind: string, text: string): string => {
    const cells = [
      index.padStart(indexWidth),
      time.padEnd(TIME),
      pad(cut(author, authorWidth), authorWidth),
      kind.padEnd(KIND)
    ].join("  ")
    const room = width - columns(cells) - 2
    return `${`${cells}  ${room === Number.POSITIVE_INFINITY ? text : cut(text, Math.max(room, 1))}`.trimEnd()}\n`
  }
  const line = ({ index, timestamp, author, kind, text, media }: Message): string => {
    const said = [media === null ? "" : `[${media}]`, text].filter((part) => part !== "").join(" ")
    return row(
      String(index),
      clock.format(timestamp),
      printableLine(author ?? ""),
      kind,
      printableLine(said.replace(MARKS, ""))
    )
  }
  return { head: row("#", "Time", "Author", "Kind", "Text"), line }
}

/** Marks of direction, which WhatsApp puts around names and before its own words. */
const MARKS = /[\u200e\u200f\u2066-\u2069]/g

const TIME = 19
const KIND = 8
const WIDEST_AUTHOR = 24
