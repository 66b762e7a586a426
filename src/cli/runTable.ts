/**
 * The table of `runs tail` and `runs list`.
 */
import * as Effect from "effect/Effect"
import { isTerminal, type Run } from "../domain/Run.js"
import { money } from "./money.js"
import { count, duration, heading, mark, shortId, stageName, status, when } from "./runText.js"
import type { Shape } from "./terminal.js"
import { cut, widest } from "./wrap.js"

/**
 * A line for each run, in the given order. Where the screen is too narrow, long names of stages are cut,
 * and then the columns go that say least. A status and a note are always whole: a note may point to another
 * run. With `spending`, tokens and what they cost have columns.
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
      const asked = order.filter((name) => (name === "note" ? noted : spending || !ofSpending.includes(name)))
      const names = fitting(asked, cells, screen.width)
      const stageRoom = stagesOf(cells) - (widthOf(names, cells) - screen.width)
      const table = new Table({
        head: names.map((name) => heading(titles[name], screen)),
        colAligns: names.map((name) => (texts.includes(name) ? "left" : "right")),
        chars: onlyARule,
        style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 0 }
      })
      for (const cell of cells) {
        const shown = {
          ...cell,
          stage: cut(cell.stage, Math.max(leastStage, stageRoom)),
          runStatus: status(cell.runStatus, screen)
        }
        table.push(names.map((name) => shown[name]))
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

type Name = keyof typeof titles

const order: ReadonlyArray<Name> = [
  "id",
  "stage",
  "runStatus",
  "startedAt",
  "rowsIn",
  "rowsOut",
  "duration",
  "tokens",
  "cost",
  "note"
]
const ofSpending: ReadonlyArray<Name> = ["tokens", "cost"]
const texts: ReadonlyArray<Name> = ["id", "stage", "runStatus", "startedAt", "note"]
/** What goes where there is no room for all, in this order. */
const spare: ReadonlyArray<Name> = ["rowsOut", "rowsIn", "startedAt", "duration"]

type Cells = ReturnType<typeof cellsOf>

const cellsOf = (run: Run, at: { readonly now: number; readonly screen: Shape }) => ({
  id: shortId(run),
  stage: stageName(run),
  runStatus: run.status,
  startedAt: when(run.startedAt, at),
  rowsIn: count(run.rowsIn),
  rowsOut: count(isTerminal(run) ? run.rowsOut : null),
  duration: duration(run, at.now),
  tokens: count(isTerminal(run) ? run.tokens : null),
  cost: money(isTerminal(run) ? run.spent : null),
  note: mark(run)
})

const gap = "  "
const leastStage = "window_0000".length

const stagesOf = (cells: ReadonlyArray<Cells>): number => widest(cells.map(({ stage }) => stage))

/** The columns that there is room for once long names of stages are cut. */
const fitting = (
  asked: ReadonlyArray<Name>,
  cells: ReadonlyArray<Cells>,
  room: number
): ReadonlyArray<Name> => {
  const cuttable = Math.max(0, stagesOf(cells) - leastStage)
  let names = asked
  for (const name of spare) {
    if (widthOf(names, cells) - cuttable <= room) break
    names = names.filter((other) => other !== name)
  }
  return names
}

const widthOf = (names: ReadonlyArray<Name>, cells: ReadonlyArray<Cells>): number =>
  names
    .map((name) => widest([titles[name], ...cells.map((cell) => cell[name])]))
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
