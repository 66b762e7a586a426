/**
 * The home page: the posts, the newest first, and the people.
 */
import * as Arr from "effect/Array"
import { type Html, html } from "./html.js"
import { count, labelsFor } from "./labels.js"
import { date, document, dot, longDay, type SiteContext, shortDay, time } from "./layout.js"
import type { PostHead } from "./people.js"
import { thumbnail } from "./pictures/picture.js"
import { isPicture } from "./pictures/versions.js"

/** Posts that the page shows with their lead; the older ones are a line each. */
const withLead = 60

/** The home page. */
export const homePage = (site: SiteContext): string => {
  const { language, posts: heads } = site
  const labels = labelsFor(language)
  const newestFirst = [...heads].reverse()
  const months = Object.values(Arr.groupBy(newestFirst, (head) => head.date.slice(0, 7)))
  const messages = heads.reduce((sum, head) => sum + head.messages, 0)
  const facts = `${count(language, heads.length, labels.post)} · ${count(language, messages, labels.message)} · ${count(language, site.people.length, labels.person)}`
  const detailed = new Set(newestFirst.slice(0, withLead))
  return document(site, {
    title: site.title,
    description: site.description ?? facts,
    language,
    labels,
    root: "",
    path: "index.html",
    kind: "home",
    main: html`<header class="masthead">
<h1>${site.title}</h1>
<p class="span">${spanOf(heads, language)}</p>
<p class="facts">${facts}</p>
</header>
<section id="posts" aria-label="${labels.posts}">
${months.map(
  (inMonth) => html`<section class="month">
<h2>${monthOf(inMonth[0], language)}</h2>
<ol>
${inMonth.map((head) => entry(site, head, detailed.has(head)))}</ol>
</section>
`
)}</section>
<section id="people">
<h2>${labels.people}</h2>
<ul class="people">
${site.people.map(
  (
    person
  ) => html`<li><a href="profiles/${person.slug}.html">${dot(person)}<span><b>${person.name}</b> <small>${count(language, person.messages, labels.message)}</small></span></a></li>
`
)}</ul>
</section>`
  })
}

const entry = (site: SiteContext, head: PostHead, detailed: boolean): Html => {
  const cover = head.attachments.find((path) => isPicture(path) && site.media.has(path.replace("media/", "")))
  const labels = labelsFor(site.language)
  const facts = `${count(site.language, head.messages, labels.message)} · ${count(site.language, head.participants.length, labels.person)}`
  return html`<li lang="${head.language === "und" ? site.language : head.language}"${cover !== undefined && detailed ? html` class="pictured"` : null}>
<div><p class="when">${time(head.date, head.zone, head.language, shortDay)}</p>
<h3><a href="posts/${encodeURIComponent(head.key)}.html">${head.title}</a></h3>
${detailed ? html`<p class="lead">${head.lead}</p>\n` : null}<p class="facts">${facts}</p></div>
${cover !== undefined && detailed ? html`${thumbnail(site, cover, { root: "", alt: "", class: "cover" })}\n` : null}</li>
`
}

const monthOf = (head: PostHead | undefined, language: string): string =>
  head === undefined ? "" : date(head.date, head.zone, language, { month: "long", year: "numeric" })

const spanOf = (heads: ReadonlyArray<PostHead>, language: string): Html => {
  const [first] = heads
  const last = heads.at(-1)
  if (first === undefined || last === undefined) return html``
  const { weekday: _, ...style } = longDay
  const from = time(first.window.start, first.zone, language, style)
  const to = time(last.window.end, last.zone, language, style)
  return from.markup.replace(/^<[^>]*>/, "") === to.markup.replace(/^<[^>]*>/, "")
    ? from
    : html`${from} – ${to}`
}
