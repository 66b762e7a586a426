/**
 * The text of an export, whatever its encoding and its line ends.
 */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Encoding from "./Encoding.js"
import type { ExportError } from "./Source.js"

/** A text as its beginning shows it to be. */
export interface Text {
  /** Its first characters, about 64 Ki of them, without the white space before them. */
  readonly head: string
  readonly bytes: Stream.Stream<Uint8Array, ExportError>
  /** Whether few of its bytes are anything but letters in UTF-8. */
  readonly isText: boolean
  /** Whether it has letters in an encoding that is none of ours. */
  readonly isForeign: boolean
  readonly warnings: ReadonlyArray<string>
}

/** Reads the beginning of a text, and makes its bytes UTF-8 in lines that end with LF. */
export const readText: (raw: Stream.Stream<Uint8Array, ExportError>) => Effect.Effect<Text, ExportError> =
  Effect.fnUntraced(function* (raw) {
    const first = yield* firstBytes(raw)
    const encoding = Encoding.detect(first)
    const bytes = Encoding.toUtf8(raw, encoding)
    const begun = begin(first, encoding)
    const head = begun.length < HEAD / 4 && first.length >= HEAD ? yield* start(bytes) : begun
    const isMac = head.includes("\r") && !head.includes("\n")
    // As UTF-8, for every byte is a letter in Windows-1252.
    const sample = encoding === "windows-1252" ? new TextDecoder().decode(first) : head
    const controls = sample.match(CONTROL)?.length ?? 0
    const strange = sample.match(/\ufffd/g)?.length ?? 0
    const text: Text = {
      head: isMac ? head.replaceAll("\r", "\n") : head,
      bytes: isMac ? Stream.map(bytes, withLineFeeds) : bytes,
      isText: controls + strange <= sample.length / 10,
      isForeign: controls <= sample.length / 100 && strange > sample.length / 10,
      warnings: encoding === "windows-1252" ? [NOT_UTF8] : []
    }
    return text
  })

/** Characters that are read to know a text. */
const HEAD = 64 * 1024
const CONTROL = /(?!\s)\p{Cc}/gu
const NOT_UTF8 =
  "the text is not in UTF-8 and was read as Windows-1252; if letters look wrong, convert it to UTF-8"

const firstBytes = (bytes: Stream.Stream<Uint8Array, ExportError>): Effect.Effect<Uint8Array, ExportError> =>
  Stream.runFoldWhile(
    bytes,
    Buffer.alloc(0),
    (first) => first.length < HEAD,
    (first, piece) => Buffer.concat([first, piece])
  )

const begin = (first: Uint8Array, encoding: Encoding.Encoding): string =>
  new TextDecoder(encoding).decode(first, { stream: first.length >= HEAD }).trimStart()

/** The first characters of a text in UTF-8, about 64 Ki of them, without the white space before them. */
export const start = (bytes: Stream.Stream<Uint8Array, ExportError>): Effect.Effect<string, ExportError> =>
  Effect.suspend(() => {
    const decoder = new TextDecoder()
    return Stream.runFoldWhile(
      bytes,
      "",
      (head) => head.length < HEAD,
      (head, piece) => (head + decoder.decode(piece, { stream: true })).trimStart()
    ).pipe(Effect.map((head) => (head + decoder.decode()).trimStart()))
  })

/** Old Macs end lines with CR alone. */
const withLineFeeds = (piece: Uint8Array): Uint8Array => {
  for (let at = piece.indexOf(CR); at >= 0; at = piece.indexOf(CR, at + 1)) piece[at] = LF
  return piece
}

const CR = 13
const LF = 10
