/**
 * `--max-size`, which every command that reads an export takes.
 */
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { DEFAULT_SIZE, type LimitsShape, upTo } from "../sources/Limits.js"
import { parseBytes } from "./bytes.js"
import { UsageError } from "./UsageError.js"

/** The largest file that is read of an export. */
export const maxSizeOption = Options.text("max-size").pipe(
  Options.withPseudoName("SIZE"),
  Options.withDescription(
    "The largest chat text or attachment that is read, as 10GB. One that is larger than the default also allows longer messages and more files, in proportion. Default: 4GiB."
  ),
  Options.optional
)

/** The limits that were asked for, or those that every chat keeps. */
export const parseMaxSize = (asked: Option.Option<string>): Effect.Effect<LimitsShape, UsageError> => {
  if (Option.isNone(asked)) return Effect.succeed(upTo(DEFAULT_SIZE))
  const size = parseBytes(asked.value)
  return size === null || size === 0
    ? new UsageError({ message: `--max-size: "${asked.value}" is no size; write it as 10GB` })
    : Effect.succeed(upTo(size))
}
