/**
 * Messages through time, as bars.
 */
import { scaleBand, scaleLinear } from "d3-scale"
import { fill } from "../../domain/template.js"
import { type Html, html } from "../html.js"
import { labelsFor } from "../labels.js"
import { figure, round, sidesOf } from "./chart.js"
import { number, periodText, shortPeriod } from "./format.js"
import { type Grain, grainOf, type Period, periodsOf } from "./periods.js"
import type { Activity } from "./siteNumbers.js"

/** What a chart through time needs to know. */
export interface Through {
  readonly language: string
  readonly activity: Activity
  /** The first and the last day that it shows. */
  readonly first: string
  readonly last: string
  /** The person's colour; none for everybody. */
  readonly tone?: number
}

/** Messages by day, week, month or year, whichever suits the time between the first and the last day. */
export const timeChart = ({ activity, first, language, last, tone }: Through): Html => {
  const { numbers: words } = labelsFor(language)
  const grain = grainOf(first, last)
  const periods = periodsOf(activity.days, grain, first, last)
  const peak = periods.reduce((best, period) => (period.messages > best.messages ? period : best), nothing)
  return figure({
    id: "time",
    kind: "time",
    ...(tone === undefined ? {} : { tone }),
    title: words.by[grain],
    finding: fill(words.most, {
      what: periodText(language, grain, peak.start),
      n: number(language, peak.messages)
    }),
    width,
    height: tone === undefined ? 200 : 130,
    drawing: draw(language, grain, periods, peak, tone === undefined ? 200 : 130),
    table: {
      label: words.asTable,
      columns: [words[grain], words.messages],
      rows: periods.map(({ messages, start }) => [
        periodText(language, grain, start),
        number(language, messages)
      ])
    }
  })
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const width = 560
const [top, foot] = [24, 26]

const nothing: Period = { start: "1970-01-01", messages: 0 }

const draw = (
  language: string,
  grain: Grain,
  periods: ReadonlyArray<Period>,
  peak: Period,
  height: number
): Html => {
  const bottom = height - foot
  const { left } = sidesOf(language, width)
  const x = scaleBand<string>()
    .domain(periods.map(({ start }) => start))
    .range([0, width])
    .paddingInner(0.28)
  const y = scaleLinear()
    .domain([0, Math.max(1, peak.messages)])
    .range([bottom, top])
  const wide = Math.min(x.bandwidth(), 40)
  const placeOf = (start: string): number => (x(start) ?? 0) + (x.bandwidth() - wide) / 2
  const bars = (those: ReadonlyArray<Period>): string =>
    those
      .filter(({ messages }) => messages > 0)
      .map(({ messages, start }) => {
        const tall = Math.max(1, round(bottom - y(messages)))
        return `M${left(placeOf(start), wide)},${bottom}v-${tall}h${round(wide)}v${tall}z`
      })
      .join("")
  const middle = placeOf(peak.start) + wide / 2
  return html`<path class="rule" d="M0,${bottom}h${width}"/>
<path class="bars" d="${bars(periods.filter((period) => period !== peak))}"/>
<path class="bars peak" d="${bars([peak])}"/>
<text class="value" x="${left(Math.min(Math.max(middle, 16), width - 16))}" y="${top - 7}" text-anchor="middle">${number(language, peak.messages)}</text>
${marks(periods).map(({ anchor, at }) => {
  const start = periods[at]?.start ?? ""
  const place = anchor === "start" ? placeOf(start) : placeOf(start) + (anchor === "end" ? wide : wide / 2)
  return html`<text x="${left(place)}" y="${height - 4}" text-anchor="${anchor}">${shortPeriod(language, grain, start)}</text>
`
})}`
}

interface Mark {
  readonly at: number
  readonly anchor: "start" | "middle" | "end"
}

/** The periods that are named below: both ends, and one or two between where there is room. */
const marks = (periods: ReadonlyArray<Period>): ReadonlyArray<Mark> => {
  const end = periods.length - 1
  if (end < 1) return [{ at: 0, anchor: "middle" }]
  const between = end >= 3 && end % 3 === 0 ? [end / 3, (end / 3) * 2] : end > 1 ? [Math.round(end / 2)] : []
  return [
    { at: 0, anchor: "start" },
    ...between.map((at): Mark => ({ at, anchor: "middle" })),
    { at: end, anchor: "end" }
  ]
}
