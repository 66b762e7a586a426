/**
 * Chats of every locale, platform and clock in the table of `fixtures/whatsapp`, of which all that is to be
 * read is known. The texts are made here, so that a new locale is one row in the table.
 */
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { placeholders, words } from "../../fixtures/whatsapp/words.js"
import { exportFile, readPath } from "../../support/exports.js"
import { readText } from "../../support/readText.js"
import { corpus } from "../../support/whatsappChat.js"
import { headers } from "../../support/whatsappHeaders.js"
import { zip } from "../../support/zip.js"

const cells = headers()

describe("headers", () => {
  it("no two cells have one name", () => {
    const names = cells.map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  for (const header of cells) {
    it.effect(header.name, () =>
      Effect.gen(function* () {
        const { text, name, entries, read } = corpus(header)
        expect(yield* readText(text, { name, entries })).toEqual(read)
      })
    )
  }
})

describe("words", () => {
  for (const row of words) {
    for (const header of cells.filter(({ name }) => name.startsWith(`${row.locale}, `))) {
      it.effect(`${header.name}, in its language`, () =>
        Effect.gen(function* () {
          const { text, name, entries, read } = corpus(header, row)
          expect(yield* readText(text, { name, entries })).toEqual(read)
        })
      )
    }
  }

  for (const [language, omitted, attached] of placeholders) {
    it.effect(`placeholders of ${language}`, () =>
      Effect.gen(function* () {
        const at = "28/04/2019, 08:15 - Rui: "
        const file =
          attached === undefined ? "" : `${at}IMG-1.jpg (${attached})\n${at}Eva.vcf (${attached})\n`
        const { messages } = yield* readText(`${at}${omitted}\n${at}${omitted}\nna praia\n${file}`)
        expect(messages.map(({ kind, text }) => [kind, text])).toEqual([
          ["media", ""],
          ["media", "na praia"],
          ...(attached === undefined
            ? []
            : [
                ["media", ""],
                ["contact", ""]
              ])
        ])
      })
    )
  }
})

describe("files", () => {
  for (const header of cells.filter(({ name }) => /^(ar-EG|en-US|fa|ja-u-ca-japanese|th), /.test(name))) {
    it.effect(`${header.name}, in a zip`, () =>
      Effect.gen(function* () {
        const { text, name, entries, read } = corpus(header)
        const files = Object.fromEntries(entries.map((entry) => [entry, entry]))
        const content = yield* Effect.promise(() => zip({ [name]: text, ...files }))
        const path = yield* exportFile(name.replace(".txt", ".zip"), content)
        expect(yield* readPath(path)).toEqual({ survey: read.survey, messages: read.messages })
      }).pipe(Effect.scoped)
    )
  }
})
