import { describe, expect, it } from "vitest"
import { makeMemory } from "../../src/stages/memory.js"
import { aMessage } from "../support/aWindow.js"

const letter = "They only need three seconds of your voice to take out a loan in your name!"

describe("what is remembered of a chat", () => {
  it("tells what was said before: long texts and links, by whomever", () => {
    const { isRepeat } = makeMemory()
    const said = (text: string, author = "Rui") => isRepeat(aMessage({ author, text }))
    const texts = [
      letter,
      "ok",
      "https://example.org/1",
      "see https://example.org/1",
      "今日は残業で遅くなりますので先に食べてください"
    ]
    expect(texts.map((text) => said(text))).toStrictEqual(texts.map(() => false))
    expect(texts.map((text) => said(` ${text}\n`, "Ana"))).toStrictEqual([true, false, true, true, true])
    expect(said(`${letter} Really.`)).toBe(false)
  })

  it("counts no notices, and no files", () => {
    const { isRepeat, latest } = makeMemory()
    const notices = [aMessage({ author: null, text: letter }), aMessage({ kind: "deleted", text: letter })]
    const picture = aMessage({ media: "a.jpg", text: letter })
    expect([...notices, ...notices, picture, picture].map(isRepeat)).not.toContain(true)
    expect(latest()).toStrictEqual([picture, picture])
  })

  it("forgets what was said longest ago", () => {
    const { isRepeat } = makeMemory()
    const said = (n: number) => isRepeat(aMessage({ text: `https://example.org/${n}` }))
    for (let n = 0; n < 60_000; n++) said(n)
    expect([said(59_999), said(35_000), said(20_000)]).toStrictEqual([true, true, false])
  })

  it("keeps the last words, at least one message of them", () => {
    const { isRepeat, latest } = makeMemory()
    const messages = ["a".repeat(100), "b".repeat(150), "c".repeat(99), "d".repeat(500), "e"].map((text) =>
      aMessage({ text })
    )
    const kept = messages.map((message) => {
      isRepeat(message)
      return latest()
        .map(({ text }) => text[0])
        .join("")
    })
    expect(kept).toStrictEqual(["a", "ab", "bc", "d", "de"])
  })
})
