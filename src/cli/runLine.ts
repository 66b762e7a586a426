/**
 * A run that has ended in one line, as `runs watch` prints it.
 */
import type { Run } from "../domain/Run.js"
import { counted } from "./counted.js"
import { duration, mark, nothing, shortId, status } from "./runText.js"
import { printableLine, type Shape } from "./terminal.js"
import { pad } from "./wrap.js"

/**
 * The line of a run inside another: name, window, status, messages, duration, and its mark or the first
 * line of what went wrong.
 */
export const runLine = (run: Run, screen: Shape): string =>
  line(
    run,
    run.window?.key ?? nothing,
    run.rowsIn === null ? "" : counted(run.rowsIn, "message"),
    remark(run),
    screen
  )

/** The same for the run around these, with how many they are and how many did no work. */
export const wholeLine = (run: Run, inside: ReadonlyArray<Run>, screen: Shape): string => {
  const last = lastTries(inside)
  const marks = last.flatMap((child) => (child.status === "completed" ? (child.skipped ?? []) : []))
  const skipped = [...new Set(marks)].map((name) => `${marks.filter((it) => it === name).length} ${name}`)
  const windows = run.kind === "process" || last.some(({ kind }) => kind === "window")
  return line(
    run,
    shortId(run),
    counted(last.length, windows ? "window" : "run"),
    [...skipped, ...[remark(run)].filter((text) => text !== "")].join(", "),
    screen
  )
}

/** Of the runs inside another, the last try of each. */
export const lastTries = (inside: ReadonlyArray<Run>): ReadonlyArray<Run> => {
  const last = new Map<string, Run>()
  for (const run of inside) {
    const known = last.get(run.stage)
    if (known === undefined || known.startedAt <= run.startedAt) last.set(run.stage, run)
  }
  return [...last.values()]
}

const line = (run: Run, key: string, count: string, rest: string, screen: Shape): string =>
  [
    pad(printableLine(run.stage), "window_000".length),
    pad(printableLine(key), "2025-10-28".length),
    status(run.status, screen, run.status.padEnd("completed".length)),
    count.padStart("1,024 messages".length),
    duration(run, run.startedAt).padStart("4m 05s".length),
    ...(rest === "" ? [] : [rest])
  ].join("  ")

const remark = (run: Run): string => {
  const wrong = run.status === "failed" ? [run.error] : run.status === "degraded" ? run.reasons : []
  const told = wrong.map((text) => printableLine(text.split("\n", 1)[0] ?? ""))
  return [mark(run), ...told].filter((text) => text !== "").join(", ")
}
