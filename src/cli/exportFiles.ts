/**
 * The exports that a command reads.
 */
import { existsSync } from "node:fs"
import * as Args from "@effect/cli/Args"
import * as HelpDoc from "@effect/cli/HelpDoc"
import * as Effect from "effect/Effect"

/** The exports that a command reads: one, or several of one chat. */
export const exportFiles = Args.text({ name: "EXPORT" }).pipe(
  Args.withDescription(
    "What the chat application exported: a zip, a text or JSON file, or a folder. Several exports of one chat are read as one."
  ),
  Args.atLeast(1),
  // The command library takes an option that it does not know for one more of them.
  Args.mapEffect((words) => {
    const option = words.find((word) => word.startsWith("-") && !existsSync(word))
    return option === undefined ? Effect.succeed(words) : Effect.fail(HelpDoc.p(`${option}: no such file`))
  })
)
