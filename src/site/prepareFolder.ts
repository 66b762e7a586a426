/**
 * The folder of a site, before anything is written to it.
 */
import type { PlatformError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import { SiteError } from "./SiteStore.js"

/**
 * Makes sure that a site can be written to a folder, which is made if it is not there. Fails where the
 * place is a file, cannot be written, or holds something under a name that the site would take; and where its
 * path has a question mark, after which DuckDB takes the rest for settings and puts its log elsewhere.
 */
export const prepareFolder = Effect.fn("prepareFolder")(function* (root: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  // Long paths of Windows begin with one.
  if (root.replace(/^\\\\\?\\/, "").includes("?")) {
    return yield* new SiteError({
      message: `${root} has a "?" in its path, and DuckDB can keep no history there; rename the folder, or choose another for --output`
    })
  }
  yield* make(root)
  yield* fs.access(root, { writable: true }).pipe(refused(root))
  if (yield* fs.exists(path.join(root, ".egregora")).pipe(refused(root))) return
  for (const name of taken) {
    if (yield* fs.exists(path.join(root, name)).pipe(refused(root))) {
      return yield* new SiteError({
        message: `${root} already holds "${name}", which egregora did not make; choose another folder for --output`
      })
    }
  }
})

/** What a site puts into its folder. */
const taken = ["index.html", "index.md", "posts", "profiles", "tags", "media", "assets"]

/** Level by level: making all at once never ends below some of the system's own folders. */
const make = (folder: string): Effect.Effect<void, SiteError, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const found = yield* Effect.either(fs.stat(folder))
    if (found._tag === "Right") {
      if (found.right.type === "Directory") return
      return yield* new SiteError({ message: `${folder} is not a folder; choose another one for --output` })
    }
    if (path.dirname(folder) !== folder) yield* make(path.dirname(folder))
    yield* fs.makeDirectory(folder).pipe(
      Effect.catchIf(
        (error) => isSystem(error, "AlreadyExists"),
        () => Effect.void
      ),
      refused(folder)
    )
  })

const refused = (folder: string) =>
  Effect.mapError(
    (error: PlatformError) =>
      new SiteError({
        message: isSystem(error, "PermissionDenied")
          ? `${folder} cannot be written: permission denied; make it writable or use another folder`
          : `${folder} cannot be written; use another folder`
      })
  )

const isSystem = (error: PlatformError, reason: string): boolean =>
  error._tag === "SystemError" && error.reason === reason
