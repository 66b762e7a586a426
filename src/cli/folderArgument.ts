/**
 * `[FOLDER]`, for commands that are about one blog and nothing else.
 */
import * as Args from "@effect/cli/Args"

/** The folder of a blog, with what holds where none is named. */
export const folderArgument = (otherwise: string) =>
  Args.text({ name: "FOLDER" }).pipe(
    Args.withDescription(`The folder of the blog. Default: ${otherwise}.`),
    Args.optional
  )
