import { describe, expect, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import { Utf8Check } from "../../src/sources/Encoding.js"

const warningsOf = (pieces: ReadonlyArray<Uint8Array>): ReadonlyArray<string> => {
  const check = new Utf8Check()
  for (const piece of pieces) check.feed(piece)
  return check.warnings()
}

/** Bytes that are often a part of a character. */
const bytes = FastCheck.array(
  FastCheck.oneof(
    FastCheck.constantFrom(
      0x61,
      0xc3,
      0xa3,
      0xe2,
      0x82,
      0xac,
      0xf0,
      0x9f,
      0x98,
      0x82,
      0xef,
      0xbf,
      0xbd,
      0xed
    ),
    FastCheck.nat(255)
  ),
  { maxLength: 40 }
)

describe("Utf8Check", () => {
  it.prop(
    "counts the characters that are shown as another, however the text is cut",
    [bytes, FastCheck.integer({ min: 1, max: 9 })],
    ([values, size]) => {
      const text = Buffer.from(values)
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
        text.subarray(index * size, (index + 1) * size)
      )
      const shown = [...new TextDecoder("utf-8", { ignoreBOM: true }).decode(text)].filter(
        (character) => character === "\ufffd"
      ).length
      const written = text.toString("latin1").split("\xef\xbf\xbd").length - 1
      expect(Number(/^\d+/.exec(warningsOf(pieces)[0] ?? "0")?.[0])).toBe(shown - written)
    },
    { fastCheck: { numRuns: 2000 } }
  )

  it("says nothing of a text that is UTF-8, whose own replacement characters are its own", () => {
    expect(warningsOf([Buffer.from("olá \ufffd 😂")])).toEqual([])
  })

  it("says what is lost, in one line", () => {
    expect(warningsOf([Buffer.from([0x61, 0xff])])).toEqual([
      "1 character of the text is not in UTF-8, shown as \ufffd; if letters are missing, export the chat again"
    ])
    expect(warningsOf([Buffer.from([0xff, 0xe2]), Buffer.from([0x82])])).toEqual([
      "2 characters of the text are not in UTF-8, shown as \ufffd; if letters are missing, export the chat again"
    ])
  })
})
