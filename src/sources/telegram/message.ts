/**
 * Telegram's messages as ours.
 */
import type { MessageDetails } from "../../domain/Message.js"
import { count, type Fields, fields, id, instant, items, number, text } from "../json/fields.js"
import { details, type Entry } from "../json/jsonChat.js"
import type { People } from "../People.js"
import { localClock } from "../whatsapp/calendar.js"
import { account, DELETED, notice } from "./notices.js"
import { plainText } from "./text.js"

/** What a message needs to know of the export around it. */
export interface Surroundings {
  readonly people: People
  /** The zone of `date` where there is no `date_unixtime`, as in exports before 2021. */
  readonly zone: string
  /** The name inside the export of a file that a message names; null when it is not there. */
  readonly fileOf: (name: string) => string | null
}

/** Reads the entries of `messages`; undefined for one without a time or of no known type. */
export const reader = ({ people, zone, fileOf }: Surroundings): ((raw: unknown) => Entry | undefined) => {
  const timeOf = makeTime(zone)
  /** The ids of forum topics: to answer one is to write in it. */
  const topics = new Set<string>()

  return (raw) => {
    const message = fields(raw)
    const timestamp = timeOf(message, "date")
    const type = message["type"]
    if (timestamp === null || (type !== "message" && type !== "service")) return undefined
    const own = id(message["id"])
    const edited = editedAt(timeOf(message, "edited"))
    if (type === "service") {
      const action = message["action"]
      if (action === "topic_created" && own !== null) topics.add(own)
      const call = action === "phone_call" || action === "group_call" ? callText(message) : null
      return {
        timestamp,
        author: call === null ? null : authorOf(message, "actor", people),
        kind: call === null ? "system" : "call",
        text: call ?? notice(message, people),
        media: null,
        details: details({ id: own, edited })
      }
    }
    for (const key of namedBeside) {
      const name = id(message[key])
      if (name !== null) people.other(null, name)
    }
    const { kind, media, lines, attachments } = contentOf(message, people, fileOf)
    const answered = message["reply_to_peer_id"] === undefined ? id(message["reply_to_message_id"]) : null
    const isTopic = answered !== null && topics.has(answered)
    return {
      timestamp,
      author: authorOf(message, "from", people),
      kind,
      text: [...lines, plainText(message["text"] ?? message["text_entities"], people)]
        .filter((line) => line !== "")
        .join("\n"),
      media,
      details: details({
        id: own,
        replyTo: isTopic ? null : answered,
        thread: isTopic ? answered : null,
        forwardedFrom: forwardedFrom(message, people),
        edited,
        reactions: reactions(message, people),
        attachments
      })
    }
  }
}

/** Who signed a post of a channel, and whose message was saved: known to the chat, though no account says who it is. */
const namedBeside = ["author", "saved_from"]

const makeTime = (zone: string): ((message: Fields, key: string) => number | null) => {
  const clock = localClock(zone)
  return (message, key) => {
    const seconds = number(message[`${key}_unixtime`])
    if (seconds !== null) return instant(seconds * 1000)
    const utc = LOCAL.test(text(message[key])) ? Date.parse(`${text(message[key])}Z`) : Number.NaN
    if (Number.isNaN(utc)) return null
    const day = Math.floor(utc / DAY)
    return instant(clock(day, utc - day * DAY))
  }
}

/** Exports before 2021 say 1970 of what was never edited. */
const editedAt = (time: number | null): number | null => (time === null || time < DAY ? null : time)

const DAY = 86_400_000
const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/

/** Who is gone has no name any more, but may have one that is known. */
const authorOf = (message: Fields, key: "from" | "actor", people: People): string => {
  const who = account(message[`${key}_id`])
  return people.author(who, id(message[key]) ?? (who === null ? undefined : people.nameOf(who)) ?? DELETED)
}

const forwardedFrom = (message: Fields, people: People): string | null => {
  if (message["forwarded_from"] === undefined) return null
  const [who, name] = [account(message["forwarded_from_id"]), id(message["forwarded_from"])]
  people.alias(who, name)
  return people.other(who, name ?? DELETED)
}

/** What a message is beside its text, and what that says in words. */
interface Content {
  readonly kind: Entry["kind"]
  readonly media: string | null
  readonly lines: ReadonlyArray<string>
  readonly attachments: ReadonlyArray<string>
}

const contentOf = (message: Fields, people: People, fileOf: Surroundings["fileOf"]): Content => {
  const files = ["photo", "file", "contact_vcard"]
    .map((key) => message[key])
    .filter((name) => name !== undefined)
  const [media = null, ...attachments] = files.flatMap((name) => fileOf(text(name)) ?? [])
  const content = (kind: Content["kind"], ...lines: ReadonlyArray<string>): Content => ({
    kind,
    media,
    lines,
    attachments
  })
  if (message["contact_information"] !== undefined) {
    const { first_name, last_name, phone_number } = fields(message["contact_information"])
    const name = [text(first_name), text(last_name)].join(" ").trim()
    return content("contact", name === "" ? "" : people.other(null, name), text(phone_number))
  }
  if (message["location_information"] !== undefined) {
    const { latitude, longitude } = fields(message["location_information"])
    const [north, east] = [number(latitude), number(longitude)]
    const place = north === null || east === null ? "" : `https://maps.google.com/?q=${north},${east}`
    return content("location", text(message["place_name"]), text(message["address"]), place)
  }
  if (message["poll"] !== undefined) return content("poll", ...pollLines(fields(message["poll"]), people))
  if (files.length > 0 || message["media_type"] !== undefined) {
    return content("media", text(message["sticker_emoji"]))
  }
  const { title, description } = fields(message["invoice_information"])
  return content(
    "text",
    ...[message["game_title"], message["game_description"], title, description].map(text)
  )
}

const pollLines = (poll: Fields, people: People): ReadonlyArray<string> => [
  plainText(poll["question"], people),
  ...items(poll["answers"]).map((raw) => {
    const answer = fields(raw)
    return `- ${plainText(answer["text"], people)} (${count(answer["voters"]) ?? 0})`
  })
]

const callText = (message: Fields): string => {
  const seconds = count(message["duration_seconds"]) ?? count(message["duration"])
  if (seconds !== null) return `Call of ${seconds} s`
  const reason = text(message["discard_reason"])
  return reason === "missed" || reason === "busy" ? `Call (${reason})` : "Call"
}

/** How many reacted with what; those of them who are named are known to the chat from now on. */
const reactions = (message: Fields, people: People): MessageDetails["reactions"] =>
  items(message["reactions"]).map((raw) => {
    const reaction = fields(raw)
    for (const { from, from_id } of items(reaction["recent"]).map(fields)) {
      const name = id(from)
      if (name !== null) people.other(account(from_id), name)
    }
    const emoji = reaction["type"] === "paid" ? "⭐" : text(reaction["emoji"])
    return { emoji: emoji === "" ? ":custom_emoji:" : emoji, count: count(reaction["count"]) ?? 1 }
  })
