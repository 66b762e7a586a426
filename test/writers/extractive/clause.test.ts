import { describe, expect, it } from "@effect/vitest"
import { clauseOf } from "../../../src/writers/extractive/clause.js"

const about =
  (...words: ReadonlyArray<string>) =>
  (clause: string): number =>
    words.filter((word) => clause.includes(word)).length

describe("the part of a line that can be a heading", () => {
  it.each([
    ["It's a girl!", ["girl"], "It's a girl!"],
    ["Good morning all! The lift is stuck again.", ["lift"], "The lift is stuck again"],
    [
      "Beschlossen: 4 Lampen, 156 €, Murat bestellt, Montage Samstag 10 Uhr, wer eine Leiter hat bringt sie mit",
      ["Lampen"],
      "Beschlossen: 4 Lampen, 156 €, Murat bestellt"
    ],
    ["議事録です。\n・日にち：8月3日（日）", ["議事録"], "議事録です"],
    ["the key is on the hook, see https://example.org/keys", ["key"], "the key is on the hook"],
    ["🎉🎉 we won 🎉", ["won"], "we won"],
    ["9. bis 16. August, 840 Euro für alle", ["August"], "9. bis 16. August, 840 Euro für alle"],
    ["Só os bombeiros é que sabem, kkkkk ahahah 😂", ["bombeiros"], "Só os bombeiros é que sabem"],
    ["Ha piovuto e la chiave solo lui ha", ["chiave"], "Ha piovuto e la chiave solo lui ha"],
    ["卵焼きだけでお腹いっぱいになりましたwww", ["卵焼き"], "卵焼きだけでお腹いっぱいになりました"]
  ])("of %j", (text, words, clause) => {
    expect(clauseOf(text, about(...words))?.text).toBe(clause)
  })

  it.each(["https://example.org", "Bom dia!", "😂", "", "42", "Goal!", "word".repeat(100)])(
    "is none in %j",
    (text) => {
      expect(clauseOf(text, () => 1)).toBe(null)
    }
  )
})
