/**
 * `egregora runs stats`: what runs amount to, by stages.
 */
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import { filterOptions } from "../../runFilter.js"
import { jsonOption } from "../../runJson.js"
import { siteOption } from "../../site.js"

/** `egregora runs stats`. */
export const statsCommand = Command.make(
  "stats",
  { ...filterOptions, json: jsonOption, site: siteOption },
  (given) =>
    Effect.flatMap(
      Effect.promise(() => import("./printStats.js")),
      ({ stats }) => stats(given)
    )
).pipe(
  Command.withDescription(
    "Counts runs by stages: how they ended, how long they took, what they cost. What a run spent is counted for the runs around it too."
  )
)
