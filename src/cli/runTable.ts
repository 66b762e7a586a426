/**
 * The table of `runs tail`.
 */
import * as Effect from "effect/Effect"
import { isTerminal, type Run } from "../domain/Run.js"
import { count, duration, heading, localTime, shortId, status } from "./runText.js"
import { printableLine, type Shape } from "./terminal.js"
import { columns, cut } from "./wrap.js"

/**
 * A line for each run, in the given order. Where the screen is too narrow, times lose their seconds, and
 * then long names of stages are cut.
 */
export const runTable = (
  runs: ReadonlyArray<Run>,
  { now, screen }: { readonly now: number; readonly screen: Shape }
): Effect.Effect<string> =>
  Effect.map(
    Effect.promise(() => import("cli-table3")),
    ({ default: Table }) => {
      const cells = runs.map((run) => cellsOf(run, now))
      const overflow = widthOf(cells) - screen.width
      const longest = Math.max(...cells.map(({ stage }) => columns(stage)))
      const room = Math.max(leastStage, longest - Math.max(0, overflow - secondsWidth))
      const table = new Table({
        head: Object.values(titles).map((title) => heading(title, screen)),
        colAligns: ["left", "left", "left", "left", "right", "right", "right"],
        chars: onlyARule,
        style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 0 }
      })
      for (const { id, stage, runStatus, startedAt, ...rest } of cells) {
        const time = overflow > 0 ? startedAt.slice(0, -secondsWidth) : startedAt
        table.push([id, cut(stage, room), status(runStatus, screen), time, ...Object.values(rest)])
      }
      return table.toString()
    }
  )

const titles = {
  id: "Run ID",
  stage: "Stage",
  runStatus: "Status",
  startedAt: "Started At",
  rowsIn: "Rows In",
  rowsOut: "Rows Out",
  duration: "Duration"
}

type Cells = ReturnType<typeof cellsOf>

const cellsOf = (run: Run, now: number) => ({
  id: shortId(run),
  stage: printableLine(run.stage),
  runStatus: run.status,
  startedAt: localTime(run.startedAt),
  rowsIn: count(run.rowsIn),
  rowsOut: count(isTerminal(run) ? run.rowsOut : null),
  duration: duration(run, now)
})

const gap = "  "
const secondsWidth = ":00".length
const leastStage = "window_0000".length

const widthOf = (cells: ReadonlyArray<Cells>): number =>
  [titles, ...cells]
    .map((line) => Object.values(line).map(columns))
    .reduce((widest, line) => widest.map((width, index) => Math.max(width, line[index] ?? 0)))
    .reduce((sum, width) => sum + gap.length + width, -gap.length)

/** Two spaces between columns and a line below the titles. */
const onlyARule = {
  ...Object.fromEntries(
    ["top", "bottom", "left", "right"].flatMap((side) => [
      [side, ""],
      [`${side}-mid`, ""],
      [`${side}-left`, ""],
      [`${side}-right`, ""]
    ])
  ),
  mid: "─",
  "mid-mid": "──",
  middle: gap
}
