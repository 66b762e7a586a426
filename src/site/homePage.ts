/**
 * The home page: the best posts, the newest ones, the way to the others, and the people.
 */
import { daysOf } from "./finding/onThisDay.js"
import { onHome, yearPath, years } from "./finding/timeline.js"
import { bestRow } from "./finding/top.js"
import { type Html, html } from "./html.js"
import { count, labelsFor } from "./labels.js"
import { document, dot, longDay, type SiteContext, time } from "./layout.js"
import type { PostHead } from "./people.js"
import { byMonth, fullEntry } from "./postList.js"

/** The home page. */
export const homePage = (site: SiteContext): string => {
  const { language, posts: heads } = site
  const labels = labelsFor(language)
  const newest = [...heads].reverse().slice(0, onHome)
  const messages = heads.reduce((sum, head) => sum + head.messages, 0)
  const facts = `${count(language, heads.length, labels.post)} · ${count(language, messages, labels.message)} · ${count(language, site.people.length, labels.person)}`
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
${
  heads.length === 0
    ? null
    : html`<p class="today" hidden data-days="${daysOf(site)}"><a href="on-this-day.html">${labels.finding.onThisDay}</a></p>
`
}</header>
${bestRow(site)}<section id="posts" aria-label="${labels.posts}">
${byMonth(site, newest, (head) => fullEntry(site, head))}${heads.length > onHome ? olderPosts(site) : null}</section>
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

/** All years: the newest has posts that are not shown above, too. */
const olderPosts = (site: SiteContext): Html => {
  const { finding, post } = labelsFor(site.language)
  return html`<nav class="older" aria-label="${finding.timeline}"><h2><a href="timeline.html">${finding.timeline}</a></h2>
<ul>
${years(site).map(
  ([year, posts]) =>
    html`<li><a href="${yearPath(year)}">${year}</a> <small>${count(site.language, posts.length, post)}</small></li>
`
)}</ul></nav>
`
}

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
