/**
 * The page of a post.
 */
import { mediaName } from "../domain/mediaFile.js"
import { assets } from "./assets.js"
import { type Html, html } from "./html.js"
import type { Labels } from "./labels/Labels.js"
import { count, labelsFor } from "./labels.js"
import { directionOf, languageOf } from "./language.js"
import { date, document, dot, longDay, type SiteContext, type SiteFrame, tagList, time } from "./layout.js"
import type { PostFile } from "./Markdown.js"
import type { Person, PostHead } from "./people.js"
import type { Version } from "./pictures/versions.js"
import { pagePath } from "./postPath.js"
import type { Heading } from "./postText.js"
import type { RenderedBody, Surroundings } from "./renderMarkdown.js"
import { cardOf } from "./share.js"
import type { Tag } from "./tags.js"

/**
 * All that a post's page shows beside what is in the post's file, and nothing else: where neither changed,
 * the page is as it was.
 */
export interface PostPlace {
  readonly site: SiteFrame
  /** Those who wrote in it. */
  readonly people: ReadonlyArray<Pick<Person, "name" | "slug" | "tone">>
  /** The smaller versions of its pictures, by their names. */
  readonly versions: ReadonlyArray<readonly [name: string, versions: ReadonlyArray<Version>]>
  readonly tags: ReadonlyArray<Pick<Tag, "label" | "slug">>
  /** The neighbours in time; null at either end. */
  readonly earlier: Neighbour | null
  readonly later: Neighbour | null
}

type Neighbour = Pick<PostHead, "key" | "title" | "date" | "zone" | "language">

/** What of its site every page shows, and nothing else. */
export const frameOf = ({ language, sections, theme, title, url }: SiteFrame): SiteFrame => ({
  title,
  language,
  sections,
  theme,
  url
})

/** The place of the post at `at` of the site's posts, as plain JSON. */
export const placeOf = (site: SiteContext, at: number): PostPlace => {
  const { people, posts, tags, versions } = site
  const present = new Set(posts[at]?.participants.map(({ name }) => name))
  return {
    site: frameOf(site),
    people: people
      .filter(({ name }) => present.has(name))
      .map(({ name, slug, tone }) => ({ name, slug, tone })),
    versions: (posts[at]?.attachments ?? []).flatMap((path) => {
      const name = mediaName(path)
      const known = versions.get(name)
      return known === undefined ? [] : [[name, known] as const]
    }),
    tags: (tags.of.get(posts[at]?.key ?? "") ?? []).map(({ label, slug }) => ({ label, slug })),
    earlier: neighbourOf(posts[at - 1]),
    later: neighbourOf(posts[at + 1])
  }
}

/** What a post's body is rendered with, in its place. `media` are the files that the site has. */
export const surroundingsOf = (
  post: PostFile,
  { people, site, versions }: PostPlace,
  media: Surroundings["media"]
): Surroundings => ({
  people: new Map(people.map((person) => [person.name, person])),
  media,
  versions: new Map(versions),
  labels: labelsFor(languageOf(site, post)),
  direction: directionOf(languageOf(site, post))
})

/** The page of a post. */
export const postPage = (
  post: PostFile,
  { earlier, later, people, site, tags }: PostPlace,
  { direction, labels, media, versions }: Surroundings,
  { hasFiles, headings, html: body }: RenderedBody
): string => {
  const language = languageOf(site, post)
  const [back, on] = direction === "rtl" ? ["→", "←"] : ["←", "→"]
  const facts = `${count(language, post.messages, labels.message)} · ${count(language, post.participants.length, labels.person)}`
  return document(site, {
    title: post.title,
    description: post.lead,
    language: post.language,
    labels,
    root: "../",
    path: pagePath(post.key),
    post: { date: post.date, picture: cardOf({ media, versions }, post) },
    kind: "post",
    styles: [assets.postStyle, ...(hasFiles ? [assets.mediaStyle] : [])],
    main: html`<article>
<header>
<p class="when">${time(post.date, post.zone, language, longDay)}</p>
<h1>${post.title}</h1>
<p class="facts">${people.slice(0, 5).map(dot)} ${facts}</p>
${tagList(tags, "../")}</header>
${contents(headings, labels)}<div class="text">
${body}</div>
</article>
<nav class="neighbours" aria-label="${labels.earlier}, ${labels.later}">
${neighbour(earlier, labels.earlier, "prev", back)}${neighbour(later, labels.later, "next", on)}</nav>`
  })
}

const neighbourOf = (head: PostHead | undefined): Neighbour | null =>
  head === undefined
    ? null
    : { key: head.key, title: head.title, date: head.date, zone: head.zone, language: head.language }

/** Posts with so many parts have a list of them. */
const long = 6

const contents = (headings: ReadonlyArray<Heading>, labels: Labels): Html | null =>
  headings.length < long
    ? null
    : html`<nav class="contents" aria-label="${labels.finding.contents}"><ol>
${headings.map(({ id, text }) => html`<li><a href="#${encodeURIComponent(id)}">${text}</a></li>\n`)}</ol></nav>
`

const neighbour = (head: Neighbour | null, label: string, rel: "prev" | "next", arrow: string): Html =>
  head === null
    ? html`<span></span>\n`
    : html`<a rel="${rel}" href="${encodeURIComponent(head.key)}.html"><small>${rel === "prev" ? `${arrow} ${label}` : `${label} ${arrow}`} · ${date(head.date, head.zone, head.language, { day: "numeric", month: "short" })}</small> <span>${head.title}</span></a>\n`
