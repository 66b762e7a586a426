/**
 * The panel of `runs show`.
 */
import * as Effect from "effect/Effect"
import { isTerminal, type Run } from "../domain/Run.js"
import { count, duration, heading, localTime, nothing, shortId, status } from "./runText.js"
import { printable, printableLine, type Shape } from "./terminal.js"
import { columns, pad, wrap } from "./wrap.js"

/** All that is known of a run, and a line for each of the runs directly inside it. */
export const runPanel = (
  run: Run,
  children: ReadonlyArray<Run>,
  view: { readonly now: number; readonly screen: Shape }
): Effect.Effect<string> =>
  Effect.map(
    Effect.promise(() => import("cli-table3")),
    ({ default: Table }) => {
      const { screen } = view
      const room = Math.max(leastRoom, screen.width - frame)
      const table = new Table({ style: { head: [], border: [] } })
      const name = heading(printableLine(run.stage), screen)
      table.push([{ colSpan: 2, content: `${name}  ${status(run.status, screen)}\n${run.runId}` }])
      for (const [title, lines] of sections(run, children, view, room)) {
        table.push([heading(title, screen), lines.join("\n")])
      }
      return table.toString()
    }
  )

/** Borders, spaces, and the longest title: `Observability`. */
const frame = 20
const leastRoom = 24

type Section = readonly [title: string, lines: ReadonlyArray<string>]

const sections = (
  run: Run,
  children: ReadonlyArray<Run>,
  view: { readonly now: number; readonly screen: Shape },
  room: number
): ReadonlyArray<Section> => {
  const fields = (pairs: ReadonlyArray<readonly [string, string | null]>) => labelled(pairs, room)
  return [
    [
      "Timestamps",
      fields([
        ["Started", localTime(run.startedAt)],
        ["Finished", isTerminal(run) ? localTime(run.finishedAt) : null],
        ["Duration", duration(run, view.now)]
      ])
    ],
    [
      "Metrics",
      fields([
        ["Rows in", count(run.rowsIn)],
        ["Rows out", count(isTerminal(run) ? run.rowsOut : null)],
        ["LLM calls", count(isTerminal(run) ? run.llmCalls : null)],
        ["Tokens", count(isTerminal(run) ? run.tokens : null)]
      ])
    ],
    [
      "Fingerprints",
      fields([
        ["Input", run.inputFingerprint],
        ["Config", run.configHash]
      ])
    ],
    ["Error", errorLines(run).flatMap((line) => wrap(line, room))],
    [
      "Observability",
      fields([
        ["Trace", run.traceId],
        ["Code", run.codeRef],
        ["Process", `${run.process.pid} on ${run.process.host}`],
        ...(run.parentId === null ? [] : [["Inside", run.parentId] as const]),
        ...(run.tenantId === null ? [] : [["Tenant", run.tenantId] as const])
      ])
    ],
    ...(children.length === 0 ? [] : [[titleOf(children), inside(run, children, view)] as const])
  ]
}

const labelled = (
  pairs: ReadonlyArray<readonly [string, string | null]>,
  room: number
): ReadonlyArray<string> => {
  const indent = Math.max(...pairs.map(([label]) => columns(label))) + 2
  return pairs.flatMap(([label, value]) =>
    wrap(printableLine(value ?? nothing), room - indent).map(
      (line, index) => pad(index === 0 ? label : "", indent) + line
    )
  )
}

const errorLines = (run: Run): ReadonlyArray<string> => {
  if (run.status === "failed") return [printable(run.error)]
  return run.status === "degraded" ? run.reasons.map(printable) : ["none"]
}

const titleOf = (children: ReadonlyArray<Run>): string =>
  children.every(({ kind }) => kind === "window")
    ? "Windows"
    : children.every(({ kind }) => kind === "stage")
      ? "Stages"
      : "Inside"

const inside = (
  run: Run,
  children: ReadonlyArray<Run>,
  { now, screen }: { readonly now: number; readonly screen: Shape }
): ReadonlyArray<string> => {
  const names = children.map((child) => printableLine(child.stage))
  const widest = Math.max(...names.map(columns))
  const day = localTime(run.startedAt).slice(0, "2025-10-28 ".length)
  return children.map((child, index) =>
    [
      pad(names[index] ?? "", widest),
      status(child.status, screen, child.status.padEnd("completed".length)),
      localTime(child.startedAt).replace(day, ""),
      shortId(child),
      duration(child, now)
    ].join("  ")
  )
}
