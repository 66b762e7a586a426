/**
 * Telegram's formatted text as plain text.
 */
import { fields, items, text } from "../json/fields.js"
import { mention, type People } from "../People.js"
import { withLink } from "../withLink.js"
import { account } from "./notices.js"

/**
 * A text that is a string, or strings and entities in turn. A link keeps where it leads, a quote is lines with
 * `>` before them, and what is code is marked as that: neither is the author's own words.
 */
export const plainText = (value: unknown, people: People): string =>
  typeof value === "string"
    ? text(value)
    : items(value)
        .map((part) => ({ isBlock: blocks.has(fields(part)["type"]), shown: plainPart(part, people) }))
        .reduce(
          (before, { isBlock, shown }) => {
            const isApart = before.shown === "" || before.shown.endsWith("\n") || /^(?:\n|$)/.test(shown)
            const between = (isBlock || before.isBlock) && !isApart ? "\n" : ""
            return {
              isBlock: isBlock || (before.isBlock && shown === ""),
              shown: before.shown + between + shown
            }
          },
          { isBlock: false, shown: "" }
        ).shown

/** What stands on lines of its own. */
const blocks: ReadonlySet<unknown> = new Set(["blockquote", "pre"])

const plainPart = (part: unknown, people: People): string => {
  if (typeof part === "string") return text(part)
  const entity = fields(part)
  const shown = text(entity["text"])
  switch (entity["type"]) {
    case "mention": {
      const handle = shown.replace(/^@/, "")
      return handle === "" ? shown : mention(people.other(null, handle))
    }
    case "mention_name": {
      return mention(people.other(account(entity["user_id"]), shown.replace(/^@/, "")))
    }
    case "text_link":
      return withLink(shown, text(entity["href"]))
    case "blockquote":
      return shown.replace(/^/gm, "> ")
    case "pre":
      return `\`\`\`\n${shown}\n\`\`\``
    case "code":
      return `\`${shown}\``
    default:
      return shown
  }
}
