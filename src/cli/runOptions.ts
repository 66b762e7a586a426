/**
 * The options that a `process` was started with, as its run keeps them.
 */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { Run } from "../domain/Run.js"

/** The options of a run by their names; null where it has none, or none that can be read. */
export const optionsOf = ({ options }: Run): Readonly<Record<string, unknown>> | null =>
  options === null ? null : Option.getOrNull(decode(options))

/** Every option with a value of its own, by its path: `window.stepSize`. */
export const leaves = (
  options: Readonly<Record<string, unknown>> | null,
  path = ""
): ReadonlyArray<readonly [path: string, value: unknown]> =>
  Object.entries(options ?? {}).flatMap(([name, value]) =>
    isObject(value) ? leaves(value, `${path}${name}.`) : [[`${path}${name}`, value] as const]
  )

const Options = Schema.Record({ key: Schema.String, value: Schema.Unknown })
const decode = Schema.decodeUnknownOption(Schema.parseJson(Options))

/** One without keys is a value. */
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
