/**
 * `--source`, which every command that reads an export takes.
 */
import * as Args from "@effect/cli/Args"
import * as Options from "@effect/cli/Options"
import { sourceNames } from "../sources/sourceNames.js"

/** The exports that a command reads: one, or several of one chat. */
export const exportFiles = Args.text({ name: "EXPORT" }).pipe(
  Args.withDescription(
    "What the chat application exported: a zip, a text or JSON file, or a folder. Several exports of one chat are read as one."
  ),
  Args.atLeast(1)
)

/** The application that wrote the export. */
export const sourceOption = Options.choice("source", sourceNames).pipe(
  Options.withDescription("The application that wrote the export. Default: auto, found out."),
  Options.withDefault("auto" as const)
)
