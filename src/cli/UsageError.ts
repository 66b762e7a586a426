import * as Data from "effect/Data"

/**
 * The command line, the environment or `egregora.yaml` asks for something that makes no sense. One line; the
 * program exits with 2.
 */
export class UsageError extends Data.TaggedError("UsageError")<{ readonly message: string }> {}
