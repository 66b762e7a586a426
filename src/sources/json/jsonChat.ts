/**
 * A chat of a JSON export: read once for the survey and again for its messages, a piece at a time.
 */
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { mayCommand } from "../../domain/Command.js"
import type { Message, MessageDetails } from "../../domain/Message.js"
import * as Wishes from "../../domain/Wishes.js"
import { Disorder } from "../Disorder.js"
import { Utf8Check } from "../Encoding.js"
import type { People } from "../People.js"
import { type Chat, ExportError } from "../Source.js"
import { JsonScanner, MAX_VALUE, type Plan } from "./JsonScanner.js"

/** A JSON text of an export. */
export interface Part {
  /** What errors call it. */
  readonly label: string
  readonly text: Stream.Stream<Uint8Array, ExportError>
}

/** A message before it has its place. */
export type Entry = Omit<Message, "index">

/** What a source knows of a chat. */
export interface JsonChat {
  /** The application, as `--source` names it. */
  readonly source: string
  /** What wrote the export. */
  readonly platform: string
  readonly zone: string
  /** What errors call the chat. */
  readonly label: string
  /** The texts that hold its messages, in order. */
  readonly parts: ReadonlyArray<Part>
  /** Where in such a text they are: each is to be given to `found`. */
  readonly plan: (found: (raw: unknown) => void) => Plan
  /**
   * Reads one: the same each time, but for the names that `people` learns. Null for what the application
   * keeps beside the messages, undefined for what cannot be read.
   */
  readonly read: (raw: unknown) => Entry | null | undefined
  /** Whether the words of one are another's, where the message that is made of it does not say so. Default: never. */
  readonly isQuoted?: (raw: unknown) => boolean
  readonly people: People
  /** The chat's name, asked for after the first pass. */
  readonly name: () => string | null
  /** What the user should know beside what the survey finds. */
  readonly warnings: ReadonlyArray<string>
  readonly attachment: Chat["attachment"]
}

/** Surveys a chat, which reads it once. Fails when it holds no message, or newest first. */
export const jsonChat: (chat: JsonChat) => Effect.Effect<Chat, ExportError> = Effect.fn("jsonChat")(
  function* (chat: JsonChat) {
    let messages = 0
    let unplaced = 0
    const disorder = new Disorder()
    let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    let [before, later, earlier] = [Number.NaN, 0, 0]
    const listener = Wishes.listen()
    const see = (raw: unknown): void => {
      const entry = chat.read(raw)
      if (entry === undefined) unplaced++
      if (entry === undefined || entry === null) return
      messages++
      first = Math.min(first, entry.timestamp)
      last = Math.max(last, entry.timestamp)
      if (entry.timestamp > before) later++
      else if (entry.timestamp < before) earlier++
      before = entry.timestamp
      disorder.add(entry.timestamp)
      if (entry.author !== null) chat.people.count(entry.author)
      if (mayCommand(entry.text)) listener.hear(entry, chat.isQuoted?.(raw))
    }
    const letters = new Utf8Check()
    const parts = chat.parts.map(({ label, text }) => ({
      label,
      text: Stream.map(text, (piece) => {
        letters.feed(piece)
        return piece
      })
    }))
    yield* Stream.runForEachChunk(values(parts, chat.plan), (raws) =>
      Effect.sync(() => {
        for (const raw of raws) see(raw)
      })
    )
    if (messages === 0) {
      return yield* new ExportError({
        reason: "Empty",
        message: `${chat.label}: the chat holds no messages; export it again`
      })
    }
    if (earlier > 1 + later * MUCH) {
      return yield* new ExportError({
        reason: "WrongForm",
        message: `${chat.label}: the messages are newest first; export them again, oldest first`
      })
    }
    const entries = unplaced === 1 ? "1 entry that is" : `${unplaced} entries that are`
    const opened: Chat = {
      survey: {
        source: chat.source,
        platform: chat.platform,
        name: chat.name(),
        dateOrder: "year-first",
        dateOrderReason: "the export has the instant of each message",
        zone: chat.zone,
        messages,
        first,
        last,
        ...chat.people.settle(),
        wishes: listener.wishes(),
        unplaced,
        disorder: disorder.places,
        warnings: [
          ...chat.warnings,
          ...letters.warnings(),
          ...(unplaced === 0
            ? []
            : [`${entries} no message left out; \`egregora parse --unparsed\` shows them`])
        ]
      },
      messages: numbered(chat),
      unparsed: Stream.filterMap(values(chat.parts, chat.plan), (raw) =>
        chat.read(raw) === undefined ? Option.some(JSON.stringify(raw)) : Option.none()
      ),
      attachment: chat.attachment
    }
    return opened
  }
)

/** The values that a plan gives to `found`, in the order of the texts, a chunk for each piece. */
export const values = (
  parts: ReadonlyArray<Part>,
  plan: (found: (raw: unknown) => void) => Plan
): Stream.Stream<unknown, ExportError> =>
  Stream.flatMap(Stream.fromIterable(parts), (part) =>
    Stream.suspend(() => {
      let made: Array<unknown> = []
      const scanner = new JsonScanner(plan((raw) => made.push(raw)))
      const taken = (): Effect.Effect<Chunk.Chunk<unknown>, ExportError> => {
        const chunk = Chunk.unsafeFromArray(made)
        made = []
        return scanner.problem === undefined ? Effect.succeed(chunk) : problem(part.label, scanner.problem)
      }
      return part.text.pipe(
        Stream.mapChunksEffect((pieces) =>
          Effect.suspend(() => {
            for (const piece of pieces) scanner.feed(piece)
            return taken()
          })
        ),
        Stream.concat(
          Stream.unwrap(
            Effect.suspend(() => {
              scanner.end()
              return Effect.map(taken(), Stream.fromChunk)
            })
          )
        )
      )
    })
  )

/** Reads a text to its end for the sake of what the plan does. */
export const walk = (part: Part, plan: Plan): Effect.Effect<void, ExportError> =>
  Stream.runDrain(values([part], () => plan))

/** Shows a plan how a text begins; what is cut there is not taken. */
export const glimpse = (head: string, plan: Plan): void => new JsonScanner(plan).feed(Buffer.from(head))

/** Details, where all that is not said is absent. */
export const details = (known: Partial<MessageDetails>): MessageDetails => ({
  id: null,
  replyTo: null,
  thread: null,
  forwardedFrom: null,
  edited: null,
  reactions: [],
  attachments: [],
  ...known
})

/** Steps back in time are a few in a sound export, and nearly all in one that is newest first. */
const MUCH = 9

const numbered = ({ parts, plan, read }: JsonChat): Stream.Stream<Message, ExportError> =>
  Stream.suspend(() => {
    let index = 0
    return Stream.mapChunks(values(parts, plan), (raws) => {
      const made: Array<Message> = []
      for (const raw of raws) {
        const entry = read(raw)
        if (entry !== undefined && entry !== null) made.push({ index: index++, ...entry })
      }
      return Chunk.unsafeFromArray(made)
    })
  })

const problem = (label: string, { what, at }: NonNullable<JsonScanner["problem"]>) => {
  if (what === "too large") {
    return new ExportError({
      reason: "TooLarge",
      message: `${label}: what begins at byte ${at} is longer than ${MAX_VALUE / 2 ** 20} MiB, so it is no message; export the chat again`
    })
  }
  const where = what === "cut short" ? `it is cut short at byte ${at}` : `byte ${at} is not JSON`
  return new ExportError({
    reason: "Damaged",
    message: `${label}: the JSON is damaged (${where}); copy or export it again`
  })
}
