import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { parseInstant, parseSpan } from "../../src/cli/dates.js"

process.env["TZ"] = "Europe/Lisbon"

const now = Date.UTC(2025, 9, 28, 14, 3, 22)
const at = (text: string, edge: "begin" | "end" = "begin") => parseInstant("--since", text, { edge, now })
const hour = 3_600_000

describe("parseInstant", () => {
  it.effect.each([
    ["90m", now - 1.5 * hour],
    ["24h", now - 24 * hour],
    ["7d", now - 7 * 24 * hour],
    ["2w", now - 14 * 24 * hour],
    ["0m", now],
    ["999999999w", 0],
    ["2025-10-28", Date.UTC(2025, 9, 28)],
    ["2025-07-01", Date.UTC(2025, 5, 30, 23)],
    ["2025-07-01T08:15", Date.UTC(2025, 6, 1, 7, 15)],
    ["2025-07-01 08:15:30", Date.UTC(2025, 6, 1, 7, 15, 30)],
    ["2025-07-01T08:15:30.250Z", Date.UTC(2025, 6, 1, 8, 15, 30, 250)],
    ["2025-07-01t08:15z", Date.UTC(2025, 6, 1, 8, 15)],
    ["2025-07-01T08:15+09:00", Date.UTC(2025, 5, 30, 23, 15)]
  ] as const)("takes %j", ([text, instant]) => Effect.map(at(text), (found) => expect(found).toBe(instant)))

  it.effect("takes a day to its end, also where a clock is changed, and a time to itself", () =>
    Effect.gen(function* () {
      expect(yield* at("2025-07-01", "end")).toBe(Date.UTC(2025, 6, 1, 23))
      expect(yield* at("2025-10-26", "end")).toBe(Date.UTC(2025, 9, 27))
      expect(yield* at("2025-03-30", "end")).toBe(Date.UTC(2025, 2, 30, 23))
      expect(yield* at("2025-07-01T08:15", "end")).toBe(Date.UTC(2025, 6, 1, 7, 15))
      expect(yield* at("24h", "end")).toBe(now - 24 * hour)
    })
  )

  it.effect.each([
    "",
    "yesterday",
    "3M",
    "7 d",
    "1.5h",
    "-1d",
    "2025-02-30",
    "2025-13-01",
    "2025-10-28T",
    "2025-10-28T25:00",
    "2025-02-30T10:00",
    "2025-10-28T10",
    "28/10/2025",
    "1761660202000"
  ])("refuses %j", (text) =>
    Effect.map(Effect.flip(at(text)), ({ message }) =>
      expect(message).toBe(
        `--since: "${text}" is not a time ago, as 24h or 7d, or a date; write it as 2025-10-28`
      )
    )
  )
})

describe("parseSpan", () => {
  it("takes nothing but a number with its unit", () => {
    expect(["90d", "2w", "90", "d", "3M", "1y"].map(parseSpan)).toStrictEqual([
      90 * 24 * hour,
      14 * 24 * hour,
      null,
      null,
      null,
      null
    ])
  })
})
