/**
 * `egregora runs list`, in process.
 */
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as TestClock from "effect/TestClock"
import { spelledList } from "../../../../src/cli/commands/runs/list.js"
import { type ListOptions, printList } from "../../../../src/cli/commands/runs/printList.js"
import { Screen, type Shape } from "../../../../src/cli/terminal.js"
import { Unsuccessful } from "../../../../src/cli/Unsuccessful.js"
import { UsageError } from "../../../../src/cli/UsageError.js"
import type { Run } from "../../../../src/domain/Run.js"
import { captured } from "../../../support/console.js"
import { laterRuns } from "../../../support/laterRuns.js"
import { historyOf, now, running, someRuns } from "../../../support/someRuns.js"

process.env["TZ"] = "UTC"

const runs: ReadonlyArray<Run> = [...Object.values(someRuns), ...Object.values(laterRuns)]
const pipe: Shape = { colour: false, width: Number.POSITIVE_INFINITY }
const defaults: ListOptions = {
  status: [],
  stage: Option.none(),
  since: Option.none(),
  until: Option.none(),
  tenant: Option.none(),
  all: false,
  sort: "started",
  reverse: false,
  limit: 50,
  json: Option.none(),
  csv: false
}

const printed = (options: Partial<ListOptions>, screen = pipe) =>
  TestClock.setTime(now + 3 * 86_400_000).pipe(
    Effect.zipRight(captured(Effect.exit(printList({ ...defaults, ...options })))),
    Effect.provideService(Screen, screen)
  )

/** The stages that are listed, in their order. */
const stages = (options: Partial<ListOptions>) =>
  Effect.map(printed({ ...options, json: Option.some("stage") }), ({ out }) =>
    JSON.parse(out.join("\n")).map(({ stage }: { stage: string }) => stage)
  )

