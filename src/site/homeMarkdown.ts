/**
 * The home page in Markdown: what other programs for Markdown show first.
 */
import * as Arr from "effect/Array"
import type * as Effect from "effect/Effect"
import { escapeText } from "../domain/markdown.js"
import { sealed } from "./frontMatter.js"
import { date, type SiteContext } from "./layout.js"
import { markdownUrl } from "./postPath.js"

/** Its path from the site's root. */
export const homePath = "index.md"

/** Every post under its month, the newest first. */
export const homeMarkdown = ({ language, posts, title }: SiteContext): Effect.Effect<string> => {
  const months = Object.values(Arr.groupBy([...posts].reverse(), (head) => head.date.slice(0, 7)))
  const sections = months.flatMap((heads) => [
    `## ${date(heads[0].date, heads[0].zone, language, { month: "long", year: "numeric" })}`,
    heads
      .map(
        (head) =>
          `- ${date(head.date, head.zone, language, { day: "numeric", month: "short" })}: [${escapeText(head.title)}](${markdownUrl("", head)})`
      )
      .join("\n")
  ])
  return sealed({ title }, [`# ${escapeText(title)}`, ...sections].join("\n\n"))
}
