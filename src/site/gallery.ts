/**
 * The gallery: every file that the posts show, month by month, with who sent it, when, and its post.
 */
import * as Arr from "effect/Array"
import { type MediaType, mediaName, typeOf } from "../domain/mediaFile.js"
import { type Html, html } from "./html.js"
import { labelsFor } from "./labels.js"
import { date, document, dot, type SiteContext, time } from "./layout.js"
import type { Person, PostHead } from "./people.js"
import { thumbnail } from "./pictures/picture.js"
import { postUrl } from "./postPath.js"
import type { Section } from "./Section.js"
import type { SiteFile } from "./SiteFile.js"

/** Where the site's files can be looked through. */
export const gallery: Section = {
  home: "gallery.html",
  label: (labels) => labels.gallery,
  isShown: (site) => site.posts.some((head) => head.attachments.some((path) => isThere(site, path))),
  files: function* (site) {
    const pages = pagesOf(itemsOf(site))
    for (const [at, page] of pages.entries()) yield pageFile(site, pages, page, at)
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Files that a page shows, unless one month has more. */
const most = 200

/** A file with all that is known of it. */
interface Item {
  readonly path: string
  readonly kind: MediaType
  readonly head: PostHead
  /** Null where only its post is known. */
  readonly person: Person | null
  readonly name: string | null
  /** ISO 8601. */
  readonly at: string
  /** Of the chat's zone, `2025-05`. */
  readonly month: string
}

/** What is on one page, the newest first. */
interface GalleryPage {
  /** `2025`, `2025-05`, or "" where one page has all. */
  readonly period: string
  readonly items: ReadonlyArray<Item>
}

const isThere = ({ media }: SiteContext, path: string): boolean => media.has(mediaName(path))

/** Everything in order of time, the newest first. */
const itemsOf = (site: SiteContext): ReadonlyArray<Item> => {
  const people = new Map(site.people.map((person) => [person.name, person]))
  const seen = new Set<string>()
  const items: Array<Item> = []
  for (const head of site.posts) {
    const known = new Map(head.stats?.files.map((file) => [file.path, file]))
    const ofPost = head.attachments.flatMap((path): ReadonlyArray<Item> => {
      if (seen.has(path) || !isThere(site, path)) return []
      seen.add(path)
      const file = known.get(path)
      const name = file === undefined ? null : (head.stats?.people[file.person]?.name ?? null)
      const at = file === undefined ? head.date : new Date(file.at).toISOString()
      const person = name === null ? null : (people.get(name) ?? null)
      return [
        { path, kind: typeOf(path) ?? "document", head, person, name, at, month: monthIn(at, head.zone) }
      ]
    })
    items.push(...ofPost)
  }
  return items.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
}

/** The month of an instant on a zone's clock. */
const monthIn = (at: string, zone: string): string =>
  date(at, zone, "en", { year: "numeric", month: "2-digit" }).replace(/^(\d+)\/(\d+)$/, "$2-$1")

/**
 * All on one page where that is not too much, else by years, and by months where a year is too much. A page
 * stands for a time, so that new files change the page of their own time alone.
 */
const pagesOf = (items: ReadonlyArray<Item>): ReadonlyArray<GalleryPage> =>
  items.length <= most
    ? [{ period: "", items }]
    : periods(items, 4).flatMap((year) => (year.items.length <= most ? [year] : periods(year.items, 7)))

const periods = (items: ReadonlyArray<Item>, length: number): ReadonlyArray<GalleryPage> =>
  inGroups(items, (item) => item.month.slice(0, length)).map((group) => ({
    period: group[0].month.slice(0, length),
    items: group
  }))

/** Neighbours with the same key together. */
const inGroups = (
  items: ReadonlyArray<Item>,
  keyOf: (item: Item) => string
): ReadonlyArray<Arr.NonEmptyReadonlyArray<Item>> =>
  Arr.isNonEmptyReadonlyArray(items) ? Arr.groupWith(items, (a, b) => keyOf(a) === keyOf(b)) : []

/** The newest page is the one that the navigation leads to. */
const pathOf = ({ period }: GalleryPage, at: number): string =>
  at === 0 ? "gallery.html" : `gallery-${period}.html`

const nameOf = ({ items, period }: GalleryPage, { language }: SiteContext): string => {
  const [first] = items
  return first === undefined || period.length < 7 ? period : monthName(first, language)
}

const monthName = ({ at, head }: Item, language: string): string =>
  date(at, head.zone, language, { month: "long", year: "numeric" })

const pageFile = (
  site: SiteContext,
  pages: ReadonlyArray<GalleryPage>,
  page: GalleryPage,
  at: number
): SiteFile => {
  const { language } = site
  const labels = labelsFor(language)
  const months = inGroups(page.items, ({ month }) => month)
  const others = pages.map((other, nth) =>
    nth === at
      ? html`<li><span aria-current="page">${nameOf(other, site)}</span></li>\n`
      : html`<li><a href="${pathOf(other, nth)}">${nameOf(other, site)}</a></li>\n`
  )
  const title = at === 0 ? labels.gallery : `${labels.gallery} · ${nameOf(page, site)}`
  const path = pathOf(page, at)
  const text = document(site, {
    title,
    description: title,
    language,
    labels,
    root: "",
    path,
    kind: "section",
    main: html`<div class="gallery">
<h1>${labels.gallery}</h1>
${pages.length === 1 ? null : html`<nav aria-label="${labels.gallery}"><ul>\n${others}</ul></nav>\n`}${months.map((items) => monthOf(site, items))}</div>`
  })
  return { path, text }
}

const monthOf = (site: SiteContext, items: Arr.NonEmptyReadonlyArray<Item>): Html => {
  const { documents, recordings, seen } = Arr.groupBy(items, ({ kind }) =>
    kind === "document" ? "documents" : kind === "audio" ? "recordings" : "seen"
  )
  return html`<section>
<h2>${monthName(items[0], site.language)}</h2>
${list("tiles", seen, (item) => tile(site, item))}${list("tracks", recordings, (item) => track(site, item))}${list("papers", documents, (item) => paper(site, item))}</section>
`
}

const list = (name: string, items: ReadonlyArray<Item> = [], show: (item: Item) => Html): Html | null =>
  items.length === 0
    ? null
    : html`<ul class="${name}">
${items.map((item) => html`<li>${show(item)}</li>\n`)}</ul>
`

const tile = (site: SiteContext, item: Item): Html =>
  html`<figure>${
    item.kind === "picture"
      ? html`<a href="${item.path}">${thumbnail(site, item.path, { root: "", alt: named(site, item) })}</a>`
      : html`<video controls preload="none" src="${item.path}" aria-label="${named(site, item)}"></video>`
  }<figcaption>${whoAndWhen(site, item)}</figcaption></figure>`

const track = (site: SiteContext, item: Item): Html =>
  html`${item.person === null ? null : dot(item.person)}<p>${whoAndWhen(site, item)}</p><audio controls preload="none" src="${item.path}" aria-label="${named(site, item)}"></audio>`

const paper = (site: SiteContext, item: Item): Html =>
  html`<a href="${item.path}" aria-label="${named(site, item)}">${labelsFor(site.language).document} <small>${item.path.slice(item.path.lastIndexOf(".") + 1).toUpperCase()}</small></a><p>${whoAndWhen(site, item)}</p>`

/** What a screen reader says of it, whose sender never said what it shows. */
const named = ({ language }: SiteContext, { at, head, kind, name }: Item): string =>
  [
    labelsFor(language)[kind],
    ...(name === null ? [] : [name]),
    date(at, head.zone, language, { day: "numeric", month: "long", year: "numeric" })
  ].join(" · ")

const whoAndWhen = ({ language }: SiteContext, { at, head, name, person }: Item): Html => {
  const when = time(at, head.zone, language, {
    day: "numeric",
    month: "short",
    ...(name === null ? {} : { hour: "2-digit", minute: "2-digit" })
  })
  const who = person === null ? name : html`<a href="profiles/${person.slug}.html">${person.name}</a>`
  return html`${name === null ? null : html`<bdi>${who}</bdi> `}<a href="${postUrl("", head)}" title="${head.title}">${when}</a>`
}
