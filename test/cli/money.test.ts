import { expect, it } from "vitest"
import { money } from "../../src/cli/money.js"

const spent = (cost: number, unpricedCalls = 0) => ({
  tokensIn: 1,
  tokensOut: 1,
  tokensCached: 0,
  cost,
  unpricedCalls
})

it.each([
  [0, "$0.00"],
  [1e-9, "under $0.000001"],
  [0.0000012, "$0.000001"],
  [0.000031, "$0.000031"],
  [0.00096, "$0.00096"],
  [0.0031, "$0.0031"],
  [0.00315, "$0.0032"],
  [0.00999, "$0.01"],
  [0.015, "$0.015"],
  [0.05, "$0.05"],
  [0.123, "$0.12"],
  [0.999, "$1.00"],
  [1.97, "$1.97"],
  [1.204, "$1.20"],
  [1234.5, "$1,234.50"]
])("tells %d dollars as %s", (cost, text) => {
  expect(money(spent(cost))).toBe(text)
})

it.each([
  ["no call", null, "–"],
  ["calls without a price", spent(0, 3), "unpriced"],
  ["a call without a price beside others", spent(1.2, 1), "$1.20 + 1 unpriced call"],
  ["calls without a price beside others", spent(0.0031, 1203), "$0.0031 + 1,203 unpriced calls"]
])("tells %s", (_, what, text) => {
  expect(money(what)).toBe(text)
})
