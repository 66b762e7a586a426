/**
 * A part of the site beside its home page, its posts and its people's pages.
 */
import type { Labels } from "./labels/Labels.js"
import type { SiteContext } from "./layout.js"
import type { SiteFile } from "./SiteFile.js"

/** A part of the site: some pages, and how they are found. */
export interface Section {
  /** The page that leads to all others, `numbers.html`; null for what is no page, such as feeds. */
  readonly home: string | null
  /** What every page's navigation calls it. */
  readonly label: (labels: Labels) => string
  /** Whether the site has anything to show there. */
  readonly isShown: (site: SiteContext) => boolean
  /** Its files: HTML pages are made by `document`. */
  readonly files: (site: SiteContext) => Iterable<SiteFile>
}
