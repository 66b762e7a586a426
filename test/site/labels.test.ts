import { describe, expect, it } from "@effect/vitest"
import { count, labelsFor } from "../../src/site/labels.js"
import { languages } from "../../src/writers/extractive/phrases.js"

describe("the site's own words", () => {
  it("are there in each language that the writer speaks", () => {
    const english = labelsFor("en")
    expect(languages.filter((language) => language !== "en" && labelsFor(language) === english)).toEqual([])
    expect(labelsFor("und")).toBe(english)
    expect(labelsFor("pt-BR")).toBe(labelsFor("pt"))
  })

  it.each([
    ["en", ["1 message", "2 messages", "1,204 messages"]],
    ["de", ["1 Nachricht", "2 Nachrichten", "1.204 Nachrichten"]],
    ["fr", ["1 message", "2 messages", "1\u202f204 messages"]],
    ["ar", ["1 رسالة", "2 رسالة", "1,204 رسائل"]],
    ["ja", ["1件のメッセージ", "2件のメッセージ", "1,204件のメッセージ"]]
  ])("count in %s", (language, expected) => {
    const { message } = labelsFor(language)
    expect([1, 2, 1204].map((n) => count(language, n, message))).toEqual(expected)
  })
})
