/**
 * Discord's messages as ours.
 */
import type { MessageDetails } from "../../domain/Message.js"
import { count, type Fields, fields, id, instant, items, text } from "../json/fields.js"
import { details, type Entry } from "../json/jsonChat.js"
import type { People } from "../People.js"
import { type Mentioned, mentionsOf, plainText } from "./text.js"

/** What a message needs to know of the export around it. */
export interface Surroundings {
  readonly people: People
  /** The id of the thread that the whole export is; null for a channel. */
  readonly thread: string | null
  /** The name inside the export of a downloaded file; null when it is only linked, or not there. */
  readonly fileOf: (url: string) => string | null
}

/** Reads the entries of `messages`; undefined for one without a time or a type. */
export const reader =
  ({ people, thread, fileOf }: Surroundings): ((raw: unknown) => Entry | undefined) =>
  (raw) => {
    const message = fields(raw)
    const timestamp = timeOf(message["timestamp"])
    const type = id(message["type"])
    if (timestamp === null || type === null) return undefined
    const mentions = mentionsOf(message["mentions"], people)
    const isWritten = written.has(type)
    const isCall = type === "Call"
    const said = isWritten ? saidIn(message, mentions, people) : text(message["content"])
    const { kind, media, attachments } = filesOf(message, fileOf)
    const { forwardedMessage, reference } = message
    return {
      timestamp,
      author: isWritten || isCall ? authorOf(message, people) : null,
      kind: isWritten ? kind : isCall ? "call" : "system",
      text: isWritten || isCall ? said : notice(message, type, said, people),
      media: isWritten ? media : null,
      details: details({
        id: id(message["id"]),
        replyTo:
          type === "Reply" && forwardedMessage === undefined ? id(fields(reference)["messageId"]) : null,
        thread,
        edited: timeOf(message["timestampEdited"]),
        reactions: reactions(message, people),
        attachments: isWritten ? attachments : []
      })
    }
  }

/** Whether an entry holds what somebody else wrote: Discord does not say who. */
export const isForwarded = (raw: unknown): boolean => fields(raw)["forwardedMessage"] !== undefined

/** The types that people write: `20` and `23` are answers of applications to a command. */
const written = new Set(["Default", "Reply", "20", "23"])

/** What Discord says of types that the exporter knows by number alone. */
const notices: ReadonlyMap<string, string> = new Map([
  ...["8", "9", "10", "11"].map((type) => [type, "boosted the server"] as const),
  ["12", "followed a channel"],
  ["21", "started a thread"],
  ["46", "ended a poll"]
])

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

const timeOf = (value: unknown): number | null => {
  const time = ISO.test(text(value)) ? Date.parse(text(value)) : Number.NaN
  return Number.isNaN(time) ? null : instant(time)
}

const nameIn = (user: Fields): string => id(user["nickname"]) ?? id(user["name"]) ?? ""

/**
 * The account of who wrote. Behind one webhook there are as many people as names, for bridges and proxies say with
 * it who speaks, message by message. No user who is a bot has the discriminator `0000`, and every webhook has it
 * (Javacord #147).
 */
const accountOf = (author: Fields): string | null =>
  author["isBot"] === true && author["discriminator"] === "0000"
    ? `webhook ${nameIn(author).slice(0, LONGEST)}`
    : id(author["id"])

/** Characters of a webhook's name that count; Discord allows 80. */
const LONGEST = 120

/** Who asked an application for an answer is known to the chat from now on, as its author is. */
const authorOf = (message: Fields, people: People): string => {
  const author = fields(message["author"])
  const account = accountOf(author)
  people.alias(account, id(author["nickname"]), id(author["name"]))
  seeUser(fields(fields(message["interaction"])["user"]), people)
  return people.author(account, nameIn(author))
}

/** Notes somebody who did not write the message. */
const seeUser = (user: Fields, people: People): void => {
  const account = id(user["id"])
  if (account === null) return
  people.alias(account, id(user["nickname"]), id(user["name"]))
  people.other(account, nameIn(user))
}

/** The exporter's sentences are about the author: "Joined the server." */
const notice = (message: Fields, type: string, content: string, people: People): string => {
  const author = fields(message["author"])
  const who = people.other(accountOf(author), nameIn(author))
  const what = (content === "" ? (notices.get(type) ?? `notice ${type}`) : content).replace(/\.$/, "")
  return `${who} ${what.slice(0, 1).toLowerCase()}${what.slice(1)}`
}

/** The text; that of the forwarded message; what an embed or a sticker says where there is no text. */
const saidIn = (message: Fields, mentions: ReadonlyArray<Mentioned>, people: People): string => {
  const parts = [message, fields(message["forwardedMessage"])]
  const plain = (value: unknown) => plainText(text(value), mentions, people)
  const lines = (values: ReadonlyArray<string>): string => values.filter((line) => line !== "").join("\n")
  const content = lines(parts.map((part) => plain(part["content"])))
  if (content !== "") return content
  return lines([
    ...parts
      .flatMap((part) => items(part["embeds"]))
      .flatMap((raw) => {
        const embed = fields(raw)
        return [plain(embed["title"]), plain(embed["description"]), text(embed["url"])]
      }),
    ...parts
      .flatMap((part) => items(part["stickers"]))
      .flatMap((raw) => {
        const name = text(fields(raw)["name"])
        return name === "" ? [] : [`:${name}:`]
      })
  ])
}

/** Attachments and stickers, its own and those of a message that it forwards. */
const filesOf = (message: Fields, fileOf: Surroundings["fileOf"]) => {
  const urls = [message, fields(message["forwardedMessage"])].flatMap((part) => [
    ...items(part["attachments"]).map((raw) => fields(raw)["url"]),
    ...items(part["stickers"]).map((raw) => fields(raw)["sourceUrl"])
  ])
  const [media = null, ...attachments] = urls.flatMap((url) => fileOf(text(url)) ?? [])
  const kind: Entry["kind"] = urls.length > 0 ? "media" : "text"
  return { kind, media, attachments }
}

/** How many reacted with what; those of them who are named are known to the chat from now on. */
const reactions = (message: Fields, people: People): MessageDetails["reactions"] =>
  items(message["reactions"]).map((raw) => {
    const reaction = fields(raw)
    for (const user of items(reaction["users"])) seeUser(fields(user), people)
    const emoji = fields(reaction["emoji"])
    const name = text(emoji["name"])
    const isCustom = id(emoji["id"]) !== null || name === ""
    return { emoji: isCustom ? `:${name || "custom_emoji"}:` : name, count: count(reaction["count"]) ?? 1 }
  })
