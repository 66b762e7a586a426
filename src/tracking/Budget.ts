/**
 * A limit on what calls of language models may cost, kept by refusing a call before it is made.
 *
 * ```ts
 * request.pipe(
 *   Effect.tap(({ usage }) => CurrentRun.llm(usage)),
 *   Budget.within({ model, tokensIn, maxTokensOut })
 * )
 * ```
 *
 * What a call takes is what it reports through `CurrentRun.llm`. One that is interrupted, dies, or says
 * nothing although it succeeds counts with the most that it could take, for the provider may bill it; one
 * that fails without a report counts nothing. So one call is one request: try again around `within`, and
 * put a timeout around it too.
 */
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FiberId from "effect/FiberId"
import { dual } from "effect/Function"
import * as Layer from "effect/Layer"
import { dollars, type Estimate, exact, worstCase } from "../domain/Cost.js"
import { priceOf } from "../domain/Price.js"
import type { Spent } from "../domain/Run.js"
import { Prices } from "./Prices.js"

/** A call was not made because the budget might have been passed. `message` is one line. */
export class BudgetSpent extends Data.TaggedError("BudgetSpent")<{ readonly message: string }> {}

/** A call was not made because there is a budget and no price. `message` is one line with what to do. */
export class UnpricedModel extends Data.TaggedError("UnpricedModel")<{ readonly message: string }> {}

/** Why a call was not made. */
export type Refusal = BudgetSpent | UnpricedModel

/** How calls are held to a limit. */
export interface Limit {
  /** Makes a call if it cannot pass the limit, whatever it takes. See `within`. */
  readonly within: <A, E, R>(
    effect: Effect.Effect<A, E, R>,
    estimate: Estimate
  ) => Effect.Effect<A, E | Refusal, R>
  /** Counts what was spent. `CurrentRun.llm` calls it. */
  readonly charge: (spent: Spent) => Effect.Effect<void>
}

/** A budget and how it stands. */
export interface Limited extends Limit {
  /** US dollars that were reported so far. */
  readonly spent: Effect.Effect<number>
  /** Why the first call was refused that was; null while there is none. */
  readonly refused: Effect.Effect<Refusal | null>
}

const unlimited: Limit = {
  within: (effect) => Effect.provideService(effect, Budget, unlimited),
  charge: () => Effect.void
}

/** The budget that this fiber's calls are held to. Default: no limit. */
export class Budget extends Context.Reference<Budget>()("egregora/Budget", {
  defaultValue: (): Limit => unlimited
}) {}

/**
 * Makes a call if the budget allows for the most that it can take; fails with a `Refusal` otherwise. Calls
 * under way are counted with the most that they can still take: while it may turn out that there is room
 * after all, the call waits for them. Without a budget it is made as it is.
 */
export const within: {
  (estimate: Estimate): <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | Refusal, R>
  <A, E, R>(effect: Effect.Effect<A, E, R>, estimate: Estimate): Effect.Effect<A, E | Refusal, R>
} = dual(
  2,
  <A, E, R>(effect: Effect.Effect<A, E, R>, estimate: Estimate): Effect.Effect<A, E | Refusal, R> =>
    Effect.flatMap(Budget, (budget) => budget.within(effect, estimate))
)

/** A budget in US dollars. What is spent inside it also counts in the budget around it, if there is one. */
export const make = (limit: number): Effect.Effect<Limited> =>
  Effect.map(Budget, (around) => ledger(limit, around))

/** Holds calls to a budget in US dollars. */
export const layer = (limit: number): Layer.Layer<Budget> => Layer.effect(Budget, make(limit))

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** A call under way: what it can still take, and what is known of what it took. */
interface Hold {
  left: number
  told: boolean
  doubtful: boolean
}

type Restore = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

