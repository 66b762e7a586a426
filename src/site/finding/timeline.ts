/**
 * The way to a month: a page with all months, and where the home page cannot hold all posts, one for each year.
 */
import * as Arr from "effect/Array"
import { numberFormat } from "../formats.js"
import { type Html, html } from "../html.js"
import { count, labelsFor, localeOf } from "../labels.js"
import { date, document, type SiteContext } from "../layout.js"
import type { PostHead } from "../people.js"
import { byMonth, monthKey, shortEntry, yearOf } from "../postList.js"
import type { Section } from "../Section.js"
import type { SiteFile } from "../SiteFile.js"

/** Posts that the home page holds; the older ones are on the pages of their years. */
export const onHome = 60

/** Years and months. */
export const timeline: Section = {
  home: "timeline.html",
  label: (labels) => labels.finding.timeline,
  isShown: (site) => site.posts.length > 0,
  files: function* (site): Iterable<SiteFile> {
    yield { path: "timeline.html", text: timelinePage(site) }
    if (site.posts.length <= onHome) return
    for (const [year, posts] of years(site)) yield { path: yearPath(year), text: yearPage(site, year, posts) }
  }
}

/** The page of a year. */
export const yearPath = (year: string): string => `${year}.html`

/** The years that have posts, the newest first, each with its posts in order of time. */
export const years = (
  site: SiteContext
): ReadonlyArray<readonly [year: string, posts: ReadonlyArray<PostHead>]> =>
  Object.entries(Arr.groupBy(site.posts, (head) => yearOf(head))).sort(([a], [b]) => (a < b ? 1 : -1))

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const timelinePage = (site: SiteContext): string => {
  const labels = labelsFor(site.language)
  const most = Math.max(...Object.values(Arr.groupBy(site.posts, monthKey)).map(messagesOf))
  return document(site, {
    title: labels.finding.timeline,
    description: `${labels.finding.timeline} · ${count(site.language, site.posts.length, labels.post)}`,
    language: site.language,
    labels,
    root: "",
    path: "timeline.html",
    kind: "section",
    main: html`<h1 class="title">${labels.finding.timeline}</h1>
${years(site).map(
  ([year, posts]) => html`<section class="year">
<h2>${year}</h2>
<ol>
${monthsOf(site, year, posts, most)}</ol>
</section>
`
)}`
  })
}

const messagesOf = (posts: ReadonlyArray<PostHead>): number =>
  posts.reduce((sum, { messages }) => sum + messages, 0)

/** Twelve months, the darker the more was written; those without posts lead nowhere. */
const monthsOf = (
  site: SiteContext,
  year: string,
  posts: ReadonlyArray<PostHead>,
  most: number
): ReadonlyArray<Html> => {
  const inMonth = Arr.groupBy(posts, monthKey)
  const page = site.posts.length <= onHome ? "index.html" : yearPath(year)
  return Array.from({ length: 12 }, (_, at) => {
    const key = `${year}-${String(at + 1).padStart(2, "0")}`
    const name = date(`${key}-15T12:00Z`, "UTC", site.language, { month: "short" })
    const those = inMonth[key] ?? []
    return those.length === 0
      ? html`<li aria-hidden="true"><span>${name}</span></li>
`
      : html`<li class="level-${Math.max(1, Math.ceil((4 * messagesOf(those)) / most))}"><a href="${page}#${key}"><span>${name}</span> <b>${numberFormat(localeOf(site.language)).format(those.length)}</b></a></li>
`
  })
}

const yearPage = (site: SiteContext, year: string, posts: ReadonlyArray<PostHead>): string => {
  const labels = labelsFor(site.language)
  const facts = count(site.language, posts.length, labels.post)
  const all = years(site).map(([other]) => other)
  const at = all.indexOf(year)
  return document(site, {
    title: year,
    description: `${year} · ${facts}`,
    language: site.language,
    labels,
    root: "",
    path: yearPath(year),
    kind: "section",
    main: html`<p class="facts above"><a href="timeline.html">${labels.finding.timeline}</a></p>
<h1 class="title">${year}</h1>
<p class="facts">${facts}</p>
${byMonth(site, posts, (head) => shortEntry(site, head))}<nav class="years" aria-label="${labels.finding.year}">${[
      all[at + 1],
      all[at - 1]
    ].map((other) =>
      other === undefined ? html`<span></span>` : html`<a href="${yearPath(other)}">${other}</a>`
    )}</nav>`
  })
}
