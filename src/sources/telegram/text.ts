/**
 * Telegram's formatted text as plain text.
 */
import { fields, items, text } from "../json/fields.js"
import { mention, type People } from "../People.js"
import { withLink } from "../withLink.js"
import { account } from "./notices.js"

/** A text that is a string, or strings and entities in turn. A link keeps where it leads. */
export const plainText = (value: unknown, people: People): string =>
  typeof value === "string"
    ? text(value)
    : items(value)
        .map((part) => plainPart(part, people))
        .join("")

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
    default:
      return shown
  }
}
