import { describe, expect, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import { formula, harmless } from "../../src/domain/spreadsheet.js"

/** What a reader of such a file does. */
const undone = (text: string): string =>
  text.startsWith("'") && new RegExp(formula, "u").test(text) ? text.slice(1) : text

describe("harmless", () => {
  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    " =1",
    "\t=1",
    "\r\n-1",
    "\u00a0+1",
    "\ufeff=1",
    "\u3000＝1",
    "＠a"
  ])("has an apostrophe before %j", (text) => expect(harmless(text)).toBe(`'${text}`))

  it.each(["", "window_0", "a=1", "'quoted'", "' a", "2025-05-01", "\n", "[-1]"])("leaves %j alone", (text) =>
    expect(harmless(text)).toBe(text)
  )

  it.prop(
    "never begins as a formula, and can be undone",
    [FastCheck.string({ unit: FastCheck.constantFrom("'", " ", "\v", "\ufeff", "=", "-", "＋", "a") })],
    ([text]) => {
      expect(harmless(text)).not.toMatch(/^\s*[=+\-@＝＋－＠]/)
      expect(undone(harmless(text))).toBe(text)
    }
  )
})
