/**
 * The tree of `runs lineage`.
 */
import type { Branch, Edge, Lineage } from "../tracking/lineage.js"
import { duration, heading, nothing, shortId, shortMark, stageName, status, when } from "./runText.js"
import type { Shape } from "./terminal.js"
import { cut, pad, widest } from "./wrap.js"

/** What a run is to the one that it is linked to, as the words before its id. */
export const edgeTexts = {
  ancestor: { inside: "", "takes over": "takes over ", repeats: "repeats " },
  descendant: { inside: "", "takes over": "taken over by ", repeats: "repeated by " }
} as const satisfies Readonly<Record<string, Readonly<Record<Edge, string>>>>

/**
 * A line for each run: what the run comes from above it, what came of it below. Where the screen is too
 * narrow, long names are cut.
 */
export const lineageTree = (
  { ancestors, descendants, run }: Lineage,
  view: { readonly now: number; readonly screen: Shape }
): string => {
  const { now, screen } = view
  const root = { ...plain, edge: "inside", run, runId: run.runId, branches: [] } as const
  const nodes: ReadonlyArray<Node> = [...above(ancestors, ""), root, ...below(descendants, "")]
  const cells = nodes.map((node) => {
    const name = node.run === null ? "no longer in the history" : stageName(node.run)
    return {
      root: node === root,
      name: `${node.rails}${node.text}${shortId(node)}  ${name}`,
      status: node.run?.status ?? null,
      time: node.run === null ? "" : when(node.run.startedAt, view),
      duration: node.run === null ? "" : duration(node.run, now),
      mark: node.run === null ? "" : shortMark(node.run)
    }
  })
  const timeWidth = widest(cells.map(({ time }) => time))
  const durationWidth = widest(cells.map(({ duration }) => duration))
  const others =
    statusWidth + timeWidth + durationWidth + widest(cells.map(({ mark }) => mark)) + 4 * gap.length
  const room = Math.min(widest(cells.map(({ name }) => name)), Math.max(leastName, screen.width - others))
  return cells
    .map((cell) => {
      const name = pad(cut(cell.name, room), room)
      return [
        cell.root ? heading(name, screen) : name,
        cell.status === null
          ? pad(nothing, statusWidth)
          : status(cell.status, screen, pad(cell.status, statusWidth)),
        pad(cell.time, timeWidth),
        cell.duration.padStart(durationWidth),
        cell.mark
      ]
        .join(gap)
        .trimEnd()
    })
    .join("\n")
}

const gap = "  "
const statusWidth = "completed".length
const leastName = 32

interface Node extends Branch {
  /** What leads from the lines above or below to this one. */
  readonly rails: string
  readonly text: string
}

const plain = { rails: "", text: "" }

const below = (branches: ReadonlyArray<Branch>, rails: string): ReadonlyArray<Node> =>
  branches.flatMap((branch, index) => {
    const last = index === branches.length - 1
    return [
      { ...branch, rails: `${rails}${last ? "└─ " : "├─ "}`, text: edgeTexts.descendant[branch.edge] },
      ...below(branch.branches, `${rails}${last ? "   " : "│  "}`)
    ]
  })

/** The same upside down. What is around a run stands next to it. */
const above = (branches: ReadonlyArray<Branch>, rails: string): ReadonlyArray<Node> =>
  branches
    .toReversed()
    .flatMap((branch, index) => [
      ...above(branch.branches, `${rails}${index === 0 ? "   " : "│  "}`),
      { ...branch, rails: `${rails}${index === 0 ? "┌─ " : "├─ "}`, text: edgeTexts.ancestor[branch.edge] }
    ])
