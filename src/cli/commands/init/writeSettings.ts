/**
 * What `egregora init` does.
 */
import type { PlatformError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Console from "effect/Console"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { prepareFolder } from "../../../site/prepareFolder.js"
import { outputSetting } from "../../settings/allSettings.js"
import { settingsOfNone } from "../../settings/findSettings.js"
import { settingsFileName } from "../../settings/settingsFile.js"
import { settingsText } from "../../settings/settingsText.js"
import { shellWord } from "../../shellWord.js"
import { printableLine } from "../../terminal.js"

/** The file could not be made. `message` is one line with what to do. */
export class InitError extends Data.TaggedError("InitError")<{ readonly message: string }> {}

/** Makes the folder, unless it is there, and the file, which must not be there. */
export const writeSettings = Effect.fn("init.writeSettings")(function* (named: Option.Option<string>) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const folder = yield* settingsOfNone.value(outputSetting, named)
  const file = path.join(folder, settingsFileName)
  yield* prepareFolder(path.resolve(folder))
  yield* fs
    .writeFileString(file, settingsText(), { flag: "wx" })
    .pipe(Effect.mapError((error) => new InitError({ message: whyNot(error, file, folder) })))
  yield* Console.log(
    [
      `${printableLine(file)} has every setting, commented out.`,
      "",
      `  egregora process EXPORT --output ${shellWord(folder)}`
    ].join("\n")
  )
})

const whyNot = (error: PlatformError, file: string, folder: string): string =>
  error._tag === "SystemError" && error.reason === "AlreadyExists"
    ? `${file} is there already and stays as it is; \`egregora config ${shellWord(folder)}\` shows what it says`
    : `${file} cannot be written; make the folder writable or use another one`
