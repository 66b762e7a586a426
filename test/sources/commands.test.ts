import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { silent, type Wish } from "../../src/domain/Wishes.js"
import * as Discord from "../../src/sources/discord/Discord.js"
import * as Slack from "../../src/sources/slack/Slack.js"
import * as Telegram from "../../src/sources/telegram/Telegram.js"
import { exportFile, readPath } from "../support/exports.js"
import { zip } from "../support/zip.js"

const at = (time: string): number => Date.parse(`2024-01-05T${time}Z`)

/** What is heard: how many lines, and who said what. */
const people = (wishes: Readonly<Record<string, Partial<Wish>>>) =>
  new Map(Object.entries(wishes).map(([name, wish]) => [name, { ...silent, ...wish }]))

describe("commands in WhatsApp", () => {
  const read = (lines: ReadonlyArray<string>, end = "\n") =>
    Effect.flatMap(exportFile("chat.txt", lines.join(end)), (path) => readPath(path, "UTC")).pipe(
      Effect.scoped
    )

  it.effect("on Android: of authors alone, with colons in their names too", () =>
    Effect.gen(function* () {
      const { survey } = yield* read([
        "25/01/2024, 09:00 - Ana: bom dia",
        "25/01/2024, 09:01 - Ana: the boss: bom",
        "25/01/2024, 09:02 - Rui: the boss: bom",
        "25/01/2024, 09:03 - Eva: chief: bom",
        "25/01/2024, 09:03 - Eva: chief: bem",
        "25/01/2024, 09:04 - Rui: hi",
        "\u200e/egregora opt-out",
        "25/01/2024, 09:05 - Eva: chief: well",
        "/EGREGORA set alias Chief",
        '25/01/2024, 09:06 - Ana changed the subject to "Rui: /egregora opt-in"',
        "25/01/2024, 09:07 - /egregora opt-in",
        "25/01/2024, 09:08 - Ana: <Media omitted>",
        "/egregora set bio bees",
        "25/01/2024, 09:09 - Rui: /egregora opt-in <This message was edited>"
      ])
      const when = (minute: number) => Date.UTC(2024, 0, 25, 9, minute)
      expect([survey.wishes.lines, survey.wishes.people]).toEqual([
        5,
        people({
          Rui: { out: { value: false, at: when(9) } },
          "Eva: chief": { alias: { value: "Chief", at: when(5) } },
          Ana: { bio: { value: "bees", at: when(8) } }
        })
      ])
    })
  )

  it.effect("on iOS: a message's own lines, whatever they look like", () =>
    Effect.gen(function* () {
      const { survey } = yield* read(
        [
          "[25/01/2024, 09:00:00] Ana: bom\n[25/01/2024, 09:00:30] Rui: /egregora opt-out",
          "[25/01/2024, 09:01:00] Rui: bem\n/egregora opt-out",
          "[25/01/2024, 09:02:00] Ana: \u200e/egregora opt-out"
        ],
        "\r\n"
      )
      expect([...survey.wishes.people.keys()]).toEqual(["Rui", "Ana"])
    })
  )

  it.effect("in UTF-16, and where the word is cut by the end of a piece", () =>
    Effect.gen(function* () {
      for (const filler of [65_400, 65_500, 131_040]) {
        const text = `25/01/2024, 09:00 - Ana: ${"x".repeat(filler)}\n25/01/2024, 09:01 - Rui: ${"y".repeat(40)}\n/egregora opt-out\n25/01/2024, 09:02 - Ana: z`
        const { survey } = yield* read([text])
        expect([...survey.wishes.people.keys()]).toEqual(["Rui"])
      }
      const utf16 = Buffer.from("\ufeff25/01/2024, 09:00 - Ana: /egregora opt-out", "utf16le")
      const path = yield* exportFile("chat.txt", utf16)
      const { survey } = yield* readPath(path, "UTC")
      expect([...survey.wishes.people.keys()]).toEqual(["Ana"])
    }).pipe(Effect.scoped)
  )

  it.effect("there are none where nobody said the word", () =>
    Effect.gen(function* () {
      const { survey } = yield* read(["25/01/2024, 09:00 - Ana: what is /egregora for?"])
      expect(survey.wishes).toEqual({ lines: 0, people: new Map(), unclear: new Map() })
    })
  )
})

describe("commands in Telegram", () => {
  const message = (id: number, from: string, text: unknown, more: object = {}) => ({
    id,
    type: "message",
    date_unixtime: String(at(`10:0${id}:00`) / 1000),
    from,
    from_id: `user${from}`,
    text,
    ...more
  })

  it.effect("with entities, edits, answers and captions; not of forwards, polls and services", () =>
    Effect.gen(function* () {
      const messages = [
        message(1, "Ana", [{ type: "bot_command", text: "/egregora" }, " set alias Nita"]),
        message(2, "Rui", "/egregora remove", { reply_to_message_id: 1 }),
        message(3, "Rui", "/egregora opt-out", { edited_unixtime: String(at("11:00:00") / 1000) }),
        message(4, "Rui", "/egregora opt-in"),
        message(5, "Eva", "/egregora opt-out", { forwarded_from: "Rui" }),
        message(6, "Eva", "", { poll: { question: "/egregora opt-out", answers: [] } }),
        message(7, "Eva", "/egregora set bio sea", { photo: "(File not included)" }),
        {
          ...message(8, "Eva", ""),
          type: "service",
          action: "edit_group_title",
          actor: "Eva",
          title: "a\n/egregora opt-out"
        }
      ]
      const path = yield* exportFile(
        "result.json",
        JSON.stringify({ name: "Praia", type: "private_group", id: 1, messages })
      )
      const { survey } = yield* readPath(path, "UTC", Telegram.source)
      expect([survey.wishes.lines, survey.wishes.people]).toEqual([
        8,
        people({
          Ana: { alias: { value: "Nita", at: at("10:01:00") } },
          Rui: {
            out: { value: true, at: at("11:00:00") },
            removals: [{ at: at("10:02:00"), text: null, id: "1" }]
          },
          Eva: { bio: { value: "sea", at: at("10:07:00") } }
        })
      ])
    }).pipe(Effect.scoped)
  )
})

