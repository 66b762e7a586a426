import * as Data from "effect/Data"

/** A command that has said all there is to say and ends with exit code 1. */
export class Unsuccessful extends Data.TaggedError("Unsuccessful") {}
