/**
 * The history of runs. `runs` is what people query; `lineage` links runs to the runs that they came
 * from; `run_details` holds what only this program needs.
 *
 * Instants are TIMESTAMPTZ: they are stored in UTC, and `started_at > now() - INTERVAL 1 HOUR` is right
 * whatever the zone of who asks.
 */
import type { Migration } from "../Migrator.js"

export const runs: Migration = {
  name: "runs",
  statements: [
    `CREATE TABLE IF NOT EXISTS runs (
      run_id UUID PRIMARY KEY,
      tenant_id VARCHAR,
      stage VARCHAR NOT NULL,
      status VARCHAR NOT NULL CHECK (status IN ('running', 'completed', 'failed', 'degraded')),
      error VARCHAR,
      input_fingerprint VARCHAR,
      code_ref VARCHAR,
      config_hash VARCHAR,
      started_at TIMESTAMPTZ NOT NULL,
      finished_at TIMESTAMPTZ,
      duration_seconds DOUBLE,
      rows_in BIGINT,
      rows_out BIGINT,
      llm_calls BIGINT,
      tokens BIGINT,
      trace_id VARCHAR
    )`,
    "CREATE INDEX IF NOT EXISTS idx_runs_started_at ON runs (started_at)",
    "CREATE INDEX IF NOT EXISTS idx_runs_stage ON runs (stage)",
    "CREATE INDEX IF NOT EXISTS idx_runs_status ON runs (status)",
    "CREATE INDEX IF NOT EXISTS idx_runs_fingerprint ON runs (input_fingerprint)",
    "CREATE INDEX IF NOT EXISTS idx_runs_tenant ON runs (tenant_id)",
    `CREATE TABLE IF NOT EXISTS lineage (
      child_run_id UUID NOT NULL,
      parent_run_id UUID NOT NULL,
      PRIMARY KEY (child_run_id, parent_run_id)
    )`,
    `CREATE TABLE IF NOT EXISTS run_details (
      run_id UUID PRIMARY KEY,
      kind VARCHAR NOT NULL,
      parent_run_id UUID,
      pid BIGINT NOT NULL,
      host VARCHAR NOT NULL,
      boot_id VARCHAR NOT NULL,
      process_start VARCHAR NOT NULL,
      degraded_reasons VARCHAR[]
    )`
  ]
}
