/**
 * Which run a command is about.
 */
import * as Args from "@effect/cli/Args"
import * as Console from "effect/Console"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { Run } from "../domain/Run.js"
import { HistoryError, mostFound, RunHistory } from "../tracking/RunHistory.js"
import { printNotes } from "./answer.js"
import { localTime } from "./runText.js"
import { printableLine } from "./terminal.js"
import { UsageError } from "./UsageError.js"

/** No run has such an id. `message` is one line with what to do. */
export class NoSuchRun extends Data.TaggedError("NoSuchRun")<{ readonly message: string }> {}

/** Several runs have ids that begin so. `message` is one line with what to do. */
export class AmbiguousRun extends Data.TaggedError("AmbiguousRun")<{ readonly message: string }> {}

/** `ID`. */
export const idArgument = (name = "ID", which = "The run's id"): Args.Args<string> =>
  Args.text({ name }).pipe(
    Args.withDescription(`${which}, or as much of its beginning as no other run shares.`)
  )

/** Refuses what cannot be the beginning of an id: dashes and the case of its digits do not matter. */
export const checkId = (id: string): Effect.Effect<void, UsageError> =>
  /^(?:-*[0-9a-f]){1,32}-*$/i.test(id)
    ? Effect.void
    : new UsageError({
        message: `${JSON.stringify(printableLine(id))} is not the id of a run: ids are hexadecimal, as \`egregora runs tail\` shows them`
      })

/**
 * The one run that is meant by the beginning of an id, with what comes with every answer. Where several
 * are, they are listed on standard error.
 */
export const findRun = Effect.fn("findRun")(function* (id: string) {
  yield* checkId(id)
  const { isWhole, notes, runs } = yield* Effect.flatMap(RunHistory, (history) => history.find(id))
  const [run, second] = runs
  if (run !== undefined && second === undefined) return { run, notes, isWhole }
  yield* printNotes(notes)
  if (run === undefined && !isWhole) {
    return yield* new HistoryError({ message: `no run that can be read has an id that begins with ${id}` })
  }
  if (run === undefined) {
    return yield* new NoSuchRun({
      message: `no run has an id that begins with ${id}; \`egregora runs tail --all\` lists the latest`
    })
  }
  for (const candidate of runs) yield* Console.error(candidateLine(candidate))
  const many = runs.length < mostFound ? runs.length : `${mostFound} or more`
  return yield* new AmbiguousRun({
    message: `${many} runs have ids that begin with ${id}; give more characters of the one you mean`
  })
})

const candidateLine = (run: Run): string =>
  `${run.runId}  ${printableLine(run.stage)}  ${localTime(run.startedAt)}`
