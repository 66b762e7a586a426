import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { NodeContext } from "@effect/platform-node"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as PeopleBook from "../../src/site/PeopleBook.js"
import * as SiteStore from "../../src/site/SiteStore.js"
import { tempSite } from "../tracking/tempSite.js"

const secret = "0123456789abcdef".repeat(4)
const book = [
  { name: "Ana Dias", also: ["Anocas", "ana.d"], wrote: true, account: "user101" },
  { name: "Γιώργος 🌻", also: [], wrote: false }
]

/** A site's store, and its file of people. */
const site = Effect.map(tempSite, (folder) => {
  const root = join(folder, "blog")
  const layer = SiteStore.layer(root).pipe(Layer.provide(NodeContext.layer))
  return {
    file: join(root, ".egregora", "people"),
    load: (key = secret) => PeopleBook.load(key).pipe(Effect.provide(layer)),
    save: (all: PeopleBook.PeopleBook, key = secret) => PeopleBook.save(all, key).pipe(Effect.provide(layer))
  }
})

describe("the book of people", () => {
  it.scopedLive("is what was saved, for its owner alone, and nobody's name is in it", () =>
    Effect.gen(function* () {
      const { file, load, save } = yield* site
      expect(yield* load()).toEqual([])
      yield* save(book)
      expect(yield* load()).toEqual(book)
      expect(statSync(file).mode & 0o777).toBe(0o600)
      const { sealed } = JSON.parse(readFileSync(file, "utf8"))
      for (const text of [readFileSync(file, "utf8"), Buffer.from(sealed, "base64").toString("utf8")]) {
        expect(
          ["Ana", "Dias", "Anocas", "Γιώργος", "wrote", "user101"].filter((word) => text.includes(word))
        ).toEqual([])
      }
    })
  )

  it.scopedLive("is left as it is when nothing changed, and else sealed anew", () =>
    Effect.gen(function* () {
      const { file, save } = yield* site
      yield* save(book)
      const first = readFileSync(file, "utf8")
      yield* save(book)
      expect(readFileSync(file, "utf8")).toBe(first)
      yield* save(book.slice(0, 1))
      yield* save(book)
      expect(readFileSync(file, "utf8").length).toBe(first.length)
      expect(readFileSync(file, "utf8")).not.toBe(first)
    })
  )

  it.scopedLive("is not opened by another key", () =>
    Effect.gen(function* () {
      const { file, load, save } = yield* site
      yield* save(book)
      const error = yield* Effect.flip(load("f".repeat(64)))
      expect(error.message).toBe(
        `${file} was sealed with another key, and it says whose names to hide; restore .egregora/key, or delete it if the exports that are given have everybody's names`
      )
    })
  )

  it.scopedLive("is not opened when anything of it was changed", () =>
    Effect.gen(function* () {
      const { file, load, save } = yield* site
      yield* save(book)
      const { key, sealed } = JSON.parse(readFileSync(file, "utf8"))
      const bytes = Buffer.from(sealed, "base64")
      const flipped = [0, 12, 28, bytes.length - 1].map((at) =>
        Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))).toString("base64")
      )
      const damaged = [...flipped, "", sealed.slice(0, 12), sealed.slice(0, -8)].map((it) =>
        JSON.stringify({ key, sealed: it })
      )
      for (const text of [...damaged, "", "[]", "{", `${JSON.stringify({ key })}`]) {
        writeFileSync(file, text)
        chmodSync(file, 0o600)
        const error = yield* Effect.flip(load())
        expect(error.message).toBe(
          `${file} is damaged, and it says whose names to hide; restore it, or delete it if the exports that are given have everybody's names`
        )
      }
    })
  )
})
