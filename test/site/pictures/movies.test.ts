import { readFileSync } from "node:fs"
import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import * as Stream from "effect/Stream"
import sharp from "sharp"
import { headLength, isKnown, withoutMetadata } from "../../../src/site/pictures/withoutMetadata.js"
import { fixture } from "../../support/fixtures.js"
import { box, frames, longBox, movies, mp3, samples, wav, withSecrets } from "../../support/movies.js"
import { checksum, pagesIn, withComments } from "../../support/ogg.js"

const cleaned = (bytes: Uint8Array, size = 65_536): Effect.Effect<Buffer> => {
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size)
  )
  return Effect.map(Stream.runCollect(withoutMetadata(Stream.fromIterable(pieces))), (chunk) =>
    Buffer.concat(Chunk.toReadonlyArray(chunk))
  )
}

const frame = (shade: number) =>
  sharp({ create: { width: 8, height: 6, channels: 3, background: { r: shade, g: 90, b: 200 } } })
    .png()
    .toBuffer()
const gif = withSecrets(
  await sharp(await Promise.all([frame(10), frame(240)]), { join: { animated: true } })
    .gif({ delay: [100, 300], loop: 3 })
    .toBuffer()
)
const made = (name: string): Buffer => readFileSync(fixture(`media/${name}`))
/** As FFmpeg 8 writes them, by PyAV 18: `live.webm` says the length of no cluster, `vorbis.webm` has comments in its codec. */
const sounds = {
  opus: made("tagged.opus"),
  "opus with comments of more than a page": withComments(
    made("tagged.opus"),
    "Eva Dias Secret ".repeat(9000)
  ),
  vorbis: made("tagged.ogg"),
  webm: made("tagged.webm"),
  "live webm with an attachment": Buffer.concat([
    made("live.webm"),
    Buffer.from("\x19\x41\xa4\x69\x01\x00\x00\x00\x00\x00\x00\x06Secret\xec\x86Secret", "latin1")
  ]),
  "webm of vorbis": made("vorbis.webm")
}
const aac = made("tagged.aac")
const files = { ...movies, ...sounds, gif, mp3, aac, wav }
const secrets = ["Secret", "Eva Dias", "xmpmeta", "TIME", "38.7223", "\xa9xyz", "loci", "Lavf"]
const secretsIn = (bytes: Buffer): ReadonlyArray<string> =>
  secrets.filter((secret) => bytes.includes(Buffer.from(secret, "latin1")))

