import * as FileSystem from "@effect/platform/FileSystem"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Post } from "../../src/domain/Post.js"
import { encode } from "../../src/site/Markdown.js"
import { render } from "../../src/site/Site.js"
import { noSettings } from "../../src/site/SiteSettings.js"
import { SiteStore, layer as storeLayer } from "../../src/site/SiteStore.js"
import { publish } from "../../src/stages/publish.js"
import * as Extractive from "../../src/writers/extractive/Extractive.js"
import { Writer } from "../../src/writers/Writer.js"
import { hostile } from "../support/hostile.js"
import { message, morning, window, withSite } from "../support/site.js"

const day = 24 * 3600_000

const post = (at: number, changes: Partial<Post> = {}): Post => ({
  key: `2025-05-0${2 + at}`,
  title: `Day ${at + 1}`,
  lead: "The lift is broken & a piano waits.",
  body: "> **Amber Otter** · 08:15\n>\n> ![A picture](../media/aa.jpg)\n>\n> broken\n\n> **Amber Otter** · 08:16\n>\n> still\n\n---\n\nSelected.",
  language: "en",
  start: morning + at * day,
  end: morning + at * day + 3600_000,
  zone: "Europe/Lisbon",
  messages: 3,
  participants: [
    { name: "Amber Otter", messages: 2, quote: "broken" },
    { name: "Quiet Fox", messages: 1, quote: null }
  ],
  attachments: [{ entry: "IMG-1.jpg", path: "media/aa.jpg" }],
  writer: "extractive",
  ...changes
})

const put = (it: Post) => publish(it, () => Stream.make(new Uint8Array([1])))

const everything = Effect.gen(function* () {
  const store = yield* SiteStore
  const names = yield* Effect.forEach(["posts", "profiles", "tags", "assets"], (folder) =>
    Effect.map(store.list(folder), (list) => list.map((name) => `${folder}/${name}`))
  )
  const paths = [...(yield* store.list("")), ...names.flat()]
  return new Map(
    yield* Effect.forEach(paths, (path) =>
      Effect.map(store.read(path), (text) => [path, text ?? ""] as const)
    )
  )
})

