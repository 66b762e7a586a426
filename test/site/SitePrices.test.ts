import * as FileSystem from "@effect/platform/FileSystem"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { builtInPrices } from "../../src/domain/builtInPrices.js"
import * as SitePrices from "../../src/site/SitePrices.js"
import { SiteStore } from "../../src/site/SiteStore.js"
import { Prices } from "../../src/tracking/Prices.js"
import { withSite } from "../support/site.js"

/** Uses a site that has the given file of prices. */
const withPrices = <A, E>(text: string, use: (root: string) => Effect.Effect<A, E, SiteStore>) =>
  withSite(() =>
    Effect.gen(function* () {
      const store = yield* SiteStore
      yield* store.write(".egregora/prices.yaml", text)
      return yield* use(store.root)
    })
  )

describe("the prices of a site", () => {
  it.effect("are the built-in ones where it has none of its own", () =>
    withSite(() =>
      Effect.gen(function* () {
        expect(yield* SitePrices.load).toBe(builtInPrices)
      })
    )
  )

  const files: Record<string, readonly [text: string, rows: ReadonlyArray<object>]> = {
    "an empty file": ["", []],
    "a file of remarks": ["# nothing yet\n\n", []],
    "models on a line each": [
      "mistral-small: { input: 0.1, cached: 0.05, output: 0.3 }\nllama3.2:3b: { input: 0, output: 0 }\n",
      [
        { model: "mistral-small", input: 0.1, cached: 0.05, output: 0.3 },
        { model: "llama3.2:3b", input: 0, output: 0 }
      ]
    ],
    "where and when, over several lines, by an editor of another system": [
      '\ufeff"qwen*":\r\n  input: 1\r\n  output: 2\r\n  source: https://example.com # as of today\r\n  date: 2026-09-07\r\n',
      [{ model: "qwen*", input: 1, output: 2, source: "https://example.com", date: "2026-09-07" }]
    ],
    "a model with a number for a name": ["4: { input: 1, output: 2 }", [{ model: "4", input: 1, output: 2 }]]
  }
  it.effect.each(Object.entries(files))("are read from %s", ([, [text, rows]]) =>
    withPrices(text, () =>
      Effect.gen(function* () {
        expect(yield* SitePrices.load).toStrictEqual([...rows, ...builtInPrices])
      })
    )
  )

  it.effect("win over the built-in ones, and reach the fibers", () =>
    withPrices("claude*: { input: 7, output: 8 }", () =>
      Effect.gen(function* () {
        const others = builtInPrices.filter(({ model }) => !model.startsWith("claude"))
        expect(yield* Prices).toStrictEqual([{ model: "claude*", input: 7, output: 8 }, ...others])
      }).pipe(Effect.provide(SitePrices.layer))
    )
  )
})

describe("a mistake in the file is told in a line", () => {
  const give = (name: string) => `give ${name} its prices, as ${name}: { input: PRICE, output: PRICE }`
  const write = "write MODEL: { input: PRICE, output: PRICE }, a name with signs in quotes"
  const number = "write US dollars per million tokens, from 0 to 1,000,000"
  const mistakes: Record<string, readonly [text: string, line: number, what: string]> = {
    "no price": [
      "a: { input: 1, output: 2 }\nb: { input: cheap, output: 2 }",
      2,
      `the "input" of b is no price; ${number}`
    ],
    "a price in quotes": ['a:\n  input: "1"\n  output: 2', 2, `the "input" of a is no price; ${number}`],
    "a negative price": ["a:\n  input: 1\n  output: -2", 3, `the "output" of a is no price; ${number}`],
    "an endless price": ["a: { input: .inf, output: 1 }", 1, `the "input" of a is no price; ${number}`],
    "a price that is none": [
      "a: { input: 1, cached: .nan, output: 1 }",
      1,
      `the "cached" of a is no price; ${number}`
    ],
    "a price in cents for each token": [
      "a: { input: 1e7, output: 1 }",
      1,
      `the "input" of a is no price; ${number}`
    ],
    "an unknown key": [
      "a:\n  input: 1\n  output: 2\n  cache: 1",
      4,
      'a has an unknown "cache"; use only input, cached, output, source, date'
    ],
    "a comma in a number": [
      "a: { input: 0,25, output: 2 }",
      1,
      'a has an unknown "25"; use only input, cached, output, source, date'
    ],
    "a price that is missing": ["\na: { input: 1 }", 2, `a has no "output"; ${give("a")}`],
    "a date that is a number": [
      "a: { input: 1, output: 2, date: 2026 }",
      1,
      'the "date" of a is no text; put it in quotes'
    ],
    "a model without prices": ["a:\n", 1, give("a")],
    "a model with one price": ["a: 2", 1, give("a")],
    "a list of prices": ["a: [1, 2]", 1, give("a")],
    "a list of models": [
      "- a\n- b",
      1,
      "give each model its prices, as MODEL: { input: PRICE, output: PRICE }"
    ],
    "a text": ["what is this", 1, "give each model its prices, as MODEL: { input: PRICE, output: PRICE }"],
    "no name": [
      ": { input: 1, output: 2 }",
      1,
      'there is no name before the ":"; give each model its prices, as MODEL: { input: PRICE, output: PRICE }'
    ],
    "a name that is none": [
      "[a]: { input: 1, output: 2 }",
      1,
      'there is no name before the ":"; give each model its prices, as MODEL: { input: PRICE, output: PRICE }'
    ],
    "a star within a name": [
      "gpt-*-mini: { input: 1, output: 2 }",
      1,
      '"*" may only end a model\'s name; write how the name begins and "*", or all of it, instead of "gpt-*-mini"'
    ],
    "a price that refers to nothing": [
      "a: { input: *b, output: 2 }",
      1,
      `a refers to what is not there; ${give("a")}`
    ],
    "a star without quotes": [
      "a: { input: 1, output: 2 }\n*: { input: 1, output: 2 }",
      2,
      `this is no YAML (Implicit map keys need to be followed by map values); ${write}`
    ],
    "a model twice": [
      "a: { input: 1, output: 2 }\na: { input: 1, output: 3 }",
      2,
      "this name is there twice; leave one of the two"
    ],
    "no YAML": [
      "a: { input: 1\nb: 2",
      2,
      `this is no YAML (Flow map in block collection must be sufficiently indented and end with a }); ${write}`
    ],
    "two documents": [
      "a: { input: 1, output: 2 }\n---\nb: { input: 1, output: 3 }",
      2,
      'nothing may come after a line of "---"; remove that line'
    ]
  }
  it.effect.each(Object.entries(mistakes))("%s", ([, [text, line, what]]) =>
    withPrices(text, (root) =>
      Effect.gen(function* () {
        const { _tag, message } = yield* Effect.flip(Effect.asVoid(SitePrices.load))
        expect([_tag, message]).toStrictEqual([
          "PricesError",
          `${root}/.egregora/prices.yaml, line ${line}: ${what}`
        ])
      })
    )
  )

  it.effect("a folder in its place", () =>
    withSite((folder) =>
      Effect.gen(function* () {
        const fs = yield* FileSystem.FileSystem
        yield* fs.makeDirectory(`${folder}/site/.egregora/prices.yaml`, { recursive: true })
        const error = yield* Effect.flip(Effect.asVoid(SitePrices.load))
        expect(error.message).toBe(
          `Cannot read ${folder}/site/.egregora/prices.yaml: something else is in its place.`
        )
      })
    )
  )
})
