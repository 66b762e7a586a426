import { describe, expect, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import { add, bill, exact, storable, type Usage, worstCase } from "../../src/domain/Cost.js"
import type { Price, PriceTable } from "../../src/domain/Price.js"
import type { Spent } from "../../src/domain/Run.js"

const table: PriceTable = [
  { model: "cheap", input: 0.25, cached: 0.025, output: 2 },
  { model: "plain", input: 3, output: 15 },
  { model: "odd", input: 0.1, output: 0.2 },
  { model: "own", input: 0, output: 0 }
]

const nothing: Spent = { tokensIn: 0, tokensOut: 0, tokensCached: 0, cost: 0, unpricedCalls: 0 }

describe("a bill", () => {
  it.each<[string, Usage, number, Partial<Spent>]>([
    [
      "input, cached input and output, each at its price",
      { model: "cheap", tokensIn: 10_000, tokensCached: 4_000, tokensOut: 500 },
      1,
      // 6,000 × $0.25 + 4,000 × $0.025 + 500 × $2, for a million
      { tokensIn: 10_000, tokensCached: 4_000, tokensOut: 500, cost: 0.0026 }
    ],
    [
      "cached input as any input where it has no price of its own",
      { model: "plain", tokensIn: 1_000, tokensCached: 1_000, tokensOut: 100 },
      1,
      { tokensIn: 1_000, tokensCached: 1_000, tokensOut: 100, cost: 0.0045 }
    ],
    [
      "several calls",
      { model: "cheap", tokensIn: 30, tokensOut: 3, calls: 3 },
      3,
      { tokensIn: 30, tokensOut: 3, cost: 0.0000135 }
    ],
    [
      "nothing for a model that costs nothing",
      { model: "own", tokensIn: 1_000_000, tokensOut: 9 },
      1,
      { tokensIn: 1_000_000, tokensOut: 9 }
    ],
    [
      "no price for a model that is not known",
      { model: "other", tokensIn: 7, tokensCached: 2, tokensOut: 3, calls: 2 },
      2,
      { tokensIn: 7, tokensCached: 2, tokensOut: 3, cost: null, unpricedCalls: 2 }
    ],
    [
      "no more cached input than input",
      { model: "cheap", tokensIn: 100, tokensCached: 400, tokensOut: 0 },
      1,
      { tokensIn: 100, tokensCached: 100, cost: 0.0000025 }
    ],
    [
      "0 for what cannot be counted",
      {
        model: "plain",
        tokensIn: Number.NaN,
        tokensCached: -1,
        tokensOut: Number.POSITIVE_INFINITY,
        calls: -2
      },
      0,
      {}
    ],
    [
      "no error of decimal fractions",
      { model: "odd", tokensIn: 1, tokensOut: 1 },
      1,
      { tokensIn: 1, tokensOut: 1, cost: 0.0000003 }
    ],
    ["whole tokens", { model: "plain", tokensIn: 1.6, tokensOut: 0 }, 1, { tokensIn: 2, cost: 0.000006 }]
  ])("has %s", (_, usage, calls, spent) => {
    expect(bill(table, usage)).toStrictEqual({ calls, spent: { ...nothing, ...spent } })
  })
})

describe("the worst case", () => {
  it.each<[string, Price, number, number, number]>([
    ["all input and all output", { model: "m", input: 0.25, cached: 0.025, output: 2 }, 1_000, 100, 0.00045],
    [
      "input from the cache where that is dearer",
      { model: "m", input: 1, cached: 4, output: 0 },
      1_000,
      9,
      0.004
    ],
    ["nothing at the price 0", { model: "m", input: 0, output: 0 }, Number.POSITIVE_INFINITY, Number.NaN, 0],
    ["any sum where it is not known how much", { model: "m", input: 1, output: 1 }, Number.NaN, 1, Infinity],
    ["any sum where there is no limit", { model: "m", input: 1, output: 1 }, 1, Infinity, Infinity],
    ["any sum for less than nothing", { model: "m", input: 1, output: 1 }, -5, 1, Infinity]
  ])("is %s", (_, price, tokensIn, maxTokensOut, expected) => {
    expect(worstCase(price, { model: "m", tokensIn, maxTokensOut })).toBe(expected)
  })

  const tokens = FastCheck.nat({ max: 2_000_000 })
  const rate = FastCheck.nat({ max: 100_000 }).map((thousandths) => thousandths / 1000)
  it.prop(
    "is never less than the bill",
    [
      FastCheck.record({ model: FastCheck.constant("m"), input: rate, cached: rate, output: rate }),
      FastCheck.record({ tokensIn: tokens, tokensCached: tokens, tokensOut: tokens }),
      tokens,
      tokens
    ],
    ([price, usage, moreIn, moreOut]) => {
      const { cost } = bill([price], { model: "m", ...usage }).spent
      const estimate = {
        model: "m",
        tokensIn: usage.tokensIn + moreIn,
        maxTokensOut: usage.tokensOut + moreOut
      }
      expect(cost).toBeLessThanOrEqual(worstCase(price, estimate))
    }
  )
})

describe("a sum", () => {
  const amount = FastCheck.nat({ max: 1_000_000_000 }).map((billionths) => billionths / 1e9)
  const count = FastCheck.nat({ max: 1_000_000 })
  const spent: FastCheck.Arbitrary<Spent | null> = FastCheck.option(
    FastCheck.record({
      tokensIn: count,
      tokensOut: count,
      tokensCached: count,
      cost: amount,
      unpricedCalls: count
    }),
    { nil: null }
  )

  it("adds each part, without the error of decimal fractions", () => {
    const a = { tokensIn: 1, tokensOut: 2, tokensCached: 3, cost: 0.1, unpricedCalls: 4 }
    const b = { tokensIn: 10, tokensOut: 20, tokensCached: 30, cost: 0.2, unpricedCalls: 40 }
    const unpriced = { ...a, cost: null }
    expect([add(unpriced, a)?.cost, add(a, unpriced)?.cost, add(unpriced, unpriced)?.cost]).toStrictEqual([
      0.1,
      0.1,
      null
    ])
    const sum = { tokensIn: 11, tokensOut: 22, tokensCached: 33, cost: 0.3, unpricedCalls: 44 }
    expect(add(a, b)).toStrictEqual(sum)
    expect(add(null, b)).toStrictEqual(b)
    expect(add(a, null)).toStrictEqual(a)
    expect(add(null, null)).toBeNull()
  })

  it.prop("is the same in any order", [FastCheck.array(spent), FastCheck.nat()], ([parts, seed]) => {
    const turned = parts.map((_, index) => parts[(index + seed) % parts.length] ?? null).reverse()
    const sum = (parts: ReadonlyArray<Spent | null>) => parts.reduce(add, null)
    expect(sum(turned)).toStrictEqual(sum(parts))
    const half = parts.length >> 1
    expect(add(sum(parts.slice(0, half)), sum(parts.slice(half)))).toStrictEqual(sum(parts))
  })

  it("is exact where there is nothing to round, and stays what it is beyond all bounds", () => {
    expect([exact(0.1 + 0.2), exact(2), exact(Infinity), exact(1e300)]).toStrictEqual([
      0.3,
      2,
      Infinity,
      1e300
    ])
  })
})

it("what was spent can be stored, whatever it was counted with", () => {
  expect(
    storable({
      tokensIn: 1.4,
      tokensOut: Number.NaN,
      tokensCached: -1,
      cost: Number.NaN,
      unpricedCalls: Infinity
    })
  ).toStrictEqual({ tokensIn: 1, tokensOut: 0, tokensCached: 0, cost: 0, unpricedCalls: 0 })
  expect(storable({ ...nothing, cost: -0.5 })).toStrictEqual(nothing)
  expect(storable({ ...nothing, cost: 0.1 + 0.2 })).toStrictEqual({ ...nothing, cost: 0.1 + 0.2 })
})
