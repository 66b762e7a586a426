/**
 * Runs for property tests: any that the program could write.
 */
import * as FastCheck from "effect/FastCheck"
import {
  complete,
  degrade,
  fail,
  type Run,
  RunId,
  RunKind,
  type Running,
  RunStatus,
  Skipped,
  type Terminal
} from "../../src/domain/Run.js"
import type { RunQuery, RunSort } from "../../src/tracking/RunQuery.js"

const text = FastCheck.string({ unit: "binary", maxLength: 12 })
const count = FastCheck.nat({ max: Number.MAX_SAFE_INTEGER })
const orNull = <A>(arbitrary: FastCheck.Arbitrary<A>) => FastCheck.option(arbitrary, { nil: null })
/** From 1970 to 2100, in milliseconds. */
const instant = FastCheck.nat({ max: 4_102_444_800_000 })

const stage = FastCheck.oneof(
  text,
  FastCheck.constantFrom("process", "window_0", "window_2", "window_10", "window_x", "window_é", "write")
)

const runId: FastCheck.Arbitrary<RunId> = FastCheck.uuid().map((id) => RunId.make(id))

/** A run that has begun. */
export const running: FastCheck.Arbitrary<Running> = FastCheck.record({
  status: FastCheck.constant("running" as const),
  runId,
  parentId: orNull(runId),
  kind: FastCheck.constantFrom(...RunKind.literals),
  stage,
  tenantId: orNull(text),
  inputFingerprint: orNull(text),
  codeRef: orNull(text),
  configHash: orNull(text),
  startedAt: instant,
  rowsIn: orNull(count),
  traceId: orNull(text),
  process: FastCheck.record({ pid: count, host: text, bootId: text, startTime: text }),
  attempt: count,
  window: orNull(FastCheck.record({ key: text, start: instant, end: instant })),
  parts: orNull(
    FastCheck.dictionary(
      text.filter((name) => name !== "__proto__"),
      text,
      { maxKeys: 3 }
    )
  ),
  options: orNull(text),
  originId: orNull(runId)
})

const outcome = FastCheck.record({
  finishedAt: instant,
  durationSeconds: FastCheck.double({ min: 0, max: 1e9, noNaN: true }),
  rowsOut: orNull(count),
  llmCalls: count,
  tokens: count,
  spent: orNull(
    FastCheck.record({
      tokensIn: count,
      tokensOut: count,
      tokensCached: count,
      cost: FastCheck.option(FastCheck.double({ min: 0, max: 1e9, noNaN: true })),
      unpricedCalls: count
    })
  ),
  outputs: orNull(FastCheck.array(FastCheck.record({ path: text, sha256: text }), { maxLength: 2 }))
})

/** An end of a run, in any of the three ways. */
export const endOf = (run: Running): FastCheck.Arbitrary<Terminal> =>
  FastCheck.oneof(
    FastCheck.tuple(outcome, orNull(FastCheck.constantFrom(...Skipped.literals))).map(([outcome, skipped]) =>
      complete(run, outcome, skipped)
    ),
    FastCheck.tuple(outcome, text).map(([outcome, error]) => fail(run, outcome, error)),
    FastCheck.tuple(outcome, FastCheck.array(text, { maxLength: 3 })).map(([outcome, reasons]) =>
      degrade(run, outcome, reasons)
    )
  )

/** Anything that may be asked of runs. */
export const query: FastCheck.Arbitrary<RunQuery> = FastCheck.record(
  {
    statuses: FastCheck.subarray([...RunStatus.literals]),
    stage: FastCheck.oneof(
      text,
      FastCheck.constantFrom("*", "?", "window_*", "window_?", "window_1?", "*_[0-9]", "%", "wri\\*", "W*")
    ),
    kinds: FastCheck.subarray([...RunKind.literals]),
    since: instant,
    until: instant,
    sort: FastCheck.constantFrom<RunSort>("started", "duration", "stage", "status", "tokens", "cost"),
    ascending: FastCheck.boolean(),
    limit: FastCheck.oneof(FastCheck.nat({ max: 4 }), FastCheck.constant(Number.MAX_SAFE_INTEGER))
  },
  { requiredKeys: ["limit"] }
)

/** What was written of some runs, in any order and with repetitions, and what it amounts to. */
export interface History {
  readonly lines: ReadonlyArray<Run>
  readonly ideal: ReadonlyArray<Run>
}

/** Histories of a few runs of which some have ended, and of some of these only the end is known. */
export const history: FastCheck.Arbitrary<History> = FastCheck.uniqueArray(running, {
  minLength: 1,
  maxLength: 6,
  selector: (run) => run.runId
})
  .chain((runs) =>
    FastCheck.tuple(
      ...runs.map((run) =>
        FastCheck.oneof(
          FastCheck.constant({ records: [run], last: run as Run }),
          endOf(run).map((end) => ({ records: [run, end], last: end })),
          endOf(run).map((end) => ({ records: [end], last: end }))
        )
      )
    )
  )
  .chain((known) => {
    const records = known.flatMap(({ records }) => records)
    const all = FastCheck.shuffledSubarray(records, { minLength: records.length })
    return FastCheck.tuple(all, FastCheck.subarray(records), FastCheck.nat()).map(([all, again, place]) => {
      const cut = place % (all.length + 1)
      return {
        lines: [...all.slice(0, cut), ...again, ...all.slice(cut)],
        ideal: known.map(({ last }) => last)
      }
    })
  })
