/**
 * `egregora runs stats`, in process.
 */
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as TestClock from "effect/TestClock"
import { printStats, type StatsOptions } from "../../../../src/cli/commands/runs/printStats.js"
import { Screen, type Shape } from "../../../../src/cli/terminal.js"
import { Unsuccessful } from "../../../../src/cli/Unsuccessful.js"
import { columns } from "../../../../src/cli/wrap.js"
import { complete, noMetrics, type Run } from "../../../../src/domain/Run.js"
import { captured } from "../../../support/console.js"
import { laterRuns } from "../../../support/laterRuns.js"
import { historyOf, now, running, someRuns } from "../../../support/someRuns.js"

process.env["TZ"] = "UTC"

const both = historyOf([...Object.values(someRuns), ...Object.values(laterRuns)])
const pipe: Shape = { colour: false, width: Number.POSITIVE_INFINITY }
const defaults: StatsOptions = {
  stage: Option.none(),
  since: Option.none(),
  until: Option.none(),
  tenant: Option.none(),
  json: false
}

const printed = (options: Partial<StatsOptions> = {}, screen = pipe) =>
  TestClock.setTime(now + 3 * 86_400_000).pipe(
    Effect.zipRight(captured(Effect.exit(printStats({ ...defaults, ...options })))),
    Effect.provideService(Screen, screen)
  )

/** Completed runs of a stage, by the seconds that they took. */
const took = (stage: string, seconds: ReadonlyArray<number>): ReadonlyArray<Run> =>
  seconds.map((durationSeconds, at) => {
    const run = running(`a0a0a0a${at}`, at, { kind: "stage", stage })
    return complete(run, { ...noMetrics, finishedAt: run.startedAt, durationSeconds })
  })

const note = running("a0a0a0a0", 0, { stage: "note" })
const unpriced = complete(
  note,
  {
    ...noMetrics,
    finishedAt: note.startedAt,
    durationSeconds: 0,
    llmCalls: 2,
    tokens: 10,
    spent: { tokensIn: 5, tokensOut: 5, tokensCached: 0, cost: null, unpricedCalls: 2 }
  },
  "reused"
)

