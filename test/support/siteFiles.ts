import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"

/** Every file of a site that is for its readers, hidden ones too, with a digest of its bytes. */
export const siteFiles = (site: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(site, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !relative(site, file).startsWith(".egregora"))
      .sort()
      .map((file) => [relative(site, file), createHash("sha256").update(readFileSync(file)).digest("hex")])
  )
