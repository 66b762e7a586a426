/**
 * The table of a site, open for reading.
 */
import { existsSync, statSync } from "node:fs"
import * as Layer from "effect/Layer"
import * as DuckDb from "../storage/DuckDb.js"
import { layerMemory, type RunStore, type RunStoreError } from "./RunStore.js"
import * as RunStoreDuckDb from "./RunStoreDuckDb.js"

/** The history in a file; an empty one where there is no file. */
export const openRuns = (
  file: string,
  options: Pick<DuckDb.DuckDbOptions, "lockTimeout">
): Layer.Layer<RunStore, DuckDb.DuckDbError> =>
  Layer.suspend(() =>
    existsSync(file)
      ? Layer.catchAll(openDatabase(file, options), (error) =>
          error.reason === "Missing" ? layerMemory : Layer.fail(error)
        )
      : layerMemory
  )

/** The same with its database, which is in memory where there is no file. */
export const openDatabase = (
  file: string,
  options: Pick<DuckDb.DuckDbOptions, "copyTo" | "lockTimeout">
): Layer.Layer<RunStore | DuckDb.DuckDb, DuckDb.DuckDbError> =>
  Layer.suspend(() =>
    Layer.provideMerge(
      RunStoreDuckDb.layerReadOnly,
      DuckDb.layer(existsSync(file) ? { ...options, file, readOnly: true } : { ...options, file: ":memory:" })
    )
  )

/** What a reader should be told of a table that cannot be read, where the journals are shown in its place. */
export const incomplete = (file: string, error: DuckDb.DuckDbError | RunStoreError): string => {
  const [what, more] = trouble(file, error)
  return `${file} ${what}, so only the most recent runs are shown${more}`
}

/** The same where nothing is shown. */
export const unreadable = (file: string, error: DuckDb.DuckDbError | RunStoreError): string =>
  `${file} ${trouble(file, error).join("")}`

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const trouble = (
  file: string,
  error: DuckDb.DuckDbError | RunStoreError
): readonly [what: string, more: string] => {
  if (error._tag === "RunStoreError") return ["cannot be read", `: ${error.message}`]
  switch (error.reason) {
    case "Locked":
      return ["is in use by another process", "; try again in a moment"]
    case "NotADatabase":
      return ["is not a database, or damaged", "; the next `process` puts it aside and begins a new one"]
    case "Denied":
      return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true
        ? ["is a folder", "; move it away, and the next `process` begins a new one"]
        : ["cannot be opened", ": permission denied; let its owner read it"]
    default:
      return ["cannot be opened", `: ${error.message}`]
  }
}
