import { randomBytes } from "node:crypto"
import { chmod, mkdir, writeFile } from "node:fs/promises"
import { basename, join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import { ExportError } from "../../src/sources/Source.js"
import { source } from "../../src/sources/whatsapp/WhatsApp.js"
import { exportFile, readExport, readPath, tempFolder } from "../support/exports.js"
import { handMadeZip, zip } from "../support/zip.js"

const chat = "13/11/2024, 08:15 - Rui: olá\n13/11/2024, 08:16 - Eva: \u200eIMG-1.jpg (file attached)\n"
const give = 'give the .zip or .txt that "Export chat" wrote'
const giveIt = 'give the file that "Export chat" wrote'

const zipped = (files: Readonly<Record<string, string | Uint8Array>>) => Effect.promise(() => zip(files))

const failure = (name: string, content: string | Uint8Array) =>
  Effect.map(Effect.either(readExport(content, { name })), Either.getLeft)

const fails = (name: string, content: string | Uint8Array, reason: ExportError["reason"], message: string) =>
  Effect.map(Effect.flip(readExport(content, { name })), (error) =>
    expect([error.reason, error.message]).toEqual([reason, message])
  )

describe("a file that is no export", () => {
  it.scoped("is not there", () =>
    Effect.gen(function* () {
      const path = join(yield* tempFolder, "a.zip")
      const error = yield* Effect.flip(readPath(path))
      expect([error.reason, error.message]).toEqual(["NotFound", `${path}: no such file`])
    })
  )

  it.scoped("is a folder", () =>
    Effect.gen(function* () {
      const path = join(yield* tempFolder, "a.zip")
      yield* Effect.promise(() => mkdir(path))
      const error = yield* Effect.flip(readPath(path))
      expect([error.reason, error.message]).toEqual(["NotAFile", `${path}: a folder, not an export; ${give}`])
    })
  )

  it.scoped.skipIf(process.getuid?.() === 0)("may not be read", () =>
    Effect.gen(function* () {
      const path = yield* exportFile("a.txt", chat)
      yield* Effect.promise(() => chmod(path, 0))
      const error = yield* Effect.flip(readPath(path))
      expect([error.reason, error.message]).toEqual(["Unreadable", `${path}: no permission to read it`])
    })
  )

  it.scoped("is inside a file", () =>
    Effect.gen(function* () {
      const path = join(yield* exportFile("a.txt", chat), "b.txt")
      const error = yield* Effect.flip(readPath(path))
      expect([error.reason, error.message]).toEqual(["Unreadable", `${path}: cannot be read (ENOTDIR)`])
    })
  )

  it.effect("is empty", () => fails("a.txt", "", "Empty", "a.txt: the file is empty; export the chat again"))

  it.effect("is white space", () =>
    fails("a.txt", "\ufeff \r\n\n", "Empty", "a.txt: the chat is empty; export it again")
  )

  it.effect("is neither a zip nor a text", () =>
    fails(
      "a.jpg",
      Buffer.from("ffd8ffe000104a464946", "hex"),
      "NotAnArchive",
      `a.jpg: neither a zip nor a text file; ${give}`
    )
  )

  it.effect("is called a zip and is none", () =>
    fails("a.zip", "olá", "NotAnArchive", `a.zip: not a zip file; ${give}`)
  )

  it.effect("is a text in no known shape", () =>
    fails(
      "a.txt",
      `\n\u001b[31mDear diary,\u0007 today I went to the beach and then to the mountains and then home\n`,
      "UnknownFormat",
      `a.txt: no chat in a known format, its first line is "[31mDear diary, today I went to the beach and then to the mo…"; ${give}`
    )
  )

  it.effect("has dates that do not exist", () =>
    fails(
      "a.txt",
      "31/31/2024, 08:15 - Rui: olá\n",
      "UnknownFormat",
      `a.txt: no line has a date that exists; ${giveIt}`
    )
  )

  it.effect("is a zip without a chat", () =>
    Effect.flatMap(zipped({ "IMG-1.jpg": "x", "notes.txt": "Dear diary" }), (content) =>
      fails("a.zip", content, "NoChat", `a.zip: the zip holds no chat text; ${give}`)
    )
  )

  it.effect("is an empty zip", () =>
    Effect.flatMap(zipped({}), (content) =>
      fails("a.zip", content, "NoChat", `a.zip: the zip holds no chat text; ${give}`)
    )
  )

  it.effect("is a zip whose files are compressed in another way", () =>
    fails(
      "a.zip",
      handMadeZip([{ name: "_chat.txt", content: chat, method: 9 }]),
      "NoChat",
      "a.zip: the zip holds no text that is read, for its files are compressed in another way than deflate; unpack it and give the text, or zip it again"
    )
  )

  it.effect("is a zip with an empty chat", () =>
    Effect.flatMap(zipped({ "_chat.txt": " \n" }), (content) =>
      fails("a.zip", content, "Empty", "a.zip (_chat.txt): the chat is empty; export it again")
    )
  )

  it.effect("is a zip with a chat in no known shape", () =>
    Effect.flatMap(zipped({ "_chat.txt": "Dear diary\n" }), (content) =>
      fails(
        "a.zip",
        content,
        "UnknownFormat",
        `a.zip (_chat.txt): no chat in a known format, its first line is "Dear diary"; ${give}`
      )
    )
  )

  it.effect("is a zip that is cut short, anywhere", () =>
    Effect.gen(function* () {
      const content = yield* zipped({ "_chat.txt": chat.repeat(50), "IMG-1.jpg": "x".repeat(500) })
      for (let length = 4; length < content.length; length += 7) {
        const error = yield* failure("a.zip", content.subarray(0, length))
        expect(error).toMatchObject({
          value: new ExportError({
            reason: "Damaged",
            message: "a.zip: the zip is damaged (it is cut short); copy or export it again"
          })
        })
      }
    })
  )
})

describe("a file that is one", () => {
  it.effect("whatever its name", () =>
    Effect.gen(function* () {
      const text = yield* readExport(chat, { name: "a.zip" })
      const inZip = yield* readExport(yield* zipped({ "_chat.txt": chat }), { name: "a.txt" })
      expect(inZip.messages).toEqual(text.messages)
    })
  )

  it.effect("the chat is found by its name, then by its first lines", () =>
    Effect.gen(function* () {
      const other = "13/11/2024, 08:15 - Zé: outro\n"
      const find = (files: Readonly<Record<string, string>>, name = "a.zip") =>
        Effect.flatMap(zipped(files), (content) =>
          Effect.map(readExport(content, { name }), ({ messages }) => messages[0]?.author)
        )
      expect(yield* find({ "a.txt": other, "WhatsApp Chat with X.txt": other, "_chat.txt": chat })).toBe(
        "Rui"
      )
      expect(
        yield* find(
          { "WhatsApp Chat with X.txt": other, "Conversa do WhatsApp com Praia.txt": chat },
          "Conversa do WhatsApp com Praia.zip"
        )
      ).toBe("Rui")
      expect(yield* find({ "notas.txt": "Dear diary", "conversa.TXT": chat })).toBe("Rui")
      expect(yield* find({ "__MACOSX/._chat.txt": "\0", "folder/_chat.txt": chat })).toBe("Rui")
    })
  )

  it.scoped("its attachments are read by the names that messages give", () =>
    Effect.gen(function* () {
      const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251))
      const path = yield* exportFile("a.zip", yield* zipped({ "x/_chat.txt": chat, "x/IMG-1.jpg": bytes }))
      const opened = yield* source.open(path, { zone: "UTC" })
      const messages = Chunk.toReadonlyArray(yield* Stream.runCollect(opened.messages))
      expect(messages.map(({ media }) => media)).toEqual([null, "x/IMG-1.jpg"])
      const read = yield* Stream.runCollect(opened.attachment("x/IMG-1.jpg"))
      expect(Buffer.concat([...read]).equals(bytes)).toBe(true)
      const missing = yield* Effect.flip(Stream.runDrain(opened.attachment("../_chat.txt")))
      expect(missing).toEqual(
        new ExportError({ reason: "NotFound", message: "a.zip: the zip holds no ../_chat.txt" })
      )
    })
  )
})

