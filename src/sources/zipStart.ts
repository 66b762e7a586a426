/**
 * Where a zip begins in its file: there may be bytes before it, of a program that unpacks it, or of the page
 * from which it was downloaded. Its end tells, after APPNOTE.TXT 4.3.16 of PKWARE.
 */
import * as fs from "node:fs"

/**
 * The byte at which the zip in an open file begins, as far as what is at its end fits together; undefined where no
 * list of files stands before that. A zip that knows of the bytes before it counts from the file's first byte, so 0.
 */
export const startOf = (descriptor: number): number | undefined => {
  const { size } = fs.fstatSync(descriptor)
  const tail = Buffer.alloc(Math.min(size, END + LONGEST_COMMENT))
  const from = size - tail.length
  if (fs.readSync(descriptor, tail, 0, tail.length, from) !== tail.length) return undefined
  for (let at = tail.length - END; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_MAGIC || at + END + tail.readUInt16LE(at + 20) !== tail.length) continue
    const [length, listed] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
    const list = from + at - length
    const magic = Buffer.alloc(4)
    if (list < listed || length === 0 || fs.readSync(descriptor, magic, 0, 4, list) !== 4) return undefined
    return magic.readUInt32LE(0) === LIST_MAGIC ? list - listed : undefined
  }
  return undefined
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const END_MAGIC = 0x06054b50
const LIST_MAGIC = 0x02014b50
/** Bytes of the end without its comment. */
const END = 22
const LONGEST_COMMENT = 0xffff
