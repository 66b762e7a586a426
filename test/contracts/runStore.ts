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
import { byStart, RunStore } from "../../src/tracking/RunStore.js"
import { endOf, history, running } from "./arbitraryRun.js"

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

    it.live("knows of each window key the latest run in each status that did its work", () =>
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
            complete(run(11, { kind: "stage", window: { key: "monday", start: 1, end: 1 } }), outcome)
          ])
          expect(yield* store.worked).toEqual(found)
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
