import { mkdir, symlink, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { none } from "../../../src/domain/Wishes.js"
import { source } from "../../../src/sources/telegram/Telegram.js"
import { sourceContract } from "../../contracts/source.js"
import { expected, exportFile, readPath, tempFolder } from "../../support/exports.js"
import { filesOf, fixture } from "../../support/fixtures.js"
import { zip } from "../../support/zip.js"

const group = fixture("telegram/group/result.json")
const account = fixture("telegram/account.json")

const zipped = (name: string, prefix = "") =>
  Effect.flatMap(
    Effect.promise(() =>
      zip(
        Object.fromEntries(
          Object.entries(filesOf("telegram/group")).map(([file, bytes]) => [prefix + file, bytes])
        )
      )
    ),
    (content) => exportFile(name, content)
  )

sourceContract(source, [
  { what: "a file beside its pictures", path: Effect.succeed(group) },
  { what: "a folder", path: Effect.succeed(fixture("telegram/group")) },
  { what: "a zip", path: zipped("a.zip") }
])

const read = (path: string, chat?: string) =>
  readPath(path, "Europe/Lisbon", source, chat === undefined ? {} : { chat })

/** A chat of these messages. */
const made = (messages: ReadonlyArray<unknown>, more: object = {}) =>
  exportFile(
    "result.json",
    JSON.stringify({ name: "Praia", type: "private_group", id: 1, messages, ...more })
  )

const message = (more: object) => ({
  id: 1,
  type: "message",
  date_unixtime: "1704448800",
  from: "Ana",
  from_id: "user1",
  text: "olá",
  ...more
})

describe("a group", () => {
  const photo = "photos/photo_1@05-01-2024_10-02-00.jpg"
  const messages = (prefix = "") =>
    expected([
      [
        "2024-01-05T10:00:00",
        null,
        "system",
        'Ana Dias created the group "Praia 🏖" with Ana Dias, Gil Reis',
        { id: "1" }
      ],
      ["2024-01-05T10:00:00", null, "system", "Ana Dias added Rui, Deleted Account", { id: "2" }],
      ["2024-01-05T10:01:00", "Ana Dias", "text", "Olá a todos\nsegunda linha", { id: "3" }],
      [
        "2024-01-05T10:02:00",
        "Rui",
        "media",
        "a praia 🌊",
        {
          id: "4",
          reactions: [
            { emoji: "👍", count: 2 },
            { emoji: ":custom_emoji:", count: 1 },
            { emoji: "⭐", count: 3 }
          ]
        },
        `${prefix}${photo}`
      ],
      [
        "2024-01-05T10:03:00",
        "Ana Dias (2)",
        "text",
        "ver o mapa (https://example.org/mapa) e https://example.org/, example.org; já 🔥",
        { id: "5", replyTo: "4" }
      ],
      [
        "2024-01-05T10:04:00",
        "Rui",
        "text",
        "@\u2068gil_reis\u2069 e @\u2068Ana Dias\u2069 e @\u2068Zé\u2069: #praia",
        { id: "6", edited: Date.parse("2024-01-05T10:30:00Z") }
      ],
      [
        "2024-01-05T10:05:00",
        "Ana Dias",
        "text",
        "reencaminhada",
        { id: "7", forwardedFrom: "Canal do Tempo" }
      ],
      ["2024-01-05T10:06:00", "Ana Dias", "text", "de alguém", { id: "8", forwardedFrom: "Deleted Account" }],
      ["2024-01-05T10:07:00", "Rui", "media", "", { id: "9" }, `${prefix}files/lista.pdf`],
      ["2024-01-05T10:08:00", "Rui", "media", "😂", { id: "10" }],
      ["2024-01-05T10:09:00", "Ana Dias", "media", "voz", { id: "11" }],
      [
        "2024-01-05T10:10:00",
        "Ana Dias",
        "contact",
        "Eva Sousa\n+351 912 345 678",
        { id: "12" },
        `${prefix}files/contact_1.vcf`
      ],
      [
        "2024-01-05T10:11:00",
        "Rui",
        "location",
        "Bar do Mar\nRua 1\nhttps://maps.google.com/?q=38.7,-9.2",
        { id: "13" }
      ],
      ["2024-01-05T10:12:00", "Rui", "poll", "Quando?\n- sábado (2)\n- domingo (1)", { id: "14" }],
      ["2024-01-05T10:13:00", null, "system", "Rui pinned a message", { id: "15" }],
      ["2024-01-05T10:14:00", "Ana Dias", "call", "Call of 65 s", { id: "16" }],
      ["2024-01-05T10:15:00", "Ana Dias", "call", "Call (missed)", { id: "17" }],
      ["2024-01-05T10:16:00", "Deleted Account", "text", "adeus", { id: "18" }],
      ["2024-01-05T10:17:00", null, "system", 'Ana Dias created the topic "Comida"', { id: "19" }],
      ["2024-01-05T10:18:00", "Rui", "text", "sardinhas?", { id: "20", thread: "19" }],
      [
        "2024-01-05T10:19:00",
        null,
        "system",
        "Nuno Vaz joined the group by a link of Ana Dias",
        { id: "21" }
      ],
      ["2024-01-05T10:20:00", null, "system", "Ana Dias: boost apply", { id: "22" }]
    ])

  it.effect("is read in full", () =>
    Effect.gen(function* () {
      const { survey, messages: found } = yield* read(group)
      expect(found).toEqual(messages())
      expect(survey).toEqual({
        source: "telegram",
        platform: "desktop",
        name: "Praia 🏖",
        dateOrder: "year-first",
        dateOrderReason: "the export has the instant of each message",
        zone: "Europe/Lisbon",
        messages: 22,
        first: Date.parse("2024-01-05T10:00:00Z"),
        last: Date.parse("2024-01-05T10:20:00Z"),
        authors: new Map([
          ["Ana Dias", 7],
          ["Rui", 7],
          ["Ana Dias (2)", 1],
          ["Deleted Account", 1]
        ]),
        accounts: new Map([
          ["Ana Dias", "user101"],
          ["Rui", "user102"],
          ["Ana Dias (2)", "user103"],
          ["Deleted Account", "user104"],
          ["Zé", "user199"],
          ["Canal do Tempo", "channel9"],
          ["Nuno Vaz", "user105"]
        ]),
        others: new Set(["Gil Reis", "gil_reis", "Eva Sousa", "Zé", "Canal do Tempo", "Nuno Vaz"]),
        wishes: none,
        unplaced: 1,
        disorder: 0,
        warnings: ["1 entry that is no message left out; `egregora parse --unparsed` shows them"]
      })
    })
  )

  it.scoped("is the same in a zip, however deep", () =>
    Effect.gen(function* () {
      expect((yield* read(yield* zipped("a.zip"))).messages).toEqual(messages())
      const deep = yield* read(yield* zipped("a.zip", "ChatExport_2024-01-05/"))
      expect(deep.messages).toEqual(messages("ChatExport_2024-01-05/"))
    })
  )
})

describe("an account", () => {
  it.effect("has chats to choose from", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read(account))
      expect([error.reason, error.message]).toEqual([
        "WhichChat",
        'account.json: holds 5 chats; choose one with --chat, by its name or its id: "Rui" (102), "saved messages" (101), "Praia" (55), "praia" (66), "Vazio" (67)'
      ])
      const texts = (chat: string) =>
        Effect.map(read(account, chat), ({ survey, messages }) => [
          survey.name,
          messages.map(({ text }) => text)
        ])
      expect(yield* texts("102")).toEqual(["Rui", ["olá", "boa noite"]])
      expect(yield* texts("rui")).toEqual(["Rui", ["olá", "boa noite"]])
      expect(yield* texts("saved messages")).toEqual([null, ["nota"]])
      expect(yield* texts("Praia")).toEqual(["Praia", ["um"]])
      expect(yield* texts("66")).toEqual(["praia", ["dois"]])
      expect((yield* Effect.flip(read(account, "PRAIA"))).message).toBe(
        'account.json: has several chats "PRAIA"; choose one with --chat by its id: "Praia" (55), "praia" (66)'
      )
      expect((yield* Effect.flip(read(account, "Mar"))).message).toBe(
        'account.json: has no chat "Mar"; choose with --chat from its 5 chats: "Rui" (102), "saved messages" (101), "Praia" (55), "praia" (66), "Vazio" (67)'
      )
      expect((yield* Effect.flip(read(account, "Vazio"))).message).toBe(
        "account.json: the chat holds no messages; export it again"
      )
    })
  )

  it.scoped("lists ten chats at most, and no name that steers a terminal", () =>
    Effect.gen(function* () {
      const list = Array.from({ length: 12 }, (_, index) => ({
        name: `\u001b[2J${index}`,
        id: index,
        messages: []
      }))
      const path = yield* exportFile("result.json", JSON.stringify({ about: "x", chats: { list } }))
      const { message } = yield* Effect.flip(read(path))
      expect(message).toMatch(/^result.json: holds 12 chats; .*: "\[2J0" \(0\), .* "\[2J9" \(9\) and 2 more$/)
    })
  )

  it.scoped("without a chat is said to be so; with one, that is taken", () =>
    Effect.gen(function* () {
      const about = (list: ReadonlyArray<unknown>) =>
        exportFile("result.json", JSON.stringify({ about: "x", chats: { list } }))
      expect((yield* Effect.flip(read(yield* about([])))).message).toBe(
        "result.json: holds no chats; export it again, with chats"
      )
      const { survey } = yield* read(yield* about([{ messages: [message({})], name: "Mar", id: 1 }]))
      expect(survey.name).toBe("Mar")
    })
  )

  it.scoped("a file of one chat can be asked for that", () =>
    Effect.gen(function* () {
      expect((yield* read(group, "1234567")).survey.messages).toBe(22)
      expect((yield* Effect.flip(read(group, "Mar"))).message).toBe(
        'result.json: has no chat "Mar"; choose with --chat from its chat: "Praia 🏖" (1234567)'
      )
    })
  )
})

