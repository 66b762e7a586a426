/**
 * A person's pages: Markdown to keep and HTML to read.
 */
import type * as Effect from "effect/Effect"
import { escapeText, labelOf, link, safeUrl } from "../domain/markdown.js"
import { numberFormat } from "./formats.js"
import { sealed } from "./frontMatter.js"
import { type Html, html } from "./html.js"
import { count, labelsFor, localeOf } from "./labels.js"
import { date, document, dot, longDay, type SiteContext, time } from "./layout.js"
import type { About, Person, PostHead } from "./people.js"
import { markdownUrl, postUrl } from "./postPath.js"
import { profileNumbers } from "./profileNumbers.js"

/** Lines that a page shows: the newest. */
const lines = 8

/** What tells a person's Markdown file from any other: only such a file is ever removed. */
export const profileMark = "profile"

/** The files of a site's people. */
export interface Profiles {
  /** A person's Markdown file. */
  readonly markdown: (person: Person) => Effect.Effect<string>
  /** A person's page. */
  readonly page: (person: Person) => string
}

/** What makes the files of a site's people. Most take part in most posts, which are named once for all of them. */
export const makeProfiles = (site: SiteContext): Profiles => {
  const entries = new Map<PostHead, Entry>()
  const entryOf: EntryOf = (head) => {
    const entry = entries.get(head) ?? entryIn(site, head)
    entries.set(head, entry)
    return entry
  }
  return {
    markdown: (person) => markdown(site, entryOf, person),
    page: (person) => page(site, entryOf, person)
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** How lists name a post. */
interface Entry {
  readonly markdown: string
  readonly linked: Html
  readonly day: Html
}

type EntryOf = (head: PostHead) => Entry

const entryIn = ({ language }: SiteContext, head: PostHead): Entry => {
  const { date: iso, title, zone } = head
  return {
    markdown: `- ${date(iso, zone, language, longDay)}: [${escapeText(title)}](${markdownUrl("../", head)})`,
    linked: html`<a href="${postUrl("../", head)}">${title}</a>`,
    day: time(iso, zone, language, { day: "numeric", month: "short" })
  }
}

const markdown = (site: SiteContext, entryOf: EntryOf, person: Person): Effect.Effect<string> => {
  const labels = labelsFor(site.language)
  const { bio, website } = person.about ?? silent
  const { first, last } = seen(person)
  const quotes = quotesOf(person).map(
    ({ head, quote }) =>
      `> ${escapeText(quote).replaceAll("\n", "\n> ")}\n>\n> — [${escapeText(head.title)}](${markdownUrl("../", head)})`
  )
  const posts = newestFirst(person).map(({ head }) => entryOf(head).markdown)
  const body = [
    `# ${escapeText(person.name)}`,
    ...(bio === null ? [] : [escapeText(bio)]),
    ...(website === null ? [] : [link(website, labelOf(website))]),
    count(site.language, person.messages, labels.message),
    ...(quotes.length === 0 ? [] : [`## ${labels.bestLines}`, ...quotes]),
    ...profileNumbers(site, person).markdown,
    `## ${labels.tookPart}`,
    posts.join("\n")
  ]
  return sealed(
    {
      type: profileMark,
      name: person.name,
      ...(bio === null ? {} : { bio }),
      ...(website === null ? {} : { website }),
      messages: person.messages,
      first: first?.window.start ?? null,
      last: last?.window.end ?? null,
      posts: person.posts.map(({ head }) => head.key)
    },
    body.join("\n\n")
  )
}

const page = (site: SiteContext, entryOf: EntryOf, person: Person): string => {
  const labels = labelsFor(site.language)
  const { first, last } = seen(person)
  const { weekday: _, ...day } = longDay
  const { above, below, facts } = profileNumbers(site, person)
  const fact = (label: string, head: PostHead | undefined, at: "start" | "end") =>
    head === undefined
      ? null
      : html`<div><dt>${label}</dt><dd>${time(head.window[at], head.zone, site.language, day)}</dd></div>\n`
  return document(site, {
    title: person.name,
    description: `${person.name} · ${count(site.language, person.messages, labels.message)}`,
    language: site.language,
    labels,
    root: "../",
    path: `profiles/${person.slug}.html`,
    kind: "profile",
    main: html`<article>
<header>
${dot(person)}
<h1>${person.name}</h1>
${ownWords(person)}<dl>
<div><dt>${labels.message.other}</dt><dd>${numberFormat(localeOf(site.language)).format(person.messages)}</dd></div>
<div><dt>${labels.post.other}</dt><dd>${person.posts.length}</dd></div>
${facts.map(
  ([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>
`
)}${fact(labels.firstSeen, first, "start")}${fact(labels.lastSeen, last, "end")}</dl>
</header>
${above}${
  quotesOf(person).length === 0
    ? null
    : html`<section class="text"><h2>${labels.bestLines}</h2>
${quotesOf(person).map(
  ({
    head,
    quote
  }) => html`<figure><blockquote>${quote.split("\n").map((line) => html`<p>${line}</p>`)}</blockquote>
<figcaption>${time(head.date, head.zone, site.language, { day: "numeric", month: "long" })} · <a href="${postUrl("../", head)}">${head.title}</a></figcaption></figure>
`
)}</section>
`
}${below}<section><h2>${labels.tookPart}</h2>
<ul class="posts">
${newestFirst(person).map(({ head, messages }) => {
  const { day, linked } = entryOf(head)
  return html`<li>${linked} <small>${day} · ${count(site.language, messages, labels.message)}</small></li>
`
})}</ul>
</section>
</article>`
  })
}

const silent: About = { bio: null, website: null }

/** What a person says of themselves. */
const ownWords = ({ about }: Person): Html => {
  const { bio, website } = about ?? silent
  const url = website === null ? null : safeUrl(website)
  return html`${bio === null ? null : html`<p class="bio" dir="auto">${bio}</p>\n`}${
    url === null
      ? null
      : html`<p class="website"><a href="${url}" rel="noopener noreferrer nofollow">${labelOf(url)}</a></p>\n`
  }`
}

const newestFirst = (person: Person): Person["posts"] => [...person.posts].reverse()

const quotesOf = (person: Person): ReadonlyArray<{ readonly head: PostHead; readonly quote: string }> =>
  newestFirst(person)
    .flatMap(({ head, quote }) => (quote === null ? [] : [{ head, quote }]))
    .slice(0, lines)

const seen = (person: Person) => ({ first: person.posts[0]?.head, last: person.posts.at(-1)?.head })
