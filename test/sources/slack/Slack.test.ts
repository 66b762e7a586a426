import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { none } from "../../../src/domain/Wishes.js"
import { source } from "../../../src/sources/slack/Slack.js"
import { sourceContract } from "../../contracts/source.js"
import { expected, exportFile, readPath } from "../../support/exports.js"
import { filesOf, fixture } from "../../support/fixtures.js"
import { zip } from "../../support/zip.js"

const zipped = (files: Readonly<Record<string, string | Uint8Array>>) =>
  Effect.flatMap(
    Effect.promise(() => zip(files)),
    (content) => exportFile("a.zip", content)
  )

const inFolder = (folder: string) =>
  Object.fromEntries(Object.entries(filesOf("slack")).map(([name, bytes]) => [folder + name, bytes]))

sourceContract(source, [
  { what: "a folder", path: Effect.succeed(fixture("slack")), chat: "geral" },
  { what: "a zip", path: zipped(filesOf("slack")), chat: "C1" }
])

const read = (path: string, chat?: string) =>
  readPath(path, "Europe/Lisbon", source, chat === undefined ? {} : { chat })

const messages = (prefix = "") =>
  expected([
    ["2024-01-05T10:00:00", null, "system", "Ana has joined the channel", { id: "1704448800.000000" }],
    [
      "2024-01-05T10:00:01",
      null,
      "system",
      "Ana set the channel topic: peixe & mar",
      { id: "1704448801.000100" }
    ],
    [
      "2024-01-05T10:00:02",
      "Ana",
      "text",
      "Olá @\u2068Rui Melo\u2069 e @\u2068Eva Reis\u2069, @here vejam o mapa (https://example.org/mapa) em #praia ou #geral: 1 < 2 &amp;\nhttps://example.org a@example.org +351 @equipa hoje",
      {
        id: "1704448802.000200",
        edited: Date.parse("2024-01-05T10:01:00.500Z"),
        reactions: [{ emoji: ":thumbsup:", count: 2 }]
      }
    ],
    [
      "2024-01-05T10:00:03",
      "Rui Melo",
      "text",
      "resposta",
      { id: "1704448803.000300", thread: "1704448802.000200" }
    ],
    [
      "2024-01-05T10:00:04",
      "Ana (2)",
      "text",
      "outra Ana",
      { id: "1704448804.000400", thread: "1704448802.000200" }
    ],
    [
      "2024-01-05T10:00:05",
      "Rui Melo",
      "media",
      "fotos",
      { id: "1704448805.000500", attachments: [`${prefix}geral/attachments/F2-mar.png`] },
      `${prefix}__uploads/F1/praia.png`
    ],
    ["2024-01-05T10:00:06", "Rui Melo", "media", "", { id: "1704448806.000600" }],
    ["2024-01-05T10:00:07", "Slackbot", "deleted", "This message was deleted.", { id: "1704448807.000700" }],
    [
      "2024-01-05T10:00:08",
      "Tempo",
      "text",
      "sol em Lisboa (https://example.org)",
      { id: "1704448808.000800" }
    ],
    ["2024-01-06T10:00:00", "Nuno Vaz", "text", "de fora", { id: "1704535200.000000" }],
    ["2024-01-06T10:00:01", "Ana", "call", "", { id: "1704535201.000100" }],
    ["2024-01-06T10:00:02", null, "system", "Ana channel archive", { id: "1704535202.000200" }],
    ["2024-01-06T10:00:04", "Gil", "text", "acena", { id: "1704535204.000400", thread: "1.0" }]
  ])

