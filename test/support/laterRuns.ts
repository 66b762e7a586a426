import * as Run from "../../src/domain/Run.js"
import { running, someRuns } from "./someRuns.js"

const twoDays = 2 * 86_400
const options = { output: "blog", window: { stepSize: 1, stepUnit: "days" }, realNames: false }

const whole = running("f0f0f0f0", twoDays, {
  kind: "process",
  stage: "process",
  configHash: "2d".repeat(32),
  codeRef: "0.2.0",
  options: JSON.stringify(options)
})
const inside = { parentId: whole.runId, codeRef: "0.2.0", configHash: "2d".repeat(32) }
const day = (date: number): Run.RunWindow => ({
  key: `2025-05-0${date}`,
  start: Date.UTC(2025, 4, date, 8),
  end: Date.UTC(2025, 4, date, 22, 30)
})
const first = running("f1f1f1f1", twoDays + 1, {
  ...inside,
  rowsIn: 1204,
  inputFingerprint: "3c".repeat(32),
  window: day(1),
  parts: { messages: "4b".repeat(32), writer: "5a".repeat(32) }
})
const second = running("f2f2f2f2", twoDays + 2, { ...inside, stage: "window_1", rowsIn: 87, window: day(2) })
const secondAgain = running("f3f3f3f3", twoDays + 4, {
  ...inside,
  stage: "window_1",
  rowsIn: 87,
  window: day(2),
  attempt: 2
})
const third = running("f4f4f4f4", twoDays + 6, { ...inside, stage: "window_2", rowsIn: 9, window: day(3) })
const replay = running("f5f5f5f5", twoDays + 60, {
  kind: "process",
  stage: "process",
  originId: someRuns.process.runId
})

const took = (run: Run.Running, seconds: number): Run.Outcome => ({
  ...Run.noMetrics,
  finishedAt: run.startedAt + seconds * 1000,
  durationSeconds: seconds
})
const post = (name: string, sha256: string): Run.Output => ({ path: `posts/${name}.md`, sha256 })

/**
 * The runs of a second process two days after `someRuns`, by their start: one took over the work of
 * `someRuns.completed`, one was done at its second try, one had nothing to do. And a process that repeats
 * the first one and is still running.
 */
export const laterRuns = {
  process: Run.complete(whole, { ...took(whole, 8), rowsOut: 2 }),
  reused: Run.complete(
    first,
    {
      ...took(first, 0.012),
      rowsOut: 1,
      originId: someRuns.completed.runId,
      outputs: [post("2025-05-01", "6f".repeat(32))]
    },
    "reused"
  ),
  failed: Run.fail(second, took(second, 1), "WriterError: too many requests\n  at write"),
  retried: Run.complete(secondAgain, {
    ...took(secondAgain, 1.5),
    rowsOut: 1,
    llmCalls: 2,
    tokens: 1_500,
    spent: { tokensIn: 1_200, tokensOut: 300, tokensCached: 1_000, cost: 0.0123, unpricedCalls: 0 },
    outputs: [post("2025-05-02", "7e".repeat(32)), { path: "media/cat.jpg", sha256: "8d".repeat(32) }]
  }),
  empty: Run.complete(third, { ...took(third, 0.001), rowsOut: 0 }, "empty"),
  replay
} satisfies Record<string, Run.Run>
