/**
 * A run as a row: the 16 columns of `runs` and the columns of `run_details` beside them.
 *
 * Instants are microseconds since the epoch here, so that a fraction of a millisecond survives.
 */
import * as Schema from "effect/Schema"
import * as Run from "../domain/Run.js"
import type { Cell } from "../storage/DuckDb.js"

const text = Schema.NullOr(Schema.String)
const number = Schema.NullOr(Schema.Number)

const Parts = Schema.Record({ key: Schema.String, value: Schema.String })

/** One row. What only `run_details` holds is null where another program wrote `runs`. */
export const RunRow = Schema.Struct({
  run_id: Schema.String,
  tenant_id: text,
  stage: Schema.String,
  status: Run.RunStatus,
  error: text,
  input_fingerprint: text,
  code_ref: text,
  config_hash: text,
  started_at: Schema.Number,
  finished_at: number,
  duration_seconds: number,
  rows_in: number,
  rows_out: number,
  llm_calls: number,
  tokens: number,
  trace_id: text,
  kind: Schema.NullOr(Run.RunKind),
  parent_run_id: text,
  pid: number,
  host: text,
  boot_id: text,
  process_start: text,
  degraded_reasons: Schema.NullOr(Schema.Array(Schema.String)),
  attempt: number,
  origin_run_id: text,
  skipped: Schema.NullOr(Run.Skipped),
  window_key: text,
  window_start: number,
  window_end: number,
  fingerprint_parts: Schema.NullOr(Schema.parseJson(Parts)),
  options: text,
  outputs: Schema.NullOr(Schema.parseJson(Schema.Array(Run.Output))),
  tokens_in: number,
  tokens_out: number,
  tokens_cached: number,
  cost_usd: number,
  unpriced_calls: number
})
export interface RunRow extends Schema.Schema.Type<typeof RunRow> {}

/** One row as it is in the database: `fingerprint_parts` and `outputs` are JSON. */
export interface EncodedRow extends Schema.Schema.Encoded<typeof RunRow> {}

/** Rows in, runs out, and back. */
export const RunFromRow: Schema.Schema<Run.Run, EncodedRow> = Schema.transform(RunRow, Run.Run, {
  strict: true,
  decode: (row) => toRun(row),
  encode: (run) => toRow(run)
})

/** The cells of a row, in the order of the columns of `RunRow`, for `DuckDb.append`. */
export const cells = (row: EncodedRow): ReadonlyArray<Cell> => [
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

type EncodedRun = typeof Run.Run.Encoded

const bigint = (value: number | null): Cell => (value === null ? null : { bigint: value })
const double = (value: number | null): Cell => (value === null ? null : { double: value })
const instant = (value: number | null): Cell => (value === null ? null : { micros: value })

const toRun = (row: RunRow): EncodedRun => {
  const begun = {
    runId: row.run_id,
    parentId: row.parent_run_id,
    kind: row.kind ?? kindOf(row.stage),
    stage: row.stage,
    tenantId: row.tenant_id,
    inputFingerprint: row.input_fingerprint,
    codeRef: row.code_ref,
    configHash: row.config_hash,
    startedAt: row.started_at / 1e3,
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
        : { key: row.window_key, start: row.window_start / 1e3, end: row.window_end / 1e3 },
    parts: row.fingerprint_parts,
    options: row.options,
    originId: row.origin_run_id
  }
  if (row.status === "running") return { ...begun, status: row.status }
  const ended = {
    ...begun,
    finishedAt: (row.finished_at ?? row.started_at) / 1e3,
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
            cost: row.cost_usd ?? 0,
            unpricedCalls: row.unpriced_calls ?? 0
          },
    outputs: row.outputs
  }
  switch (row.status) {
    case "completed":
      return { ...ended, status: row.status, skipped: row.skipped }
    case "failed":
      return { ...ended, status: row.status, error: row.error ?? "" }
    case "degraded":
      return { ...ended, status: row.status, reasons: row.degraded_reasons ?? [] }
  }
}

const toRow = (run: EncodedRun): RunRow => {
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
    attempt: run.attempt ?? 1,
    origin_run_id: run.originId ?? null,
    skipped: run.status === "completed" ? (run.skipped ?? null) : null,
    window_key: run.window?.key ?? null,
    window_start: micros(run.window?.start),
    window_end: micros(run.window?.end),
    fingerprint_parts: run.parts ?? null,
    options: run.options ?? null,
    outputs: ended?.outputs ?? null,
    tokens_in: ended?.spent?.tokensIn ?? null,
    tokens_out: ended?.spent?.tokensOut ?? null,
    tokens_cached: ended?.spent?.tokensCached ?? null,
    cost_usd: ended?.spent?.cost ?? null,
    unpriced_calls: ended?.spent?.unpricedCalls ?? null
  }
}

const micros = (millis: number | undefined): number | null =>
  millis === undefined ? null : Math.round(millis * 1e3)

/** What a run of another program was of, by the name of its stage. */
const kindOf = (stage: string): Run.RunKind => {
  if (stage === "process") return "process"
  return stage.startsWith("window_") ? "window" : "task"
}
