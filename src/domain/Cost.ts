/**
 * What calls of language models cost.
 *
 * Amounts are US dollars, kept to a millionth of a millionth: then a price of a few cents for a million
 * tokens is exact, and a sum is the same in whatever order it is made.
 */
import { type Price, type PriceTable, priceOf } from "./Price.js"
import type { Spent } from "./Run.js"

/** What calls of one model used. */
export interface Usage {
  /** The model's name, as the provider has it. */
  readonly model: string
  readonly tokensIn: number
  readonly tokensOut: number
  /** Of `tokensIn`, those that the provider had in its cache. Default: 0. */
  readonly tokensCached?: number
  /** Default: 1. */
  readonly calls?: number
}

/** The most that a call can use. */
export interface Estimate {
  /** The model's name, as the provider has it. */
  readonly model: string
  /** At least as many as the prompt has. A text never has more tokens than bytes. */
  readonly tokensIn: number
  /** The limit that the call is made with. */
  readonly maxTokensOut: number
}

/** How many calls a usage is of, and what they took by the prices of a table. */
export const bill = (table: PriceTable, usage: Usage): { readonly calls: number; readonly spent: Spent } => {
  const calls = count(usage.calls ?? 1)
  const tokensIn = count(usage.tokensIn)
  const tokensOut = count(usage.tokensOut)
  const tokensCached = Math.min(tokensIn, count(usage.tokensCached ?? 0))
  const tokens = { tokensIn, tokensOut, tokensCached }
  const price = priceOf(table, usage.model)
  if (price === null) return { calls, spent: { ...tokens, cost: null, unpricedCalls: calls } }
  const { input, cached = input, output } = price
  const cost = ((tokensIn - tokensCached) * input + tokensCached * cached + tokensOut * output) / 1e6
  return { calls, spent: { ...tokens, cost: exact(cost), unpricedCalls: 0 } }
}

/** The most that a call can cost at a price: `Infinity` where the estimate says nothing. */
export const worstCase = ({ input, cached = input, output }: Price, estimate: Estimate): number =>
  exact((most(estimate.tokensIn, Math.max(input, cached)) + most(estimate.maxTokensOut, output)) / 1e6)

/** What two parts of some work spent together. Null: no model was called. */
export const add = (a: Spent | null, b: Spent | null): Spent | null =>
  a === null || b === null
    ? (a ?? b)
    : {
        tokensIn: a.tokensIn + b.tokensIn,
        tokensOut: a.tokensOut + b.tokensOut,
        tokensCached: a.tokensCached + b.tokensCached,
        cost: a.cost === null || b.cost === null ? (a.cost ?? b.cost) : exact(a.cost + b.cost),
        unpricedCalls: a.unpricedCalls + b.unpricedCalls
      }

/** The same with whole numbers where a record needs them: what cannot be counted is 0. */
export const storable = (spent: Spent): Spent => ({
  tokensIn: count(spent.tokensIn),
  tokensOut: count(spent.tokensOut),
  tokensCached: count(spent.tokensCached),
  cost: spent.cost === null ? null : Number.isFinite(spent.cost) ? Math.max(0, spent.cost) : 0,
  unpricedCalls: count(spent.unpricedCalls)
})

/** An amount without the last bits, in which sums of decimal fractions differ. */
export const exact = (amount: number): number => {
  const rounded = Math.round(amount * 1e12) / 1e12
  return Number.isFinite(rounded) ? rounded : amount
}

/** An amount for people: `$1,234.50`, `$0.05`; two digits that count where it is small, `$0.0031`. */
export const dollars = (amount: number): string => {
  if (amount > 0 && amount < 5e-7) return "under $0.000001"
  const digits = amount > 0 ? Math.min(6, Math.max(2, 1 - Math.floor(Math.log10(amount)))) : 2
  return `$${amount.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: digits })}`
}

const count = (value: number): number => (Number.isFinite(value) ? Math.max(0, Math.round(value)) : 0)

const most = (tokens: number, price: number): number => {
  if (price === 0) return 0
  return tokens >= 0 ? Math.ceil(tokens) * price : Number.POSITIVE_INFINITY
}
