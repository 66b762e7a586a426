/**
 * The posts that have most to offer, and why.
 */
import { type Html, html } from "../html.js"
import { count, labelsFor } from "../labels.js"
import { languageOf } from "../language.js"
import { document, type SiteContext, time } from "../layout.js"
import { postUrl } from "../postPath.js"
import type { Section } from "../Section.js"
import { type Score, scoresOf } from "../score.js"

/** The best posts. Of few posts there is nothing to choose. */
export const top: Section = {
  home: "top.html",
  label: (labels) => labels.finding.top,
  isShown: (site) => site.posts.length >= fewest,
  files: (site) => [{ path: "top.html", text: page(site) }]
}

/** The three best posts for the home page, in a row; nothing where there are few posts. */
export const bestRow = (site: SiteContext): Html | null => {
  if (site.posts.length < fewest) return null
  const { finding } = labelsFor(site.language)
  return html`<section class="best" aria-labelledby="best">
<h2 id="best"><a href="top.html">${finding.top}</a></h2>
<ol>
${scoresOf(site.posts)
  .slice(0, 3)
  .map(
    ({
      head
    }) => html`<li><a href="${postUrl("", head)}"><small>${time(head.date, head.zone, site.language, day)}</small> <span lang="${languageOf(site, head)}">${head.title}</span></a></li>
`
  )}</ol>
</section>
`
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Posts that a site must have for some to be the best, and of how many the page tells. */
const fewest = 6
const shown = 25

const day = { day: "numeric", month: "long", year: "numeric" } as const

const page = (site: SiteContext): string => {
  const labels = labelsFor(site.language)
  const scores = scoresOf(site.posts)
  // Many applications export no reactions; a part that no post has says nothing.
  const counted = parts.filter((name) => scores.some((score) => score[name].counted > 0))
  return document(site, {
    title: labels.finding.top,
    description: labels.finding.topIs,
    language: site.language,
    labels,
    root: "",
    path: "top.html",
    kind: "section",
    main: html`<h1 class="title">${labels.finding.top}</h1>
<p class="about">${labels.finding.topIs}</p>
<ol class="top">
${scores
  .slice(0, Math.min(shown, Math.ceil(site.posts.length / 2)))
  .map((score) => entry(site, score, counted))}</ol>`
  })
}

const parts = ["participation", "conversation", "applause", "novelty"] as const

const entry = (site: SiteContext, score: Score, counted: ReadonlyArray<(typeof parts)[number]>): Html => {
  const { head, points } = score
  const { finding, person } = labelsFor(site.language)
  const nouns = {
    participation: person,
    conversation: finding.answer,
    applause: finding.reaction,
    novelty: finding.newWord
  }
  return html`<li>
<p class="when">${time(head.date, head.zone, site.language, day)}</p>
<h2 lang="${languageOf(site, head)}"><a href="${postUrl("", head)}">${head.title}</a></h2>
<p class="lead" lang="${languageOf(site, head)}">${head.lead}</p>
<dl>
<div class="sum"><dt>${finding.score}</dt><dd><b>${points}</b></dd></div>
${counted.map(
  (
    name
  ) => html`<div><dt>${finding[name]}</dt><dd><b>${score[name].points}</b> <small>${count(site.language, score[name].counted, nouns[name])}</small></dd></div>
`
)}</dl>
</li>
`
}
