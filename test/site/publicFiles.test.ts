import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll } from "vitest"
import type { Post } from "../../src/domain/Post.js"
import { render } from "../../src/site/Site.js"
import { noSettings } from "../../src/site/SiteSettings.js"
import { SiteStore } from "../../src/site/SiteStore.js"
import { publish } from "../../src/stages/publish.js"
import { browserPath, launch } from "../support/browser.js"
import { hostile } from "../support/hostile.js"
import { morning, withSite } from "../support/site.js"

const DAY = 24 * 3600_000

const post = (at: number, changes: Partial<Post> = {}): Post => ({
  key: new Date(morning + at * DAY).toISOString().slice(0, 10),
  title: `Day ${at + 1}`,
  lead: "The lift is broken.",
  body: "![A picture](../media/aa.jpg)",
  language: "en",
  start: morning + at * DAY,
  end: morning + at * DAY + 3600_000,
  zone: "Europe/Lisbon",
  messages: 3,
  participants: [{ name: "Amber Otter", messages: 2, quote: null }],
  attachments: [{ entry: "IMG-1.jpg", path: "media/aa.jpg" }],
  writer: "extractive",
  ...changes
})

const put = (it: Post) => publish(it, () => Stream.make(new Uint8Array([1])))

const url = "https://chat.example/rua verde/"
const publicNames = ["404.html", "atom.xml", "feed.json", "feed.xml", "sitemap.xml"]

const read = (path: string) =>
  Effect.flatMap(SiteStore, (store) => Effect.map(store.read(path), (text) => text ?? ""))

/** What a strict reader finds in a feed, and how many elements the titles and leads would bring into its page. */
const parser = `(text) => {
  const xml = new DOMParser().parseFromString(text, "text/xml")
  const html = (element) => new DOMParser().parseFromString(element.textContent, "text/html").body
  const of = (item, ...names) => names.flatMap((name) => [...item.getElementsByTagName(name)])[0]
  const told = [...xml.querySelectorAll("item, entry")].map((item) =>
    [html(of(item, "title")), html(of(item, "summary", "description")), of(item, "link")])
  return {
    error: xml.querySelector("parsererror")?.textContent ?? null,
    root: xml.documentElement.localName,
    items: told.map(([title, lead, link]) =>
      [title.textContent.trim(), lead.textContent.trim(), link.getAttribute("href") ?? link.textContent]),
    elements: told.reduce((sum, [title, lead]) => sum + title.children.length + lead.children.length, 0)
  }
}`

const decodeFeed = Schema.decodeUnknownSync(
  Schema.Struct({
    error: Schema.NullOr(Schema.String),
    root: Schema.String,
    items: Schema.Array(Schema.Tuple(Schema.String, Schema.String, Schema.String)),
    elements: Schema.Int
  })
)

