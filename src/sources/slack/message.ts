/**
 * Slack's messages as ours.
 */
import type { MessageDetails } from "../../domain/Message.js"
import { count, type Fields, fields, id, instant, items, text } from "../json/fields.js"
import { details, type Entry } from "../json/jsonChat.js"
import type { People } from "../People.js"
import { aliasesIn, type Directory, nameIn } from "./Directory.js"
import { makePlainText } from "./text.js"

/** What a message needs to know of the export around it. */
export interface Surroundings {
  readonly people: People
  readonly directory: Directory
  /** The name inside the export of a file that a message links, by its id and its name; null when it is not there. */
  readonly fileOf: (id: string, name: string) => string | null
}

/** Reads the entries of a day; null for the log of a change, undefined for one without a time or a type. */
export const reader = ({
  people,
  directory,
  fileOf
}: Surroundings): ((raw: unknown) => Entry | null | undefined) => {
  const plain = makePlainText(directory, people)
  return (raw) => {
    const message = fields(raw)
    const ts = text(message["ts"])
    const timestamp = timeOf(ts)
    if (timestamp === null || message["type"] !== "message") return undefined
    const subtype = text(message["subtype"])
    if (changes.has(subtype)) return null
    const kind = kinds.get(subtype) ?? "system"
    const thread = id(message["thread_ts"])
    const shared = items(message["files"]).map(fields).filter(isThere)
    const found = shared.flatMap((file) => fileOf(text(file["id"]), text(file["name"])) ?? [])
    const [media = null, ...attachments] = kind === "text" ? found : []
    return {
      timestamp,
      author: kind === "system" ? null : authorOf(message, directory, people),
      kind: kind === "text" && shared.length > 0 ? "media" : kind,
      text: kind === "system" ? notice(message, subtype, directory, people, plain) : saidIn(message, plain),
      media,
      details: details({
        id: ts,
        thread: thread === ts ? null : thread,
        edited: timeOf(text(fields(message["edited"])["ts"])),
        reactions: reactions(message, directory, people),
        attachments
      })
    }
  }
}

/** Whether an entry says nothing itself, but shows what is attached to it, as a message that is shared. */
export const isQuoted = (raw: unknown): boolean => text(fields(raw)["text"]) === ""

/** The kinds of messages that somebody wrote; every other subtype is a notice. */
const kinds: ReadonlyMap<string, Entry["kind"]> = new Map([
  ...["", "bot_message", "me_message", "thread_broadcast", "reply_broadcast", "slackbot_response"].map(
    (subtype) => [subtype, "text"] as const
  ),
  ...["file_share", "file_comment", "file_mention"].map((subtype) => [subtype, "text"] as const),
  ...["huddle_thread", "sh_room_created"].map((subtype) => [subtype, "call"] as const),
  ["tombstone", "deleted"]
])

/** What an export of a whole company logs beside the messages themselves. */
const changes = new Set(["message_changed", "message_deleted", "message_replied"])

/** A `ts`: seconds since the epoch, with the rank inside the microseconds. */
const timeOf = (ts: string): number | null => {
  const [, seconds, fraction = ""] = /^(\d{1,12})\.(\d{1,6})$/.exec(ts) ?? []
  return seconds === undefined
    ? null
    : instant(Number(seconds) * 1000 + Number(fraction.padEnd(6, "0")) / 1000)
}

const isThere = (file: Fields): boolean => file["mode"] !== "tombstone"

const whoIs = (message: Fields, { users }: Directory): readonly [account: string | null, name: string] => {
  const user = id(message["user"])
  if (user !== null) {
    return [user, users.get(user) ?? nameIn(fields(message["user_profile"])) ?? slackbot.get(user) ?? user]
  }
  const name = id(message["username"]) ?? id(fields(message["bot_profile"])["name"])
  const bot = id(message["bot_id"])
  return bot === null ? [null, name ?? ""] : [`${bot} ${name ?? ""}`, name ?? bot]
}

const slackbot: ReadonlyMap<string, string> = new Map([["USLACKBOT", "Slackbot"]])

/** A message says how its author was called then, and whoever is of another workspace is called so in it alone. */
const authorOf = (message: Fields, directory: Directory, people: People): string => {
  const [account, name] = whoIs(message, directory)
  if (message["user_profile"] !== undefined) {
    people.alias(account, ...aliasesIn(fields(message["user_profile"])))
  }
  return people.author(account, name)
}

type Plain = ReturnType<typeof makePlainText>

/** The text; what its attachments say where there is none, as of applications. */
const saidIn = (message: Fields, plain: Plain): string => {
  const said = plain(text(message["text"]))
  if (said !== "") return said
  return items(message["attachments"])
    .map((raw) => {
      const attachment = fields(raw)
      return plain(text(attachment["text"]) || text(attachment["fallback"]) || text(attachment["title"]))
    })
    .filter((line) => line !== "")
    .join("\n")
}

/** Slack's own sentence, which in some exports leaves out whom it is about. */
const notice = (
  message: Fields,
  subtype: string,
  directory: Directory,
  people: People,
  plain: Plain
): string => {
  const written = text(message["text"])
  const [account, name] = whoIs(message, directory)
  const what = written === "" ? subtype.replaceAll("_", " ") : plain(written, true)
  if (account === null || written.includes(`<@${account}>`) || written.includes(`<@${account}|`)) return what
  return `${people.other(account, name)} ${what}`
}

/** How many reacted with what; those of them whom the directory has are known to the chat from now on. */
const reactions = (message: Fields, { users }: Directory, people: People): MessageDetails["reactions"] =>
  items(message["reactions"]).map((raw) => {
    const reaction = fields(raw)
    const accounts = items(reaction["users"]).map(id)
    for (const account of accounts) {
      const name = account === null ? undefined : users.get(account)
      if (name !== undefined) people.other(account, name)
    }
    return {
      emoji: `:${text(reaction["name"]) || "custom_emoji"}:`,
      count: count(reaction["count"]) ?? Math.max(accounts.length, 1)
    }
  })
