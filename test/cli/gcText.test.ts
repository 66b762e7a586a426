import { describe, expect, it } from "vitest"
import { gcJson, gcText } from "../../src/cli/gcText.js"
import type { Swept } from "../../src/tracking/gc.js"
import { outlineOf } from "../../src/tracking/retention.js"
import { someRuns } from "../support/someRuns.js"

process.env["TZ"] = "UTC"

const nothing: Swept = { removed: [], needed: 0, left: 1, before: 9, after: 9, notes: [] }
const inside = [someRuns.completed, someRuns.degraded, someRuns.enrich]
const much: Swept = {
  removed: [someRuns.write, someRuns.failed, someRuns.process, ...inside].map(outlineOf),
  needed: 1_204,
  left: 3_000,
  before: 97_005_568,
  after: 9_449_472,
  notes: []
}

describe("gcText", () => {
  it("tells what was done", () => {
    expect(gcText(nothing, false)).toBe("nothing to remove: 1 run stays")
    expect(gcText(much, false).split("\n")).toStrictEqual([
      "removed 6 runs (1 process, 3 windows, 2 stages), begun from 2025-10-28 14:03:22 to 2025-10-28 14:03:27; 3,000 runs stay",
      "1,204 of these are beyond the limits: resume needs them, or what stays comes from them",
      "the database has 9.4 MB, and had 97 MB"
    ])
  })

  it("tells what would be done", () => {
    expect(gcText({ ...nothing, needed: 1 }, true).split("\n")).toStrictEqual([
      "nothing to remove: 1 run would stay",
      "1 of these is beyond the limits: resume needs it, or what stays comes from it"
    ])
    expect(gcText({ ...much, removed: much.removed.slice(1, 2) }, true).split("\n")).toStrictEqual([
      "would remove 1 run (1 window), begun 2025-10-28 14:03:27; 3,000 runs would stay",
      "1,204 of these are beyond the limits: resume needs them, or what stays comes from them",
      "the database would have about 9.4 MB, and has 97 MB"
    ])
  })
})

describe("gcJson", () => {
  it("has every number, and when what goes began", () => {
    const none = { processes: 0, windows: 0, stages: 0, tasks: 0 }
    expect(gcJson(nothing, true)).toStrictEqual({
      dryRun: true,
      removed: { runs: 0, ...none, from: null, to: null },
      needed: 0,
      left: 1,
      bytesBefore: 9,
      bytesAfter: 9
    })
    expect(gcJson(much, false).removed).toStrictEqual({
      runs: 6,
      processes: 1,
      windows: 3,
      stages: 2,
      tasks: 0,
      from: "2025-10-28T14:03:22.000Z",
      to: "2025-10-28T14:03:27.000Z"
    })
  })
})
