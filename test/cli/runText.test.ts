import { expect, it } from "@effect/vitest"
import { ago, count, duration, mark, shortMark, when } from "../../src/cli/runText.js"
import { laterRuns } from "../support/laterRuns.js"
import { now, running, someRuns } from "../support/someRuns.js"

process.env["TZ"] = "UTC"

it.each([
  [null, "–"],
  [0, "0"],
  [999, "999"],
  [1000, "1,000"],
  [1_234_567, "1,234,567"]
])("counts %s as %s", (value, text) => {
  expect(count(value)).toBe(text)
})

it.each([
  [0, "0ms"],
  [0.0244, "24ms"],
  [0.9994, "999ms"],
  [0.9996, "1.0s"],
  [59.94, "59.9s"],
  [59.96, "1m 00s"],
  [61, "1m 01s"],
  [3599.6, "1h 00m"],
  [3_600, "1h 00m"],
  [90_000, "25h 00m"]
])("tells %d seconds as %s", (seconds, text) => {
  expect(duration({ ...someRuns.completed, durationSeconds: seconds }, now)).toBe(text)
})

it("tells how long a run has been running, also by a clock that went back", () => {
  expect(duration(running("a1a1a1a1", 60), now)).toBe("1m 00s…")
  expect(duration(running("a1a1a1a1", 600), now)).toBe("0ms…")
})

it.each([
  [-60, "just now"],
  [4, "just now"],
  [5, "5s ago"],
  [59.9, "59s ago"],
  [60, "1m ago"],
  [3_599, "59m ago"],
  [3_600, "1h ago"],
  [86_399, "23h ago"],
  [86_400, "1d ago"],
  [30 * 86_400 - 1, "29d ago"],
  [30 * 86_400, "2025-09-28"]
])("tells what was %d seconds ago as %s", (seconds, text) => {
  expect(ago(now - seconds * 1000, now)).toBe(text)
})

it("tells an instant to people as it lies back, and to a file as it is", () => {
  const told = (width: number) => when(now - 60_000, { now, screen: { colour: true, width } })
  expect([told(80), told(Number.POSITIVE_INFINITY)]).toStrictEqual(["1m ago", "2025-10-28 14:04:22"])
})

it("marks what a status does not say", () => {
  const both = { ...laterRuns.reused, attempt: 3 }
  const unknown = { ...laterRuns.reused, originId: null }
  expect([someRuns.completed, laterRuns.replay, laterRuns.empty, both, unknown].map(mark)).toStrictEqual([
    "",
    "",
    "empty",
    "reused b2b2b2b2, try 3",
    "reused"
  ])
  expect([both, laterRuns.retried].map(shortMark)).toStrictEqual(["reused, try 3", "try 2"])
})
