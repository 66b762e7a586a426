/**
 * Movies, sounds and moving pictures with a secret in each place that may hold one, as programs write them.
 */

/** A box of an MP4: its length, its type, what it holds. */
export const box = (type: string, ...parts: ReadonlyArray<Uint8Array | string>): Buffer => {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part))
  )
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, "latin1")
  return Buffer.concat([head, body])
}

/** The same with its length in eight bytes. */
export const longBox = (type: string, body: Uint8Array): Buffer => {
  const head = Buffer.alloc(16)
  head.writeUInt32BE(1)
  head.write(type, 4, "latin1")
  head.writeBigUInt64BE(BigInt(body.length + 16), 8)
  return Buffer.concat([head, body])
}

/** A header with its times, of either version, and facts behind them. */
const timed = (type: string, version: 0 | 1): Buffer =>
  box(type, Uint8Array.of(version, 0, 0, 7), "TIME".repeat(version === 1 ? 4 : 2), "facts of it, to stay")

const udta = box(
  "udta",
  box("\xa9xyz", "\0\x12\x15\xc7+38.7223-009.1393/"),
  box("loci", "\0\0\0\0\0\0Secret place")
)
const xmp = box(
  "uuid",
  Uint8Array.from({ length: 16 }, (_, at) => at * 9),
  "<x:xmpmeta>Secret place"
)
const handler = box("hdlr", "\0".repeat(8), "vide", "\0".repeat(12), "SecretCam handler\0")

/** The tables of a movie whose samples begin at `offset`. */
const moov = (offset: number, version: 0 | 1): Buffer => {
  const at = Buffer.alloc(12)
  at.writeUInt32BE(1, 4)
  at.writeUInt32BE(offset, 8)
  return box(
    "moov",
    timed("mvhd", version),
    box(
      "trak",
      timed("tkhd", version),
      box(
        "mdia",
        timed("mdhd", version),
        handler,
        box("minf", box("stbl", box("stco", at)), box("uuid", "Secret"))
      ),
      box("meta", "\0\0\0\0Secret lens"),
      udta
    ),
    udta,
    box("meta", "\0\0\0\0", box("ilst", "Eva Dias")),
    xmp,
    box("free", "Secret rest")
  )
}

/** What is seen and heard. */
export const samples = Buffer.from("samples\x01\x02\x03udta".repeat(9), "latin1")

const ftyp = (brand: string): Buffer => box("ftyp", brand, "\0\0\0\0", "isom")

/** A movie with its tables before its samples, or behind them; with lengths in eight bytes in the last. */
export const movies: Readonly<Record<string, Buffer>> = {
  "mp4 with its tables before": ((): Buffer => {
    const before = Buffer.concat([ftyp("mp42"), xmp, box("skip", "Secret")])
    const offset = before.length + moov(0, 0).length + 8
    return Buffer.concat([before, moov(offset, 0), box("mdat", samples), box("sefd", "Secret camera")])
  })(),
  "mov with its tables behind": Buffer.concat([
    box("wide"),
    box("mdat", samples),
    moov(16, 1),
    box("meta", "\0\0\0\0Secret")
  ]),
  "m4a with a long box": Buffer.concat([
    ftyp("M4A "),
    longBox("mdat", samples),
    moov(36, 0),
    longBox("uuid", Buffer.from("Secret of a long box"))
  ])
}

/** A GIF of two pictures that are given, with a comment, XMP and the box of another program. */
export const withSecrets = (gif: Uint8Array): Buffer => {
  const all = Buffer.from(gif)
  const facts = all[10] ?? 0
  const start = 13 + ((facts & 0x80) === 0 ? 0 : 3 * 2 ** ((facts & 7) + 1))
  const xmpTrailer = Uint8Array.from({ length: 258 }, (_, at) => (at === 0 ? 1 : at === 257 ? 0 : 256 - at))
  return Buffer.concat([
    all.subarray(0, start),
    Buffer.from("\x21\xfe\x0cSecret place\0", "latin1"),
    Buffer.from("\x21\x01\x0cSecretGrid12\x0bSecret text\0", "latin1"),
    Buffer.from("\x21\xff\x0bXMP DataXMP<x:xmpmeta>Secret Eva Dias", "latin1"),
    xmpTrailer,
    Buffer.from("\x21\xff\x0bSecretCam10\x03cam\0", "latin1"),
    all.subarray(start),
    Buffer.from("Secret trailer")
  ])
}

/** Frames of 128 kbit/s and 44.1 kHz, the first of them with its padding. */
export const frames = Buffer.concat(
  [0x92, 0x90, 0x90].map((rate, at) =>
    Buffer.concat([
      Buffer.of(0xff, 0xfb, rate, 0x64),
      Buffer.alloc(417 - 4 + (rate === 0x92 ? 1 : 0), at + 1)
    ])
  )
)

const id3 = Buffer.concat([
  Buffer.from("ID3\x04\0\0\0\0\x01\x0a", "latin1"),
  Buffer.from("TPE1Eva Dias\xff\xfbSecret".padEnd(138, "\0"), "latin1")
])

/** An MP3 with a tag before its frames, one between them, and three kinds behind. */
export const mp3 = Buffer.concat([
  ...[id3, frames, id3, frames],
  Buffer.from("APETAGEXSecret artist"),
  Buffer.from("TAGSecret title".padEnd(128, "\0"))
])

const chunk = (type: string, body: string): Buffer => {
  const head = Buffer.alloc(8)
  head.write(type, 0, "latin1")
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, Buffer.from(body.length % 2 === 1 ? `${body}\0` : body, "latin1")])
}

/** A WAV with what a recorder says of itself. */
export const wav = ((): Buffer => {
  const body = Buffer.concat([
    Buffer.from("WAVE"),
    chunk("bext", "Secret recorder"),
    chunk("fmt ", "sixteen bytes ok"),
    chunk("LIST", "INFOIART\x08\0\0\0Eva Dias"),
    chunk("data", "sounds, sounds"),
    chunk("id3 ", "Secret")
  ])
  const head = Buffer.alloc(8)
  head.write("RIFF", 0, "latin1")
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
})()
