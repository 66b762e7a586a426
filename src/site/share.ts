/**
 * What the head of a page says to those who come from elsewhere: search engines, feed readers, and the chats in
 * which somebody shares its address.
 */
import { mediaName, typeOf } from "../domain/mediaFile.js"
import { type Html, html } from "./html.js"
import { localeOf } from "./labels.js"
import type { Version, Versions } from "./pictures/versions.js"
import type { Surroundings } from "./renderMarkdown.js"

/** The feeds by their files. */
export const feeds = {
  rss: { path: "feed.xml", type: "application/rss+xml" },
  atom: { path: "atom.xml", type: "application/atom+xml" },
  json: { path: "feed.json", type: "application/feed+json" }
} as const

/** What is told of a post where it is shared. */
export interface Shared {
  /** ISO 8601, with the offset of the chat's zone. */
  readonly date: string
  /** The picture that stands for it; null where it has none. */
  readonly picture: Card | null
}

/** A picture for a card: its path from the site's root, and its size in pixels where that is known. */
interface Card extends Pick<Version, "path">, Partial<Pick<Version, "width" | "height">> {}

/** A page, as those who come from elsewhere are told of it. */
interface SharedPage {
  readonly title: string
  readonly description: string
  readonly language: string
  /** The way back to the site's root. */
  readonly root: string
  /** From the site's root; null for a page that is shown at any address. */
  readonly path: string | null
  readonly post?: Shared
}

/**
 * A site with a public address says each page's own one, its feeds, and the card that stands for the page
 * where it is shared: a post's with its first picture. One without an address is private as far as we know,
 * asks not to be found, and is described to nobody.
 */
export const headLinks = (
  site: { readonly title: string; readonly url: string | null },
  page: SharedPage
): Html => {
  const { url } = site
  if (url === null || page.path === null) return html`<meta name="robots" content="noindex">\n`
  const address = addressOf(url, page.path)
  const picture = page.post?.picture ?? null
  return html`<meta name="description" content="${page.description}">
<link rel="canonical" href="${address}">
${Object.values(feeds).map(
  ({ path, type }) =>
    html`<link rel="alternate" type="${type}" title="${site.title}" href="${page.root}${path}">\n`
)}<meta property="og:title" content="${page.title}">
<meta property="og:description" content="${page.description}">
<meta property="og:type" content="${page.post === undefined ? "website" : "article"}">
<meta property="og:url" content="${address}">
<meta property="og:site_name" content="${site.title}">
<meta property="og:locale" content="${localeOf(page.language)}">
${page.post === undefined ? null : html`<meta property="article:published_time" content="${page.post.date}">\n`}${picture === null ? null : imageOf(picture, url)}<meta name="twitter:card" content="${picture === null ? "summary" : "summary_large_image"}">
`
}

/** The picture that stands for a post where it is shared: the first that the site has. */
export const cardOf = (
  { media, versions }: { readonly media: Surroundings["media"]; readonly versions: Versions },
  { attachments, body }: { readonly attachments: ReadonlyArray<string>; readonly body: string }
): Card | null => {
  const names = attachments.flatMap((path) => (body.includes(path) ? [mediaName(path)] : []))
  const name = names.find((it) => typeOf(it) === "picture" && media.has(it))
  return name === undefined ? null : (versions.get(name)?.at(-1) ?? { path: `media/${name}` })
}

/** The public address of a page, by its path from the site's root. */
export const addressOf = (url: string, path: string): string =>
  new URL(path === "index.html" ? "" : path.split("/").map(encodeURIComponent).join("/"), url).href

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const imageOf = ({ height, path, width }: Card, url: string): Html => {
  const size =
    width === undefined || height === undefined
      ? null
      : html`<meta property="og:image:width" content="${width}">
<meta property="og:image:height" content="${height}">
`
  return html`<meta property="og:image" content="${addressOf(url, path)}">
${size}`
}
