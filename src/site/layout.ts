/**
 * What all pages share: the document around a page's own part.
 */
import { type Html, html } from "./html.js"
import { type Labels, localeOf } from "./labels.js"
import { initialOf, type Person, type PostHead } from "./people.js"
import type { Versions } from "./pictures/versions.js"
import { headLinks, type Shared } from "./share.js"
import { sheets } from "./style.js"

/** What every page shows of its site. */
export interface SiteFrame {
  readonly title: string
  /** The public address of the site's folder, with `/` at its end; null where it has none. */
  readonly url: string | null
  /** The language of the pages that belong to no post. */
  readonly language: string
  /** The pages that the navigation leads to, beside posts and people. */
  readonly sections: ReadonlyArray<{ readonly path: string; readonly label: string }>
}

/** The site as a page sees it. */
export interface SiteContext extends SiteFrame {
  /** What the site is about, in the words of whoever made it; null where nothing was said. */
  readonly description: string | null
  /** The posts in order of time. */
  readonly posts: ReadonlyArray<PostHead>
  readonly people: ReadonlyArray<Person>
  /** Names of the files in `media`. */
  readonly media: ReadonlySet<string>
  /** The smaller versions of pictures in `media`. */
  readonly versions: Versions
}

/** A page's own part and what the document must say of it. */
export interface Page {
  readonly title: string
  readonly description: string
  readonly language: string
  readonly labels: Labels
  /** The way back to the site's root: "" or "../"; the whole way to it for a page that may be shown at any address. */
  readonly root: string
  /** From the site's root; null for a page that is shown at any address. */
  readonly path: string | null
  /** The post that it is the page of. */
  readonly post?: Shared
  readonly kind: "home" | "post" | "profile" | "section"
  readonly main: Html
}

/**
 * A whole document. The policy lets it load the site's own pictures, sounds and style sheet and
 * nothing else; "file:" stands for them when the page is opened from a folder.
 */
export const document = (site: SiteFrame, page: Page): string =>
  `<!doctype html>\n${
    html`<html lang="${page.language === "und" ? site.language : page.language}" dir="${directionOf(page.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; media-src 'self' file:; style-src 'self' file:; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="egregora">
<meta name="description" content="${page.description}">
<title>${page.kind === "home" ? page.title : `${page.title} · ${site.title}`}</title>
${headLinks(site, page)}<link rel="stylesheet" href="${page.root}${(page.kind === "post" ? sheets.post : sheets.site).path}">
</head>
<body class="${page.kind}">
<a class="skip" href="#main">${page.labels.skip}</a>
${page.kind === "home" ? null : banner(site, page)}<main id="main">
${page.main}
</main>
<footer class="site"><p>${page.labels.madeBy}</p></footer>
</body>
</html>
`.markup
  }`

const banner = ({ sections, title }: SiteFrame, { root, labels }: Page): Html =>
  html`<header class="site"><a class="name" href="${root}index.html">${title}</a><nav aria-label="${labels.home}"><a href="${root}index.html#posts">${labels.posts}</a> <a href="${root}index.html#people">${labels.people}</a>${sections.map(
    ({ label, path }) => html` <a href="${root}${path}">${label}</a>`
  )}</nav></header>
`

/** A person's coloured dot with their initial; it says nothing that the name beside it does not. */
export const dot = ({ name, tone }: Pick<Person, "name" | "tone">): Html =>
  html`<span class="dot tone-${tone}" aria-hidden="true">${initialOf(name)}</span>`

/** An instant as a `<time>` in the page's language and the chat's zone. */
export const time = (iso: string, zone: string, language: string, style: Intl.DateTimeFormatOptions): Html =>
  html`<time datetime="${iso}">${date(iso, zone, language, style)}</time>`

/** An instant in words. */
export const date = (
  iso: string,
  zone: string,
  language: string,
  style: Intl.DateTimeFormatOptions
): string =>
  formatter(localeOf(language) === "en" ? "en-GB" : localeOf(language), zone, style).format(Date.parse(iso))

/** A day in full. */
export const longDay = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const
/** A day where the month is known from around it. */
export const shortDay = { weekday: "short", day: "numeric", month: "short" } as const

/** The direction in which a language is written. */
export const directionOf = (language: string): string =>
  /^(?:ar|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/.test(language) ? "rtl" : "ltr"

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs a thousand times what using one does. */
const formatter = (locale: string, zone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = JSON.stringify([locale, zone, style])
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...style, timeZone: zone })
  formatters.set(key, known)
  return known
}
