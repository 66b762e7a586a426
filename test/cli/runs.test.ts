import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as TestClock from "effect/TestClock"
import { printRun } from "../../src/cli/commands/runs/printRun.js"
import { printTail } from "../../src/cli/commands/runs/printTail.js"
import { AmbiguousRun, NoSuchRun } from "../../src/cli/findRun.js"
import { Screen } from "../../src/cli/terminal.js"
import { UsageError } from "../../src/cli/UsageError.js"
import { columns } from "../../src/cli/wrap.js"
import { captured } from "../support/console.js"
import { laterRuns } from "../support/laterRuns.js"
import { historyOf, now, running, someRuns } from "../support/someRuns.js"

process.env["TZ"] = "UTC"

const runs = Object.values(someRuns)
const table = { n: 10, all: false, json: false }
const plain = { colour: false, width: Number.POSITIVE_INFINITY }

const printed = <A, E, R>(effect: Effect.Effect<A, E, R>, screen = plain) =>
  TestClock.setTime(now).pipe(
    Effect.zipRight(captured(Effect.exit(effect))),
    Effect.provideService(Screen, screen)
  )

/** The lines of a section of the panel. */
const sectionOf = (panel: ReadonlyArray<string>, title: string): ReadonlyArray<string> => {
  const rows = panel.map((line) => line.split("│").map((cell) => cell.trimEnd().replace(/^ /, "")))
  const start = rows.findIndex(([, name]) => name === title)
  const end = rows.findIndex(([line], index) => index > start && line !== "")
  return rows.slice(start, end).map(([, , text = ""]) => text)
}

