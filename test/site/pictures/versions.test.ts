import { deflateSync } from "node:zlib"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import sharp from "sharp"
import { readVersions, removeVersions, shrinkPictures } from "../../../src/site/pictures/versions.js"
import { SiteStore } from "../../../src/site/SiteStore.js"
import * as small from "../../support/pictures.js"
import { withSite } from "../../support/site.js"

const plain = (width: number, height: number, background = "#b06030") =>
  sharp({ create: { width, height, channels: 3, background } })

const chunk = (type: string, data: Uint8Array) => {
  const made = Buffer.alloc(12 + data.length)
  made.writeUInt32BE(data.length)
  made.write(type, 4, "latin1")
  made.set(data, 8)
  return made
}

/** A PNG of 900 million pixels in some hundred bytes. Its checksums are wrong: nobody gets that far. */
const bomb = Buffer.concat([
  Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
  chunk("IHDR", Uint8Array.from([0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, 8, 2, 0, 0, 0])),
  chunk("IDAT", deflateSync(new Uint8Array(30_000))),
  chunk("IEND", new Uint8Array())
])

const pictures = async (): Promise<Readonly<Record<string, Uint8Array>>> => ({
  "large.jpg": await plain(2000, 1500).jpeg().toBuffer(),
  "tall.png": await plain(600, 900).png().toBuffer(),
  "small.webp": await plain(200, 100).webp().toBuffer(),
  "sideways.jpg": await plain(800, 600).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  "deep.png": await plain(500, 400).toColourspace("rgb16").png().toBuffer(),
  "print.jpg": await plain(500, 400).toColourspace("cmyk").jpeg().toBuffer(),
  "clear.png": await sharp({
    create: { width: 90, height: 90, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0.5 } }
  })
    .png()
    .toBuffer(),
  "moving.gif": await sharp(
    await Promise.all(["red", "blue"].map((colour) => plain(600, 600, colour).png().toBuffer())),
    {
      join: { animated: true }
    }
  )
    .gif()
    .toBuffer(),
  "bomb.png": bomb,
  "cut.jpg": (await plain(2000, 1500).jpeg().toBuffer()).subarray(0, 5000),
  "drawing.png": Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
  "empty.jpg": new Uint8Array(),
  "note.opus": new Uint8Array([1])
})

/** A site with these files in `media`. */
const put = Effect.fnUntraced(function* (files: Readonly<Record<string, Uint8Array>>) {
  const store = yield* SiteStore
  for (const [name, bytes] of Object.entries(files)) {
    yield* store.writeStream(`media/${name}`, Stream.make(bytes))
  }
})

const decode = (bytes: Uint8Array | null) =>
  Effect.promise(async () => {
    const { channels, format, height, space, width, exif, icc } = await sharp(bytes ?? "").metadata()
    return { channels, format, height, space, width, tells: [exif, icc].some((it) => it !== undefined) }
  })

describe("the versions of pictures", () => {
  it.live("are made of what can be decoded, the right way up, in the colours of the web", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        yield* put(yield* Effect.promise(pictures))
        expect(yield* shrinkPictures({ again: false })).toEqual([])
        expect(yield* store.list("media/small")).toEqual([
          "clear.png.90x90.webp",
          "deep.png.480x384.webp",
          "deep.png.500x400.webp",
          "large.jpg.1280x960.webp",
          "large.jpg.480x360.webp",
          "moving.gif.480x480.still.webp",
          "print.jpg.480x384.webp",
          "print.jpg.500x400.webp",
          "sideways.jpg.360x480.webp",
          "sideways.jpg.600x800.webp",
          "small.webp.200x100.webp",
          "tall.png.320x480.webp",
          "tall.png.600x900.webp"
        ])
        const versions = yield* readVersions
        expect(versions.get("large.jpg")).toEqual([
          { path: "media/small/large.jpg.480x360.webp", width: 480, height: 360, isStill: false },
          { path: "media/small/large.jpg.1280x960.webp", width: 1280, height: 960, isStill: false }
        ])
        expect(versions.get("moving.gif")?.map(({ isStill }) => isStill)).toEqual([true])
        for (const [picture, width, height, channels] of [
          ["sideways.jpg", 360, 480, 3],
          ["deep.png", 480, 384, 3],
          ["print.jpg", 480, 384, 3],
          ["clear.png", 90, 90, 4]
        ] as const) {
          const [first] = versions.get(picture) ?? []
          expect(yield* decode(yield* store.bytes(first?.path ?? ""))).toEqual({
            channels,
            format: "webp",
            height,
            space: "srgb",
            width,
            tells: false
          })
        }
      })
    )
  )

  it.live("are made once, anew where the picture changed, and gone with it", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        const written: Array<string> = []
        const watched = {
          ...store,
          bytes: (path: string) =>
            Effect.zipRight(
              Effect.sync(() => written.push(path)),
              store.bytes(path)
            )
        }
        const shrink = (again = false) =>
          shrinkPictures({ again }).pipe(
            Effect.provideService(SiteStore, watched),
            Effect.zipRight(Effect.sync(() => written.splice(0)))
          )
        const both = {
          "a.jpg": yield* Effect.promise(() => plain(600, 600).jpeg().toBuffer()),
          "cut.jpg": small.jpeg.subarray(0, 300)
        }
        yield* put(both)
        expect((yield* shrink()).sort()).toEqual(["media/a.jpg", "media/cut.jpg"])
        const before = yield* store.fingerprint("media/small/a.jpg.480x480.webp")
        expect(yield* shrink()).toEqual([])
        expect(yield* shrink(true)).toEqual(["media/cut.jpg"])

        yield* store.remove("media/small/a.jpg.480x480.webp")
        expect(yield* shrink()).toEqual(["media/a.jpg"])
        expect(yield* store.fingerprint("media/small/a.jpg.480x480.webp")).toBe(before)

        yield* put({ "a.jpg": yield* Effect.promise(() => plain(100, 50).jpeg().toBuffer()) })
        expect(yield* shrink()).toEqual(["media/a.jpg"])
        expect(yield* store.list("media/small")).toEqual(["a.jpg.100x50.webp"])

        yield* put({ "b.jpg": both["a.jpg"] })
        yield* shrink()
        yield* removeVersions(["b.jpg"])
        expect(yield* store.list("media/small")).toEqual(["a.jpg.100x50.webp"])
        yield* store.remove("media/a.jpg")
        yield* store.remove("media/b.jpg")
        yield* shrink()
        expect(yield* store.list("media/small")).toEqual([])
      })
    )
  )

  it.live("are not made where nothing can make them, and what is outdated is not left", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        yield* put({ "a.png": small.png })
        yield* shrinkPictures({ again: false })
        expect(yield* store.list("media/small")).toEqual(["a.png.8x12.webp"])
        yield* put({ "a.png": yield* Effect.promise(() => plain(5, 5).png().toBuffer()) })
        for (const library of ["no-such-library", "yaml"]) {
          expect(yield* shrinkPictures({ again: false, library })).toEqual([
            `pictures cannot be made smaller without "${library}", which is not installed or does not run here: pages load them in full size`
          ])
        }
        expect(yield* store.list("media/small")).toEqual([])
        yield* shrinkPictures({ again: false })
        expect(yield* store.list("media/small")).toEqual(["a.png.5x5.webp"])
      })
    )
  )
})
