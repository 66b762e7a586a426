import { read, type Walk } from "./walk.js"

/**
 * A sound in Ogg (RFC 3533), after the first four bytes, with Opus (RFC 7845) or Vorbis in its first stream; others
 * stay as they are. The packet with who, what and with which program becomes one of the same length that says
 * nothing. What is no page ends the file, and other streams beside these are left out.
 */
export function* ogg(): Walk {
  const streams = new Map<number, Stream>()
  let page = yield* pageOf()
  if (kindIn(page) === undefined) {
    yield { do: "emit", bytes: page.subarray(4) }
    yield { do: "copy", count: Number.POSITIVE_INFINITY }
  }
  for (let isFirst = true; page.length > 0; isFirst = false) {
    const serial = page.readUInt32LE(14)
    const kind = (page[5] ?? 0) & 2 ? kindIn(page) : undefined
    const stream = streams.get(serial)
    if (kind !== undefined) streams.set(serial, { quiet: quiet[kind], done: 0 })
    else if (stream !== undefined && stream.done !== Number.POSITIVE_INFINITY) hush(page, stream)
    if (streams.has(serial)) yield { do: "emit", bytes: page.subarray(isFirst ? 4 : 0) }
    if (streams.size > MOST_STREAMS || latin(yield* read(4)) !== "OggS") return
    page = yield* pageOf()
  }
}

/** Whether a file begins as one of those whose packets are known here, by its first 36 bytes. */
export const isKnownOgg = (head: Uint8Array): boolean => {
  const page = Buffer.from(head)
  return page.length >= 36 && latin(page.subarray(0, 4)) === "OggS" && kindIn(page) !== undefined
}

/** The comments of Vorbis that say nothing: nobody wrote it, none follow, and a bit is set. Behind it may be anything. */
export const quietVorbis: Buffer = Buffer.from(`\x03vorbis${"\0".repeat(8)}\x01`, "latin1")

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** One of the sounds in a file. */
interface Stream {
  /** How the packet begins that says nothing; zeros follow. */
  readonly quiet: Buffer
  /** How many bytes of that packet are behind. */
  done: number
}

/** Files have one; more than these are none that anybody plays. */
const MOST_STREAMS = 16

const quiet = { OpusHead: Buffer.from(`OpusTags${"\0".repeat(8)}`, "latin1"), "\x01vorbis": quietVorbis }

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1")

const HEAD = 27

/** A page whose first four bytes were read, with them. */
function* pageOf() {
  const head = yield* read(HEAD - 4)
  const lengths = yield* read(head.at(-1) ?? 0)
  const body = yield* read(lengths.reduce((sum, length) => sum + length, 0))
  return Buffer.concat([Buffer.from("OggS"), head, lengths, body])
}

const bodyAt = (page: Buffer): number => HEAD + (page[HEAD - 1] ?? 0)

/** What the first packet of a stream says that it is. */
const kindIn = (page: Buffer): keyof typeof quiet | undefined => {
  const start = latin(page.subarray(bodyAt(page), bodyAt(page) + 8))
  if (start === "OpusHead") return start
  return start.startsWith("\x01vorbis") ? "\x01vorbis" : undefined
}

/** Empties what a page has of the packet that is to say nothing. */
const hush = (page: Buffer, stream: Stream): void => {
  let at = bodyAt(page)
  let isWhole = false
  for (const length of page.subarray(HEAD, at)) {
    for (const end = at + length; at < end; at++) page[at] = stream.quiet[stream.done++] ?? 0
    isWhole = length < 255
    if (isWhole) break
  }
  if (isWhole) stream.done = Number.POSITIVE_INFINITY
  page.writeUInt32LE(0, 22)
  page.writeUInt32LE(checksum(page), 22)
}

/** The CRC of RFC 3533: polynomial 0x04c11db7, neither reflected nor inverted, unlike that of zip. */
const checksum = (page: Uint8Array): number => {
  let sum = 0
  for (const byte of page) {
    sum ^= byte << 24
    for (let bit = 0; bit < 8; bit++) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  }
  return sum >>> 0
}
