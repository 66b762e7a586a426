/**
 * Files without what they say beside what they show: where and when it was taken, with what, by whom.
 */
import * as Stream from "effect/Stream"
import { gif } from "./gif.js"
import { jpeg } from "./jpeg.js"
import { beginsMovie, isStillBrand, movie } from "./movie.js"
import { isKnownOgg, ogg } from "./ogg.js"
import { png } from "./png.js"
import { frames, id3, isFrame, wav } from "./sound.js"
import { follow, read, type Walk, type Want } from "./walk.js"
import { webm } from "./webm.js"
import { webp } from "./webp.js"

/**
 * A file's bytes as they come, without metadata if it is a picture, a movie or a sound of a kind that is known
 * here, which its first bytes decide. What is shown and heard is not decoded and stays as it is, the orientation
 * too. Any other file stays as it is. A damaged file ends where it makes no sense any more, or has zeros there.
 */
export const withoutMetadata = <E>(bytes: Stream.Stream<Uint8Array, E>): Stream.Stream<Uint8Array, E> =>
  Stream.suspend(() => Stream.map(bytes, follow(file())))

/** Whether a file of this name is of a kind that `withoutMetadata` cleans, if it is what it is called. */
export const isCleaned = (name: string): boolean =>
  /\.(?:jpe?g|png|webp|gif|mp4|mov|3gp|webm|m4a|mp3|aac|wav|ogg|opus)$/i.test(name)

/** How many bytes `isKnown` needs. */
export const headLength = 36

/** Whether `withoutMetadata` cleans a file that begins so: a picture of an iPhone is none, whatever it is called. */
export const isKnown = (head: Uint8Array): boolean => {
  const start = latin(head)
  const [box, kind] = [start.slice(4, 8), start.slice(8, 12)]
  return (
    starts.some((known) => start.startsWith(known)) ||
    (start.startsWith("RIFF") && (kind === "WEBP" || kind === "WAVE")) ||
    (beginsMovie(box) && !(box === "ftyp" && isStillBrand(kind))) ||
    isKnownOgg(head) ||
    isFrame(head)
  )
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const starts = ["\xff\xd8", "\x89PNG\r\n\x1a\n", "GIF87a", "GIF89a", "ID3", "\x1aE\xdf\xa3"]

function* file(): Walk {
  const first = yield* read(1)
  const letter = latin(first)
  // A tag that stands before a sound is the one beginning that does not stay.
  if (letter === "I") return yield* tagged(first)
  yield { do: "emit", bytes: first }
  if (letter === "\xff") yield* marked()
  else if (letter === "\x89") yield* (yield* begins("PNG\r\n\x1a\n")) ? png() : rest()
  else if (letter === "G") yield* (yield* begins("IF8")) && /^[79]a$/.test(yield* passed(2)) ? gif() : rest()
  else if (letter === "R") yield* (yield* begins("IFF")) ? riff() : rest()
  else if (letter === "O") yield* (yield* begins("ggS")) ? ogg() : rest()
  else if (letter === "\x1a") yield* (yield* begins("E\xdf\xa3")) ? webm() : rest()
  else yield* boxed(first)
}

function* rest(): Walk {
  yield { do: "copy", count: Number.POSITIVE_INFINITY }
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1")

/** Bytes that are read and passed on, so that nothing is lost of a file that ends there. */
function* passed(count: number): Generator<Want, string, Uint8Array> {
  let text = ""
  while (text.length < count) {
    const byte = yield* read(1)
    yield { do: "emit", bytes: byte }
    text += latin(byte)
  }
  return text
}

function* begins(expected: string): Generator<Want, boolean, Uint8Array> {
  for (const character of expected) if ((yield* passed(1)) !== character) return false
  return true
}

/** What begins with 0xFF. */
function* marked(): Walk {
  const second = Buffer.from(yield* passed(1), "latin1")
  if (second[0] === 0xd8) return yield* jpeg()
  if (!isFrame(Uint8Array.of(0xff, ...second))) return yield* rest()
  yield* frames(Uint8Array.of(0xff, ...second, ...(yield* read(2))), 2)
}

/** What may begin with an ID3 tag, which is not passed on. */
function* tagged(first: Uint8Array): Walk {
  const head = Uint8Array.of(...first, ...(yield* read(3)))
  if (!latin(head).startsWith("ID3")) {
    yield { do: "emit", bytes: head }
    return yield* rest()
  }
  yield* id3()
  const next = yield* read(4)
  if (latin(next) !== "fLaC") return yield* frames(next, 0)
  yield { do: "emit", bytes: next }
  yield* rest()
}

function* riff(): Walk {
  const size = Buffer.from(yield* passed(4), "latin1").readUInt32LE()
  const type = yield* passed(4)
  if (type === "WEBP") yield* webp(size - 4)
  else if (type === "WAVE") yield* wav(size - 4)
  else yield* rest()
}

function* boxed(first: Uint8Array): Walk {
  const head = Uint8Array.of(...first, ...Buffer.from(yield* passed(7), "latin1"))
  yield* beginsMovie(latin(head.subarray(4))) ? movie(head) : rest()
}
