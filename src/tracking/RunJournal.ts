/**
 * The log in front of the history: where each transition of a run is written first.
 */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type { Run } from "../domain/Run.js"

/** A transition that could not be written down. */
export class JournalError extends Data.TaggedError("JournalError")<{ readonly message: string }> {}

/**
 * Takes down the transitions of runs, in order. `RunTracking` guards every call, so an implementation
 * may fail, die or hang without harm to the work that it follows.
 */
export class RunJournal extends Context.Tag("egregora/RunJournal")<
  RunJournal,
  {
    /**
     * Appends a run as it is after a transition. Once this succeeds, the transition outlives this
     * process. A terminal run carries all that its record needs, so lines may be lost before it.
     */
    readonly append: (run: Run) => Effect.Effect<void, JournalError>
  }
>() {}
