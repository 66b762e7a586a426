import { readFileSync } from "node:fs"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { encode } from "../../src/site/Markdown.js"
import { render } from "../../src/site/Site.js"
import { SiteStore } from "../../src/site/SiteStore.js"
import { morning, withSite } from "../support/site.js"

const page = ".egregora/theme/page.html"

const putPost = Effect.gen(function* () {
  const store = yield* SiteStore
  const markdown = yield* encode({
    key: "2025-05-02",
    title: "{{main}} & {{x}}",
    lead: "A lead.",
    body: "## Lift & <stool>\n\ntext\n\n## [a link](https://example.com)\n\n## Lift & <stool>",
    language: "en",
    start: morning,
    end: morning,
    zone: "UTC",
    messages: 1,
    participants: [],
    attachments: [],
    writer: "x"
  })
  yield* store.write("posts/2025-05-02.md", markdown)
})

const failure = (template: string) =>
  withSite((folder) =>
    Effect.gen(function* () {
      yield* (yield* SiteStore).write(page, template)
      const { message } = yield* Effect.flip(render({ title: "x" }))
      return message.replace(`${folder}/site/`, "")
    })
  )

describe("a theme", () => {
  it.live("has a sheet that pages load after their own, as long as it is there", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        yield* putPost
        yield* store.write(".egregora/theme/style.css", ":root { --paper: pink }")
        yield* render({ title: "x" })
        expect(yield* store.read("assets/theme.css")).toBe(":root { --paper: pink }")
        expect(yield* store.read("posts/2025-05-02.html")).toContain(
          `<link rel="stylesheet" href="../assets/post.css">\n<link rel="stylesheet" href="../assets/theme.css">`
        )
        yield* store.remove(".egregora/theme/style.css")
        yield* render({ title: "x" })
        expect(yield* store.read("assets/theme.css")).toBe(null)
        expect(yield* store.read("posts/2025-05-02.html")).not.toContain("theme.css")
      })
    )
  )

  it.live("has a document, whose places are filled once and with nothing that runs", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        yield* putPost
        yield* store.write(
          page,
          `<!doctype html><html lang="{{language}}"><head>{{head}}</head><body class="{{kind}}"><h6>{{ title }} of {{site}} at "{{root}}"</h6>{{main}}</body></html>`
        )
        yield* render({ title: "<Ours>" })
        const text = (yield* store.read("posts/2025-05-02.html")) ?? ""
        expect(text).toMatch(
          /^<!doctype html><html lang="en"><head><meta charset="utf-8">\n.*\n<meta http-equiv="Content-Security-Policy"/
        )
        expect(text).toContain(
          `<body class="post"><h6>{{main}} &amp; {{x}} of &lt;Ours&gt; at "../"</h6><article>`
        )
        expect(text.match(/<article>/g)?.length).toBe(1)
      })
    )
  )

  it.live("of the docs works", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        const docs = readFileSync(new URL("../../docs/site.md", import.meta.url), "utf8")
        const block = (language: string) =>
          new RegExp(`^\`{3}${language}\\n(.*?)^\`{3}`, "ms").exec(docs)?.[1] ?? ""
        yield* putPost
        yield* render({ title: "Ours" })
        const before = (yield* store.read("posts/2025-05-02.html")) ?? ""
        const css = (yield* store.read("assets/style.css")) ?? ""
        const variables = [...block("css").matchAll(/(--\w+):/g)].map(([name]) => name)
        expect(variables.length).toBe(3)
        expect(variables.filter((name) => !css.includes(name))).toEqual([])
        yield* store.write(page, block("html"))
        yield* render({ title: "Ours" })
        expect((yield* store.read("posts/2025-05-02.html")) ?? "").toBe(
          before.replace("</main>\n", "</main>\n<p>The blog of Ours, made with love.</p>\n")
        )
        const table = [...docs.matchAll(/`\{\{(\w+)\}\}`/g)].map(([, name]) => name)
        const { message } = yield* Effect.flip(
          Effect.zipRight(store.write(page, "{{everything}}"), render({ title: "Ours" }))
        )
        expect(
          message
            .replace(/^.*there are /, "")
            .split(", ")
            .sort()
        ).toEqual([...new Set(table)].sort())
      })
    )
  )

  it.live("is refused in one line that says what to do", () =>
    Effect.gen(function* () {
      expect(yield* failure("<head>{{head}}</head>{{mian}}")).toBe(
        `${page}: there is no place {{mian}}; do you mean {{main}}?`
      )
      expect(yield* failure("<head>{{head}}</head>{{sidebar}}{{main}}")).toMatch(
        /: there is no place \{\{sidebar\}\}; there are language, direction, kind, .*footer$/
      )
      expect(yield* failure("{{main}}")).toBe(`${page} has no {{head}}; put it first into <head>`)
      expect(yield* failure("{{head}}")).toBe(
        `${page} has no {{main}}; put it where the page's text is to stand`
      )
    })
  )
})

describe("the headings of a post", () => {
  it.live("have names that links lead to", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        yield* putPost
        yield* render({ title: "x" })
        const text = (yield* store.read("posts/2025-05-02.html")) ?? ""
        expect(text.match(/<h2.*<\/h2>/g)).toEqual([
          `<h2 id="lift-stool"><a href="#lift-stool">Lift &amp; &lt;stool&gt;</a></h2>`,
          `<h2 id="a-link"><a href="https://example.com" rel="noopener noreferrer nofollow">a link</a></h2>`,
          `<h2 id="lift-stool-2"><a href="#lift-stool-2">Lift &amp; &lt;stool&gt;</a></h2>`
        ])
      })
    )
  )
})
