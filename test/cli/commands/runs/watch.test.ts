/**
 * `egregora runs watch`: in process, over a history that changes, and as a program beside a process.
 */
import * as Terminal from "@effect/platform/Terminal"
import { describe, expect, it } from "@effect/vitest"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as TestClock from "effect/TestClock"
import { printWatch } from "../../../../src/cli/commands/runs/printWatch.js"
import { NoSuchRun } from "../../../../src/cli/findRun.js"
import { lastTries } from "../../../../src/cli/runLine.js"
import { Screen, type Shape } from "../../../../src/cli/terminal.js"
import { Unsuccessful } from "../../../../src/cli/Unsuccessful.js"
import { complete, degrade, fail, noMetrics } from "../../../../src/domain/Run.js"
import type { RunHistory } from "../../../../src/tracking/RunHistory.js"
import { changing } from "../../../support/changingHistory.js"
import { laterRuns } from "../../../support/laterRuns.js"
import { historyOf, now, running, someRuns } from "../../../support/someRuns.js"

process.env["TZ"] = "UTC"

const pipe: Shape = { colour: false, width: Number.POSITIVE_INFINITY }
const watching = { id: Option.none<string>(), json: false, exitStatus: false, interval: 1 }

const { completed, degraded, failed, process: whole } = someRuns
const outcome = { ...noMetrics, finishedAt: now, durationSeconds: 120 }
const end = degrade(whole, outcome, ["1 of 3 windows failed"])
const second = running("b2b2c3c3", 3, { stage: "window_1", parentId: whole.runId, rowsIn: 87 })
const site = running("99999999", 110, { stage: "site", kind: "stage", parentId: whole.runId })

/** A process at its beginning, in the middle, and at its end. */
const itsLife = changing(
  [[whole]],
  [[whole, completed, second]],
  [[end, completed, degraded, failed, complete(site, outcome)]]
)

/** A screen as it is after some text, of which it understands only line breaks and returns. */
const shown = (text: string): string =>
  text
    .split("\n")
    .map((line) =>
      line
        .split("\r")
        .reduce((under, over) => over + under.slice(over.length))
        .trimEnd()
    )
    .join("\n")

/** What was written in a minute: to standard output, in pieces, and to standard error, in lines. */
const watched = <E>(effect: Effect.Effect<void, E, RunHistory | Terminal.Terminal>, screen: Shape = pipe) =>
  Effect.gen(function* () {
    const pieces: Array<string> = []
    const err: Array<string> = []
    const terminal = Terminal.Terminal.of({
      columns: Effect.succeed(80),
      rows: Effect.succeed(24),
      isTTY: Effect.succeed(true),
      readInput: Effect.never,
      readLine: Effect.never,
      display: (text) => Effect.sync(() => void pieces.push(text))
    })
    const console = yield* Console.consoleWith(Effect.succeed)
    yield* TestClock.setTime(now)
    const fiber = yield* Effect.exit(effect).pipe(
      Effect.withConsole({
        ...console,
        log: (line) => Effect.sync(() => void pieces.push(`${String(line)}\n`)),
        error: (line) => Effect.sync(() => void err.push(String(line)))
      }),
      Effect.provideService(Screen, screen),
      Effect.provideService(Terminal.Terminal, terminal),
      Effect.fork
    )
    yield* TestClock.adjust("1 minute")
    const result = yield* Fiber.poll(fiber)
    yield* Fiber.interrupt(fiber)
    return { pieces, err, result: Option.map(result, Exit.flatten) }
  })

const lines = [
  "window_0    –           completed  1,204 messages    1.9s",
  "window_1    –           degraded      87 messages    20ms  no picture of the party, no link to the map",
  "window_2    –           failed         9 messages  1h 02m  WriterError: the model said no",
  "process     a1a1a1a1    degraded        3 windows  2m 00s  1 of 3 windows failed"
]

