/**
 * Run tracking for a process that writes a site: its journal, and the merge behind it.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as JournalFile from "./JournalFile.js"
import { journalFolder } from "./JournalFolder.js"
import { mergeJournals } from "./mergeJournals.js"
import { current } from "./ProcessIdentity.js"
import * as RunTracking from "./RunTracking.js"

/**
 * Tracks into `<siteFolder>/.egregora`. The journal is merged into the table every few seconds and when
 * the layer closes, with what processes that died have left. A merge that fails is logged once, and the
 * runs stay in the journal, where readers find them.
 *
 * `codeRef` is the version of the code that runs; `mergeEvery` is 5 seconds by default. Into a table so
 * large that a merge takes long, they are merged less often, so that merging takes a twentieth of the time.
 */
export const layer = (
  siteFolder: string,
  options: { readonly codeRef: string; readonly mergeEvery?: Duration.DurationInput }
): Layer.Layer<RunTracking.RunTracking> =>
  Layer.scoped(
    RunTracking.RunTracking,
    Effect.gen(function* () {
      const process = current()
      const journal = yield* JournalFile.make(journalFolder(siteFolder), process)
      const merge = mergeOwn(siteFolder, journal, once())
      yield* Effect.addFinalizer(() =>
        Effect.ignore(Effect.timeout(Effect.interruptible(merge), "5 seconds"))
      )
      const every = options.mergeEvery ?? "5 seconds"
      const mergeAndRest = Effect.flatMap(Effect.timed(merge), ([took]) =>
        Effect.sleep(Duration.max(every, Duration.times(took, 20)))
      )
      yield* Effect.forkScoped(Effect.delay(Effect.forever(mergeAndRest), every))
      return RunTracking.make(journal, { codeRef: options.codeRef, process })
    })
  )

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const mergeOwn = (
  siteFolder: string,
  journal: JournalFile.JournalFile,
  warn: (text: string) => Effect.Effect<void>
): Effect.Effect<void> =>
  Effect.ignore(journal.rotate).pipe(
    Effect.zipRight(mergeJournals(siteFolder)),
    Effect.asVoid,
    Effect.catchAll(({ isBusy, message }) => (isBusy ? Effect.void : warn(message))),
    Effect.catchAllDefect((defect) => warn(String(defect)))
  )

/** A pipeline of hours must not repeat every few seconds what it has said. */
const once = (): ((text: string) => Effect.Effect<void>) => {
  let said = false
  return (text) =>
    Effect.suspend(() => {
      if (said) return Effect.void
      said = true
      return Effect.logWarning(`run tracking: ${text}`)
    })
}
