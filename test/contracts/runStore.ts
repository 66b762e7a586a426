/**
 * What every `RunStore` does. Each implementation runs this suite.
 */
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import type * as Layer from "effect/Layer"
import {
  complete,
  degrade,
  fail,
  noDetails,
  noMetrics,
  type Run,
  RunId,
  type Running
} from "../../src/domain/Run.js"
import {
  listed,
  matches,
  type RunQuery,
  type RunSort,
  type StageStats,
  statsOf
} from "../../src/tracking/RunQuery.js"
import { byStart, RunStore } from "../../src/tracking/RunStore.js"
import { endOf, history, query, running } from "./arbitraryRun.js"

/** Runs the suite against stores that each start empty. */
export const runStoreContract = (
  name: string,
  store: Layer.Layer<RunStore>,
  options: { readonly numRuns: number }
): void => {
  describe(`RunStore ${name}`, () => {
    const fresh = <A, E>(effect: Effect.Effect<A, E, RunStore>) => Effect.provide(effect, store)
    const all = { limit: 1_000, stages: true }

    it.live("is empty at first", () =>
      fresh(
        Effect.gen(function* () {
          const store = yield* RunStore
          yield* store.merge([])
          expect(yield* store.tail(all)).toEqual([])
          expect(yield* store.range({ ...everything, limit: 20 })).toEqual([])
          expect(yield* store.children(id(1))).toEqual([])
          expect(yield* store.running).toEqual([])
          expect(yield* store.worked).toEqual([])
          expect(yield* store.list({ limit: 20, kinds: ["process"] })).toEqual([])
          expect(yield* store.stats({})).toEqual([])
        })
      )
    )

    it.live("gives back every field of every kind of run", () =>
      fresh(
        Effect.gen(function* () {
          const store = yield* RunStore
          const runs: ReadonlyArray<Run> = [
            run(1),
            complete(run(2), outcome),
            fail(run(3, { parentId: id(1) }), outcome, "it broke\nhere: \u0000 \ud83d\ude00"),
            degrade(run(4, { kind: "stage", tenantId: "t", traceId: null }), outcome, ["one", "two"]),
            degrade(run(5), outcome, [])
          ]
          yield* store.merge(runs)
          expect(yield* store.tail(all)).toEqual(runs)
          expect(yield* store.running).toEqual([run(1)])
        })
      )
    )

    it.live("lets a running run end, once", () =>
      fresh(
        Effect.gen(function* () {
          const store = yield* RunStore
          const ended = complete(run(1), outcome)
          yield* store.merge([run(1)])
          yield* store.merge([run(1), ended, fail(run(1), outcome, "too late")])
          yield* store.merge([run(1)])
          yield* store.merge([fail(run(1), outcome, "far too late")])
          yield* store.merge([degrade(run(1), outcome, ["no"])])
          expect(yield* store.tail(all)).toEqual([ended])
          expect(yield* store.running).toEqual([])
        })
      )
    )

    it.live("keeps the reasons of a run that ends degraded after it was stored as running", () =>
      fresh(
        Effect.gen(function* () {
          const store = yield* RunStore
          const ended = degrade(run(1, { parentId: id(2) }), outcome, ["one", "two"])
          yield* store.merge([run(1, { parentId: id(2) })])
          yield* store.merge([ended])
          yield* store.merge([degrade(run(1), outcome, ["three"])])
          expect(yield* store.tail(all)).toEqual([ended])
        })
      )
    )

    it.live("tails the latest runs, newest last, with stages only when asked for", () =>
      fresh(
        Effect.gen(function* () {
          const store = yield* RunStore
          const runs = [1, 2, 3, 4, 5].map((n) => run(n, { kind: n % 2 === 0 ? "stage" : "window" }))
          yield* store.merge(runs.toReversed())
          expect(yield* store.tail({ limit: 2, stages: false })).toEqual([runs[2], runs[4]])
          expect(yield* store.tail({ limit: 2, stages: true })).toEqual([runs[3], runs[4]])
          expect(yield* store.tail({ limit: 0, stages: true })).toEqual([])
        })
      )
    )

    it.live("finds what is behind hundreds of others", () =>
      fresh(
        Effect.gen(function* () {
          const store = yield* RunStore
          const [first, second] = [run(1), run(2, { kind: "process" })]
          const stages = Array.from({ length: 150 }, (_, n) => run(n + 3, { kind: "stage" }))
          yield* store.merge([first, second, ...stages])
          expect(yield* store.tail({ limit: 1, stages: false })).toEqual([second])
          expect(yield* store.tail({ limit: 3, stages: false })).toEqual([first, second])
          expect(yield* store.list({ limit: 1, kinds: ["window"] })).toEqual([first])
          expect(yield* store.list({ limit: 5, kinds: ["task"] })).toEqual([])
        })
      )
    )

    it.live("finds a range of ids, the latest where there are too many", () =>
      fresh(
        Effect.gen(function* () {
          const store = yield* RunStore
          const runs = [1, 2, 3, 4].map((n) => run(n))
          yield* store.merge(runs)
          expect(yield* store.range({ from: id(2), to: id(3), limit: 20 })).toEqual([runs[1], runs[2]])
          expect(yield* store.range({ from: id(1), to: id(4), limit: 1 })).toEqual([runs[3]])
          expect(yield* store.range({ from: id(7), to: id(9), limit: 20 })).toEqual([])
        })
      )
    )

    it.live("knows of each window and stage the latest run in each status that did its work", () =>
      fresh(
        Effect.gen(function* () {
          const store = yield* RunStore
          const monday = (n: number) => run(n, { window: { key: "monday", start: n, end: n + 0.5 } })
          const tuesday = (n: number) => run(n, { window: { key: "tuesday", start: n, end: n } })
          const found = [
            complete(tuesday(1), outcome),
            complete(monday(3), { ...outcome, outputs: [{ path: "posts/monday.md", sha256: "ab" }] }),
            fail(monday(5), outcome, "no"),
            degrade(monday(6), outcome, ["a picture"])
          ]
          yield* store.merge([
            ...found,
            complete(monday(2), outcome),
            fail(monday(4), outcome, "before"),
            complete(monday(7), { ...outcome, originId: id(3) }, "reused"),
            complete(tuesday(8), outcome, "edited"),
            monday(9),
            complete(run(10), outcome),
            complete(run(11, { kind: "stage", stage: "site", inputFingerprint: null }), outcome),
            complete(run(12, { kind: "stage", stage: "site" }), outcome),
            complete(run(13, { kind: "task" }), outcome)
          ])
          const site = complete(run(14, { kind: "stage", stage: "site" }), outcome)
          yield* store.merge([site])
          expect(yield* store.worked).toEqual([...found, site])
        })
      )
    )

    it.live("knows what ran directly inside a run", () =>
      fresh(
        Effect.gen(function* () {
          const store = yield* RunStore
          const runs = [
            run(1),
            run(2, { parentId: id(1) }),
            run(3, { parentId: id(2) }),
            run(4, { parentId: id(1) })
          ]
          yield* store.merge(runs.toReversed())
          expect(yield* store.children(id(1))).toEqual([runs[1], runs[3]])
          expect(yield* store.children(id(4))).toEqual([])
        })
      )
    )

    it.live("knows what takes over the work of a run, also when that is known only at its end", () =>
      fresh(
        Effect.gen(function* () {
          const store = yield* RunStore
          const runs = [
            run(1),
            run(2, { originId: id(1), parentId: id(3) }),
            run(3, { parentId: id(1) }),
            complete(run(4), { ...outcome, originId: id(1) }, "reused")
          ]
          yield* store.merge([run(4)])
          yield* store.merge(runs.toReversed())
          expect(yield* store.derived(id(1))).toEqual([runs[1], runs[3]])
          expect(yield* store.derived(id(3))).toEqual([])
          expect(yield* store.below([id(3), id(1)])).toEqual([runs[1], runs[2], runs[3]])
          expect(yield* store.below([id(3)])).toEqual([runs[1]])
          expect(yield* store.below([])).toEqual([])
        })
      )
    )

    it.live("outlines every run, and forgets those that it is told to", () =>
      fresh(
        Effect.gen(function* () {
          const store = yield* RunStore
          const runs = [
            run(1, { kind: "process" }),
            complete(run(2, { parentId: id(1) }), outcome),
            degrade(run(3, { parentId: id(1), originId: id(2) }), outcome, ["no picture"]),
            fail(run(4, { kind: "stage", parentId: id(3) }), outcome, "no")
          ]
          yield* store.merge(runs)
          const outlines = yield* store.outlines
          expect([...outlines].sort((a, b) => a.startedAt - b.startedAt)).toEqual(
            runs.map(({ kind, originId, parentId, runId, startedAt, status }) => ({
              runId,
              parentId,
              originId,
              kind,
              running: status === "running",
              startedAt
            }))
          )
          yield* store.remove([id(3), id(4), id(9)])
          yield* store.remove([])
          expect(yield* store.tail(all)).toEqual(runs.slice(0, 2))
          expect(yield* store.below([id(1), id(2), id(3)])).toEqual([runs[1]])
          expect(yield* store.outlines).toHaveLength(2)
          yield* store.merge(runs.slice(2))
          expect(yield* store.tail(all)).toEqual(runs)
        })
      )
    )

    it.live("lists the runs for which all holds that is asked", () =>
      fresh(
        Effect.gen(function* () {
          const store = yield* RunStore
          const runs = [
            run(1, { kind: "process", stage: "process", tenantId: "t" }),
            complete(run(2, { stage: "window_2" }), outcome),
            fail(run(3, { stage: "window_10", tenantId: "t" }), outcome, "no"),
            degrade(run(4, { kind: "stage", stage: "Write" }), outcome, ["no picture"])
          ] as const
          yield* store.merge(runs)
          const listed = (query: Omit<RunQuery, "limit">) => store.list({ limit: 9, ...query })
          const [process, two, ten, write] = runs
          expect(yield* listed({})).toEqual([write, ten, two, process])
          expect(yield* listed({ ascending: true })).toEqual(runs)
          expect(yield* store.list({ limit: 2 })).toEqual([write, ten])
          expect(yield* store.list({ limit: 0 })).toEqual([])
          expect(yield* listed({ statuses: ["failed", "running"] })).toEqual([ten, process])
          expect(yield* listed({ statuses: [] })).toEqual([])
          expect(yield* listed({ kinds: ["stage", "process"] })).toEqual([write, process])
          expect(yield* listed({ stage: "window_*" })).toEqual([ten, two])
          expect(yield* listed({ stage: "window_?" })).toEqual([two])
          expect(yield* listed({ stage: "w*" })).toEqual([ten, two])
          for (const stage of ["window_[0-9]", "Wr_te", "Wr%", ""])
            expect(yield* listed({ stage })).toEqual([])
          expect(yield* listed({ tenant: "t" })).toEqual([ten, process])
          expect(yield* listed({ since: two.startedAt, until: write.startedAt })).toEqual([ten, two])
          expect(yield* listed({ tenant: "t", kinds: ["window"], statuses: ["failed"] })).toEqual([ten])
        })
      )
    )

    it.live("lists the greatest first or last, and those without the value after them", () =>
      fresh(
        Effect.gen(function* () {
          const store = yield* RunStore
          const spent = { tokensIn: 1, tokensOut: 1, tokensCached: 0, cost: 0.5, unpricedCalls: 0 }
          const [begun, slow, dear, quick] = [
            run(1, { stage: "window_9" }),
            complete(run(2, { stage: "window_10" }), { ...outcome, durationSeconds: 7 }),
            fail(run(3, { stage: "b" }), { ...outcome, tokens: 9, spent }, "no"),
            degrade(run(4, { stage: "a" }), { ...outcome, durationSeconds: 0.5, tokens: 8 }, [])
          ]
          yield* store.merge([begun, slow, dear, quick])
          const sorted = (sort: RunSort, ascending = false) => store.list({ limit: 9, sort, ascending })
          expect(yield* sorted("duration")).toEqual([slow, dear, quick, begun])
          expect(yield* sorted("duration", true)).toEqual([quick, dear, slow, begun])
          expect(yield* sorted("tokens")).toEqual([dear, quick, slow, begun])
          expect(yield* sorted("cost")).toEqual([dear, quick, slow, begun])
          expect(yield* sorted("cost", true)).toEqual([dear, quick, slow, begun])
          expect(yield* sorted("stage", true)).toEqual([quick, dear, begun, slow])
          expect(yield* sorted("status")).toEqual([begun, dear, quick, slow])
          expect(yield* store.list({ limit: 1, sort: "cost", kinds: ["window"] })).toEqual([dear])
        })
      )
    )

    it.live("tells what the runs of each stage amount to, what took longest first", () =>
      fresh(
        Effect.gen(function* () {
          const store = yield* RunStore
          const spent = { tokensIn: 1, tokensOut: 1, tokensCached: 0, cost: 0.25, unpricedCalls: 2 }
          const seconds = (durationSeconds: number) => ({ ...outcome, durationSeconds })
          const process = { kind: "process", stage: "process" } as const
          yield* store.merge([
            run(1, process),
            complete(run(2), seconds(1)),
            complete(run(3), { ...seconds(64), originId: id(2) }, "reused"),
            fail(run(4), { ...seconds(2), llmCalls: 3, spent }, "no"),
            degrade(run(5), { ...seconds(4), llmCalls: 4, spent: { ...spent, unpricedCalls: 0 } }, ["so so"]),
            complete(run(6, { kind: "stage", stage: "write" }), seconds(128))
          ])
          const nothing = {
            running: 0,
            failed: 0,
            degraded: 0,
            skipped: 0,
            llmCalls: 0,
            cost: 0,
            unpricedCalls: 0
          }
          const write = { ...nothing, stage: "write", runs: 1, p50: 128, p95: 128, max: 128, tokens: 7 }
          const window = {
            ...{ stage: "window", runs: 4, running: 0, failed: 1, degraded: 1, skipped: 1 },
            ...{ p50: 2, p95: 3.8, max: 4, llmCalls: 7, tokens: 28, cost: 0.5, unpricedCalls: 2 }
          }
          const whole = {
            ...nothing,
            stage: "process",
            runs: 1,
            running: 1,
            p50: null,
            p95: null,
            max: null,
            tokens: 0
          }
          expect(yield* store.stats({})).toEqual([write, window, whole])
          expect(yield* store.stats({ kinds: ["process"] })).toEqual([whole])
          expect(yield* store.stats({ tenant: "nobody" })).toEqual([])
        })
      )
    )

    it.effect.prop(
      "answers any question as the runs in memory do",
      [history, query],
      ([{ ideal, lines }, query]) =>
        fresh(
          Effect.gen(function* () {
            const store = yield* RunStore
            yield* store.merge(lines)
            expect(yield* store.list(query)).toEqual(listed(ideal, query))
            const byStage = (a: StageStats, b: StageStats) => (a.stage < b.stage ? -1 : 1)
            const found = [...(yield* store.stats(query))].sort(byStage)
            const wanted = statsOf(ideal.filter(matches(query))).toSorted(byStage)
            expect(found).toEqual(wanted.map(roughly))
          })
        ),
      { fastCheck: { numRuns: options.numRuns } }
    )

    it.effect.prop(
      "amounts to the same whatever the order, the repetitions and the batches",
      [history, FastCheck.nat()],
      ([{ ideal, lines }, place]) =>
        fresh(
          Effect.gen(function* () {
            const store = yield* RunStore
            const cut = place % (lines.length + 1)
            yield* store.merge(lines.slice(0, cut))
            yield* store.merge(lines.slice(cut))
            yield* store.merge(lines)
            expect(yield* store.tail(all)).toEqual([...ideal].sort(byStart))
          })
        ),
      { fastCheck: { numRuns: options.numRuns } }
    )

    it.effect.prop(
      "never changes a run that has ended",
      [
        running.chain((run) =>
          FastCheck.tuple(FastCheck.constant(run), endOf(run), FastCheck.array(endOf(run)))
        )
      ],
      ([[begun, end, others]]) =>
        fresh(
          Effect.gen(function* () {
            const store = yield* RunStore
            yield* store.merge([end])
            for (const other of [begun, ...others]) yield* store.merge([other])
            expect(yield* store.tail(all)).toEqual([end])
          })
        ),
      { fastCheck: { numRuns: options.numRuns } }
    )
  })
}

