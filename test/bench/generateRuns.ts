/**
 * Histories of any length, as a person would have them who processes a chat again and again.
 */
import * as Effect from "effect/Effect"
import { DuckDb } from "../../src/storage/DuckDb.js"

/**
 * Fills the tables with so many runs, by their start: processes of 60 windows, each with three stages, an
 * hour apart. Three windows in ten take over the work of the process before.
 */
export const generateRuns = (count: number) =>
  Effect.flatMap(DuckDb, (db) =>
    Effect.forEach([made(count), ...inserts], (statement) => db.run(statement), {
      concurrency: 1,
      discard: true
    })
  )

/** The id of the n-th run. */
export const idOf = (n: number | string): string => `md5('run ' || (${n}))::UUID`

const runColumns = `run_id, tenant_id, stage, status, error, input_fingerprint, code_ref, config_hash, started_at,
  finished_at, duration_seconds, rows_in, rows_out, llm_calls, tokens, trace_id`

const detailColumns = `run_id, started_at, kind, parent_run_id, pid, host, boot_id, process_start, degraded_reasons,
  attempt, origin_run_id, skipped, window_key, window_start, window_end, fingerprint_parts, options, outputs,
  tokens_in, tokens_out, tokens_cached, cost_usd, unpriced_calls`

const inserts = [
  `INSERT INTO runs (${runColumns}) SELECT ${runColumns} FROM made ORDER BY n`,
  `INSERT INTO run_details (${detailColumns}) SELECT ${detailColumns} FROM made ORDER BY n`,
  `INSERT INTO lineage SELECT run_id, parent_run_id FROM made WHERE parent_run_id IS NOT NULL
   UNION ALL SELECT run_id, origin_run_id FROM made WHERE origin_run_id IS NOT NULL`,
  "DROP TABLE made"
]

const made = (count: number): string => `
  CREATE TEMP TABLE made AS
  WITH places AS (
    SELECT n, n // 242 AS p, n % 242 AS k, hash(n) AS h, hash(n, 1) AS i FROM range(${count}) AS _(n)
  ), kinds AS (
    SELECT *,
      CASE WHEN k = 0 THEN 'process' WHEN k = 241 OR k % 4 <> 1 THEN 'stage' ELSE 'window' END AS kind,
      CASE WHEN k = 241 THEN 60 ELSE (k - 1) // 4 END AS w
    FROM places
  ), ends AS (
    SELECT *,
      kind = 'window' OR k % 4 = 3 AND k < 241 AS called,
      CASE WHEN h % 200 = 0 THEN 'failed' WHEN kind = 'window' AND h % 50 = 1 THEN 'degraded' ELSE 'completed' END AS status,
      kind = 'window' AND p > 0 AND i % 10 < 3 AS reused,
      make_timestamptz(1672531200000000 + (p * 3600000000 + k * 10000000 + h % 400000)::BIGINT) AS started_at,
      (CASE kind WHEN 'process' THEN 2500 WHEN 'window' THEN 38 ELSE 10 END + (i % 1000000) / 1e6)::DOUBLE AS duration_seconds,
      DATE '2019-01-01' + ((p % 40) * 60 + w)::INTEGER AS day
    FROM kinds
  )
  SELECT n, ${idOf("n")} AS run_id, NULL::VARCHAR AS tenant_id,
    CASE kind WHEN 'process' THEN 'process' WHEN 'window' THEN 'window_' || w
      ELSE CASE WHEN k = 241 THEN 'site' ELSE ['enrich', 'write', 'publish'][((k - 2) % 4 + 1)::INTEGER] END END AS stage,
    status, duration_seconds, started_at,
    CASE status WHEN 'failed' THEN 'WriterError: too many requests; try again in ' || h % 900 || ' s' END AS error,
    CASE WHEN kind = 'window' OR k = 241 THEN sha256('input ' || n) END AS input_fingerprint,
    '0.' || p // 400 || '.' || (p // 40) % 10 AS code_ref,
    sha256('configuration ' || p // 40) AS config_hash,
    started_at + to_microseconds((duration_seconds * 1e6)::BIGINT) AS finished_at,
    CASE kind WHEN 'window' THEN h % 900 END::BIGINT AS rows_in,
    CASE kind WHEN 'window' THEN 1 END::BIGINT AS rows_out,
    CASE WHEN called THEN 2 ELSE 0 END::BIGINT AS llm_calls,
    CASE WHEN called THEN 2000 + i % 20000 ELSE 0 END::BIGINT AS tokens,
    md5('trace ' || p) AS trace_id, kind,
    CASE kind WHEN 'window' THEN ${idOf("p * 242")}
      WHEN 'stage' THEN CASE WHEN k = 241 THEN ${idOf("p * 242")} ELSE ${idOf("p * 242 + w * 4 + 1")} END END AS parent_run_id,
    (1000 + hash(p) % 60000)::BIGINT AS pid, 'ana-laptop' AS host,
    md5('boot ' || p // 20)::UUID || ' pid:[4026531836]' AS boot_id, (hash(p, 9) % 100000000)::VARCHAR AS process_start,
    CASE status WHEN 'degraded' THEN ['the writer fell back to extraction'] END AS degraded_reasons,
    1::BIGINT AS attempt,
    CASE WHEN reused THEN ${idOf("n - 242")} END AS origin_run_id,
    CASE WHEN reused AND status = 'completed' THEN 'reused' END AS skipped,
    CASE kind WHEN 'window' THEN day::VARCHAR END AS window_key,
    CASE kind WHEN 'window' THEN day::TIMESTAMPTZ END AS window_start,
    CASE kind WHEN 'window' THEN day::TIMESTAMPTZ + INTERVAL 23 HOUR END AS window_end,
    CASE kind WHEN 'window' THEN to_json({messages: md5('m' || n), context: md5('c' || n), names: md5('n' || n),
      zone: 'Europe/Lisbon', privacy: '1', enrich: '1', write: 'extractive 3', people: md5('p' || p)}) END::VARCHAR AS fingerprint_parts,
    CASE kind WHEN 'process' THEN '{"output":"blog","window":{"stepSize":1,"stepUnit":"days"},"realNames":false}' END AS options,
    CASE kind WHEN 'window' THEN '[{"path":"posts/' || day || '.md","sha256":"' || sha256('post ' || n) || '"}]' END AS outputs,
    CASE WHEN called THEN 1500 + i % 18000 END::BIGINT AS tokens_in,
    CASE WHEN called THEN 500 + i % 2000 END::BIGINT AS tokens_out,
    CASE WHEN called THEN i % 1500 END::BIGINT AS tokens_cached,
    CASE WHEN called THEN (i % 18000) * 2.5e-7 END::DOUBLE AS cost_usd,
    CASE WHEN called THEN 0 END::BIGINT AS unpriced_calls
  FROM ends`