describe("Site.render", () => {
  it.live("makes a page of each post and person, and a home page", () =>
    withSite((folder) =>
      Effect.gen(function* () {
        yield* Effect.forEach([post(0), post(1), post(2)], put, { discard: true })
        expect(yield* render({ title: "Rua Verde 12" })).toEqual({
          posts: 3,
          profiles: 2,
          home: `${folder}/site/index.html`,
          edited: [],
          warnings: []
        })
        const files = yield* everything
        expect([...files.keys()].sort()).toEqual([
          "assets/media.css",
          "assets/post.css",
          "assets/search-index.js",
          "assets/search.js",
          "assets/site.js",
          "assets/style.css",
          "gallery.html",
          "index.html",
          "index.md",
          "on-this-day.html",
          "posts/2025-05-02.html",
          "posts/2025-05-02.md",
          "posts/2025-05-03.html",
          "posts/2025-05-03.md",
          "posts/2025-05-04.html",
          "posts/2025-05-04.md",
          "profiles/amber-otter.html",
          "profiles/amber-otter.md",
          "profiles/quiet-fox.html",
          "profiles/quiet-fox.md",
          "search.html",
          "timeline.html"
        ])
        expect(files.get("index.html")).toMatchSnapshot("home")
        expect(files.get("posts/2025-05-03.html")).toMatchSnapshot("post")
        expect(files.get("profiles/amber-otter.html")).toMatchSnapshot("profile")
        expect(files.get("profiles/amber-otter.md")).toMatchSnapshot("profile in Markdown")
      })
    )
  )

  it.live("writes nothing anew when nothing has changed", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        yield* put(post(0))
        yield* render({ title: "Rua Verde 12" })
        const written: Array<string> = []
        yield* render({ title: "Rua Verde 12" }).pipe(
          Effect.provideService(SiteStore, {
            ...store,
            write: (path, text) =>
              Effect.tap(store.write(path, text), ({ changed }) =>
                Effect.sync(() => changed && written.push(path))
              )
          })
        )
        expect(written).toEqual([])
      })
    )
  )

  it.live("points to the neighbours of a post as its language is read", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        yield* Effect.forEach([0, 1, 2], (day) => put({ ...post(day), language: day === 1 ? "ar" : "en" }))
        yield* render({ title: "x" })
        const arrows = (day: string) =>
          Effect.map(store.read(`posts/2025-05-${day}.html`), (page) => (page ?? "").match(/[←→]/gu))
        expect([yield* arrows("02"), yield* arrows("03"), yield* arrows("04")]).toEqual([
          ["→"],
          ["→", "←"],
          ["←"]
        ])
      })
    )
  )

  it.live("calls a chat without a name in the language of its posts", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        const title = Effect.map(store.read("index.html"), (home) => /<title>([^<]*)/.exec(home ?? "")?.[1])
        yield* render({ title: null })
        expect(yield* title).toBe("Our chat")
        yield* put({ ...post(0), language: "pt" })
        yield* render({ title: null })
        expect(yield* title).toBe("A nossa conversa")
        yield* render({ title: null, settings: { ...noSettings, language: "ja" } })
        expect(yield* title).toBe("私たちのチャット")
      })
    )
  )

  it.live("says what the site's own person says of it", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        yield* put(post(0))
        const settings = {
          title: "Our <street>",
          description: "Ten years of it",
          language: "pt",
          url: "https://example.org/rua/"
        }
        yield* render({ title: "Rua Verde 12", settings })
        const home = yield* store.read("index.html")
        expect(home).toContain('<html lang="pt" dir="ltr">')
        expect(home).toContain("<title>Our &lt;street&gt;</title>")
        expect(home).toContain('<meta name="description" content="Ten years of it">')
        expect(home).not.toContain("Rua Verde 12")
        expect(yield* store.read("posts/2025-05-02.html")).toContain(
          "<title>Day 1 · Our &lt;street&gt;</title>"
        )
      })
    )
  )

  it.live("renders anew only what shows something that changed", () =>
    withSite((folder) =>
      Effect.gen(function* () {
        const fs = yield* FileSystem.FileSystem
        const rendered = `${folder}/site/.egregora/rendered`
        /** Renders as a process of its own, and gives the paths of the pages that this wrote. */
        const renderNow = (options: { readonly refresh?: boolean } = {}) =>
          Effect.gen(function* () {
            const before = yield* inodes
            yield* Effect.provide(render({ title: "Rua Verde 12", ...options }), storeLayer(`${folder}/site`))
            const after = yield* inodes
            return [...after].flatMap(([path, inode]) => (before.get(path) === inode ? [] : [path]))
          })
        const inodes = Effect.gen(function* () {
          const paths = [...(yield* everything).keys()].filter((path) => !path.endsWith(".md"))
          const inodeOf = (path: string) =>
            Effect.match(fs.stat(`${folder}/site/${path}`), {
              onFailure: () => [path, null] as const,
              onSuccess: ({ ino }) => [path, Option.getOrNull(ino)] as const
            })
          return new Map(yield* Effect.forEach(paths, inodeOf))
        })
        const pages = (from: number, to: number) =>
          Array.from({ length: to - from + 1 }, (_, at) => `posts/2025-05-0${2 + from + at}.html`)
        yield* Effect.forEach(
          [0, 1, 2, 3, 4, 5].map((at) => post(at)),
          put,
          { discard: true }
        )
        yield* renderNow()
        const first = yield* everything
        expect(yield* renderNow()).toEqual([])

        // What it knows of posts that nobody touched it does not read.
        const known = yield* fs.readFileString(rendered)
        yield* fs.writeFileString(rendered, known.replaceAll("The lift is broken", "Never read"))
        yield* renderNow()
        expect((yield* everything).get("index.html")).toContain("Never read")
        yield* fs.writeFileString(rendered, known)

        yield* put(post(2, { body: "Other words." }))
        expect(yield* renderNow()).toEqual([
          "index.html",
          "top.html",
          ...pages(2, 2),
          "assets/search-index.js"
        ])
        yield* put(post(2, { title: "Another title", body: "Other words." }))
        expect(yield* renderNow()).toEqual([
          "index.html",
          "on-this-day.html",
          ...pages(1, 3),
          "profiles/amber-otter.html",
          "profiles/quiet-fox.html",
          "assets/search-index.js"
        ])
        yield* put(post(2))
        yield* renderNow()
        expect(yield* everything).toEqual(first)

        yield* fs.remove(`${folder}/site/media/aa.jpg`)
        expect(yield* renderNow()).toEqual([
          "index.html",
          "on-this-day.html",
          "search.html",
          "timeline.html",
          "top.html",
          ...pages(0, 5),
          "profiles/amber-otter.html",
          "profiles/quiet-fox.html"
        ])
        yield* put(post(0))
        yield* renderNow()
        yield* fs.writeFileString(`${folder}/site/posts/2025-05-03.html`, "by hand")
        expect(yield* renderNow()).toEqual(pages(1, 1))

        for (const garbage of ["", "{}\n[\nnull\n", known.slice(0, -40)]) {
          yield* fs.writeFileString(rendered, garbage)
          yield* fs.remove(`${folder}/site/posts/2025-05-04.html`)
          expect(yield* renderNow()).toEqual(pages(2, 2))
        }
        yield* fs.writeFileString(rendered, known.replaceAll("The lift is broken", "Never read"))
        expect(yield* renderNow({ refresh: true })).toEqual([])
        expect(yield* everything).toEqual(first)
      })
    )
  )

  it.live("leaves out a file that is no post, and says which", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        yield* put(post(0))
        yield* store.write("posts/notes.md", "# My notes")
        yield* store.write(
          "posts/broken.md",
          (yield* encode(post(1))).replace("messages: 3", "messages: three")
        )
        const remedy = "correct it, or remove it and process the chat again."
        expect((yield* render({ title: "x" })).warnings).toEqual([
          `posts/broken.md was left out: line 10: "messages" is not as it was written; ${remedy}`,
          `posts/notes.md was left out: line 1: there is no front matter, which begins with a line of ---; ${remedy}`
        ])
        expect(yield* store.list("posts")).toEqual([
          "2025-05-02.html",
          "2025-05-02.md",
          "broken.md",
          "notes.md"
        ])
      })
    )
  )

  it.live("renders what a reader has edited", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        yield* store.write(
          "posts/2025-05-02.md",
          (yield* encode(post(0))).replace("title: Day 1", "title: <Our> day")
        )
        yield* render({ title: "x" })
        expect(yield* store.read("index.html")).toContain(
          `<a href="posts/2025-05-02.html">&lt;Our&gt; day</a>`
        )
      })
    )
  )

  it.live("removes the pages of people and posts that are gone, and nobody else's files", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        yield* put(post(0, { participants: [{ name: "Eva Dias", messages: 3, quote: null }] }))
        yield* put(post(1))
        yield* render({ title: "x" })
        expect(yield* store.list("profiles")).toContain("eva-dias.md")
        yield* put(post(0))
        yield* store.remove("posts/2025-05-03.md")
        yield* store.write("profiles/mine.md", "# Mine")
        yield* store.write("posts/mine.html", "<p>Mine</p>")
        yield* render({ title: "x" })
        expect(yield* store.list("profiles")).toEqual([
          "amber-otter.html",
          "amber-otter.md",
          "mine.md",
          "quiet-fox.html",
          "quiet-fox.md"
        ])
        expect(yield* store.list("posts")).toEqual(["2025-05-02.html", "2025-05-02.md", "mine.html"])
      })
    )
  )

  it.live("shows a picture that the site does not hold as text", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        yield* store.write("posts/2025-05-02.md", yield* encode(post(0)))
        yield* render({ title: "x" })
        const page = (yield* store.read("posts/2025-05-02.html")) ?? ""
        expect(page).toContain(`<span class="missing">A picture (not in the export)</span>`)
        expect(page).not.toContain("<img")
      })
    )
  )

  it.live("gives people whose names look alike pages of their own", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        const participants = ["Zé", "ze", "李小龙", "CON", "../../x", "Ana Costa"].map((name) => ({
          name,
          messages: 1,
          quote: null
        }))
        yield* put(post(0, { participants }))
        yield* render({ title: "x" })
        const pages = (yield* store.list("profiles")).filter((name) => name.endsWith(".html"))
        expect(pages.length).toBe(6)
        expect(pages.every((name) => /^[a-z0-9-]+\.html$/.test(name))).toBe(true)
        expect(pages).toContain("ana-costa.html")
      })
    )
  )
})

