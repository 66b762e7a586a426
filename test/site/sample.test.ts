import { fileURLToPath } from "node:url"
import * as FileSystem from "@effect/platform/FileSystem"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Message } from "../../src/domain/Message.js"
import * as Pseudonym from "../../src/domain/Pseudonym.js"
import { render } from "../../src/site/Site.js"
import { SiteStore } from "../../src/site/SiteStore.js"
import { source } from "../../src/sources/whatsapp/WhatsApp.js"
import { loadKey, privacy } from "../../src/stages/privacy.js"
import { publish } from "../../src/stages/publish.js"
import * as Extractive from "../../src/writers/extractive/Extractive.js"
import { Writer } from "../../src/writers/Writer.js"
import { window, withSite } from "../support/site.js"

const sample = fileURLToPath(
  new URL("../../docs/sample/WhatsApp Chat with Rua Verde 12.zip", import.meta.url)
)

/** Everybody in the sample, every part of every name. */
const names =
  "Marta Quintela Joaquim Sarmento Priya Raman Tom Ashworth Leonor Vidal Dário Dario Bastos Ingrid Solheim".split(
    " "
  )

const blog = Effect.gen(function* () {
  const store = yield* SiteStore
  const writer = yield* Writer
  const chat = yield* source.open(sample, { zone: "Europe/Lisbon" })
  const key = yield* loadKey(store.root)
  const pseudonyms = Pseudonym.make({ key, authors: chat.survey.authors.keys(), others: chat.survey.others })
  const days = new Map<string, Array<Message>>()
  yield* Stream.runForEach(chat.messages, (message) =>
    Effect.sync(() => {
      const day = new Date(message.timestamp + 3600_000).toISOString().slice(0, 10)
      days.set(day, [...(days.get(day) ?? []), message])
    })
  )
  for (const [day, messages] of days) {
    yield* publish(
      yield* writer.write(privacy(pseudonyms)({ ...window(messages), key: day })),
      chat.attachment
    )
  }
  const title = pseudonyms.text(chat.survey.name ?? "")
  return { survey: chat.survey, summary: yield* render({ title }), title }
}).pipe(Effect.scoped, Effect.provide(Extractive.layer))

describe("the sample export", () => {
  it.live("becomes a blog of three weeks that names nobody", () =>
    withSite((folder) =>
      Effect.gen(function* () {
        const fs = yield* FileSystem.FileSystem
        const store = yield* SiteStore
        const { survey, summary, title } = yield* blog
        expect([survey.messages, survey.authors.size, survey.unplaced]).toEqual([464, 8, 0])
        expect(title).toBe("Rua Verde 12")
        expect(summary).toEqual({
          posts: 21,
          profiles: 8,
          home: `${folder}/site/index.html`,
          edited: [],
          warnings: []
        })
        expect((yield* store.list("media")).length).toBe(8)
        const paths = (yield* fs.readDirectory(`${folder}/site`, { recursive: true })).filter((path) =>
          /\.(?:md|html|css)$|search-index\.js$/.test(path)
        )
        expect(paths.filter((path) => /^(?:posts|profiles)\//.test(path)).length).toBe(21 * 2 + 8 * 2)
        expect(paths).toContain("assets/search-index.js")
        for (const path of paths) {
          const text = `${path} ${yield* fs.readFileString(`${folder}/site/${path}`)}`
          const words = new Set(text.toLowerCase().match(/\p{L}+/gu) ?? [])
          expect(
            names.filter((name) => words.has(name.toLowerCase())),
            path
          ).toEqual([])
          expect(text.replace(/\D/g, ""), path).not.toContain("7700900412")
        }
      })
    )
  )
})
