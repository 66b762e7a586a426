/**
 * Whether what resume relies on is still there: the files of the windows that are done.
 */
import * as Effect from "effect/Effect"
import { changed, checkpoints } from "../../pipeline/checkpoint.js"
import type { SiteStore } from "../../site/SiteStore.js"
import { RunHistory } from "../../tracking/RunHistory.js"
import { counted } from "../counted.js"
import type { Finding } from "./Finding.js"

/** What is to be said of the files that runs have written. */
export const checkOutputs: Effect.Effect<ReadonlyArray<Finding>, never, RunHistory | SiteStore> = Effect.gen(
  function* () {
    const { runs } = yield* Effect.flatMap(RunHistory, ({ worked }) => worked)
    const done = [...checkpoints(runs).values()].flatMap((it) => (it.done === null ? [] : [it.done]))
    const changes = yield* Effect.forEach(done, changed, { concurrency: 8 })
    const [first, ...others] = changes.filter((change) => change !== null)
    const windows = counted(done.length, "window")
    if (first === undefined) return [say("ok", `${windows} done, with their files as they were written`)]
    const more = others.length === 0 ? "" : `, and ${counted(others.length, "other window")}`
    return [
      say(
        "warning",
        `${first}${more} of ${windows} done; the next \`process\` writes that again, but for what was edited by hand`
      )
    ]
  }
).pipe(
  Effect.catchAll(({ message }) => Effect.succeed([say("error", message)])),
  Effect.withSpan("checkOutputs")
)

const say = (level: Finding["level"], message: string): Finding => ({ subject: "outputs", level, message })
