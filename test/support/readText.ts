import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { ExportFile } from "../../src/sources/ExportFile.js"
import { DEFAULT_SIZE, upTo } from "../../src/sources/Limits.js"
import type { ExportError, OpenOptions } from "../../src/sources/Source.js"
import { detect } from "../../src/sources/whatsapp/detectShape.js"
import { messages, unparsed } from "../../src/sources/whatsapp/messages.js"
import { survey } from "../../src/sources/whatsapp/survey.js"
import type { ReadChat } from "./exports.js"

/** What of a file is not its text. */
export interface Around {
  /** What the file is called; default `a.txt`. */
  readonly name?: string
  /** What else is in its zip. */
  readonly entries?: ReadonlyArray<string>
  /** Sizes of the pieces in which it is read, by turns; each is overwritten once the next is asked for. */
  readonly sizes?: ReadonlyArray<number>
}

/** Reads a WhatsApp text that is no file, in UTC. It dies when the text has no header. */
export const readText = (
  text: string,
  { entries = [], name = "a.txt", sizes = [65_536] }: Around = {},
  options: Partial<OpenOptions> = {}
): Effect.Effect<ReadChat & { readonly unparsed: ReadonlyArray<string> }, ExportError> =>
  Effect.gen(function* () {
    const file: ExportFile = {
      name,
      chatEntry: name,
      label: name,
      head: text.slice(0, 65_536),
      text: inPieces(Buffer.from(text), sizes),
      entries,
      bytes: () => Stream.empty,
      warnings: [],
      limits: upTo(DEFAULT_SIZE)
    }
    const shape = detect(file.head)
    if (shape === undefined)
      return yield* Effect.dieMessage(`no header in ${JSON.stringify(text.slice(0, 80))}`)
    const surveyed = yield* survey(file, shape, { zone: "UTC", ...options })
    const all = Chunk.toReadonlyArray(yield* Stream.runCollect(messages(file, surveyed)))
    const left = Chunk.toReadonlyArray(yield* Stream.runCollect(unparsed(file, surveyed)))
    return { survey: surveyed.survey, messages: all, unparsed: left }
  })

const inPieces = (bytes: Buffer, sizes: ReadonlyArray<number>): Stream.Stream<Uint8Array> => {
  const lent = Buffer.alloc(Math.max(...sizes))
  return Stream.unfold({ at: 0, next: 0 }, ({ at, next }) => {
    const size = Math.min(sizes[next % sizes.length] ?? 1, bytes.length - at)
    lent.fill("\n")
    bytes.copy(lent, 0, at, at + size)
    return size === 0
      ? Option.none()
      : Option.some([lent.subarray(0, size), { at: at + size, next: next + 1 }] as const)
  })
}
