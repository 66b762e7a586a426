/**
 * A lineage as a flowchart for Mermaid.
 */
import type { Run, RunId } from "../domain/Run.js"
import type { Branch, Lineage } from "../tracking/lineage.js"
import { edgeTexts } from "./lineageTree.js"
import { duration, localTime, mark, shortId } from "./runText.js"
import { printableLine } from "./terminal.js"

/** A flowchart from the earliest run to the latest. Nothing in a name can be more than text there. */
export const lineageMermaid = ({ ancestors, descendants, run }: Lineage, now: number): string => {
  const nodes = new Map<RunId, Run | null>([[run.runId, run]])
  const edges: Array<string> = []
  const link = (earlier: RunId, later: RunId, { edge }: Branch): void => {
    const text = edgeTexts.descendant[edge].trim()
    edges.push(`  ${idOf(earlier)} ${text === "" ? "-->" : `-. "${text}" .->`} ${idOf(later)}`)
  }
  const walk = (from: RunId, branches: ReadonlyArray<Branch>, forward: boolean): void => {
    for (const branch of branches) {
      nodes.set(branch.runId, branch.run)
      if (forward) link(from, branch.runId, branch)
      else link(branch.runId, from, branch)
      walk(branch.runId, branch.branches, forward)
    }
  }
  walk(run.runId, ancestors, false)
  walk(run.runId, descendants, true)
  return [
    "flowchart TD",
    ...[...nodes].map(([runId, node]) => `  ${idOf(runId)}["${label(runId, node, now)}"]${classOf(node)}`),
    ...edges,
    ...classes,
    `  style ${idOf(run.runId)} stroke-width:3px`
  ].join("\n")
}

/** No id is a word of the language, as `end` would be. */
const idOf = (runId: RunId): string => `run_${runId.replaceAll("-", "")}`

const label = (runId: RunId, run: Run | null, now: number): string =>
  run === null
    ? `${shortId({ runId })}<br/>no longer in the history`
    : [
        `${shortId(run)} ${escaped(printableLine(run.stage))}`,
        escaped([run.status, mark(run)].filter((text) => text !== "").join(", ")),
        escaped(`${localTime(run.startedAt)}, ${duration(run, now)}`)
      ].join("<br/>")

/** Everything but letters, digits and spaces by its number, so that it is neither Mermaid, Markdown nor HTML. */
const escaped = (text: string): string =>
  text.replace(/[^\p{L}\p{M}\p{N} ]/gu, (character) => `#${character.codePointAt(0)};`)

const classOf = (run: Run | null): string => (run === null ? "" : `:::${run.status}`)

const classes = [
  "  classDef completed stroke:#2e7d32",
  "  classDef degraded stroke:#f9a825",
  "  classDef failed stroke:#c62828",
  "  classDef running stroke:#0277bd"
]
