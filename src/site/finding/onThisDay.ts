/**
 * The year as a calendar: what happened on each day of it, whichever the year.
 */
import * as Arr from "effect/Array"
import { html } from "../html.js"
import { labelsFor } from "../labels.js"
import { languageOf } from "../language.js"
import { date, document, type SiteContext } from "../layout.js"
import type { PostHead } from "../people.js"
import { yearOf } from "../postList.js"
import { postUrl } from "../postPath.js"
import type { Section } from "../Section.js"

/** Days of the calendar that have posts. */
export const onThisDay: Section = {
  home: "on-this-day.html",
  label: (labels) => labels.finding.onThisDay,
  isShown: (site) => site.posts.length > 0,
  files: (site) => [{ path: "on-this-day.html", text: page(site) }]
}

/** The days that have posts for the home page's script, year by year: `2024: 0502 0503 2025: 0502`. */
export const daysOf = (site: SiteContext): string =>
  Object.entries(Arr.groupBy(site.posts, (head) => yearOf(head)))
    .map(
      ([year, posts]) =>
        `${year}: ${[...new Set(posts.map((head) => dayOf(head).replace("-", "")))].join(" ")}`
    )
    .join(" ")

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const dayOf = (head: PostHead): string => head.date.slice(5, 10)

const page = (site: SiteContext): string => {
  const labels = labelsFor(site.language)
  const days = Object.entries(Arr.groupBy(site.posts, dayOf)).sort(([a], [b]) => (a < b ? -1 : 1))
  const months = Object.entries(Arr.groupBy(days, ([day]) => day.slice(0, 2))).sort(([a], [b]) =>
    a < b ? -1 : 1
  )
  const inWords = (day: string, style: Intl.DateTimeFormatOptions): string =>
    date(`2024-${day}T12:00Z`, "UTC", site.language, style)
  return document(site, {
    title: labels.finding.onThisDay,
    description: labels.finding.onThisDay,
    language: site.language,
    labels,
    root: "",
    path: "on-this-day.html",
    kind: "section",
    main: html`<h1 class="title">${labels.finding.onThisDay}</h1>
${months.map(
  ([month, inMonth]) => html`<section class="days">
<h2>${inWords(`${month}-15`, { month: "long" })}</h2>
<dl>
${inMonth.map(
  ([day, posts]) => html`<div id="${day}"><dt>${inWords(day, { day: "numeric", month: "short" })}</dt>
${posts.map(
  (head) =>
    html`<dd><small>${yearOf(head)}</small> <a href="${postUrl("", head)}" lang="${languageOf(site, head)}">${head.title}</a></dd>
`
)}</div>
`
)}</dl>
</section>
`
)}`
  })
}
