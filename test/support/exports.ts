import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { Message, MessageDetails } from "../../src/domain/Message.js"
import { details } from "../../src/sources/json/jsonChat.js"
import type { DateOrder, ExportError, OpenOptions, Source, Survey } from "../../src/sources/Source.js"
import * as WhatsApp from "../../src/sources/whatsapp/WhatsApp.js"

/** A folder that goes with the scope. */
export const tempFolder: Effect.Effect<string, never, Scope.Scope> = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "egregora-"))),
  (folder) => Effect.promise(() => rm(folder, { recursive: true }))
)

/** A file with this content in a folder of its own, gone with the scope. */
export const exportFile = (
  name: string,
  content: string | Uint8Array
): Effect.Effect<string, never, Scope.Scope> =>
  Effect.map(tempFolder, (folder) => join(folder, name)).pipe(
    Effect.tap((path) => Effect.promise(() => writeFile(path, content)))
  )

/** A chat that was opened and read to its end. */
export interface ReadChat {
  readonly survey: Survey
  readonly messages: ReadonlyArray<Message>
}

/** Opens and reads the export at a path. */
export const readPath = (
  path: string,
  zone = "UTC",
  source: typeof Source.Service = WhatsApp.source,
  options: Partial<OpenOptions> = {}
): Effect.Effect<ReadChat, ExportError> =>
  Effect.gen(function* () {
    const chat = yield* source.open(path, { zone, ...options })
    const messages = Chunk.toReadonlyArray(yield* Stream.runCollect(chat.messages))
    return { survey: chat.survey, messages }
  }).pipe(Effect.scoped)

/** Reads an export with this content. */
export const readExport = (
  content: string | Uint8Array,
  {
    name = "chat.txt",
    zone = "UTC",
    dateOrder
  }: { readonly name?: string; readonly zone?: string; readonly dateOrder?: DateOrder } = {}
): Effect.Effect<ReadChat, ExportError> =>
  Effect.flatMap(exportFile(name, content), (path) =>
    readPath(path, zone, WhatsApp.source, dateOrder === undefined ? {} : { dateOrder })
  ).pipe(Effect.scoped)

/** A message in short: time (UTC, to the second), author, kind, text, and the medium where there is one. */
export const brief = ({ timestamp, author, kind, text, media }: Message): ReadonlyArray<string | null> => {
  const row = [new Date(timestamp).toISOString().slice(0, 19), author, kind, text]
  return media === null ? row : [...row, media]
}

/** What is expected of a message, without its place in the export. */
export type Expected = readonly [
  time: string,
  author: string | null,
  kind: Message["kind"],
  text: string,
  details: Partial<MessageDetails>,
  media?: string
]

/** Messages in full of what is expected of them. Times are UTC, to the second or the millisecond. */
export const expected = (rows: ReadonlyArray<Expected>): ReadonlyArray<Message> =>
  rows.map(([time, author, kind, text, known, media = null], index) => ({
    index,
    timestamp: Date.parse(`${time}Z`),
    author,
    kind,
    text,
    media,
    details: details(known)
  }))
