/**
 * When people write: a circle for each hour of the week, the hours above it and the weekdays beside it as bars.
 */
import { scaleLinear, scaleQuantize } from "d3-scale"
import { fill } from "../../domain/template.js"
import { type Html, html } from "../html.js"
import { labelsFor } from "../labels.js"
import { figure, round, sidesOf } from "./chart.js"
import { hourText, number, weekdaysOf, weekdayText } from "./format.js"
import type { Activity } from "./siteNumbers.js"

/** Messages by weekday and hour. */
export const weekChart = (language: string, { week }: Activity): Html => {
  const { numbers: words } = labelsFor(language)
  const weekdays = weekdaysOf(language)
  const at = (weekday: number, hour: number): number => week[weekday * 24 + hour] ?? 0
  const peak = week.indexOf(week.reduce((most, n) => Math.max(most, n), 0))
  const what = `${weekdayText(language, Math.floor(peak / 24), "long")}, ${hourText(language, peak % 24)}`
  return figure({
    id: "week",
    kind: "week",
    title: words.byHour,
    finding: fill(words.most, { what, n: number(language, week[peak] ?? 0) }),
    width,
    height,
    drawing: draw(language, weekdays, at),
    table: {
      label: words.asTable,
      columns: [words.hour, ...weekdays.map((weekday) => weekdayText(language, weekday, "short"))],
      rows: [
        ...hours.map(
          (hour) =>
            [
              hourText(language, hour),
              ...weekdays.map((weekday) => number(language, at(weekday, hour)))
            ] as const
        ),
        [
          words.allDay,
          ...weekdays.map((weekday) =>
            number(
              language,
              hours.reduce((sum, hour) => sum + at(weekday, hour), 0)
            )
          )
        ]
      ]
    }
  })
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const width = 560
/** The circles: from the names of the weekdays to the bars beside them. */
const [start, end, step, row] = [76, 496, 17.5, 21]
const top = 52
const height = top + 7 * row + 30

const hours = Array.from({ length: 24 }, (_, hour) => hour)
/** As many sizes of circles as the eye tells apart. */
const sizes = [4, 6.5, 9, 11.5, 14, 16.5]

type At = (weekday: number, hour: number) => number

const draw = (language: string, weekdays: ReadonlyArray<number>, at: At): Html => {
  const { left } = sidesOf(language, width)
  const cells = weekdays.flatMap((weekday, line) =>
    hours.map((hour) => ({ line, hour, n: at(weekday, hour) }))
  )
  const most = cells.reduce((found, { n }) => Math.max(found, n), 1)
  // Areas, not diameters, are what a reader compares.
  const size = scaleQuantize<number>()
    .domain([0, 1])
    .range(sizes.map((_, index) => index))
  const circles = sizes.map((diameter, index) => {
    const those = cells.filter(({ n }) => n > 0 && size(Math.sqrt(n / most)) === index)
    const path = those
      .map(({ hour, line }) => `M${left(start + (hour + 0.5) * step)},${top + (line + 0.5) * row}h0`)
      .join("")
    return html`${path === "" ? null : html`<path class="circles size-${index}" stroke-width="${diameter}" d="${path}"/>\n`}`
  })
  const rules = weekdays.map(
    (_, line) => `M${left(start, end - start)},${top + (line + 0.5) * row}h${end - start}`
  )
  return html`<path class="rule" d="${rules.join("")}"/>
<path class="bars" d="${hourBars(cells, left)}"/>
<path class="bars" d="${weekdayBars(cells, left)}"/>
${circles}${weekdays.map(
  (
    weekday,
    line
  ) => html`<text x="${left(0)}" y="${top + (line + 0.5) * row + 3.5}" text-anchor="start">${weekdayText(language, weekday, "short")}</text>
`
)}${[0, 6, 12, 18].map(
  (
    hour
  ) => html`<text x="${left(start + (hour + 0.5) * step)}" y="${height - 6}" text-anchor="middle">${hourText(language, hour)}</text>
`
)}`
}

interface Cell {
  readonly line: number
  readonly hour: number
  readonly n: number
}

const sumsBy = (cells: ReadonlyArray<Cell>, by: "hour" | "line", length: number): ReadonlyArray<number> => {
  const sums = Array.from({ length }, () => 0)
  for (const cell of cells) sums[cell[by]] = (sums[cell[by]] ?? 0) + cell.n
  return sums
}

type Left = (x: number, width?: number) => number

const hourBars = (cells: ReadonlyArray<Cell>, left: Left): string => {
  const sums = sumsBy(cells, "hour", 24)
  const tall = scaleLinear()
    .domain([0, Math.max(1, ...sums)])
    .range([0, top - 12])
  return sums
    .map((n, hour) => ({ x: left(start + hour * step + 3.5, step - 7), tall: round(tall(n)) }))
    .filter((bar) => bar.tall > 0)
    .map((bar) => `M${bar.x},${top - 6}v-${bar.tall}h${step - 7}v${bar.tall}z`)
    .join("")
}

const weekdayBars = (cells: ReadonlyArray<Cell>, left: Left): string => {
  const sums = sumsBy(cells, "line", 7)
  const long = scaleLinear()
    .domain([0, Math.max(1, ...sums)])
    .range([0, width - end - 8])
  return sums
    .map((n, line) => ({ line, long: round(long(n)) }))
    .filter((bar) => bar.long > 0)
    .map(
      (bar) =>
        `M${left(end + 8, bar.long)},${top + bar.line * row + 5.5}h${bar.long}v${row - 11}h-${bar.long}z`
    )
    .join("")
}
