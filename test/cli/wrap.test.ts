import { expect, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import { columns, cut, pad, wrap } from "../../src/cli/wrap.js"

it.each([
  ["", 0],
  ["window_0", 8],
  ["日本", 4],
  ["👍", 2],
  ["e\u0301", 1],
  ["한글 ok", 7]
])("%j takes %i columns", (text, width) => {
  expect(columns(text)).toBe(width)
})

it("fills up and cuts by columns", () => {
  expect(pad("日本", 6)).toBe("日本  ")
  expect(pad("long enough", 3)).toBe("long enough")
  expect(cut("window_0", 8)).toBe("window_0")
  expect(cut("window_0", 7)).toBe("window…")
  expect(cut("日本語", 5)).toBe("日本…")
  expect(cut("日本語", 4)).toBe("日…")
  expect(cut("├─ window_0", 8)).toBe("├─ wind…")
  expect(cut("cafe\u0301s", 5)).toBe("cafe\u0301s")
  expect(cut("cafe\u0301s", 4)).toBe("caf…")
})

it.prop(
  "cuts what does not fit, and only that",
  [
    FastCheck.string({
      unit: FastCheck.constantFrom("a", "é", "e\u0301", "─", "日", "👍", "\u0000"),
      maxLength: 30
    }),
    FastCheck.integer({ min: 1, max: 20 })
  ],
  ([text, width]) => {
    const found = cut(text, width)
    expect(columns(found)).toBeLessThanOrEqual(width)
    expect(found === text).toBe(columns(text) <= width)
    if (found !== text) {
      expect(text.startsWith(found.slice(0, -1))).toBe(true)
      expect(columns(found)).toBeGreaterThanOrEqual(width - 1)
    }
  }
)

it.each([
  ["", 4, [""]],
  ["one two three", 7, ["one two", "three"]],
  ["one two three", 6, ["one", "two", "three"]],
  ["a\n\nb", 4, ["a", "", "b"]],
  ["abcdefghij", 4, ["abcd", "efgh", "ij"]],
  ["an abcdefghij", 4, ["an", "abcd", "efgh", "ij"]],
  ["abcd ", 4, ["abcd"]],
  ["  indented", 5, ["  ind", "  ent", "  ed"]],
  ["日本語", 3, ["日", "本", "語"]]
])("wraps %j to %i columns", (text, width, lines) => {
  expect(wrap(text, width)).toStrictEqual(lines)
})

it.prop(
  "loses nothing but spaces, and no line is too wide",
  [
    FastCheck.string({ unit: FastCheck.constantFrom("a", "b", " ", "日", "\n"), maxLength: 60 }),
    FastCheck.integer({ min: 2, max: 20 })
  ],
  ([text, width]) => {
    const lines = wrap(text, width)
    expect(Math.max(...lines.map(columns))).toBeLessThanOrEqual(width)
    expect(lines.join("").replaceAll(" ", "")).toBe(text.replace(/[ \n]/g, ""))
  }
)
