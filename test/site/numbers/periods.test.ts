import { describe, expect, it } from "@effect/vitest"
import { grainOf, periodsOf } from "../../../src/site/numbers/periods.js"

const days = new Map([
  ["2024-12-30", 2],
  ["2025-01-05", 3],
  ["2025-01-06", 4],
  ["2025-03-01", 5]
])

const of = (grain: "day" | "week" | "month" | "year") =>
  periodsOf(days, grain, "2024-12-30", "2025-03-01").map(({ messages, start }) => [start, messages])

describe("grainOf", () => {
  it.each([
    ["2025-01-01", "2025-01-01", "day"],
    ["2025-01-01", "2025-03-03", "day"],
    ["2025-01-01", "2025-03-04", "week"],
    ["2024-01-01", "2025-03-05", "week"],
    ["2024-01-01", "2025-03-06", "month"],
    ["2010-01-01", "2025-03-05", "year"]
  ])("%s to %s: %s", (first, last, grain) => {
    expect(grainOf(first, last)).toBe(grain)
  })
})

describe("periodsOf", () => {
  it("weeks begin on Monday, and none is left out", () => {
    expect(of("week")).toEqual([
      ["2024-12-30", 5],
      ["2025-01-06", 4],
      ["2025-01-13", 0],
      ["2025-01-20", 0],
      ["2025-01-27", 0],
      ["2025-02-03", 0],
      ["2025-02-10", 0],
      ["2025-02-17", 0],
      ["2025-02-24", 5]
    ])
  })

  it("months and years go by the calendar", () => {
    expect(of("month")).toEqual([
      ["2024-12-01", 2],
      ["2025-01-01", 7],
      ["2025-02-01", 0],
      ["2025-03-01", 5]
    ])
    expect(of("year")).toEqual([
      ["2024-01-01", 2],
      ["2025-01-01", 12]
    ])
  })

  it("days are all there", () => {
    expect(of("day").length).toBe(62)
    expect(of("day").filter(([, n]) => n !== 0)).toEqual([...days])
  })
})
