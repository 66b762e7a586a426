/**
 * `egregora preview`: the blog in the browser, up to date.
 */
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import { folderArgument } from "../folderArgument.js"
import { previewSettings } from "../settings/allSettings.js"

/** `egregora preview`. */
export const previewCommand = Command.make(
  "preview",
  {
    folder: folderArgument(
      "the nearest folder upwards with .egregora or egregora.yaml, else ./output, else the one that was processed last"
    ),
    port: previewSettings.port.flag,
    open: previewSettings.open.flag
  },
  (given) =>
    Effect.flatMap(
      Effect.promise(() => import("./preview/showSite.js")),
      ({ showSite }) => showSite(given)
    )
).pipe(
  Command.withDescription(
    "Shows a blog in the browser and keeps it up to date, for this machine alone. Ctrl-C ends it."
  )
)
