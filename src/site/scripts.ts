/**
 * The scripts of the site, as `npm run build:browser` made them from `browser/`.
 */
import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import * as Effect from "effect/Effect"
import type { SiteFile } from "./SiteFile.js"
import { SiteError } from "./SiteStore.js"

/** Where the site has its scripts. */
export const scripts = {
  /** Of every page. */
  site: "assets/site.js",
  /** Of the search, and what it looks through. */
  search: "assets/search.js",
  searchData: "assets/search-index.js"
} as const

/** The scripts that are the same for every site. */
export const readScripts: Effect.Effect<ReadonlyArray<SiteFile>, SiteError> = Effect.forEach(
  ["site", "search"] as const,
  (name) =>
    Effect.map(
      Effect.tryPromise({
        try: () => readFile(packageFiles.resolve(`#browser/${name}.js`), "utf8"),
        catch: () =>
          new SiteError({
            message: `The site's script ${name}.js is missing from the package: install it again, or in a clone run "npm run build"`
          })
      }),
      (text) => ({ path: scripts[name], text })
    )
)

/** The package's own files, wherever this code was bundled to inside it. */
const packageFiles = createRequire(`${import.meta.dirname}/`)
