import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { lookThrough } from "../../src/site/forget.js"
import { shrinkPictures } from "../../src/site/pictures/versions.js"
import { render } from "../../src/site/Site.js"
import { SiteStore } from "../../src/site/SiteStore.js"
import { publish } from "../../src/stages/publish.js"
import { jpeg } from "../support/pictures.js"
import { morning, withSite } from "../support/site.js"

const forget = Effect.flatMap(
  lookThrough({
    names: ["Amber Otter"],
    isOut: () => false,
    zone: "Europe/Lisbon",
    range: [morning, morning]
  }),
  (found) => found.forget
)

const site = Effect.gen(function* () {
  yield* publish(
    {
      key: "2025-05-02",
      title: "Amber Otter and the lift",
      lead: "",
      body: "![A picture](../media/aa.jpg)",
      language: "en",
      start: morning,
      end: morning,
      zone: "Europe/Lisbon",
      messages: 1,
      participants: [],
      attachments: [{ entry: "IMG-1.jpg", path: "media/aa.jpg" }],
      writer: "extractive"
    },
    () => Stream.make(jpeg)
  )
  yield* shrinkPictures({ again: false })
  yield* render({ title: "x" })
  return yield* SiteStore
})

describe("what is forgotten", () => {
  it.live("goes with its pictures in every size", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* site
        const media = Effect.all([store.list("media"), store.list("media/small"), store.list("posts")])
        expect(yield* media).toEqual([["aa.jpg"], ["aa.jpg.8x12.webp"], ["2025-05-02.html", "2025-05-02.md"]])
        expect(yield* forget).toEqual({ posts: ["2025-05-02"], edited: [] })
        expect(yield* media).toEqual([[], [], []])
      })
    )
  )

  it.live("goes from a home page that was edited too, which is put aside", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* site
        yield* store.write("index.md", `${yield* store.read("index.md")}\nMine.\n`)
        expect((yield* render({ title: "x" })).edited).toEqual(["index.md"])
        expect((yield* forget).edited).toEqual([".egregora/replaced/index.md"])
        expect(yield* store.read("index.md")).toBe(null)
        yield* render({ title: "x" })
        expect(yield* store.read("index.md")).not.toContain("Otter")
      })
    )
  )
})
