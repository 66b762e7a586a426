import { read, type Walk, type Want } from "./walk.js"

/** What the first box of a movie may be. */
export const beginsMovie = (type: string): boolean => /^(?:ftyp|moov|mdat|wide|free|skip|pnot)$/.test(type)

/** Brands of pictures that are built as movies are, but cannot do without their boxes of facts. */
export const isStillBrand = (brand: string): boolean =>
  /^(?:hei[cxms]|hev[cxms]|mif1|msf1|avi[fs])$/.test(brand)

/**
 * A movie or sound in boxes (ISO 14496-12 and QuickTime: MP4, MOV, 3GP, M4A), from its first box on, of which
 * `head`, its first eight bytes, was passed on. Nothing moves, since its tables point to places in the file: a box
 * of who, where and when becomes a free one of zeros, and times become zero. What is between the pictures, as
 * the places that some cameras note, stays.
 */
export function* movie(head: Uint8Array): Walk {
  const first = yield* boxOf(head, Number.POSITIVE_INFINITY)
  if (Number.isNaN(first)) return
  if (typeOf(head) === "ftyp") {
    const brand = yield* read(Math.min(4, first))
    yield { do: "emit", bytes: brand }
    if (isStillBrand(latin(brand))) yield everything
    yield { do: "copy", count: first - brand.length }
  } else yield* contents(typeOf(head), first, whole)
  yield* boxes(Number.POSITIVE_INFINITY, whole)
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

type Step<A> = Generator<Want, A, Uint8Array>

/** What becomes of the boxes inside another. */
interface Level {
  readonly keeps: (type: string) => boolean
  readonly inside: Readonly<Record<string, Level>>
}

const everything: Want = { do: "copy", count: Number.POSITIVE_INFINITY }

const says = /^(?:udta|meta|uuid|loci|prft|XMP_|\xa9...)$/s
const but = (inside: Level["inside"] = {}): Level => ({ keeps: (type) => !says.test(type), inside })
const media = but({ minf: but() })
const whole: Level = {
  keeps: (type) => /^(?:ftyp|styp|moov|moof|mdat|imda|mfra|sidx|ssix|pdin|wide)$/.test(type),
  inside: {
    moov: {
      keeps: (type) => /^(?:mvhd|trak|mvex|iods|cmov|ctab|clip|pssh)$/.test(type),
      inside: { trak: but({ mdia: media }) }
    }
  }
}

/** Boxes with the time when something was made and changed, after their version. */
const timed = /^(?:mvhd|tkhd|mdhd)$/

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1")
const typeOf = (head: Uint8Array): string => latin(head.subarray(4, 8))

/** How long the contents of a box are whose head was passed on; the rest of a long head is. NaN for no box. */
function* boxOf(head: Uint8Array, left: number): Step<number> {
  const size = Buffer.from(head).readUInt32BE()
  if (size === 0) return left
  if (size !== 1) return size < 8 ? Number.NaN : size - 8
  const long = yield* read(8)
  yield { do: "emit", bytes: long }
  const length = Number(Buffer.from(long).readBigUInt64BE())
  return length < 16 ? Number.NaN : length - 16
}

/** The boxes of another that has so many bytes left. What is no box is zeros inside another, and ends a file. */
function* boxes(all: number, level: Level): Step<void> {
  let left = all
  while (left >= 8) {
    const head = yield* read(8)
    left -= 8
    const type = typeOf(head)
    const isLong = Buffer.from(head).readUInt32BE() === 1
    if (isLong && left < 8) return yield* blank(left + 8)
    const stays = level.keeps(type)
    yield { do: "emit", bytes: stays ? head : Uint8Array.of(...head.subarray(0, 4), ...free) }
    if (isLong) left -= 8
    const size = yield* boxOf(head, left)
    if (!(size <= left)) return yield* blank(Number.isFinite(left) ? left : 0)
    yield* stays ? contents(type, size, level) : blank(size)
    if (!Number.isFinite(size)) return
    left -= size
  }
  yield* blank(left)
}

const free = Buffer.from("free")

function* blank(count: number): Step<void> {
  yield { do: "blank", count }
}

function* contents(type: string, size: number, level: Level): Step<void> {
  const inner = level.inside[type]
  if (inner !== undefined) yield* boxes(size, inner)
  else if (timed.test(type) && size >= 20) {
    const version = yield* read(4)
    yield { do: "emit", bytes: version }
    const times = version[0] === 1 ? 16 : 8
    yield { do: "blank", count: times }
    yield { do: "copy", count: size - 4 - times }
  } else if (type === "hdlr" && size >= 24) {
    // The name of the program that wrote it stands at its end.
    yield { do: "copy", count: 24 }
    yield { do: "blank", count: size - 24 }
  } else if (!level.keeps(type)) yield { do: "blank", count: size }
  else yield { do: "copy", count: size }
}