const id = (n: number): RunId => RunId.make(`00000000-0000-4000-8000-${String(n).padStart(12, "0")}`)
const everything = {
  from: RunId.make("00000000-0000-0000-0000-000000000000"),
  to: RunId.make("ffffffff-ffff-ffff-ffff-ffffffffffff")
}

/** Sums differ by the order in which they are made. */
const roughly = (stats: StageStats) =>
  Object.fromEntries(
    Object.entries(stats).map(([name, value]) => [
      name,
      typeof value === "number" ? expect.closeTo(value, 6 - Math.ceil(Math.log10(1 + value))) : value
    ])
  )

const run = (n: number, changes: Partial<Running> = {}): Running => ({
  status: "running",
  runId: id(n),
  parentId: null,
  kind: "window",
  stage: `window_${n}`,
  tenantId: null,
  inputFingerprint: "f".repeat(64),
  codeRef: "1.2.3",
  configHash: "c".repeat(64),
  startedAt: 1_700_000_000_000.25 + n,
  rowsIn: 12,
  traceId: "a".repeat(32),
  process: { pid: 4242, host: "host", bootId: "boot", startTime: "17" },
  ...noDetails,
  ...changes
})

const outcome = { ...noMetrics, finishedAt: 1_700_000_009_000, durationSeconds: 1.25, rowsOut: 3, tokens: 7 }
