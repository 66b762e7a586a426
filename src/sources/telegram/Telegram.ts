/**
 * Chats exported by Telegram Desktop as JSON: `result.json` with one chat, or with all of an account, alone,
 * in its folder, or in a zip. Fields after `export_output_json.cpp` of github.com/telegramdesktop/tdesktop.
 */
import { posix } from "node:path"
import * as Effect from "effect/Effect"
import { type Choice, chooseChat } from "../chooseChat.js"
import * as ExportFiles from "../ExportFiles.js"
import { start } from "../exportText.js"
import { id, text } from "../json/fields.js"
import type { Plan } from "../json/JsonScanner.js"
import { glimpse, jsonChat, type Part, walk } from "../json/jsonChat.js"
import { People } from "../People.js"
import { ExportError, type Source } from "../Source.js"
import { reader } from "./message.js"

/** The source. It reads each export twice, that of an account three times, and never holds it whole. */
export const source: typeof Source.Service = {
  name: "telegram",
  open: Effect.fn("Telegram.open")(function* (path, { chat: wanted, known, zone }) {
    const files = yield* ExportFiles.open(path)
    const { file, isAccount } = yield* findResult(files)
    const part: Part = { label: ExportFiles.labelOf(files, file), text: files.bytes(file) }
    const chats = isAccount || wanted !== undefined ? yield* listChats(part) : [makeListed(WHOLE)]
    const chosen = yield* chooseChat(part.label, chats, wanted)
    const people = new People(known)
    const folder = file.slice(0, file.length - posix.basename(file).length)
    return yield* jsonChat({
      source: "telegram",
      platform: "desktop",
      zone,
      label: part.label,
      parts: [part],
      plan: (found) => planOf(chosen, { each: { take: found } }),
      read: reader({ people, zone, fileOf: (name) => (files.has(folder + name) ? folder + name : null) }),
      people,
      name: () => chosen.title,
      warnings: [],
      attachment: files.bytes
    })
  })
}

/** A chat in the file. */
interface Listed extends Choice {
  /** Its number among those of an account, or `WHOLE`. */
  readonly at: number
  name: string
  id: string | null
  /** Null for what Telegram gives no name. */
  title: string | null
}

/** The file is this one chat. */
const WHOLE = -1

const makeListed = (at: number): Listed => ({ at, name: "", id: null, title: null })

/** What is said of a chat beside its messages. */
const about = (chat: () => Listed): ReadonlyArray<readonly [string, Plan]> => [
  [
    "name",
    {
      take: (value) => {
        const name = id(value)
        if (name !== null) Object.assign(chat(), { name, title: name })
      }
    }
  ],
  [
    "type",
    {
      take: (value) => {
        const listed = chat()
        if (listed.name === "") listed.name = text(value).replaceAll("_", " ")
      }
    }
  ],
  [
    "id",
    {
      take: (value) => {
        chat().id = id(value)
      }
    }
  ]
]

/** The way to the messages of one chat. */
const planOf = (chosen: Listed, messages: Plan): Plan => {
  if (chosen.at === WHOLE) return { keys: new Map([...about(() => chosen), ["messages", messages]]) }
  let at = 0
  const keys = new Map<string, Plan>()
  const begin = (): void => {
    if (at++ === chosen.at) keys.set("messages", messages)
    else keys.delete("messages")
  }
  return { keys: new Map(inAccount({ keys, begin })) }
}

const inAccount = (each: Plan): ReadonlyArray<readonly [string, Plan]> =>
  ["chats", "left_chats"].map((key) => [key, { keys: new Map([["list", { each }]]) }])

/** The chats of a file, which is read through for it. */
const listChats = Effect.fnUntraced(function* (part: Part) {
  const whole = makeListed(WHOLE)
  const chats: Array<Listed> = []
  const begin = (): void => void chats.push(makeListed(chats.length))
  const each: Plan = { keys: new Map(about(() => chats.at(-1) ?? whole)), begin }
  let hasMessages = false
  const messages: Plan = {
    each: passOver,
    begin: () => {
      hasMessages = true
    }
  }
  yield* walk(part, { keys: new Map([...about(() => whole), ["messages", messages], ...inAccount(each)]) })
  if (hasMessages) return [whole]
  if (chats.length > 0) return chats
  return yield* new ExportError({
    reason: "Empty",
    message: `${part.label}: holds no chats; export it again, with chats`
  })
})

/** The file of the export: `result.json`, or what it was renamed to. */
const findResult = Effect.fnUntraced(function* (files: ExportFiles.ExportFiles) {
  const candidates =
    files.given === null
      ? files.names
          .filter((name) => /\.json$/i.test(name))
          .sort((a, b) => rank(a) - rank(b))
          .slice(0, MAX_CANDIDATES)
      : [files.given]
  for (const name of candidates) {
    const kind = kindOf(yield* start(files.bytes(name)))
    if (kind !== undefined) return { file: name, isAccount: kind === "account" }
  }
  const isHtml = files.names.some((name) => /(?:^|\/)messages\d*\.html$/.test(name))
  if (isHtml && (files.given === null || /^messages\d*\.html$/.test(files.given))) {
    return yield* new ExportError({
      reason: "WrongForm",
      message: `${files.name}: Telegram's export as HTML, which says less than is needed; export the chat again in the format "Machine-readable JSON"`
    })
  }
  return yield* new ExportError({
    reason: files.given === null ? "NoChat" : "UnknownFormat",
    message: `${files.name}: not an export of Telegram; give the result.json that "Export chat history" wrote, its folder, or a zip of that`
  })
})

const MAX_CANDIDATES = 100

/** The file's own name first, and what is not deep inside. */
const rank = (name: string): number =>
  name.split("/").length * 2 + (posix.basename(name) === "result.json" ? 0 : 1)

/** Whether a text begins as the export of a chat, of an account, or neither. */
const kindOf = (head: string): "chat" | "account" | undefined => {
  const seen = new Set<string>()
  const see = (what: string) => () => void seen.add(what)
  const account = ["personal_information", "contacts", "frequent_contacts", "chats", "left_chats"]
  const pictures = ["profile_pictures", "stories"]
  glimpse(head, {
    keys: new Map<string, Plan>([
      ["about", { take: see("about") }],
      ["type", { take: (value) => void (kinds.has(text(value)) && seen.add("type")) }],
      ["messages", { each: passOver, begin: see("messages") }],
      ...account.map((key) => [key, { keys: new Map(), begin: see("account") }] as const),
      ...pictures.map((key) => [key, { each: passOver, begin: see("account") }] as const)
    ])
  })
  if (seen.has("type") && seen.has("messages")) return "chat"
  return seen.has("about") && seen.has("account") ? "account" : undefined
}

const kinds = new Set([
  ...["saved_messages", "replies", "verification_codes", "personal_chat", "bot_chat"],
  ...["private_group", "private_supergroup", "public_supergroup", "private_channel", "public_channel"]
])

/** A plan for no kind of value that stands there. */
const passOver: Plan = { each: { take: () => {} } }
