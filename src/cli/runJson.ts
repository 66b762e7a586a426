/**
 * Runs as `--json` prints them.
 */
import * as Options from "@effect/cli/Options"
import { isTerminal, type Output, type Run, type Skipped, type Spent } from "../domain/Run.js"
import { optionsOf } from "./runOptions.js"

/** `--json`. */
export const jsonOption = Options.boolean("json").pipe(
  Options.withDescription(
    "Print JSON: instants in ISO 8601, null where nothing is known. Default: for people."
  )
)

/**
 * A run as JSON: every key is always there, null where nothing is known. Instants are ISO 8601 in UTC,
 * durations in seconds.
 */
export interface RunJson {
  readonly runId: string
  readonly parentId: string | null
  readonly kind: Run["kind"]
  readonly stage: string
  readonly status: Run["status"]
  /** Which try of the same work, from 1. */
  readonly attempt: number
  /** What a window's run worked on, with the first and the last instant. */
  readonly window: { readonly key: string; readonly start: string; readonly end: string } | null
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly durationSeconds: number | null
  readonly rowsIn: number | null
  readonly rowsOut: number | null
  readonly llmCalls: number | null
  readonly tokens: number | null
  /** What the calls of language models took; null where none was made. */
  readonly spent: Spent | null
  /** The files that hold what the run made. */
  readonly outputs: ReadonlyArray<Output> | null
  /** Why a completed run did no work. */
  readonly skipped: Skipped | null
  /** The earlier run whose work this one takes over or repeats. */
  readonly originId: string | null
  readonly error: string | null
  /** What was lost of a degraded run. */
  readonly reasons: ReadonlyArray<string>
  readonly tenantId: string | null
  readonly inputFingerprint: string | null
  /** The parts of `inputFingerprint` by their names. */
  readonly parts: Readonly<Record<string, string>> | null
  readonly configHash: string | null
  /** What a `process` was started with. */
  readonly options: Readonly<Record<string, unknown>> | null
  readonly codeRef: string | null
  readonly traceId: string | null
  /** Null, as the host, where other software wrote the run. */
  readonly pid: number | null
  readonly host: string | null
}

/** A run for `--json`. */
export const runJson = (run: Run): RunJson => ({
  runId: run.runId,
  parentId: run.parentId,
  kind: run.kind,
  stage: run.stage,
  status: run.status,
  attempt: run.attempt,
  window:
    run.window === null
      ? null
      : { key: run.window.key, start: iso(run.window.start), end: iso(run.window.end) },
  startedAt: iso(run.startedAt),
  rowsIn: run.rowsIn,
  ...(isTerminal(run)
    ? {
        finishedAt: iso(run.finishedAt),
        durationSeconds: run.durationSeconds,
        rowsOut: run.rowsOut,
        llmCalls: run.llmCalls,
        tokens: run.tokens,
        spent: run.spent,
        outputs: run.outputs
      }
    : notYet),
  skipped: run.status === "completed" ? run.skipped : null,
  originId: run.originId,
  error: run.status === "failed" ? run.error : null,
  reasons: run.status === "degraded" ? run.reasons : [],
  tenantId: run.tenantId,
  inputFingerprint: run.inputFingerprint,
  parts: run.parts,
  configHash: run.configHash,
  options: optionsOf(run),
  codeRef: run.codeRef,
  traceId: run.traceId,
  pid: run.process.pid > 0 ? run.process.pid : null,
  host: run.process.host === "" ? null : run.process.host
})

const iso = (millis: number): string => new Date(millis).toISOString()

const notYet = {
  finishedAt: null,
  durationSeconds: null,
  rowsOut: null,
  llmCalls: null,
  tokens: null,
  spent: null,
  outputs: null
}
