import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import * as Stream from "effect/Stream"
import { onlyOrientation } from "../../../src/site/pictures/orientation.js"
import { isCleaned, withoutMetadata } from "../../../src/site/pictures/withoutMetadata.js"
import { jpeg, png, progressive, webp } from "../../support/pictures.js"

const cleaned = (bytes: Uint8Array, size = 65_536): Effect.Effect<Buffer> => {
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size)
  )
  return Effect.map(Stream.runCollect(withoutMetadata(Stream.fromIterable(pieces))), (chunk) =>
    Buffer.concat(Chunk.toReadonlyArray(chunk))
  )
}

const pictures = { jpeg, progressive, png, webp }
const secrets = ["Secret", "secret", "Eva", "adobe", "xmpmeta", "Author"]
const only6 = Buffer.from(onlyOrientation(6))

/** What decides the pixels: everything from the first table on, the data, the chunks. */
const pixels: Readonly<Record<keyof typeof pictures, (bytes: Uint8Array) => Buffer>> = {
  jpeg: (bytes) => fromTables(bytes),
  progressive: (bytes) => fromTables(bytes),
  png: (bytes) => between(bytes, "IDAT", "IEND"),
  webp: (bytes) => between(bytes, "VP8 ", "EXIF")
}
const fromTables = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes).subarray(Buffer.from(bytes).indexOf("\xff\xdb", 0, "latin1"))
const between = (bytes: Uint8Array, from: string, to: string): Buffer => {
  const all = Buffer.from(bytes)
  return all.subarray(all.indexOf(from), all.indexOf(to))
}

describe("withoutMetadata", () => {
  for (const [name, bytes] of Object.entries(pictures) as ReadonlyArray<
    [keyof typeof pictures, Uint8Array]
  >) {
    it.effect(`takes everything from a ${name} but the picture and its orientation`, () =>
      Effect.gen(function* () {
        const before = Buffer.from(bytes)
        const after = yield* cleaned(bytes)
        expect(secrets.filter((secret) => before.includes(secret)).length).toBeGreaterThan(1)
        expect(secrets.filter((secret) => after.includes(secret))).toEqual([])
        expect(after.includes(only6)).toBe(true)
        expect(pixels[name](after).equals(pixels[name](before))).toBe(true)
        expect((yield* cleaned(after)).equals(after)).toBe(true)
      })
    )

    it.effect(`does so whatever the pieces of a ${name} are, and drops what follows it`, () =>
      Effect.gen(function* () {
        const whole = yield* cleaned(bytes)
        for (const size of [1, 2, 3, 7, 64]) expect((yield* cleaned(bytes, size)).equals(whole)).toBe(true)
        expect((yield* cleaned(Buffer.concat([bytes, Buffer.from("secret trailer")]))).equals(whole)).toBe(
          true
        )
      })
    )

    it.effect.prop(
      `ends where a damaged ${name} makes no sense, and never says more`,
      [FastCheck.nat(bytes.length - 1), FastCheck.nat(255), FastCheck.nat(bytes.length)],
      ([at, value, length]) =>
        Effect.gen(function* () {
          const damaged = Buffer.from(bytes)
          damaged[at] = value
          expect((yield* cleaned(damaged.subarray(0, length))).length).toBeLessThanOrEqual(bytes.length + 30)
        })
    )
  }

  it.effect("keeps the size that a webp says it has", () =>
    Effect.map(cleaned(webp), (after) => {
      expect([after.length, after.readUInt32LE(4)]).toEqual([webp.length, webp.length - 8])
    })
  )

  it.effect("leaves other files as they are", () =>
    Effect.gen(function* () {
      const others = [
        "",
        "\xff",
        "\x89PNX",
        "RIFF",
        "RIFF\x04\0\0\0AVI LIST",
        "%PDF-1.7 Author (Eva)",
        "GIF89a"
      ]
      for (const other of others) {
        const bytes = Buffer.from(other, "latin1")
        expect((yield* cleaned(bytes)).toString("latin1")).toBe(other)
      }
    })
  )

  it.effect("says no orientation where there is none", () =>
    Effect.gen(function* () {
      const upright = Buffer.from(jpeg)
      const tag = upright.indexOf(Buffer.from([0x01, 0x12, 0, 3]))
      upright[tag + 9] = 1
      expect((yield* cleaned(upright)).includes("Exif")).toBe(false)
    })
  )

  it("knows by its name what it cleans", () => {
    const known = [
      "a.JPG",
      "a.jpeg",
      "a.png",
      "a.webp",
      "a.gif",
      "a.mp4",
      "a.MOV",
      "a.3gp",
      "a.m4a",
      "a.mp3",
      "a.wav",
      "a.webm",
      "a.ogg",
      "a.opus",
      "a.aac"
    ]
    const others = ["a.pdf", "a.heic", "jpg"]
    expect([...known, ...others].filter(isCleaned)).toEqual(known)
  })
})
