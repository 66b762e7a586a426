/**
 * What the tokens of language models cost, by the models' names.
 */
import * as Schema from "effect/Schema"

/** US dollars for a million tokens, at most a dollar for one. 0 is a price: that of a model of one's own. */
const PerMillion = Schema.Number.pipe(Schema.between(0, 1_000_000))

/** The price of a model's tokens. */
export const Price = Schema.Struct({
  /** The model's name, or how it begins with `*` behind it. */
  model: Schema.String.pipe(Schema.pattern(/^(?:[^*\p{Cc}]+\*?|\*)$/u)),
  input: PerMillion,
  /** For input that the provider has in its cache. Default: as any input. */
  cached: Schema.optionalWith(PerMillion, { exact: true }),
  output: PerMillion,
  /** Where the price was found. */
  source: Schema.optionalWith(Schema.String, { exact: true }),
  /** The day on which it was found there, `2026-09-07`. */
  date: Schema.optionalWith(Schema.String, { exact: true })
})
export interface Price extends Schema.Schema.Type<typeof Price> {}

/** The prices that are known. */
export type PriceTable = ReadonlyArray<Price>

/** The price of a model: that of its own name, else of the longest beginning. Null: not known. */
export const priceOf = (table: PriceTable, model: string): Price | null =>
  table.reduce<Price | null>(
    (best, row) =>
      matches(row.model, model) && (best === null || rank(row.model) > rank(best.model)) ? row : best,
    null
  )

/** A table in which a user's own rows win: what they match is not looked up among the others. */
export const override = (table: PriceTable, own: PriceTable): PriceTable => [
  ...own,
  ...table.filter(({ model }) => !own.some((row) => covers(row.model, model)))
]

const isPrefix = (pattern: string): boolean => pattern.endsWith("*")
const stem = (pattern: string): string => pattern.slice(0, -1)

const matches = (pattern: string, model: string): boolean =>
  isPrefix(pattern) ? model.startsWith(stem(pattern)) : model === pattern

const rank = (pattern: string): number => (isPrefix(pattern) ? pattern.length : Number.POSITIVE_INFINITY)

/** Whether a pattern matches all that another one matches. */
const covers = (pattern: string, other: string): boolean =>
  isPrefix(pattern) ? other.startsWith(stem(pattern)) : pattern === other
