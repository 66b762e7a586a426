import { quietVorbis } from "./ogg.js"
import { read, type Walk, type Want } from "./walk.js"

/**
 * A movie or sound in WebM or Matroska (RFC 9559), after the first four bytes. Nothing moves, since its tables point
 * to places in the file: an element of who, what, when and with which program becomes an empty one (Void) of zeros.
 * What is no element ends the file.
 */
export function* webm(): Walk {
  const head = yield* sizeAfter(EBML)
  if (head === undefined || !(head.size <= LONGEST_HEAD)) return
  yield { do: "emit", bytes: head.bytes.subarray(4) }
  yield { do: "copy", count: head.size }
  yield* elements(Number.POSITIVE_INFINITY, file)
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

type Step<A> = Generator<Want, A, Uint8Array>

/** What becomes of an element: it stays, its own elements are looked at, its text is emptied. Others become empty. */
type Fate = "stays" | "emptied" | "codec" | Level
interface Level {
  readonly [id: string]: Fate
}

/** The element behind the beginning of each file, of a few short facts. */
const EBML = Buffer.from("1a45dfa3", "hex")
const LONGEST_HEAD = 1024

/** These may leave their length open, as what is recorded live does. */
const [SEGMENT, CLUSTER] = ["18538067", "1f43b675"]

const stay = (ids: string): Level => Object.fromEntries(ids.split(" ").map((id) => [id, "stays"]))

/** Of a track its number, kind, language, times, codec and what its pictures are; not its name, nor that of its codec. */
const track: Level = {
  ...stay("d7 73c5 83 b9 88 55aa 55ab 55ac 55ad 55ae 55af 9c 6de7 6df8 23e383 234e7a 23314f 537f 55ee"),
  ...stay("22b59c 22b59d 86 56aa 56bb e0 e1 6d80 41e4"),
  "63a2": "codec"
}
const segment: Level = {
  ...stay(`114d9b74 ${CLUSTER} 1c53bb6b`),
  // Of a cluster whose length is not known, whose elements are read as the segment's own.
  ...stay("e7 a3 a0 a7 ab af 5854"),
  "1549a966": { ...stay("2ad7b1 4489"), "4d80": "emptied", "5741": "emptied" },
  "1654ae6b": { ae: track }
}
const file: Level = { [SEGMENT]: segment }

/** No codec begins with as much. */
const LONGEST_CODEC = 1 << 20

/** The size of an element behind its id, and the bytes of both; not a number when it is not known. */
function* sizeAfter(id: Uint8Array): Step<{ readonly bytes: Buffer; readonly size: number } | undefined> {
  const first = yield* read(1)
  const length = Math.clz32(first[0] ?? 0) - 23
  if (length > 8) return undefined
  const more = Buffer.from(yield* read(length - 1))
  const top = (first[0] ?? 0) & (0xff >> length)
  const isKnown = top !== 0xff >> length || more.some((byte) => byte !== 0xff)
  const size = more.reduce((sum, byte) => sum * 256 + byte, top)
  return { bytes: Buffer.concat([id, first, more]), size: isKnown ? size : Number.NaN }
}

function* idOf(): Step<Uint8Array | undefined> {
  const first = yield* read(1)
  const length = Math.clz32(first[0] ?? 0) - 23
  return length > 4 ? undefined : Buffer.concat([first, yield* read(length - 1)])
}

/** The elements of another that has so many bytes left; false where they end in what is none. */
function* elements(all: number, level: Level): Step<boolean> {
  let left = all
  while (left > 0) {
    const id = yield* idOf()
    const head = id === undefined ? undefined : yield* sizeAfter(id)
    if (id === undefined || head === undefined) return false
    const name = Buffer.from(id).toString("hex")
    const { bytes } = head
    left -= bytes.length
    const isOpen = Number.isNaN(head.size)
    if (isOpen && name === CLUSTER && level === segment) {
      yield { do: "emit", bytes }
      continue
    }
    const size = isOpen && name === SEGMENT ? left : head.size
    if (!(size <= left)) return false
    const fate = level[name]
    if (fate !== undefined) yield { do: "emit", bytes }
    if (fate === undefined) yield* empty(bytes.length, size)
    else if (fate === "stays") yield { do: "copy", count: size }
    else if (fate === "emptied") yield { do: "blank", count: size }
    else if (fate === "codec") yield* codec(size)
    else if (!(yield* elements(size, fate))) return false
    left -= size
  }
  return true
}

/** An empty element as long as one whose id and size have so many bytes. */
function* empty(head: number, size: number): Step<void> {
  const width = Math.min(8, head - 1)
  const rest = size + head - 1 - width
  const bytes = Buffer.alloc(head)
  bytes[0] = 0xec
  for (let at = width, value = rest; at > 0; at--, value = Math.floor(value / 256)) bytes[at] = value % 256
  bytes[1] = (bytes[1] ?? 0) | (0x80 >> (width - 1))
  yield { do: "emit", bytes }
  yield { do: "blank", count: size }
}

/** How a codec begins: that of Vorbis has its packets there, with their lengths before them (Xiph's lacing). */
function* codec(size: number): Step<void> {
  if (size > LONGEST_CODEC) {
    yield { do: "blank", count: size }
    return
  }
  const bytes = Buffer.from(yield* read(size))
  let at = 1
  const length = () => {
    let sum = 0
    while (bytes[at] === 255) sum += bytes[at++] ?? 0
    return sum + (bytes[at++] ?? 0)
  }
  const [first, second] = [length(), length()]
  if (bytes[0] === 2 && bytes.toString("latin1", at, at + 7) === "\x01vorbis") {
    bytes.fill(0, at + first, at + first + second)
    bytes.set(quietVorbis.subarray(0, second), at + first)
  }
  yield { do: "emit", bytes }
}
