/**
 * `egregora config`: which settings hold, and who says so.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import { folderArgument } from "../folderArgument.js"

const options = {
  json: Options.boolean("json").pipe(
    Options.withDescription(
      "Print one JSON object: folder, file, and settings with name, value (null where nothing is said) and origin. Default: a table."
    )
  )
}

/** `egregora config`. */
export const configCommand = Command.make(
  "config",
  {
    folder: folderArgument("the nearest folder upwards with egregora.yaml or .egregora, else output"),
    ...options
  },
  (given) =>
    Effect.flatMap(
      Effect.promise(() => import("./config/printConfig.js")),
      ({ config }) => config(given)
    )
).pipe(
  Command.withDescription(
    "Shows every setting of a blog, its value, and who says so: egregora.yaml, the environment or the default."
  )
)
