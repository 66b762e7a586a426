/**
 * Runs as comma-separated values, RFC 4180: a line of names, then a line for each run, with CR LF.
 */
import type { Run } from "../domain/Run.js"
import { harmless } from "../domain/spreadsheet.js"
import { runJson } from "./runJson.js"
import { printable, printableJsonLine } from "./terminal.js"

/**
 * The fields of a run's JSON, those of `window` and `spent` each in a column of its own; lists and objects
 * are JSON. A text that a spreadsheet would take for a formula is `harmless`.
 */
export const runCsv = (runs: ReadonlyArray<Run>): string =>
  [names, ...runs.map(valuesOf)].map((values) => `${values.map(cell).join(",")}\r\n`).join("")

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

type Column = readonly [name: string, value: (run: ReturnType<typeof runJson>) => unknown]

const columns: ReadonlyArray<Column> = [
  ["runId", (run) => run.runId],
  ["parentId", (run) => run.parentId],
  ["kind", (run) => run.kind],
  ["stage", (run) => run.stage],
  ["status", (run) => run.status],
  ["attempt", (run) => run.attempt],
  ["window.key", (run) => run.window?.key],
  ["window.start", (run) => run.window?.start],
  ["window.end", (run) => run.window?.end],
  ["startedAt", (run) => run.startedAt],
  ["finishedAt", (run) => run.finishedAt],
  ["durationSeconds", (run) => run.durationSeconds],
  ["rowsIn", (run) => run.rowsIn],
  ["rowsOut", (run) => run.rowsOut],
  ["llmCalls", (run) => run.llmCalls],
  ["tokens", (run) => run.tokens],
  ["spent.tokensIn", (run) => run.spent?.tokensIn],
  ["spent.tokensOut", (run) => run.spent?.tokensOut],
  ["spent.tokensCached", (run) => run.spent?.tokensCached],
  ["spent.cost", (run) => run.spent?.cost],
  ["spent.unpricedCalls", (run) => run.spent?.unpricedCalls],
  ["outputs", (run) => run.outputs],
  ["skipped", (run) => run.skipped],
  ["originId", (run) => run.originId],
  ["error", (run) => run.error],
  ["reasons", (run) => (run.reasons.length === 0 ? null : run.reasons)],
  ["tenantId", (run) => run.tenantId],
  ["inputFingerprint", (run) => run.inputFingerprint],
  ["parts", (run) => run.parts],
  ["configHash", (run) => run.configHash],
  ["options", (run) => run.options],
  ["codeRef", (run) => run.codeRef],
  ["traceId", (run) => run.traceId],
  ["pid", (run) => run.pid],
  ["host", (run) => run.host]
]

const names = columns.map(([name]) => name)

const valuesOf = (run: Run): ReadonlyArray<unknown> => {
  const json = runJson(run)
  return columns.map(([, value]) => value(json))
}

const cell = (value: unknown): string => {
  if (value === null || value === undefined) return ""
  if (typeof value === "number") return String(value)
  const text = typeof value === "string" ? harmless(printable(value)) : printableJsonLine(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
