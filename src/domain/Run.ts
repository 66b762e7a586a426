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
  process: ProcessIdentity
}

const metrics = {
  rowsOut: Schema.NullOr(Schema.Int),
  llmCalls: Schema.Int,
  tokens: Schema.Int
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
export const Completed = Schema.Struct({ status: Schema.Literal("completed"), ...ended })
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
  /** Where it was not known at the start. */
  readonly rowsIn?: number | null
  readonly finishedAt: number
  readonly durationSeconds: number
}

/** The outcome of a run that reported nothing. */
export const noMetrics = { rowsOut: null, llmCalls: 0, tokens: 0 } as const

/** `running` → `completed`. */
export const complete = (run: Running, outcome: Outcome): Completed => ({
  ...run,
  ...outcome,
  status: "completed"
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