describe("withoutMetadata", () => {
  for (const [name, bytes] of Object.entries(files)) {
    it.effect(`leaves nothing of who, where and when in a ${name}, whatever its pieces are`, () =>
      Effect.gen(function* () {
        const after = yield* cleaned(bytes)
        expect(secretsIn(bytes).length).toBeGreaterThan(1)
        expect(secretsIn(after)).toEqual([])
        expect((yield* cleaned(after)).equals(after)).toBe(true)
        expect([bytes, after].map((file) => isKnown(file.subarray(0, headLength)))).toEqual([true, true])
        for (const size of [1, 3, 7, 64]) expect((yield* cleaned(bytes, size)).equals(after)).toBe(true)
      })
    )

    it.effect.prop(
      `never fails on a damaged ${name}, nor says more than it`,
      [FastCheck.nat(bytes.length - 1), FastCheck.nat(255), FastCheck.nat(bytes.length)],
      ([at, value, length]) =>
        Effect.gen(function* () {
          const damaged = Buffer.from(bytes)
          damaged[at] = value
          expect((yield* cleaned(damaged.subarray(0, length))).length).toBeLessThanOrEqual(bytes.length)
        })
    )
  }

  for (const [name, bytes] of Object.entries(movies)) {
    it.effect(`moves nothing in a ${name}`, () =>
      Effect.map(cleaned(bytes), (after) => {
        const offset = after.readUInt32BE(after.indexOf("stco") + 12)
        expect(after.length).toBe(bytes.length)
        expect(after.subarray(offset, offset + samples.length).equals(samples)).toBe(true)
        expect(after.toString("latin1").match(/facts of it, to stay/g)?.length).toBe(3)
        expect(
          ["mvhd", "trak", "tkhd", "mdhd", "hdlr", "vide"].filter((type) => !after.includes(type))
        ).toEqual([])
      })
    )
  }

  it.effect("keeps what is seen of a gif, its timing and how often it repeats", () =>
    Effect.gen(function* () {
      const after = yield* cleaned(gif)
      const [was, is] = yield* Effect.promise(() =>
        Promise.all([gif, after].map((one) => sharp(one, { animated: true }).metadata()))
      )
      const [before, now] = yield* Effect.promise(() =>
        Promise.all([gif, after].map((one) => sharp(one, { animated: true }).raw().toBuffer()))
      )
      expect([is?.pages, is?.delay, is?.loop]).toEqual([2, [100, 300], 3])
      expect([was?.pages, was?.delay, was?.loop]).toEqual([2, [100, 300], 3])
      expect(now).toEqual(before)
    })
  )

  for (const [name, bytes] of Object.entries(sounds)) {
    it.effect(`moves nothing in a file of ${name}, and its pages hold`, () =>
      Effect.map(cleaned(bytes), (after) => {
        expect(after.length).toBe(bytes.length)
        const pages = pagesIn(after)
        expect(pages.length).toBe(pagesIn(bytes).length)
        expect(pages.filter((page) => checksum(page) !== page.readUInt32LE(22))).toEqual([])
        const changed = bytes.reduce((sum, byte, at) => sum + (after[at] === byte ? 0 : 1), 0)
        expect(changed).toBeLessThan(name.includes("more") ? 145_000 : 700)
      })
    )
  }

  it.effect("keeps the frames of an aac", () =>
    Effect.map(cleaned(aac), (after) => {
      const start = aac.indexOf(Buffer.of(0xff, 0xf1))
      expect(after.equals(aac.subarray(start, aac.indexOf("TAGSecret")))).toBe(true)
    })
  )

  it.effect("leaves out what else is in an ogg beside sounds, and what is behind it", () =>
    Effect.gen(function* () {
      const [first = Buffer.alloc(0), ...more] = pagesIn(sounds.opus)
      const other = Buffer.from(first)
      other.writeUInt32LE(77, 14)
      other.write("fishead\0", 28)
      const bytes = Buffer.concat([first, other, ...more, Buffer.from("OggX Secret")])
      expect((yield* cleaned(bytes)).equals(yield* cleaned(sounds.opus))).toBe(true)
    })
  )

  it.effect("keeps the frames of an mp3 and what plays of a wav", () =>
    Effect.gen(function* () {
      expect((yield* cleaned(mp3)).equals(Buffer.concat([frames, frames]))).toBe(true)
      const bare = Buffer.concat([frames, Buffer.from("TAGSecret title".padEnd(128, "\0"))])
      expect((yield* cleaned(bare)).equals(frames)).toBe(true)
      const plain = yield* cleaned(wav)
      expect([plain.length, plain.readUInt32LE(4)]).toEqual([wav.length, wav.length - 8])
      expect(
        ["fmt \x10\0\0\0sixteen bytes ok", "data\x0e\0\0\0sounds, sounds"].filter((it) => !plain.includes(it))
      ).toEqual([])
    })
  )

  it.effect("copies a movie of any length without holding it", () =>
    Effect.gen(function* () {
      const pieces = 2_000
      const piece = Buffer.alloc(65_536, 7)
      const head = Buffer.alloc(16)
      head.writeUInt32BE(1)
      head.write("mdat", 4)
      head.writeBigUInt64BE(BigInt(pieces * piece.length + 16), 8)
      const source = Stream.concat(
        Stream.make(box("ftyp", "isom\0\0\0\0"), head),
        Stream.concat(
          Stream.repeatValue(piece).pipe(Stream.take(pieces)),
          Stream.make(longBox("uuid", Buffer.from("Secret")))
        )
      )
      const before = process.memoryUsage().rss
      const length = yield* Stream.runFold(withoutMetadata(source), 0, (sum, some) => sum + some.length)
      expect(length).toBe(16 + 16 + pieces * piece.length + 22)
      expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000)
    })
  )

  it.effect("leaves a picture that is built like a movie as it is, and sounds of other kinds", () =>
    Effect.gen(function* () {
      const others = [
        box("ftyp", "heic\0\0\0\0", box("meta", "\0\0\0\0items")),
        Buffer.concat([sounds.opus.subarray(0, 28), Buffer.from("Speex   and what follows")]),
        Buffer.from("OggX and more"),
        Buffer.from("\x1aEXX and more", "latin1"),
        Buffer.from("\0\0\0\x08abcd and more", "latin1"),
        Buffer.from("IDentity", "latin1"),
        Buffer.from("Go on, and on")
      ]
      for (const bytes of others) {
        expect((yield* cleaned(bytes)).equals(bytes)).toBe(true)
        expect(isKnown(bytes.subarray(0, headLength))).toBe(false)
      }
    })
  )
})