describe("exports before 2021", () => {
  it.effect("have local times, numbers of accounts, and 1970 for what was not edited", () =>
    Effect.gen(function* () {
      const { messages } = yield* read(account, "102")
      expect(messages).toEqual(
        expected([
          // The clocks went from 01:00 to 02:00 that night.
          ["2019-03-31T01:30:00", "Ana Dias", "text", "olá", { id: "1" }],
          ["2019-07-01T09:00:00", "Rui", "text", "boa noite", { id: "2", replyTo: "1" }]
        ])
      )
    })
  )
})

describe("people", () => {
  it.scoped("two accounts of one name are two people, an account of two names is one", () =>
    Effect.gen(function* () {
      const path = yield* made([
        message({ from_id: "user1", from: "Ana" }),
        message({ from_id: "user2", from: "Ana" }),
        message({ from_id: "user1", from: "Ana Dias" }),
        message({ from_id: "user3", from: " Ana\n\u2069 " }),
        message({ from_id: undefined, from: "Ana" }),
        message({ from_id: "user4", from: "Ana (2)" }),
        message({ from_id: 2, from: "Ana" })
      ])
      const { survey, messages } = yield* read(path)
      expect(messages.map(({ author }) => author)).toEqual([
        "Ana",
        "Ana (2)",
        "Ana",
        "Ana (3)",
        "Ana (4)",
        "Ana (2) (2)",
        "Ana (2)"
      ])
      expect([...survey.authors.values()]).toEqual([2, 2, 1, 1, 1])
    })
  )

  it.scoped("who only reacts is one of the chat's people", () =>
    Effect.gen(function* () {
      const recent = [
        { from: "Eva Sousa", from_id: "user2" },
        { from: "Ana", from_id: "user1" },
        { from: null, from_id: "user3" }
      ]
      const reactions = [{ type: "emoji", emoji: "👍", count: 3, recent }]
      const path = yield* made([message({ from_id: "user1", from: "Ana", reactions })])
      const { survey } = yield* read(path)
      expect([[...survey.authors.keys()], [...survey.others]]).toEqual([["Ana"], ["Eva Sousa"]])
    })
  )

  it.scoped("who signed a channel's post, and whose message was saved, are the chat's people", () =>
    Effect.gen(function* () {
      const path = yield* made([
        message({ from_id: "channel1", from: "Notícias", author: "Eva Sousa" }),
        message({ from_id: "channel1", from: "Notícias", author: "", saved_from: "Rui Melo" })
      ])
      const { survey } = yield* read(path)
      expect([[...survey.authors], [...survey.others]]).toEqual([
        [["Notícias", 2]],
        ["Eva Sousa", "Rui Melo"]
      ])
    })
  )

  it.scoped("a mention has the name of the one who writes later", () =>
    Effect.gen(function* () {
      const text = [{ type: "mention_name", text: "mana", user_id: 2 }]
      const path = yield* made([message({ text }), message({ from_id: "user2", from: "Eva" })])
      const { survey, messages } = yield* read(path)
      expect([messages[0]?.text, [...survey.others]]).toEqual(["@\u2068Eva\u2069", []])
    })
  )
})

