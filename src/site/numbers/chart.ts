/**
 * What all charts share: the figure around a drawing, which says in words what it shows and has it as a table.
 */
import { type Html, html } from "../html.js"
import { directionOf } from "../language.js"

/** A chart to be shown. */
export interface Chart {
  /** Unlike that of any other chart of the page. */
  readonly id: string
  /** What kind of chart it is, for the style sheet. */
  readonly kind: "time" | "week" | "answers" | "clock"
  /** The person whom it is about, by their colour. */
  readonly tone?: number
  /** What it shows. */
  readonly title: string
  /** What there is to see, in words. */
  readonly finding: string
  /** How it is read, where that is not plain. */
  readonly reading?: string
  readonly width: number
  readonly height: number
  readonly drawing: Html
  readonly table: Table
}

/** The same in rows: the first cell of each is its name. */
export interface Table {
  readonly label: string
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<readonly [name: string, ...cells: ReadonlyArray<string | number>]>
}

/** A chart with its words and its table. */
export const figure = ({
  drawing,
  finding,
  height,
  id,
  kind,
  reading,
  table,
  title,
  tone,
  width
}: Chart): Html =>
  html`<figure class="chart ${kind}${tone === undefined ? null : html` tone-${tone}`}">
<svg class="drawn" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-finding">
<title id="${id}-title">${title}</title>
<desc id="${id}-finding">${finding}</desc>
${drawing}
</svg>
<figcaption>${finding}${reading === undefined ? null : html` ${reading}`}</figcaption>
<details><summary>${table.label}</summary><div class="table" role="region" aria-label="${title}" tabindex="0"><table>
<thead><tr>${table.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>
${table.rows.map(
  ([
    name,
    ...cells
  ]) => html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`
)}</tbody>
</table></div></details>
</figure>
`

/** Where things stand on a drawing that is laid out from left to right: mirrored in languages that are not. */
export interface Sides {
  /** The left edge of a box. */
  readonly left: (x: number, width?: number) => number
}

/** The sides of a drawing for a language. Text needs none: its anchors turn with the page. */
export const sidesOf = (language: string, width: number): Sides =>
  directionOf(language) === "rtl"
    ? { left: (x, own = 0) => round(width - x - own) }
    : { left: (x) => round(x) }

/** A tenth of a unit is finer than any screen. */
export const round = (n: number): number => Math.round(n * 10) / 10
