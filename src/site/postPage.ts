/**
 * The page of a post.
 */
import { type Html, html } from "./html.js"
import { count, labelsFor } from "./labels.js"
import { date, document, dot, longDay, type SiteContext, time } from "./layout.js"
import type { PostFile } from "./Markdown.js"
import type { PostHead } from "./people.js"
import type { Surroundings } from "./renderMarkdown.js"

/** A post and its neighbours in time; null at either end. */
export interface PostInPlace {
  readonly post: PostFile
  readonly head: PostHead
  readonly earlier: PostHead | null
  readonly later: PostHead | null
}

/** The page of a post, its body rendered by `render`. */
export const postPage = (
  site: SiteContext,
  { post, head, earlier, later }: PostInPlace,
  render: (markdown: string, surroundings: Surroundings) => Html
): string => {
  const language = post.language === "und" ? site.language : post.language
  const labels = labelsFor(language)
  const present = new Set(post.participants.map(({ name }) => name))
  const people = new Map(
    site.people.filter(({ name }) => present.has(name)).map((person) => [person.name, person])
  )
  const facts = `${count(language, post.messages, labels.message)} · ${count(language, post.participants.length, labels.person)}`
  return document(site, {
    title: post.title,
    description: post.lead,
    language: post.language,
    labels,
    root: "../",
    path: `posts/${post.key}.html`,
    post: head,
    kind: "post",
    main: html`<article>
<header>
<p class="when">${time(post.date, post.zone, language, longDay)}</p>
<h1>${post.title}</h1>
<p class="facts">${[...people.values()].slice(0, 12).map(dot)} ${facts}</p>
</header>
<div class="text">
${render(post.body, { people, media: site.media, versions: site.versions, labels })}</div>
</article>
<nav class="neighbours" aria-label="${labels.earlier}, ${labels.later}">
${neighbour(earlier, labels.earlier, "prev", "←")}${neighbour(later, labels.later, "next", "→")}</nav>`
  })
}

const neighbour = (head: PostHead | null, label: string, rel: "prev" | "next", arrow: string): Html =>
  head === null
    ? html`<span></span>\n`
    : html`<a rel="${rel}" href="${encodeURIComponent(head.key)}.html"><small>${rel === "prev" ? `${arrow} ${label}` : `${label} ${arrow}`} · ${date(head.date, head.zone, head.language, { day: "numeric", month: "short" })}</small> <span>${head.title}</span></a>\n`