describe("what a chat can do to a page", () => {
  const elements = new Set(
    (
      "html head meta title link body a header nav main article h1 h2 h3 p div span section ol ul li time small b i strong em " +
      "blockquote br hr img figure figcaption dl dt dd footer pre code table thead tbody tr th td " +
      "script button form input select option"
    ).split(" ")
  )
  const attributes = new Set(
    (
      "lang dir start charset name content http-equiv rel href class id src alt loading datetime type value role " +
      "aria-label aria-labelledby aria-hidden aria-live autocomplete spellcheck enterkeyhint " +
      "data-sign data-auto data-light data-dark data-days data-words"
    ).split(" ")
  )

  const expectInert = Effect.gen(function* () {
    for (const [path, text] of yield* everything) {
      if (!path.endsWith(".html")) continue
      const tags = text.match(/<[a-z][^>]*>/gi) ?? []
      expect(tags.length).toBeGreaterThan(10)
      for (const tag of tags) {
        expect(elements, `${path} ${tag}`).toContain(/^<([a-z0-9-]+)/i.exec(tag)?.[1])
        for (const [, name, value] of tag.matchAll(/\s([^\s=>"]+)="([^"]*)"/g)) {
          expect(attributes, `${path} ${tag}`).toContain(name)
          if (tag.startsWith("<script")) {
            expect(tag).toMatch(
              /^<script src="(?:\.\.\/)?assets\/(?:site\.js"|search(?:-index)?\.js" defer)>$/
            )
          } else if (name === "href" || name === "src") {
            expect(value, `${path} ${tag}`).toMatch(
              /^(?:https?:\/\/[^@]*$|mailto:|#[\w%-]+$|(?:\.\.\/)?(?:assets\/(?:style|post|media)\.css|(?:(?:posts|profiles|tags)\/)?[\w-]+\.html(?:#[\w-]+)?)$)/
            )
          }
        }
      }
      expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|(?![\t\n])\p{Cc}/u)
    }
  })

  it.live("nothing: no element, attribute or address of its own, in any of its lines", () =>
    withSite(() =>
      Effect.gen(function* () {
        const writer = yield* Writer
        const messages = hostile.map((text, at) =>
          message(at * 2, at % 2 === 0 ? "Amber Otter" : `<b>"x"</b>`, text)
        )
        for (let at = 0; at < messages.length; at += 6) {
          const part = window(messages.slice(at, at + 6))
          yield* put(yield* writer.write({ ...part, key: `part-${at}` }))
        }
        yield* render({ title: `<script>alert("title")</script>` })
        yield* expectInert
      })
    ).pipe(Effect.provide(Extractive.layer))
  )

  it.live("nothing either when somebody has put it into a post by hand", () =>
    withSite(() =>
      Effect.gen(function* () {
        for (const [at, line] of hostile.entries()) {
          const text = line.replace(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, "")
          yield* put(post(0, { key: `part-${at}`, title: text, lead: text, body: text, attachments: [] }))
        }
        yield* render({ title: "x" })
        yield* expectInert
      })
    )
  )
})
