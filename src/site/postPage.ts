/**
 * The page of a post.
 */
import { type Html, html } from "./html.js"
import { count, type Labels, labelsFor } from "./labels.js"
import { date, document, dot, longDay, type SiteContext, tagList, time } from "./layout.js"
import type { PostFile } from "./Markdown.js"
import type { PostHead } from "./people.js"
import type { Heading } from "./postText.js"
import type { Rendered, Surroundings } from "./renderMarkdown.js"

/** A post and its neighbours in time; null at either end. */
export interface PostInPlace {
  readonly post: PostFile
  readonly earlier: PostHead | null
  readonly later: PostHead | null
}

/** What a post's body is rendered with. */
export const surroundingsOf = (site: SiteContext, post: PostFile): Surroundings => {
  const present = new Set(post.participants.map(({ name }) => name))
  return {
    people: new Map(
      site.people.filter(({ name }) => present.has(name)).map((person) => [person.name, person])
    ),
    media: site.media,
    labels: labelsFor(languageOf(site, post))
  }
}

/** The page of a post. */
export const postPage = (
  site: SiteContext,
  { post, earlier, later }: PostInPlace,
  { people, labels }: Surroundings,
  { headings, html: body }: Rendered
): string => {
  const language = languageOf(site, post)
  const facts = `${count(language, post.messages, labels.message)} · ${count(language, post.participants.length, labels.person)}`
  return document(site, {
    title: post.title,
    description: post.lead,
    language: post.language,
    labels,
    root: "../",
    kind: "post",
    main: html`<article>
<header>
<p class="when">${time(post.date, post.zone, language, longDay)}</p>
<h1>${post.title}</h1>
<p class="facts">${[...people.values()].slice(0, 12).map(dot)} ${facts}</p>
${tagList(site.tags.of.get(post.key) ?? [], "../")}</header>
${contents(headings, labels)}<div class="text">
${body}</div>
</article>
<nav class="neighbours" aria-label="${labels.earlier}, ${labels.later}">
${neighbour(earlier, labels.earlier, "prev", "←")}${neighbour(later, labels.later, "next", "→")}</nav>`
  })
}

const languageOf = (site: SiteContext, { language }: PostFile): string =>
  language === "und" ? site.language : language

/** Posts with so many parts have a list of them. */
const long = 6

const contents = (headings: ReadonlyArray<Heading>, labels: Labels): Html | null =>
  headings.length < long
    ? null
    : html`<nav class="contents" aria-label="${labels.finding.contents}"><ol>
${headings.map(({ id, text }) => html`<li><a href="#${encodeURIComponent(id)}">${text}</a></li>\n`)}</ol></nav>
`

const neighbour = (head: PostHead | null, label: string, rel: "prev" | "next", arrow: string): Html =>
  head === null
    ? html`<span></span>\n`
    : html`<a rel="${rel}" href="${encodeURIComponent(head.key)}.html"><small>${rel === "prev" ? `${arrow} ${label}` : `${label} ${arrow}`} · ${date(head.date, head.zone, head.language, { day: "numeric", month: "short" })}</small> <span>${head.title}</span></a>\n`
