import * as Data from "effect/Data"

/**
 * The end of a command that has said all there is to say. `code` is the exit code: see `exitCodes`.
 */
export class Unsuccessful extends Data.TaggedError("Unsuccessful")<{ readonly code: number }> {}
