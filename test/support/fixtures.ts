import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** Where a fixture is, by its path below `test/fixtures`. */
export const fixture = (name: string): string => join(import.meta.dirname, "..", "fixtures", name)

/** The files of a folder of fixtures, by their paths in it. */
export const filesOf = (folder: string): Record<string, Buffer> =>
  Object.fromEntries(
    readdirSync(fixture(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name)
        return [path.slice(fixture(folder).length + 1), readFileSync(path)]
      })
  )
