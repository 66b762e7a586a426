/**
 * The middleware that makes a tracked run of any effect.
 *
 * `track` gives back an effect with the same success, error and requirements: where no `RunTracking`
 * is provided the effect runs as it is, and where one is, the journal's failures stay with the journal.
 */

import { randomUUID } from "node:crypto"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Exit from "effect/Exit"
import { dual } from "effect/Function"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { add, storable } from "../domain/Cost.js"
import * as Run from "../domain/Run.js"
import { CurrentRun, emptyReport, type Frame, type Report } from "./CurrentRun.js"
import { clean, describe, Scrub } from "./errorText.js"
import { type GuardOptions, guarded, safely } from "./guarded.js"
import { RunJournal } from "./RunJournal.js"

/** What is known of a run when it starts. */
export interface RunOptions {
  /** What runs: `process`, `window_0`, a stage's name. */
  readonly stage: string
  /** Default: `task`. */
  readonly kind?: Run.RunKind
  /** Rows that go in: messages for a window. */
  readonly rowsIn?: number
  /** Fingerprint of the input and of what decides the output. */
  readonly inputFingerprint?: string
  /** Default: the enclosing run's. */
  readonly configHash?: string
  /** Default: the enclosing run's. */
  readonly tenantId?: string
  /** The run that this one belongs to. Default: the enclosing run. */
  readonly parentId?: Run.RunId
  /** Which try of the same work this is. Default: 1. */
  readonly attempt?: number
  /** The window that is worked on. Default: none. */
  readonly window?: Run.RunWindow
  /** The parts of `inputFingerprint`. Default: not known. */
  readonly parts?: Readonly<Record<string, string>>
  /** The options of a whole `process`, as JSON. Default: none. */
  readonly options?: string
  /** The run that this one repeats. Default: none. */
  readonly originId?: Run.RunId
}

/** What work that is tracked by hand reports at its end. */
export interface ManualReport {
  /** Where the start did not say. */
  readonly rowsIn?: number
  readonly rowsOut?: number
  readonly llmCalls?: number
  readonly tokens?: number
  readonly spent?: Run.Spent
  readonly outputs?: ReadonlyArray<Run.Output>
  readonly originId?: Run.RunId
}

/** How `make` behaves. */
export interface TrackingOptions extends GuardOptions {
  /** The version of the code that runs, stored with every run. Default: none. */
  readonly codeRef?: string
  /** Who writes the records. */
  readonly process: Run.ProcessIdentity
}

/**
 * Records what runs. No method fails, and none waits longer than the journal's timeout: a record that
 * is lost is logged once and counted.
 *
 * `start` and its three ends serve work that is not one effect; `track` serves everything else.
 */
export class RunTracking extends Context.Tag("egregora/RunTracking")<
  RunTracking,
  {
    /** Begins a run. */
    readonly start: (options: RunOptions) => Effect.Effect<Run.Running>
    /** Ends a run that did all it should. */
    readonly complete: (
      run: Run.Running,
      report?: ManualReport & { readonly skipped?: Run.Skipped }
    ) => Effect.Effect<Run.Completed>
    /** Ends a run that did not finish. */
    readonly fail: (
      run: Run.Running,
      cause: Cause.Cause<unknown>,
      report?: ManualReport
    ) => Effect.Effect<Run.Failed>
    /** Ends a run whose result is usable although something optional was lost. */
    readonly degrade: (
      run: Run.Running,
      reasons: ReadonlyArray<string>,
      report?: ManualReport
    ) => Effect.Effect<Run.Degraded>
    /** How many records were lost so far. */
    readonly dropped: Effect.Effect<number>
  }
>() {}

/**
 * Tracks an effect as a run: `running`, then the status that its exit earns, with its duration, its
 * error and what it reported through `CurrentRun`.
 *
 * The exit is that of the bare effect, whatever happens to the journal.
 */
export const track: {
  (options: RunOptions): <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  <A, E, R>(effect: Effect.Effect<A, E, R>, options: RunOptions): Effect.Effect<A, E, R>
} = dual(
  2,
  <A, E, R>(effect: Effect.Effect<A, E, R>, options: RunOptions): Effect.Effect<A, E, R> =>
    Effect.flatMap(Effect.serviceOption(RunTracking), (found) =>
      Option.isNone(found) ? effect : tracked(found.value, effect, options)
    )
)

