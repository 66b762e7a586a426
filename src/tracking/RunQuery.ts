/**
 * What is asked of a history of runs.
 */
import { isTerminal, type Run, type RunKind, type RunStatus, type Terminal } from "../domain/Run.js"

/** Which runs are meant: those for which all that is given holds. */
export interface RunFilter {
  readonly statuses?: ReadonlyArray<RunStatus>
  /** Over the whole name of the stage: `*` for any text, `?` for one character; case matters. */
  readonly stage?: string
  readonly kinds?: ReadonlyArray<RunKind>
  /** Begun at this instant or later, in milliseconds since the epoch. */
  readonly since?: number
  /** Begun before this instant, in milliseconds since the epoch. */
  readonly until?: number
  readonly tenant?: string
}

/** What runs are sorted by. */
export type RunSort = "started" | "duration" | "stage" | "status" | "tokens" | "cost"

/** Which runs, in which order, and how many. */
export interface RunQuery extends RunFilter {
  /** Default: `started`. */
  readonly sort?: RunSort
  /** Default: false, the greatest first, of instants the newest. */
  readonly ascending?: boolean
  readonly limit: number
}

/** What the runs of one stage amount to. */
export interface StageStats {
  /** The stage's name; all windows together are `window`. */
  readonly stage: string
  readonly runs: number
  readonly running: number
  readonly failed: number
  readonly degraded: number
  /** Completed without having done the work. */
  readonly skipped: number
  /** Seconds, over runs that have ended and did their work; null where there is none. */
  readonly p50: number | null
  readonly p95: number | null
  readonly max: number | null
  readonly llmCalls: number
  readonly tokens: number
  /** US dollars for the calls whose price is known. */
  readonly cost: number
  readonly unpricedCalls: number
}

/** Whether a run is meant. */
export const matches = (filter: RunFilter): ((run: Run) => boolean) => {
  const stage = filter.stage === undefined ? undefined : globPattern(filter.stage)
  return (run) =>
    (filter.statuses === undefined || filter.statuses.includes(run.status)) &&
    (filter.kinds === undefined || filter.kinds.includes(run.kind)) &&
    (filter.since === undefined || run.startedAt >= filter.since) &&
    (filter.until === undefined || run.startedAt < filter.until) &&
    (filter.tenant === undefined || run.tenantId === filter.tenant) &&
    (stage === undefined || stage.test(run.stage))
}

/** The runs that are meant, in the order asked for. */
export const listed = (runs: Iterable<Run>, query: RunQuery): ReadonlyArray<Run> =>
  [...runs].filter(matches(query)).sort(inOrder(query)).slice(0, Math.max(0, query.limit))

/**
 * The order that a query asks for. Runs without the value come last, and runs with the same value newest
 * first. Numbers at the end of a stage's name count as numbers: `window_2` is less than `window_10`.
 */
export const inOrder = ({ ascending = false, sort = "started" }: RunQuery): ((a: Run, b: Run) => number) => {
  const sign = ascending ? 1 : -1
  const value = values[sort]
  const newest = (a: Run, b: Run): number => b.startedAt - a.startedAt || compare(b.runId, a.runId)
  if (sort === "started") return (a, b) => sign * -newest(a, b)
  return (a, b) => {
    const [left, right] = [value(a), value(b)]
    if (left.includes(null) || right.includes(null)) {
      return Number(left.includes(null)) - Number(right.includes(null)) || newest(a, b)
    }
    return sign * left.reduce((sum: number, key, at) => sum || compare(key, right[at]), 0) || newest(a, b)
  }
}

/** What some runs amount to, stage by stage; what took longest in all comes first. */
export const statsOf = (runs: Iterable<Run>): ReadonlyArray<StageStats> => {
  const stages = new Map<string, Array<Run>>()
  for (const run of runs) {
    const name = /^window_[0-9]+$/.test(run.stage) ? "window" : run.stage
    const known = stages.get(name)
    if (known === undefined) stages.set(name, [run])
    else known.push(run)
  }
  return [...stages]
    .map(([stage, runs]) => amount(stage, runs))
    .sort((a, b) => b.total - a.total || compareText(a.stats.stage, b.stats.stage))
    .map(({ stats }) => stats)
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Null for a run that has no such value yet. */
type Value = ReadonlyArray<number | string | null>

const values: Record<RunSort, (run: Run) => Value> = {
  started: (run) => [run.startedAt],
  duration: (run) => [isTerminal(run) ? run.durationSeconds : null],
  stage: (run) => {
    const digits = /[0-9]+$/.exec(run.stage)?.[0] ?? ""
    return [run.stage.slice(0, run.stage.length - digits.length), digits === "" ? -1 : Number(digits)]
  },
  status: (run) => [run.status],
  tokens: (run) => [isTerminal(run) ? run.tokens : null],
  cost: (run) => [isTerminal(run) ? (run.spent?.cost ?? null) : null]
}

const globPattern = (glob: string): RegExp =>
  new RegExp(
    `^${glob.replace(/[\\^$.*+?()[\]{}|]/g, (it) => (it === "*" ? ".*" : it === "?" ? "." : `\\${it}`))}$`,
    "su"
  )

const compare = (a: Value[number] | undefined, b: Value[number] | undefined): number =>
  typeof a === "number" && typeof b === "number" ? a - b : compareText(String(a), String(b))

/** By code points, as databases do: UTF-16 puts some of them in another order. */
const compareText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

const amount = (stage: string, runs: ReadonlyArray<Run>) => {
  const ended = runs.filter(isTerminal)
  const durations = ended
    .filter((run) => !isSkipped(run))
    .map((run) => run.durationSeconds)
    .sort((a, b) => a - b)
  const sum = (value: (run: Terminal) => number): number =>
    ended.reduce((total, run) => total + value(run), 0)
  const stats: StageStats = {
    stage,
    runs: runs.length,
    running: runs.length - ended.length,
    failed: ended.filter(({ status }) => status === "failed").length,
    degraded: ended.filter(({ status }) => status === "degraded").length,
    skipped: ended.filter(isSkipped).length,
    p50: quantile(durations, 0.5),
    p95: quantile(durations, 0.95),
    max: durations.at(-1) ?? null,
    llmCalls: sum(({ llmCalls }) => llmCalls),
    tokens: sum(({ tokens }) => tokens),
    cost: sum(({ spent }) => spent?.cost ?? 0),
    unpricedCalls: sum(({ spent }) => spent?.unpricedCalls ?? 0)
  }
  return { stats, total: sum(({ durationSeconds }) => durationSeconds) }
}

const isSkipped = (run: Run): boolean => run.status === "completed" && run.skipped !== null

/** Of sorted numbers, with what lies between two of them in proportion. */
const quantile = (sorted: ReadonlyArray<number>, share: number): number | null => {
  const place = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return below === undefined || above === undefined ? null : below + (above - below) * (place % 1)
}
