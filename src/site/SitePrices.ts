/**
 * The prices that a user gives to language models: `.egregora/prices.yaml` in the site.
 *
 * ```yaml
 * # US dollars per million tokens
 * gpt-5-mini: { input: 0.25, cached: 0.025, output: 2 }
 * llama3.2*: { input: 0, output: 0 }
 * ```
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import type { YAMLParseError } from "yaml"
import { override, Price, type PriceTable } from "../domain/Price.js"
import { Prices } from "../tracking/Prices.js"
import { type SiteError, SiteStore } from "./SiteStore.js"

/** A file of prices that makes no sense. `message` is one line: the file, the line in it, what to do. */
export class PricesError extends Data.TaggedError("PricesError")<{ readonly message: string }> {}

/** The site's own prices, which win, and those that are known already. */
export const load: Effect.Effect<PriceTable, PricesError | SiteError, SiteStore> = Effect.gen(function* () {
  const store = yield* SiteStore
  const text = yield* store.read(path)
  const around = yield* Prices
  if (text === null) return around
  return override(around, yield* parse(text, `${store.root}/${path}`))
})

/** Counts calls by the prices of the site. */
export const layer: Layer.Layer<Prices, PricesError | SiteError, SiteStore> = Layer.effect(Prices, load)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const path = ".egregora/prices.yaml"

const parse = Effect.fnUntraced(function* (text: string, file: string) {
  const { LineCounter, isMap, isScalar, parseDocument } = yield* Effect.promise(() => import("yaml"))
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, logLevel: "error" })
  const wrong = (offset: number, what: string) =>
    new PricesError({ message: `${file}, line ${lines.linePos(offset).line}: ${what}` })

  const error = document.errors[0]
  if (error !== undefined) return yield* wrong(error.pos[0], notYaml(error))
  const models = document.contents
  if (models === null) return []
  if (!isMap(models)) return yield* wrong(models.range[0], give("each model", "MODEL"))

  const rows: Array<Price> = []
  for (const { key, value } of models.items) {
    const model = isScalar(key) ? (key.source ?? "") : ""
    if (!isModel(model)) return yield* wrong(key.range[0], notModel(model))
    const prices = yield* Effect.try({
      try: (): unknown => (isMap(value) ? value.toJS(document) : null),
      catch: () => wrong(key.range[0], `${model} refers to what is not there; ${give(model)}`)
    })
    const row = decode(prices)
    if (Either.isLeft(row)) {
      const [part, what] = mistake(model, row.left)
      const parts = isMap(value) ? value.items : []
      const found = parts.find(({ key }) => isScalar(key) && key.source === part)
      return yield* wrong((found?.key ?? key).range[0], what)
    }
    rows.push({ model, ...row.right })
  }
  return rows
})

const isModel = Schema.is(Price.fields.model)

const Parts = Price.omit("model")
const decode = Schema.decodeUnknownEither(Parts, { onExcessProperty: "error" })

/** Which part of a price is wrong, and what to do about it. */
const mistake = (model: string, error: ParseResult.ParseError): readonly [part: string, what: string] => {
  const [issue] = ParseResult.ArrayFormatter.formatErrorSync(error)
  const part = String(issue?.path[0] ?? "")
  if (part === "") return [part, give(model)]
  switch (issue?._tag) {
    case "Unexpected":
      return [
        part,
        `${model} has an unknown ${JSON.stringify(part)}; use only ${Object.keys(Parts.fields).join(", ")}`
      ]
    case "Missing":
      return [part, `${model} has no "${part}"; ${give(model)}`]
    default:
      return part === "source" || part === "date"
        ? [part, `the "${part}" of ${model} is no text; put it in quotes`]
        : [
            part,
            `the "${part}" of ${model} is no price; write US dollars per million tokens, from 0 to 1,000,000`
          ]
  }
}

const give = (model: string, name: string = model): string =>
  `give ${model} its prices, as ${name}: { input: PRICE, output: PRICE }`

const notModel = (name: string): string =>
  name === ""
    ? `there is no name before the ":"; ${give("each model", "MODEL")}`
    : `"*" may only end a model's name; write how the name begins and "*", or all of it, instead of ${JSON.stringify(name)}`

const notYaml = ({ code, message }: YAMLParseError): string => {
  if (code === "DUPLICATE_KEY") return "this name is there twice; leave one of the two"
  if (code === "MULTIPLE_DOCS") return 'nothing may come after a line of "---"; remove that line'
  const why = message.split(/ at line \d|:?\n/, 1)[0]
  return `this is no YAML (${why}); write MODEL: { input: PRICE, output: PRICE }, a name with signs in quotes`
}
