import { read, type Walk, type Want } from "./walk.js"

/**
 * The frames of an MP3 (ISO 11172-3 and 13818-3) or of AAC (ADTS, ISO 13818-7) without tags behind and between them
 * (ID3, APE, Lyrics3). Its first four bytes were read, and `known` of them passed on. Where frames do not say their
 * length the rest stays as it is.
 */
export function* frames(first: Uint8Array, known: number): Walk {
  let [head, done] = [first, known]
  for (;;) {
    const size = frameSize(head)
    const start = Buffer.from(head).toString("latin1")
    if (size !== null || isAac(head)) {
      yield { do: "emit", bytes: head.subarray(done) }
      yield { do: "copy", count: size === null ? yield* restOfAac(head) : size - 4 }
      head = yield* read(4)
      done = 0
    } else if (start.startsWith("ID3")) {
      yield* id3()
      head = yield* read(4)
    } else if (start.startsWith("TAG") || start === "APET" || start === "LYRI") return
    else {
      const next = head.indexOf(0xff, 1)
      if (next === -1) yield { do: "skipTo0xff" }
      const found = next === -1 ? [0xff] : head.subarray(next)
      head = Uint8Array.of(...found, ...(yield* read(4 - found.length)))
      done = 0
    }
  }
}

/** Whether bytes begin as a frame does, by the first two of them. */
export const isFrame = (head: Uint8Array): boolean => isMp3(head) || isAac(head)

/** The rest of an ID3 tag (version 2), after its first four bytes. */
export function* id3(): Generator<Want, void, Uint8Array> {
  const [, flags = 0, ...size] = yield* read(6)
  const length = size.reduce((sum, byte) => sum * 128 + (byte & 127), 0)
  yield { do: "skip", count: length + ((flags & 0x10) === 0 ? 0 : 10) }
}

/** A WAV (RIFF, after its first twelve bytes, which say that `size` more follow): what plays stays, the rest is zeros. */
export function* wav(size: number): Walk {
  let left = size
  while (left >= 8) {
    const head = yield* read(8)
    const length = new DataView(head.buffer).getUint32(4, true)
    const whole = length + (length % 2)
    const stays = kept.has(String.fromCharCode(...head.subarray(0, 4)))
    left -= 8 + whole
    yield { do: "emit", bytes: stays ? head : Uint8Array.of(...Buffer.from("JUNK"), ...head.subarray(4)) }
    yield { do: stays ? "copy" : "blank", count: stays ? whole : Math.min(whole, left + whole) }
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const isMp3 = ([sync = 0, kind = 0]: Uint8Array): boolean =>
  sync === 0xff && kind >= 0xe0 && (kind & 0x06) !== 0 && (kind & 0x18) !== 0x08

const isAac = ([sync = 0, kind = 0]: Uint8Array): boolean => sync === 0xff && (kind & 0xf6) === 0xf0

/** How many bytes a frame of AAC has behind its first six, which say so; the last two of these are passed on. */
function* restOfAac([, , , top = 0]: Uint8Array): Generator<Want, number, Uint8Array> {
  const more = yield* read(2)
  yield { do: "emit", bytes: more }
  const [middle = 0, low = 0] = more
  return Math.max(0, ((top & 3) << 11) + (middle << 3) + (low >> 5) - 6)
}

const kept = new Set(["fmt ", "data", "fact", "PEAK", "smpl", "cue ", "ds64"])

/** In kbit/s by the version and the layer, as the header numbers them. */
const rates: ReadonlyMap<string, ReadonlyArray<number>> = new Map(
  Object.entries({
    "1 1": "32 64 96 128 160 192 224 256 288 320 352 384 416 448",
    "1 2": "32 48 56 64 80 96 112 128 160 192 224 256 320 384",
    "1 3": "32 40 48 56 64 80 96 112 128 160 192 224 256 320",
    "2 1": "32 48 56 64 80 96 112 128 144 160 176 192 224 256",
    "2 2": "8 16 24 32 40 48 56 64 80 96 112 128 144 160",
    "2 3": "8 16 24 32 40 48 56 64 80 96 112 128 144 160"
  }).map(([key, row]) => [key, row.split(" ").map(Number)] as const)
)

/** How many bytes a frame of an MP3 has by its header; endless where it does not say, null for what is none. */
const frameSize = (head: Uint8Array): number | null => {
  const [, kind = 0, rate = 0] = head
  const version = (kind >> 3) & 3
  const layer = 4 - ((kind >> 1) & 3)
  const [bits, pace] = [rate >> 4, (rate >> 2) & 3]
  if (!isMp3(head) || bits === 15 || pace === 3) return null
  if (bits === 0) return Number.POSITIVE_INFINITY
  const speed = (rates.get(`${version === 3 ? 1 : 2} ${layer}`)?.[bits - 1] ?? 0) * 1000
  const hertz = ([44_100, 48_000, 32_000][pace] ?? 1) / (version === 3 ? 1 : version === 2 ? 2 : 4)
  const padding = (rate >> 1) & 1
  if (layer === 1) return (Math.floor((12 * speed) / hertz) + padding) * 4
  return Math.floor(((layer === 3 && version !== 3 ? 72 : 144) * speed) / hertz) + padding
}
