/**
 * Runs as `--json` prints them.
 */
import * as Options from "@effect/cli/Options"
import { isTerminal, type Run } from "../domain/Run.js"

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
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly durationSeconds: number | null
  readonly rowsIn: number | null
  readonly rowsOut: number | null
  readonly llmCalls: number | null
  readonly tokens: number | null
  readonly error: string | null
  /** What was lost of a degraded run. */
  readonly reasons: ReadonlyArray<string>
  readonly tenantId: string | null
  readonly inputFingerprint: string | null
  readonly configHash: string | null
  readonly codeRef: string | null
  readonly traceId: string | null
  readonly pid: number
  readonly host: string
}

/** A run for `--json`. */
export const runJson = (run: Run): RunJson => ({
  runId: run.runId,
  parentId: run.parentId,
  kind: run.kind,
  stage: run.stage,
  status: run.status,
  startedAt: new Date(run.startedAt).toISOString(),
  ...(isTerminal(run)
    ? {
        finishedAt: new Date(run.finishedAt).toISOString(),
        durationSeconds: run.durationSeconds,
        rowsOut: run.rowsOut,
        llmCalls: run.llmCalls,
        tokens: run.tokens
      }
    : { finishedAt: null, durationSeconds: null, rowsOut: null, llmCalls: null, tokens: null }),
  rowsIn: run.rowsIn,
  error: run.status === "failed" ? run.error : null,
  reasons: run.status === "degraded" ? run.reasons : [],
  tenantId: run.tenantId,
  inputFingerprint: run.inputFingerprint,
  configHash: run.configHash,
  codeRef: run.codeRef,
  traceId: run.traceId,
  pid: run.process.pid,
  host: run.process.host
})
