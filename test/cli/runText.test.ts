import { expect, it } from "@effect/vitest"
import { count, duration } from "../../src/cli/runText.js"
import { now, running, someRuns } from "../support/someRuns.js"

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
