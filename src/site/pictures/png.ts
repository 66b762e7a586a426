import { crc32 } from "node:zlib"
import { onlyOrientation, orientationIn } from "./orientation.js"
import { read, type Walk } from "./walk.js"

/**
 * A PNG (W3C, after its first eight bytes) without texts, EXIF, times, chunks of unknown programs and
 * whatever follows the picture. What decides its colours, its transparency, its animation and its
 * orientation stays.
 */
export function* png(): Walk {
  for (;;) {
    const head = yield* read(8)
    const view = new DataView(head.buffer)
    const size = view.getUint32(0)
    const type = String.fromCharCode(...head.subarray(4))
    if (size > 0x7fffffff || !/^[A-Za-z]{4}$/.test(type)) return
    if (type === "eXIf" && size <= largest) {
      const orientation = orientationIn(yield* read(size))
      yield { do: "skip", count: 4 }
      if (orientation !== null) yield { do: "emit", bytes: chunk("eXIf", onlyOrientation(orientation)) }
    } else if (/^[A-Z]/.test(type) || kept.has(type)) {
      yield { do: "emit", bytes: head }
      yield { do: "copy", count: size + 4 }
      if (type === "IEND") return
    } else {
      yield { do: "skip", count: size + 4 }
    }
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** The longest EXIF that is looked into, as in a JPEG. */
const largest = 65_536

const kept = new Set(
  "tRNS cHRM gAMA iCCP sBIT sRGB bKGD hIST pHYs sPLT acTL fcTL fdAT cICP mDCV cLLI".split(" ")
)

const chunk = (type: string, data: Uint8Array): Uint8Array => {
  const made = Buffer.alloc(12 + data.length)
  made.writeUInt32BE(data.length)
  made.write(type, 4, "latin1")
  made.set(data, 8)
  made.writeUInt32BE(crc32(made.subarray(4, 8 + data.length)), 8 + data.length)
  return made
}
