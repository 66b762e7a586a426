/**
 * A run as a row: the 16 columns of `runs` and the columns of `run_details` beside them.
 *
 * Instants are microseconds since the epoch here, so that a fraction of a millisecond survives.
 */
import * as Either from "effect/Either"
import type { ParseError } from "effect/ParseResult"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as Run from "../domain/Run.js"
import type { Cell } from "../storage/DuckDb.js"

/** One row. What only `run_details` holds is null where another program wrote `runs`. */
export interface RunRow {
  readonly run_id: string
  readonly tenant_id: string | null
  readonly stage: string
  readonly status: Run.RunStatus
  readonly error: string | null
  readonly input_fingerprint: string | null
  readonly code_ref: string | null
  readonly config_hash: string | null
  readonly started_at: number
  readonly finished_at: number | null
  readonly duration_seconds: number | null
  readonly rows_in: number | null
  readonly rows_out: number | null
  readonly llm_calls: number | null
  readonly tokens: number | null
  readonly trace_id: string | null
  readonly kind: Run.RunKind | null
  readonly parent_run_id: string | null
  readonly pid: number | null
  readonly host: string | null
  readonly boot_id: string | null
  readonly process_start: string | null
  readonly degraded_reasons: ReadonlyArray<string> | null
  readonly attempt: number | null
  readonly origin_run_id: string | null
  readonly skipped: Run.Skipped | null
  readonly window_key: string | null
  readonly window_start: number | null
  readonly window_end: number | null
  /** JSON. */
  readonly fingerprint_parts: string | null
  readonly options: string | null
  /** JSON. */
  readonly outputs: string | null
  readonly tokens_in: number | null
  readonly tokens_out: number | null
  readonly tokens_cached: number | null
  readonly cost_usd: number | null
  readonly unpriced_calls: number | null
}

/**
 * The run of a row that is JSON. Only the run is checked: to check the row's 37 cells too takes four times
 * as long.
 */
export const runOf = (json: unknown): Either.Either<Run.Run, ParseError> => {
  const row = fromJson(json)
  return decodeRun(isRow(row) ? encodedRun(row) : row)
}

/** The row of a run. */
export const rowOf = (run: Run.Run): RunRow => {
  const ended = run.status === "running" ? undefined : run
  return {
    run_id: run.runId,
    tenant_id: run.tenantId,
    stage: run.stage,
    status: run.status,
    error: run.status === "failed" ? run.error : null,
    input_fingerprint: run.inputFingerprint,
    code_ref: run.codeRef,
    config_hash: run.configHash,
    started_at: Math.round(run.startedAt * 1e3),
    finished_at: ended === undefined ? null : Math.round(ended.finishedAt * 1e3),
    duration_seconds: ended?.durationSeconds ?? null,
    rows_in: run.rowsIn,
    rows_out: ended?.rowsOut ?? null,
    llm_calls: ended?.llmCalls ?? null,
    tokens: ended?.tokens ?? null,
    trace_id: run.traceId,
    kind: run.kind,
    parent_run_id: run.parentId,
    pid: run.process.pid,
    host: run.process.host,
    boot_id: run.process.bootId,
    process_start: run.process.startTime,
    degraded_reasons: run.status === "degraded" ? run.reasons : null,
    attempt: run.attempt,
    origin_run_id: run.originId,
    skipped: run.status === "completed" ? run.skipped : null,
    window_key: run.window?.key ?? null,
    window_start: micros(run.window?.start),
    window_end: micros(run.window?.end),
    fingerprint_parts: toJson(run.parts),
    options: run.options,
    outputs: toJson(ended?.outputs),
    tokens_in: ended?.spent?.tokensIn ?? null,
    tokens_out: ended?.spent?.tokensOut ?? null,
    tokens_cached: ended?.spent?.tokensCached ?? null,
    cost_usd: ended?.spent?.cost ?? null,
    unpriced_calls: ended?.spent?.unpricedCalls ?? null
  }
}