/** A `RunTracking` that writes to the given journal. */
export const make = (
  journal: Context.Tag.Service<RunJournal>,
  options: TrackingOptions
): Context.Tag.Service<RunTracking> => {
  const record = guarded(journal, options)
  const startedAt = new WeakMap<Run.Running, bigint>()
  const instant = distinct()

  const outcome = (run: Run.Running, report: ManualReport): Effect.Effect<Run.Outcome> =>
    Effect.map(instants, ([finishedAt, now]) => {
      const began = startedAt.get(run)
      return {
        finishedAt: Math.max(run.startedAt, finishedAt),
        durationSeconds:
          began === undefined ? Math.max(0, finishedAt - run.startedAt) / 1e3 : Number(now - began) / 1e9,
        ...(typeof report.rowsIn === "number" ? { rowsIn: whole(report.rowsIn) } : {}),
        rowsOut: whole(report.rowsOut),
        llmCalls: whole(report.llmCalls) ?? 0,
        tokens: whole(report.tokens) ?? 0,
        spent: report.spent === undefined ? null : storable(report.spent),
        outputs: report.outputs ?? null,
        ...(report.originId === undefined ? {} : { originId: report.originId })
      }
    })

  const end = <T extends Run.Terminal>(
    run: Run.Running,
    report: ManualReport = {},
    transition: (outcome: Run.Outcome) => T
  ): Effect.Effect<T> =>
    Effect.map(outcome(run, report), transition).pipe(Effect.tap((ended) => record.write(ended)))

  return {
    start: (runOptions) =>
      Effect.gen(function* () {
        const parent = (yield* CurrentRun).run
        const span = yield* Effect.option(Effect.currentSpan)
        const [now, monotonic] = yield* instants
        const run: Run.Running = {
          status: "running",
          runId: Run.RunId.make(randomUUID()),
          parentId: runOptions.parentId ?? parent?.runId ?? null,
          kind: runOptions.kind ?? "task",
          stage: runOptions.stage,
          tenantId: runOptions.tenantId ?? parent?.tenantId ?? null,
          inputFingerprint: runOptions.inputFingerprint ?? null,
          codeRef: options.codeRef ?? null,
          configHash: runOptions.configHash ?? parent?.configHash ?? null,
          startedAt: instant(now),
          rowsIn: whole(runOptions.rowsIn),
          traceId: Option.match(span, { onNone: () => null, onSome: (span) => span.traceId }),
          process: options.process,
          attempt: whole(runOptions.attempt) ?? Run.noDetails.attempt,
          window: runOptions.window ?? null,
          parts: runOptions.parts ?? null,
          options: runOptions.options ?? null,
          originId: runOptions.originId ?? null
        }
        startedAt.set(run, monotonic)
        yield* record.write(run)
        return run
      }),
    complete: (run, report) =>
      end(run, report, (outcome) => Run.complete(run, outcome, report?.skipped ?? null)),
    fail: (run, cause, report) =>
      Effect.flatMap(Scrub, (scrub) =>
        end(run, report, (outcome) =>
          Run.fail(
            run,
            outcome,
            safely(() => describe(cause, scrub))
          )
        )
      ),
    degrade: (run, reasons, report) =>
      Effect.flatMap(Scrub, (scrub) =>
        end(run, report, (outcome) =>
          Run.degrade(
            run,
            outcome,
            reasons.map((reason) => safely(() => clean(reason, scrub)))
          )
        )
      ),
    dropped: Effect.sync(() => record.dropped())
  }
}

/** Tracks into the `RunJournal` of the environment. */
export const layer = (options: TrackingOptions): Layer.Layer<RunTracking, never, RunJournal> =>
  Layer.effect(
    RunTracking,
    Effect.map(RunJournal, (journal) => make(journal, options))
  )

/** The records of a `layerMemory`, in the order in which they were written. */
export class RecordedRuns extends Context.Tag("egregora/RecordedRuns")<
  RecordedRuns,
  ReadonlyArray<Run.Run>
>() {}

/** Keeps every record in memory, for tests and for programs that look at their own runs. */
export const layerMemory: Layer.Layer<RunTracking | RecordedRuns> = Layer.effectContext(
  Effect.sync(() => {
    const runs: Array<Run.Run> = []
    const append = (run: Run.Run) => Effect.sync(() => void runs.push(run))
    const nobody = { pid: 0, host: "memory", bootId: "", startTime: "" }
    return Context.make(RunTracking, make({ append }, { process: nobody })).pipe(
      Context.add(RecordedRuns, runs)
    )
  })
)

