/**
 * Channels exported from Discord as JSON by DiscordChatExporter: one file, or parts of one
 * (`x.json`, `x [part 2].json`, …), alone, in a folder, or in a zip. Fields and names after
 * `JsonMessageWriter.cs` and `MessageExporter.cs` of github.com/Tyrrrz/DiscordChatExporter.
 */
import { posix } from "node:path"
import * as Effect from "effect/Effect"
import { type Choice, chooseChat } from "../chooseChat.js"
import * as ExportFiles from "../ExportFiles.js"
import { start } from "../exportText.js"
import { fields, id } from "../json/fields.js"
import type { Plan } from "../json/JsonScanner.js"
import { glimpse, jsonChat } from "../json/jsonChat.js"
import { People } from "../People.js"
import { ExportError, type Source } from "../Source.js"
import { isForwarded, reader } from "./message.js"

/** The source. It reads each export twice and never holds it whole. */
export const source: typeof Source.Service = {
  name: "discord",
  open: Effect.fn("Discord.open")(function* (path, { chat: wanted, known, zone }) {
    const files = yield* ExportFiles.open(path)
    const channels = yield* listChannels(files)
    const chosen = yield* chooseChat(files.name, channels, wanted)
    const people = new People(known)
    const folder = folderOf(chosen.files[0] ?? "")
    const fileOf = (url: string): string | null => {
      const name = folder + url.replaceAll("\\", "/")
      return files.has(name) ? name : null
    }
    return yield* jsonChat({
      source: "discord",
      platform: "discord-chat-exporter",
      zone,
      label: ExportFiles.labelOf(files, chosen.files[0] ?? ""),
      parts: chosen.files.map((file) => ({
        label: ExportFiles.labelOf(files, file),
        text: files.bytes(file)
      })),
      plan: (found) => ({ keys: new Map([["messages", { each: { take: found } }]]) }),
      isQuoted: isForwarded,
      read: reader({ people, thread: chosen.isThread ? chosen.channel : null, fileOf }),
      people,
      name: () => chosen.title,
      warnings: chosen.missing.map((part) => `${posix.basename(chosen.base)}: its part ${part} is not there`),
      attachment: files.bytes
    })
  })
}

/** An exported channel. */
interface Channel extends Choice {
  readonly channel: string
  /** Its name with that of its server. */
  readonly title: string
  readonly isThread: boolean
  /** The name that its parts have in common. */
  readonly base: string
  /** Its parts, in order. */
  readonly files: ReadonlyArray<string>
  /** The numbers of parts that should be between them. */
  readonly missing: ReadonlyArray<number>
}

const listChannels = Effect.fnUntraced(function* (files: ExportFiles.ExportFiles) {
  const own = files.given === null ? null : partOf(files.given).base
  const byBase = new Map<string, Array<Part>>()
  for (const name of [...files.names].sort()) {
    const part = partOf(name)
    if (!/\.json$/i.test(name) && name !== files.given) continue
    if (own !== null && part.base !== own) continue
    const parts = byBase.get(part.base)
    if (parts === undefined) byBase.set(part.base, [part])
    else parts.push(part)
  }
  const channels: Array<Channel> = []
  for (const [base, parts] of [...byBase].slice(0, MAX_CANDIDATES)) {
    const found = yield* channelOf(files, base, parts)
    if (found !== undefined) channels.push(found)
  }
  if (channels.length === 0) {
    return yield* new ExportError({
      reason: files.given === null ? "NoChat" : "UnknownFormat",
      message: `${files.name}: not an export of Discord; give the JSON that DiscordChatExporter wrote, its folder, or a zip of it`
    })
  }
  const isTwice = (id: string) => channels.filter(({ channel }) => channel === id).length > 1
  return channels.map((channel) =>
    isTwice(channel.channel) ? { ...channel, name: posix.basename(channel.base), id: null } : channel
  )
})

const MAX_CANDIDATES = 1000

/** A file that may be a part. */
interface Part {
  readonly file: string
  readonly base: string
  readonly number: number
}

/** `x.json` is the first part, `x [part 2].json` the second. */
const partOf = (file: string): Part => {
  const [, stem = file, number = "1"] = /^(.*?)(?: \[part (\d{1,6})\])?\.json$/is.exec(file) ?? []
  return { file, base: stem, number: Number(number) }
}

/** What parts of one name hold; undefined when they are not of Discord. A part of another channel is left out. */
const channelOf = Effect.fnUntraced(function* (
  files: ExportFiles.ExportFiles,
  base: string,
  parts: ReadonlyArray<Part>
) {
  const found: Array<Part & { readonly head: Head }> = []
  for (const part of parts) {
    const head = headOf(yield* start(files.bytes(part.file)))
    if (head !== undefined) found.push({ ...part, head })
  }
  const given = found.find(({ file }) => file === files.given) ?? found[0]
  if (given === undefined) return undefined
  const { head } = given
  const own = found.filter((part) => part.head.channel === head.channel).sort((a, b) => a.number - b.number)
  const last = own.at(-1)?.number ?? 1
  const missing = Array.from({ length: Math.min(last, MAX_CANDIDATES) }, (_, index) => index + 1).filter(
    (number) => !own.some((part) => part.number === number)
  )
  const channel: Channel = { ...head, id: head.channel, base, files: own.map(({ file }) => file), missing }
  return channel
})

type Head = Pick<Channel, "channel" | "name" | "title" | "isThread">

/** How a text of Discord begins; undefined for any other. */
const headOf = (text: string): Head | undefined => {
  let guild: unknown
  let channel: unknown
  const take = (keep: (value: unknown) => void): Plan => ({ take: keep })
  glimpse(text, {
    keys: new Map([
      ["guild", take((value) => (guild = value))],
      ["channel", take((value) => (channel = value))]
    ])
  })
  const own = fields(channel)
  const key = id(own["id"])
  if (guild === undefined || key === null) return undefined
  const name = id(own["name"]) ?? key
  const type = id(own["type"]) ?? ""
  const server = type.startsWith("Direct") ? null : id(fields(guild)["name"])
  return {
    channel: key,
    name,
    title: server === null ? name : `${server} #${name}`,
    isThread: type.includes("Thread")
  }
}

const folderOf = (file: string): string => file.slice(0, file.length - posix.basename(file).length)
