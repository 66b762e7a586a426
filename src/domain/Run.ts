/**
 * A run: one tracked execution of an effect, and the only ways its status can change.
 *
 * `Running` becomes `Completed`, `Failed` or `Degraded` through the functions below, and they take
 * nothing but a `Running`: what has ended cannot be ended again, nor what never began. Where the same
 * `Running` is ended twice all the same, `later` keeps the first end.
 */
import * as Schema from "effect/Schema"

/** A run's id: a random UUID in lower case. Its first 8 characters name it in tables. */
export const RunId = Schema.UUID.pipe(Schema.lowercased(), Schema.brand("egregora/RunId"))
export type RunId = typeof RunId.Type

/** The four statuses. The last three are terminal. */
export const RunStatus = Schema.Literal("running", "completed", "failed", "degraded")
export type RunStatus = typeof RunStatus.Type

/**
 * What is a run of: a whole command, one window, a stage inside a window, or work that somebody
 * started by hand.
 */
export const RunKind = Schema.Literal("process", "window", "stage", "task")
export type RunKind = typeof RunKind.Type

/** The process that a run belongs to: enough to know later, on the same host, whether it still lives. */
export const ProcessIdentity = Schema.Struct({
  pid: Schema.Int,
  host: Schema.String,
  /** Names this boot of the host (`/proc/sys/kernel/random/boot_id`); empty where there is none. */
  bootId: Schema.String,
  /** When the process started, in the host's own unit; empty where it cannot be known. */
  startTime: Schema.String
})
export interface ProcessIdentity extends Schema.Schema.Type<typeof ProcessIdentity> {}

/** What a window's run worked on. */
export const RunWindow = Schema.Struct({
  /** The window's key, and the name of its post. */
  key: Schema.String,
  /** First and last instant, in milliseconds since the epoch. */
  start: Schema.Number,
  end: Schema.Number
})
export interface RunWindow extends Schema.Schema.Type<typeof RunWindow> {}

/** A file that a run wrote, or found as it would have written it. */
export const Output = Schema.Struct({
  /** From the site's root. */
  path: Schema.String,
  /** Of its bytes, in 64 hexadecimal digits. */
  sha256: Schema.String
})
export interface Output extends Schema.Schema.Type<typeof Output> {}

/**
 * Why a run is complete without having done its work:
 * - `reused`: an earlier run did the same work, and what it wrote is still there.
 * - `edited`: what it would replace was edited by hand.
 * - `partial`: what it would replace was made of more than what this run has of the window.
 * - `empty`: there is nothing to do; nobody wrote in the window.
 */
export const Skipped = Schema.Literal("reused", "edited", "partial", "empty")
export type Skipped = typeof Skipped.Type

/** What the calls of language models took. */
export const Spent = Schema.Struct({
  tokensIn: Schema.Int,
  tokensOut: Schema.Int,
  /** Of `tokensIn`, those that the provider had in its cache. */
  tokensCached: Schema.Int,
  /** US dollars for the calls whose price is known; null where none is. */
  cost: Schema.NullOr(Schema.Number),
  /** Calls whose price is not known. */
  unpricedCalls: Schema.Int
})
export interface Spent extends Schema.Schema.Type<typeof Spent> {}

/** A field that records written before it existed do not have. */
const added = <A, I>(schema: Schema.Schema<A, I>, before: () => NoInfer<A>) =>
  Schema.optionalWith(schema, { default: before })
const nullable = <A, I>(schema: Schema.Schema<A, I>) => added(Schema.NullOr(schema), () => null)

