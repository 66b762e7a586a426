/**
 * Any messages, written in any way of the table, are the same when they are read again.
 *
 * What cannot be told apart from something else is not written, and this is all of it:
 * - the invisible marks with which WhatsApp begins its own words (LRM, RLM) or wraps names (embeddings,
 *   isolates, the BOM), and CR, which ends a line: they are in no text here;
 * - line ends at the end of a text: they are read as the end of the message;
 * - outside of iOS, a line that is a header of the chat's own shape, with a date that exists: it begins a message. On iOS messages end
 *   with CR LF, so there such lines are written;
 * - an author all of whose texts begin with the same words and a colon: these words may be the name's end.
 *   Each author says one text without a colon here;
 * - a text that is all one of WhatsApp's phrases for something else.
 */
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "effect/FastCheck"
import { readText } from "../../support/readText.js"
import { type Line, render } from "../../support/whatsappChat.js"
import { type Header, headers, skeleton } from "../../support/whatsappHeaders.js"

const cells = headers()

const author = fc.constantFrom(
  "Rui",
  "Eva Dias",
  "Ana 🌻",
  "+351 900 111 222",
  "李小龍",
  "روي",
  "Rui (obras)",
  "a-b",
  "7",
  "Conceição 'Zé' Sá",
  "[x]",
  "Rui, o outro"
)

const MARKS = /[\r\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

const letters = fc.string({ unit: "binary", maxLength: 20 }).map((text) => text.replace(MARKS, ""))

/** Parts of texts that look like what a parser looks for. */
const hostile = fc.constantFrom(
  "\n",
  "\n\n",
  ": ",
  " - ",
  "[",
  "] ",
  "<",
  ">",
  "(x)",
  "Eva Dias: ",
  "nota: urgente: já",
  "31/12/2024",
  "31/04/2024, 08:15 - Rui: x",
  "99/99/9999, 99:99 - Rui: x",
  "2024年11月7日 20:15 - x",
  "٧/١١/٢٠٢٤، ٨:١٥ م - x",
  "12:30",
  "R6/11/7",
  "POLL:",
  "IMG-1.jpg",
  "<b>",
  "• 3",
  "@351900111222",
  "http://example.org/?a=1",
  '"',
  "“",
  "\t",
  "\u2028",
  "\u0085",
  "\0",
  "🌻"
)

const text = fc
  .array(fc.oneof(letters, hostile), { maxLength: 6 })
  .map((parts) => parts.join("").replace(/\n+$/, ""))

interface Said {
  readonly author: string
  readonly body: string
  /** Since the message before, in seconds. */
  readonly after: number
}

const said: fc.Arbitrary<Said> = fc.record({
  author,
  body: text,
  after: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 4_000_000 }))
})

/** From the years of all eras and from the first of WhatsApp. */
const start = fc.integer({ min: Date.UTC(2010, 0, 1) / 1000, max: Date.UTC(2030, 0, 1) / 1000 })

/** Whether a line has the shape of the chat's headers, and a date that may exist. */
const isHeaderLike = (header: Header, line: string): boolean =>
  !/^(?:31\/04|99\/99)/.test(line) &&
  [0, 12].some((hour) => skeleton(line).startsWith(skeleton(header.write(Date.UTC(2024, 0, 1, hour)))))

/** The lines of a text that begin a message of their own, made to begin none. */
const harmless = (header: Header, body: string): string =>
  header.lineEnd === "\r\n"
    ? body
    : body
        .split("\n")
        .map((line, index) => (index > 0 && isHeaderLike(header, line) ? `x${line}` : line))
        .join("\n")

describe("round trip", () => {
  it.effect.prop(
    "of any messages in any shape, in pieces of any size",
    [
      fc.constantFrom(...cells),
      start,
      fc.array(said, { minLength: 1, maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 3 })
    ],
    ([header, first, all, sizes]) =>
      Effect.gen(function* () {
        let at = first
        const lines: ReadonlyArray<Line> = [
          ...all.map(({ author: by, body, after }) => {
            at += after
            return { at: at * 1000, author: by, body: harmless(header, body) }
          }),
          ...[...new Set(all.map((one) => one.author))].map((by) => ({
            at: at * 1000,
            author: by,
            body: "fim"
          }))
        ]
        const { messages } = yield* readText(render(header, lines), { sizes }, { dateOrder: header.order })
        expect(
          messages.map(({ timestamp, author: by, kind, text: read }) => [timestamp, by, kind, read])
        ).toEqual(
          lines.map(({ at: when, author: by, body }) => [when - (when % header.step), by, "text", body])
        )
      }),
    { fastCheck: { numRuns: 300 } }
  )
})
