import { describe, expect, it } from "@effect/vitest"
import { inUsualLetters } from "../../src/domain/usualLetters.js"

describe("usual letters", () => {
  it.each([
    ["何時？！ ＡＢ（３階）…１５００円：現金", "何時？！ AB（３階）…１５００円：現金"],
    ["𝗔𝗻𝗮 Ｊｏãｏ", "Ana João"],
    ["Ana, João.", "Ana, João."]
  ])("%s is %s: signs and digits stay as they were typed", (text, usual) => {
    expect(inUsualLetters(text)).toBe(usual)
  })
})
