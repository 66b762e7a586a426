/**
 * What every command does with an answer of the history beside showing it.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import type { Answer } from "../tracking/RunHistory.js"
import { exitCodes } from "./exitCodes.js"
import { printableLine } from "./terminal.js"
import { Unsuccessful } from "./Unsuccessful.js"

/** What the reader of a history should be told of it, each once, on standard error. */
export const printNotes = (...notes: ReadonlyArray<Iterable<string>>): Effect.Effect<void> =>
  Effect.forEach(new Set(notes.flatMap((some) => [...some])), (note) => Console.error(printableLine(note)), {
    discard: true,
    concurrency: 1
  })

/** The end of a command that has shown all that it could: 1 if that is not all there is. */
export const endOf = (
  ...answers: ReadonlyArray<Pick<Answer, "isWhole">>
): Effect.Effect<void, Unsuccessful> =>
  answers.every(({ isWhole }) => isWhole) ? Effect.void : new Unsuccessful({ code: exitCodes.failed })
