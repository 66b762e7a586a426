/**
 * A person's day: a bar for each hour around the clock, midnight on top.
 */
import { scaleRadial } from "d3-scale"
import { arc } from "d3-shape"
import { fill } from "../../domain/template.js"
import { type Html, html } from "../html.js"
import { labelsFor } from "../labels.js"
import { figure, round } from "./chart.js"
import { hourText, number } from "./format.js"
import type { Activity } from "./siteNumbers.js"

/** Messages by hour of the day. */
export const clockChart = (language: string, { week }: Activity, tone: number): Html => {
  const { numbers: words } = labelsFor(language)
  const counts = hours.map((hour) => week.reduce((sum, n, at) => (at % 24 === hour ? sum + n : sum), 0))
  const most = Math.max(...counts)
  return figure({
    id: "clock",
    kind: "clock",
    tone,
    title: words.byClock,
    finding: fill(words.most, {
      what: hourText(language, counts.indexOf(most)),
      n: number(language, most)
    }),
    width: size,
    height: size,
    drawing: draw(language, counts, most),
    table: {
      label: words.asTable,
      columns: [words.hour, words.messages],
      rows: counts.map((n, hour) => [hourText(language, hour), number(language, n)])
    }
  })
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const size = 240
const [inner, outer] = [28, 86]

const hours = Array.from({ length: 24 }, (_, hour) => hour)

const draw = (language: string, counts: ReadonlyArray<number>, most: number): Html => {
  // Longer bars are wider too: a radial scale keeps the areas true.
  const radius = scaleRadial()
    .domain([0, Math.max(1, most)])
    .range([inner, outer])
  const bar = arc<number>()
    .digits(1)
    .innerRadius(inner)
    .outerRadius((hour) => radius(counts[hour] ?? 0))
    .startAngle((hour) => (hour / 24) * 2 * Math.PI)
    .endAngle((hour) => ((hour + 1) / 24) * 2 * Math.PI)
    .padAngle(0.03)
    .padRadius(inner)
  const bars = hours
    .filter((hour) => (counts[hour] ?? 0) > 0)
    .map((hour) => bar(hour) ?? "")
    .join("")
  return html`<g transform="translate(${size / 2},${size / 2})"><circle class="rule" r="${inner - 2}"/><circle class="rule" r="${outer + 2}"/>
<path class="bars" d="${bars}"/>
${[0, 6, 12, 18].map((hour) => {
  const angle = (hour / 24) * 2 * Math.PI
  const away = outer + (hour % 12 === 0 ? 11 : 20)
  return html`<text x="${round(Math.sin(angle) * away)}" y="${round(-Math.cos(angle) * away + 3.5)}" text-anchor="middle">${hourText(language, hour)}</text>
`
})}</g>`
}
