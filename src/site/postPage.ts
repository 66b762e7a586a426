/**
 * The page of a post.
 */
import { type Html, html } from "./html.js"
import { count, labelsFor } from "./labels.js"
import { date, document, dot, longDay, type SiteContext, type SiteFrame, time } from "./layout.js"
import type { PostFile } from "./Markdown.js"
import type { Person, PostHead } from "./people.js"
import type { Version } from "./pictures/versions.js"
import type { Surroundings } from "./renderMarkdown.js"
import { cardOf } from "./share.js"

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
  /** The neighbours in time; null at either end. */
  readonly earlier: Neighbour | null
  readonly later: Neighbour | null
}

type Neighbour = Pick<PostHead, "key" | "title" | "date" | "zone" | "language">

/** The place of the post at `at` of the site's posts, as plain JSON. */
export const placeOf = (
  { language, people, posts, sections, title, url, versions }: SiteContext,
  at: number
): PostPlace => {
  const present = new Set(posts[at]?.participants.map(({ name }) => name))
  return {
    site: { title, language, sections, url },
    people: people
      .filter(({ name }) => present.has(name))
      .map(({ name, slug, tone }) => ({ name, slug, tone })),
    versions: (posts[at]?.attachments ?? []).flatMap((path) => {
      const name = path.replace("media/", "")
      const known = versions.get(name)
      return known === undefined ? [] : [[name, known] as const]
    }),
    earlier: neighbourOf(posts[at - 1]),
    later: neighbourOf(posts[at + 1])
  }
}

/** The page of a post, its body rendered by `render`. */
export const postPage = (
  post: PostFile,
  { earlier, later, people, site, ...place }: PostPlace,
  media: Surroundings["media"],
  render: (markdown: string, surroundings: Surroundings) => Html
): string => {
  const language = post.language === "und" ? site.language : post.language
  const labels = labelsFor(language)
  const versions = new Map(place.versions)
  const byName = new Map(people.map((person) => [person.name, person]))
  const facts = `${count(language, post.messages, labels.message)} · ${count(language, post.participants.length, labels.person)}`
  return document(site, {
    title: post.title,
    description: post.lead,
    language: post.language,
    labels,
    root: "../",
    path: `posts/${post.key}.html`,
    post: { date: post.date, picture: cardOf({ media, versions }, post) },
    kind: "post",
    main: html`<article>
<header>
<p class="when">${time(post.date, post.zone, language, longDay)}</p>
<h1>${post.title}</h1>
<p class="facts">${people.slice(0, 12).map(dot)} ${facts}</p>
</header>
<div class="text">
${render(post.body, { people: byName, media, versions, labels })}</div>
</article>
<nav class="neighbours" aria-label="${labels.earlier}, ${labels.later}">
${neighbour(earlier, labels.earlier, "prev", "←")}${neighbour(later, labels.later, "next", "→")}</nav>`
  })
}

const neighbourOf = (head: PostHead | undefined): Neighbour | null =>
  head === undefined
    ? null
    : { key: head.key, title: head.title, date: head.date, zone: head.zone, language: head.language }

const neighbour = (head: Neighbour | null, label: string, rel: "prev" | "next", arrow: string): Html =>
  head === null
    ? html`<span></span>\n`
    : html`<a rel="${rel}" href="${encodeURIComponent(head.key)}.html"><small>${rel === "prev" ? `${arrow} ${label}` : `${label} ${arrow}`} · ${date(head.date, head.zone, head.language, { day: "numeric", month: "short" })}</small> <span>${head.title}</span></a>\n`
