import { onlyOrientation, orientationIn } from "./orientation.js"
import { read, type Walk } from "./walk.js"

/**
 * A WebP (RFC 9649, after its first twelve bytes, which say that `size` more follow) without XMP, without
 * EXIF but for its orientation, and without chunks of unknown programs. The file's length stands at its
 * start, so what goes leaves a chunk of zeros.
 */
export function* webp(size: number): Walk {
  let left = size
  while (left >= 8) {
    const head = yield* read(8)
    const length = new DataView(head.buffer).getUint32(4, true)
    const whole = length + (length % 2)
    const type = String.fromCharCode(...head.subarray(0, 4))
    left -= 8 + whole
    if (left < 0) return
    if (type === "EXIF") {
      yield { do: "emit", bytes: head }
      const start = yield* read(Math.min(length, largest))
      const tiff = start[0] === 0x45 ? start.subarray(6) : start
      const shown = onlyOrientation(orientationIn(tiff) ?? 1)
      const fits = start.length >= shown.length
      yield { do: "emit", bytes: Uint8Array.from(start, (_, at) => (fits ? (shown[at] ?? 0) : 0)) }
      yield { do: "blank", count: whole - start.length }
    } else if (type === "VP8X" && length === 10) {
      const facts = yield* read(whole)
      yield { do: "emit", bytes: Uint8Array.of(...head, (facts[0] ?? 0) & ~HAS_XMP, ...facts.subarray(1)) }
    } else if (kept.has(type)) {
      yield { do: "emit", bytes: head }
      yield { do: "copy", count: whole }
    } else {
      yield { do: "emit", bytes: Uint8Array.of(...Buffer.from("JUNK"), ...head.subarray(4)) }
      yield { do: "blank", count: whole }
    }
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const largest = 65_536
const HAS_XMP = 0x04

const kept = new Set(["VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"])
