import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { none } from "../../../src/domain/Wishes.js"
import { source } from "../../../src/sources/discord/Discord.js"
import { sourceContract } from "../../contracts/source.js"
import { expected, exportFile, readPath, tempFolder } from "../../support/exports.js"
import { filesOf, fixture } from "../../support/fixtures.js"
import { zip } from "../../support/zip.js"

const stem = "Clube do Mar - Texto - geral [2001]"
const part1 = fixture(`discord/parts/${stem}.json`)
const part2 = fixture(`discord/parts/${stem} [part 2].json`)

const zipped = (
  change: (files: Record<string, Buffer>) => Record<string, Uint8Array | string> = (files) => files
) =>
  Effect.flatMap(
    Effect.promise(() => zip(change(filesOf("discord/parts")))),
    (content) => exportFile("a.zip", content)
  )

sourceContract(source, [
  { what: "one part of two", path: Effect.succeed(part2) },
  { what: "a folder of parts", path: Effect.succeed(fixture("discord/parts")) },
  { what: "a zip of parts", path: zipped() }
])

const read = (path: string, chat?: string) =>
  readPath(path, "Europe/Lisbon", source, chat === undefined ? {} : { chat })

const messages = expected([
  ["2024-01-05T10:00:00.123", null, "system", "Ana Dias joined the server", { id: "1" }],
  [
    "2024-01-05T10:01:00.123",
    "Ana Dias",
    "text",
    "Olá @\u2068Eva\u2069 e @\u2068rui\u2069, @everyone! :onda: @Evalina",
    { id: "2" }
  ],
  [
    "2024-01-05T10:02:00.123",
    "rui",
    "media",
    "a praia",
    {
      id: "3",
      reactions: [
        { emoji: "👍", count: 2 },
        { emoji: ":onda:", count: 1 }
      ],
      attachments: [`${stem}.json_Files/mar-CD34.png`]
    },
    `${stem}.json_Files/praia-AB12.png`
  ],
  [
    "2024-01-05T10:03:00.123",
    "Ana Dias (2)",
    "text",
    "boa",
    { id: "4", replyTo: "3", edited: Date.parse("2024-01-05T10:30:00.500Z") }
  ],
  ["2024-01-05T10:04:00.123", "rui", "media", "de outro canal", { id: "5" }],
  [
    "2024-01-05T10:05:00.123",
    "Tempo",
    "text",
    "Amanhã\nsol, @\u2068Ana Dias\u2069\nhttps://example.org/",
    { id: "6" }
  ],
  ["2024-01-05T10:06:00.123", "rui", "media", ":Foca:", { id: "7" }],
  ["2024-01-05T10:07:00.123", "Ana Dias", "call", "Started a call that lasted 5 minutes.", { id: "8" }],
  ["2024-01-05T10:08:00.123", null, "system", "Ana Dias added Eva to the group", { id: "9" }],
  ["2024-01-05T10:09:00.123", null, "system", "Ana Dias pinned a message", { id: "10" }],
  ["2024-01-05T10:10:00.123", null, "system", "rui boosted the server", { id: "11" }],
  [
    "2024-01-05T10:11:00.123",
    "rui",
    "text",
    "@\u2068Ana Dias\u2069 @\u2068Eva\u2069 @unknown @role #channel :onda: :foca: 2024-01-05 10:00 UTC a < b",
    { id: "12" }
  ],
  ["2024-01-05T10:12:00.123", "Tempo", "text", "ok", { id: "13" }],
  ["2024-01-05T10:13:00.123", "Deleted User", "text", "adeus", { id: "14" }],
  ["2024-01-05T10:14:00.123", "Deleted User (2)", "text", "🌊", { id: "15" }]
])

