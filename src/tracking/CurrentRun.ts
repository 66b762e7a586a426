/**
 * The run that the current fiber works inside, and what that work reports of itself.
 *
 * Each function works anywhere and needs nothing: outside a tracked run a report goes nowhere.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { add, bill, type Usage } from "../domain/Cost.js"
import type { Output, RunId, Running, Skipped, Spent } from "../domain/Run.js"
import { Budget } from "./Budget.js"
import { Prices } from "./Prices.js"

/** What a run has reported so far. */
export interface Report {
  rowsIn: number | null
  rowsOut: number | null
  llmCalls: number
  tokens: number
  spent: Spent | null
  outputs: ReadonlyArray<Output> | null
  skipped: Skipped | null
  originId: RunId | null
  readonly reasons: Array<string>
}

/** A run in progress with its report. `run` is null outside any tracked run. */
export interface Frame {
  readonly run: Running | null
  readonly report: Report
}

/** The frame of the innermost tracked run. Children read it to find their parent. */
export class CurrentRun extends Context.Reference<CurrentRun>()("egregora/CurrentRun", {
  defaultValue: (): Frame => ({ run: null, report: emptyReport() })
}) {}

/** A report with nothing in it. */
export const emptyReport = (): Report => ({
  rowsIn: null,
  rowsOut: null,
  llmCalls: 0,
  tokens: 0,
  spent: null,
  outputs: null,
  skipped: null,
  originId: null,
  reasons: []
})

/** The run that this fiber works inside. */
export const get: Effect.Effect<Option.Option<Running>> = Effect.map(CurrentRun, (frame) =>
  Option.fromNullable(frame.run)
)

/** Says how many rows have gone into the run, where that was not known when it started. */
export const rowsIn = (count: number): Effect.Effect<void> =>
  report((report) => {
    report.rowsIn = count
  })

/** Says how many rows the run has put out. The last call counts. */
export const rowsOut = (count: number): Effect.Effect<void> =>
  report((report) => {
    report.rowsOut = count
  })

/**
 * Adds calls of a language model to the run, at the price that `Prices` has for the model, and takes what
 * they cost from the `Budget`. Calls of a model without a price are counted as unpriced.
 */
export const llm = (usage: Usage): Effect.Effect<void> =>
  Effect.uninterruptible(
    Effect.flatMap(Effect.all([Prices, Budget]), ([prices, budget]) => {
      const { calls, spent } = bill(prices, usage)
      const reported = report((report) => {
        report.llmCalls += calls
        report.tokens += spent.tokensIn + spent.tokensOut
        report.spent = add(report.spent, spent)
      })
      return Effect.zipRight(reported, budget.charge(spent))
    })
  )

/** Says which files hold what the run made. The last call counts. */
export const outputs = (files: ReadonlyArray<Output>): Effect.Effect<void> =>
  report((report) => {
    report.outputs = files
  })

/**
 * Says that the work was not done because it need not be, and of which earlier run the result is.
 * It counts if the run ends `completed`.
 */
export const skip = (why: Skipped, originId: RunId | null = null): Effect.Effect<void> =>
  report((report) => {
    report.skipped = why
    report.originId = originId
  })

/** Says that something optional was lost: the run will end `degraded` if it succeeds. */
export const degrade = (reason: string): Effect.Effect<void> =>
  report((report) => {
    report.reasons.push(reason)
  })

/** What was lost so far, a line each. */
export const reasons: Effect.Effect<ReadonlyArray<string>> = Effect.map(CurrentRun, ({ report }) => [
  ...report.reasons
])

/** What calls of language models took so far, in this run and in those that ended inside it. */
export const spent: Effect.Effect<Spent | null> = Effect.map(CurrentRun, ({ report }) => report.spent)

const report = (change: (report: Report) => void): Effect.Effect<void> =>
  Effect.map(CurrentRun, (frame) => {
    if (frame.run !== null) change(frame.report)
  })
