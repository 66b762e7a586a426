import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Run from "../../src/domain/Run.js"
import { RunHistory } from "../../src/tracking/RunHistory.js"
import { listed, matches, statsOf } from "../../src/tracking/RunQuery.js"
import { isBelow, worked } from "../../src/tracking/RunStore.js"

const start = Date.UTC(2025, 9, 28, 14, 3, 22)

/** A run that has begun some seconds after 14:03:22 UTC on 28 October 2025. */
export const running = (
  id: string,
  seconds: number,
  known: Partial<Omit<Run.Running, "status" | "runId">> = {}
): Run.Running => ({
  status: "running",
  runId: Run.RunId.make(`${id}-1111-4111-8111-111111111111`),
  parentId: null,
  kind: "window",
  stage: "window_0",
  tenantId: null,
  inputFingerprint: null,
  codeRef: null,
  configHash: null,
  startedAt: start + seconds * 1000,
  rowsIn: null,
  traceId: null,
  process: { pid: 4242, host: "here", bootId: "", startTime: "" },
  ...Run.noDetails,
  ...known
})

const whole = running("a1a1a1a1", 0, {
  kind: "process",
  stage: "process",
  rowsIn: 1_234_567,
  inputFingerprint: "0f".repeat(32),
  configHash: "1e".repeat(32),
  codeRef: "0.1.0",
  traceId: "ab".repeat(16)
})
const inside = { parentId: whole.runId, codeRef: "0.1.0" }
const first = running("b2b2b2b2", 1, { ...inside, rowsIn: 1204 })
const second = running("b2b2c3c3", 3, { ...inside, stage: "window_1", rowsIn: 87 })
const third = running("c4c4c4c4", 5, { ...inside, stage: "window_2", rowsIn: 9 })
const enrich = running("d5d5d5d5", 3, { ...inside, parentId: second.runId, kind: "stage", stage: "enrich" })
const write = running("e6e6e6e6", 4, { ...inside, parentId: second.runId, kind: "stage", stage: "write" })

const took = (run: Run.Running, seconds: number): Run.Outcome => ({
  ...Run.noMetrics,
  finishedAt: run.startedAt + seconds * 1000,
  durationSeconds: seconds
})

/** A process that is inside its third window, with one run of each status, by their start. */
export const someRuns = {
  process: whole,
  completed: Run.complete(first, { ...took(first, 1.924), rowsOut: 1, llmCalls: 3, tokens: 45_678 }),
  degraded: Run.degrade(second, took(second, 0.02), ["no picture of the party", "no link to the map"]),
  enrich: Run.degrade(enrich, took(enrich, 0.01), ["no picture of the party", "no link to the map"]),
  write: Run.complete(write, took(write, 0.005)),
  failed: Run.fail(third, took(third, 3723), "WriterError: the model said no\n  at write")
} satisfies Record<string, Run.Run>

/** Two minutes after the first of `someRuns` began. */
export const now = start + 120_000

/** A history of the given runs, in the given order; one with notes is not whole unless that is said. */
export const historyOf = (
  runs: ReadonlyArray<Run.Run>,
  notes: ReadonlyArray<string> = [],
  isWhole: boolean = notes.length === 0
): Layer.Layer<RunHistory> =>
  Layer.succeed(RunHistory, {
    tail: ({ limit, stages }) =>
      Effect.succeed({
        runs: runs.filter(({ kind }) => stages || kind !== "stage").slice(-limit),
        notes,
        isWhole
      }),
    find: (prefix) =>
      Effect.succeed({
        runs: runs.filter(({ runId }) =>
          runId.replaceAll("-", "").startsWith(prefix.toLowerCase().replaceAll("-", ""))
        ),
        notes,
        isWhole
      }),
    children: (id) =>
      Effect.succeed({ runs: runs.filter(({ parentId }) => parentId === id), notes, isWhole }),
    derived: (id) => Effect.succeed({ runs: runs.filter(({ originId }) => originId === id), notes, isWhole }),
    below: (ids) => Effect.succeed({ runs: runs.filter(isBelow(ids)), notes, isWhole }),
    worked: Effect.succeed({ runs: worked(runs), notes, isWhole }),
    list: (query) => Effect.succeed({ runs: listed(runs, query), notes, isWhole }),
    stats: (filter) => Effect.succeed({ stats: statsOf(runs.filter(matches(filter))), notes, isWhole }),
    export: () => Effect.succeed({ runs: runs.length, notes, isWhole })
  })