describe("the files of a public site", () => {
  it.live("are there while it has an address, and the same for the same posts", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        yield* put(post(0))
        yield* render({ title: "x" })
        expect((yield* store.list("")).filter((name) => publicNames.includes(name))).toEqual([])
        yield* render({ title: "x", settings: { ...noSettings, url } })
        expect((yield* store.list("")).filter((name) => publicNames.includes(name))).toEqual(publicNames)
        const before = yield* Effect.forEach(publicNames, store.fingerprint)
        yield* Effect.sleep("1100 millis")
        yield* render({ title: "x", settings: { ...noSettings, url } })
        expect(yield* Effect.forEach(publicNames, store.fingerprint)).toEqual(before)
        yield* store.write("robots.txt", "mine")
        yield* render({ title: "x" })
        expect(
          (yield* store.list("")).filter(
            (name) => !/^(?:index|gallery|on-this-day|search|timeline)\./.test(name)
          )
        ).toEqual(["robots.txt"])
      })
    )
  )

  it.live("a page says its address, its feeds and its card, or else that it is not to be found", () =>
    withSite(() =>
      Effect.gen(function* () {
        yield* put(post(0, { title: `"A" & <b>` }))
        const head = (path: string) =>
          Effect.map(read(path), (text) => {
            const lines = text.split("\n")
            return lines.slice(
              lines.findIndex((line) => line.startsWith("<title>")) + 1,
              lines.findIndex((line) => line.startsWith(`<link rel="stylesheet"`))
            )
          })
        yield* render({ title: "Rua Verde 12" })
        expect(yield* head("posts/2025-05-02.html")).toEqual([
          `<meta name="robots" content="noindex">`,
          `<script src="../assets/site.js"></script>`
        ])
        yield* render({ title: "Rua Verde 12", settings: { ...noSettings, url, description: "Ours." } })
        expect(yield* head("posts/2025-05-02.html")).toEqual([
          `<meta name="description" content="The lift is broken.">`,
          `<link rel="canonical" href="https://chat.example/rua%20verde/posts/2025-05-02.html">`,
          `<link rel="alternate" type="application/rss+xml" title="Rua Verde 12" href="../feed.xml">`,
          `<link rel="alternate" type="application/atom+xml" title="Rua Verde 12" href="../atom.xml">`,
          `<link rel="alternate" type="application/feed+json" title="Rua Verde 12" href="../feed.json">`,
          `<meta property="og:title" content="&quot;A&quot; &amp; &lt;b&gt;">`,
          `<meta property="og:description" content="The lift is broken.">`,
          `<meta property="og:type" content="article">`,
          `<meta property="og:url" content="https://chat.example/rua%20verde/posts/2025-05-02.html">`,
          `<meta property="og:site_name" content="Rua Verde 12">`,
          `<meta property="og:locale" content="en">`,
          `<meta property="article:published_time" content="2025-05-02T08:00:00+01:00">`,
          `<meta property="og:image" content="https://chat.example/rua%20verde/media/aa.jpg">`,
          `<meta name="twitter:card" content="summary_large_image">`,
          `<script src="../assets/site.js"></script>`
        ])
        expect((yield* head("index.html")).slice(5, 8)).toEqual([
          `<meta property="og:title" content="Rua Verde 12">`,
          `<meta property="og:description" content="Ours.">`,
          `<meta property="og:type" content="website">`
        ])
        const lost = yield* read("404.html")
        expect(lost).toContain(`<meta name="robots" content="noindex">`)
        expect(Array.from(lost.matchAll(/(?:href)="([^"#]+)[^"]*"/g), ([, link]) => link)).toEqual([
          "/rua%20verde/assets/style.css",
          "/rua%20verde/index.html",
          "/rua%20verde/index.html",
          "/rua%20verde/index.html",
          "/rua%20verde/timeline.html",
          "/rua%20verde/gallery.html",
          "/rua%20verde/on-this-day.html",
          "/rua%20verde/search.html",
          "/rua%20verde/index.html"
        ])
      })
    )
  )

  it.live("the list of pages has every page", () =>
    withSite(() =>
      Effect.gen(function* () {
        yield* put(post(0))
        yield* render({ title: "x", settings: { ...noSettings, url } })
        expect(
          Array.from((yield* read("sitemap.xml")).matchAll(/<loc>(.*?)<\/loc>/g), ([, page]) => page)
        ).toEqual(
          [
            "",
            "gallery.html",
            "on-this-day.html",
            "posts/2025-05-02.html",
            "profiles/amber-otter.html",
            "search.html",
            "timeline.html"
          ].map((path) => `https://chat.example/rua%20verde/${path}`)
        )
      })
    )
  )
})

describe.skipIf(browserPath === undefined)("feeds", () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser?.close())

  it.live("are well-formed whatever posts are called, and tell the newest fifty as they are", () =>
    withSite(() =>
      Effect.gen(function* () {
        const titles = [...hostile, "a ]]> b", "\u0001 \ud800 \ufffe end", "plain"].map(
          (text) => text.trim().replace(/\s+/g, " ") || "x"
        )
        yield* Effect.forEach(titles, (title, at) => put(post(at, { title, lead: title })), { discard: true })
        yield* render({
          title: hostile[0] ?? "",
          settings: { ...noSettings, url, description: `]]> & "<b>"` }
        })
        const feeds = [yield* read("feed.xml"), yield* read("atom.xml"), yield* read("feed.json")]
        const page = yield* Effect.promise(() => browser.newPage())
        const [rss, atom] = yield* Effect.forEach(feeds.slice(0, 2), (text) =>
          Effect.map(
            Effect.promise(() => page.evaluate<unknown>(`(${parser})(${JSON.stringify(text)})`)),
            decodeFeed
          )
        )
        const newest = [...titles]
          .map((title, at) => ({ title, key: post(at).key }))
          .reverse()
          .slice(0, 50)
        const shown = (text: string) =>
          text.replace(/[^\t -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "").trim()
        const expected = newest.map(({ key, title }) => [
          shown(title),
          shown(title),
          `https://chat.example/rua%20verde/posts/${key}.html`
        ])
        expect(rss).toEqual({ error: null, root: "rss", items: expected, elements: 0 })
        expect(atom).toEqual({ error: null, root: "feed", items: expected, elements: 0 })
        const json: unknown = JSON.parse(feeds[2] ?? "")
        expect(json).toMatchObject({
          version: "https://jsonfeed.org/version/1",
          feed_url: "https://chat.example/rua%20verde/feed.json"
        })
      })
    )
  )
})