describe("a channel in parts", () => {
  it.scoped("is read in full from any part, the folder, and a zip", () =>
    Effect.gen(function* () {
      for (const path of [part1, part2, fixture("discord/parts"), yield* zipped()]) {
        const { survey, messages: found } = yield* read(path)
        expect(found).toEqual(messages)
        expect(survey).toEqual({
          source: "discord",
          platform: "discord-chat-exporter",
          name: "Clube do Mar #geral",
          dateOrder: "year-first",
          dateOrderReason: "the export has the instant of each message",
          zone: "Europe/Lisbon",
          messages: 15,
          first: Date.parse("2024-01-05T10:00:00.123Z"),
          last: Date.parse("2024-01-05T10:14:00.123Z"),
          authors: new Map([
            ["Ana Dias", 2],
            ["rui", 4],
            ["Ana Dias (2)", 1],
            ["Tempo", 2],
            ["Deleted User", 1],
            ["Deleted User (2)", 1]
          ]),
          accounts: new Map([
            ["Ana Dias", "101"],
            ["rui", "102"],
            ["Ana Dias (2)", "103"],
            ["Tempo", "900"],
            ["Deleted User", "105"],
            ["Deleted User (2)", "106"],
            ["Eva", "104"]
          ]),
          others: new Set(["Eva"]),
          aliases: new Map([
            ["Eva", ["eva.s"]],
            ["Ana Dias", ["ana_d"]],
            ["Ana Dias (2)", ["Ana Dias", "ana2"]],
            ["Deleted User (2)", ["Deleted User"]]
          ]),
          wishes: none,
          unplaced: 0,
          disorder: 0,
          warnings: []
        })
      }
    })
  )

  const channel = (id: string, name: string, text: string) =>
    JSON.stringify({
      guild: { id: "1", name: "Mar" },
      channel: { id, type: "GuildTextChat", name },
      messages: [
        {
          id: "1",
          type: "Default",
          timestamp: "2024-01-05T10:00:00Z",
          content: text,
          author: { id: "1", name: "a" }
        }
      ]
    })
  const texts = (path: string, chat?: string) =>
    Effect.map(read(path, chat), ({ survey, messages: found }) => [
      found.map(({ text }) => text),
      survey.warnings
    ])

  it.scoped("is in the order of their numbers, and says which are not there", () =>
    Effect.gen(function* () {
      const path = yield* zipped(() => ({
        "x [part 10].json": channel("1", "x", "ten"),
        "x [part 2].json": channel("1", "x", "two"),
        "x.json": channel("1", "x", "one"),
        "x [part 3].json": channel("2", "y", "of another channel"),
        "notes.json": "{}"
      }))
      expect(yield* texts(path)).toEqual([
        ["one", "two", "ten"],
        [3, 4, 5, 6, 7, 8, 9].map((part) => `x: its part ${part} is not there`)
      ])
    })
  )

  it.scoped("has who only reacts among the chat's people", () =>
    Effect.gen(function* () {
      const users = [
        { id: "2", name: "eva.s", nickname: "Eva Sousa" },
        { id: "1", name: "a", nickname: "a" },
        { name: "nobody" }
      ]
      const chat: { messages: ReadonlyArray<object> } = JSON.parse(channel("1", "x", "one"))
      const reactions = [{ emoji: { name: "👍" }, count: 2, users }]
      const messages = chat.messages.map((message) => ({ ...message, reactions }))
      const { survey } = yield* read(
        yield* zipped(() => ({ "x.json": JSON.stringify({ ...chat, messages }) }))
      )
      expect([[...survey.authors.keys()], [...survey.others], survey.aliases?.get("Eva Sousa")]).toEqual([
        ["a"],
        ["Eva Sousa"],
        ["eva.s"]
      ])
    })
  )

  it.scoped("has who asked an application among the chat's people", () =>
    Effect.gen(function* () {
      const interaction = { id: "1", name: "tempo", user: { id: "2", name: "eva.s", nickname: "Eva Sousa" } }
      const chat: { messages: ReadonlyArray<object> } = JSON.parse(channel("1", "x", "one"))
      const messages = chat.messages.map((message) => ({ ...message, interaction }))
      const { survey } = yield* read(
        yield* zipped(() => ({ "x.json": JSON.stringify({ ...chat, messages }) }))
      )
      expect([[...survey.others], survey.aliases?.get("Eva Sousa")]).toEqual([["Eva Sousa"], ["eva.s"]])
    })
  )

  it.scoped("has as many people behind webhooks as names, apart from who has the name of an account", () =>
    Effect.gen(function* () {
      const by = (id: string, name: string, discriminator = "0000") => ({
        author: { id, name, nickname: name, discriminator, isBot: true }
      })
      const authors = [
        by("7", "Ana"),
        by("7", "Rui"),
        by("8", "Ana"),
        by("9", "Ana", "1234"),
        by("9", "Bot", "1234")
      ]
      const chat: { messages: ReadonlyArray<object> } = JSON.parse(channel("1", "x", "one"))
      const messages = authors.flatMap((author) =>
        chat.messages.map((message) => ({ ...message, ...author }))
      )
      const { survey } = yield* read(
        yield* zipped(() => ({ "x.json": JSON.stringify({ ...chat, messages }) }))
      )
      expect([[...survey.authors], [...(survey.accounts ?? [])]]).toEqual([
        [
          ["Ana", 2],
          ["Rui", 1],
          ["Ana (2)", 2]
        ],
        [
          ["Ana", "webhook Ana"],
          ["Rui", "webhook Rui"],
          ["Ana (2)", "9"]
        ]
      ])
    })
  )

  it.scoped("is chosen from several by its name, its id, or its file", () =>
    Effect.gen(function* () {
      const path = yield* zipped(() => ({
        "a.json": channel("1", "geral", "A"),
        "b.json": channel("2", "Praia", "B"),
        "deep/c (after 2024-01-01).json": channel("3", "mar", "C"),
        "deep/c (before 2024-01-01).json": channel("3", "mar", "D")
      }))
      expect((yield* Effect.flip(read(path))).message).toBe(
        'a.zip: holds 4 chats; choose one with --chat, by its name or its id: "geral" (1), "Praia" (2), "c (after 2024-01-01)", "c (before 2024-01-01)"'
      )
      expect(yield* texts(path, "#praia")).toEqual([["B"], []])
      expect(yield* texts(path, "1")).toEqual([["A"], []])
      expect(yield* texts(path, "c (before 2024-01-01)")).toEqual([["D"], []])
    })
  )
})