describe("runs watch", () => {
  it.effect("prints a line for each window as it ends, and one for the process", () =>
    Effect.gen(function* () {
      const { err, pieces, result } = yield* watched(printWatch(watching))
      expect(pieces).toStrictEqual(lines.map((line) => `${line}\n`))
      expect([err, result]).toStrictEqual([
        ["watching process a1a1a1a1, which began 2m ago"],
        Option.some(Exit.void)
      ])
    }).pipe(Effect.provide(itsLife))
  )

  it.effect("has a line on a terminal that says how things stand, gone at the end", () =>
    Effect.gen(function* () {
      const screen = { colour: false, width: 70 }
      const { pieces } = yield* watched(printWatch({ ...watching, id: Option.some("a1") }), screen)
      expect(pieces.join("")).not.toContain("\u001b")
      const stood = pieces.map((_, index) => shown(pieces.slice(0, index + 1).join("")))
      expect(stood.filter((text, index) => text !== "" && text !== stood[index - 1])).toStrictEqual([
        "0 done, 2m 00s…",
        `${lines[0]}\n`,
        `${lines[0]}\n1 done, window_1 running, 2m 01s…`,
        `${lines.slice(0, 1).join("\n")}\n`,
        `${lines.slice(0, 2).join("\n")}\n`,
        `${lines.slice(0, 3).join("\n")}\n`,
        `${lines.join("\n")}\n`
      ])
    }).pipe(Effect.provide(itsLife))
  )

  it.effect("leaves nothing of that line behind when it is interrupted", () =>
    Effect.gen(function* () {
      const { pieces, result } = yield* watched(printWatch({ ...watching, id: Option.some("a1") }), {
        colour: false,
        width: 70
      })
      expect(result).toStrictEqual(Option.none())
      const stood = pieces.map((_, index) => shown(pieces.slice(0, index + 1).join("")))
      expect([stood[0], stood[1], stood.at(-1)]).toStrictEqual(["0 done, 59m 59s…", "0 done, 1h 00m…", ""])
    }).pipe(Effect.provide(historyOf([{ ...whole, startedAt: now - 3_598_600 }])))
  )

  it("counts of each window the last try, in whatever order they are seen", () => {
    const { empty, failed, retried } = laterRuns
    expect(lastTries([retried, failed, empty])).toStrictEqual([retried, empty])
    expect(lastTries([failed, retried, empty])).toStrictEqual([retried, empty])
  })

  it.effect("says in colour how a window ended, with its day, its tries and what was not done", () =>
    Effect.gen(function* () {
      const { pieces } = yield* watched(printWatch({ ...watching, id: Option.some("f0") }), {
        colour: true,
        width: Number.POSITIVE_INFINITY
      })
      const paint = (code: number, text: string) => `\u001b[${code}m${text}\u001b[39m`
      expect(pieces).toStrictEqual(
        [
          `window_0    2025-05-01  ${paint(32, "completed")}  1,204 messages    12ms  reused b2b2b2b2`,
          `window_1    2025-05-02  ${paint(31, "failed   ")}     87 messages    1.0s  WriterError: too many requests`,
          `window_1    2025-05-02  ${paint(32, "completed")}     87 messages    1.5s  try 2`,
          `window_2    2025-05-03  ${paint(32, "completed")}      9 messages     1ms  empty`,
          `process     f0f0f0f0    ${paint(32, "completed")}       3 windows    8.0s  1 reused, 1 empty`
        ].map((line) => `${line}\n`)
      )
    }).pipe(Effect.provide(historyOf(Object.values(laterRuns))))
  )

  it.effect("prints a JSON object for each transition, and nothing else", () =>
    Effect.gen(function* () {
      const { err, pieces, result } = yield* watched(
        printWatch({ ...watching, id: Option.some("a1"), json: true, exitStatus: true })
      )
      expect([err, result]).toStrictEqual([[], Option.some(Exit.fail(new Unsuccessful({ code: 1 })))])
      expect(pieces.every((piece) => piece.indexOf("\n") === piece.length - 1)).toBe(true)
      const told = pieces.map((piece) => JSON.parse(piece))
      expect(told.map(({ stage, status }) => [stage, status])).toStrictEqual([
        ["process", "running"],
        ["window_0", "completed"],
        ["window_1", "running"],
        ["window_1", "degraded"],
        ["window_2", "failed"],
        ["process", "degraded"]
      ])
      expect(told[1]).toMatchObject({
        runId: completed.runId,
        startedAt: "2025-10-28T14:03:23.000Z",
        parts: null
      })
    }).pipe(Effect.provide(itsLife))
  )

  it.effect.each([
    [complete(whole, outcome), Exit.void],
    [end, Exit.fail(new Unsuccessful({ code: 3 }))],
    [fail(whole, outcome, "process 4242 ended without finishing"), Exit.fail(new Unsuccessful({ code: 1 }))]
  ] as const)("ends with the end of the run when asked to", ([run, exit]) =>
    Effect.gen(function* () {
      const id = Option.some("a1")
      const asked = yield* watched(printWatch({ ...watching, id, exitStatus: true }))
      expect(asked.result).toStrictEqual(Option.some(exit))
      const otherwise = yield* watched(printWatch({ ...watching, id }))
      expect(otherwise.result).toStrictEqual(Option.some(Exit.void))
      expect(asked.pieces).toStrictEqual(otherwise.pieces)
      expect(asked.pieces[0]).toMatch(/^process {5}a1a1a1a1 {4}\w+ + 0 windows {2}2m 00s/)
    }).pipe(Effect.provide(historyOf([run])))
  )

  it.effect("follows the process that began last of those that run", () =>
    Effect.gen(function* () {
      const { err, pieces, result } = yield* watched(printWatch({ ...watching, json: true }))
      expect(pieces.map((piece) => JSON.parse(piece).runId)).toStrictEqual([laterRuns.replay.runId])
      expect([err, result]).toStrictEqual([
        ["watching process f5f5f5f5, which began just now"],
        Option.none()
      ])
    }).pipe(
      Effect.provide(
        historyOf([...Object.values(someRuns), ...Object.values(laterRuns), running("abababab", 999_999)])
      )
    )
  )

  it.effect("follows any run that is named, with all that is inside it", () =>
    Effect.gen(function* () {
      const { pieces } = yield* watched(printWatch({ ...watching, id: Option.some("b2b2c3") }))
      expect(pieces).toStrictEqual([
        "enrich      –           degraded                     10ms  no picture of the party, no link to the map\n",
        "write       –           completed                     5ms\n",
        "window_1    b2b2c3c3    degraded           2 runs    20ms  no picture of the party, no link to the map\n"
      ])
    }).pipe(Effect.provide(historyOf(Object.values(someRuns))))
  )

  it.effect("says that no process is running", () =>
    Effect.gen(function* () {
      for (const json of [false, true]) {
        expect(yield* watched(printWatch({ ...watching, json, exitStatus: true }))).toStrictEqual({
          pieces: [],
          err: ["no process is running on this blog; `egregora runs tail` shows what has run"],
          result: Option.some(Exit.void)
        })
      }
    }).pipe(Effect.provide(historyOf([end, completed])))
  )

  it.effect("does not say so where it could not read all, and ends with 1", () =>
    Effect.gen(function* () {
      expect(yield* watched(printWatch(watching))).toStrictEqual({
        pieces: [],
        err: ["the table is locked"],
        result: Option.some(Exit.fail(new Unsuccessful({ code: 1 })))
      })
      const { err, result } = yield* watched(printWatch({ ...watching, id: Option.some("a1") }))
      expect([err, result]).toStrictEqual([
        ["the table is locked"],
        Option.some(Exit.fail(new Unsuccessful({ code: 1 })))
      ])
    }).pipe(Effect.provide(historyOf([complete(whole, outcome), completed], ["the table is locked"])))
  )

  it.effect("knows no such run", () =>
    Effect.gen(function* () {
      const { result } = yield* watched(printWatch({ ...watching, id: Option.some("0") }))
      expect(result).toStrictEqual(
        Option.some(
          Exit.fail(
            new NoSuchRun({
              message: "no run has an id that begins with 0; `egregora runs tail --all` lists the latest"
            })
          )
        )
      )
    }).pipe(Effect.provide(itsLife))
  )

  it.effect("lets no stored text steer the terminal", () =>
    Effect.gen(function* () {
      const { pieces } = yield* watched(printWatch({ ...watching, id: Option.some("c4") }))
      expect(pieces).toStrictEqual([
        "a stage     c4c4c4c4    failed             0 runs  1h 02m  no\u{fffd}\n"
      ])
    }).pipe(Effect.provide(historyOf([{ ...failed, stage: "a\u001b[31m\nstage", error: "no\u0007\nmore" }])))
  )
})
