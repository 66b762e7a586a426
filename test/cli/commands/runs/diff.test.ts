/**
 * `egregora runs diff A B`, in process.
 */
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as TestClock from "effect/TestClock"
import { printDiff } from "../../../../src/cli/commands/runs/printDiff.js"
import { AmbiguousRun, NoSuchRun } from "../../../../src/cli/findRun.js"
import { Screen, type Shape } from "../../../../src/cli/terminal.js"
import { Unsuccessful } from "../../../../src/cli/Unsuccessful.js"
import { UsageError } from "../../../../src/cli/UsageError.js"
import type { Run } from "../../../../src/domain/Run.js"
import { captured } from "../../../support/console.js"
import { laterRuns } from "../../../support/laterRuns.js"
import { historyOf, now, someRuns } from "../../../support/someRuns.js"

process.env["TZ"] = "UTC"

const both = historyOf([...Object.values(someRuns), ...Object.values(laterRuns)])
const pipe: Shape = { colour: false, width: Number.POSITIVE_INFINITY }

const printed = (
  a: string,
  b: string,
  { screen = pipe, ...options }: { json?: boolean; exitCode?: boolean; screen?: Shape } = {}
) =>
  TestClock.setTime(now + 3 * 86_400_000).pipe(
    Effect.zipRight(captured(Effect.exit(printDiff({ a, b, json: false, exitCode: false, ...options })))),
    Effect.provideService(Screen, screen)
  )

/** A window of which everything is known, and the same with something else. */
const window: Run = {
  ...laterRuns.retried,
  parentId: null,
  options: '{"zone":"UTC","window":{"stepSize":1}}',
  durationSeconds: 2
}
const other = (changes: Partial<Run>) =>
  historyOf([window, { ...window, runId: laterRuns.empty.runId, ...changes } as Run])

