/**
 * The files of a site that only make sense at a public address: feeds, the list of its pages, and the page
 * that is shown where there is none. They hold no instant but the posts' own, so that the same posts give the
 * same bytes.
 */
import * as Effect from "effect/Effect"
import { escapeHtml, html } from "./html.js"
import { labelsFor } from "./labels.js"
import { document, type SiteContext } from "./layout.js"
import { pagePath } from "./postPath.js"
import type { SiteFile } from "./SiteFile.js"
import { addressOf, feeds } from "./share.js"

/** The files; none where the site has no address. `pages` are the site's others. */
export const publicFiles = (
  site: SiteContext,
  pages: ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<SiteFile>> =>
  Effect.gen(function* () {
    const { url } = site
    if (url === null) return []
    const { Feed } = yield* Effect.promise(() => import("feed"))
    const newest = [...site.posts].reverse().slice(0, inFeed)
    const feed = (write: (text: string) => string) => {
      const made = new Feed({
        id: url,
        link: url,
        title: valid(site.title),
        description: valid(site.description ?? ""),
        language: site.language,
        updated: new Date(newest[0]?.window.end ?? 0),
        generator: "egregora",
        feedLinks: {
          rss: addressOf(url, feeds.rss.path),
          atom: addressOf(url, feeds.atom.path),
          json: addressOf(url, feeds.json.path)
        },
        author: { name: valid(site.title) }
      })
      made.addExtension({ name: "_egregora", objects: { about: "made by egregora" } })
      for (const head of newest) {
        const address = addressOf(url, pagePath(head.key))
        made.addItem({
          id: address,
          link: address,
          title: write(valid(head.title)),
          description: escapeHtml(valid(head.lead)),
          date: new Date(head.window.end),
          published: new Date(head.date)
        })
      }
      return made
    }
    // Titles are HTML to readers of RSS and Atom, and text to those of JSON.
    const xml = feed(escapeHtml)
    return [
      { path: feeds.rss.path, text: `${xml.rss2()}\n` },
      { path: feeds.atom.path, text: `${xml.atom1()}\n` },
      { path: feeds.json.path, text: `${feed((text) => text).json1()}\n` },
      { path: "sitemap.xml", text: sitemap(url, pages) },
      { path: "404.html", text: notFound(site, url) }
    ]
  })

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Posts in a feed. */
const inFeed = 50

/** The most that the protocol allows in one file. */
const inSitemap = 50_000

/** Text without what XML cannot hold. */
const valid = (text: string): string =>
  text.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")

const sitemap = (url: string, pages: ReadonlyArray<string>): string => {
  const addresses = pages
    .filter((path) => path.endsWith(".html"))
    .map((path) => addressOf(url, path))
    .sort()
    .slice(0, inSitemap)
  return `<?xml version="1.0" encoding="utf-8"?>
<!-- made by egregora -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${addresses.map((address) => `<url><loc>${escapeHtml(address)}</loc></url>`).join("\n")}
</urlset>
`
}

const notFound = (site: SiteContext, url: string): string => {
  const labels = labelsFor(site.language)
  const root = new URL(url).pathname
  return document(site, {
    title: labels.notFound,
    description: labels.notFound,
    language: site.language,
    labels,
    root,
    path: null,
    kind: "section",
    main: html`<article>
<header>
<h1>${labels.notFound}</h1>
<p><a href="${root}index.html">${labels.home}</a></p>
</header>
</article>`
  })
}
