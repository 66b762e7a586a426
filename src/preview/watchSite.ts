/**
 * When the pages of a site have changed.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as FiberMap from "effect/FiberMap"
import * as Queue from "effect/Queue"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"

/**
 * Runs an effect each time that pages have changed, once they have been left alone for a moment. Markdown and
 * the files of `media` are not listened to: `process` writes them as it goes, and the pages that show them at
 * its end.
 *
 * Each folder is watched by itself, not each file. Where that cannot be, because the system has no more
 * watches to give, a warning says so and changes in that folder go unnoticed.
 */
export const watchSite = (
  root: string,
  onChange: Effect.Effect<unknown>
): Effect.Effect<void, never, Scope.Scope | FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const changes = yield* Queue.sliding<void>(1)
    const watched = yield* FiberMap.make<string>()
    const media = path.join(root, "media")

    const isFolder = (place: string) =>
      fs.stat(place).pipe(
        Effect.map(({ type }) => type === "Directory"),
        Effect.orElseSucceed(() => null)
      )
    const enter = (folder: string): Effect.Effect<void> =>
      Effect.gen(function* () {
        if (folder === media) return
        yield* FiberMap.run(watched, folder, watch(folder), { onlyIfMissing: true })
        const names = yield* Effect.orElseSucceed(fs.readDirectory(folder), () => [])
        for (const name of names.filter(isShown)) {
          const place = path.join(folder, name)
          // A link may lead out of the site, or back into it.
          if ((yield* Effect.option(fs.readLink(place)))._tag === "None" && (yield* isFolder(place))) {
            yield* enter(place)
          }
        }
      })
    const look = (place: string): Effect.Effect<void> =>
      Effect.gen(function* () {
        const folder = yield* isFolder(place)
        if (folder === null) yield* FiberMap.remove(watched, place)
        if (folder === true) yield* enter(place)
        if (folder === true || isOfPages(place)) yield* Queue.offer(changes, undefined)
      })
    const watch = (folder: string): Effect.Effect<void> =>
      fs.watch(folder).pipe(
        Stream.filter((event) => isShown(event.path)),
        Stream.runForEach((event) => look(path.join(folder, event.path))),
        Effect.catchAllCause(() =>
          Effect.logWarning(`changes in ${folder} go unnoticed: it cannot be watched`)
        )
      )

    yield* enter(root)
    yield* Effect.forkScoped(
      Stream.fromQueue(changes).pipe(
        Stream.debounce("300 millis"),
        Stream.runForEach(() => onChange)
      )
    )
  })

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const isShown = (name: string): boolean => !name.startsWith(".")

const isOfPages = (place: string): boolean => /\.(?:html|css|js|json)$/i.test(place)
