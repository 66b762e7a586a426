import { describe, expect, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FastCheck from "effect/FastCheck"
import * as Fiber from "effect/Fiber"
import * as FiberId from "effect/FiberId"
import { exact } from "../../src/domain/Cost.js"
import * as Budget from "../../src/tracking/Budget.js"
import * as CurrentRun from "../../src/tracking/CurrentRun.js"
import { Prices } from "../../src/tracking/Prices.js"

/** A cent for each token, in or out. */
const prices = [
  { model: "m", input: 10_000, output: 10_000 },
  { model: "own", input: 0, output: 0 }
]

const inBudget = <A, E, R>(limit: number, use: (budget: Budget.Limited) => Effect.Effect<A, E, R>) =>
  Effect.flatMap(Budget.make(limit), (budget) =>
    Effect.provideService(use(budget), Budget.Budget, budget)
  ).pipe(Effect.provideService(Prices, prices))

/** Holds an effect to a call that takes at most so many cents. */
const within = (cents: number, model = "m") =>
  Budget.within({ model, tokensIn: cents - 1, maxTokensOut: model === "m" ? 1 : 1e9 })

/** What a provider bills. */
const bill = (cents: number, model = "m") => CurrentRun.llm({ model, tokensIn: cents, tokensOut: 0 })

/** How a call was refused. Errors are told as text: as what can be iterated, any two of them are equal. */
const refusalOf = <A, R>(call: Effect.Effect<A, Budget.Refusal, R>) =>
  Effect.map(Effect.flip(call), ({ _tag, message }) => `${_tag}: ${message}`)

const passed = (dollars: string, rest: string) =>
  `BudgetSpent: the budget of ${dollars} would be passed: ${rest}`

const neverMade = Effect.die("it was made")

/** An exit as text, without the ids of fibers. */
const shape = (exit: Exit.Exit<unknown, unknown>): string =>
  Exit.isSuccess(exit) ? String(exit.value) : String(exit.cause).replace(/#\d+/g, "#")

describe("without a budget", () => {
  it.effect("a call is made as it is, also of a model without a price", () =>
    Effect.gen(function* () {
      const call = Effect.as(bill(1_000_000, "other"), "done").pipe(within(1_000_000, "other"))
      expect(yield* Effect.exit(call)).toStrictEqual(Exit.succeed("done"))
      expect(yield* Effect.exit(within(9)(Effect.fail("no")))).toStrictEqual(Exit.fail("no"))
    })
  )
})

describe("a call", () => {
  it.effect("is refused before it is made if it might pass the budget", () =>
    inBudget(2, (budget) =>
      Effect.gen(function* () {
        yield* bill(197).pipe(within(200))
        const refusal = passed("$2.00", "$1.97 spent, this call may take up to $0.05")
        expect(yield* refusalOf(within(5)(neverMade))).toBe(refusal)
        yield* within(3)(bill(3))
        expect(yield* budget.spent).toBe(2)
        const first = yield* budget.refused
        expect(`${first?._tag}: ${first?.message}`).toBe(refusal)
      })
    )
  )

  it.effect("is refused if nobody knows how much it might take", () =>
    inBudget(2, () =>
      Effect.gen(function* () {
        const call = Budget.within(neverMade, { model: "m", tokensIn: Number.NaN, maxTokensOut: 1 })
        expect(yield* refusalOf(call)).toBe(passed("$2.00", "$0.00 spent, this call may take any sum"))
      })
    )
  )

  it.effect("of a model without a price is refused, with what to do", () =>
    inBudget(2, (budget) =>
      Effect.gen(function* () {
        expect(yield* refusalOf(within(1, "llama3.2:3b")(neverMade))).toBe(
          'UnpricedModel: the budget of $2.00 cannot be kept: the price of llama3.2:3b is not known; add it to .egregora/prices.yaml, in US dollars per million tokens, as "llama3.2:3b": { input: PRICE, output: PRICE }'
        )
        yield* refusalOf(within(201)(neverMade))
        expect((yield* budget.refused)?._tag).toBe("UnpricedModel")
      })
    )
  )

  it.effect("of a model that costs nothing is made, however large", () =>
    inBudget(0, (budget) =>
      Effect.gen(function* () {
        yield* within(1e9, "own")(bill(1e9, "own"))
        expect([yield* budget.spent, yield* budget.refused]).toStrictEqual([0, null])
      })
    )
  )

  it.effect("that is not held to anything counts all the same", () =>
    inBudget(1, (budget) =>
      Effect.gen(function* () {
        yield* bill(10)
        yield* bill(20)
        expect(yield* budget.spent).toBe(0.3)
        expect(yield* refusalOf(within(71)(neverMade))).toBe(
          passed("$1.00", "$0.30 spent, this call may take up to $0.71")
        )
      })
    )
  )

  it.effect("may take more than it said: it counts with what it took", () =>
    inBudget(1, (budget) =>
      Effect.gen(function* () {
        yield* within(10)(bill(30))
        yield* within(70)(bill(70))
        expect(yield* budget.spent).toBe(1)
      })
    )
  )

  it.effect("is refused by a budget that is no number", () =>
    inBudget(Number.NaN, () =>
      Effect.gen(function* () {
        expect(yield* refusalOf(within(1)(neverMade))).toMatch(/^BudgetSpent: /)
      })
    )
  )

  it.effect("can be interrupted", () =>
    inBudget(1, () =>
      Effect.gen(function* () {
        const fiber = yield* Effect.fork(within(10)(Effect.never))
        yield* Effect.yieldNow()
        expect(Exit.isInterrupted(yield* Fiber.interrupt(fiber))).toBe(true)
      })
    )
  )
})

describe("a call of at most 40 cents counts with", () => {
  const silent = "$0.00 spent, up to $0.40 by calls that did not say what they took"
  const ends: Record<string, readonly [call: Effect.Effect<unknown, string>, counted: string]> = {
    "what it reported when it succeeds": [bill(5), "$0.05 spent"],
    "what it reported when it fails": [Effect.zipRight(bill(5), Effect.fail("late")), "$0.05 spent"],
    "what it reported when it dies": [Effect.zipRight(bill(5), Effect.die("late")), "$0.05 spent"],
    "what it reported when it is interrupted": [Effect.zipRight(bill(5), Effect.interrupt), "$0.05 spent"],
    "all that it reported": [Effect.zipRight(bill(5), bill(6)), "$0.11 spent"],
    "nothing when it fails without a report": [Effect.fail("no such model"), "$0.00 spent"],
    "40 cents when it says nothing": [Effect.void, silent],
    "40 cents when it dies": [Effect.die("no memory"), silent],
    "40 cents when it is interrupted": [Effect.interrupt, silent],
    "40 cents when its finalizer dies": [Effect.ensuring(Effect.fail("no"), Effect.die("late")), silent],
    "40 cents when it is interrupted as it fails": [
      Effect.failCause(Cause.sequential(Cause.fail("no"), Cause.interrupt(FiberId.none))),
      silent
    ],
    "40 cents when the model that answered has no price": [bill(5, "other"), silent],
    "40 cents when one of two models that answered has no price": [
      Effect.zipRight(bill(5), bill(5, "other")),
      "$0.05 spent, up to $0.35 by calls that did not say what they took"
    ]
  }

  it.effect.each(Object.entries(ends))("%s", ([, [call, counted]]) =>
    Effect.gen(function* () {
      const bare = yield* Effect.exit(call)
      yield* inBudget(1, () =>
        Effect.gen(function* () {
          expect(shape(yield* Effect.exit(within(40)(call)))).toBe(shape(bare))
          expect(yield* refusalOf(within(101)(neverMade))).toBe(
            passed("$1.00", `${counted}, this call may take up to $1.01`)
          )
        })
      )
    })
  )
})

describe("calls at once", () => {
  /** A call under way that takes so many cents in the end, and what it has taken already. */
  const underWay = (most: number, already = 0) =>
    Effect.gen(function* () {
      const end = yield* Deferred.make<number>()
      const call = Effect.flatMap(Deferred.await(end), bill)
      const fiber = yield* Effect.fork(
        (already === 0 ? call : Effect.zipRight(bill(already), call)).pipe(within(most))
      )
      yield* Effect.yieldNow()
      return {
        end: (cents: number) => Effect.zipRight(Deferred.succeed(end, cents), Fiber.join(fiber))
      }
    })

  it.effect("wait while there may be room, and are made when there is", () =>
    inBudget(1, (budget) =>
      Effect.gen(function* () {
        const first = yield* underWay(60)
        const second = yield* Effect.fork(within(50)(bill(50)))
        const third = yield* Effect.fork(within(40)(bill(40)))
        yield* Effect.yieldNow()
        expect(yield* budget.spent).toBe(0.4)
        yield* first.end(10)
        yield* Fiber.join(third)
        yield* Fiber.join(second)
        expect([yield* budget.spent, yield* budget.refused]).toStrictEqual([1, null])
      })
    )
  )

  it.effect("wait while there may be room, and are refused when there is none", () =>
    inBudget(1, () =>
      Effect.gen(function* () {
        const first = yield* underWay(60)
        const second = yield* Effect.fork(within(60)(neverMade))
        yield* first.end(60)
        expect(yield* refusalOf(Fiber.join(second))).toBe(
          passed("$1.00", "$0.60 spent, this call may take up to $0.60")
        )
      })
    )
  )

  it.effect("do not wait for room that there cannot be", () =>
    inBudget(1, () =>
      Effect.gen(function* () {
        const first = yield* underWay(60)
        expect(yield* refusalOf(within(101)(neverMade))).toBe(
          passed("$1.00", "$0.00 spent, this call may take up to $1.01")
        )
        yield* first.end(60)
      })
    )
  )

  it.effect("find no room in what another one took beyond its estimate", () =>
    inBudget(1, (budget) =>
      Effect.gen(function* () {
        const first = yield* underWay(10, 30)
        const second = yield* underWay(50)
        const third = yield* Effect.fork(within(30)(bill(30)))
        yield* Effect.yieldNow()
        expect(yield* budget.spent).toBe(0.3)
        yield* second.end(40)
        yield* Fiber.join(third)
        yield* first.end(0)
        expect(yield* budget.spent).toBe(1)
      })
    )
  )

  it.effect("can be interrupted while they wait, and leave nothing behind", () =>
    inBudget(1, () =>
      Effect.gen(function* () {
        const first = yield* underWay(60)
        const waiting = yield* Effect.fork(within(100)(neverMade))
        yield* Effect.yieldNow()
        expect(Exit.isInterrupted(yield* Fiber.interrupt(waiting))).toBe(true)
        yield* within(40)(bill(0))
        yield* first.end(0)
        yield* within(100)(bill(100))
      })
    )
  )

  it.effect("do not wait inside a call, which would wait for itself", () =>
    inBudget(1, () =>
      Effect.gen(function* () {
        const inner = yield* bill(10).pipe(Effect.zipRight(refusalOf(within(50)(neverMade))), within(60))
        expect(inner).toBe(
          passed("$1.00", "$0.10 spent, up to $0.50 by calls under way, this call may take up to $0.50")
        )
        yield* within(80)(within(5)(bill(5)))
      })
    )
  )
})

describe("a budget inside a budget", () => {
  it.effect("counts in both, and either may refuse", () =>
    inBudget(1, (outer) =>
      Effect.gen(function* () {
        yield* within(20)(bill(20))
        yield* Effect.gen(function* () {
          yield* within(30)(bill(30))
          expect(yield* refusalOf(within(80)(neverMade))).toBe(
            passed("$1.00", "$0.50 spent, this call may take up to $0.80")
          )
          yield* bill(40)
          expect(yield* refusalOf(within(45)(neverMade))).toBe(
            passed("$1.00", "$0.90 spent, this call may take up to $0.45")
          )
          yield* within(10)(bill(10))
          expect(yield* refusalOf(within(321)(neverMade))).toBe(
            passed("$4.00", "$0.80 spent, this call may take up to $3.21")
          )
        }).pipe(Effect.provide(Budget.layer(4)))
        expect(yield* outer.spent).toBe(1)
      })
    )
  )

  it.effect("refuses by itself", () =>
    inBudget(1, (outer) =>
      Effect.gen(function* () {
        const twice = Effect.zipRight(within(30)(bill(30)), within(30)(neverMade))
        expect(yield* refusalOf(Effect.provide(twice, Budget.layer(0.5)))).toBe(
          passed("$0.50", "$0.30 spent, this call may take up to $0.30")
        )
        expect([yield* outer.spent, yield* outer.refused]).toStrictEqual([0.3, null])
        yield* within(70)(bill(70))
      })
    )
  )
})

/** A call: how long its parts take, in turns of the scheduler, and how it ends. */
interface Call {
  /** Cents, and the share of them that it takes. */
  readonly most: number
  readonly share: number
  readonly begins: number
  readonly bills: number
  readonly reports: number
  readonly ends: number
  readonly how: "succeeds" | "fails" | "dies" | "says nothing" | "is refused by the provider"
  readonly interruptedAfter: number | null
}

const turns = FastCheck.nat({ max: 4 })
const anyCall: FastCheck.Arbitrary<Call> = FastCheck.record({
  most: FastCheck.integer({ min: 1, max: 60 }),
  share: FastCheck.double({ min: 0, max: 1, noNaN: true }),
  begins: turns,
  bills: turns,
  reports: turns,
  ends: turns,
  how: FastCheck.constantFrom("succeeds", "fails", "dies", "says nothing", "is refused by the provider"),
  interruptedAfter: FastCheck.option(FastCheck.nat({ max: 12 }), { nil: null })
})

it.effect.prop(
  "no interleaving of calls that keep to their estimates passes the budget, and each of them ends",
  [FastCheck.integer({ min: 0, max: 150 }), FastCheck.array(anyCall, { maxLength: 8 }), FastCheck.boolean()],
  ([limit, calls, nested]) =>
    inBudget(limit / 100, (budget) =>
      Effect.gen(function* () {
        let real = 0
        let reported = 0
        const wait = (turns: number) => Effect.repeatN(Effect.yieldNow(), turns)

        const made = Effect.fnUntraced(function* (call: Call) {
          yield* wait(call.bills)
          if (call.how === "is refused by the provider") return yield* Effect.fail("no")
          const cents = Math.floor(call.most * call.share)
          real += cents
          expect(real).toBeLessThanOrEqual(limit)
          yield* wait(call.reports)
          if (call.how === "says nothing") return
          yield* bill(cents)
          reported += cents
          yield* wait(call.ends)
          if (call.how === "fails") return yield* Effect.fail("late")
          if (call.how === "dies") return yield* Effect.die("late")
        })

        const exits = yield* Effect.forEach(
          calls,
          (call) =>
            Effect.gen(function* () {
              yield* wait(call.begins)
              const held = made(call).pipe(within(call.most))
              const fiber = yield* Effect.fork(nested ? Effect.provide(held, Budget.layer(1)) : held)
              if (call.interruptedAfter === null) return yield* Fiber.await(fiber)
              yield* wait(call.interruptedAfter)
              return yield* Fiber.interrupt(fiber)
            }),
          { concurrency: "unbounded" }
        )

        expect(yield* budget.spent).toBe(exact(reported / 100))
        for (const exit of exits) {
          if (Exit.isFailure(exit) && Cause.isDie(exit.cause)) expect(Cause.squash(exit.cause)).toBe("late")
        }
        // What is left over can be spent to the last cent: nothing is held for calls that have ended.
        const refusal = yield* refusalOf(within(limit + 1)(neverMade))
        const [, lost = "0"] = /up to \$([\d.]+) by calls that did not/.exec(refusal) ?? []
        const left = limit - reported - Math.round(Number(lost) * 100)
        expect(left).toBeGreaterThanOrEqual(0)
        if (left > 0) yield* within(left)(bill(left))
      })
    )
)