describe("runs tail", () => {
  it.effect("shows processes and windows, newest last", () =>
    Effect.gen(function* () {
      const { err, out, result } = yield* printed(printTail(table))
      expect(out).toStrictEqual([
        "Run ID    Stage     Status     Started At             Rows In  Rows Out  Duration",
        "─".repeat(81),
        "a1a1a1a1  process   running    2025-10-28 14:03:22  1,234,567         –   2m 00s…",
        "b2b2b2b2  window_0  completed  2025-10-28 14:03:23      1,204         1      1.9s",
        "b2b2c3c3  window_1  degraded   2025-10-28 14:03:25         87         –      20ms",
        "c4c4c4c4  window_2  failed     2025-10-28 14:03:27          9         –    1h 02m"
      ])
      expect([err, result]).toStrictEqual([[], Exit.void])
    }).pipe(Effect.provide(historyOf(runs)))
  )

  it.effect("adds the stages, in colour, and how far runs lie back, on a terminal", () =>
    Effect.gen(function* () {
      const { out } = yield* printed(printTail({ ...table, all: true, n: 5 }), { colour: true, width: 72 })
      const bold = (text: string) => `\u001b[1m${text}\u001b[22m`
      const paint = (code: number, text: string) => `\u001b[${code}m${text}\u001b[39m`
      expect(out).toStrictEqual([
        `${bold("Run ID")}    ${bold("Stage")}     ${bold("Status")}     ${bold("Started At")}  ${bold("Rows In")}  ${bold("Rows Out")}  ${bold("Duration")}`,
        "─".repeat(70),
        `b2b2b2b2  window_0  ${paint(32, "completed")}  1m ago        1,204         1      1.9s`,
        `b2b2c3c3  window_1  ${paint(33, "degraded")}   1m ago           87         –      20ms`,
        `d5d5d5d5  enrich    ${paint(33, "degraded")}   1m ago            –         –      10ms`,
        `e6e6e6e6  write     ${paint(32, "completed")}  1m ago            –         –       5ms`,
        `c4c4c4c4  window_2  ${paint(31, "failed")}     1m ago            9         –    1h 02m`
      ])
    }).pipe(Effect.provide(historyOf(runs)))
  )

  it.effect("cuts a name that does not fit, and lets nothing in it steer the terminal", () =>
    Effect.gen(function* () {
      const { out } = yield* printed(printTail(table), { colour: false, width: 74 })
      expect(out.slice(2)).toStrictEqual([
        "a1a1a1a1  a very red \u{fffd}s…  running  2m ago            –         –   2m 00s…"
      ])
    }).pipe(
      Effect.provide(
        historyOf([
          running("a1a1a1a1", 0, {
            stage: "a very \u001b[31mred\u001b[0m \u202estage\nwith a very long name"
          })
        ])
      )
    )
  )

  it.effect("cuts a stage in a pipe too where other software stored a text", () =>
    Effect.gen(function* () {
      const { out } = yield* printed(printTail(table))
      expect(out.slice(2)).toStrictEqual([
        `a1a1a1a1  ${"x".repeat(39)}…  running  2025-10-28 14:03:22        –         –   2m 00s…`
      ])
    }).pipe(Effect.provide(historyOf([running("a1a1a1a1", 0, { stage: "x".repeat(500) })])))
  )

  it.effect("names no process where none is known", () =>
    Effect.gen(function* () {
      const shown = yield* printed(printRun({ id: "a1", json: false }))
      expect(sectionOf(shown.out, "Observability").slice(0, 3)).toStrictEqual([
        "Trace    –",
        "Code     –",
        "Process  –"
      ])
      const { out } = yield* printed(printRun({ id: "a1", json: true }))
      expect(JSON.parse(out.join("\n"))).toMatchObject({ pid: null, host: null })
    }).pipe(
      Effect.provide(
        historyOf([running("a1a1a1a1", 0, { process: { pid: 0, host: "", bootId: "", startTime: "" } })])
      )
    )
  )

  it.effect("prints JSON and nothing else", () =>
    Effect.gen(function* () {
      const { err, out } = yield* printed(printTail({ ...table, json: true, n: 3 }))
      const known = {
        parentId: "a1a1a1a1-1111-4111-8111-111111111111",
        kind: "window",
        attempt: 1,
        window: null,
        llmCalls: 0,
        tokens: 0,
        rowsOut: null,
        spent: null,
        outputs: null,
        skipped: null,
        originId: null,
        error: null,
        reasons: [],
        tenantId: null,
        inputFingerprint: null,
        parts: null,
        configHash: null,
        options: null,
        codeRef: "0.1.0",
        traceId: null,
        pid: 4242,
        host: "here"
      }
      expect(JSON.parse(out.join("\n"))).toStrictEqual([
        {
          ...known,
          runId: "b2b2b2b2-1111-4111-8111-111111111111",
          stage: "window_0",
          status: "completed",
          startedAt: "2025-10-28T14:03:23.000Z",
          finishedAt: "2025-10-28T14:03:24.924Z",
          durationSeconds: 1.924,
          rowsIn: 1204,
          rowsOut: 1,
          llmCalls: 3,
          tokens: 45_678
        },
        {
          ...known,
          runId: "b2b2c3c3-1111-4111-8111-111111111111",
          stage: "window_1",
          status: "degraded",
          startedAt: "2025-10-28T14:03:25.000Z",
          finishedAt: "2025-10-28T14:03:25.020Z",
          durationSeconds: 0.02,
          rowsIn: 87,
          reasons: ["no picture of the party", "no link to the map"]
        },
        {
          ...known,
          runId: "c4c4c4c4-1111-4111-8111-111111111111",
          stage: "window_2",
          status: "failed",
          startedAt: "2025-10-28T14:03:27.000Z",
          finishedAt: "2025-10-28T15:05:30.000Z",
          durationSeconds: 3723,
          rowsIn: 9,
          error: "WriterError: the model said no\n  at write"
        }
      ])
      expect(err).toStrictEqual(["the table is locked"])
    }).pipe(Effect.provide(historyOf(runs, ["the table is locked"])))
  )

  it.effect("notes which runs did no work and which were tried again", () =>
    Effect.gen(function* () {
      const { out } = yield* printed(printTail({ ...table, n: 6 }))
      expect(out).toStrictEqual([
        "Run ID    Stage     Status     Started At           Rows In  Rows Out  Duration  Note",
        "─".repeat(96),
        "f0f0f0f0  process   completed  2025-10-30 14:03:22        –         2      8.0s",
        "f1f1f1f1  window_0  completed  2025-10-30 14:03:23    1,204         1      12ms  reused b2b2b2b2",
        "f2f2f2f2  window_1  failed     2025-10-30 14:03:24       87         –      1.0s",
        "f3f3f3f3  window_1  completed  2025-10-30 14:03:26       87         1      1.5s  try 2",
        "f4f4f4f4  window_2  completed  2025-10-30 14:03:28        9         0       1ms  empty",
        "f5f5f5f5  process   running    2025-10-30 14:04:22        –         –      0ms…"
      ])
    }).pipe(Effect.provide(historyOf([...runs, ...Object.values(laterRuns)])))
  )

  it.effect.each([
    [87, "f1f1f1f1  window_0  completed  just now      1,204         1      12ms  reused b2b2b2b2"],
    [86, "f1f1f1f1  window_0  completed  just now      1,204      12ms  reused b2b2b2b2"],
    [68, "f1f1f1f1  window_0  completed  just now        12ms  reused b2b2b2b2"],
    [67, "f1f1f1f1  window_0  completed      12ms  reused b2b2b2b2"],
    [40, "f1f1f1f1  window_0  completed  reused b2b2b2b2"]
  ] as const)(
    "has fewer columns on %i of a terminal, but never less than what a note points to",
    ([width, line]) =>
      Effect.gen(function* () {
        const { out } = yield* printed(printTail({ ...table, n: 6 }), { colour: false, width })
        expect(out[3]).toBe(line)
      }).pipe(Effect.provide(historyOf(Object.values(laterRuns))))
  )

  it.effect("says that there is nothing yet", () =>
    Effect.gen(function* () {
      const forPeople = yield* printed(printTail(table))
      expect(forPeople).toStrictEqual({ result: Exit.void, out: [], err: ["no runs yet"] })
      const forPrograms = yield* printed(printTail({ ...table, json: true }))
      expect(forPrograms).toStrictEqual({ result: Exit.void, out: ["[]"], err: ["no runs yet"] })
    }).pipe(Effect.provide(historyOf([])))
  )
})