describe("a hostile zip", () => {
  const entry = { name: "_chat.txt", content: chat }
  const picture = { name: "IMG-1.jpg", content: "picture" }
  const damaged = (detail: string) =>
    new ExportError({
      reason: "Damaged",
      message: `a.zip: the zip is damaged (${detail}); copy or export it again`
    })
  const mismatch = damaged("_chat.txt does not match its checksum or its size")

  it.effect("is read when it only looks so", () =>
    Effect.map(readExport(handMadeZip([entry, picture]), { name: "a.zip" }), ({ messages }) =>
      expect(messages.map(({ text, media }) => [text, media])).toEqual([
        ["olá", null],
        ["", "IMG-1.jpg"]
      ])
    )
  )

  it.effect("lies about a checksum or a size", () =>
    Effect.gen(function* () {
      for (const lie of [{ crc: 1 }, { size: 10 }, { size: 100_000 }]) {
        expect(yield* failure("a.zip", handMadeZip([{ ...entry, ...lie }]))).toMatchObject({
          value: mismatch
        })
      }
    })
  )

  it.effect("is a bomb: no more is inflated than the entry declares", () =>
    Effect.gen(function* () {
      const bomb = { name: "_chat.txt", content: chat + " ".repeat(50_000_000), size: 1000 }
      expect(yield* failure("a.zip", handMadeZip([bomb]))).toMatchObject({ value: mismatch })
    })
  )

  it.effect("has a chat of one endless message", () =>
    fails(
      "a.zip",
      handMadeZip([{ name: "_chat.txt", content: chat + "x".repeat(9_000_000) }]),
      "TooLarge",
      "a.zip (_chat.txt): a message is longer than 8 MiB, so this is hardly a chat; if it is, --max-size raises the limit"
    )
  )

  it.effect("has entries that overlap", () =>
    Effect.gen(function* () {
      const twice = handMadeZip([entry, { ...picture, offset: 0 }])
      expect(yield* failure("a.zip", twice)).toMatchObject({
        value: damaged("two of its entries share the same bytes")
      })
    })
  )

  it.effect("has entries that nobody may read: they are as if not there", () =>
    Effect.gen(function* () {
      const lies = [
        { ...picture, name: "../IMG-1.jpg" },
        { ...picture, name: "/etc/IMG-1.jpg" },
        { ...picture, name: "C:/IMG-1.jpg" },
        { ...picture, name: "x\\..\\IMG-1.jpg" },
        { ...picture, name: "\\\\host\\IMG-1.jpg" },
        { ...picture, mode: 0o120777 },
        { ...picture, flags: 0x801 },
        { ...picture, method: 99 },
        { name: "folder/", content: "" }
      ]
      for (const lie of lies) {
        const { messages } = yield* readExport(handMadeZip([entry, lie]), { name: "a.zip" })
        expect([lie, messages.map(({ media }) => media)]).toEqual([lie, [null, null]])
      }
    })
  )

  it.effect("is of Windows: its folders are as in any other", () =>
    Effect.gen(function* () {
      const content = handMadeZip([
        { ...entry, name: "chat\\_chat.txt" },
        { ...picture, name: "chat\\IMG-1.jpg" },
        { ...picture, name: "chat\\", content: "" }
      ])
      const { messages, survey } = yield* readExport(content, { name: "a.zip" })
      expect([
        messages.map(({ media }) => media),
        survey.warnings.filter((line) => /zip/.test(line))
      ]).toEqual([[null, "chat/IMG-1.jpg"], []])
    })
  )

  it.effect("names an entry twice: the first counts", () =>
    Effect.gen(function* () {
      const { messages } = yield* readExport(
        handMadeZip([entry, { name: "_chat.txt", content: "13/11/2024, 08:15 - Zé: outro\n" }]),
        { name: "a.zip" }
      )
      expect(messages.map(({ author }) => author)).toEqual(["Rui", "Eva"])
    })
  )

  it.live("ends the reading of many attachments early, again and again, and reads the others whole", () =>
    Effect.gen(function* () {
      const pictures = Array.from({ length: 12 }, (_, n) => [`IMG-${n}.jpg`, randomBytes(400_000)] as const)
      const bytes = yield* Effect.promise(() => zip({ "_chat.txt": chat, ...Object.fromEntries(pictures) }))
      const isDamaged = (n: number) => n % 3 === 0
      pictures.forEach(([name, content], n) => {
        const at = bytes.indexOf(content.subarray(0, 64))
        if (at < 0) throw new Error(`${name} is not stored as it is`)
        if (isDamaged(n)) bytes.fill(0, at + 200_000, at + 200_400)
      })
      const { attachment } = yield* source.open(yield* exportFile("a.zip", bytes), { zone: "UTC" })
      for (let round = 0; round < 3; round++) {
        const sizes = yield* Effect.forEach(
          pictures,
          ([name], n) =>
            n % 4 === 3
              ? Stream.runCount(Stream.take(attachment(name), 1))
              : Stream.runFold(attachment(name), 0, (sum, piece) => sum + piece.length).pipe(
                  Effect.orElseSucceed(() => "damaged")
                ),
          { concurrency: 8 }
        )
        expect(sizes).toEqual(
          pictures.map(([, content], n) => (n % 4 === 3 ? 1 : isDamaged(n) ? "damaged" : content.length))
        )
      }
    }).pipe(Effect.scoped)
  )

  it.scoped("has a damaged attachment: the chat is read, the attachment fails", () =>
    Effect.gen(function* () {
      const path = yield* exportFile("a.zip", handMadeZip([entry, { ...picture, crc: 1 }]))
      const opened = yield* source.open(path, { zone: "UTC" })
      const error = yield* Effect.flip(Stream.runDrain(opened.attachment("IMG-1.jpg")))
      expect(error).toEqual(damaged("IMG-1.jpg does not match its checksum or its size"))
    })
  )

  it.scoped("has names without the flag of UTF-8", () =>
    Effect.gen(function* () {
      const text = "13/11/2024, 08:15 - Rui: olá\n13/11/2024, 08:16 - Eva: Ata Março.pdf (foo bar)\n"
      const path = yield* exportFile(
        "a.zip",
        handMadeZip([
          { name: "_chat.txt", content: text, flags: 0 },
          { name: "Ata Março.pdf", content: "x", flags: 0 }
        ])
      )
      expect((yield* readPath(path)).messages.map(({ media }) => media)).toEqual([null, "Ata Março.pdf"])
      expect(basename(path)).toBe("a.zip")
    })
  )
})

describe("files", () => {
  it.scoped("a text that grows between passes still ends", () =>
    Effect.gen(function* () {
      const path = yield* exportFile("a.txt", chat)
      const opened = yield* source.open(path, { zone: "UTC" })
      yield* Effect.promise(() => writeFile(path, chat + chat))
      expect(Chunk.size(yield* Stream.runCollect(opened.messages))).toBe(4)
    })
  )
})
