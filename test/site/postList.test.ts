import { describe, expect, it } from "vitest"
import { fullEntry } from "../../src/site/postList.js"
import { headOf, siteOf } from "../support/heads.js"

describe("a post in a list", () => {
  it("has its lead and its numbers; a quiet day without pictures is a line", () => {
    const entry = (messages: number, attachments: ReadonlyArray<string> = []) => {
      const head = headOf("2025-05-02", { messages, attachments })
      return fullEntry(siteOf([head]), head).markup
    }
    expect(entry(4)).toContain('<p class="lead">')
    expect(entry(3, ["media/aa.jpg"])).toContain('<p class="lead">')
    expect(entry(3)).toBe(
      `<li class="quiet"><p class="when"><time datetime="2025-05-02T08:00:00+00:00">Fri 2 May</time> · <a href="posts/2025-05-02.html" lang="en">The day 2025-05-02</a></p></li>\n`
    )
  })
})