describe("runs show", () => {
  it.effect("shows a process and its windows", () =>
    Effect.gen(function* () {
      const { err, out } = yield* printed(printRun({ id: "a", json: false }))
      expect(out).toStrictEqual([
        "┌──────────────────────────────────────────────────────────────────────────────────────────┐",
        "│ process  running                                                                         │",
        "│ a1a1a1a1-1111-4111-8111-111111111111                                                     │",
        "├───────────────┬──────────────────────────────────────────────────────────────────────────┤",
        "│ Timestamps    │ Started   2025-10-28 14:03:22                                            │",
        "│               │ Finished  –                                                              │",
        "│               │ Duration  2m 00s…                                                        │",
        "├───────────────┼──────────────────────────────────────────────────────────────────────────┤",
        "│ Metrics       │ Rows in    1,234,567                                                     │",
        "│               │ Rows out   –                                                             │",
        "│               │ LLM calls  –                                                             │",
        "│               │ Tokens     –                                                             │",
        "├───────────────┼──────────────────────────────────────────────────────────────────────────┤",
        "│ Fingerprints  │ Input   0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f │",
        "│               │ Config  1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e │",
        "├───────────────┼──────────────────────────────────────────────────────────────────────────┤",
        "│ Error         │ none                                                                     │",
        "├───────────────┼──────────────────────────────────────────────────────────────────────────┤",
        "│ Observability │ Trace    abababababababababababababababab                                │",
        "│               │ Code     0.1.0                                                           │",
        "│               │ Process  4242 on here                                                    │",
        "├───────────────┼──────────────────────────────────────────────────────────────────────────┤",
        "│ Windows       │ window_0  completed  14:03:23  b2b2b2b2  1.9s                            │",
        "│               │ window_1  degraded   14:03:25  b2b2c3c3  20ms                            │",
        "│               │ window_2  failed     14:03:27  c4c4c4c4  1h 02m                          │",
        "└───────────────┴──────────────────────────────────────────────────────────────────────────┘"
      ])
      expect(err).toStrictEqual(["the table is locked"])
    }).pipe(Effect.provide(historyOf(runs, ["the table is locked"])))
  )

  it.effect("shows a window in colour, with its stages and what it lost", () =>
    Effect.gen(function* () {
      const { out } = yield* printed(printRun({ id: "B2B2-C3", json: false }), { colour: true, width: 70 })
      const bold = (text: string) => `\u001b[1m${text}\u001b[22m`
      const paint = (code: number, text: string) => `\u001b[${code}m${text}\u001b[39m`
      expect(out).toStrictEqual([
        "┌───────────────────────────────────────────────────────────────┐",
        `│ ${bold("window_1")}  ${paint(33, "degraded")}                                            │`,
        "│ b2b2c3c3-1111-4111-8111-111111111111                          │",
        "├───────────────┬───────────────────────────────────────────────┤",
        `│ ${bold("Timestamps")}    │ Started   2025-10-28 14:03:25                 │`,
        "│               │ Finished  2025-10-28 14:03:25                 │",
        "│               │ Duration  20ms                                │",
        "├───────────────┼───────────────────────────────────────────────┤",
        `│ ${bold("Metrics")}       │ Rows in    87                                 │`,
        "│               │ Rows out   –                                  │",
        "│               │ LLM calls  0                                  │",
        "│               │ Tokens     0                                  │",
        "├───────────────┼───────────────────────────────────────────────┤",
        `│ ${bold("Fingerprints")}  │ Input   –                                     │`,
        "│               │ Config  –                                     │",
        "├───────────────┼───────────────────────────────────────────────┤",
        `│ ${bold("Error")}         │ no picture of the party                       │`,
        "│               │ no link to the map                            │",
        "├───────────────┼───────────────────────────────────────────────┤",
        `│ ${bold("Observability")} │ Trace    –                                    │`,
        "│               │ Code     0.1.0                                │",
        "│               │ Process  4242 on here                         │",
        "│               │ Inside   a1a1a1a1-1111-4111-8111-111111111111 │",
        "├───────────────┼───────────────────────────────────────────────┤",
        `│ ${bold("Stages")}        │ enrich  ${paint(33, "degraded ")}  14:03:25  d5d5d5d5  10ms   │`,
        `│               │ write   ${paint(32, "completed")}  14:03:26  e6e6e6e6  5ms    │`,
        "└───────────────┴───────────────────────────────────────────────┘"
      ])
    }).pipe(Effect.provide(historyOf(runs)))
  )

  it.effect("shows what a window that did no work would have worked on, and who did", () =>
    Effect.gen(function* () {
      const { out } = yield* printed(printRun({ id: "f1", json: false }))
      expect(out).toStrictEqual([
        "┌───────────────────────────────────────────────────────────────────────────────────────────────────┐",
        "│ window_0  completed  reused b2b2b2b2                                                              │",
        "│ f1f1f1f1-1111-4111-8111-111111111111                                                              │",
        "├───────────────┬───────────────────────────────────────────────────────────────────────────────────┤",
        "│ Skipped       │ did no work: the same was done by run b2b2b2b2, and its files are as it left them │",
        "├───────────────┼───────────────────────────────────────────────────────────────────────────────────┤",
        "│ Window        │ Key   2025-05-01                                                                  │",
        "│               │ From  2025-05-01 08:00:00                                                         │",
        "│               │ To    2025-05-01 22:30:00                                                         │",
        "├───────────────┼───────────────────────────────────────────────────────────────────────────────────┤",
        "│ Timestamps    │ Started   2025-10-30 14:03:23                                                     │",
        "│               │ Finished  2025-10-30 14:03:23                                                     │",
        "│               │ Duration  12ms                                                                    │",
        "├───────────────┼───────────────────────────────────────────────────────────────────────────────────┤",
        "│ Metrics       │ Rows in    1,204                                                                  │",
        "│               │ Rows out   1                                                                      │",
        "│               │ LLM calls  0                                                                      │",
        "│               │ Tokens     0                                                                      │",
        "├───────────────┼───────────────────────────────────────────────────────────────────────────────────┤",
        "│ Fingerprints  │ Input       3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c      │",
        "│               │   messages  4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b      │",
        "│               │   writer    5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a      │",
        "│               │ Config      2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d      │",
        "├───────────────┼───────────────────────────────────────────────────────────────────────────────────┤",
        "│ Outputs       │ 6f6f6f6f  posts/2025-05-01.md                                                     │",
        "├───────────────┼───────────────────────────────────────────────────────────────────────────────────┤",
        "│ Error         │ none                                                                              │",
        "├───────────────┼───────────────────────────────────────────────────────────────────────────────────┤",
        "│ Observability │ Trace       –                                                                     │",
        "│               │ Code        0.2.0                                                                 │",
        "│               │ Process     4242 on here                                                          │",
        "│               │ Inside      f0f0f0f0-1111-4111-8111-111111111111                                  │",
        "│               │ Takes over  b2b2b2b2-1111-4111-8111-111111111111                                  │",
        "└───────────────┴───────────────────────────────────────────────────────────────────────────────────┘"
      ])
    }).pipe(Effect.provide(historyOf(Object.values(laterRuns))))
  )

  it.effect("shows what a window cost, its tries and its files", () =>
    Effect.gen(function* () {
      const { out } = yield* printed(printRun({ id: "f3", json: false }))
      expect(out[1]).toMatch(/^│ window_1 {2}completed {2}try 2 +│$/)
      expect(sectionOf(out, "Metrics")).toStrictEqual([
        "Rows in    87",
        "Rows out   1",
        "LLM calls  2",
        "Tokens     1,500",
        "  in       1,200",
        "  cached   1,000",
        "  out      300",
        "Cost       $0.012"
      ])
      expect(sectionOf(out, "Outputs")).toStrictEqual([
        "7e7e7e7e  posts/2025-05-02.md",
        "8d8d8d8d  media/cat.jpg"
      ])
    }).pipe(Effect.provide(historyOf(Object.values(laterRuns))))
  )

  it.effect("shows the options of a process, what it repeats, and what its windows did not do", () =>
    Effect.gen(function* () {
      const { out } = yield* printed(printRun({ id: "f0", json: false }))
      expect(sectionOf(out, "Options")).toStrictEqual([
        "output           blog",
        "window.stepSize  1",
        "window.stepUnit  days",
        "realNames        false"
      ])
      expect(sectionOf(out, "Windows")).toStrictEqual([
        "window_0  completed  14:03:23  f1f1f1f1  12ms  reused b2b2b2b2",
        "window_1  failed     14:03:24  f2f2f2f2  1.0s",
        "window_1  completed  14:03:26  f3f3f3f3  1.5s  try 2",
        "window_2  completed  14:03:28  f4f4f4f4  1ms   empty"
      ])
      const replay = yield* printed(printRun({ id: "f5", json: false }))
      expect(sectionOf(replay.out, "Observability").at(-1)).toBe(
        "Repeats  a1a1a1a1-1111-4111-8111-111111111111"
      )
    }).pipe(Effect.provide(historyOf(Object.values(laterRuns))))
  )

  it.effect.each([
    ["edited", "did no work: what it would replace was edited by hand, and is kept"],
    [
      "partial",
      "did no work: what it would replace was made of more messages than this run has of the window"
    ],
    ["empty", "did no work: nobody wrote anything in the window"],
    ["reused", "did no work: the same was done by an earlier run, and its files are as it left them"]
  ] as const)("says of a run that is %s why it did no work", ([skipped, sentence]) =>
    Effect.gen(function* () {
      const { out } = yield* printed(printRun({ id: "f4", json: false }))
      expect(out[1]).toMatch(new RegExp(`^│ window_2 {2}completed {2}${skipped} +│$`))
      expect(sectionOf(out, "Skipped")).toStrictEqual([sentence])
    }).pipe(Effect.provide(historyOf([{ ...laterRuns.empty, skipped }])))
  )

  it.effect("is as wide as a long name where there is no terminal", () =>
    Effect.gen(function* () {
      const { out } = yield* printed(printRun({ id: "f5", json: false }))
      expect(out[1]).toBe(`│ ${"long ".repeat(30)} running │`)
      expect(new Set(out.map(columns)).size).toBe(1)
    }).pipe(Effect.provide(historyOf([{ ...laterRuns.replay, stage: "long ".repeat(30).trimEnd() }])))
  )

  it.effect("lets no stored name steer the terminal or break the panel", () =>
    Effect.gen(function* () {
      const { out } = yield* printed(printRun({ id: "f1", json: false }), { colour: false, width: 70 })
      const steers = ["\u001b", "\u202e"].filter((character) => out.join("").includes(character))
      expect(steers).toStrictEqual([])
      expect(new Set(out.map(columns))).toStrictEqual(new Set([70]))
      expect(sectionOf(out, "Window")[0]).toBe("Key   a key")
      expect(sectionOf(out, "Outputs")).toStrictEqual(["ab  a path\u{fffd}"])
    }).pipe(
      Effect.provide(
        historyOf([
          {
            ...laterRuns.reused,
            window: { key: "a\n\u001b[31mkey", start: 0, end: 0 },
            parts: { [`${"long ".repeat(40)}\u202e`]: "part" },
            options: JSON.stringify({ "\u001b[2J": "\u202e" }),
            outputs: [{ path: "a path\u202e", sha256: "ab" }]
          }
        ])
      )
    )
  )

  it.effect("wraps a long error to the terminal, without what would steer it", () =>
    Effect.gen(function* () {
      const { out } = yield* printed(printRun({ id: "c4", json: false }), { colour: false, width: 60 })
      const error = out.slice(out.findIndex((line) => line.startsWith("│ Error")))
      expect(error.slice(0, 5)).toStrictEqual([
        "│ Error         │ Error: the model gave back 日本語日本語  │",
        "│               │ where JSON was asked for: xxxxxxxxxxxxxx │",
        "│               │ xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx     │",
        "│               │   at write red                           │",
        "├───────────────┼──────────────────────────────────────────┤"
      ])
    }).pipe(
      Effect.provide(
        historyOf([
          {
            ...someRuns.failed,
            error: `Error: the model gave back 日本語日本語 where JSON was asked for: ${"x".repeat(50)}\r\n\u001b]0;title\u0007  at write \u001b[31mred`
          }
        ])
      )
    )
  )

  it.effect("prints one JSON object with the runs inside as its children", () =>
    Effect.gen(function* () {
      const { out } = yield* printed(printRun({ id: someRuns.degraded.runId, json: true }))
      const tail = yield* printed(printTail({ n: 10, all: true, json: true }))
      const [, , window, ...stages] = JSON.parse(tail.out.join("\n"))
      expect(JSON.parse(out.join("\n"))).toStrictEqual({ ...window, children: stages.slice(0, 2) })
    }).pipe(Effect.provide(historyOf(runs)))
  )

  it.effect("prints all that is known as JSON", () =>
    Effect.gen(function* () {
      const json = (id: string) =>
        Effect.map(printed(printRun({ id, json: true })), ({ out }) => JSON.parse(out.join("\n")))
      expect(yield* json("f1")).toMatchObject({
        status: "completed",
        skipped: "reused",
        originId: someRuns.completed.runId,
        window: {
          key: "2025-05-01",
          start: "2025-05-01T08:00:00.000Z",
          end: "2025-05-01T22:30:00.000Z"
        },
        parts: { messages: "4b".repeat(32), writer: "5a".repeat(32) },
        outputs: [{ path: "posts/2025-05-01.md", sha256: "6f".repeat(32) }],
        spent: null,
        options: null
      })
      expect(yield* json("f3")).toMatchObject({
        attempt: 2,
        spent: { tokensIn: 1_200, tokensOut: 300, tokensCached: 1_000, cost: 0.0123, unpricedCalls: 0 }
      })
      expect(yield* json("f0")).toMatchObject({
        options: { output: "blog", window: { stepSize: 1, stepUnit: "days" }, realNames: false }
      })
      expect(yield* json("ee")).toMatchObject({ options: null, skipped: null })
    }).pipe(
      Effect.provide(
        historyOf([...Object.values(laterRuns), running("eeeeeeee", 0, { options: "no JSON object" })])
      )
    )
  )

  it.effect("shows a process of thousands of windows at once", () =>
    Effect.gen(function* () {
      const { out } = yield* printed(printRun({ id: "a1", json: false }))
      expect(sectionOf(out, "Windows")).toHaveLength(3_000)
    }).pipe(
      Effect.provide(
        historyOf([
          someRuns.process,
          ...Array.from({ length: 3_000 }, (_, n) =>
            running(`9${String(n).padStart(7, "0")}`, n, { parentId: someRuns.process.runId })
          )
        ])
      )
    )
  )

  it.effect("lists the candidates of an ambiguous id", () =>
    Effect.gen(function* () {
      expect(yield* printed(printRun({ id: "b2", json: true }))).toStrictEqual({
        result: Exit.fail(
          new AmbiguousRun({
            message: "2 runs have ids that begin with b2; give more characters of the one you mean"
          })
        ),
        out: [],
        err: [
          "b2b2b2b2-1111-4111-8111-111111111111  window_0  2025-10-28 14:03:23",
          "b2b2c3c3-1111-4111-8111-111111111111  window_1  2025-10-28 14:03:25"
        ]
      })
    }).pipe(Effect.provide(historyOf(runs)))
  )

  it.effect("knows no such run", () =>
    Effect.gen(function* () {
      expect(yield* printed(printRun({ id: "ff", json: true }))).toStrictEqual({
        result: Exit.fail(
          new NoSuchRun({
            message: "no run has an id that begins with ff; `egregora runs tail --all` lists the latest"
          })
        ),
        out: [],
        err: []
      })
    }).pipe(Effect.provide(historyOf(runs)))
  )

  it.effect.each(["", "-", "window_0", "a1 ", "g", "0".repeat(33), "\u001b[31mff"])("refuses %j", (id) =>
    Effect.gen(function* () {
      const { out, result } = yield* printed(printRun({ id, json: false }))
      const shown = JSON.stringify(id.replace("\u001b[31m", ""))
      expect([out, result]).toStrictEqual([
        [],
        Exit.fail(
          new UsageError({
            message: `${shown} is not the id of a run: ids are hexadecimal, as \`egregora runs tail\` shows them`
          })
        )
      ])
    }).pipe(Effect.provide(historyOf(runs)))
  )

  it.effect.each(["a1a1a1a1-1111-4111-8111-111111111111", "A1A1A1A111114111", "a1a1a1a1-1111", "A"])(
    "takes %j",
    (id) =>
      Effect.gen(function* () {
        const { out } = yield* printed(printRun({ id, json: true }))
        expect(JSON.parse(out.join("\n"))).toMatchObject({ runId: someRuns.process.runId })
      }).pipe(Effect.provide(historyOf(runs)))
  )
})
