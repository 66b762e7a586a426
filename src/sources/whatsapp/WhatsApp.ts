/**
 * Chats exported from WhatsApp on Android, iOS and the web, as a zip or a text file, in any locale whose
 * digits, dates and words `stamps.ts`, `meridiems.ts` and `phrases.ts` have.
 */
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Wishes from "../../domain/Wishes.js"
import * as ExportFile from "../ExportFile.js"
import type { Chat, ExportError, Source } from "../Source.js"
import { detect } from "./detectShape.js"
import { messages, unparsed } from "./messages.js"
import { chatName } from "./names.js"
import { survey } from "./survey.js"

/** The source. It reads each export twice, one with commands three times, and never holds it whole. */
export const source: typeof Source.Service = {
  name: "whatsapp",
  open: Effect.fn("WhatsApp.open")(function* (path, options) {
    const { file, shape } = yield* ExportFile.open(path, { detect, rank, nameOf: chatName }, options)
    const surveyed = yield* survey(file, shape, options)
    const all = messages(file, surveyed)
    return {
      survey: surveyed.mayCommand ? { ...surveyed.survey, wishes: yield* wishesIn(all) } : surveyed.survey,
      messages: all,
      unparsed: unparsed(file, surveyed),
      attachment: file.bytes
    }
  })
}

/** Who speaks is known after the survey, so a chat that may hold commands is read once more. */
const wishesIn = (all: Chat["messages"]): Effect.Effect<Wishes.Wishes, ExportError> =>
  Effect.suspend(() => {
    const listener = Wishes.listen()
    return Effect.as(
      Stream.runForEachChunk(all, (messages) =>
        Effect.sync(() => Chunk.forEach(messages, (message) => listener.hear(message)))
      ),
      listener
    )
  }).pipe(Effect.map((listener) => listener.wishes()))

/**
 * How likely an entry is the chat: iOS calls it `_chat.txt`, Android like the zip. Other texts may be
 * attachments, even chats that somebody sent, so their names come last.
 */
const rank = (entry: string, file: string): number => {
  const name = entry.slice(entry.lastIndexOf("/") + 1)
  if (!/\.txt$/i.test(name) || name.startsWith("._") || entry.startsWith("__MACOSX/")) return 0
  if (name === "_chat.txt") return 4
  if (stem(name) === stem(file)) return 3
  return chatName([name]) === null ? 1 : 2
}

const stem = (name: string): string => name.replace(/\.[^.]*$/, "").normalize("NFC")
