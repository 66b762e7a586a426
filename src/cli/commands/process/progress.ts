/**
 * How far `process` is, on stderr: a bar on a terminal, a line for each window elsewhere.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { WindowResult } from "../../../pipeline/runWindow.js"
import type { Survey } from "../../../sources/Source.js"
import { counted } from "../../counted.js"

/** What is told while the work goes on. */
export interface Progress {
  readonly onSurvey: (survey: Survey) => Effect.Effect<void>
  readonly onWindow: (result: WindowResult) => Effect.Effect<void>
  /** Takes the bar away. */
  readonly stop: Effect.Effect<void>
}

/** A bar if stderr is a terminal, else lines. The bar is gone when the scope closes. */
export const make: Effect.Effect<Progress, never, Scope.Scope> = Effect.suspend(() =>
  process.stderr.isTTY ? bar : Effect.succeed(lines)
)

const lines: Progress = {
  onSurvey: (survey) =>
    Console.error(
      `${counted(survey.messages, "message")} by ${counted(survey.authors.size, "person", "people")}`
    ),
  onWindow: (result) => Console.error(line(result)),
  stop: Effect.void
}

const bar: Effect.Effect<Progress, never, Scope.Scope> = Effect.gen(function* () {
  const { default: cliProgress } = yield* Effect.promise(() => import("cli-progress"))
  const bars = yield* Effect.acquireRelease(
    Effect.sync(
      () =>
        new cliProgress.MultiBar({
          format: "{bar} {percentage}% | {value}/{total} messages | {window}",
          barCompleteChar: "█",
          barIncompleteChar: "░",
          hideCursor: true,
          clearOnComplete: true,
          stream: process.stderr
        })
    ),
    (bars) => Effect.sync(() => bars.stop())
  )
  const current = bars.create(0, 0, { window: "reading" })
  return {
    onSurvey: (survey) => Effect.sync(() => current.setTotal(survey.messages)),
    onWindow: (result) =>
      Effect.sync(() => {
        if (result.status === "failed") bars.log(`${line(result)}\n`)
        current.update(result.position, { window: result.key })
      }),
    stop: Effect.sync(() => bars.stop())
  }
})

const line = ({ name, key, messages, status, error }: WindowResult): string =>
  `${name}  ${key}  ${counted(messages, "message")}  ${status}${error === null ? "" : `: ${error}`}`
