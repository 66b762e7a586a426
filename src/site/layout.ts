/**
 * What all pages share: the document around a page's own part.
 */

import { assets } from "./assets.js"
import { dateFormat } from "./formats.js"
import { escapeHtml, type Html, html } from "./html.js"
import type { Labels } from "./labels/Labels.js"
import { localeOf } from "./labels.js"
import { directionOf, languageOf } from "./language.js"
import { initialOf, type Person, type PostHead } from "./people.js"
import type { Versions } from "./pictures/versions.js"
import { headLinks, type Shared } from "./share.js"
import type { Tag, Tags } from "./tags.js"
import { fill, type Theme, themeSheet } from "./theme.js"

/** What every page shows of its site. */
export interface SiteFrame {
  readonly title: string
  /** The public address of the site's folder, with `/` at its end; null where it has none. */
  readonly url: string | null
  /** The language of the pages that belong to no post. */
  readonly language: string
  /** The pages that the navigation leads to, beside posts and people. */
  readonly sections: ReadonlyArray<{ readonly path: string; readonly label: string }>
  readonly theme: Theme
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
  readonly tags: Tags
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
  /** Its style sheets, from the site's root; most pages have the same. */
  readonly styles?: ReadonlyArray<string>
  /** Scripts of its own, from the site's root. */
  readonly scripts?: ReadonlyArray<string>
}

/**
 * A whole document. The policy lets it load the site's own pictures, sounds, style sheets and scripts and
 * nothing else, and lets no script make markup of text; "file:" stands for them when the page is opened
 * from a folder.
 */
export const document = (site: SiteFrame, page: Page): string => {
  const { labels, root } = page
  const language = languageOf(site, page)
  const nav = navigation(site, page)
  return fill(site.theme.page, {
    language: escapeHtml(language),
    direction: directionOf(language),
    kind: page.kind,
    root,
    title: escapeHtml(page.title),
    site: escapeHtml(site.title),
    head: html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; media-src 'self' file:; style-src 'self' file:; script-src 'self' file:; require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="egregora">
<title>${page.kind === "home" ? page.title : `${page.title} · ${site.title}`}</title>
${headLinks(site, page)}<script src="${root}${assets.site}"></script>${(page.scripts ?? []).map((path) => html`\n<script src="${root}${path}" defer></script>`)}`
      .markup,
    styles: [...(page.styles ?? [assets.style]), ...(site.theme.style === null ? [] : [themeSheet])]
      .map((path) => html`<link rel="stylesheet" href="${root}${path}">`.markup)
      .join("\n"),
    skip: html`<a class="skip" href="#main">${labels.skip}</a>`.markup,
    header: html`<header class="site">${
      page.kind === "home" ? null : html`<a class="name" href="${root}index.html">${site.title}</a>\n`
    }${nav}
<button class="colours" hidden data-auto="${labels.finding.auto}" data-light="${labels.finding.light}" data-dark="${labels.finding.dark}">${labels.finding.colours}</button></header>`
      .markup,
    nav: nav.markup,
    main: page.main.markup,
    footer: html`<footer class="site"><p>${labels.madeBy}</p></footer>`.markup
  })
}

const navigation = ({ sections }: SiteFrame, { root, labels }: Page): Html =>
  html`<nav aria-label="${labels.finding.menu}"><a href="${root}index.html#posts">${labels.posts}</a> <a href="${root}index.html#people">${labels.people}</a>${sections.map(
    ({ label, path }) =>
      html` <a href="${root}${path}"${path === searchPath ? html` rel="search"` : null}>${label}</a>`
  )}</nav>`

/** The search page, by which scripts know its link. */
export const searchPath = "search.html"

/** A circle in a person's colour with their initial: the style sheet's, for the name beside it says it all. */
export const dot = ({ name, tone }: Pick<Person, "name" | "tone">): Html =>
  html`<i class="tone-${tone}" data-sign="${initialOf(name)}"></i>`

/** Tags, each leading to its page; nothing where there are none. */
export const tagList = (tags: ReadonlyArray<Pick<Tag, "label" | "slug">>, root: Page["root"]): Html | null =>
  tags.length === 0
    ? null
    : html`<p class="tags">${tags.map(
        ({ label, slug }, at) => html`${at === 0 ? null : " "}<a href="${root}tags/${slug}.html">${label}</a>`
      )}</p>
`

/** An instant as a `<time>` in the page's language and the chat's zone. */
export const time = (iso: string, zone: string, language: string, style: Intl.DateTimeFormatOptions): Html =>
  html`<time datetime="${iso}">${date(iso, zone, language, style)}</time>`

/** An instant in words. */
export const date = (
  iso: string,
  zone: string,
  language: string,
  style: Intl.DateTimeFormatOptions
): string => dateFormat(localeOf(language), zone, style).format(Date.parse(iso))

/** A day in full. */
export const longDay = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const
/** A day where the month is known from around it. */
export const shortDay = { weekday: "short", day: "numeric", month: "short" } as const
