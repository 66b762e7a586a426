/**
 * Telegram's service messages in words.
 */
import { fields, id, items, text } from "../json/fields.js"
import type { People } from "../People.js"

/** A sentence about what happened, with the names of who did it and to whom. */
export const notice = (raw: unknown, people: People): string => {
  const message = fields(raw)
  const name = (value: unknown): string => people.other(null, id(value) ?? DELETED)
  const actorId = account(message["actor_id"]) ?? account(message["from_id"])
  const who = id(message["actor"]) ?? id(message["from"])
  people.alias(actorId, who)
  const actor = actorId === null && who === null ? "Telegram" : people.other(actorId, who ?? DELETED)
  const members = items(message["members"]).map(name).join(", ")
  const title = text(message["title"]) || text(message["new_title"])
  const action = text(message["action"])
  switch (action) {
    case "create_group":
      return `${actor} created the group "${title}"${members === "" ? "" : ` with ${members}`}`
    case "create_channel":
      return `${actor} created the channel "${title}"`
    case "edit_group_title":
      return `${actor} changed the group's name to "${title}"`
    case "edit_group_photo":
      return `${actor} changed the group's picture`
    case "delete_group_photo":
      return `${actor} removed the group's picture`
    case "invite_members":
      return members === actor ? `${actor} joined the group` : `${actor} added ${members}`
    case "remove_members":
      return members === actor ? `${actor} left the group` : `${actor} removed ${members}`
    case "join_group_by_link":
    case "join_group_by_request":
      return `${actor} joined the group${message["inviter"] ? ` by a link of ${name(message["inviter"])}` : ""}`
    case "migrate_to_supergroup":
    case "migrate_from_group":
      return `${actor} made the group a supergroup`
    case "pin_message":
      return `${actor} pinned a message`
    case "clear_history":
      return `${actor} cleared the history`
    case "score_in_game":
      return `${actor} scored ${id(message["score"]) ?? "?"} in a game`
    case "invite_to_group_call":
      return `${actor} invited ${members} to a call`
    case "topic_created":
      return `${actor} created the topic "${title}"`
    case "topic_edit":
      return `${actor} changed a topic${title === "" ? "" : ` to "${title}"`}`
    case "joined_telegram":
      return `${actor} joined Telegram`
    case "proximity_reached":
      return `${actor} came close to ${people.other(account(message["to_id"]), id(message["to"]) ?? DELETED)}`
    case "":
      return [actor, text(message["information_text"])].filter((part) => part !== "").join(" ")
    default:
      return `${actor}: ${action.replaceAll("_", " ")}`
  }
}

/** The account of a `from_id`: before 2021 a user's number alone. */
export const account = (value: unknown): string | null =>
  typeof value === "number" ? `user${value}` : id(value)

/** What Telegram itself calls an account that is gone; the export has no name for it. */
export const DELETED = "Deleted Account"