describe("a workspace", () => {
  it.scoped("a channel is read in full from the folder and from a zip, however deep", () =>
    Effect.gen(function* () {
      const { survey, messages: found } = yield* read(fixture("slack"), "geral")
      expect(found).toEqual(messages())
      expect(survey).toEqual({
        source: "slack",
        platform: "export",
        name: "geral",
        dateOrder: "year-first",
        dateOrderReason: "the export has the instant of each message",
        zone: "Europe/Lisbon",
        messages: 13,
        first: Date.parse("2024-01-05T10:00:00Z"),
        last: Date.parse("2024-01-06T10:00:04Z"),
        authors: new Map([
          ["Ana", 2],
          ["Rui Melo", 3],
          ["Ana (2)", 1],
          ["Slackbot", 1],
          ["Tempo", 1],
          ["Nuno Vaz", 1],
          ["Gil", 1]
        ]),
        accounts: new Map([
          ["Ana", "U1"],
          ["Rui Melo", "U2"],
          ["Ana (2)", "U3"],
          ["Slackbot", "USLACKBOT"],
          ["Tempo", "B1 Tempo"],
          ["Nuno Vaz", "U9"],
          ["Gil", "U5"],
          ["Eva Reis", "U4"]
        ]),
        others: new Set(["Eva Reis"]),
        aliases: new Map([
          ["Ana", ["Ana Dias", "ana.dias"]],
          ["Rui Melo", ["rui"]],
          ["Ana (2)", ["Ana", "Ana Sousa", "ana2"]],
          ["Eva Reis", ["eva"]],
          ["Gil", ["gil"]],
          ["Nuno Vaz", ["Nuno"]]
        ]),
        wishes: none,
        unplaced: 1,
        disorder: 0,
        warnings: ["1 entry that is no message left out; `egregora parse --unparsed` shows them"]
      })
      expect((yield* read(yield* zipped(inFolder("")), "#GERAL")).messages).toEqual(messages())
      expect((yield* read(yield* zipped(inFolder("Mar export/")), "C1")).messages).toEqual(
        messages("Mar export/")
      )
    })
  )

  it.scoped("has channels, groups and chats between people to choose from", () =>
    Effect.gen(function* () {
      const path = fixture("slack")
      const error = yield* Effect.flip(read(path))
      expect([error.reason, error.message]).toEqual([
        "WhichChat",
        'slack: holds 4 chats; choose one with --chat, by its name or its id: "Ana, Rui Melo" (D1), "geral" (C1), "praia" (C2), "segredo" (G1)'
      ])
      const texts = (chat: string) =>
        Effect.map(read(path, chat), ({ survey, messages: found }) => [
          survey.name,
          found.map(({ text }) => text)
        ])
      expect(yield* texts("praia")).toEqual(["praia", ["só aqui"]])
      expect(yield* texts("segredo")).toEqual(["segredo", ["em segredo"]])
      expect(yield* texts("D1")).toEqual(["Ana, Rui Melo", ["a dois"]])
    })
  )

  it.scoped("knows the address of an account", () =>
    Effect.gen(function* () {
      const user = { id: "U1", name: "ana", profile: { display_name: "Ana", email: "ad@example.org" } }
      const said = { type: "message", ts: "1704448800.000000", user: "U1", text: "olá" }
      const files = { "users.json": JSON.stringify([user]), "x/2024-01-05.json": JSON.stringify([said]) }
      const { survey } = yield* read(yield* zipped(files))
      expect(survey.aliases).toEqual(new Map([["Ana", ["ana", "ad@example.org"]]]))
    })
  )

  it.scoped("has who only reacts among the chat's people, where the directory knows them", () =>
    Effect.gen(function* () {
      const users = ["Ana", "Eva"].map((name, at) => ({ id: `U${at + 1}`, name, profile: {} }))
      const reactions = [{ name: "wave", users: ["U1", "U2", "U3", null], count: 4 }]
      const said = { type: "message", ts: "1704448800.000000", user: "U1", text: "olá", reactions }
      const files = { "users.json": JSON.stringify(users), "x/2024-01-05.json": JSON.stringify([said]) }
      const { survey } = yield* read(yield* zipped(files))
      expect([[...survey.authors.keys()], [...survey.others]]).toEqual([["Ana"], ["Eva"]])
    })
  )

  it.scoped("an export of one channel needs no choice, and no list of channels", () =>
    Effect.gen(function* () {
      const { "users.json": users = "", "geral/2024-01-05.json": day = "" } = filesOf("slack")
      const { survey } = yield* read(yield* zipped({ "users.json": users, "x/2024-01-05.json": day }))
      expect([survey.name, survey.messages]).toEqual(["x", 9])
    })
  )

  it.scoped("a damaged list, and a file that is none, are said to be so", () =>
    Effect.gen(function* () {
      const day = '[{"type": "message", "user": "U1", "text": "a", "ts": "1704448800.000000"}]'
      const damaged = yield* zipped({ "users.json": '[{"id": ', "x/2024-01-05.json": day })
      expect((yield* Effect.flip(read(damaged))).message).toBe(
        "a.zip (users.json): the JSON is damaged (it is cut short at byte 8); copy or export it again"
      )
      const odd = yield* zipped({
        "users.json": '{"a": 1}',
        "channels.json": "[1, {}]",
        "x/2024-01-05.json": day
      })
      expect((yield* read(odd)).messages[0]?.author).toBe("U1")
      for (const files of [{ "users.json": "[]" }, { "x/2024-01-05.json": day }]) {
        expect((yield* Effect.flip(read(yield* zipped(files)))).message).toBe(
          "a.zip: not an export of Slack; give the zip that Slack exported, or its folder"
        )
      }
    })
  )
})
