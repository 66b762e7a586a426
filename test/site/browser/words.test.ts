import { describe, expect, it } from "vitest"
import { excerpt, pieces } from "../../../src/site/browser/excerpt.js"
import { askedFor, termsOf } from "../../../src/site/browser/words.js"

describe("the terms of a text", () => {
  it.each([
    ["L'Été à Setúbal 🎹", "l ete a setubal 🎹"],
    ["Straße, Łódź; İstanbul", "strasse lodz istanbul"],
    ["كِتابٌ والكتاب أحمد مدرسة", "كتاب كتاب احمد مدرسه"],
    ["क़लम और मेल", "कलम और मेल"],
    ["мир, Ёлка", "мир елка"],
    ["東京都でiPhone", "東京 京都 都で で iphone"],
    ["ラーメン", "らー ーめ めん ん"],
    ["..., !?", ""]
  ])("%s", (text, expected) => {
    expect(
      termsOf(text)
        .map(({ term }) => term)
        .join(" ")
    ).toBe(expected)
  })

  it("stand where their text has them", () => {
    const text = "Em Setúbal: 東京!"
    expect(termsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "Em",
      "Setúbal",
      "東京",
      "京"
    ])
  })

  it.each([
    ["東京都", "東京 京都"],
    ["都", "都"],
    ["piano 東", "piano 東"]
  ])("asked for: %s", (query, expected) => {
    expect(askedFor(query).join(" ")).toBe(expected)
  })
})

describe("what a result shows", () => {
  it("marks what was found in the letters of the text", () => {
    expect(pieces("O café do João", new Set(["cafe", "joao"]))).toEqual([
      "O ",
      { found: "café" },
      " do ",
      { found: "João" }
    ])
    expect(pieces("東京タワー", new Set(["東京", "京た"]))).toEqual([{ found: "東京タ" }, "ワー"])
  })

  it("is where most of what was found stands together", () => {
    const text = `piano ${"word ".repeat(100)}and the piano with its stool ${"word ".repeat(100)}`
    const shown = excerpt(text, new Set(["piano", "stool"]))
    const [before] = shown
    expect(before).toBe("… ")
    expect(shown.filter((piece) => typeof piece === "object")).toEqual([
      { found: "piano" },
      { found: "stool" }
    ])
    expect(shown.at(-1)).toBe(" …")
  })

  it("is the beginning where nothing was found", () => {
    expect(excerpt("A short text.", new Set())).toEqual(["A short text."])
    expect(excerpt("", new Set(["x"]))).toEqual([])
  })

  it("cuts no sign in two", () => {
    const shown = excerpt("🎹".repeat(400), new Set()).join("")
    expect(() => encodeURIComponent(shown)).not.toThrow()
  })
})
