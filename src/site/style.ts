/**
 * The style sheets of the site. A page loads one of them: posts, of which there are most, load little.
 */
import { base } from "./styles/base.js"
import { finding } from "./styles/finding.js"
import { gallery } from "./styles/gallery.js"
import { home } from "./styles/home.js"
import { numbers } from "./styles/numbers.js"
import { post } from "./styles/post.js"
import { profile } from "./styles/profile.js"

/** Without the space that only people need; no string in our sheets holds any that is taken. */
const compact = (css: string): string =>
  css
    .replace(/\s*([{};,])\s*/g, "$1")
    .replace(/:\s+/g, ":")
    .replace(/;\}/g, "}")
    .replace(/\}(?=[^}])/g, "}\n")
    .trim()

/** The style sheets by their paths in the site. */
export const sheets = {
  /** Of posts. */
  post: { path: "assets/post.css", text: compact(base + post) },
  /** Of all other pages. */
  site: { path: "assets/style.css", text: compact(base + home + profile + finding + numbers + gallery) }
} as const
