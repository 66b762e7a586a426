/**
 * The page of numbers.
 */

import { fill } from "../../domain/template.js"
import { type Html, html } from "../html.js"
import { count, labelsFor } from "../labels.js"
import { document, type SiteContext } from "../layout.js"
import type { PostHead } from "../people.js"
import { postUrl } from "../postPath.js"
import type { Section } from "../Section.js"
import { answersChart } from "./answersChart.js"
import { daysText, dayText, duration, number, span } from "./format.js"
import { type Fact, facts, ranking, ranksOf, signs } from "./lists.js"
import { dayNumber, type SiteNumbers, siteNumbers } from "./siteNumbers.js"
import { timeChart } from "./timeChart.js"
import { weekChart } from "./weekChart.js"

/** What the whole chat tells in numbers; shown where the numbers of any window are known. */
export const numbersSection: Section = {
  home: "numbers.html",
  label: (labels) => labels.numbers.title,
  isShown: (site) => siteNumbers(site.posts).days.size > 0,
  files: (site) => [{ path: "numbers.html", text: numbersPage(site) }]
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Lines that are shown at once. */
const shown = { people: 12, hosts: 8, emoji: 24, words: 36 }
/** Lines that there are at most. */
const kept = { hosts: 40 }

const numbersPage = (site: SiteContext): string => {
  const { language } = site
  const labels = labelsFor(language)
  const words = labels.numbers
  const all = siteNumbers(site.posts)
  const people = new Map(site.people.map((person) => [person.name, person]))
  const days = [...all.days.keys()]
  const [first = "", last = ""] = [days[0], days.at(-1)]
  const uncounted = site.posts.length - all.posts
  const total = `${count(language, all.messages, labels.message)} · ${count(language, all.people.length, labels.person)}`
  const answers = answersChart(
    language,
    all.people.map((numbers) => ({ numbers, tone: people.get(numbers.name)?.tone ?? 0 }))
  )
  return document(site, {
    title: words.title,
    description: total,
    language,
    labels,
    root: "",
    path: "numbers.html",
    kind: "section",
    main: html`<article class="numbers">
<header>
<h1>${words.title}</h1>
<p class="span">${daysText(language, first, last)}</p>
<p class="facts">${total}</p>
</header>
${facts(records(all, language, dayNumber(last) - dayNumber(first) + 1))}${part(words.throughTime, timeChart({ language, activity: all, first, last }))}${part(words.byHour, weekChart(language, all))}${part(
  words.whoWrites,
  ranking({
    language,
    root: "",
    ranks: ranksOf(
      people,
      all.people.map(({ messages, name }) => [name, messages])
    ),
    shown: shown.people,
    whole: all.messages
  })
)}${answers === null ? null : part(words.whoAnswers, html`${answers}<p class="meaning">${words.answersMean}</p>\n`)}${
  all.words.length === 0 ? null : part(words.words, signs("words", language, all.words, shown.words))
}${all.emoji.length === 0 ? null : part(words.emoji, signs("emoji", language, all.emoji, shown.emoji))}${
  all.hosts.length === 0
    ? null
    : part(
        words.hosts,
        ranking({
          language,
          root: "",
          ranks: ranksOf(new Map(), all.hosts.slice(0, kept.hosts)),
          shown: shown.hosts,
          whole: null
        })
      )
}${
  uncounted === 0
    ? null
    : html`<p class="meaning">${fill(words.uncounted, { posts: count(language, uncounted, labels.post) })}</p>\n`
}</article>`
  })
}

const part = (title: string, content: Html): Html => html`<section><h2>${title}</h2>
${content}</section>
`

const records = (all: SiteNumbers, language: string, days: number): ReadonlyArray<Fact> => {
  const { numbers: words } = labelsFor(language)
  const { busiest, hosts, longest, silence, streak } = all
  const sum = (counts: SiteNumbers["emoji"]) => counts.reduce((total, [, n]) => total + n, 0)
  const row = (label: string, it: SiteNumbers["streak"]): ReadonlyArray<Fact> =>
    it === null || it.days < 2
      ? []
      : [
          {
            label,
            value: span(language, it.days, "day"),
            note: html`${daysText(language, it.first, it.last)}`
          }
        ]
  const plain = (label: string, n: number): ReadonlyArray<Fact> =>
    n === 0 ? [] : [{ label, value: number(language, n), note: null }]
  return [
    {
      label: words.activeDays,
      value: number(language, all.days.size),
      note: html`${fill(words.ofDays, { days: span(language, days, "day") })}`
    },
    {
      label: words.perDay,
      value: number(language, all.messages / all.days.size),
      note: html`${words.onActiveDays}`
    },
    ...(busiest === null
      ? []
      : [
          {
            label: words.busiestDay,
            value: number(language, busiest.messages),
            note: postLink(busiest.post, dayText(language, busiest.day))
          }
        ]),
    ...(longest === null
      ? []
      : [
          {
            label: words.longest,
            value: number(language, longest.messages),
            note: html`${postLink(longest.post, longest.post.title)} · ${duration(language, longest.end - longest.start)}`
          }
        ]),
    ...row(words.streak, streak),
    ...row(words.silence, silence),
    ...plain(words.files, all.files),
    ...plain(words.reactions, all.reactions),
    ...plain(words.signs, sum(all.emoji)),
    ...plain(words.links, sum(hosts))
  ]
}

const postLink = (head: PostHead, label: string): Html =>
  html`<a href="${postUrl("", head)}"><bdi>${label}</bdi></a>`
