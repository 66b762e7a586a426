/**
 * `--source`, which every command that reads an export takes.
 */
import * as Args from "@effect/cli/Args"
import * as Options from "@effect/cli/Options"
import { sourceNames } from "../sources/sourceNames.js"

/** The export that a command reads. */
export const exportFile = Args.text({ name: "EXPORT" }).pipe(
  Args.withDescription("What the chat application exported: a zip, a text or JSON file, or a folder.")
)

/** The application that wrote the export. */
export const sourceOption = Options.choice("source", sourceNames).pipe(
  Options.withDescription("The application that wrote the export. Default: auto, found out."),
  Options.withDefault("auto" as const)
)
