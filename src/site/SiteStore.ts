/**
 * The port through which the site's files are written and read.
 */
import { createHash } from "node:crypto"
import { statSync } from "node:fs"
import type { PlatformError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Random from "effect/Random"
import * as Stream from "effect/Stream"
import * as atOnce from "./atOnce.js"
import * as FileDigests from "./fileDigests.js"
import { sha256Of, sha256OfStream } from "./sha256.js"

/** A file of the site that cannot be written or read. `message` is one line. */
export class SiteError extends Data.TaggedError("SiteError")<{ readonly message: string }> {}

/** A file after writing. */
export interface Written {
  /** From the site's root, `posts/2025-10-28.md`. */
  readonly path: string
  /** Of its bytes, in 64 hexadecimal digits. */
  readonly sha256: string
  /** False when the file already held these bytes and was left alone. */
  readonly changed: boolean
}

/** What is known of a file without reading it. */
export interface FileFacts {
  readonly size: number
  /** In milliseconds since the epoch, with fractions: the latest of all that happened to it, a move too. */
  readonly changed: number
}

/**
 * The files of one site. Paths are relative to its root, with "/"; one that would leave it is refused.
 * A file is there whole or not at all: it is written under a temporary name and renamed. What is in
 * `.egregora` may hold people's names, and is for its owner alone.
 */
export class SiteStore extends Context.Tag("egregora/SiteStore")<
  SiteStore,
  {
    /** Where the site is, for people. */
    readonly root: string
    /** A file's text; null when there is none. */
    readonly read: (path: string) => Effect.Effect<string | null, SiteError>
    /** A file's bytes; null when there is none. */
    readonly bytes: (path: string) => Effect.Effect<Uint8Array | null, SiteError>
    /** The first bytes of a file, at most `length`. */
    readonly start: (path: string, length: number) => Effect.Effect<Uint8Array, SiteError>
    readonly exists: (path: string) => Effect.Effect<boolean, SiteError>
    /** A file's size in bytes, and when it came to its place as it is; null when there is none. */
    readonly facts: (path: string) => Effect.Effect<FileFacts | null, SiteError>
    /**
     * The sha256 of a file's bytes; null when there is none. A file whose inode, size and times are those of
     * the last time is not read again.
     */
    readonly fingerprint: (path: string) => Effect.Effect<string | null, SiteError>
    /** The names of a folder's files ("" is the root), sorted, without hidden ones; none when there is no such folder. */
    readonly list: (folder: string) => Effect.Effect<ReadonlyArray<string>, SiteError>
    readonly write: (path: string, text: string) => Effect.Effect<Written, SiteError>
    /** Writes bytes as they come; a stream that fails leaves what was there before. */
    readonly writeStream: <E>(
      path: string,
      bytes: Stream.Stream<Uint8Array, E>
    ) => Effect.Effect<Written, SiteError | E>
    /** Removes a file, if there is one. */
    readonly remove: (path: string) => Effect.Effect<void, SiteError>
    /** Files under temporary names: of writes in progress, and of those that were killed. */
    readonly leftovers: Effect.Effect<ReadonlyArray<string>, SiteError>
    /**
     * Removes what writes that were killed have left under temporary names. Only for who is alone at the
     * site: another's write in progress would be lost.
     */
    readonly sweep: Effect.Effect<void, SiteError>
    /**
     * Keeps the fingerprints that were asked for, so that the next process need not read what nobody
     * touched. Without it everything is read again, so where it cannot be kept nothing is said.
     */
    readonly remember: Effect.Effect<void>
  }
>() {}

/** A site in a folder, which is made when the first file is written. */
export const layer = (root: string): Layer.Layer<SiteStore, never, FileSystem.FileSystem | Path.Path> =>
  Layer.effect(SiteStore, make(root))

const make = Effect.fnUntraced(function* (root: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path

  const locate = (file: string): Effect.Effect<string, SiteError> =>
    isSafe(file)
      ? Effect.succeed(path.join(root, ...file.split("/")))
      : new SiteError({ message: `Refused to touch ${JSON.stringify(file)}: it is no path inside the site.` })

  const digests = FileDigests.make(() => atOnce.textOrNothing(path.join(root, stampsFile)))
  const digest = (file: string, target: string) =>
    digests.of(
      file,
      target,
      Effect.suspend(() =>
        Effect.catchIf(sha256OfStream(fs.stream(target)), isNotFound, () => Effect.succeed(null))
      )
    )

  const failing = (what: string, file: string) =>
    Effect.mapError(
      (error: PlatformError) => new SiteError({ message: sentence(what, path.join(root, file), error) })
    )

  const folders = new Set<string>()
  const makeFolder = (file: string, folder: string) =>
    folders.has(folder)
      ? Effect.void
      : fs.makeDirectory(folder, { recursive: true }).pipe(
          failing("write", file),
          Effect.tap(() => Effect.sync(() => folders.add(folder)))
        )

  const temporaryFor = (target: string) =>
    Effect.map(Random.nextIntBetween(0, 2 ** 48), (token) =>
      path.join(path.dirname(target), temporaryName(path.basename(target), token.toString(36)))
    )

  /** Fills a temporary file beside the target, which takes its place if it `changed` something. */
  const replace = Effect.fnUntraced(function* <E>(
    file: string,
    target: string,
    fill: (temporary: string) => Effect.Effect<Written, E>
  ) {
    yield* makeFolder(file, path.dirname(target))
    const temporary = yield* temporaryFor(target)
    const discard = fs.remove(temporary, { force: true }).pipe(Effect.ignore)
    return yield* fill(temporary).pipe(
      Effect.tap(({ changed }) =>
        changed ? fs.rename(temporary, target).pipe(Effect.uninterruptible, failing("write", file)) : discard
      ),
      Effect.onError(() => discard)
    )
  })

  const leftovers = Effect.forEach(["", ...foldersOfSite], (folder) =>
    fs.readDirectory(path.join(root, folder)).pipe(
      Effect.catchIf(isNotFound, () => Effect.succeed([])),
      failing("read", folder),
      Effect.map((names) =>
        names.flatMap((name) => (isTemporary.test(name) ? [folder === "" ? name : `${folder}/${name}`] : []))
      )
    )
  ).pipe(Effect.map((found) => found.flat()))

  const turns = atOnce.makeTurns()
  const write = Effect.fnUntraced(function* (file: string, text: string) {
    const target = yield* locate(file)
    const bytes = new TextEncoder().encode(text)
    const sha256 = sha256Of(bytes)
    const known = yield* digest(file, target).pipe(failing("write", file))
    if (known === sha256) return { path: file, sha256, changed: false }
    const written = { path: file, sha256, changed: true }
    yield* makeFolder(file, path.dirname(target))
    if (atOnce.replace(target, yield* temporaryFor(target), bytes, modeOf(file))) {
      yield* turns
      return written
    }
    return yield* replace(file, target, (temporary) =>
      fs
        .writeFile(temporary, bytes, { flag: "wx", mode: modeOf(file) })
        .pipe(failing("write", file), Effect.as(written))
    )
  })

  return SiteStore.of({
    root: path.resolve(root),
    bytes: Effect.fn("SiteStore.bytes")(function* (file) {
      return yield* fs.readFile(yield* locate(file)).pipe(
        Effect.catchIf(isNotFound, () => Effect.succeed(null)),
        failing("read", file)
      )
    }),
    // These are asked of every file of the site, and take less time than a span does.
    read: (file) =>
      Effect.flatMap(locate(file), (target) => {
        const text = atOnce.readText(target)
        return text !== undefined
          ? Effect.succeed(text)
          : fs.readFileString(target).pipe(
              Effect.catchIf(isNotFound, () => Effect.succeed(null)),
              failing("read", file)
            )
      }),
    exists: (file) =>
      Effect.flatMap(locate(file), (target) =>
        Effect.try(() => statSync(target, { throwIfNoEntry: false }) !== undefined).pipe(
          Effect.orElse(() => failing("read", file)(fs.exists(target)))
        )
      ),
    start: (file, length) =>
      Effect.flatMap(locate(file), (target) => {
        const bytes = atOnce.readStart(target, length)
        return bytes !== undefined
          ? Effect.succeed(bytes)
          : Effect.fail(new SiteError({ message: `Cannot read ${target}.` }))
      }),
    facts: (file) =>
      Effect.flatMap(locate(file), (target) =>
        Effect.try({
          try: () => {
            const found = statSync(target, { throwIfNoEntry: false })
            return found === undefined
              ? null
              : { size: found.size, changed: Math.max(found.mtimeMs, found.ctimeMs) }
          },
          catch: () => new SiteError({ message: `Cannot read ${target}.` })
        })
      ),
    fingerprint: (file) =>
      Effect.flatMap(locate(file), (target) => failing("read", file)(digest(file, target))),
    list: Effect.fn("SiteStore.list")(function* (folder) {
      const target = folder === "" ? root : yield* locate(folder)
      const names = yield* fs.readDirectory(target).pipe(
        Effect.catchIf(isNotFound, () => Effect.succeed([])),
        failing("read", folder)
      )
      const folders = atOnce.foldersIn(target)
      return names.filter((name) => !name.startsWith(".") && !folders.has(name)).sort()
    }),
    write,
    writeStream: Effect.fn("SiteStore.writeStream")(function* (file, bytes) {
      const target = yield* locate(file)
      return yield* replace(
        file,
        target,
        Effect.fnUntraced(function* (temporary) {
          const hash = createHash("sha256")
          const handle = yield* fs.open(temporary, { flag: "wx" }).pipe(failing("write", file))
          yield* Stream.runForEach(bytes, (chunk) => {
            // The file system's service takes a write of nothing for a disk that is full.
            if (chunk.length === 0) return Effect.void
            hash.update(chunk)
            return handle.writeAll(chunk).pipe(failing("write", file))
          })
          const sha256 = hash.digest("hex")
          const known = yield* digest(file, target).pipe(failing("write", file))
          return { path: file, sha256, changed: known !== sha256 }
        }, Effect.scoped)
      )
    }),
    leftovers,
    sweep: Effect.flatMap(leftovers, (files) =>
      Effect.forEach(
        files,
        (file) => fs.remove(path.join(root, file), { force: true }).pipe(failing("remove", file)),
        { discard: true }
      )
    ).pipe(Effect.withSpan("SiteStore.sweep")),
    remember: Effect.ignore(Effect.suspend(() => write(stampsFile, digests.text()))),
    remove: Effect.fn("SiteStore.remove")(function* (file) {
      yield* fs.remove(yield* locate(file), { force: true }).pipe(failing("remove", file))
      digests.forget(file)
    })
  })
})

const modeOf = (file: string): number => (file.startsWith(".egregora/") ? 0o600 : 0o666)

/** What `remember` keeps. */
const stampsFile = ".egregora/stamps"

/** Where a site has files. */
const foldersOfSite = [
  "posts",
  "profiles",
  "tags",
  "media",
  "media/small",
  "assets",
  ".egregora",
  ".egregora/replaced",
  ".egregora/stats"
]

const temporaryName = (name: string, token: string): string => `.${name}.${token}.tmp`
const isTemporary = /^\..+\.[0-9a-z]+\.tmp$/

const isNotFound = (error: PlatformError): boolean =>
  error._tag === "SystemError" && error.reason === "NotFound"

/** Names that are files everywhere: no parents, no drives, no devices of Windows, nothing that it trims. */
const isSafe = (file: string): boolean =>
  file.length <= 512 &&
  file
    .split("/")
    .every(
      (name) =>
        /^[^\\:*?"<>|\p{Cc}]+$/u.test(name) &&
        !/^\.{1,2}$|[. ]$/.test(name) &&
        !/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name)
    )

const sentence = (what: string, file: string, error: PlatformError): string => {
  if (error._tag === "BadArgument") return `Cannot ${what} ${file}: ${error.message}.`
  const why = reasons[error.reason] ?? error.description ?? error.reason
  return `Cannot ${what} ${file}: ${why}.`
}

const reasons: { readonly [reason: string]: string | undefined } = {
  PermissionDenied: "permission denied; choose a folder that you may write to",
  AlreadyExists: "something else is in its place",
  BadResource: "something else is in its place",
  NotFound: "there is no such file",
  Busy: "it is in use"
}
