/**
 * A page for each tag, and one with all of them.
 */
import { html } from "../html.js"
import { count, labelsFor } from "../labels.js"
import { document, type SiteContext } from "../layout.js"
import { byMonth, fullEntry, shortEntry } from "../postList.js"
import type { Section } from "../Section.js"
import type { SiteFile } from "../SiteFile.js"
import type { Tag } from "../tags.js"

/** Topics that hold across posts. */
export const tags: Section = {
  home: "tags.html",
  label: (labels) => labels.finding.tags,
  isShown: (site) => site.tags.all.length > 0,
  files: function* (site): Iterable<SiteFile> {
    yield { path: "tags.html", text: overview(site) }
    for (const tag of site.tags.all) yield { path: `tags/${tag.slug}.html`, text: tagPage(site, tag) }
  }
}

/** Posts that a tag's page shows with their first sentences; the others are a line each. */
const withLead = 30

const overview = (site: SiteContext): string => {
  const labels = labelsFor(site.language)
  const most = Math.max(...site.tags.all.map(({ posts }) => posts.length))
  const collator = new Intl.Collator(site.language === "und" ? "en" : site.language)
  const sorted = [...site.tags.all].sort((a, b) => collator.compare(a.label, b.label))
  return document(site, {
    title: labels.finding.tags,
    description: sorted
      .map(({ label }) => label)
      .join(", ")
      .slice(0, 300),
    language: site.language,
    labels,
    root: "",
    path: "tags.html",
    kind: "section",
    main: html`<h1 class="title">${labels.finding.tags}</h1>
<ul class="cloud">
${sorted.map(
  ({ label, posts, slug }) =>
    html`<li class="size-${sizeOf(posts.length, most)}"><a href="tags/${slug}.html">${label}</a> <small>${posts.length}</small></li>
`
)}</ul>`
  })
}

/** 1 to 5: tags of two posts are small, and each step is as many times more as the one before. */
const sizeOf = (posts: number, most: number): number =>
  most <= 2 ? 2 : 1 + Math.round((4 * Math.log(posts / 2)) / Math.log(most / 2))

const tagPage = (site: SiteContext, { label, posts, slug }: Tag): string => {
  const labels = labelsFor(site.language)
  const newestFirst = [...posts].reverse()
  const detailed = new Set(newestFirst.slice(0, withLead))
  return document(site, {
    title: label,
    description: `${label} · ${count(site.language, posts.length, labels.post)}`,
    language: site.language,
    labels,
    root: "../",
    path: `tags/${slug}.html`,
    kind: "section",
    main: html`<p class="facts above"><a href="../tags.html">${labels.finding.tags}</a></p>
<h1 class="title" dir="auto">${label}</h1>
<p class="facts">${count(site.language, posts.length, labels.post)}</p>
${byMonth(
  site,
  newestFirst,
  (head) => (detailed.has(head) ? fullEntry(site, head, "../") : shortEntry(site, head, "../")),
  "../"
)}`
  })
}
