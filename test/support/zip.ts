import { crc32, deflateRawSync } from "node:zlib"
import { ZipFile } from "yazl"

/** A sound zip of these files, by name. */
export const zip = (files: Readonly<Record<string, string | Uint8Array>>): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const made = new ZipFile()
    for (const [name, content] of Object.entries(files)) made.addBuffer(Buffer.from(content), name)
    const pieces: Array<Buffer> = []
    made.outputStream
      .on("data", (piece: Buffer) => pieces.push(piece))
      .on("end", () => resolve(Buffer.concat(pieces)))
      .on("error", reject)
    made.end()
  })

/** An entry as no honest program writes it: each lie is given beside the content. */
export interface HandMadeEntry {
  readonly name: string | Uint8Array
  readonly content: string
  readonly crc?: number
  readonly size?: number
  /** Where the list says that the entry begins. */
  readonly offset?: number
  readonly flags?: number
  readonly method?: number
  /** The type and permissions of Unix: `0o120777` is a link. */
  readonly mode?: number
  /** What the header before the entry says, where the list says another thing. */
  readonly local?: { readonly crc?: number; readonly size?: number; readonly extraLength?: number }
}

/** What the end of a zip claims. */
export interface HandMadeEnd {
  readonly count?: number
  readonly disk?: number
}

/** A zip made byte by byte, deflated, with whatever its entries claim. */
export const handMadeZip = (entries: ReadonlyArray<HandMadeEntry>, claims: HandMadeEnd = {}): Buffer => {
  const bodies: Array<Buffer> = []
  const list: Array<Buffer> = []
  let at = 0
  for (const entry of entries) {
    const content = Buffer.from(entry.content)
    const data = deflateRawSync(content)
    const name = Buffer.from(entry.name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(entry.flags ?? 0x800, 2)
    common.writeUInt16LE(entry.method ?? 8, 4)
    common.writeUInt32LE(entry.crc ?? crc32(content), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(entry.size ?? content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 6)
    tail.writeUInt32LE(entry.offset ?? at, 10)
    const header = Buffer.from(common)
    header.writeUInt32LE(entry.local?.crc ?? header.readUInt32LE(10), 10)
    header.writeUInt32LE(entry.local?.size ?? header.readUInt32LE(18), 18)
    header.writeUInt16LE(entry.local?.extraLength ?? 0, 24)
    const body = Buffer.concat([Buffer.from("PK\x03\x04"), header, name, data])
    bodies.push(body)
    list.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\0"), common, tail, name]))
    at += body.length
  }
  const directory = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.write("PK\x05\x06", "latin1")
  end.writeUInt16LE(claims.disk ?? 0, 4)
  end.writeUInt16LE(claims.count ?? entries.length, 8)
  end.writeUInt16LE(claims.count ?? entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, directory, end])
}
