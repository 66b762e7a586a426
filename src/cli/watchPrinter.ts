/**
 * What `runs watch` prints of each look at a run.
 */
import type * as Terminal from "@effect/platform/Terminal"
import * as Clock from "effect/Clock"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { isTerminal, type Run } from "../domain/Run.js"
import type { Look } from "../tracking/followRun.js"
import { runJson } from "./runJson.js"
import { lastTries, runLine, wholeLine } from "./runLine.js"
import { duration } from "./runText.js"
import * as StatusLine from "./statusLine.js"
import { printableJsonLine, printableLine, Screen } from "./terminal.js"

/** Prints what has changed in a look. */
export type Print = (look: Look) => Effect.Effect<void>

/** A JSON object a line: each run as it is after a transition. */
export const json: Print = (look) =>
  Effect.forEach(ofInterest(look).changed, (run) => Console.log(printableJsonLine(runJson(run))), {
    discard: true,
    concurrency: 1
  })

/** A line for each run that has ended, and on a terminal one below that says how things stand. */
export const lines: Effect.Effect<Print, never, Scope.Scope | Terminal.Terminal> = Effect.gen(function* () {
  const screen = yield* Screen
  const { print, show } = yield* StatusLine.make
  return (look) =>
    Effect.gen(function* () {
      const { changed, inside, run } = ofInterest(look)
      for (const ended of changed.filter(isTerminal)) {
        yield* print(ended.runId === run.runId ? wholeLine(ended, inside, screen) : runLine(ended, screen))
      }
      if (!isTerminal(run)) yield* show(statusText(run, inside, yield* Clock.currentTimeMillis))
    })
})

/** Of a process only its windows are told. */
const ofInterest = ({ changed, inside, ...look }: Look): Look => {
  const { kind, runId } = look.run
  const keep = (run: Run) => kind !== "process" || run.kind === "window" || run.runId === runId
  return { ...look, inside: inside.filter(keep), changed: changed.filter(keep) }
}

/** `12 done, 1 failed, window_13 and window_14 running, 1m 02s…`. */
const statusText = (run: Run, inside: ReadonlyArray<Run>, now: number): string => {
  const last = lastTries(inside)
  const running = last.filter(({ status }) => status === "running").map(({ stage }) => printableLine(stage))
  const failed = last.filter(({ status }) => status === "failed").length
  return [
    `${last.length - running.length - failed} done`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(running.length > 0 ? [`${running.join(" and ")} running`] : []),
    duration(run, now)
  ].join(", ")
}
