import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as detect from "../../src/sources/detect.js"
import { ExportError, Source } from "../../src/sources/Source.js"
import { applications, sourceNames } from "../../src/sources/sourceNames.js"
import { exportFile, tempFolder } from "../support/exports.js"
import { filesOf, fixture } from "../support/fixtures.js"
import { zip } from "../support/zip.js"

const whatsapp = "31/03/2024, 01:30 - Rui: olá\n31/03/2024, 02:15 - Ana: sim\n"

/** An export of each application, but for WhatsApp's. */
const examples: Readonly<Record<string, string>> = {
  telegram: fixture("telegram/group/result.json"),
  discord: fixture("discord/thread.json"),
  slack: fixture("slack")
}

describe("detect", () => {
  it.scoped("auto and a name open the same chat; the layer provides it", () =>
    Effect.gen(function* () {
      for (const name of applications) {
        const options = { zone: "UTC", ...(name === "slack" ? { chat: "geral" } : {}) }
        const path = examples[name] ?? (yield* exportFile("a.txt", whatsapp))
        const auto = yield* detect.open(path, { source: "auto", ...options })
        const named = yield* detect.open(path, { source: name, ...options })
        const provided = yield* Effect.flatMap(Source, (source) => source.open(path, options)).pipe(
          Effect.provide(detect.layer("auto"))
        )
        expect([auto.survey, provided.survey, named.survey.source]).toEqual([
          named.survey,
          named.survey,
          name
        ])
      }
      expect(sourceNames).toEqual(["auto", ...applications])
    })
  )

  const refusal = (path: string, source = "auto") =>
    Effect.map(Effect.flip(detect.open(path, { source, zone: "UTC" })), (error) => [
      error.reason,
      error.message
    ])

  it.scoped("a file of no application is told as what it is", () =>
    Effect.gen(function* () {
      const json = yield* exportFile("notes.json", '\ufeff [{"a": 1}]')
      expect(yield* refusal(json)).toEqual([
        "UnknownFormat",
        "notes.json: JSON, but not of a chat application that is known; give Telegram's result.json, a JSON of DiscordChatExporter, or the zip that Slack exported"
      ])
      expect(yield* refusal(json, "telegram")).toEqual([
        "UnknownFormat",
        'notes.json: not an export of Telegram; give the result.json that "Export chat history" wrote, its folder, or a zip of that'
      ])
      expect(yield* refusal(yield* exportFile("a.txt", "Dear diary"))).toEqual([
        "UnknownFormat",
        'a.txt: no chat in a known format, its first line is "Dear diary"; give the .zip or .txt that "Export chat" wrote'
      ])
      for (const text of ["[hello] world\ntext\n", "[1] a note\n", "{hello} world\n"]) {
        expect(yield* refusal(yield* exportFile("a.txt", text))).toEqual([
          "UnknownFormat",
          `a.txt: no chat in a known format, its first line is "${text.split("\n")[0]}"; give the .zip or .txt that "Export chat" wrote`
        ])
      }
      for (const text of ["{}", '{ "a": 1', "[]", "[1, 2]", "[null]", '["a"]', "[[1]]"]) {
        const [, message] = yield* refusal(yield* exportFile("a.json", text))
        expect(message).toMatch(/^a\.json: JSON, but not of a chat/)
      }
      expect(yield* refusal("")).toEqual([
        "NotFound",
        'the path of the export is empty; give the .zip or .txt that "Export chat" wrote'
      ])
      const noChat = yield* exportFile(
        "a.zip",
        yield* Effect.promise(() => zip({ "a.json": "{}", "b.png": "x" }))
      )
      expect(yield* refusal(noChat)).toEqual([
        "NoChat",
        'a.zip: the zip holds no chat text; give the .zip or .txt that "Export chat" wrote'
      ])
      const folder = yield* tempFolder
      expect(yield* refusal(folder)).toEqual([
        "NotAFile",
        `${folder}: a folder, not an export; give the .zip or .txt that "Export chat" wrote`
      ])
    })
  )

  it.scoped("an error of the source that knows the file is the one that is told", () =>
    Effect.gen(function* () {
      const account = fixture("telegram/account.json")
      expect((yield* refusal(account))[0]).toBe("WhichChat")
      const text = filesOf("telegram/group")["result.json"]?.subarray(0, 5000) ?? ""
      expect((yield* refusal(yield* exportFile("result.json", text)))[0]).toBe("Damaged")
    })
  )

  it.scoped("a chat text inside a zip of pictures is WhatsApp's", () =>
    Effect.gen(function* () {
      const path = yield* exportFile(
        "a.zip",
        yield* Effect.promise(() => zip({ "_chat.txt": whatsapp, "notes.json": "{}" }))
      )
      const { survey } = yield* detect.open(path, { source: "auto", zone: "UTC" })
      expect(survey.source).toBe("whatsapp")
    })
  )

  it.scoped("a text of WhatsApp that another application's chat holds is an attachment", () =>
    Effect.gen(function* () {
      for (const [name, folder, chat] of [
        ["telegram", "telegram/group", undefined],
        ["slack", "slack", "geral"]
      ] as const) {
        const files = {
          "files/WhatsApp Chat with Praia.txt": whatsapp,
          "Praia.txt": whatsapp,
          ...filesOf(folder)
        }
        const path = yield* exportFile("Praia.zip", yield* Effect.promise(() => zip(files)))
        const options = { source: "auto", zone: "UTC", ...(chat === undefined ? {} : { chat }) }
        const { survey } = yield* detect.open(path, options)
        expect(survey.source).toBe(name)
      }
    })
  )

  it.scoped("and a JSON that a chat of WhatsApp holds is one too", () =>
    Effect.gen(function* () {
      const files = { "WhatsApp Chat with Praia.txt": whatsapp, "data.json": "{}" }
      const path = yield* exportFile("WhatsApp Chat with Praia.zip", yield* Effect.promise(() => zip(files)))
      const { survey } = yield* detect.open(path, { source: "auto", zone: "UTC" })
      expect(survey.source).toBe("whatsapp")
    })
  )

  it.scoped("what is not there is said once", () =>
    Effect.gen(function* () {
      const path = `${yield* tempFolder}/missing.json`
      expect(yield* Effect.flip(detect.open(path, { source: "auto", zone: "UTC" }))).toEqual(
        new ExportError({ reason: "NotFound", message: `${path}: no such file` })
      )
    })
  )
})
