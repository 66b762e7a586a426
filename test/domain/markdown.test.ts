import { describe, expect, it } from "@effect/vitest"
import { clean, escapeText, escapeWithLinks, linksOf, safeUrl } from "../../src/domain/markdown.js"

describe("clean", () => {
  it("drops controls, overrides and unpaired surrogates, and keeps emoji of several parts", () => {
    expect(clean("a\u0000b\u001b[31mc\u202egpj.exe\u2066x\u2069\ufeff\ud800!\r\nd\re\u2028f\t👩‍👩‍👧🏴󠁧󠁢󠁥󠁮󠁧󠁿")).toBe(
      "ab[31mcgpj.exex\ufffd!\nd\ne\nf\t👩‍👩‍👧🏴󠁧󠁢󠁥󠁮󠁧󠁿"
    )
  })
})

describe("escapeText", () => {
  const cases: ReadonlyArray<readonly [string, string]> = [
    ["# not a heading", "\\# not a heading"],
    ["> not a quote", "\\> not a quote"],
    ["- not a list", "\\- not a list"],
    ["+ nor this", "\\+ nor this"],
    ["1. nor this", "1\\. nor this"],
    ["2) nor this", "2\\) nor this"],
    ["---", "\\---"],
    ["===", "\\==="],
    ["    indented", "indented"],
    ["```js", "\\`\\`\\`js"],
    ["a | b", "a \\| b"],
    ["![x](y)", "\\!\\[x\\](y)"],
    ["<b>&amp;", "\\<b\\>\\&amp;"],
    ["*a* _b_ ~~c~~ $d$ {{e}}", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\$d\\$ \\{\\{e\\}\\}"],
    ["back\\slash", "back\\\\slash"],
    ["one\ntwo\n\n\n\nthree", "one\\\ntwo\n\nthree"],
    ["plain, 3.5 - and #4 (ok): fine!", "plain, 3.5 - and #4 (ok): fine!"]
  ]
  for (const [before, after] of cases) {
    it(JSON.stringify(before), () => expect(escapeText(before)).toBe(after))
  }
})

describe("links", () => {
  it("are http, https and mailto without a user name, and nothing in them means anything in Markdown", () => {
    const urls = [
      "https://example.org/a_b?c=`d`|e\\f",
      "HTTP://EXAMPLE.org",
      "mailto:a@example.org",
      "javascript:alert(1)",
      "data:text/html,x",
      "vbscript:x",
      "file:///etc/passwd",
      "https://good.example@evil.example",
      "https://",
      "https://a b",
      "//example.org",
      "https://exämple.org/(x)"
    ]
    expect(urls.map(safeUrl)).toEqual([
      "https://example.org/a_b?c=%60d%60%7Ce%5Cf",
      "http://example.org/",
      "mailto:a@example.org",
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      "https://xn--exmple-cua.org/(x)"
    ])
  })

  it("are found in a text without the punctuation around them", () => {
    expect(
      linksOf(
        "see (https://example.org/a), https://en.wikipedia.org/wiki/Cat_(film)! and “https://example.com”."
      )
    ).toEqual(["https://example.org/a", "https://en.wikipedia.org/wiki/Cat_(film)", "https://example.com"])
  })

  it("become links inside escaped text", () => {
    expect(escapeWithLinks("*see* https://example.org/a_b, ok\nhttps://a@b.example")).toBe(
      "\\*see\\* [example.org/a\\_b](<https://example.org/a_b>), ok\\\na@b.example"
    )
    expect(escapeWithLinks("wow!https://example.org")).toBe("wow\\![example.org](<https://example.org/>)")
    expect(escapeWithLinks("\ue0000\ue001 https://example.org")).toBe(
      "0 [example.org](<https://example.org/>)"
    )
  })
})
