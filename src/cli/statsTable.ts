/**
 * The table of `runs stats`.
 */
import * as Effect from "effect/Effect"
import { createColors } from "picocolors"
import type { StageStats } from "../tracking/RunQuery.js"
import { money } from "./money.js"
import { onlyARule } from "./runTable.js"
import { count, heading, nothing, span, stageName } from "./runText.js"
import type { Shape } from "./terminal.js"
import { cut, widest } from "./wrap.js"

/**
 * A line for each stage, without the columns in which nothing would be. The bar says how long a run takes:
 * full to the median, light from there to the 95th percentile, all on the scale of the slowest stage
 * inside a process. Where the screen is too narrow the bar gets shorter and goes, then the columns that
 * matter least, and at last names are cut.
 */
export const statsTable = (stats: ReadonlyArray<StageStats>, screen: Shape): Effect.Effect<string> =>
  Effect.map(
    Effect.promise(() => import("cli-table3")),
    ({ default: Table }) => {
      const columns = fitting(stats, screen.width)
      const over = widthOf(columns, stats) - screen.width
      const stageRoom = Math.max(leastStage, widest(stats.map(stageName)) - Math.max(0, over))
      const barRoom = Math.min(longestBar, -over - gap)
      const scale = Math.max(0, ...stats.filter(isInside).map(({ p95 }) => p95 ?? 0))
      const bars = scale > 0 && barRoom >= widest([barTitle]) ? [barTitle] : []
      const table = new Table({
        head: [...columns.map(({ title }) => title), ...bars].map((title) => heading(title, screen)),
        colAligns: [...columns.map(({ title }) => (title === stageTitle ? "left" : "right")), "left"],
        chars: onlyARule,
        style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 0 }
      })
      for (const stage of stats) {
        table.push([
          ...columns.map((column) => {
            const text = cut(column.text(stage), column.title === stageTitle ? stageRoom : screen.width)
            const colour = column.colour?.(stage)
            return colour === undefined ? text : createColors(screen.colour)[colour](text)
          }),
          ...bars.map(() => bar(stage, scale, barRoom))
        ])
      }
      return table.toString().replace(/ +$/gm, "")
    }
  )

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

interface Column {
  readonly title: string
  readonly text: (stage: StageStats) => string
  readonly colour?: (stage: StageStats) => "red" | "yellow" | undefined
  /** Whether there is anything to say of a stage. Default: always. */
  readonly says?: (stage: StageStats) => boolean
  /** Columns with a higher one go first where there is no room; those without stay. */
  readonly rank?: number
}

const seconds = (value: number | null): string => (value === null ? nothing : span(value))
const called = ({ llmCalls }: StageStats): boolean => llmCalls > 0

const stageTitle = "Stage"
const barTitle = "p50 to p95"

const allColumns: ReadonlyArray<Column> = [
  { title: stageTitle, text: stageName },
  { title: "Runs", text: ({ runs }) => count(runs) },
  { title: "Running", text: ({ running }) => count(running), says: ({ running }) => running > 0, rank: 4 },
  {
    title: "Failed",
    text: ({ failed }) => count(failed),
    colour: ({ failed }) => (failed > 0 ? "red" : undefined)
  },
  {
    title: "Degraded",
    text: ({ degraded }) => count(degraded),
    colour: ({ degraded }) => (degraded > 0 ? "yellow" : undefined)
  },
  { title: "Skipped", text: ({ skipped }) => count(skipped), says: ({ skipped }) => skipped > 0, rank: 3 },
  { title: "p50", text: ({ p50 }) => seconds(p50) },
  { title: "p95", text: ({ p95 }) => seconds(p95) },
  { title: "Max", text: ({ max }) => seconds(max), rank: 1 },
  { title: "LLM Calls", text: ({ llmCalls }) => count(llmCalls), says: called, rank: 2 },
  { title: "Tokens", text: ({ tokens }) => count(tokens), says: ({ tokens }) => tokens > 0 },
  {
    title: "Cost",
    text: (stage) => money(called(stage) ? { ...stage, tokensIn: 0, tokensOut: 0, tokensCached: 0 } : null),
    says: called
  }
]

const gap = 2
const leastStage = "window".length
const longestBar = 24

const widthOf = (columns: ReadonlyArray<Column>, stats: ReadonlyArray<StageStats>): number =>
  columns.reduce((sum, { title, text }) => sum + gap + widest([title, ...stats.map(text)]), -gap)

const fitting = (stats: ReadonlyArray<StageStats>, width: number): ReadonlyArray<Column> => {
  let columns = allColumns.filter(({ says }) => says === undefined || stats.some(says))
  for (let rank = 4; rank > 0 && widthOf(columns, stats) > width; rank--) {
    columns = columns.filter((column) => column.rank !== rank)
  }
  return columns
}

/** A process takes as long as all that is inside it, which would leave no room for the others' bars. */
const isInside = ({ stage }: StageStats): boolean => stage !== "process"

const bar = (stage: StageStats, scale: number, room: number): string => {
  const { p50, p95 } = stage
  if (!isInside(stage) || p50 === null || p95 === null) return ""
  const median = Math.round((p50 / scale) * room * 8)
  const full = "█".repeat(median >> 3) + (eighths[median & 7] ?? "")
  const light = "░".repeat(Math.max(0, Math.round((p95 / scale) * room) - full.length))
  return full + light === "" ? "▏" : full + light
}

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
