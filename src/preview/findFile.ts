/**
 * Which file of a site an address means.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"

/** What is at an address: a file of so many bytes, or a folder whose page has a `/` at its end. */
export type FoundFile =
  | { readonly _tag: "File"; readonly path: string; readonly size: number }
  | { readonly _tag: "Folder" }

/** Where to look. */
export interface Served {
  /** The folder, by its real path. */
  readonly root: string
  /** Names in it that are nobody's to see, in small letters. What begins with a dot is never seen. */
  readonly withheld: ReadonlyArray<string>
}

/**
 * The file that an address of the server means, as `/posts/2025-05-02.html`; null where there is none, or
 * where it is hidden, outside the folder, or reached through a symbolic link.
 */
export const findFile = Effect.fn("preview.findFile")(
  function* (address: string, { root, withheld }: Served) {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const names = namesOf(address)
    if (names === null || withheld.includes(names[0]?.toLowerCase() ?? "")) return null
    const place = path.join(root, ...names)
    const { size, type } = yield* fs.stat(place)
    if ((yield* fs.realPath(place)) !== place) return null
    const isFolder = address.endsWith("/")
    if (type === "File" && !isFolder) return file(place, size)
    if (type !== "Directory") return null
    const index = path.join(place, "index.html")
    const page = yield* fs.stat(index)
    if (page.type !== "File" || (yield* fs.realPath(index)) !== index) return null
    const found: FoundFile = isFolder ? file(index, page.size) : { _tag: "Folder" }
    return found
  },
  // What cannot be looked at is not there.
  Effect.orElseSucceed(() => null)
)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const file = (path: string, size: FileSystem.Size): FoundFile => ({ _tag: "File", path, size: Number(size) })

/** The names along an address; null where one is no plain name, as `..`, `.egregora` or `a%2Fb`. */
const namesOf = (address: string): ReadonlyArray<string> | null => {
  if (!address.startsWith("/")) return null
  const names = address.replace(/^\/|\/$/g, "").split("/")
  if (names.length === 1 && names[0] === "") return []
  const decoded = names.map((name) => Either.try(() => decodeURIComponent(name)))
  return Either.getOrNull(
    Either.filterOrLeft(
      Either.all(decoded),
      (all) => all.every(isPlain),
      () => null
    )
  )
}

/**
 * Some systems read past characters that nobody sees, before a dot as well. Windows takes `a:b` for a part of
 * `a`, and drops dots and spaces at an end.
 */
const isPlain = (name: string): boolean =>
  name !== "" &&
  !/^\.|[/\\\0]|\p{Default_Ignorable_Code_Point}/u.test(name) &&
  !(process.platform === "win32" && /:|[. ]$|~\d/.test(name))
