/**
 * What the head of a page says to those who come from elsewhere: search engines, feed readers, and the chats in
 * which somebody shares its address.
 */
import { type Html, html } from "./html.js"
import { localeOf } from "./labels.js"
import type { Page, SiteContext } from "./layout.js"
import { isPicture } from "./pictures/versions.js"

/** The feeds by their files. */
export const feeds = {
  rss: { path: "feed.xml", type: "application/rss+xml" },
  atom: { path: "atom.xml", type: "application/atom+xml" },
  json: { path: "feed.json", type: "application/feed+json" }
} as const

/**
 * A site with a public address says each page's own one, its feeds, and the card that stands for the page
 * where it is shared: a post's with its first picture. One without an address is private as far as we know,
 * and asks not to be found.
 */
export const headLinks = (site: SiteContext, page: Page): Html => {
  const { url } = site
  if (url === null || page.path === null) return html`<meta name="robots" content="noindex">\n`
  const address = addressOf(url, page.path)
  const image = page.post === undefined ? null : cardOf(site, url, page.post.attachments)
  const { description } = page.kind === "home" ? { description: site.description ?? page.description } : page
  return html`<link rel="canonical" href="${address}">
${Object.values(feeds).map(
  ({ path, type }) =>
    html`<link rel="alternate" type="${type}" title="${site.title}" href="${page.root}${path}">\n`
)}<meta property="og:title" content="${page.title}">
<meta property="og:description" content="${description}">
<meta property="og:type" content="${page.post === undefined ? "website" : "article"}">
<meta property="og:url" content="${address}">
<meta property="og:site_name" content="${site.title}">
<meta property="og:locale" content="${localeOf(page.language)}">
${page.post === undefined ? null : html`<meta property="article:published_time" content="${page.post.date}">\n`}${image}<meta name="twitter:card" content="${image === null ? "summary" : "summary_large_image"}">
`
}

/** The public address of a page, by its path from the site's root. */
export const addressOf = (url: string, path: string): string =>
  new URL(path === "index.html" ? "" : path.split("/").map(encodeURIComponent).join("/"), url).href

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const cardOf = (
  { media, versions }: SiteContext,
  url: string,
  attachments: ReadonlyArray<string>
): Html | null => {
  const names = attachments.map((path) => path.replace("media/", ""))
  const name = names.find((it) => isPicture(it) && media.has(it))
  if (name === undefined) return null
  const version = versions.get(name)?.at(-1)
  const size =
    version === undefined
      ? null
      : html`<meta property="og:image:width" content="${version.width}">
<meta property="og:image:height" content="${version.height}">
`
  return html`<meta property="og:image" content="${addressOf(url, version?.path ?? `media/${name}`)}">
${size}`
}
