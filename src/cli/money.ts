/**
 * How money is told to people.
 */
import { dollars } from "../domain/Cost.js"
import type { Spent } from "../domain/Run.js"
import { counted } from "./counted.js"
import { nothing } from "./runText.js"

/**
 * What was spent: `$1.97`, `$0.0031`, `unpriced`, `$1.20 + 3 unpriced calls`; `–` where no model was
 * called. What has no known price is never told as 0.
 */
export const money = (spent: Spent | null): string => {
  if (spent === null) return nothing
  const { cost, unpricedCalls } = spent
  if (unpricedCalls === 0) return cost === null ? nothing : dollars(cost)
  return cost === null || cost === 0
    ? "unpriced"
    : `${dollars(cost)} + ${counted(unpricedCalls, "unpriced call")}`
}
