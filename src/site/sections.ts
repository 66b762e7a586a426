/**
 * What the site has beside its home page, its posts and its people's pages.
 */
import { onThisDay } from "./finding/onThisDay.js"
import { search } from "./finding/search.js"
import { tags } from "./finding/tags.js"
import { timeline } from "./finding/timeline.js"
import { top } from "./finding/top.js"
import { gallery } from "./gallery.js"
import type { Labels } from "./labels.js"
import type { SiteContext } from "./layout.js"
import { numbersSection } from "./numbers/numbersPage.js"

/** A file of the site. */
export interface SiteFile {
  /** From the site's root. */
  readonly path: string
  readonly text: string
}

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

/** All of them, in the order of the navigation. */
export const sections: ReadonlyArray<Section> = [
  timeline,
  top,
  tags,
  numbersSection,
  gallery,
  onThisDay,
  search
]
