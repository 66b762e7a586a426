/**
 * Questions about runs, in SQL. Each has its twin for runs in memory in `RunQuery.ts`.
 *
 * The tables have no index that is fit for sorting and no key that joins them fast, but both are in the
 * order of the runs' starts. So a question first picks runs by a few columns, and only then reads them
 * whole, by their starts: DuckDB looks into a row group only if it may hold one of these.
 */
import type { DuckDBValue } from "@duckdb/node-api"
import type { RunFilter, RunQuery, RunSort } from "./RunQuery.js"
import type { IdRange } from "./RunStore.js"
import { columns, runsWithDetails } from "./runTables.js"

/** A statement with what its parameters are. */
export interface Question {
  readonly sql: string
  readonly parameters: ReadonlyArray<DuckDBValue>
}

/**
 * Whole runs of which `run_id` and `started_at` are picked by a subquery, which may be a table's name. Each
 * is a column `run` with a `RunRow` as JSON: to read as many columns one by one takes ten times as long.
 */
export const whole = (picked: string, order: string, candidates?: string): string => `
  WITH ${candidates === undefined ? "" : `candidates AS MATERIALIZED (${candidates}),`}
    picked AS MATERIALIZED (${picked})
  SELECT to_json({${columns.map(read).join(", ")}})::VARCHAR AS run
    ${candidates === undefined ? "" : ", (SELECT count(*) FROM candidates)::DOUBLE AS candidates"}
  FROM (
    SELECT * FROM runs
    WHERE started_at IN (SELECT started_at FROM picked) AND run_id IN (SELECT run_id FROM picked)
  )
  LEFT JOIN (
    SELECT * EXCLUDE (started_at) FROM run_details WHERE started_at IN (SELECT started_at FROM picked)
  ) USING (run_id)
  ORDER BY ${order}`

/** Runs in the order of their starts, the newest first. */
export const newestFirst = "started_at DESC, run_id DESC"

/** A question that may have been asked of too few runs. */
interface Selection extends Question {
  /** Whether only some runs are looked at; how many there are is a column beside, `candidates`. */
  readonly partial: boolean
}

/**
 * The runs that a query asks for, in its order. Where it asks for what is in `run_details` only the first
 * `candidates` runs are looked at, unless that is undefined.
 */
export const select = (
  query: RunQuery,
  candidates: number | undefined,
  range?: Omit<IdRange, "limit">
): Selection => {
  const parameters: Array<DuckDBValue> = []
  const put = (value: DuckDBValue): string => `$${parameters.push(value)}`
  const among =
    range === undefined ? [] : [`run_id BETWEEN ${put(range.from)}::UUID AND ${put(range.to)}::UUID`]
  const { ofDetails, ofRuns } = conditions(query, put)
  const order = orderOf(query)
  const limit = (most: number): string => `LIMIT ${Math.min(Math.max(0, most), Number.MAX_SAFE_INTEGER)}`
  const pick = (from: string, all: ReadonlyArray<string>, most: number, more = ""): string =>
    `SELECT run_id, started_at ${more} FROM ${from} ${where(all)} ORDER BY ${order} ${limit(most)}`

  if (ofDetails.length === 0 && query.sort !== "cost") {
    return { sql: whole(pick("runs", [...among, ...ofRuns], query.limit), order), parameters, partial: false }
  }
  if (candidates === undefined || query.sort === "cost") {
    const picked = pick(runsWithDetails, [...among, ...ofRuns, ...ofDetails], query.limit)
    return { sql: whole(picked, order), parameters, partial: false }
  }
  const first = pick("runs", [...among, ...ofRuns], candidates, `, stage, status, duration_seconds, tokens`)
  const kinds = "SELECT run_id, kind FROM run_details WHERE started_at IN (SELECT started_at FROM candidates)"
  const picked = pick(`candidates LEFT JOIN (${kinds}) USING (run_id)`, ofDetails, query.limit)
  return { sql: whole(picked, order, first), parameters, partial: true }
}

