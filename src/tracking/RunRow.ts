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
  degraded_reasons: Schema.NullOr(Schema.Array(Schema.String))
})
export interface RunRow extends Schema.Schema.Type<typeof RunRow> {}

/** Rows in, runs out, and back. */
export const RunFromRow: Schema.Schema<Run.Run, RunRow> = Schema.transform(RunRow, Run.Run, {
  strict: true,
  decode: (row) => toRun(row),
  encode: (run) => toRow(run)
})

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
  { bigint: row.started_at },
  bigint(row.finished_at),
  row.duration_seconds === null ? null : { double: row.duration_seconds },
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
  row.degraded_reasons
]

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

type EncodedRun = typeof Run.Run.Encoded

const bigint = (value: number | null): Cell => (value === null ? null : { bigint: value })

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
    }
  }
  if (row.status === "running") return { ...begun, status: row.status }
  const ended = {
    ...begun,
    finishedAt: (row.finished_at ?? row.started_at) / 1e3,
    durationSeconds: row.duration_seconds ?? 0,
    rowsOut: row.rows_out,
    llmCalls: row.llm_calls ?? 0,
    tokens: row.tokens ?? 0
  }
  switch (row.status) {
    case "completed":
      return { ...ended, status: row.status }
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
    degraded_reasons: run.status === "degraded" ? run.reasons : null
  }
}

/** What a run of another program was of, by the name of its stage. */
const kindOf = (stage: string): Run.RunKind => {
  if (stage === "process") return "process"
  return stage.startsWith("window_") ? "window" : "task"
}
