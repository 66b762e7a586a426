/**
 * Posts as lists on other pages.
 */
import * as Arr from "effect/Array"
import * as Order from "effect/Order"
import { mediaName, typeOf } from "../domain/mediaFile.js"
import { type Html, html } from "./html.js"
import { count, labelsFor } from "./labels.js"
import { languageOf } from "./language.js"
import { date, type Page, type SiteContext, shortDay, tagList, time } from "./layout.js"
import type { PostHead } from "./people.js"
import { thumbnail } from "./pictures/picture.js"
import { postUrl } from "./postPath.js"

/**
 * Posts that follow each other, month by month; months have their names, `2025-05`, as ids. Quiet days in a
 * row are one entry.
 */
export const byMonth = (
  site: SiteContext,
  posts: ReadonlyArray<PostHead>,
  entry: (head: PostHead) => Html,
  root: Page["root"] = ""
): ReadonlyArray<Html> =>
  Object.values(Arr.groupBy(posts, monthKey)).map((inMonth) => {
    const [first] = inMonth
    return first === undefined
      ? html``
      : html`<section class="month" id="${monthKey(first)}">
<h2>${date(first.date, first.zone, site.language, { month: "long", year: "numeric" })}</h2>
<ol>
${Arr.groupWith(inMonth, (a, b) => isQuiet(a) && isQuiet(b)).map((run) => (run.length > 1 ? quietEntry(site, run, root) : entry(run[0])))}</ol>
</section>
`
  })

/** The month of a post on its chat's calendar, `2025-05`. */
export const monthKey = (head: PostHead): string => head.date.slice(0, 7)

/** The year of a post on its chat's calendar. */
export const yearOf = (head: PostHead): string => head.date.slice(0, 4)

/** A post with its day, its first sentences, its numbers and a picture; a quiet day is a line. */
export const fullEntry = (site: SiteContext, head: PostHead, root: Page["root"] = ""): Html => {
  if (isQuiet(head)) {
    return html`<li class="quiet"><p class="when">${time(head.date, head.zone, site.language, shortDay)} · <a href="${postUrl(root, head)}" lang="${languageOf(site, head)}">${head.title}</a></p></li>
`
  }
  const cover = head.attachments.find((path) => typeOf(path) === "picture" && site.media.has(mediaName(path)))
  const labels = labelsFor(site.language)
  const facts = `${count(site.language, head.messages, labels.message)} · ${count(site.language, head.participants.length, labels.person)}`
  return html`<li lang="${languageOf(site, head)}"${cover === undefined ? null : html` class="pictured"`}>
<div><p class="when" lang="${site.language}">${time(head.date, head.zone, site.language, shortDay)}</p>
<h3><a href="${postUrl(root, head)}">${head.title}</a></h3>
<p class="lead">${head.lead}</p>
<p class="facts" lang="${site.language}">${facts}</p>
${tagList(site.tags.of.get(head.key) ?? [], root)}</div>
${cover === undefined ? null : html`${thumbnail(site, cover, { root, alt: "", class: "cover" })}\n`}</li>
`
}

/** A post as a line: its day and its title. */
export const shortEntry = (site: SiteContext, head: PostHead, root: Page["root"] = ""): Html =>
  html`<li><a href="${postUrl(root, head)}" lang="${languageOf(site, head)}">${head.title}</a> <small>${time(head.date, head.zone, site.language, { day: "numeric", month: "short" })}</small></li>
`

/** Messages that make no day to tell of. */
const quiet = 3

const isQuiet = ({ attachments, messages }: PostHead): boolean =>
  messages <= quiet && attachments.length === 0

/** Quiet days as one line, in order of time: each by its title, or by its day where one before has the same. */
const quietEntry = (site: SiteContext, run: Arr.NonEmptyArray<PostHead>, root: Page["root"]): Html => {
  const heads = Arr.sortWith(run, ({ date }) => Date.parse(date), Order.number)
  const day = ({ date, zone }: PostHead) => time(date, zone, site.language, shortDay)
  const titles = heads.map(({ title }) => title)
  const links = heads.map((head, at) =>
    titles.indexOf(head.title) < at
      ? html`<a href="${postUrl(root, head)}">${time(head.date, head.zone, site.language, weekday)}</a>`
      : html`<a href="${postUrl(root, head)}" lang="${languageOf(site, head)}">${head.title}</a>`
  )
  return html`<li class="quiet"><p class="when">${day(Arr.headNonEmpty(heads))} – ${day(Arr.lastNonEmpty(heads))} · ${labelsFor(site.language).quiet} ${links.map((link, at) => (at === 0 ? link : html` · ${link}`))}</p></li>
`
}

const weekday = { weekday: "short", day: "numeric" } as const