describe("runs list", () => {
  it.effect("lists processes and windows, newest first", () =>
    Effect.gen(function* () {
      const { err, out, result } = yield* printed({ limit: 4 })
      expect(out).toStrictEqual([
        "Run ID    Stage     Status     Started At           Rows In  Rows Out  Duration  Note",
        "─".repeat(86),
        "f5f5f5f5  process   running    2025-10-30 14:04:22        –         –  24h 01m…",
        "f4f4f4f4  window_2  completed  2025-10-30 14:03:28        9         0       1ms  empty",
        "f3f3f3f3  window_1  completed  2025-10-30 14:03:26       87         1      1.5s  try 2",
        "f2f2f2f2  window_1  failed     2025-10-30 14:03:24       87         –      1.0s"
      ])
      expect([err, result]).toStrictEqual([["only 4 runs are shown; --limit 0 shows all"], Exit.void])
    }).pipe(Effect.provide(historyOf(runs)))
  )

  it.effect("tells on a terminal how far runs lie back, and the day of those of old", () =>
    Effect.gen(function* () {
      const { out } = yield* printed({ limit: 3, until: Option.some("25h") }, { colour: false, width: 80 })
      expect(out).toStrictEqual([
        "Run ID    Stage     Status    Started At  Rows In  Rows Out   Duration",
        "─".repeat(70),
        "c4c4c4c4  window_2  failed    3d ago            9         –     1h 02m",
        "b2b2c3c3  window_1  degraded  3d ago           87         –       20ms",
        "a0a0a0a0  window_0  running   2025-09-23        –         –  912h 19m…"
      ])
    }).pipe(
      Effect.provide(
        historyOf([running("a0a0a0a0", -3_025_000), someRuns.degraded, someRuns.failed, laterRuns.process])
      )
    )
  )

  it.effect("says nothing of more where there are no more", () =>
    Effect.gen(function* () {
      expect((yield* printed({ limit: 10 })).err).toStrictEqual([])
      expect((yield* printed({ limit: 0 })).err).toStrictEqual([])
      expect((yield* stages({ limit: 10 })).length).toBe(10)
      expect((yield* stages({ limit: 0 })).length).toBe(10)
      expect((yield* printed({ limit: 9 })).err.length).toBe(1)
    }).pipe(Effect.provide(historyOf(runs)))
  )

  it.effect("takes only runs that are as asked for", () =>
    Effect.gen(function* () {
      expect(yield* stages({ status: ["failed", "degraded"] })).toStrictEqual([
        "window_1",
        "window_2",
        "window_1"
      ])
      expect(yield* stages({ until: Option.some("2025-10-29"), reverse: true })).toStrictEqual([
        "mine",
        "process",
        "window_0",
        "window_1",
        "window_2"
      ])
      expect(yield* stages({ since: Option.some("25h"), limit: 1 })).toStrictEqual(["process"])
      expect(yield* stages({ tenant: Option.some("t") })).toStrictEqual(["mine"])
      const all = ["write", "enrich"]
      expect((yield* stages({ all: true })).filter((stage: string) => all.includes(stage))).toStrictEqual(all)
    }).pipe(
      Effect.provide(
        historyOf([...runs, running("a0a0a0a0", -9, { kind: "task", stage: "mine", tenantId: "t" })])
      )
    )
  )

  it.effect("finds the stages inside windows when they are named", () =>
    Effect.gen(function* () {
      expect(yield* stages({ stage: Option.some("*rit?") })).toStrictEqual(["write"])
      expect(yield* stages({ stage: Option.some("window_[0]") })).toStrictEqual([])
    }).pipe(Effect.provide(historyOf(runs)))
  )

  it.effect("sorts, with what people look for first", () =>
    Effect.gen(function* () {
      const first = (sort: ListOptions["sort"], reverse = false) =>
        Effect.map(stages({ sort, reverse, limit: 2 }), ([stage]) => stage)
      expect(yield* first("duration")).toBe("window_2")
      expect(yield* first("tokens")).toBe("window_0")
      expect(yield* first("stage")).toBe("process")
      expect(yield* first("stage", true)).toBe("window_2")
      expect((yield* stages({ sort: "status" })).length).toBe(10)
    }).pipe(Effect.provide(historyOf(runs)))
  )

  it.effect("shows what was spent when it sorts by that", () =>
    Effect.gen(function* () {
      const { out } = yield* printed({ sort: "cost", limit: 2 })
      expect(out).toStrictEqual([
        "Run ID    Stage     Status     Started At           Rows In  Rows Out  Duration  Tokens    Cost  Note",
        "─".repeat(102),
        "f3f3f3f3  window_1  completed  2025-10-30 14:03:26       87         1      1.5s   1,500  $0.012  try 2",
        "f5f5f5f5  process   running    2025-10-30 14:04:22        –         –  24h 01m…       –       –"
      ])
    }).pipe(Effect.provide(historyOf(runs)))
  )

  it.effect("prints the JSON of whole runs, or of the fields that are named", () =>
    Effect.gen(function* () {
      const { out } = yield* printed({ limit: 1, json: Option.some("all") })
      expect(JSON.parse(out.join("\n"))).toMatchObject([{ runId: laterRuns.replay.runId, host: "here" }])
      const some = yield* printed({ limit: 1, json: Option.some("status, startedAt,window") })
      expect(some.out.join("\n")).toBe(
        JSON.stringify([{ status: "running", startedAt: "2025-10-30T14:04:22.000Z", window: null }], null, 2)
      )
    }).pipe(Effect.provide(historyOf(runs)))
  )

  it.effect("prints comma-separated values in which no stage is a formula", () =>
    Effect.gen(function* () {
      const { out } = yield* printed({ csv: true, stage: Option.some("*window_1*"), limit: 2 })
      const sha256 = (digits: string) => digits.repeat(32)
      expect(out).toStrictEqual([
        "runId,parentId,kind,stage,status,attempt,window.key,window.start,window.end,startedAt,finishedAt,durationSeconds,rowsIn,rowsOut,llmCalls,tokens,spent.tokensIn,spent.tokensOut,spent.tokensCached,spent.cost,spent.unpricedCalls,outputs,skipped,originId,error,reasons,tenantId,inputFingerprint,parts,configHash,options,codeRef,traceId,pid,host\r",
        `a0a0a0a0-1111-4111-8111-111111111111,,window,"'=cmd|""/c calc""!window_1",running,1,,,,2026-02-09T18:03:22.000Z,,,,,,,,,,,,,,,,,"'  @SUM(1),`,
        `2",,,,,,,4242,here\r`,
        `f3f3f3f3-1111-4111-8111-111111111111,f0f0f0f0-1111-4111-8111-111111111111,window,window_1,completed,2,2025-05-02,2025-05-02T08:00:00.000Z,2025-05-02T22:30:00.000Z,2025-10-30T14:03:26.000Z,2025-10-30T14:03:27.500Z,1.5,87,1,2,1500,1200,300,1000,0.0123,0,"[{""path"":""posts/2025-05-02.md"",""sha256"":""${sha256("7e")}""},{""path"":""media/cat.jpg"",""sha256"":""${sha256("8d")}""}]",,,,,,,,${sha256("2d")},,0.2.0,,4242,here`
      ])
    }).pipe(
      Effect.provide(
        historyOf([
          ...runs,
          running("a0a0a0a0", 9e6, { stage: '=cmd|"/c calc"!window_1', tenantId: "\t@SUM(1),\n\u001b[31m2" })
        ])
      )
    )
  )

  it.effect("says so where nothing is found", () =>
    Effect.gen(function* () {
      const none = { status: ["degraded"], since: Option.some("1m") } as const
      expect(yield* printed(none)).toMatchObject({ out: [], err: ["no run is as asked for"] })
      expect((yield* printed({ ...none, json: Option.some("all") })).out).toStrictEqual(["[]"])
      expect((yield* printed({ ...none, csv: true })).out).toHaveLength(1)
    }).pipe(Effect.provide(historyOf(runs)))
  )

  it.effect("ends with 1 where it could not read all, and does not say that there is nothing", () =>
    Effect.gen(function* () {
      const at = (isWhole: boolean) => Effect.provide(printed({}), historyOf([], ["a note"], isWhole))
      expect(yield* at(true)).toStrictEqual({ out: [], err: ["a note", "no runs yet"], result: Exit.void })
      const failed = Exit.fail(new Unsuccessful({ code: 1 }))
      expect(yield* at(false)).toStrictEqual({ out: [], err: ["a note"], result: failed })
      const one = Effect.provide(
        printed({ limit: 1, json: Option.some("stage") }),
        historyOf(runs, ["a note"])
      )
      expect(yield* one).toMatchObject({
        err: ["a note", "only 1 run is shown; --limit 0 shows all"],
        result: failed
      })
      expect(JSON.parse((yield* one).out.join("\n"))).toHaveLength(1)
    }).pipe(Effect.provide(historyOf(runs)))
  )

  it.effect.each([
    [{ limit: -1 }, "--limit must be 0 or more"],
    [{ csv: true, json: Option.some("all") }, "--json and --csv are two forms of the same; give one"],
    [{ since: Option.some("1h"), until: Option.some("2h") }, "--since is later than --until"],
    [
      { until: Option.some("soon") },
      '--until: "soon" is not a time ago, as 24h or 7d, or a date; write it as 2025-10-28'
    ],
    [
      { json: Option.some("stage,colour") },
      expect.stringMatching(/^--json: there is no field "colour"; there are runId, .*, host$/)
    ],
    [{ json: Option.some("") }, expect.stringMatching(/^--json: there is no field ""/)]
  ] as const)("refuses %j", ([options, message]) =>
    Effect.gen(function* () {
      const { err, out, result } = yield* printed(options)
      expect([out, err, result]).toStrictEqual([
        [],
        [],
        Exit.fail(new UsageError({ message: message as string }))
      ])
    }).pipe(Effect.provide(historyOf(runs)))
  )
})

describe("spelledList", () => {
  it.each([
    [["--json"], ["--json", "all"]],
    [
      ["--json", "--all"],
      ["--json", "all", "--all"]
    ],
    [["--json=stage,status"], ["--json", "stage,status"]],
    [
      ["--json", "stage,status", "--csv"],
      ["--json", "stage,status", "--csv"]
    ],
    [["--status=failed"], ["--status", "failed"]],
    [
      ["--status", "failed,degraded"],
      ["--status", "failed", "--status", "degraded"]
    ],
    [
      ["--status=failed,running", "--json", "--status", "degraded"],
      ["--status", "failed", "--status", "running", "--json", "all", "--status", "degraded"]
    ],
    [["--status"], ["--status"]]
  ])("%j is %j", (words, spelled) => {
    expect(spelledList(["runs", "list", ...words])).toStrictEqual(["runs", "list", ...spelled])
  })
})
