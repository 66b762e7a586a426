/**
 * The search page and what it looks through.
 */

import { assets } from "../assets.js"
import type { SearchData, SearchWords } from "../browser/data.js"
import { type Html, html } from "../html.js"
import { labelsFor, localeOf } from "../labels.js"
import { document, type SiteContext, searchPath } from "../layout.js"
import { yearOf } from "../postList.js"
import type { Section } from "../Section.js"
import type { SiteFile } from "../SiteFile.js"

/** Finds posts while somebody types. */
export const search: Section = {
  home: searchPath,
  label: (labels) => labels.finding.search,
  isShown: (site) => site.posts.length > 0,
  files: (site) => [{ path: searchPath, text: searchPage(site) }]
}

/** Of each post's text, UTF-16 units that are looked through, and of all posts together. */
const longestText = 2000
const mostText = 4_000_000

/** What of a post's text is looked through in a site of so many posts; it keeps nothing of the rest in memory. */
export const searchedPart = (text: string, posts: number): string =>
  Buffer.from(text.slice(0, Math.min(longestText, Math.floor(mostText / Math.max(1, posts))))).toString()

/**
 * The script that holds what the search looks through: pages opened from a folder may load scripts, and no
 * data. `textOf` gives a post's text by its key.
 */
export const searchData = (site: SiteContext, textOf: ReadonlyMap<string, string>): SiteFile => {
  const placeOf = new Map(site.people.map(({ name }, at) => [name, at]))
  const placeOfTag = new Map(site.tags.all.map(({ slug }, at) => [slug, at]))
  const data: SearchData = {
    people: site.people.map(({ name }) => name),
    tags: site.tags.all.map(({ label }) => label),
    posts: [...site.posts]
      .reverse()
      .map((head) => [
        head.key,
        head.title,
        head.date.slice(0, 10),
        textOf.get(head.key) ?? "",
        head.participants.flatMap(({ name }) => placeOf.get(name) ?? []),
        (site.tags.of.get(head.key) ?? []).flatMap(({ slug }) => placeOfTag.get(slug) ?? [])
      ])
  }
  return { path: dataPath, text: `globalThis.egregoraSearch=${JSON.stringify(data)}\n` }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Where the site has what is looked through. */
const dataPath = "assets/search-index.js"

const searchPage = (site: SiteContext): string => {
  const labels = labelsFor(site.language)
  const { finding } = labels
  const words: SearchWords = {
    post: labels.post,
    spaced: localeOf(site.language) !== "ja",
    nothing: finding.nothingFound
  }
  const years = [...new Set(site.posts.map(yearOf))].reverse()
  const others = site.sections.filter(({ path }) => path === "timeline.html" || path === "tags.html")
  return document(site, {
    title: finding.search,
    description: finding.search,
    language: site.language,
    labels,
    root: "",
    path: searchPath,
    kind: "section",
    scripts: [dataPath, assets.search],
    main: html`<h1 class="title">${finding.search}</h1>
<form class="search" role="search" hidden data-words="${JSON.stringify(words)}">
<input type="search" name="q" aria-label="${finding.search}" autocomplete="off" spellcheck="false" enterkeyhint="search">
<div class="filters">
${filter(
  "person",
  finding.person,
  finding.anyone,
  site.people.map(({ name }) => name)
)}${filter(
  "tag",
  finding.tag,
  finding.anyTag,
  site.tags.all.map(({ label }) => label)
)}${filter("year", finding.year, finding.anyYear, years)}</div>
</form>
<p class="facts" role="status" aria-live="polite" data-status></p>
<ol class="results" data-results></ol>
<p data-without-script>${finding.withoutScript} ${others.map(
      ({ label, path }, at) => html`${at === 0 ? null : ", "}<a href="${path}">${label}</a>`
    )}</p>`
  })
}

/** A choice of one; nothing where there is nothing to choose. */
const filter = (name: string, label: string, all: string, values: ReadonlyArray<string>): Html | null =>
  values.length < 2
    ? null
    : html`<select name="${name}" aria-label="${label}"><option value="">${all}</option>${values.map(
        (value) => html`<option>${value}</option>`
      )}</select>
`
