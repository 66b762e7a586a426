import { describe, expect, it } from "@effect/vitest"
import type { Post } from "../../src/domain/Post.js"
import { quotedLines } from "../bench/quotedLines.js"
import { centroid, lead, length, lexRank, linesOf, ranked, textRank } from "../bench/rankLines.js"
import { aMessage, aWindow } from "../support/aWindow.js"

const windowOf = (...texts: ReadonlyArray<string>) =>
  aWindow({ messages: texts.map((text, index) => aMessage({ index, author: "Ana", text })) })

describe("the methods that a writer is measured against", () => {
  const window = windowOf(
    "the tortoise escaped",
    "",
    "water tortoise",
    "water returns tomorrow morning maybe, promised Wei",
    "ok"
  )
  const lines = linesOf(window, "en")

  it("choose among the lines with words, cut by their language and without its stop words", () => {
    expect(lines.map(({ at, words }) => [at, ...words])).toEqual([
      [0, "tortoise", "escaped"],
      [2, "water", "tortoise"],
      [3, "water", "returns", "tomorrow", "morning", "promised", "wei"],
      [4]
    ])
    expect(linesOf(windowOf("猫の名前は決定"), "ja")[0]?.words).toEqual(["猫", "名前", "決定"])
  })

  it("rank them, of equals the earlier first", () => {
    expect(
      Object.entries({ centroid, lead, length, lexRank, textRank }).map(([name, method]) => [
        name,
        ...ranked(method, lines)
      ])
    ).toEqual([
      ["centroid", 3, 2, 0, 4],
      ["lead", 0, 2, 3, 4],
      ["length", 3, 0, 2, 4],
      ["lexRank", 2, 0, 3, 4],
      ["textRank", 2, 0, 3, 4]
    ])
  })

  it("give a chain of three lines the PageRank that it has", () => {
    const [first, middle, last, alone] = lexRank(lines)
    expect([first, middle, last, alone].map((score) => score?.toFixed(4))).toEqual([
      "0.7703",
      "1.4595",
      "0.7703",
      "0.1500"
    ])
  })
})

describe("the lines that a post quotes", () => {
  const window = windowOf(
    "ok",
    "it's *a* girl!",
    "see https://www.hospital.example/visits",
    "ok",
    "a long line that the lead cuts before its end comes",
    "not quoted",
    "two\nlines"
  )
  const post = (parts: Partial<Post>): Post => ({
    key: "2025-10-28",
    title: "",
    lead: "",
    body: "",
    language: "en",
    start: 0,
    end: 0,
    zone: "UTC",
    messages: 7,
    participants: [],
    attachments: [],
    writer: "extractive",
    ...parts
  })

  it("are found in blocks of the body, each once, as they are set there", () => {
    const body = [
      "> **Ana** · 07:10\n>\n> it's \\*a\\* girl!",
      "- **Ana** see [hospital.example/visits](https://www.hospital.example/visits)",
      "> ok",
      "> two\\\n> lines",
      "quoted"
    ].join("\n\n")
    expect(quotedLines(post({ body }), window)).toEqual({ shown: new Set([0, 1, 2, 6]), first: new Set() })
  })

  it("are found in title and lead whole, or cut before an ellipsis, but not inside another's words", () => {
    const quoted = quotedLines(
      post({
        title: "“it's *a* girl!”",
        lead: "Ana wrote: “a long line that the lead…”. Ana asked: „ok“. It was not quoted."
      }),
      window
    )
    const first = new Set([0, 1, 3, 4])
    expect(quoted).toEqual({ shown: first, first })
  })
})