const ledger = (limit: number, around: Limit): Limited => {
  /** What was reported. */
  let spent = 0
  /** What calls that have ended may have taken without saying so. */
  let lost = 0
  const underWay = new Set<Hold>()
  let ended = Deferred.unsafeMake<void>(FiberId.none)
  let refused: Refusal | null = null

  const refuse = (refusal: Refusal): Effect.Effect<never, Refusal> => {
    refused ??= refusal
    return Effect.fail(refusal)
  }

  /** A call inside another one does not wait: it might wait for itself. */
  const take = (estimate: Estimate, waits: boolean, restore: Restore): Effect.Effect<Hold, Refusal> =>
    Effect.flatMap(Prices, (prices) => {
      const price = priceOf(prices, estimate.model)
      if (price === null) return refuse(unpriced(limit, estimate.model))
      const worst = worstCase(price, estimate)
      const attempt: Effect.Effect<Hold, Refusal> = Effect.suspend(() => {
        const held = [...underWay].reduce((sum, { left }) => sum + left, 0)
        const least = exact(spent + lost + worst)
        const most = exact(least + held)
        if (!(least <= limit)) return refuse(passed({ limit, spent, lost, held: 0, worst }))
        if (most > limit) {
          return waits
            ? Effect.zipRight(restore(Deferred.await(ended)), attempt)
            : refuse(passed({ limit, spent, lost, held, worst }))
        }
        const hold = { left: worst, told: false, doubtful: false }
        underWay.add(hold)
        return Effect.succeed(hold)
      })
      return attempt
    })

  const count = (amount: Spent, hold: Hold | null): Effect.Effect<void> =>
    Effect.sync(() => {
      const cost = amount.cost ?? 0
      spent = exact(spent + cost)
      if (hold === null) return
      hold.left = Math.max(0, exact(hold.left - cost))
      if (amount.unpricedCalls > 0) hold.doubtful = true
      else hold.told = true
    })

  const end = (hold: Hold, exit: Exit.Exit<unknown, unknown>): Effect.Effect<void> =>
    Effect.sync(() => {
      underWay.delete(hold)
      if (hold.doubtful || !(hold.told || failedByItself(exit))) lost = exact(lost + hold.left)
      Deferred.unsafeDone(ended, Effect.void)
      ended = Deferred.unsafeMake<void>(FiberId.none)
    })

  const inside = (around: Limit, hold: Hold | null): Limit => ({
    charge: (amount) => Effect.zipRight(count(amount, hold), around.charge(amount)),
    within: (effect, estimate) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.flatMap(take(estimate, hold === null, restore), (own) => {
          const held = Effect.flatMap(Budget, (around) =>
            Effect.provideService(effect, Budget, inside(around, own))
          )
          return Effect.onExit(restore(around.within(held, estimate)), (exit) => end(own, exit))
        })
      )
  })

  return {
    ...inside(around, null),
    spent: Effect.sync(() => spent),
    refused: Effect.sync(() => refused)
  }
}

/** A provider that answers with an error does not bill the call. */
const failedByItself = (exit: Exit.Exit<unknown, unknown>): boolean =>
  Exit.isFailure(exit) && !Cause.isInterrupted(exit.cause) && !Cause.isDie(exit.cause)

const unpriced = (limit: number, model: string): UnpricedModel =>
  new UnpricedModel({
    message: `the budget of ${dollars(limit)} cannot be kept: the price of ${model} is not known; add it to .egregora/prices.yaml, in US dollars per million tokens, as ${JSON.stringify(model)}: { input: PRICE, output: PRICE }`
  })

const passed = (call: { [part in "limit" | "spent" | "lost" | "held" | "worst"]: number }): BudgetSpent => {
  const so = [
    `${dollars(call.spent)} spent`,
    ...(call.lost > 0 ? [`up to ${dollars(call.lost)} by calls that did not say what they took`] : []),
    ...(call.held > 0 ? [`up to ${dollars(call.held)} by calls under way`] : []),
    `this call may take ${Number.isFinite(call.worst) ? `up to ${dollars(call.worst)}` : "any sum"}`
  ]
  return new BudgetSpent({
    message: `the budget of ${dollars(call.limit)} would be passed: ${so.join(", ")}`
  })
}
