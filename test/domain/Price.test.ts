import { describe, expect, it } from "@effect/vitest"
import * as Schema from "effect/Schema"
import { builtInPrices } from "../../src/domain/builtInPrices.js"
import { override, Price, type PriceTable, priceOf } from "../../src/domain/Price.js"

/** Rows that differ in their price for input, in the order of the names. */
const table = (...models: ReadonlyArray<string>): PriceTable =>
  models.map((model, input) => ({ model, input, output: 9 }))

/** Which row a model has its price from. */
const found = (rows: PriceTable, model: string): string | undefined => priceOf(rows, model)?.model

describe("the price of a model", () => {
  it.each([
    ["its own name before a beginning that is as long", ["gpt*", "gpt-5", "gpt-5*"], "gpt-5", "gpt-5"],
    ["its own name, wherever it stands", ["gpt-5*", "gpt*", "gpt-5"], "gpt-5", "gpt-5"],
    ["the longest beginning", ["gpt*", "gpt-5-mini*", "gpt-5*"], "gpt-5-mini-2025-08-07", "gpt-5-mini*"],
    ["a beginning that is all of the name", ["gpt-5*"], "gpt-5", "gpt-5*"],
    ["what matches every name", ["gpt*", "*"], "llama3.2:3b", "*"],
    ["the first of two rows of one name", ["gpt-5", "gpt-5"], "gpt-5", "gpt-5"]
  ])("is that of %s", (_, models, model, expected) => {
    const rows = table(...models)
    expect(found(rows, model)).toBe(expected)
    expect(priceOf(rows, model)?.input).toBe(models.indexOf(expected))
  })

  it.each(["gpt", "GPT-5", "openai/gpt-5", "gpt-5-mini", ""])("is not known for %j", (model) => {
    expect(priceOf(table("gpt-5", "gpt-5-nano*"), model)).toBeNull()
  })
})

describe("a user's own rows", () => {
  const builtIn = table("claude-haiku*", "claude-sonnet", "gpt-5*")

  it.each([
    ["a beginning", "claude*", ["claude*", "gpt-5*"]],
    [
      "a longer beginning",
      "claude-haiku-4*",
      ["claude-haiku-4*", "claude-haiku*", "claude-sonnet", "gpt-5*"]
    ],
    ["the same beginning", "gpt-5*", ["gpt-5*", "claude-haiku*", "claude-sonnet"]],
    ["the same name", "claude-sonnet", ["claude-sonnet", "claude-haiku*", "gpt-5*"]],
    ["a beginning that is a whole name", "claude-sonnet*", ["claude-sonnet*", "claude-haiku*", "gpt-5*"]],
    ["a name that a beginning matches", "gpt-5", ["gpt-5", "claude-haiku*", "claude-sonnet", "gpt-5*"]],
    ["everything", "*", ["*"]]
  ])("replace what they match: %s", (_, model, expected) => {
    expect(override(builtIn, table(model)).map((row) => row.model)).toStrictEqual(expected)
  })

  it("win over a longer name that is built in", () => {
    const rows = override(builtIn, table("claude*"))
    expect(found(rows, "claude-haiku-4-5")).toBe("claude*")
    expect(found(rows, "gpt-5-mini")).toBe("gpt-5*")
  })
})

describe("the name of a row", () => {
  const isModel = Schema.is(Price.fields.model)
  it.each(["gpt-5", "gpt-5*", "llama3.2:3b", "anthropic/claude-haiku-4.5", "*"])("may be %j", (model) => {
    expect(isModel(model)).toBe(true)
  })
  it.each(["", "gpt-*-mini", "*-mini", "**", "gpt-5\n", "a\u0007"])("may not be %j", (model) => {
    expect(isModel(model)).toBe(false)
  })
})

describe("the built-in prices", () => {
  it("are prices, each of another model, with a page and a day", () => {
    const rows = Schema.decodeUnknownSync(Schema.Array(Price))(builtInPrices, { onExcessProperty: "error" })
    expect(rows).toStrictEqual(builtInPrices)
    expect(new Set(rows.map(({ model }) => model)).size).toBe(rows.length)
    for (const { cached = 0, date, input, output, source } of builtInPrices) {
      expect(cached).toBeLessThan(input)
      expect(input).toBeLessThan(output)
      expect(source).toMatch(/^https:\/\//)
      expect(new Date(date).toISOString()).toBe(`${date}T00:00:00.000Z`)
    }
  })

  it.each([
    ["claude-haiku-4-5-20251001", 1],
    ["claude-sonnet-5", 2],
    ["gpt-5-mini-2025-08-07", 0.25],
    ["gpt-4o-mini", 0.15],
    ["gemini-2.5-flash", 0.3]
  ])("know %s", (model, input) => {
    expect(priceOf(builtInPrices, model)?.input).toBe(input)
  })

  it.each(["claude-sonnet-5-6", "gpt-4o-mini-audio-preview", "gemini-2.5-flash-image", "gemini-2.5-pro"])(
    "do not take %s for another model",
    (model) => {
      expect(priceOf(builtInPrices, model)).toBeNull()
    }
  )
})
