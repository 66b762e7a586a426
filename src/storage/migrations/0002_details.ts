/**
 * What resume, replay and cost need to know of a run.
 *
 * `fingerprint_parts`, `options` and `outputs` are JSON as text: an object of names and fingerprints, an
 * object, and a list of `{"path", "sha256"}`.
 */
import type { Migration } from "../Migrator.js"

const columns = [
  "attempt BIGINT",
  "origin_run_id UUID",
  "skipped VARCHAR",
  "window_key VARCHAR",
  "window_start TIMESTAMPTZ",
  "window_end TIMESTAMPTZ",
  "fingerprint_parts VARCHAR",
  "options VARCHAR",
  "outputs VARCHAR",
  "tokens_in BIGINT",
  "tokens_out BIGINT",
  "tokens_cached BIGINT",
  "cost_usd DOUBLE",
  "unpriced_calls BIGINT"
]

export const details: Migration = {
  name: "details",
  statements: columns.map((column) => `ALTER TABLE run_details ADD COLUMN IF NOT EXISTS ${column}`)
}
