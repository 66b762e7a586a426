import * as Context from "effect/Context"
import { builtInPrices } from "../domain/builtInPrices.js"
import type { PriceTable } from "../domain/Price.js"

/** The prices by which calls of language models are counted. The default knows a few models. */
export class Prices extends Context.Reference<Prices>()("egregora/Prices", {
  defaultValue: (): PriceTable => builtInPrices
}) {}
