/**
 * What the numbers tell of a person: parts of their pages. Nothing where no post has numbers of them.
 */
import { escapeText } from "../domain/markdown.js"
import { type Html, html } from "./html.js"
import { labelsFor } from "./labels.js"
import type { SiteContext } from "./layout.js"
import { clockChart } from "./numbers/clockChart.js"
import { hourText, number, weekdayText } from "./numbers/format.js"
import { ranking, ranksOf, signs } from "./numbers/lists.js"
import { type PersonWords, wordsOf } from "./numbers/personWords.js"
import { type Counts, type PersonNumbers, siteNumbers } from "./numbers/siteNumbers.js"
import { timeChart } from "./numbers/timeChart.js"
import type { Person } from "./people.js"

/** What stands in a person's page and Markdown. */
export interface ProfileNumbers {
  /** Facts for the head of the page: what, and how much. */
  readonly facts: ReadonlyArray<readonly [label: string, value: string]>
  /** Sections of the page: those above their best lines, and those below. */
  readonly above: Html
  readonly below: Html
  /** Blocks of Markdown. */
  readonly markdown: ReadonlyArray<string>
}

/** The numbers of a person. */
export const profileNumbers = (site: SiteContext, { name, tone }: Person): ProfileNumbers => {
  const { language } = site
  const { numbers: words } = labelsFor(language)
  const all = siteNumbers(site.posts)
  const theirs = all.people.find((one) => one.name === name)
  const days = [...all.days.keys()]
  const [first, last] = [days[0], days.at(-1)]
  if (theirs === undefined || first === undefined || last === undefined || theirs.days.size === 0) {
    return { facts: [], above: html``, below: html``, markdown: [] }
  }
  const told = wordsOf(all, theirs)
  const people = new Map(site.people.map((person) => [person.name, person]))
  const ranked = (counts: Counts): Html =>
    ranking({
      language,
      root: "../",
      ranks: ranksOf(people, counts.slice(0, kept)),
      shown: shown.people,
      whole: null
    })
  const facts = [
    [words.files, theirs.files],
    [words.reactions, theirs.reactions]
  ] as const
  return {
    facts: facts.flatMap(([label, n]) => (n === 0 ? [] : [[label, number(language, n)] as const])),
    above: html`${section(words.talksAbout, told.telling.length > 0 ? wordList(told.telling) : null)}${section(words.throughTime, timeChart({ language, activity: theirs, first, last, tone }))}`,
    below: html`<div class="pair">${section(words.byClock, clockChart(language, theirs, tone))}${section(words.emoji, theirs.emoji.length > 0 ? signs("emoji", language, theirs.emoji, shown.emoji) : null)}</div>
${section(words.ownWords, told.own.length > 0 ? signs("words", language, told.own, shown.own) : null)}<div class="pair">${section(words.answers, theirs.answers.length > 0 ? ranked(theirs.answers) : null)}${section(words.answeredBy, theirs.answeredBy.length > 0 ? ranked(theirs.answeredBy) : null)}</div>
`,
    markdown: markdown(language, theirs, told, people)
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** People that a list has at most. */
const kept = 15
const shown = { emoji: 15, own: 12, people: 5 }

const section = (title: string, content: Html | null): Html | null =>
  content === null
    ? null
    : html`<section><h2>${title}</h2>
${content}</section>
`

const wordList = (words: ReadonlyArray<string>): Html =>
  html`<ul class="signs words">${words.map((word) => html`<li><bdi>${word}</bdi></li>`)}</ul>
`

const markdown = (
  language: string,
  theirs: PersonNumbers,
  told: PersonWords,
  people: ReadonlyMap<string, Person>
): ReadonlyArray<string> => {
  const { numbers: words } = labelsFor(language)
  const peak = theirs.week.indexOf(Math.max(...theirs.week))
  const counted = (counts: Counts): string =>
    counts.map(([what, n]) => `${inLine(what)} (${number(language, n)})`).join(", ")
  const linked = (counts: Counts): string =>
    counts
      .slice(0, shown.people)
      .map(([name, n]) => {
        const person = people.get(name)
        const label = inLine(name)
        return `${person === undefined ? label : `[${label}](${person.slug}.md)`} (${number(language, n)})`
      })
      .join(", ")
  const facts: ReadonlyArray<readonly [label: string, value: string]> = [
    [words.activeDays, number(language, theirs.days.size)],
    [
      words.byHour,
      `${weekdayText(language, Math.floor(peak / 24), "long")}, ${hourText(language, peak % 24)} (${number(language, theirs.week[peak] ?? 0)})`
    ],
    [words.files, theirs.files === 0 ? "" : number(language, theirs.files)],
    [words.reactions, theirs.reactions === 0 ? "" : number(language, theirs.reactions)],
    [words.emoji, counted(theirs.emoji.slice(0, shown.emoji))],
    [words.talksAbout, told.telling.map(inLine).join(", ")],
    [words.ownWords, counted(told.own)],
    [words.answers, linked(theirs.answers)],
    [words.answeredBy, linked(theirs.answeredBy)]
  ]
  return [
    `## ${words.title}`,
    facts.flatMap(([label, value]) => (value === "" ? [] : [`- ${label}: ${value}`])).join("\n")
  ]
}

/** A text that keeps to its line of a list. */
const inLine = (text: string): string => escapeText(text.replace(/\s+/g, " "))