/** What the runs that are meant amount to, in the rows and the order of `statsOf`. */
export const statistics = (filter: RunFilter): Question => {
  const parameters: Array<DuckDBValue> = []
  const { ofDetails, ofRuns } = conditions(filter, (value) => `$${parameters.push(value)}`)
  const sql = `
    SELECT
      CASE WHEN regexp_full_match(stage, 'window_[0-9]+') THEN 'window' ELSE stage END AS stage,
      count(*)::DOUBLE AS runs,
      (count(*) FILTER (NOT ended))::DOUBLE AS running,
      (count(*) FILTER (status = 'failed'))::DOUBLE AS failed,
      (count(*) FILTER (status = 'degraded'))::DOUBLE AS degraded,
      (count(*) FILTER (passed))::DOUBLE AS skipped,
      quantile_cont(seconds, 0.5) FILTER (ended AND NOT passed) AS p50,
      quantile_cont(seconds, 0.95) FILTER (ended AND NOT passed) AS p95,
      max(seconds) FILTER (ended AND NOT passed) AS max,
      coalesce(sum(llm_calls) FILTER (ended), 0)::DOUBLE AS "llmCalls",
      coalesce(sum(tokens) FILTER (ended), 0)::DOUBLE AS tokens,
      coalesce(sum(cost_usd) FILTER (ended AND tokens_in IS NOT NULL), 0)::DOUBLE AS cost,
      coalesce(sum(unpriced_calls) FILTER (ended AND tokens_in IS NOT NULL), 0)::DOUBLE AS "unpricedCalls"
    FROM (
      SELECT
        stage, status, llm_calls, tokens, tokens_in, cost_usd, unpriced_calls,
        status <> 'running' AS ended,
        status = 'completed' AND skipped IS NOT NULL AS passed,
        coalesce(duration_seconds, 0) AS seconds
      FROM ${runsWithDetails} ${where([...ofRuns, ...ofDetails])}
    )
    GROUP BY ALL
    ORDER BY coalesce(sum(seconds) FILTER (ended), 0) DESC, 1`
  return { sql, parameters }
}

/** What is known of every run for deciding whether it stays. */
export const outlines = (): Question => ({
  sql: `
    SELECT run_id AS "runId", parent_run_id AS "parentId", origin_run_id AS "originId", ${kindOf} AS kind,
      status = 'running' AS running, epoch_us(started_at)::DOUBLE / 1000 AS "startedAt"
    FROM ${runsWithDetails}`,
  parameters: []
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** How a column leaves the database: as JSON text or number. */
const read = ([name, type]: (typeof columns)[number]): string => {
  switch (type) {
    case "TIMESTAMPTZ":
      return `${name}: epoch_us(${name})::DOUBLE`
    case "BIGINT":
      return `${name}: ${name}::DOUBLE`
    default:
      return `${name}: ${name}`
  }
}

const where = (all: ReadonlyArray<string>): string =>
  all.length === 0 ? "" : `WHERE ${all.map((one) => `(${one})`).join(" AND ")}`

const conditions = (filter: RunFilter, put: (value: DuckDBValue) => string) => {
  const oneOf = (column: string, all: ReadonlyArray<string>): string =>
    all.length === 0 ? "false" : `${column} IN (${all.map(put).join(", ")})`
  const micros = (millis: number): string =>
    `make_timestamptz(${put(BigInt(Math.round(millis * 1e3)))}::BIGINT)`
  const { kinds, since, stage, statuses, tenant, until } = filter
  return {
    ofRuns: [
      ...(statuses === undefined ? [] : [oneOf("status", statuses)]),
      ...(since === undefined ? [] : [`started_at >= ${micros(since)}`]),
      ...(until === undefined ? [] : [`started_at < ${micros(until)}`]),
      ...(tenant === undefined ? [] : [`tenant_id = ${put(tenant)}`]),
      ...(stage === undefined ? [] : [`stage LIKE ${put(likePattern(stage))} ESCAPE '\\'`])
    ],
    ofDetails: kinds === undefined ? [] : [oneOf(kindOf, kinds)]
  }
}

const likePattern = (glob: string): string =>
  glob
    .replace(/[\\%_]/g, "\\$&")
    .replaceAll("*", "%")
    .replaceAll("?", "_")

/** What a run of another program was of is known by the name of its stage, as in `runOf`. */
const kindOf = `coalesce(kind, CASE
  WHEN stage = 'process' THEN 'process' WHEN starts_with(stage, 'window_') THEN 'window' ELSE 'task' END)`

const sortKeys: Record<RunSort, ReadonlyArray<string>> = {
  started: ["started_at"],
  duration: ["CASE WHEN status <> 'running' THEN coalesce(duration_seconds, 0) END"],
  stage: [
    "regexp_replace(stage, '[0-9]+$', '')",
    "coalesce(TRY_CAST(regexp_extract(stage, '[0-9]+$') AS DOUBLE), -1)"
  ],
  status: ["status"],
  tokens: ["CASE WHEN status <> 'running' THEN coalesce(tokens, 0) END"],
  cost: ["CASE WHEN status <> 'running' AND tokens_in IS NOT NULL THEN cost_usd END"]
}

const orderOf = ({ ascending = false, sort = "started" }: RunQuery): string => {
  const direction = ascending ? "ASC" : "DESC"
  return sort === "started"
    ? `started_at ${direction}, run_id ${direction}`
    : [...sortKeys[sort].map((key) => `${key} ${direction} NULLS LAST`), newestFirst].join(", ")
}