describe("runs diff", () => {
  it.effect("tells what differs, by sections", () =>
    Effect.gen(function* () {
      const { err, out, result } = yield* printed("f1", "f3")
      expect(out).toStrictEqual([
        "- f1f1f1f1  window_0  completed  2025-10-30 14:03:23",
        "+ f3f3f3f3  window_1  completed  2025-10-30 14:03:26",
        "",
        "Input",
        "  window         2025-05-01 → 2025-05-02",
        "  first message  2025-05-01 08:00:00 → 2025-05-02 08:00:00",
        "  last message   2025-05-01 22:30:00 → 2025-05-02 22:30:00",
        "  rows in        1,204 → 87",
        "  fingerprint    3c3c3c3c → –",
        "  messages       4b4b4b4b → –",
        "  writer         5a5a5a5a → –",
        "",
        "Outputs",
        "  - posts/2025-05-01.md  6f6f6f6f",
        "  + posts/2025-05-02.md  7e7e7e7e",
        "  + media/cat.jpg        8d8d8d8d",
        "",
        "Result",
        "  skipped  reused → –",
        "  try      1 → 2",
        "",
        "Metrics",
        "  duration       12ms → 1.5s  ×125",
        "  LLM calls      0 → 2",
        "  tokens         0 → 1,500",
        "  tokens in      – → 1,200",
        "  tokens out     – → 300",
        "  tokens cached  – → 1,000",
        "  cost           – → $0.012"
      ])
      expect([err, result]).toStrictEqual([[], Exit.void])
    }).pipe(Effect.provide(both))
  )

  it.effect("compares the options of processes one by one, and those around what has none", () =>
    Effect.gen(function* () {
      const options = [
        "Configuration",
        "  fingerprint      1e1e1e1e → 2d2d2d2d",
        '  output           – → "blog"',
        "  window.stepSize  – → 1",
        '  window.stepUnit  – → "days"',
        "  realNames        – → false",
        "",
        "Code",
        "  version  0.1.0 → 0.2.0"
      ]
      const { out } = yield* printed("a1", "f0")
      expect(sectionsOf(out, "Configuration", "Code")).toStrictEqual(options)
      const inside = yield* printed("b2b2c3", "f2")
      expect(sectionsOf(inside.out, "Configuration", "Code")).toStrictEqual([
        options[0],
        "  fingerprint      – → 2d2d2d2d",
        ...options.slice(2)
      ])
    }).pipe(Effect.provide(both))
  )

  it.effect("tells errors line by line, in colour, and times as they lie back", () =>
    Effect.gen(function* () {
      const { out } = yield* printed("c4", "f2", { screen: { colour: true, width: 60 } })
      const [red, green, bold] = [31, 32, 1].map(
        (code) => (text: string) => `\u001b[${code}m${text}\u001b[${code === 1 ? 22 : 39}m`
      )
      expect(out.slice(0, 2)).toStrictEqual([
        red?.("- c4c4c4c4  window_2  failed     3d ago"),
        green?.("+ f2f2f2f2  window_1  failed     1d ago")
      ])
      expect(sectionsOf(out, bold?.("Result"), bold?.("Metrics"))).toStrictEqual([
        bold?.("Result"),
        "  error",
        red?.("    - WriterError: the model said no"),
        red?.("    -   at write"),
        green?.("    + WriterError: too many requests"),
        green?.("    +   at write"),
        "",
        bold?.("Metrics"),
        `  duration  ${red?.("1h 02m")} → ${green?.("1.0s")}  -100%`
      ])
    }).pipe(Effect.provide(both))
  )

  it.effect.each([
    [{ rowsIn: 88 }, "Input", "  rows in  87 → 88"],
    [{ parts: { messages: "ab".repeat(32) } }, "Input", "  messages  – → abababab"],
    [
      { parts: { writer: "extractive 2", messages: "none" } },
      "Input",
      "  writer    – → extractive 2",
      "  messages  – → none"
    ],
    [{ configHash: null }, "Configuration", "  fingerprint  2d2d2d2d → –"],
    [{ options: '{"zone":"UTC","window":{"stepSize":2}}' }, "Configuration", "  window.stepSize  1 → 2"],
    [{ options: "{" }, "Configuration", '  zone             "UTC" → –', "  window.stepSize  1 → –"],
    [{ codeRef: "9" }, "Code", "  version  0.2.0 → 9"],
    [
      { outputs: [{ path: "posts/2025-05-02.md", sha256: "00".repeat(32) }] },
      "Outputs",
      "  ~ posts/2025-05-02.md  7e7e7e7e → 00000000",
      "  - media/cat.jpg        8d8d8d8d"
    ],
    [{ skipped: "edited" }, "Result", "  skipped  – → edited"],
    [{ rowsOut: 3 }, "Metrics", "  rows out  1 → 3  +200%"],
    [{ tokens: 750 }, "Metrics", "  tokens  1,500 → 750  -50%"],
    [
      { spent: { tokensIn: 1_200, tokensOut: 300, tokensCached: 1_000, cost: null, unpricedCalls: 2 } },
      "Metrics",
      "  cost            $0.012 → –",
      "  unpriced calls  – → 2"
    ]
  ] as const)("tells of %j alone", ([changes, ...section]) =>
    Effect.gen(function* () {
      const { out, result } = yield* printed("f3", "f4", { exitCode: true })
      expect(out.slice(3)).toStrictEqual(section)
      expect(result).toStrictEqual(Exit.fail(new Unsuccessful({ code: 1 })))
    }).pipe(Effect.provide(other(changes)))
  )

  it.effect("puts what is too wide for the terminal on lines of its own", () =>
    Effect.gen(function* () {
      const { out } = yield* printed("f3", "f4", { screen: { colour: false, width: 24 } })
      expect(out.slice(3)).toStrictEqual([
        "Code",
        "  version",
        "    - 0.2.0",
        "    + a version with a",
        "    + name"
      ])
    }).pipe(Effect.provide(other({ codeRef: "a version with a name" })))
  )

  it.effect("takes the files of what was done already for those of the run that did it", () =>
    Effect.gen(function* () {
      const { retried } = laterRuns
      const reused = { ...retried, skipped: "reused" as const, originId: retried.runId, outputs: null }
      const history = historyOf([retried, { ...reused, runId: laterRuns.empty.runId }])
      const { out } = yield* Effect.provide(printed("f3", "f4"), history)
      expect(out.slice(3)).toStrictEqual(["Result", "  skipped  – → reused"])
    })
  )

  it.effect("says that there is no difference, and takes the time for none", () =>
    Effect.gen(function* () {
      const same = yield* printed("f3", "f3", { exitCode: true })
      expect(same).toStrictEqual({
        out: ["no difference between f3f3f3f3 and f3f3f3f3"],
        err: [],
        result: Exit.void
      })
      const slower = yield* printed("f3", "f4", { exitCode: true })
      expect(slower).toStrictEqual({
        out: ["no difference between f3f3f3f3 and f4f4f4f4 but the time they took: 2.0s and 2.5s"],
        err: [],
        result: Exit.void
      })
    }).pipe(Effect.provide(other({ durationSeconds: 2.5 })))
  )

  it.effect("prints both runs and every difference as JSON", () =>
    Effect.gen(function* () {
      const { err, out, result } = yield* printed("b2b2b2", "c4", { json: true, exitCode: true })
      expect(JSON.parse(out.join("\n"))).toStrictEqual({
        a: expect.objectContaining({ runId: someRuns.completed.runId, stage: "window_0" }),
        b: expect.objectContaining({ runId: someRuns.failed.runId, stage: "window_2" }),
        differences: [
          { section: "input", field: "rowsIn", a: 1204, b: 9 },
          { section: "result", field: "status", a: "completed", b: "failed" },
          { section: "result", field: "error", a: null, b: "WriterError: the model said no\n  at write" },
          { section: "metrics", field: "durationSeconds", a: 1.924, b: 3723 },
          { section: "metrics", field: "rowsOut", a: 1, b: null },
          { section: "metrics", field: "llmCalls", a: 3, b: 0 },
          { section: "metrics", field: "tokens", a: 45_678, b: 0 }
        ]
      })
      expect([err, result]).toStrictEqual([["the table is locked"], Exit.fail(new Unsuccessful({ code: 1 }))])
    }).pipe(Effect.provide(historyOf(Object.values(someRuns), ["the table is locked"])))
  )

  it.effect("compares runs of different kinds all the same, and says so", () =>
    Effect.gen(function* () {
      const { err, out } = yield* printed("a1", "d5")
      expect(err).toStrictEqual([
        "a1a1a1a1 is a process and d5d5d5d5 a stage: little of them can be the same"
      ])
      expect(sectionsOf(out, "Result", "Metrics").slice(0, 4)).toStrictEqual([
        "Result",
        "  status  running → degraded",
        "  lost",
        "    + no picture of the party"
      ])
    }).pipe(Effect.provide(both))
  )

  it.effect("lets no stored text steer the terminal", () =>
    Effect.gen(function* () {
      const { out } = yield* printed("f3", "f4")
      expect(out.slice(0, 2).concat(out.slice(3))).toStrictEqual([
        "- f3f3f3f3  window_1   completed  2025-10-30 14:03:26",
        "+ f4f4f4f4  red\u{fffd} line  completed  2025-10-30 14:03:26",
        "Input",
        "  messages  – → abcd",
        "  a b       – → cd\u{fffd}",
        "",
        "Configuration",
        '  zone             "UTC" → –',
        "  window.stepSize  1 → –",
        '  clear            – → "\\u202e"',
        "",
        "Code",
        "  version",
        "    - 0.2.0",
        "    + 1",
        "    + 2",
        "",
        "Outputs",
        "  - posts/2025-05-02.md  7e7e7e7e",
        "  - media/cat.jpg        8d8d8d8d",
        "  + \u{fffd}e                   ab"
      ])
    }).pipe(
      Effect.provide(
        other({
          stage: "\u001b[31mred\u202e\nline",
          parts: { messages: "abcd", "a\nb": "cd\u0007" },
          options: JSON.stringify({ "\u001b[2Jclear": "\u202e" }),
          codeRef: "1\r\n2",
          outputs: [{ path: "\u2066e", sha256: "ab" }]
        })
      )
    )
  )

  it.effect("takes ids as show does", () =>
    Effect.gen(function* () {
      const message = "no run has an id that begins with 0; `egregora runs tail --all` lists the latest"
      const missing = yield* printed("a1", "0")
      expect(missing.result).toStrictEqual(Exit.fail(new NoSuchRun({ message })))
      const several = yield* printed("b2", "a1")
      expect(several.result).toStrictEqual(
        Exit.fail(
          new AmbiguousRun({
            message: "2 runs have ids that begin with b2; give more characters of the one you mean"
          })
        )
      )
      const none = yield* printed("a1", "window_0")
      expect(none.result).toMatchObject(Exit.fail(new UsageError({ message: expect.any(String) })))
    }).pipe(Effect.provide(both))
  )
})

/** The lines from one heading to the end of another's section. */
const sectionsOf = (out: ReadonlyArray<string>, first = "", last = ""): ReadonlyArray<string> => {
  const end = out.indexOf("", out.indexOf(last))
  return out.slice(out.indexOf(first), end === -1 ? undefined : end)
}
