/**
 * `egregora runs lineage ID`, in process.
 */
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as TestClock from "effect/TestClock"
import { printLineage } from "../../../../src/cli/commands/runs/printLineage.js"
import { NoSuchRun } from "../../../../src/cli/findRun.js"
import { Screen, type Shape } from "../../../../src/cli/terminal.js"
import { Unsuccessful } from "../../../../src/cli/Unsuccessful.js"
import { columns } from "../../../../src/cli/wrap.js"
import type { RunId } from "../../../../src/domain/Run.js"
import { captured } from "../../../support/console.js"
import { laterRuns } from "../../../support/laterRuns.js"
import { historyOf, now, running, someRuns } from "../../../support/someRuns.js"

process.env["TZ"] = "UTC"

const all = [...Object.values(someRuns), ...Object.values(laterRuns)]
const pipe: Shape = { colour: false, width: Number.POSITIVE_INFINITY }

const printed = (
  id: string,
  options: {
    readonly depth?: number
    readonly json?: boolean
    readonly mermaid?: boolean
    readonly screen?: Shape
  } = {}
) =>
  TestClock.setTime(now + 2 * 86_400_000).pipe(
    Effect.zipRight(
      captured(
        Effect.exit(
          printLineage({
            id,
            depth: Option.fromNullable(options.depth),
            json: options.json ?? false,
            mermaid: options.mermaid ?? false
          })
        )
      )
    ),
    Effect.provideService(Screen, options.screen ?? pipe)
  )

