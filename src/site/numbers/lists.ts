/**
 * Numbers as lists: who or what comes first, and by how much.
 */

import { fill } from "../../domain/template.js"
import { type Html, html } from "../html.js"
import { labelsFor } from "../labels.js"
import { dot } from "../layout.js"
import type { Person } from "../people.js"
import { round } from "./chart.js"
import { number, share } from "./format.js"
import type { Counts } from "./siteNumbers.js"

/** A line of a ranking: a person or a text, and how often. */
export interface Rank {
  readonly label: string
  /** The person of that name, if they have a page. */
  readonly person: Person | null
  readonly count: number
}

/** What a ranking needs to know. */
export interface Ranking {
  readonly language: string
  /** The way to the site's root. */
  readonly root: "" | "../"
  readonly ranks: ReadonlyArray<Rank>
  /** How many are shown at once; the others unfold. */
  readonly shown: number
  /** All of it, to say how much of it each is; null leaves that out. */
  readonly whole: number | null
}

/** A list with a bar for each line. */
export const ranking = ({ language, ranks, root, shown, whole }: Ranking): Html => {
  const most = ranks.reduce((found, { count }) => Math.max(found, count), 1)
  const line = ({ count, label, person }: Rank): Html => {
    const name = html`<bdi>${label}</bdi>`
    const bar = html`<svg class="drawn bar${person === null ? null : html` tone-${person.tone}`}" aria-hidden="true"><rect width="${round((count / most) * 100)}%" height="100%" rx="2"/></svg>`
    return html`<li>${person === null ? null : dot(person)}<span class="what">${person === null ? name : html`<a href="${root}profiles/${person.slug}.html">${name}</a>`}</span><small>${number(language, count)}${whole === null ? null : html` · ${share(language, count, whole)}`}</small>${bar}</li>
`
  }
  const rest = ranks.slice(shown)
  const more = fill(labelsFor(language).numbers.more, { n: number(language, rest.length) })
  return html`<ol class="ranks">
${ranks.slice(0, shown).map(line)}</ol>
${rest.length === 0 ? null : html`<details class="rest"><summary>${more}</summary><ol class="ranks" start="${shown + 1}">\n${rest.map(line)}</ol></details>\n`}`
}

/** The lines of a ranking of people. */
export const ranksOf = (people: ReadonlyMap<string, Person>, counts: Counts): ReadonlyArray<Rank> =>
  counts.map(([label, count]) => ({ label, count, person: people.get(label) ?? null }))

/** Emoji or words with how often they were written. */
export const signs = (kind: "emoji" | "words", language: string, counts: Counts, shown: number): Html =>
  html`<ul class="signs ${kind}">${counts
    .slice(0, shown)
    .map(([what, n]) => html`<li><bdi>${what}</bdi> <small>${number(language, n)}</small></li>`)}</ul>
`

/** A number large, what it counts, and what else there is to say of it. */
export interface Fact {
  readonly label: string
  readonly value: string
  readonly note: Html | null
}

/** Facts side by side. */
export const facts = (all: ReadonlyArray<Fact>): Html =>
  html`<dl class="tiles">
${all.map(
  ({
    label,
    note,
    value
  }) => html`<div><dt>${label}</dt><dd>${value}</dd>${note === null ? null : html`<dd class="note">${note}</dd>`}</div>
`
)}</dl>
`
