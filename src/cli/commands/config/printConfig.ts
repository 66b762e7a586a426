/**
 * What `egregora config` does.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Console from "effect/Console"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { allSettings, outputSetting } from "../../settings/allSettings.js"
import { settingsOf, settingsOfNone } from "../../settings/findSettings.js"
import { settingsFileName } from "../../settings/settingsFile.js"
import { type Held, settingsTable } from "../../settingsTable.js"
import { siteHere } from "../../site.js"
import { printableJson, printableLine, Screen } from "../../terminal.js"

/** The folder that was named is none. `message` is one line. */
export class NoFolder extends Data.TaggedError("NoFolder")<{ readonly message: string }> {}

/** What `config` was asked for. */
export interface ConfigOptions {
  readonly folder: Option.Option<string>
  /** One JSON object instead of a table. */
  readonly json: boolean
}

/** Prints the settings of a folder, whether or not it is a blog yet. */
export const config = Effect.fn("config")(function* ({ folder: named, json }: ConfigOptions) {
  const folder = yield* folderOf(named)
  const { file, find } = yield* settingsOf(folder)
  const held = yield* Effect.forEach(allSettings, (setting) =>
    Effect.map(find(setting), (found): Held => ({ setting, found }))
  )
  if (json) return yield* Console.log(printableJson({ folder, file, settings: held.map(jsonOf) }))
  yield* Console.log(
    printableLine(file === null ? `${folder} has no ${settingsFileName}; \`egregora init\` makes one` : file)
  )
  yield* Console.log(`\n${yield* settingsTable(held, yield* Screen)}`)
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const folderOf = Effect.fnUntraced(function* (named: Option.Option<string>) {
  const path = yield* Path.Path
  const fs = yield* FileSystem.FileSystem
  if (Option.isNone(named)) {
    return (yield* siteHere()) ?? path.resolve(yield* settingsOfNone.value(outputSetting))
  }
  const folder = path.resolve(named.value)
  const isFolder = Effect.map(fs.stat(folder), ({ type }) => type === "Directory")
  if (yield* Effect.orElseSucceed(isFolder, () => false)) return folder
  return yield* new NoFolder({
    message: `${folder} is not a folder; \`egregora init\` makes one with its settings`
  })
})

const jsonOf = ({ found: { origin, text }, setting: { name, standard } }: Held) => ({
  name,
  value: text ?? standard,
  origin:
    origin._tag === "Default"
      ? { from: "default" }
      : origin._tag === "Environment"
        ? { from: "environment", variable: origin.variable }
        : origin._tag === "File"
          ? { from: "file", path: origin.path, line: origin.line }
          : { from: "flag" }
})