/** Records nothing. */
export const layerNoop: Layer.Layer<RunTracking> = Layer.sync(RunTracking, () =>
  make({ append: () => Effect.void }, { process: { pid: 0, host: "", bootId: "", startTime: "" } })
)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const tracked = <A, E, R>(
  tracking: Context.Tag.Service<RunTracking>,
  effect: Effect.Effect<A, E, R>,
  options: RunOptions
): Effect.Effect<A, E, R> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.gen(function* () {
      const parent = yield* CurrentRun
      const run = yield* tracking.start(options)
      const report = emptyReport()
      const frame: Frame = { run, report }
      const exit = yield* Effect.exit(Effect.provideService(restore(effect), CurrentRun, frame))
      yield* finish(tracking, run, exit, report)
      if (parent.run !== null) addUp(parent.report, report, run.kind)
      return yield* Exit.isSuccess(exit) ? exit : raise(exit.cause, restore(Effect.void))
    })
  )

const finish = (
  tracking: Context.Tag.Service<RunTracking>,
  run: Run.Running,
  exit: Exit.Exit<unknown, unknown>,
  report: Report
): Effect.Effect<Run.Terminal> => {
  const metrics: ManualReport = {
    llmCalls: report.llmCalls,
    tokens: report.tokens,
    ...(report.rowsIn === null ? {} : { rowsIn: report.rowsIn }),
    ...(report.rowsOut === null ? {} : { rowsOut: report.rowsOut }),
    ...(report.spent === null ? {} : { spent: report.spent }),
    ...(report.outputs === null ? {} : { outputs: report.outputs }),
    ...(report.originId === null ? {} : { originId: report.originId })
  }
  if (Exit.isFailure(exit)) return tracking.fail(run, exit.cause, metrics)
  return report.reasons.length > 0
    ? tracking.degrade(run, report.reasons, metrics)
    : tracking.complete(run, report.skipped === null ? metrics : { ...metrics, skipped: report.skipped })
}

/** A run has spent what the runs inside it spent; a window is degraded by its stages. */
const addUp = (into: Report, from: Report, kind: Run.RunKind): void => {
  into.llmCalls += from.llmCalls
  into.tokens += from.tokens
  into.spent = add(into.spent, from.spent)
  if (kind === "stage") into.reasons.push(...from.reasons)
}

/**
 * Fails with a cause that was caught inside an uninterruptible region, so that the fiber's exit is the
 * one that it would have had without that region. Where the region ends the runtime adds the pending
 * interruption once more; here it is taken off before. `peek` fails with what is pending.
 */
const raise = <E>(cause: Cause.Cause<E>, peek: Effect.Effect<void>): Effect.Effect<never, E> =>
  Effect.flatMap(Effect.exit(peek), (pending) =>
    Effect.failCause(Exit.isSuccess(pending) ? cause : without(cause, pending.cause))
  )

const without = <E>(cause: Cause.Cause<E>, pending: Cause.Cause<never>): Cause.Cause<E> => {
  if (isSame(cause, pending)) return Cause.empty
  return cause._tag === "Sequential" && isSame(cause.right, pending) ? cause.left : cause
}

/** Only interruptions are compared: the equality of a foreign error may throw. */
const isSame = (cause: Cause.Cause<unknown>, pending: Cause.Cause<never>): boolean =>
  Cause.isInterruptedOnly(cause) && Equal.equals(cause, pending)

/**
 * Tells apart what begins in one millisecond, by a microsecond each: the start is what runs are ordered
 * by, and stages take less than a millisecond.
 */
const distinct = (): ((now: number) => number) => {
  let last = { millis: Number.NaN, nth: 0 }
  return (now) => {
    last = { millis: now, nth: now === last.millis ? Math.min(last.nth + 1, 999) : 0 }
    return (now * 1e3 + last.nth) / 1e3
  }
}

/** Milliseconds of the wall clock and nanoseconds of the monotonic one. */
const instants: Effect.Effect<readonly [now: number, monotonic: bigint]> = Effect.clockWith((clock) =>
  Effect.sync(() => [clock.unsafeCurrentTimeMillis(), clock.unsafeCurrentTimeNanos()])
)

/** Records hold whole numbers: what else a caller counts must not cost the record. */
const whole = (count: number | null | undefined): number | null =>
  typeof count === "number" && Number.isFinite(count) ? Math.round(count) : null
