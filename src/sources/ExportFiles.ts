/**
 * An export that is more than one text: a zip, a folder, or a file with others beside it. Nothing outside
 * of it can be read through it.
 */
import * as fs from "node:fs"
import { basename, dirname, join, sep } from "node:path"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { inspect, pieces, unreadable } from "./ExportFile.js"
import { Limits } from "./Limits.js"
import { ExportError } from "./Source.js"
import * as ZipArchive from "./ZipArchive.js"

/** The files of an open export. */
export interface ExportFiles {
  /** The name of what was given, without its folder. */
  readonly name: string
  /** The file that was given, where it is neither a zip nor a folder. */
  readonly given: string | null
  /** What there is: everything in a zip, the first two levels of a folder, the files beside one that was given. */
  readonly names: ReadonlyArray<string>
  /** Whether there is a file of this name, be it listed or not. */
  readonly has: (name: string) => boolean
  /** The bytes of a file; fails with `NotFound` where there is none. */
  readonly bytes: (name: string) => Stream.Stream<Uint8Array, ExportError>
}

/** Opens what is at a path; it is closed with the scope. */
export const open: (path: string) => Effect.Effect<ExportFiles, ExportError, Scope.Scope> = Effect.fn(
  "ExportFiles.open"
)(function* (path: string) {
  const isFolder = yield* Effect.try({
    try: () => fs.statSync(path).isDirectory(),
    catch: (error) => unreadable(path, error)
  })
  if (isFolder) return yield* openFolder(path, null)
  const { isZip } = yield* inspect(path)
  return isZip ? yield* openZip(path) : yield* openFolder(dirname(path), basename(path))
})

/** What errors call a file of an export. */
export const labelOf = ({ given, name }: ExportFiles, file: string): string =>
  given === null ? `${name} (${file})` : file

const openZip = Effect.fnUntraced(function* (path: string) {
  const { entries } = yield* ZipArchive.open(path)
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  const name = basename(path)
  const files: ExportFiles = {
    name,
    given: null,
    names: [...byName.keys()],
    has: (entry) => byName.has(entry),
    bytes: (entry) => byName.get(entry)?.bytes ?? Stream.fail(missing(name, entry))
  }
  return files
})

const openFolder = Effect.fnUntraced(function* (folder: string, given: string | null) {
  const limits = yield* Limits
  const root = yield* Effect.try({
    try: () => fs.realpathSync(folder),
    catch: (error) => unreadable(folder, error)
  })
  const name = given ?? basename(root)
  const names = yield* Effect.try({
    try: () => list(root, given === null ? LEVELS : 1, limits.entries),
    catch: (error) => unreadable(folder, error)
  })
  const files: ExportFiles = {
    name,
    given,
    names: given === null || names.includes(given) ? names : [given, ...names],
    has: (file) => place(root, file) !== null,
    bytes: (file) =>
      Stream.suspend(() => {
        const path = file === given ? join(folder, file) : place(root, file)
        return path === null ? Stream.fail(missing(name, file)) : pieces(path)
      })
  }
  return files
})

const missing = (name: string, file: string) =>
  new ExportError({ reason: "NotFound", message: `${name}: the export holds no ${file}` })

/** A folder may be any folder: no more is looked at than an export needs. */
const LEVELS = 2

const list = (root: string, levels: number, most: number): ReadonlyArray<string> => {
  const names: Array<string> = []
  let folders = [""]
  for (let level = 0; level < levels; level++) {
    const deeper: Array<string> = []
    for (const folder of folders) {
      for (const entry of fs.readdirSync(join(root, folder), { withFileTypes: true })) {
        if (names.length + deeper.length > most) return names
        const name = `${folder}${entry.name}`
        if (entry.isFile()) names.push(name)
        else if (entry.isDirectory() && !entry.name.startsWith(".")) deeper.push(`${name}/`)
      }
    }
    folders = deeper
  }
  return names
}

/** Where a file of a folder really is; null when it is not in it, or is no plain file. */
const place = (root: string, file: string): string | null => {
  if (!ZipArchive.isSafe(file)) return null
  try {
    const path = fs.realpathSync(join(root, file))
    const isInside = path.startsWith(root.endsWith(sep) ? root : root + sep)
    return isInside && fs.statSync(path).isFile() ? path : null
  } catch {
    return null
  }
}