/** The lines without what follows the names. */
const names = (lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.map((line) => line.replace(/ +(?:completed|running|–).*$/, ""))

describe("runs lineage", () => {
  it.effect("draws what a run comes from above it, and what came of it below", () =>
    Effect.gen(function* () {
      const { err, out, result } = yield* printed("b2b2b2")
      expect(out).toStrictEqual([
        "┌─ a1a1a1a1  process                 running    2025-10-28 14:03:22  48h 02m…",
        "b2b2b2b2  window_0                   completed  2025-10-28 14:03:23      1.9s",
        "└─ taken over by f1f1f1f1  window_0  completed  2025-10-30 14:03:23      12ms  reused"
      ])
      expect([err, result]).toStrictEqual([["the table is locked"], Exit.fail(new Unsuccessful({ code: 1 }))])
      const whole = yield* printed("a1")
      expect(whole.out).toStrictEqual([
        "a1a1a1a1  process                       running    2025-10-28 14:03:22  48h 02m…",
        "├─ b2b2b2b2  window_0                   completed  2025-10-28 14:03:23      1.9s",
        "│  └─ taken over by f1f1f1f1  window_0  completed  2025-10-30 14:03:23      12ms  reused",
        "├─ b2b2c3c3  window_1                   degraded   2025-10-28 14:03:25      20ms",
        "│  ├─ d5d5d5d5  enrich                  degraded   2025-10-28 14:03:25      10ms",
        "│  └─ e6e6e6e6  write                   completed  2025-10-28 14:03:26       5ms",
        "├─ c4c4c4c4  window_2                   failed     2025-10-28 14:03:27    1h 02m",
        "└─ repeated by f5f5f5f5  process        running    2025-10-30 14:04:22   1m 00s…"
      ])
    }).pipe(Effect.provide(historyOf(all, ["the table is locked"])))
  )

  it.effect("marks whose work was taken over or is repeated, up to the processes around both", () =>
    Effect.gen(function* () {
      expect((yield* printed("f1")).out).toStrictEqual([
        "   ┌─ a1a1a1a1  process           running    2025-10-28 14:03:22  48h 02m…",
        "┌─ takes over b2b2b2b2  window_0  completed  2025-10-28 14:03:23      1.9s",
        "├─ f0f0f0f0  process              completed  2025-10-30 14:03:22      8.0s",
        "f1f1f1f1  window_0                completed  2025-10-30 14:03:23      12ms  reused"
      ])
      expect((yield* printed("f5")).out).toStrictEqual([
        "┌─ repeats a1a1a1a1  process  running    2025-10-28 14:03:22  48h 02m…",
        "f5f5f5f5  process             running    2025-10-30 14:04:22   1m 00s…"
      ])
    }).pipe(Effect.provide(historyOf(all)))
  )

  it.effect("goes no further than asked", () =>
    Effect.gen(function* () {
      expect(names((yield* printed("f1", { depth: 1 })).out)).toStrictEqual([
        "┌─ takes over b2b2b2b2  window_0",
        "├─ f0f0f0f0  process",
        "f1f1f1f1  window_0"
      ])
      expect((yield* printed("a1", { depth: 0 })).out).toHaveLength(1)
      expect((yield* printed("a1", { depth: 1 })).out).toHaveLength(5)
    }).pipe(Effect.provide(historyOf(all)))
  )

  it.effect("cuts names on a narrow terminal, and says there how far back a run lies", () =>
    Effect.gen(function* () {
      const { out } = yield* printed("a1", { depth: 2, screen: { colour: true, width: 72 } })
      expect(out.slice(0, 3)).toStrictEqual([
        "\u001b[1ma1a1a1a1  process                  \u001b[22m  \u001b[36mrunning  \u001b[39m  2d ago  48h 02m…",
        "├─ b2b2b2b2  window_0                \u001b[32mcompleted\u001b[39m  2d ago      1.9s",
        "│  └─ taken over by f1f1f1f1  wind…  \u001b[32mcompleted\u001b[39m  1m ago      12ms  reused"
      ])
      expect(Math.max(...out.map(columns))).toBeLessThanOrEqual(72)
    }).pipe(Effect.provide(historyOf(all)))
  )

  it.effect("tells a replay as what it repeats, not as a part of it", () =>
    Effect.gen(function* () {
      const { completed } = someRuns
      const replay = running("abababab", 90, { parentId: completed.runId, originId: completed.runId })
      const history = historyOf([completed, replay])
      const lines = yield* Effect.provide(printed("b2"), history)
      expect(names(lines.out)).toStrictEqual([
        "┌─ a1a1a1a1  no longer in the history",
        "b2b2b2b2  window_0",
        "└─ repeated by abababab  window_0"
      ])
      const up = yield* Effect.provide(printed("ab"), history)
      expect(names(up.out)).toStrictEqual([
        "   ┌─ a1a1a1a1  no longer in the history",
        "┌─ repeats b2b2b2b2  window_0",
        "abababab  window_0"
      ])
    })
  )

  it.effect("ends where runs are each other's ancestors, and draws each but once with its branches", () =>
    Effect.gen(function* () {
      const id = (text: string): RunId => running(text, 0).runId
      const loop = historyOf([
        running("aaaaaaaa", 1, { stage: "a", parentId: id("cccccccc"), originId: id("bbbbbbbb") }),
        running("bbbbbbbb", 2, { stage: "b", parentId: id("aaaaaaaa") }),
        running("cccccccc", 3, { stage: "c", parentId: id("bbbbbbbb"), originId: id("cccccccc") })
      ])
      const { out } = yield* Effect.provide(printed("aa"), loop)
      expect(names(out)).toStrictEqual([
        "   ┌─ aaaaaaaa  a",
        "┌─ repeats bbbbbbbb  b",
        "│  ┌─ repeats cccccccc  c",
        "│  ├─ bbbbbbbb  b",
        "├─ cccccccc  c",
        "aaaaaaaa  a",
        "└─ bbbbbbbb  b",
        "   ├─ repeated by aaaaaaaa  a",
        "   └─ cccccccc  c",
        "      ├─ aaaaaaaa  a",
        "      └─ repeated by cccccccc  c"
      ])
      const json = yield* Effect.provide(printed("aa", { json: true }), loop)
      expect(json.result).toStrictEqual(Exit.void)
    })
  )

  it.effect("prints a process of thousands of windows", () =>
    Effect.gen(function* () {
      const { process: whole } = someRuns
      const windows = Array.from({ length: 5_000 }, (_, n) =>
        running(`9${String(n).padStart(7, "0")}`, n, { stage: `window_${n}`, parentId: whole.runId })
      )
      const { out } = yield* Effect.provide(printed("a1"), historyOf([whole, ...windows]))
      expect(out).toHaveLength(5_001)
      expect(out.at(-1)?.startsWith("└─ 90004999  window_4999  running")).toBe(true)
    })
  )

  it.effect("prints JSON, nested in both directions", () =>
    Effect.gen(function* () {
      const { out } = yield* printed("b2b2b2", { json: true })
      const run = (of: { readonly runId: string }) =>
        expect.objectContaining({ runId: of.runId, reasons: [] })
      expect(JSON.parse(out.join("\n"))).toStrictEqual({
        run: run(someRuns.completed),
        ancestors: [
          { edge: "inside", runId: someRuns.process.runId, run: run(someRuns.process), ancestors: [] }
        ],
        descendants: [
          { edge: "takes over", runId: laterRuns.reused.runId, run: run(laterRuns.reused), descendants: [] }
        ]
      })
      const alone = yield* Effect.provide(
        printed("f1", { json: true }),
        historyOf([laterRuns.reused, laterRuns.process])
      )
      expect(JSON.parse(alone.out.join("\n")).ancestors).toStrictEqual([
        { edge: "inside", runId: laterRuns.process.runId, run: run(laterRuns.process), ancestors: [] },
        { edge: "takes over", runId: someRuns.completed.runId, run: null, ancestors: [] }
      ])
    }).pipe(Effect.provide(historyOf(all)))
  )

  it.effect("prints a flowchart for Mermaid in which a name is nothing but text", () =>
    Effect.gen(function* () {
      const stage = `end"]; click x "javascript:alert(1)" %%{init} <b>\u001b[31m\n--> #quot; \`1. ü\` _x_`
      const { out } = yield* Effect.provide(
        printed("b2", { mermaid: true }),
        historyOf([{ ...someRuns.completed, stage }, laterRuns.reused])
      )
      const id = (text: string) => `run_${text}111141118111111111111111`
      expect(out).toStrictEqual([
        "flowchart TD",
        `  ${id("b2b2b2b2")}["b2b2b2b2 end#34;#93;#59; click x #34;javascript#58;alert#40;1#41;#34; #37;#37;#123;init#125; #60;b#62; #45;#45;#62; #35;quot#59; #96;1#46; ü#96; #95;x#95;<br/>completed<br/>2025#45;10#45;28 14#58;03#58;23#44; 1#46;9s"]:::completed`,
        `  ${id("a1a1a1a1")}["a1a1a1a1<br/>no longer in the history"]`,
        `  ${id("f1f1f1f1")}["f1f1f1f1 window#95;0<br/>completed#44; reused b2b2b2b2<br/>2025#45;10#45;30 14#58;03#58;23#44; 12ms"]:::completed`,
        `  ${id("a1a1a1a1")} --> ${id("b2b2b2b2")}`,
        `  ${id("b2b2b2b2")} -. "taken over by" .-> ${id("f1f1f1f1")}`,
        "  classDef completed stroke:#2e7d32",
        "  classDef degraded stroke:#f9a825",
        "  classDef failed stroke:#c62828",
        "  classDef running stroke:#0277bd",
        `  style ${id("b2b2b2b2")} stroke-width:3px`
      ])
    })
  )

  it.effect("lets no stored name steer the terminal", () =>
    Effect.gen(function* () {
      const { out } = yield* printed("c4")
      expect(out.at(-1)?.slice(0, 20)).toBe("c4c4c4c4  a red\u{fffd} b  ")
    }).pipe(Effect.provide(historyOf([{ ...someRuns.failed, stage: "a\n\u001b[31mred\u202e b" }])))
  )

  it.effect("knows no such run", () =>
    Effect.gen(function* () {
      const message = "no run has an id that begins with 0; `egregora runs tail --all` lists the latest"
      expect((yield* printed("0")).result).toStrictEqual(Exit.fail(new NoSuchRun({ message })))
    }).pipe(Effect.provide(historyOf(all)))
  )
})
