import { expect, it } from "@effect/vitest"
import { Finder } from "../../../src/sources/whatsapp/Finder.js"

it("finds each place once, in the part that is asked for", () => {
  const finder = new Finder("\u200e")
  const text = Buffer.from("plain\n\u200emarked, \u200etwice\nplain")
  const firstLine = text.indexOf("\n")
  const secondLine = text.indexOf("\n", firstLine + 1)
  expect(finder.first(text, 0, firstLine)).toBe(-1)
  const first = finder.first(text, firstLine, secondLine)
  expect(first).toBe(firstLine + 1)
  expect(finder.first(text, first + 1, secondLine)).toBe(text.lastIndexOf("\u200e"))
  expect(finder.first(text, secondLine, text.length)).toBe(-1)
})

it("looks anew into another text", () => {
  const finder = new Finder("@")
  expect(finder.first(Buffer.from("none here"), 0, 9)).toBe(-1)
  expect(finder.first(Buffer.from("me@home"), 0, 7)).toBe(2)
  expect(finder.first(Buffer.from("@home"), 0, 5)).toBe(0)
})