describe("runs stats", () => {
  it.effect("counts runs by stages, with bars, also in a pipe", () =>
    Effect.gen(function* () {
      const { err, out, result } = yield* printed()
      expect(out).toStrictEqual([
        "Stage    Runs  Running  Failed  Degraded  Skipped   p50      p95     Max  LLM Calls  Tokens    Cost  p50 to p95",
        "─".repeat(125),
        `window      7        0       2         1        2  1.5s  49m 39s  1h 02m          5  47,178  $0.012  ${"░".repeat(24)}`,
        "process     3        2       0         0        0  8.0s     8.0s    8.0s          0       0       –",
        "enrich      1        0       0         1        0  10ms     10ms    10ms          0       0       –  ▏",
        "write       1        0       0         0        0   5ms      5ms     5ms          0       0       –  ▏"
      ])
      expect([err, result]).toStrictEqual([[], Exit.void])
    }).pipe(Effect.provide(both))
  )

  it.effect("draws the median full and the rest to the 95th percentile light, in eighths", () =>
    Effect.gen(function* () {
      const { out } = yield* printed({}, { colour: false, width: 71 })
      expect(out).toStrictEqual([
        "Stage  Runs  Failed  Degraded   p50   p95    Max  p50 to p95",
        "─".repeat(71),
        "slow      5       0         0  3.0s  8.8s  10.0s  ███████▏░░░░░░░░░░░░░",
        "fast      2       0         0  1.1s  1.1s   1.1s  ██▋",
        "still     1       0         0   0ms   0ms    0ms  ▏"
      ])
    }).pipe(
      Effect.provide(
        historyOf([took("slow", [1, 2, 3, 4, 10]), took("fast", [1.1, 1.1]), took("still", [0])].flat())
      )
    )
  )

  it.effect("fits into a narrow terminal, without what matters least", () =>
    Effect.gen(function* () {
      const heads = yield* Effect.forEach([120, 100, 90, 80, 70, 61], (width) =>
        Effect.map(printed({}, { colour: false, width }), ({ out }) => {
          expect(Math.max(...out.map(columns))).toBeLessThanOrEqual(width)
          return out[0]
        })
      )
      expect(heads).toStrictEqual([
        "Stage    Runs  Running  Failed  Degraded  Skipped   p50      p95     Max  LLM Calls  Tokens    Cost  p50 to p95",
        "Stage    Runs  Running  Failed  Degraded  Skipped   p50      p95     Max  LLM Calls  Tokens    Cost",
        "Stage    Runs  Failed  Degraded  Skipped   p50      p95     Max  LLM Calls  Tokens    Cost",
        "Stage    Runs  Failed  Degraded   p50      p95     Max  Tokens    Cost",
        "Stage    Runs  Failed  Degraded   p50      p95     Max  Tokens    Cost",
        "Stage   Runs  Failed  Degraded   p50      p95  Tokens    Cost"
      ])
    }).pipe(Effect.provide(both))
  )

  it.effect("shows no column in which nothing would be, and no name that steers the terminal", () =>
    Effect.gen(function* () {
      const { out } = yield* printed({ stage: Option.some("*i*e*") }, { colour: true, width: 60 })
      expect(out).toStrictEqual([
        "\u001b[1mStage\u001b[22m  \u001b[1mRuns\u001b[22m  \u001b[1mFailed\u001b[22m  \u001b[1mDegraded\u001b[22m   \u001b[1mp50\u001b[22m   \u001b[1mp95\u001b[22m   \u001b[1mMax\u001b[22m  \u001b[1mp50 to p95\u001b[22m",
        "─".repeat(60),
        "file      1       0         0  2.0s  2.0s  2.0s  ███████████",
        "write     1       0         0   5ms   5ms   5ms  ▏"
      ])
    }).pipe(Effect.provide(historyOf([someRuns.write, ...took("\u001b[31mfile", [2])])))
  )

  it.effect("tells what went wrong in colour", () =>
    Effect.gen(function* () {
      const { out } = yield* printed({}, { colour: true, width: 100 })
      expect(out.slice(2, 4)).toStrictEqual([
        "window      7        0       \u001b[31m2\u001b[39m         \u001b[33m1\u001b[39m        2  1.5s  49m 39s  1h 02m          5  47,178  $0.012",
        "process     3        2       0         0        0  8.0s     8.0s    8.0s          0       0       –"
      ])
    }).pipe(Effect.provide(both))
  )

  it.effect("prints JSON in which an unknown price is no cost", () =>
    Effect.gen(function* () {
      const { out } = yield* printed({ json: true, stage: Option.some("*e") })
      const known = { runs: 1, running: 0, failed: 0, degraded: 0, skipped: 0 }
      expect(JSON.parse(out.join("\n"))).toStrictEqual([
        {
          ...known,
          stage: "write",
          p50Seconds: 0.005,
          p95Seconds: 0.005,
          maxSeconds: 0.005,
          llmCalls: 0,
          tokens: 0,
          cost: 0,
          unpricedCalls: 0
        },
        {
          ...known,
          stage: "note",
          skipped: 1,
          p50Seconds: null,
          p95Seconds: null,
          maxSeconds: null,
          llmCalls: 2,
          tokens: 10,
          cost: null,
          unpricedCalls: 2
        }
      ])
      const table = yield* printed({ stage: Option.some("note") })
      expect(table.out).toStrictEqual([
        "Stage  Runs  Failed  Degraded  Skipped  p50  p95  Max  LLM Calls  Tokens      Cost",
        "─".repeat(82),
        "note      1       0         0        1    –    –    –          2      10  unpriced"
      ])
    }).pipe(Effect.provide(historyOf([someRuns.write, unpriced])))
  )

  it.effect("says so where nothing is found", () =>
    Effect.gen(function* () {
      expect(yield* printed({ stage: Option.some("nothing") })).toMatchObject({
        out: [],
        err: ["no run is as asked for"]
      })
      const none = Effect.provide(printed({ json: true }), historyOf([], ["a note"]))
      expect(yield* none).toMatchObject({
        out: ["[]"],
        err: ["a note"],
        result: Exit.fail(new Unsuccessful({ code: 1 }))
      })
    }).pipe(Effect.provide(both))
  )
})
