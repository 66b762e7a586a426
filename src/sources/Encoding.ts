/**
 * The encoding of a text, and the same text as UTF-8. Applications write UTF-8; editors in between do not
 * always.
 */
import { isUtf8 } from "node:buffer"
import * as Stream from "effect/Stream"

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252"

/**
 * What a text that begins so is written in: UTF-16 by its mark or by the zeros beside its ASCII;
 * Windows-1252 (of which Latin-1 is a part) where there are letters and none of them is UTF-8.
 */
export const detect = (head: Uint8Array): Encoding => {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le"
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be"
  const zeros = [0, 0]
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const enough = head.length / 20
  if (odd > enough && even < odd / 8) return "utf-16le"
  if (even > enough && odd < even / 8) return "utf-16be"
  if (isUtf8(head)) return "utf-8"
  const text = new TextDecoder().decode(head, { stream: true })
  return /\ufffd/.test(text) && !/[\u0080-\ufffc]/.test(text) ? "windows-1252" : "utf-8"
}

/** The text in UTF-8, its pieces lent like those that it is made of. */
export const toUtf8 = <E>(
  text: Stream.Stream<Uint8Array, E>,
  encoding: Encoding
): Stream.Stream<Uint8Array, E> =>
  encoding === "utf-8"
    ? text
    : Stream.suspend(() => {
        const decoder = new TextDecoder(encoding)
        return text.pipe(
          Stream.map((piece) => Buffer.from(decoder.decode(piece, { stream: true }))),
          Stream.concat(Stream.sync(() => Buffer.from(decoder.decode())))
        )
      })

/** What in a text is no UTF-8. Give it every piece in order, then ask for the warnings. */
export class Utf8Check {
  private strange = 0
  /** The beginning of a character that the next piece ends. */
  private rest = Buffer.alloc(0)

  /** Takes a piece, which may be overwritten afterwards. */
  feed(piece: Uint8Array): void {
    const text =
      this.rest.length === 0
        ? Buffer.from(piece.buffer, piece.byteOffset, piece.length)
        : Buffer.concat([this.rest, piece])
    const whole = text.length - unfinished(text)
    this.rest = Buffer.from(text.subarray(whole))
    this.look(text.subarray(0, whole))
  }

  /** A line that says how many characters are shown as U+FFFD; none where the text is what it should be. */
  warnings(): ReadonlyArray<string> {
    this.look(this.rest)
    this.rest = Buffer.alloc(0)
    if (this.strange === 0) return []
    const [what, are] = this.strange === 1 ? ["1 character", "is"] : [`${this.strange} characters`, "are"]
    return [
      `${what} of the text ${are} not in UTF-8, shown as \ufffd; if letters are missing, export the chat again`
    ]
  }

  private look(text: Buffer): void {
    if (isUtf8(text)) return
    const shown = text.toString().split(REPLACEMENT).length
    const written = text.toString("latin1").split(REPLACEMENT_BYTES).length
    this.strange += shown - written
  }
}

const REPLACEMENT = "\ufffd"
const REPLACEMENT_BYTES = "\xef\xbf\xbd"

/** How many bytes at the end begin a character that does not end there. */
const unfinished = (text: Uint8Array): number => {
  for (let back = 1; back <= 3; back++) {
    const byte = text[text.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? back : 0
  }
  return 0
}
