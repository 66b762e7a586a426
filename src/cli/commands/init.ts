/**
 * `egregora init`: a folder with settings for a blog.
 */
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import { folderArgument } from "../folderArgument.js"

/** `egregora init`. */
export const initCommand = Command.make("init", { folder: folderArgument("output") }, ({ folder }) =>
  Effect.flatMap(
    Effect.promise(() => import("./init/writeSettings.js")),
    ({ writeSettings }) => writeSettings(folder)
  )
).pipe(
  Command.withDescription(
    "Makes a folder for a blog with egregora.yaml in it: every setting, explained and commented out."
  )
)
