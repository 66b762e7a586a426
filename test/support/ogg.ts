/**
 * Pages of Ogg (RFC 3533), apart from how the site reads them.
 */
import { crc32 } from "node:zlib"

/** The pages of a file from its beginning on; none if it is no Ogg. */
export const pagesIn = (file: Buffer): ReadonlyArray<Buffer> => {
  const pages: Array<Buffer> = []
  for (let at = 0; file.toString("latin1", at, at + 4) === "OggS"; ) {
    const lengths = file.subarray(at + 27, at + 27 + (file[at + 26] ?? 0))
    const end = at + 27 + lengths.length + lengths.reduce((sum, length) => sum + length, 0)
    pages.push(file.subarray(at, end))
    at = end
  }
  return pages
}

/** What a page's checksum is to be: that of zip with its bits the other way round, and without its two inversions. */
export const checksum = (page: Buffer): number => {
  const bytes = Buffer.from(page)
  bytes.writeUInt32LE(0, 22)
  return reversed((crc32(bytes.map(reversedByte), 0xffffffff) ^ 0xffffffff) >>> 0)
}

/** A file of Opus with another comment packet, in pages of at most 255 pieces as the format wants. */
export const withComments = (opus: Buffer, comments: string): Buffer => {
  const [first, second, ...rest] = pagesIn(opus)
  if (first === undefined || second === undefined) throw new Error("no pages")
  const packet = Buffer.from(`OpusTags${comments}`)
  const pages: Array<Buffer> = []
  for (let at = 0; at <= packet.length; at += 255 * 255) {
    const part = packet.subarray(at, at + 255 * 255)
    const lengths = Array.from({ length: Math.ceil(part.length / 255) }, (_, piece) =>
      Math.min(255, part.length - piece * 255)
    )
    if (lengths.length < 255 && (lengths.at(-1) ?? 255) === 255) lengths.push(0)
    const head = Buffer.from(second.subarray(0, 27))
    head[5] = at === 0 ? 0 : 1
    head[26] = lengths.length
    const page = Buffer.concat([head, Buffer.from(lengths), part])
    page.writeUInt32LE(checksum(page), 22)
    pages.push(page)
  }
  return Buffer.concat([first, ...pages, ...rest])
}

const reversedByte = (byte: number): number => reversed(byte) >>> 24

const reversed = (word: number): number => {
  let result = 0
  for (let bit = 0; bit < 32; bit++) result = (result << 1) | ((word >>> bit) & 1)
  return result >>> 0
}
