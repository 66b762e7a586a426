/**
 * Writes the files with which another program reads a site's Markdown.
 */
import { relative } from "node:path"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { Generator } from "./generators/Generator.js"
import { generators } from "./generators/generators.js"
import type { SiteFile } from "./SiteFile.js"
import * as SiteStore from "./SiteStore.js"
import { sha256Of } from "./sha256.js"

/** A folder that cannot be used for that. `message` is one line with what to do. */
export class ExportForError extends Data.TaggedError("ExportForError")<{ readonly message: string }> {}

/** For whom, and where. */
export interface ExportForOptions {
  readonly generator: keyof typeof generators
  /** The blog's folder, absolute. */
  readonly blog: string
  /** The folder of the files, absolute; not inside the blog. */
  readonly output: string
  /** Whether files are replaced that somebody else wrote or changed. */
  readonly force: boolean
}

/**
 * Writes the files. Gives what to run in their folder. Nothing is written where something else is in the way:
 * a file that is as it was written the last time gives way.
 */
export const exportFor = Effect.fn("exportFor")(function* ({
  blog,
  force,
  generator,
  output
}: ExportForOptions) {
  const path = yield* Path.Path
  const way = relative(output, blog).split(path.sep).join("/")
  if (/^(?:\.\.(?:\/\.\.)*)?$/.test(way)) {
    return yield* new ExportForError({
      message: `${output} is in the blog's own folder; name one beside it with --output`
    })
  }
  const { files, run }: Generator = generators[generator]
  const made = files({ ...(yield* known(blog)), path: way })
  const written = yield* Effect.provide(writtenBefore, SiteStore.layer(blog))
  const nameOf = (file: SiteFile): string =>
    relative(blog, path.join(output, file.path)).split(path.sep).join("/")
  yield* Effect.gen(function* () {
    const store = yield* SiteStore.SiteStore
    for (const file of force ? [] : made) {
      const there = yield* store.fingerprint(file.path)
      if (there !== null && there !== digestOf(file) && there !== written.get(nameOf(file))) {
        return yield* new ExportForError({
          message: `${path.join(output, file.path)} is there already and says something else; --force replaces it`
        })
      }
    }
    yield* Effect.forEach(made, (file) => store.write(file.path, file.text), { discard: true })
  }).pipe(Effect.provide(SiteStore.layer(output)))
  const digests = new Map([...written, ...made.map((file) => [nameOf(file), digestOf(file)] as const)])
  // A blog that cannot be written to is exported too; the next export of it will ask for --force.
  yield* Effect.ignore(Effect.provide(remember(digests), SiteStore.layer(blog)))
  return { files: made.map((file) => file.path), run }
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** What was written for whom: a line for each file, as `sha256sum` has it, with the way from the blog. */
const digestsFile = ".egregora/generators"

const writtenBefore = Effect.gen(function* () {
  const text = yield* (yield* SiteStore.SiteStore).read(digestsFile)
  return new Map(
    Array.from((text ?? "").matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm), ([, sha256 = "", name = ""]) => [
      name,
      sha256
    ])
  )
})

const remember = Effect.fnUntraced(function* (digests: ReadonlyMap<string, string>) {
  const store = yield* SiteStore.SiteStore
  yield* store.write(digestsFile, Array.from(digests, ([name, sha256]) => `${sha256}  ${name}\n`).join(""))
})

const digestOf = ({ text }: SiteFile): string => sha256Of(Buffer.from(text))

/** What the home page says of itself. */
const known = Effect.fnUntraced(function* (blog: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const home = yield* fs.readFileString(path.join(blog, "index.html")).pipe(
    Effect.mapError(
      () =>
        new ExportForError({
          message: `${blog} has no home page; make the blog with \`egregora process\` first`
        })
    )
  )
  const [, title = "Our chat"] = /<title>([^<]*)<\/title>/.exec(home) ?? []
  const [, language = "en"] = /<html lang="([A-Za-z0-9-]+)"/.exec(home) ?? []
  return { title: plainOf(title), language }
})

const plainOf = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
