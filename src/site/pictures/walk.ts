/**
 * Walks through a file as it comes, a piece at a time, and passes on what is to stay. Nothing is held but
 * what a walk asks to read.
 */

/** What a walk wants next: a number of bytes to see, to pass on, to drop or to blank; what it adds; or a search. */
export type Want =
  | { readonly do: "read" | "copy" | "skip" | "blank"; readonly count: number }
  | { readonly do: "emit"; readonly bytes: Uint8Array }
  /** Everything up to the next 0xFF, which is taken too and not passed on. */
  | { readonly do: "copyTo0xff" | "skipTo0xff" }

/** The plan of a file, resumed with what it wanted to read. What comes after its end is dropped. */
export type Walk = Generator<Want, void, Uint8Array>

/** Reads bytes. */
export function* read(count: number): Generator<Want, Uint8Array, Uint8Array> {
  return yield { do: "read", count }
}

/** Walks along: gives for each piece what stays of it. */
export const follow = (walk: Walk): ((piece: Uint8Array) => Uint8Array) => {
  let held: Array<number> = []
  let left = 0
  let want: Want | undefined
  let out: Array<Uint8Array> = []
  const next = (bytes: Uint8Array): void => {
    let result = walk.next(bytes)
    while (result.done !== true && isInstant(result.value)) {
      if (result.value.do === "emit") out.push(result.value.bytes)
      result = walk.next(none)
    }
    want = result.done === true ? undefined : result.value
    left = want !== undefined && "count" in want ? want.count : 0
  }
  /** Takes what is wanted from a piece and says how much that was. */
  const take = (piece: Uint8Array, wanted: Want): number => {
    if (wanted.do === "copyTo0xff" || wanted.do === "skipTo0xff") {
      const found = piece.indexOf(0xff)
      const end = found === -1 ? piece.length : found
      if (wanted.do === "copyTo0xff" && end > 0) out.push(piece.subarray(0, end))
      if (found !== -1) next(none)
      return found === -1 ? end : end + 1
    }
    const count = Math.min(left, piece.length)
    const taken = piece.subarray(0, count)
    if (wanted.do === "read") for (const byte of taken) held.push(byte)
    if (wanted.do === "copy") out.push(taken)
    if (wanted.do === "blank") out.push(new Uint8Array(count))
    left -= count
    if (left > 0) return count
    const bytes = Uint8Array.from(held)
    held = []
    next(bytes)
    return count
  }
  next(none)
  return (piece) => {
    out = []
    for (let at = 0; at < piece.length && want !== undefined; ) at += take(piece.subarray(at), want)
    return Buffer.concat(out)
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const none = new Uint8Array()

const isInstant = (want: Want): boolean => want.do === "emit" || ("count" in want && want.count === 0)