describe("other channels", () => {
  it.effect("a thread says so in each message; a chat between two has no server", () =>
    Effect.gen(function* () {
      const thread = yield* read(fixture("discord/thread.json"))
      expect([thread.survey.name, thread.messages]).toEqual([
        "Clube do Mar #Boleia",
        expected([["2024-01-05T10:00:00.123", "Ana Dias", "text", "num tópico", { id: "1", thread: "3001" }]])
      ])
      expect((yield* read(fixture("discord/direct.json"))).survey.name).toBe("Rui")
    })
  )

  it.scoped("newest first is refused, since the export can be made the other way", () =>
    Effect.gen(function* () {
      const made = [3, 2, 1].map((minute) => ({
        id: String(minute),
        type: "Default",
        timestamp: `2024-01-05T10:0${minute}:00+00:00`,
        author: { id: "1", name: "a" }
      }))
      const path = yield* exportFile(
        "x.json",
        JSON.stringify({ guild: {}, channel: { id: "1" }, messages: made })
      )
      const error = yield* Effect.flip(read(path))
      expect([error.reason, error.message]).toEqual([
        "WrongForm",
        "x.json: the messages are newest first; export them again, oldest first"
      ])
    })
  )

  it.scoped("a folder without an export says what to give", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read(yield* tempFolder))
      expect([error.reason, error.message.replace(/^[^:]*/, "…")]).toEqual([
        "NoChat",
        "…: not an export of Discord; give the JSON that DiscordChatExporter wrote, its folder, or a zip of it"
      ])
    })
  )
})
