import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { decode, encode } from "../../src/site/Markdown.js"
import { faultOf } from "../../src/site/postFault.js"

const post = {
  key: "2025-05-02",
  title: "The lift",
  lead: "It is broken.",
  body: "> It is broken.",
  language: "en",
  start: Date.UTC(2025, 4, 2, 7),
  end: Date.UTC(2025, 4, 2, 8),
  zone: "Europe/Lisbon",
  messages: 2,
  participants: [],
  attachments: [],
  writer: "extractive"
}

describe("faultOf", () => {
  const cases: ReadonlyArray<readonly [what: string, edit: (text: string) => string, fault: string]> = [
    [
      "a title with a colon",
      (text) => text.replace("title: The lift", "title: The lift: broken"),
      "line 2: Nested mappings are not allowed in compact mappings"
    ],
    [
      "a quotation mark that is not closed",
      (text) => text.replace("lead: It", 'lead: "It'),
      'line 5: Missing closing "quote'
    ],
    ["a name that is missing", (text) => text.replace(/^zone: .*\n/m, ""), 'line 2: "zone" is missing'],
    [
      "a value of another kind",
      (text) => text.replace("messages: 2", "messages: two"),
      'line 10: "messages" is not as it was written'
    ],
    [
      "front matter without an end",
      (text) => text.replace(/\n---\n/, "\n"),
      "line 1: the --- that opens the front matter is never closed by another"
    ],
    [
      "text alone",
      () => "The lift is broken.\n",
      "line 1: there is no front matter, which begins with a line of ---"
    ]
  ]
  for (const [what, edit, fault] of cases) {
    it.effect(`tells the line and the reason of ${what}`, () =>
      Effect.gen(function* () {
        const text = edit(yield* encode(post))
        expect(yield* decode(post.key, text)).toBe(null)
        expect(yield* faultOf(text)).toBe(fault)
      })
    )
  }
})
