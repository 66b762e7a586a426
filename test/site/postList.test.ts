import { describe, expect, it } from "vitest"
import { html } from "../../src/site/html.js"
import { byMonth, fullEntry } from "../../src/site/postList.js"
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

  it("is one line with the quiet days beside it, each once, in order of time", () => {
    const heads = [
      headOf("2025-05-01", { messages: 1, title: "“ok”" }),
      headOf("2025-05-02", { messages: 9 }),
      headOf("2025-05-03", { messages: 2, title: "“hello”" }),
      headOf("2025-05-04", { messages: 3, title: "“ja”", language: "de" }),
      headOf("2025-05-06", { messages: 1, title: "“hello”" }),
      headOf("2025-06-01", { messages: 1, title: "“yes”" })
    ]
    const list = byMonth(siteOf(heads), [...heads].reverse(), ({ key }) => html`<li>${key}</li>\n`)
    const day = (date: string, text: string) => `<time datetime="${date}T08:00:00+00:00">${text}</time>`
    expect(list.map(({ markup }) => /<ol>\n([\s\S]*)<\/ol>/.exec(markup)?.[1])).toEqual([
      "<li>2025-06-01</li>\n",
      `<li class="quiet"><p class="when">${day("2025-05-03", "Sat 3 May")} – ${day("2025-05-06", "Tue 6 May")} · Few messages: <a href="posts/2025-05-03.html" lang="en">“hello”</a> · <a href="posts/2025-05-04.html" lang="de">“ja”</a> · <a href="posts/2025-05-06.html">${day("2025-05-06", "Tue 6")}</a></p></li>
<li>2025-05-02</li>
<li>2025-05-01</li>
`
    ])
  })
})