const begun = {
  runId: RunId,
  /** The run inside which this one was started. */
  parentId: Schema.NullOr(RunId),
  kind: RunKind,
  /** `process`, `window_0`, or a stage's name. */
  stage: Schema.String,
  tenantId: Schema.NullOr(Schema.String),
  /** sha256 of the canonical input and of what decides the output. */
  inputFingerprint: Schema.NullOr(Schema.String),
  /** The version of the code that ran. */
  codeRef: Schema.NullOr(Schema.String),
  /** sha256 of the configuration that the run used. */
  configHash: Schema.NullOr(Schema.String),
  /** Milliseconds since the epoch. */
  startedAt: Schema.Number,
  rowsIn: Schema.NullOr(Schema.Int),
  traceId: Schema.NullOr(Schema.String),
  process: ProcessIdentity,
  /** Which try of the same work this is, from 1. */
  attempt: added(Schema.Int, () => 1),
  window: nullable(RunWindow),
  /** The parts of `inputFingerprint` by their names, each a fingerprint of its own. */
  parts: nullable(Schema.Record({ key: Schema.String, value: Schema.String })),
  /** The options of a `process`, as JSON: what a replay needs. */
  options: nullable(Schema.String),
  /** The earlier run whose work this one repeats or takes over. */
  originId: nullable(RunId)
}

const metrics = {
  rowsOut: Schema.NullOr(Schema.Int),
  llmCalls: Schema.Int,
  /** In and out. */
  tokens: Schema.Int,
  /** Null where no model was called. */
  spent: nullable(Spent),
  /** Null where the work writes nothing. */
  outputs: nullable(Schema.Array(Output))
}

const ended = {
  ...begun,
  ...metrics,
  /** Milliseconds since the epoch. */
  finishedAt: Schema.Number,
  /** By the monotonic clock, so never negative and untouched by a changed wall clock. */
  durationSeconds: Schema.Number
}

/** A run that has begun and not ended. */
export const Running = Schema.Struct({ status: Schema.Literal("running"), ...begun })
export interface Running extends Schema.Schema.Type<typeof Running> {}

/** A run that did all it should. */
export const Completed = Schema.Struct({
  status: Schema.Literal("completed"),
  ...ended,
  skipped: nullable(Skipped)
})
export interface Completed extends Schema.Schema.Type<typeof Completed> {}

/** A run that did not finish; `error` says why. */
export const Failed = Schema.Struct({ status: Schema.Literal("failed"), ...ended, error: Schema.String })
export interface Failed extends Schema.Schema.Type<typeof Failed> {}

/** A run whose result is usable although something optional was lost; `reasons` say what. */
export const Degraded = Schema.Struct({
  status: Schema.Literal("degraded"),
  ...ended,
  reasons: Schema.Array(Schema.String)
})
export interface Degraded extends Schema.Schema.Type<typeof Degraded> {}

/** A run after its end. Nothing comes after it. */
export const Terminal = Schema.Union(Completed, Failed, Degraded)
export type Terminal = typeof Terminal.Type

/** A run in any status. */
export const Run = Schema.Union(Running, Completed, Failed, Degraded)
export type Run = typeof Run.Type

/** What is known at the end of a run, whatever the end. */
export interface Outcome extends Schema.Schema.Type<Schema.Struct<typeof metrics>> {
  /** Where these were not known at the start. */
  readonly rowsIn?: number | null
  readonly originId?: RunId | null
  readonly finishedAt: number
  readonly durationSeconds: number
}

/** What a run has where its start says no more. */
export const noDetails = { attempt: 1, window: null, parts: null, options: null, originId: null } as const

/** The outcome of a run that reported nothing. */
export const noMetrics = { rowsOut: null, llmCalls: 0, tokens: 0, spent: null, outputs: null } as const

/** `running` → `completed`. */
export const complete = (run: Running, outcome: Outcome, skipped: Skipped | null = null): Completed => ({
  ...run,
  ...outcome,
  status: "completed",
  skipped
})

/** `running` → `failed`. `error` is text fit to be stored: no message text, no key. */
export const fail = (run: Running, outcome: Outcome, error: string): Failed => ({
  ...run,
  ...outcome,
  status: "failed",
  error
})

/** `running` → `degraded`. */
export const degrade = (run: Running, outcome: Outcome, reasons: ReadonlyArray<string>): Degraded => ({
  ...run,
  ...outcome,
  status: "degraded",
  reasons
})

/** Whether a run has ended. */
export const isTerminal = (run: Run): run is Terminal => run.status !== "running"

/**
 * The later of two records of one run, whatever order they were read in: a terminal record wins over
 * `running`, and the first terminal record wins over any other.
 */
export const later = (known: Run | undefined, next: Run): Run =>
  known === undefined || (!isTerminal(known) && isTerminal(next)) ? next : known
