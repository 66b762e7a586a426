import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Run } from "../../src/domain/Run.js"
import { followRun } from "../../src/tracking/followRun.js"
import { mergeJournals } from "../../src/tracking/mergeJournals.js"
import { HistoryError } from "../../src/tracking/RunHistory.js"
import { layer } from "../../src/tracking/RunHistoryFiles.js"
import { changing } from "../support/changingHistory.js"
import { begun, dead, done, leaveJournal, self } from "./someRuns.js"
import { tempSite } from "./tempSite.js"

const whole = begun(0, { kind: "process", stage: "process" })
const end = { ...done(whole), finishedAt: whole.startedAt + 60_000 }
const window = (n: number) => begun(n, { parentId: whole.runId })
const [one, two, three] = [window(1), window(2), window(3)]
/** Ends after the third. */
const slow = { ...done(two), finishedAt: whole.startedAt + 9_000 }

const looksAt = (run: Run) =>
  Effect.map(Stream.runCollect(followRun(run, { every: 0 })), (looks) => Chunk.toReadonlyArray(looks))

const changes = (run: Run) => Effect.map(looksAt(run), (looks) => looks.map(({ changed }) => changed))

describe("followRun", () => {
  it.live("tells what begins and ends in that order, once, and the end of the run last", () =>
    Effect.gen(function* () {
      expect(yield* changes(whole)).toStrictEqual([
        [whole, one],
        [done(one), two],
        [],
        [done(three), slow, end]
      ])
    }).pipe(
      Effect.provide(
        changing(
          [[whole, one]],
          [[whole, two, done(one)]],
          [[whole, two, done(one)]],
          [[end, done(one), slow, done(three)]]
        )
      )
    )
  )

  it.live("tells nothing twice of what a look misses or knows less of", () =>
    Effect.gen(function* () {
      expect(yield* changes(whole)).toStrictEqual([[whole, one, two], [done(one)], [], [], [end]])
    }).pipe(
      Effect.provide(
        changing(
          [[whole, one, two]],
          [[whole, done(one), two]],
          [[whole, one]],
          [[]],
          [[end, done(one), two]]
        )
      )
    )
  )

  it.live("tells all of a run that has ended in one look", () =>
    Effect.gen(function* () {
      const looks = yield* looksAt(end)
      expect(looks).toStrictEqual([
        { run: end, inside: [done(one), two], changed: [done(one), two, end], notes: [], isWhole: true }
      ])
    }).pipe(Effect.provide(changing([[end, done(one), two]])))
  )

  it.live("believes the end of a run by a look that misses nothing", () =>
    Effect.gen(function* () {
      expect(yield* changes(whole)).toStrictEqual([[whole], [], [], [done(one), end]])
    }).pipe(Effect.provide(changing([[whole]], [[end], "in use"], [[end], "in use"], [[end, done(one)]])))
  )

  it.live("keeps the first end that it saw", () =>
    Effect.gen(function* () {
      expect(yield* changes(whole)).toStrictEqual([[whole], [], [end]])
    }).pipe(Effect.provide(changing([[whole]], [[end], "in use"], [[{ ...end, durationSeconds: 9 }]])))
  )

  it.live("believes it in the end where every look misses something", () =>
    Effect.gen(function* () {
      const looks = yield* looksAt(whole)
      expect(looks.map(({ changed }) => changed)).toStrictEqual([[whole], [], [], [], [], [], [end]])
      expect(looks.at(-1)).toMatchObject({ notes: ["a line cannot be read"], isWhole: false })
    }).pipe(Effect.provide(changing([[whole]], [[end], "a line cannot be read"])))
  )

  it.live("goes on while the process lives, though the history is gone, and not after it", () =>
    Effect.gen(function* () {
      const gone = { ...whole, process: dead }
      const history = changing([[]], [[]], [[end]])
      expect(yield* Effect.provide(changes(whole), history)).toStrictEqual([[whole], [], [end]])
      expect(yield* Effect.provide(Effect.flip(changes(gone)), changing([[]]))).toStrictEqual(
        new HistoryError({
          message: `run ${whole.runId} is no longer in the history, and its process ${dead.pid} has ended`
        })
      )
    })
  )

  it.scopedLive("loses nothing to merges, and tells nothing twice", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const leave = (name: string, runs: ReadonlyArray<Run>) =>
        Effect.sync(() => leaveJournal(site, `${name}.closed.ndjson`, self, runs))
      yield* leave("1-1-a", [whole, one])
      const meanwhile = [
        leave("2-1-b", [done(one), two]),
        mergeJournals(site),
        leave("3-1-c", [done(two), three]),
        mergeJournals(site),
        leave("4-1-d", [done(three), end])
      ]
      const seen: Array<ReadonlyArray<Run>> = []
      yield* followRun(whole, { every: 0 }).pipe(
        Stream.runForEach(({ changed }) => Effect.asVoid(meanwhile[seen.push(changed) - 1] ?? Effect.void)),
        Effect.provide(layer(site))
      )
      expect(seen).toEqual([[whole, one], [done(one), two], [], [done(two), three], [], [done(three), end]])
    })
  )

  it.scopedLive("sees that a process was killed", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const killed = { ...whole, process: dead }
      leaveJournal(site, "1-1-a.ndjson", dead, [killed, { ...one, process: dead }])
      const changed = yield* Effect.provide(changes(killed), layer(site))
      const error = `process ${dead.pid} ended without finishing`
      expect(changed).toMatchObject([
        [
          { runId: one.runId, status: "failed", error },
          { runId: whole.runId, status: "failed", error }
        ]
      ])
    })
  )
})
