/**
 * Pictures without what they say beside the picture: where and when it was taken, with what, by whom.
 */
import * as Stream from "effect/Stream"
import { jpeg } from "./jpeg.js"
import { png } from "./png.js"
import { follow, read, type Walk, type Want } from "./walk.js"
import { webp } from "./webp.js"

/**
 * A file's bytes as they come, without metadata if it is a JPEG, a PNG or a WebP, which its first bytes
 * decide. The pixels are not decoded and stay as they are, the orientation too. Any other file stays as it
 * is. A damaged picture ends where it makes no sense any more.
 */
export const withoutMetadata = <E>(bytes: Stream.Stream<Uint8Array, E>): Stream.Stream<Uint8Array, E> =>
  Stream.suspend(() => Stream.map(bytes, follow(file())))

/** Whether a file of this name is of a kind that `withoutMetadata` cleans. */
export const isCleaned = (name: string): boolean => /\.(?:jpe?g|png|webp)$/i.test(name)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

function* file(): Walk {
  const first = yield* passed(1)
  if (first === "\xff" && (yield* begins("\xd8"))) yield* jpeg()
  else if (first === "\x89" && (yield* begins("PNG\r\n\x1a\n"))) yield* png()
  else if (first !== "R" || !(yield* begins("IFF")) || !(yield* riff())) yield everything
}

const everything: Want = { do: "copy", count: Number.POSITIVE_INFINITY }

/** Bytes that are read and passed on, so that nothing is lost of a file that ends there. */
function* passed(count: number): Generator<Want, string, Uint8Array> {
  let text = ""
  while (text.length < count) {
    const byte = yield* read(1)
    yield { do: "emit", bytes: byte }
    text += Buffer.from(byte).toString("latin1")
  }
  return text
}

function* begins(expected: string): Generator<Want, boolean, Uint8Array> {
  for (const character of expected) if ((yield* passed(1)) !== character) return false
  return true
}

function* riff(): Generator<Want, boolean, Uint8Array> {
  const size = Buffer.from(yield* passed(4), "latin1").readUInt32LE()
  if (!(yield* begins("WEBP"))) return false
  yield* webp(size - 4)
  return true
}