describe("commands that are quoted in Telegram", () => {
  it.effect("are nobody's, and lines of their own", () =>
    Effect.gen(function* () {
      const entities = [
        [{ type: "blockquote", text: "hi\n/egregora opt-out" }, "so it goes"],
        [{ type: "pre", text: "/egregora opt-out", language: "" }],
        [{ type: "code", text: "/egregora set alias Nita" }, " they say"],
        ["see\n", { type: "blockquote", text: "a" }, "\n", { type: "bold", text: "/egregora opt-in" }]
      ]
      const messages = entities.map((text, at) => ({
        id: at,
        type: "message",
        date_unixtime: String(1_704_450_000 + at),
        from: "Ana",
        from_id: "user1",
        text
      }))
      const path = yield* exportFile(
        "result.json",
        JSON.stringify({ name: "P", type: "private_group", id: 1, messages })
      )
      const { survey, messages: read } = yield* readPath(path, "UTC", Telegram.source)
      expect([survey.wishes.lines, survey.wishes.people.get("Ana")?.out?.value]).toEqual([4, false])
      expect(survey.wishes.unclear.size).toBe(1)
      expect(read.map(({ text }) => text)).toEqual([
        "> hi\n> /egregora opt-out\nso it goes",
        "```\n/egregora opt-out\n```",
        "`/egregora set alias Nita` they say",
        "see\n> a\n/egregora opt-in"
      ])
    }).pipe(Effect.scoped)
  )
})

describe("commands in Discord", () => {
  it.effect("of their authors alone, not of what they forward", () =>
    Effect.gen(function* () {
      const message = (id: number, name: string, content: string, more: object = {}) => ({
        id: String(id),
        type: "Default",
        timestamp: `2024-01-05T10:0${id}:00+00:00`,
        timestampEdited: null,
        content,
        author: { id: name, name, nickname: name },
        attachments: [],
        embeds: [],
        stickers: [],
        reactions: [],
        mentions: [],
        ...more
      })
      const messages = [
        message(1, "Ana", "hello\n/egregora opt-out"),
        message(2, "Rui", "", { forwardedMessage: { content: "/egregora opt-out" } }),
        message(3, "Rui", "/egregora remove", { type: "Reply", reference: { messageId: "1" } }),
        message(4, "Eva", "/egregora opt-out", { type: "RecipientAdd" })
      ]
      const content = {
        guild: { id: "1", name: "Mar" },
        channel: { id: "2", type: "GuildTextChat", category: "Texto", name: "geral" },
        dateRange: {},
        exportedAt: "2024-01-06T10:00:00+00:00",
        messages,
        messageCount: messages.length
      }
      const path = yield* exportFile("geral.json", JSON.stringify(content))
      const { survey } = yield* readPath(path, "UTC", Discord.source)
      expect([survey.wishes.lines, survey.wishes.people]).toEqual([
        4,
        people({
          Ana: { out: { value: true, at: at("10:01:00") } },
          Rui: { removals: [{ at: at("10:03:00"), text: null, id: "1" }] }
        })
      ])
    }).pipe(Effect.scoped)
  )
})

describe("commands in Slack", () => {
  it.effect("of their authors alone, in threads too, not of what they share", () =>
    Effect.gen(function* () {
      const message = (ts: string, user: string, text: string, more: object = {}) => ({
        type: "message",
        ts,
        user,
        text,
        ...more
      })
      const seconds = at("10:00:00") / 1000
      const ts = (second: number) => `${seconds + second}.000000`
      const files = {
        "users.json": JSON.stringify([
          { id: "U1", name: "ana", profile: { display_name: "Ana" } },
          { id: "U2", name: "rui", profile: { display_name: "Rui" } }
        ]),
        "channels.json": JSON.stringify([{ id: "C1", name: "geral", members: ["U1", "U2"] }]),
        "geral/2024-01-05.json": JSON.stringify([
          message(ts(1), "U1", " /egregora set website <https://example.org/a>"),
          message(ts(2), "U2", "/egregora remove", { thread_ts: ts(1) }),
          message(ts(3), "U2", "", {
            attachments: [{ is_share: true, author_id: "U1", text: "/egregora opt-out" }]
          }),
          message(ts(4), "U2", "/egregora opt-out", { subtype: "channel_topic" })
        ])
      }
      const path = yield* exportFile("a.zip", yield* Effect.promise(() => zip(files)))
      const { survey } = yield* readPath(path, "UTC", Slack.source)
      expect([survey.wishes.lines, survey.wishes.people]).toEqual([
        4,
        people({
          Ana: { website: { value: "https://example.org/a", at: at("10:00:01") } },
          Rui: { removals: [{ at: at("10:00:02"), text: null, id: ts(1) }] }
        })
      ])
    }).pipe(Effect.scoped)
  )
})
