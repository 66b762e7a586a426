import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "effect/FastCheck"
import { detect } from "../../../src/sources/whatsapp/detectShape.js"
import { HeaderReader } from "../../../src/sources/whatsapp/HeaderReader.js"
import { NameTable } from "../../../src/sources/whatsapp/NameTable.js"
import { makeStamp } from "../../../src/sources/whatsapp/Shape.js"
import { brief, readExport } from "../../support/exports.js"
import { readText } from "../../support/readText.js"

interface Line {
  readonly hour: number
  readonly minute: number
  readonly meridiem: "AM" | "PM"
  readonly author: string
  readonly body: string
}

const line: fc.Arbitrary<Line> = fc.record({
  hour: fc.integer({ min: 1, max: 12 }),
  minute: fc.integer({ min: 0, max: 59 }),
  meridiem: fc.constantFrom("AM", "PM"),
  author: fc.constantFrom("Ana", "Rui Dias", "Gil q"),
  body: fc.constantFrom(
    "banana",
    "oboe: a due q",
    "uno\n\n8 due\nqq",
    "@\u2068Eva Dias\u2069 ciao",
    "<Media omitted>",
    "https://maps.google.com/?q=1,2",
    "q",
    ""
  )
})

const LETTERS: Readonly<Record<string, string>> = { A: "Á", a: "á", n: "日", q: "🌻" }
const accented = (text: string): string => text.replace(/[Aanq]/g, (letter) => LETTERS[letter] ?? letter)
const words = (text: string): string => (/[<:/]\w/.test(text) ? text : accented(text))

const chat = (lines: ReadonlyArray<Line>, space: string, written: (text: string) => string): string =>
  lines
    .map(({ hour, minute, meridiem, author, body }) => {
      const time = `${hour}:${String(minute).padStart(2, "0")}${space}${meridiem}`
      return `11/13/24, ${time} - ${written(author)}: ${written(body)}\n`
    })
    .join("")

describe("bytes", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 })

  it.effect.prop(
    "a chat outside ASCII reads as the same chat in ASCII, in pieces of any size",
    [fc.array(line, { minLength: 1, maxLength: 25 }), sizes],
    ([lines, pieces]) =>
      Effect.gen(function* () {
        const ascii = yield* readText(chat(lines, " ", (text) => text))
        const other = yield* readText(chat(lines, "\u202f", words), { sizes: pieces })
        expect(other.survey).toEqual({
          ...ascii.survey,
          authors: new Map([...ascii.survey.authors].map(([name, count]) => [words(name), count])),
          others: new Set([...ascii.survey.others].map(words))
        })
        expect(other.messages).toEqual(
          ascii.messages.map((message) => ({
            ...message,
            author: message.author === null ? null : words(message.author),
            text: words(message.text)
          }))
        )
      }),
    { fastCheck: { numRuns: 100 } }
  )

  it.effect("that are not UTF-8 become one replacement, and their author stays one", () =>
    Effect.gen(function* () {
      const text = Buffer.concat([
        Buffer.from("13/11/2024, 08:15 - Jo\xe3o: ol\xe1\n13/11/2024, 08:16 - Jo\xe3o: \xe1", "latin1"),
        Buffer.from("é\n")
      ])
      const { survey: found, messages: all } = yield* readExport(text)
      expect([...found.authors]).toEqual([["Jo\ufffdo", 2]])
      expect(all.map(brief)).toEqual([
        ["2024-11-13T08:15:00", "Jo\ufffdo", "text", "ol\ufffd"],
        ["2024-11-13T08:16:00", "Jo\ufffdo", "text", "\ufffdé"]
      ])
    })
  )
})

describe("a header's numbers", () => {
  it("are the same when they are read one after the other as when each is read alone", () => {
    const headers = [
      "[1/2/24, 8:15:33 AM] ",
      "[1/2/24, 8:15:34 AM] ",
      "[1/2/24, 8:59:04\u202fPM] ",
      "[11/12/24, 10:00:00\u202fPM] ",
      "[12/12/24, 12:01:09\u202fAM] "
    ]
    const shape = detect(headers.join("\n"))
    if (shape === undefined) return expect.unreachable()
    const stampOf = (reader: HeaderReader, header: string) => {
      const stamp = makeStamp()
      return { end: reader.read(Buffer.from(header), 0, stamp), stamp }
    }
    const one = new HeaderReader(shape)
    const twice = [...headers, ...headers]
    expect(twice.map((header) => stampOf(one, header))).toEqual(
      twice.map((header) => stampOf(new HeaderReader(shape), header))
    )
  })
})

describe("NameTable", () => {
  it("tells names with one hash apart", () => {
    const table = new NameTable<number>()
    const names = ["Aa", "BB", "AaAa", "BBBB", "AaBB"]
    for (const [index, name] of names.entries()) table.set(name, index)
    const text = Buffer.from(names.join(""))
    const at = (name: string) => text.indexOf(name)
    expect(names.map((name) => table.get(text, at(name), at(name) + name.length))).toEqual([0, 1, 2, 3, 4])
    expect(table.get(text, 1, 3)).toBe(undefined)
  })
})
