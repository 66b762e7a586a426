import { onlyOrientation, orientationIn } from "./orientation.js"
import { read, type Walk, type Want } from "./walk.js"

/**
 * A JPEG (ITU T.81, after its first two bytes) without EXIF, XMP, IPTC, comments, previews and whatever
 * follows the picture. The colour profile, Adobe's colour transform and the orientation stay.
 */
export function* jpeg(): Walk {
  let isOriented = false
  let code = yield* marker("skipTo0xff")
  while (code !== END) {
    if (isAlone(code)) {
      yield { do: "emit", bytes: Uint8Array.of(0xff, code) }
      code = yield* marker("skipTo0xff")
      continue
    }
    const length = yield* read(2)
    const size = (length[0] ?? 0) * 256 + (length[1] ?? 0) - 2
    if (size < 0) return
    const head = Uint8Array.of(0xff, code, ...length)
    if (code === COMMENT || (code >= APP && code <= APP + 15)) {
      const start = yield* read(Math.min(size, 14))
      const name = latin(start)
      const rest = size - start.length
      if (code === APP && name.startsWith("JFIF\0") && start.length === 14) {
        // A preview comes after these fourteen bytes, the last two of which are its size.
        yield { do: "emit", bytes: Uint8Array.of(0xff, code, 0, 16, ...start.subarray(0, 12), 0, 0) }
        yield { do: "skip", count: rest }
      } else if (code === APP + 1 && name.startsWith("Exif\0\0") && !isOriented) {
        const tiff = Uint8Array.from([...start.subarray(6), ...(yield* read(rest))])
        const orientation = orientationIn(tiff)
        isOriented = orientation !== null
        if (orientation !== null) yield { do: "emit", bytes: exif(orientation) }
      } else {
        const stays =
          (code === APP + 2 && name.startsWith("ICC_PROFILE\0")) ||
          (code === APP + 14 && name.startsWith("Adobe"))
        if (stays) yield { do: "emit", bytes: Uint8Array.of(...head, ...start) }
        yield { do: stays ? "copy" : "skip", count: rest }
      }
      code = yield* marker("skipTo0xff")
      continue
    }
    yield { do: "emit", bytes: head }
    yield { do: "copy", count: size }
    code = yield* marker(code === SCAN ? "copyTo0xff" : "skipTo0xff")
  }
  yield { do: "emit", bytes: Uint8Array.of(0xff, END) }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const APP = 0xe0
const COMMENT = 0xfe
const SCAN = 0xda
const END = 0xd9

const isRestart = (code: number): boolean => code >= 0xd0 && code <= 0xd7
const isAlone = (code: number): boolean => isRestart(code) || code === 0x01 || code === 0xd8

/** The code of the next marker; in the data of a scan, 0xFF before zero or a restart is no end of it. */
function* marker(way: "copyTo0xff" | "skipTo0xff"): Generator<Want, number, Uint8Array> {
  for (;;) {
    yield { do: way }
    let [code = 0] = yield* read(1)
    while (code === 0xff) [code = 0] = yield* read(1)
    const isData = code === 0 || (way === "copyTo0xff" && isRestart(code))
    if (!isData) return code
    if (way === "copyTo0xff") yield { do: "emit", bytes: Uint8Array.of(0xff, code) }
  }
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

const exif = (orientation: number): Uint8Array => {
  const tiff = onlyOrientation(orientation)
  const name = [...Buffer.from("Exif\0\0", "latin1")]
  return Uint8Array.of(0xff, APP + 1, 0, 2 + name.length + tiff.length, ...name, ...tiff)
}
