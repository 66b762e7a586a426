/**
 * Which site a command is about.
 */
import * as Options from "@effect/cli/Options"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Config from "effect/Config"
import * as Console from "effect/Console"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { outputSetting } from "./settings/allSettings.js"
import { settingsOfNone } from "./settings/findSettings.js"
import { settingsFileName } from "./settings/settingsFile.js"
import { printableLine } from "./terminal.js"

/** The folder that was named is no site. `message` is one line with what to do. */
export class NotASite extends Data.TaggedError("NotASite")<{ readonly message: string }> {}

/** None was named, and there is none to look at. `message` is one line with what to do. */
export class NoSite extends Data.TaggedError("NoSite")<{ readonly message: string }> {}

/** `--site`. */
export const siteOption = Options.text("site").pipe(
  Options.withPseudoName("FOLDER"),
  Options.withDescription(
    "The folder of the blog. Default: the nearest folder upwards with .egregora or egregora.yaml, else ./output, else the one that was processed last."
  ),
  Options.optional
)

/**
 * The absolute folder of the site that is meant: the given one, else the one at `cwd`, else the site that
 * was processed last, which is said on standard error.
 */
export const findSite = Effect.fn("site.findSite")(function* (
  given: Option.Option<string>,
  cwd: string = process.cwd()
) {
  const path = yield* Path.Path
  if (Option.isSome(given)) {
    const folder = path.resolve(cwd, given.value)
    if (yield* isSite(folder)) return folder
    return yield* new NotASite({
      message: `${folder} is not a blog of egregora: it has no .egregora folder; name the --output of \`egregora process\``
    })
  }
  const here = yield* siteHere(cwd)
  if (here !== null) return here
  const last = yield* Effect.option(readLast)
  if (Option.isSome(last) && (yield* isSite(last.value))) {
    yield* Console.error(
      `No blog here; showing the one that was processed last: ${printableLine(last.value)}`
    )
    return last.value
  }
  return yield* new NoSite({
    message: `no blog here or above ${cwd}; make one with \`egregora process EXPORT\`, or name one with --site`
  })
})

/**
 * The nearest folder upwards from `cwd` that is a site, else the one in `cwd` to which `process` writes
 * (`output`, or what `EGREGORA_OUTPUT` says); null where there is none.
 */
export const siteHere = Effect.fn("site.siteHere")(function* (cwd: string = process.cwd()) {
  const path = yield* Path.Path
  const output = path.resolve(cwd, yield* settingsOfNone.value(outputSetting))
  for (const folder of [...upwards(path, cwd), output]) {
    if (yield* isSite(folder)) return folder
  }
  return null
})

/** Remembers the site that is processed, for `findSite`. What goes wrong with that is of no importance. */
export const rememberSite = (folder: string): Effect.Effect<void, never, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const file = yield* lastSiteFile
    yield* fs.makeDirectory(path.dirname(file), { recursive: true })
    yield* fs.writeFileString(file, `${path.resolve(folder)}\n`)
  }).pipe(Effect.ignore)

/** Whether a folder is a site: of a `process`, or of an `init` before the first one. */
const isSite = (folder: string): Effect.Effect<boolean, never, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const isThere = (name: string, type: FileSystem.File.Type) =>
      Effect.map(fs.stat(path.join(folder, name)), (found) => found.type === type)
    return (yield* Effect.orElseSucceed(isThere(".egregora", "Directory"), () => false))
      ? true
      : yield* isThere(settingsFileName, "File")
  }).pipe(Effect.orElseSucceed(() => false))

const upwards = (path: Path.Path, folder: string): ReadonlyArray<string> => {
  const parent = path.dirname(folder)
  return parent === folder ? [folder] : [folder, ...upwards(path, parent)]
}

const readLast = Effect.gen(function* () {
  const fs = yield* FileSystem.FileSystem
  return (yield* fs.readFileString(yield* lastSiteFile)).replace(/\n$/, "")
})

/** `last-site` in the user's folder for state: `$XDG_STATE_HOME/egregora`, else the system's own. */
const lastSiteFile = Effect.gen(function* () {
  const path = yield* Path.Path
  const given = yield* Effect.option(Config.nonEmptyString("XDG_STATE_HOME"))
  if (Option.isSome(given)) return path.join(given.value, "egregora", "last-site")
  const { default: envPaths } = yield* Effect.tryPromise(() => import("env-paths"))
  const folders = envPaths("egregora", { suffix: "" })
  // What env-paths calls the log is the state folder on Linux.
  return path.join(process.platform === "linux" ? folders.log : folders.data, "last-site")
})
