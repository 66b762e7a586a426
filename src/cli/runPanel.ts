/**
 * The panel of `runs show`.
 */
import { isTerminal, type Run, type RunWindow, type Spent } from "../domain/Run.js"
import { originEdge } from "../tracking/lineage.js"
import { box, type Section } from "./box.js"
import { money } from "./money.js"
import { leaves, optionsOf } from "./runOptions.js"
import {
  count,
  duration,
  heading,
  localTime,
  mark,
  nothing,
  shortHash,
  shortId,
  stageName,
  status
} from "./runText.js"
import { printable, printableLine, type Shape } from "./terminal.js"
import { cut, pad, widest, wrap } from "./wrap.js"

/** All that is known of a run, and a line for each of the runs directly inside it. */
export const runPanel = (
  run: Run,
  children: ReadonlyArray<Run>,
  view: { readonly now: number; readonly screen: Shape }
): string => {
  const { screen } = view
  const room = Math.max(leastRoom, screen.width - frame)
  const name = heading(cut(printableLine(run.stage), room), screen)
  const head = [name, status(run.status, screen), mark(run)].join("  ").trimEnd()
  return box(
    [head, run.runId],
    sections(run, children, view, room).map(([title, lines]) => [heading(title, screen), lines])
  )
}

/** Borders, spaces, and the longest title: `Observability`. */
const frame = 20
const leastRoom = 24

/** Every section that has something to say. */
const sections = (
  run: Run,
  children: ReadonlyArray<Run>,
  view: { readonly now: number; readonly screen: Shape },
  room: number
): ReadonlyArray<Section> => {
  const ended = isTerminal(run) ? run : undefined
  const fields = (pairs: ReadonlyArray<Field>) => labelled(pairs, room)
  const given = (label: string, value: string | null): ReadonlyArray<Field> =>
    value === null ? [] : [[label, value]]
  const all: ReadonlyArray<Section> = [
    ["Skipped", whySkipped(run).flatMap((line) => wrap(line, room))],
    ["Window", fields(windowFields(run.window))],
    [
      "Timestamps",
      fields([
        ["Started", localTime(run.startedAt)],
        ["Finished", ended === undefined ? null : localTime(ended.finishedAt)],
        ["Duration", duration(run, view.now)]
      ])
    ],
    [
      "Metrics",
      fields([
        ["Rows in", count(run.rowsIn)],
        ["Rows out", count(ended?.rowsOut ?? null)],
        ["LLM calls", count(ended?.llmCalls ?? null)],
        ["Tokens", count(ended?.tokens ?? null)],
        ...spentFields(ended?.spent ?? null)
      ])
    ],
    [
      "Fingerprints",
      fields([
        ["Input", run.inputFingerprint],
        ...Object.entries(run.parts ?? {}).map(([name, part]) => [`  ${name}`, part] as const),
        ["Config", run.configHash]
      ])
    ],
    [
      "Options",
      fields(
        leaves(optionsOf(run)).map(([name, value]) => [
          name,
          typeof value === "string" ? value : JSON.stringify(value)
        ])
      )
    ],
    ["Outputs", fields((ended?.outputs ?? []).map(({ path, sha256 }) => [shortHash(sha256), path]))],
    ["Error", errorLines(run).flatMap((line) => wrap(line, room))],
    [
      "Observability",
      fields([
        ["Trace", run.traceId],
        ["Code", run.codeRef],
        ["Process", processOf(run)],
        ...given("Inside", run.parentId),
        ...given(originTitles[originEdge(run)], run.originId),
        ...given("Tenant", run.tenantId)
      ])
    ],
    [titleOf(children), inside(run, children, view)]
  ]
  return all.filter(([, lines]) => lines.length > 0)
}

type Field = readonly [label: string, value: string | null]

const windowFields = (window: RunWindow | null): ReadonlyArray<Field> =>
  window === null
    ? []
    : [
        ["Key", window.key],
        ["From", localTime(window.start)],
        ["To", localTime(window.end)]
      ]

const spentFields = (spent: Spent | null): ReadonlyArray<Field> =>
  spent === null
    ? []
    : [
        ["  in", count(spent.tokensIn)],
        ["  cached", count(spent.tokensCached)],
        ["  out", count(spent.tokensOut)],
        ["Cost", money(spent)]
      ]

/** Null where other software wrote the run. */
const processOf = ({ process: { host, pid } }: Run): string | null => {
  if (pid <= 0) return null
  return host === "" ? String(pid) : `${pid} on ${host}`
}

const originTitles = { repeats: "Repeats", "takes over": "Takes over" }

const whySkipped = (run: Run): ReadonlyArray<string> => {
  switch (run.status === "completed" ? run.skipped : null) {
    case "reused": {
      const origin = run.originId === null ? "an earlier run" : `run ${shortId({ runId: run.originId })}`
      return [`did no work: the same was done by ${origin}, and its files are as it left them`]
    }
    case "edited":
      return ["did no work: what it would replace was edited by hand, and is kept"]
    case "partial":
      return ["did no work: what it would replace was made of more messages than this run has of the window"]
    case "empty":
      return ["did no work: nobody wrote anything in the window"]
    case null:
      return []
  }
}

const labelled = (pairs: ReadonlyArray<Field>, room: number): ReadonlyArray<string> => {
  const labels = pairs.map(([label]) => cut(printableLine(label), Math.floor(room / 2)))
  const indent = widest(labels) + 2
  return pairs.flatMap(([, value], row) =>
    wrap(printableLine(value ?? nothing), room - indent).map(
      (line, index) => pad(index === 0 ? (labels[row] ?? "") : "", indent) + line
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
  const names = children.map((child) => stageName(child))
  const durations = children.map((child) => duration(child, now))
  const [nameWidth, durationWidth] = [widest(names), widest(durations)]
  const day = localTime(run.startedAt).slice(0, "2025-10-28 ".length)
  return children.map((child, index) =>
    [
      pad(names[index] ?? "", nameWidth),
      status(child.status, screen, child.status.padEnd("completed".length)),
      localTime(child.startedAt).replace(day, ""),
      shortId(child),
      pad(durations[index] ?? "", durationWidth),
      mark(child)
    ]
      .join("  ")
      .trimEnd()
  )
}