/** The cells of a row, in the order of the columns of `RunRow`, for `DuckDb.append`. */
export const cells = (row: RunRow): ReadonlyArray<Cell> => [
  row.run_id,
  row.tenant_id,
  row.stage,
  row.status,
  row.error,
  row.input_fingerprint,
  row.code_ref,
  row.config_hash,
  instant(row.started_at),
  instant(row.finished_at),
  double(row.duration_seconds),
  bigint(row.rows_in),
  bigint(row.rows_out),
  bigint(row.llm_calls),
  bigint(row.tokens),
  row.trace_id,
  row.kind,
  row.parent_run_id,
  bigint(row.pid),
  row.host,
  row.boot_id,
  row.process_start,
  row.degraded_reasons,
  bigint(row.attempt),
  row.origin_run_id,
  row.skipped,
  row.window_key,
  instant(row.window_start),
  instant(row.window_end),
  row.fingerprint_parts,
  row.options,
  row.outputs,
  bigint(row.tokens_in),
  bigint(row.tokens_out),
  bigint(row.tokens_cached),
  double(row.cost_usd),
  bigint(row.unpriced_calls)
]

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const bigint = (value: number | null): Cell => (value === null ? null : { bigint: value })
const double = (value: number | null): Cell => (value === null ? null : { double: value })
const instant = (value: number | null): Cell => (value === null ? null : { micros: value })

const decodeRun = Schema.decodeUnknownEither(Run.Run)

/** A row of which nothing is known. */
type FoundRow = Readonly<Record<keyof RunRow, unknown>>

const isRow = (row: unknown): row is FoundRow => Predicate.isRecord(row)

const encodedRun = (row: FoundRow) => {
  const begun = {
    status: row.status,
    runId: row.run_id,
    parentId: row.parent_run_id,
    kind: row.kind ?? kindOf(row.stage),
    stage: row.stage,
    tenantId: row.tenant_id,
    inputFingerprint: row.input_fingerprint,
    codeRef: row.code_ref,
    configHash: row.config_hash,
    startedAt: millis(row.started_at),
    rowsIn: row.rows_in,
    traceId: row.trace_id,
    process: {
      pid: row.pid ?? 0,
      host: row.host ?? "",
      bootId: row.boot_id ?? "",
      startTime: row.process_start ?? ""
    },
    attempt: row.attempt ?? 1,
    window:
      row.window_key === null || row.window_start === null || row.window_end === null
        ? null
        : { key: row.window_key, start: millis(row.window_start), end: millis(row.window_end) },
    parts: fromJson(row.fingerprint_parts),
    options: row.options,
    originId: row.origin_run_id
  }
  if (row.status === "running") return begun
  return {
    ...begun,
    finishedAt: millis(row.finished_at ?? row.started_at),
    durationSeconds: row.duration_seconds ?? 0,
    rowsOut: row.rows_out,
    llmCalls: row.llm_calls ?? 0,
    tokens: row.tokens ?? 0,
    spent:
      row.tokens_in === null
        ? null
        : {
            tokensIn: row.tokens_in,
            tokensOut: row.tokens_out ?? 0,
            tokensCached: row.tokens_cached ?? 0,
            cost: row.cost_usd,
            unpricedCalls: row.unpriced_calls ?? 0
          },
    outputs: fromJson(row.outputs),
    skipped: row.skipped,
    error: row.error ?? "",
    reasons: row.degraded_reasons ?? []
  }
}

const millis = (micros: unknown): unknown => (typeof micros === "number" ? micros / 1e3 : micros)

const toJson = (value: object | null | undefined): string | null =>
  value == null ? null : JSON.stringify(value)

/** What is no JSON stays as it is, and is refused as the run is. */
const fromJson = (text: unknown): unknown =>
  typeof text === "string"
    ? Either.getOrElse(
        Either.try((): unknown => JSON.parse(text)),
        () => text
      )
    : text

const micros = (millis: number | undefined): number | null =>
  millis === undefined ? null : Math.round(millis * 1e3)

/** What a run of another program was of, by the name of its stage. */
const kindOf = (stage: unknown): Run.RunKind => {
  if (stage === "process") return "process"
  return typeof stage === "string" && stage.startsWith("window_") ? "window" : "task"
}
