import { read, type Walk, type Want } from "./walk.js"

/**
 * A GIF (GIF89a, after its first six bytes) without comments, texts to be drawn, which no browser draws, XMP and
 * what other programs put into it, and without what follows it. How often it repeats, its colour profile and its timing stay.
 */
export function* gif(): Walk {
  const screen = yield* read(7)
  yield { do: "emit", bytes: screen }
  yield { do: "copy", count: tableSize(screen[4] ?? 0) }
  for (;;) {
    const kind = (yield* read(1))[0]
    if (kind === IMAGE) {
      const place = yield* read(9)
      yield { do: "emit", bytes: Uint8Array.of(IMAGE, ...place) }
      yield { do: "copy", count: tableSize(place[8] ?? 0) + 1 }
      yield* blocks("copy")
    } else if (kind === EXTENSION) {
      const head = yield* read(2)
      const [label, size = 0] = head
      const name = yield* read(size)
      const stays = label === TIMING || (label === PROGRAM && kept.has(latin(name)))
      if (stays) yield { do: "emit", bytes: Uint8Array.of(EXTENSION, ...head, ...name) }
      if (size > 0) yield* blocks(stays ? "copy" : "skip")
    } else {
      if (kind === END) yield { do: "emit", bytes: Uint8Array.of(END) }
      return
    }
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const IMAGE = 0x2c
const EXTENSION = 0x21
const END = 0x3b
const TIMING = 0xf9
const PROGRAM = 0xff

const kept = new Set(["NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"])

/** How long a table of colours is, by the byte that tells of it. */
const tableSize = (facts: number): number => ((facts & 0x80) === 0 ? 0 : 3 * 2 ** ((facts & 7) + 1))

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1")

/** Blocks, each with its length before it, to the empty one that ends them. */
function* blocks(what: "copy" | "skip"): Generator<Want, void, Uint8Array> {
  for (;;) {
    const length = yield* read(1)
    if (what === "copy") yield { do: "emit", bytes: length }
    if (length[0] === 0) return
    yield { do: what, count: length[0] ?? 0 }
  }
}
