import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Post } from "../../src/domain/Post.js"
import { encode } from "../../src/site/Markdown.js"
import { SiteStore } from "../../src/site/SiteStore.js"
import { readStats } from "../../src/site/stats.js"
import { ExportError } from "../../src/sources/Source.js"
import { publish } from "../../src/stages/publish.js"
import { jpeg } from "../support/pictures.js"
import { morning, withSite } from "../support/site.js"

const post: Post = {
  key: "2025-05-02",
  title: "The lift",
  lead: "Broken.",
  body: "text",
  language: "en",
  start: morning,
  end: morning,
  zone: "Europe/Lisbon",
  messages: 2,
  participants: [],
  attachments: [
    { entry: "IMG-1.jpg", path: "media/aa.jpg" },
    { entry: "DOC-2.pdf", path: "media/bb.pdf" }
  ],
  writer: "extractive"
}

describe("publish", () => {
  it.live("copies the attachments once, then writes the post", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        const read: Array<string> = []
        const attachment = (name: string) => {
          read.push(name)
          return Stream.make(new TextEncoder().encode(name))
        }
        const first = yield* publish(post, attachment)
        expect(yield* publish(post, attachment)).toEqual(first)
        expect(read.filter((name) => name === "DOC-2.pdf")).toEqual(["DOC-2.pdf"])
        expect(first).toEqual({
          path: "posts/2025-05-02.md",
          outputs: [
            { path: "media/aa.jpg", sha256: yield* store.fingerprint("media/aa.jpg") },
            { path: "media/bb.pdf", sha256: yield* store.fingerprint("media/bb.pdf") },
            { path: "posts/2025-05-02.md", sha256: yield* store.fingerprint("posts/2025-05-02.md") }
          ],
          lost: []
        })
        expect(yield* store.read("media/bb.pdf")).toBe("DOC-2.pdf")
        expect(yield* store.read("posts/2025-05-02.md")).toBe(yield* encode(post))
      })
    )
  )

  it.live("keeps a window's numbers for nobody but the owner", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        const stats = { people: [], hours: [], answers: [], hosts: [], longest: null, files: [] }
        const { outputs } = yield* publish({ ...post, attachments: [], stats }, () => Stream.empty)
        expect(outputs.map(({ path }) => path)).toEqual([
          ".egregora/stats/2025-05-02.json",
          "posts/2025-05-02.md"
        ])
        expect(yield* readStats("2025-05-02")).toEqual(stats)
        yield* store.write(".egregora/stats/2025-05-02.json", "{")
        expect(yield* readStats("2025-05-02")).toBe(null)
      })
    )
  )

  it.live(
    "cleans pictures, those that are there with their metadata too, and keeps those of other bytes",
    () =>
      withSite(() =>
        Effect.gen(function* () {
          const store = yield* SiteStore
          const attachment = (name: string) => Stream.make(name === "IMG-1.jpg" ? jpeg : new Uint8Array([1]))
          const { outputs } = yield* publish(post, attachment)
          expect(yield* store.read("media/aa.jpg")).not.toContain("SecretCam")
          yield* store.writeStream("media/aa.jpg", Stream.make(jpeg))
          expect((yield* publish(post, attachment)).outputs).toEqual(outputs)
          yield* store.write("media/aa.jpg", "mine")
          yield* publish(post, attachment)
          expect(yield* store.read("media/aa.jpg")).toBe("mine")
        })
      )
  )

  it.live("goes on without an attachment that the export does not give, and says so", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        const damaged = new ExportError({ reason: "Damaged", message: "The archive is damaged." })
        const published = yield* publish(post, (name) =>
          name === "IMG-1.jpg" ? Stream.make(new Uint8Array([1])) : Stream.fail(damaged)
        )
        expect(published.lost).toEqual(["1 of 2 attachments could not be read from the export"])
        expect(published.outputs.map(({ path }) => path)).toEqual(["media/aa.jpg", "posts/2025-05-02.md"])
        expect(yield* store.list("media")).toEqual(["aa.jpg"])
      })
    )
  )
})
