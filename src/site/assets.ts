/**
 * What is the same in every site: its style sheets and scripts, as `npm run build:browser` made them from
 * `styles/` and `browser/`.
 */
import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { basename } from "node:path"
import * as Effect from "effect/Effect"
import type { SiteFile } from "./SiteFile.js"
import { SiteError } from "./SiteStore.js"

/** Where the site has them. */
export const assets = {
  /** Of posts, of which there are most: it is small. */
  postStyle: "assets/post.css",
  /** Of posts with files, besides. */
  mediaStyle: "assets/media.css",
  /** Of all other pages. */
  style: "assets/style.css",
  /** The script of every page. */
  site: "assets/site.js",
  search: "assets/search.js"
} as const

/** Reads them from the package. */
export const readAssets: Effect.Effect<ReadonlyArray<SiteFile>, SiteError> = Effect.forEach(
  Object.values(assets),
  (path) =>
    Effect.map(
      Effect.tryPromise({
        try: () => readFile(packageFiles.resolve(`#browser/${basename(path)}`), "utf8"),
        catch: () =>
          new SiteError({
            message: `The site's ${basename(path)} is missing from the package: install it again, or in a clone run "npm run build"`
          })
      }),
      (text) => ({ path, text })
    )
)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** The package's own files, wherever this code was bundled to inside it. */
const packageFiles = createRequire(`${import.meta.dirname}/`)
