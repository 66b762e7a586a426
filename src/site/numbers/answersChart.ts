/**
 * Who answers whom: a row for each person, and a circle below each whom they answered.
 */
import { scaleBand, scaleSqrt } from "d3-scale"
import { fill } from "../../domain/template.js"
import { type Html, html } from "../html.js"
import { labelsFor } from "../labels.js"
import { figure, round, sidesOf } from "./chart.js"
import { number } from "./format.js"
import type { PersonNumbers } from "./siteNumbers.js"

/** A person of the chart. */
export interface Answering {
  readonly numbers: PersonNumbers
  /** Their colour. */
  readonly tone: number
}

/** People whom the chart has at most: the foremost. */
export const mostAnswering = 12

/** Answers among people; null where nobody answered anybody. */
export const answersChart = (language: string, everybody: ReadonlyArray<Answering>): Html | null => {
  const { numbers: words } = labelsFor(language)
  const people = everybody.slice(0, mostAnswering)
  const places = new Map(people.map(({ numbers: { name } }, at) => [name, at]))
  const answers = people.flatMap(({ numbers: { answers: theirs } }, from) =>
    theirs.flatMap(([name, n]) => {
      const to = places.get(name)
      return to === undefined || n === 0 ? [] : [{ from, to, n }]
    })
  )
  const peak = answers.reduce((best, answer) => (answer.n > best.n ? answer : best), { from: 0, to: 0, n: 0 })
  if (peak.n === 0) return null
  const nameOf = (at: number): string => people[at]?.numbers.name ?? ""
  const counts = people.map(({ numbers: { answers: theirs } }) => new Map(theirs))
  return figure({
    id: "answers",
    kind: "answers",
    title: words.whoAnswers,
    finding: fill(words.mostAnswers, {
      who: nameOf(peak.from),
      whom: nameOf(peak.to),
      n: number(language, peak.n)
    }),
    reading: words.answersRead,
    width,
    height: head + people.length * rowOf(people) + 4,
    drawing: draw(language, people, answers, peak.n),
    table: {
      label: words.asTable,
      columns: [words.whoAnswers, ...people.map((_, at) => nameOf(at))],
      rows: people.map((_, from) => [
        nameOf(from),
        ...people.map((_, to) => (from === to ? "–" : number(language, counts[from]?.get(nameOf(to)) ?? 0)))
      ])
    }
  })
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const width = 560
/** The room of the signs above the columns. */
const head = 30
/** Letters of a name that there is room for. */
const letters = 19

/** The names' room beside the rows: that of the longest at a phone's size of letters. */
const besideOf = (people: ReadonlyArray<Answering>): number =>
  Math.max(...people.map(({ numbers: { name } }) => graphemesOf(short(name)).length), 5) * 8.4 + 14

/** A few people do not need the whole width. */
const rowOf = (people: ReadonlyArray<Answering>): number =>
  Math.min(52, (width - besideOf(people)) / people.length)

interface Answer {
  readonly from: number
  readonly to: number
  readonly n: number
}

const draw = (
  language: string,
  people: ReadonlyArray<Answering>,
  answers: ReadonlyArray<Answer>,
  most: number
): Html => {
  const row = rowOf(people)
  const beside = besideOf(people)
  const { left } = sidesOf(language, width)
  const indices = people.map((_, at) => at)
  const across = scaleBand<number>()
    .domain(indices)
    .range([beside, beside + people.length * row])
  const radius = scaleSqrt()
    .domain([0, most])
    .range([0, row * 0.46])
  const x = (at: number): number => left((across(at) ?? 0) + row / 2)
  const y = (at: number): number => round(head + (at + 0.5) * row)
  const end = left(beside, people.length * row)
  return html`<path class="rule" d="${indices.map((at) => `M${end},${y(at)}h${round(people.length * row)}`).join("")}"/>
<g text-anchor="middle">${people.map(
    ({ numbers: { name }, tone }, at) =>
      html`<text class="sign tone-${tone}" x="${x(at)}" y="18">${signOf(name)}</text>`
  )}</g>
${people.map(
  (
    { numbers: { name }, tone },
    at
  ) => html`<g class="tone-${tone}" transform="translate(0,${y(at)})" text-anchor="middle"><text x="${left(0)}" y="3.5" text-anchor="start">${short(name)}</text>${answers
    .filter(({ from }) => from === at)
    .map(({ n, to }) => {
      const r = Math.max(1.5, round(radius(n)))
      return html`<circle cx="${x(to)}" r="${r}"/>${r < 9 ? null : html`<text class="in" x="${x(to)}" y="3.5">${number(language, n)}</text>`}`
    })}</g>
`
)}`
}

const short = (name: string): string => {
  const all = graphemesOf(name)
  return all.length <= letters ? name : `${all.slice(0, letters - 1).join("")}…`
}

/** What a reader takes for letters. */
const graphemesOf = (text: string): ReadonlyArray<string> =>
  Array.from(graphemes.segment(text), ({ segment }) => segment)

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" })

/** The initials of a name's first and last word. */
const signOf = (name: string): string => {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []
  const ends = words.length < 2 ? words : [words[0], words.at(-1)]
  return ends.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("") || "·"
}
