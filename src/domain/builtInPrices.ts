/**
 * The prices that the program knows by itself: standard rates for text, from copies that others made of
 * the providers' own pages on the day named in each row. They change without notice, and a user's own file
 * wins over them.
 *
 * Only models with one rate for prompts of any length are here: a price that depends on the length of the
 * prompt cannot be told from the tokens of several calls. A beginning stands for a model and its dated
 * versions, and only where no dearer model's name begins the same.
 */
import type { Price } from "./Price.js"

const anthropic = "https://claude.com/pricing"
const openai = "https://developers.openai.com/api/docs/pricing"
const google = "https://ai.google.dev/gemini-api/docs/pricing"

/** By provider, then by name. Each with its source and date. */
export const builtInPrices: ReadonlyArray<Price & Required<Pick<Price, "source" | "date">>> = [
  { model: "claude-haiku-4-5*", input: 1, cached: 0.1, output: 5, source: anthropic, date: "2026-09-07" },
  { model: "claude-sonnet-5", input: 2, cached: 0.2, output: 10, source: anthropic, date: "2026-09-07" },
  { model: "claude-sonnet-5-5", input: 2, cached: 0.1, output: 10, source: anthropic, date: "2026-10-24" },
  { model: "gpt-4.1-mini*", input: 0.4, cached: 0.1, output: 1.6, source: openai, date: "2026-09-07" },
  { model: "gpt-4o-mini", input: 0.15, cached: 0.075, output: 0.6, source: openai, date: "2026-08-15" },
  { model: "gpt-5-mini*", input: 0.25, cached: 0.025, output: 2, source: openai, date: "2026-09-07" },
  { model: "gpt-5-nano*", input: 0.05, cached: 0.005, output: 0.4, source: openai, date: "2026-09-07" },
  { model: "gpt-5.4-mini*", input: 0.75, cached: 0.075, output: 4.5, source: openai, date: "2026-08-15" },
  { model: "gemini-2.5-flash", input: 0.3, output: 2.5, source: google, date: "2026-09-07" },
  { model: "gemini-2.5-flash-lite", input: 0.1, output: 0.4, source: google, date: "2026-09-07" },
  {
    model: "gemini-3.5-flash-lite",
    input: 0.3,
    cached: 0.03,
    output: 2.5,
    source: google,
    date: "2026-07-22"
  }
]
