/**
 * What resume, replay and cost need to know of a run, and less to write for each.
 *
 * `run_details` and `lineage` lose their primary keys, which took 120 bytes a run and were written anew
 * with every merge; the merge sees to it that nothing is in them twice. In its place `run_details` has
 * `started_at` as `runs` has it: rows come in the order of their start, so DuckDB finds those of an instant
 * by the least and the greatest of each row group. Nor has `lineage` foreign keys, which other software may
 * have given it: a run may be known before the one that it comes from.
 *
 * `lineage` links each run to the one that it ran inside, and to the one whose work it takes over or
 * repeats. `fingerprint_parts`, `options` and `outputs` are JSON as text: an object of names and
 * fingerprints, an object, and a list of `{"path", "sha256"}`.
 */
import type { Migration } from "../Migrator.js"

export const details: Migration = {
  name: "details",
  statements: [
    `CREATE TABLE details_2 (
      run_id UUID NOT NULL,
      started_at TIMESTAMPTZ NOT NULL,
      kind VARCHAR NOT NULL,
      parent_run_id UUID,
      pid BIGINT NOT NULL,
      host VARCHAR NOT NULL,
      boot_id VARCHAR NOT NULL,
      process_start VARCHAR NOT NULL,
      degraded_reasons VARCHAR[],
      attempt BIGINT,
      origin_run_id UUID,
      skipped VARCHAR,
      window_key VARCHAR,
      window_start TIMESTAMPTZ,
      window_end TIMESTAMPTZ,
      fingerprint_parts VARCHAR,
      options VARCHAR,
      outputs VARCHAR,
      tokens_in BIGINT,
      tokens_out BIGINT,
      tokens_cached BIGINT,
      cost_usd DOUBLE,
      unpriced_calls BIGINT
    )`,
    `INSERT INTO details_2 BY NAME
     SELECT run_details.*, runs.started_at FROM run_details JOIN runs USING (run_id) ORDER BY runs.started_at`,
    "DROP TABLE run_details",
    "ALTER TABLE details_2 RENAME TO run_details",
    "CREATE TABLE lineage_2 (child_run_id UUID NOT NULL, parent_run_id UUID NOT NULL)",
    "INSERT INTO lineage_2 SELECT DISTINCT child_run_id, parent_run_id FROM lineage",
    "DROP TABLE lineage",
    "ALTER TABLE lineage_2 RENAME TO lineage"
  ]
}
