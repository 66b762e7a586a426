/**
 * What the site has beside its home page, its posts and its people's pages.
 */
import { onThisDay } from "./finding/onThisDay.js"
import { search } from "./finding/search.js"
import { tags } from "./finding/tags.js"
import { timeline } from "./finding/timeline.js"
import { top } from "./finding/top.js"
import { gallery } from "./gallery.js"
import { numbersSection } from "./numbers/numbersPage.js"
import type { Section } from "./Section.js"

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
