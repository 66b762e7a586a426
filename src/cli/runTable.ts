/**
 * The table of `runs tail` and `runs list`.
 */
import * as Effect from "effect/Effect"
import { isTerminal, type Run } from "../domain/Run.js"
import { money } from "./money.js"
import { count, duration, heading, mark, shortId, status, when } from "./runText.js"
import { printableLine, type Shape } from "./terminal.js"
import { columns, cut, widest } from "./wrap.js"

/**
 * A line for each run, in the given order. Where the screen is too narrow, long names of stages are cut,
 * and then notes lose what they point to. A status is always whole. With `spending`, tokens and what they
 * cost have columns.
 */
export const runTable = (
  runs: ReadonlyArray<Run>,
  {
    now,
    screen,
    spending = false
  }: { readonly now: number; readonly screen: Shape; readonly spending?: boolean }
): Effect.Effect<string> =>
  Effect.map(
    Effect.promise(() => import("cli-table3")),
    ({ default: Table }) => {
      const cells = runs.map((run) => cellsOf(run, { now, screen }))
      const noted = cells.some(({ note }) => note !== "")
      const lines = [titles, ...cells].map(({ note, tokens, cost, ...rest }) => ({
        ...rest,
        ...(spending ? { tokens, cost } : {}),
        ...(noted ? { note } : {})
      }))
      const { noteRoom, stageRoom } = share(cells, widthOf(lines) - screen.width)
      const table = new Table({
        head: Object.values(lines[0] ?? {}).map((title) => heading(title, screen)),
        colAligns: ["left", "left", "left", "left", ...right(spending ? 5 : 3), "left"],
        chars: onlyARule,
        style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 0 }
      })
      for (const { id, stage, runStatus, startedAt, note, tokens, cost, ...numbers } of cells) {
        table.push([
          id,
          cut(stage, stageRoom),
          status(runStatus, screen),
          startedAt,
          ...Object.values(numbers),
          ...(spending ? [tokens, cost] : []),
          ...(noted ? [columns(note) > noteRoom ? cut(withoutId(note), noteRoom) : note] : [])
        ])
      }
      return table.toString().replace(/ +$/gm, "")
    }
  )

const titles = {
  id: "Run ID",
  stage: "Stage",
  runStatus: "Status",
  startedAt: "Started At",
  rowsIn: "Rows In",
  rowsOut: "Rows Out",
  duration: "Duration",
  tokens: "Tokens",
  cost: "Cost",
  note: "Note"
}

type Cells = ReturnType<typeof cellsOf>

const cellsOf = (run: Run, at: { readonly now: number; readonly screen: Shape }) => ({
  id: shortId(run),
  stage: printableLine(run.stage),
  runStatus: run.status,
  startedAt: when(run.startedAt, at),
  rowsIn: count(run.rowsIn),
  rowsOut: count(isTerminal(run) ? run.rowsOut : null),
  duration: duration(run, at.now),
  tokens: count(isTerminal(run) ? run.tokens : null),
  cost: money(isTerminal(run) ? run.spent : null),
  note: mark(run)
})

const right = (count: number): Array<"right"> => Array.from({ length: count }, () => "right")

const gap = "  "
const leastStage = "window_0000".length
const leastNote = "Note".length

/** How much room stages and notes have if lines are to be narrower by `overflow`. */
const share = (cells: ReadonlyArray<Cells>, overflow: number) => {
  const stages = widest(cells.map(({ stage }) => stage))
  const notes = widest(cells.map(({ note }) => note))
  const stageRoom = narrower(stages, overflow, leastStage)
  return { stageRoom, noteRoom: narrower(notes, overflow - (stages - stageRoom), leastNote) }
}

/** A width that gives some of itself away, but keeps `least`. */
const narrower = (width: number, by: number, least: number): number =>
  Math.min(width, Math.max(least, width - by))

const withoutId = (note: string): string => note.replace(/ [0-9a-f]{8}\b/, "")

const widthOf = (lines: ReadonlyArray<Readonly<Record<string, string>>>): number =>
  lines
    .map((line) => Object.values(line).map(columns))
    .reduce((widest, line) => widest.map((width, index) => Math.max(width, line[index] ?? 0)))
    .reduce((sum, width) => sum + gap.length + width, -gap.length)

/** Two spaces between columns and a line below the titles. */
export const onlyARule = {
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