describe("files", () => {
  it.scoped("outside the folder are not the export's, whatever leads there", () =>
    Effect.gen(function* () {
      const outside = yield* exportFile("secret.txt", "secret")
      const folder = yield* tempFolder
      const names = [
        "../secret.txt",
        outside,
        "link.txt",
        "linked/secret.txt",
        "photos",
        "",
        ".",
        "a\0b",
        "in.txt"
      ]
      yield* Effect.promise(async () => {
        await mkdir(join(folder, "photos"))
        await writeFile(join(folder, "photos", "in.txt"), "inside")
        await symlink(outside, join(folder, "link.txt"))
        await symlink(join(outside, ".."), join(folder, "linked"))
        await symlink("photos/in.txt", join(folder, "in.txt"))
        const messages = names.map((file, id) => message({ id, file }))
        await writeFile(
          join(folder, "result.json"),
          JSON.stringify({ type: "private_group", id: 1, messages })
        )
      })
      for (const path of [folder, join(folder, "result.json")]) {
        const chat = yield* source.open(path, { zone: "UTC" })
        const media = yield* Stream.runCollect(Stream.map(chat.messages, (read) => read.media))
        expect([...media]).toEqual([...names.slice(0, -1).map(() => null), "in.txt"])
        for (const name of names.slice(0, -1)) {
          const error = yield* Effect.flip(Stream.runDrain(chat.attachment(name)))
          expect([name, error.reason]).toEqual([name, "NotFound"])
        }
      }
    })
  )

  it.scoped("an export as HTML says how to make the other", () =>
    Effect.gen(function* () {
      const folder = yield* tempFolder
      yield* Effect.promise(() => writeFile(join(folder, "messages.html"), "<html>"))
      for (const path of [folder, join(folder, "messages.html")]) {
        const error = yield* Effect.flip(read(path))
        expect([error.reason, error.message.replace(/^[^:]*/, "…")]).toEqual([
          "WrongForm",
          '…: Telegram\'s export as HTML, which says less than is needed; export the chat again in the format "Machine-readable JSON"'
        ])
      }
    })
  )
})
