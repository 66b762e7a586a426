import { describe, expect, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import { RunId, type RunKind } from "../../src/domain/Run.js"
import { type Limits, type Outline, plan } from "../../src/tracking/retention.js"

const id = (n: number): RunId => RunId.make(`00000000-0000-4000-8000-${String(n).padStart(12, "0")}`)

/** A process that began at the given instant, unless it is said to be something else. */
const run = (n: number, startedAt: number, changes: Partial<Outline> = {}): Outline => ({
  runId: id(n),
  parentId: null,
  originId: null,
  kind: "process",
  running: false,
  startedAt,
  ...changes
})
const inside = (parent: number) => ({ parentId: id(parent), kind: "window" }) as const

/** The numbers of the runs that go, and how many are needed. */
const planned = (runs: ReadonlyArray<Outline>, limits: Limits, worked: ReadonlyArray<number> = []) => {
  const { needed, removed } = plan(runs, worked.map(id), limits)
  return [removed.map(({ runId }) => Number(runId.slice(-12))), needed]
}

/** Three processes with a window each, and a task between the first two. */
const three = [
  run(1, 10),
  run(2, 11, inside(1)),
  run(3, 15, { kind: "task" }),
  run(4, 20),
  run(5, 21, inside(4)),
  run(6, 30),
  run(7, 31, inside(6))
]

describe("plan", () => {
  it("removes nothing without limits, and nothing of nothing", () => {
    expect(planned(three, {})).toStrictEqual([[], 0])
    expect(planned([], { before: 9, processes: 0, runs: 0 })).toStrictEqual([[], 0])
  })

  it("removes trees that are too old, as old as their latest run", () => {
    expect(planned(three, { before: 10 })).toStrictEqual([[], 0])
    expect(planned(three, { before: 11 })).toStrictEqual([[], 0])
    expect(planned(three, { before: 12 })).toStrictEqual([[1, 2], 0])
    expect(planned(three, { before: 21 })).toStrictEqual([[1, 2, 3], 0])
    expect(planned(three, { before: 99 })).toStrictEqual([[1, 2, 3, 4, 5, 6, 7], 0])
  })

  it("keeps so many processes, and what is no older", () => {
    expect(planned(three, { processes: 4 })).toStrictEqual([[], 0])
    expect(planned(three, { processes: 3 })).toStrictEqual([[], 0])
    expect(planned(three, { processes: 2 })).toStrictEqual([[1, 2, 3], 0])
    expect(planned(three, { processes: 1 })).toStrictEqual([[1, 2, 3, 4, 5], 0])
    expect(planned(three, { processes: 0 })).toStrictEqual([[1, 2, 3, 4, 5, 6, 7], 0])
  })

  it("keeps so many runs at most, by whole trees", () => {
    expect(planned(three, { runs: 7 })).toStrictEqual([[], 0])
    expect(planned(three, { runs: 6 })).toStrictEqual([[1, 2], 0])
    expect(planned(three, { runs: 4 })).toStrictEqual([[1, 2, 3], 0])
    expect(planned(three, { runs: 1 })).toStrictEqual([[1, 2, 3, 4, 5, 6, 7], 0])
    expect(planned(three, { runs: 6, processes: 1 })).toStrictEqual([[1, 2, 3, 4, 5], 0])
  })

  it("keeps what resume needs, and what is around that", () => {
    expect(planned(three, { processes: 0 }, [2])).toStrictEqual([[3, 4, 5, 6, 7], 2])
    expect(planned(three, { runs: 2 }, [2])).toStrictEqual([[3, 4, 5, 6, 7], 2])
    expect(planned(three, { runs: 0 }, [2, 99])).toStrictEqual([[3, 4, 5, 6, 7], 2])
  })

  it("keeps that whose work a run that stays takes over, however long ago it was done", () => {
    const runs = [
      ...three,
      run(8, 40),
      run(9, 41, { ...inside(8), originId: id(5) }),
      run(10, 22, { ...inside(5), kind: "stage" })
    ]
    expect(planned(runs, { processes: 1 })).toStrictEqual([[1, 2, 3, 6, 7, 10], 2])
    const again = [...runs, run(11, 50, { originId: id(9) })]
    expect(planned(again, { before: 45 })).toStrictEqual([[1, 2, 3, 6, 7, 10], 4])
  })

  it("keeps the whole tree of a run that has not ended", () => {
    const runs = [...three, run(8, 12, { ...inside(1), running: true })]
    expect(planned(runs, { before: 99 })).toStrictEqual([[3, 4, 5, 6, 7], 0])
  })

  it("counts what was run again later as part of the old tree", () => {
    const runs = [...three, run(8, 90, inside(2))]
    expect(planned(runs, { before: 50 })).toStrictEqual([[3, 4, 5, 6, 7], 0])
  })

  it("takes a run whose parent is not known, or that is its own, for a tree", () => {
    const runs = [run(1, 10, inside(9)), run(2, 20, inside(2)), run(3, 30, inside(4)), run(4, 40, inside(3))]
    expect(planned(runs, { before: 25 })).toStrictEqual([[1, 2], 0])
    expect(planned(runs, { before: 45 })).toStrictEqual([[1, 2, 3, 4], 0])
  })

  const count = 24
  const outlines = FastCheck.array(
    FastCheck.record({
      startedAt: FastCheck.nat(50),
      parent: FastCheck.option(FastCheck.nat(count)),
      origin: FastCheck.option(FastCheck.nat(count)),
      running: FastCheck.boolean(),
      kind: FastCheck.constantFrom<RunKind>("process", "window", "stage", "task")
    }),
    { maxLength: count }
  ).map((rows) =>
    rows.map(({ kind, origin, parent, running, startedAt }, n) =>
      run(n, startedAt, {
        kind,
        running: running && startedAt > 40,
        parentId: parent === null ? null : id(parent),
        originId: origin === null ? null : id(origin)
      })
    )
  )
  const limits: FastCheck.Arbitrary<Limits> = FastCheck.record(
    { before: FastCheck.nat(60), processes: FastCheck.nat(5), runs: FastCheck.nat(count) },
    { requiredKeys: [] }
  )

  it.prop(
    "never lets go of what is running or needed, nor of what a run that stays refers to",
    [outlines, FastCheck.array(FastCheck.nat(count)), limits],
    ([runs, worked, limits]) => {
      const { needed, removed } = plan(runs, worked.map(id), limits)
      const gone = new Set(removed.map(({ runId }) => runId))
      expect(gone.size).toBe(removed.length)
      for (const place of worked) expect(gone).not.toContain(id(place))
      for (const { originId, parentId, runId, running } of runs) {
        if (running) expect(gone).not.toContain(runId)
        if (gone.has(runId)) continue
        expect(gone).not.toContain(parentId)
        expect(gone).not.toContain(originId)
      }
      expect(needed).toBeLessThanOrEqual(runs.length - removed.length)
    }
  )

  it.prop(
    "removes nothing more when it is done again with what was left",
    [outlines, FastCheck.array(FastCheck.nat(count)), limits],
    ([runs, worked, { runs: _, ...limits }]) => {
      const gone = new Set(plan(runs, worked.map(id), limits).removed)
      const left = runs.filter((run) => !gone.has(run))
      const again = plan(left, worked.map(id), limits.before === undefined ? {} : { before: limits.before })
      expect(again.removed).toStrictEqual([])
    }
  )
})
