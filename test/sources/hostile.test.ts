/**
 * Zips and texts that nobody's phone wrote: each is read, or refused in one line that says why.
 */
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { Readable } from "node:stream"
import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { ZipFile } from "yazl"
import { DEFAULT_SIZE, Limits, type LimitsShape, upTo } from "../../src/sources/Limits.js"
import { source } from "../../src/sources/whatsapp/WhatsApp.js"
import { brief, exportFile, readExport, tempFolder } from "../support/exports.js"
import { handMadeZip, zip } from "../support/zip.js"

const chat = "13/11/2024, 08:15 - Rui: olá\n13/11/2024, 08:16 - Eva: \u200eIMG-1.jpg (file attached)\n"
const entry = { name: "_chat.txt", content: chat }
const picture = { name: "IMG-1.jpg", content: "picture" }
const rows = [
  ["2024-11-13T08:15:00", "Rui", "text", "olá"],
  ["2024-11-13T08:16:00", "Eva", "media", "", "IMG-1.jpg"]
]

const read = (content: string | Uint8Array, name = "a.zip") =>
  Effect.map(readExport(content, { name }), ({ survey, messages }) => ({
    rows: messages.map(brief),
    warnings: survey.warnings.filter((line) => !line.startsWith("nothing in the file tells day"))
  }))

const refused = (content: string | Uint8Array, name = "a.zip") =>
  Effect.map(Effect.flip(readExport(content, { name })), ({ reason, message }) => [reason, message])

const within = (limits: Partial<LimitsShape>) =>
  Effect.provideService(Limits, { ...upTo(DEFAULT_SIZE), ...limits })

const damaged = (detail: string) => [
  "Damaged",
  `a.zip: the zip is damaged (${detail}); copy or export it again`
]

const yazlZip = (add: (made: ZipFile) => void) =>
  Effect.promise(
    () =>
      new Promise<Buffer>((resolve) => {
        const made = new ZipFile()
        add(made)
        made.end({ forceZip64Format: true, comment: "" })
        const pieces: Array<Buffer> = []
        made.outputStream
          .on("data", (piece: Buffer) => pieces.push(piece))
          .on("end", () => resolve(Buffer.concat(pieces)))
      })
  )

describe("a zip", () => {
  it.effect("with entries that are not read says how many, and why", () =>
    Effect.gen(function* () {
      const content = handMadeZip([
        entry,
        picture,
        picture,
        { ...picture, name: "folder/", content: "" },
        { ...picture, name: "a\0.jpg" },
        { ...picture, name: "a\n\u001b[31m.jpg" },
        { ...picture, name: "a".repeat(65_535) },
        { ...picture, name: "../../IMG-1.jpg" },
        { ...picture, name: "b.jpg", flags: 1 },
        { ...picture, name: "c.jpg", mode: 0o120777 },
        { ...picture, name: "d.jpg", method: 12 }
      ])
      expect(yield* read(content)).toEqual({
        rows,
        warnings: [
          "files in the zip that are not read: 1 with the name of another, 4 with an unsafe name, 1 encrypted, 1 a link or a device, 1 compressed in another way than deflate"
        ]
      })
    })
  )

  it.effect("whose local headers lie about sizes and checksums is read as its list says", () =>
    Effect.gen(function* () {
      const content = handMadeZip([{ ...entry, local: { crc: 1, size: 4_000_000_000 } }, picture])
      expect(yield* read(content)).toEqual({ rows, warnings: [] })
    })
  )

  it.effect("whose local header reaches into the next entry is damaged", () =>
    Effect.gen(function* () {
      const content = handMadeZip([{ ...entry, local: { extraLength: 20 } }, picture])
      expect(yield* refused(content)).toEqual(damaged("_chat.txt does not match its checksum or its size"))
    })
  )

  it.effect("with a chat of 10 GB in 10 KB is refused before it is inflated", () =>
    Effect.gen(function* () {
      const bomb = { ...entry, content: chat + "x".repeat(10_000_000), size: 0xf000_0000 }
      expect(yield* refused(handMadeZip([bomb])).pipe(within({ size: 2 ** 31 }))).toEqual([
        "TooLarge",
        "a.zip: _chat.txt has 3.8 GiB, more than 2 GiB; --max-size raises the limit"
      ])
    })
  )

  it.scoped("with an attachment that is too large is read without it", () =>
    Effect.gen(function* () {
      const path = yield* exportFile("a.zip", handMadeZip([entry, { ...picture, size: 100_000 }]))
      const opened = yield* source.open(path, { zone: "UTC" }).pipe(within({ size: 1000 }))
      const error = yield* Effect.flip(Stream.runDrain(opened.attachment("IMG-1.jpg")))
      expect([error.reason, error.message]).toEqual([
        "TooLarge",
        "a.zip: IMG-1.jpg has 97.7 KiB, more than 1000 bytes; --max-size raises the limit"
      ])
    })
  )

  it.effect("that lists too many files, more than it counts, or not what it counts is refused", () =>
    Effect.gen(function* () {
      const files = [entry, picture, { ...picture, name: "IMG-2.jpg" }]
      const content = handMadeZip(files)
      expect(yield* refused(content).pipe(within({ entries: 2 }))).toEqual([
        "TooLarge",
        "a.zip: the zip lists 3 files, more than 2; --max-size raises the limit"
      ])
      expect(yield* refused(handMadeZip(files, { count: 1 }))).toEqual(
        damaged("it lists more than the 1 files that it counts")
      )
      expect(yield* refused(handMadeZip(files, { count: 4 }))).toEqual(
        damaged("its list of files cannot be read")
      )
    })
  )

  it.effect("with data descriptors and in zip64 is read", () =>
    Effect.gen(function* () {
      const content = yield* yazlZip((made) => {
        made.addReadStreamLazy("_chat.txt", { forceZip64Format: true }, (give) =>
          give(null, Readable.from([Buffer.from(chat)]))
        )
        made.addBuffer(Buffer.from("picture"), "IMG-1.jpg", { forceZip64Format: true, compress: false })
      })
      expect(yield* read(content)).toEqual({ rows, warnings: [] })
    })
  )

  it.effect("with a program or a page before it is read, whether it knows of that or not", () =>
    Effect.gen(function* () {
      const before = Buffer.from(
        "MZ this program unpacks itself\n13/11/2024, 08:15 - Rui: no\n".repeat(10_000)
      )
      const content = handMadeZip([entry, picture])
      expect(yield* read(Buffer.concat([before, content]))).toEqual({ rows, warnings: [] })
      const known = Buffer.from(content)
      const list = known.readUInt32LE(known.length - 6)
      known.writeUInt32LE(list + before.length, known.length - 6)
      for (let at = list; at < known.length - 22; at += 46 + known.readUInt16LE(at + 28)) {
        known.writeUInt32LE(known.readUInt32LE(at + 42) + before.length, at + 42)
      }
      expect(yield* read(Buffer.concat([before, known]))).toEqual({ rows, warnings: [] })
    })
  )

  it.effect("with junk after it, or of several parts, is refused", () =>
    Effect.gen(function* () {
      const content = handMadeZip([entry, picture])
      const give = 'give the .zip or .txt that "Export chat" wrote'
      const junk = Buffer.from("junk")
      expect(yield* refused(Buffer.concat([junk, content, junk]))).toEqual([
        "NotAnArchive",
        `a.zip: not a zip file; ${give}`
      ])
      expect(yield* refused(Buffer.concat([content, junk]))).toEqual(damaged("other bytes follow its end"))
      expect(yield* refused(handMadeZip([entry], { disk: 1 }))).toEqual(
        damaged("it is one part of several, which have to be joined first")
      )
    })
  )

  it.effect("with nothing but another zip, or encrypted, says so", () =>
    Effect.gen(function* () {
      const inner = yield* Effect.promise(() => zip({ "_chat.txt": chat }))
      const outer = yield* Effect.promise(() => zip({ "WhatsApp Chat - Rui.zip": inner }))
      expect(yield* refused(outer)).toEqual([
        "NoChat",
        "a.zip: the zip holds no chat text but another zip; take WhatsApp Chat - Rui.zip out and give that"
      ])
      expect(yield* refused(handMadeZip([{ ...entry, flags: 1 }]))).toEqual([
        "NoChat",
        "a.zip: the zip is encrypted; unpack it and give the text, or zip it without a password"
      ])
    })
  )
})

describe("several chats in one zip", () => {
  const of = (author: string) => `13/11/2024, 08:15 - ${author}: olá\n`
  const make = (files: Readonly<Record<string, string>>) =>
    Effect.flatMap(
      Effect.promise(() => zip(files)),
      (content) => exportFile("a.zip", content)
    )
  const authorOf = (path: string, chosen?: string) =>
    Effect.gen(function* () {
      const opened = yield* source.open(path, {
        zone: "UTC",
        ...(chosen === undefined ? {} : { chat: chosen })
      })
      return [[...opened.survey.authors.keys()].join(), ...opened.survey.warnings]
    }).pipe(Effect.catchTag("ExportError", ({ message }) => Effect.succeed(message)))

  it.scoped("of one rank have to be chosen from", () =>
    Effect.gen(function* () {
      const path = yield* make({ "Praia/_chat.txt": of("Rui"), "Casa/_chat.txt": of("Eva") })
      expect(yield* authorOf(path)).toBe(
        "a.zip: the zip holds 2 chats (Praia/_chat.txt, Casa/_chat.txt); choose one with --chat"
      )
      expect(yield* authorOf(path, "praia")).toEqual(["Rui"])
      expect(yield* authorOf(path, "Casa/_chat.txt")).toEqual(["Eva"])
      expect(yield* authorOf(path, "_chat")).toBe(
        "a.zip: the zip holds 2 chats (Praia/_chat.txt, Casa/_chat.txt); choose one with --chat"
      )
      expect(yield* authorOf(path, "Escola")).toBe(
        'a.zip: has no chat "Escola"; choose with --chat from its 2 chats: Praia/_chat.txt, Casa/_chat.txt'
      )
    })
  )

  it.scoped("are asked for by their own names first", () =>
    Effect.gen(function* () {
      const path = yield* make({
        "WhatsApp Chat with A.txt": of("Rui"),
        "WhatsApp Chat with B.txt": of("Eva")
      })
      expect(yield* authorOf(path, "a")).toEqual(["Rui"])
      expect(yield* authorOf(path, "B")).toEqual(["Eva"])
      expect(yield* authorOf(yield* make({ "WhatsApp Chat with A.txt": of("Rui") }), "nope")).toBe(
        'a.zip: has no chat "nope"; choose with --chat from its chat: WhatsApp Chat with A.txt'
      )
    })
  )

  it.scoped("a bare text is one chat, and refused as another", () =>
    Effect.gen(function* () {
      const path = yield* exportFile("WhatsApp Chat with Praia.txt", of("Rui"))
      expect(yield* authorOf(path, "praia")).toEqual(["Rui"])
      expect(yield* authorOf(path, "WhatsApp Chat with Praia")).toEqual(["Rui"])
      expect(yield* authorOf(path, "Serra")).toBe(
        'WhatsApp Chat with Praia.txt: has no chat "Serra" but one; leave --chat out'
      )
    })
  )

  it.scoped("of which one is named more like a chat: it is read, and the others are told", () =>
    Effect.gen(function* () {
      const path = yield* make({ "sent.txt": of("Eva"), "_chat.txt": of("Rui"), "notes.txt": "Dear diary" })
      expect(yield* authorOf(path)).toEqual([
        "Rui",
        "the zip holds another chat that is not read (sent.txt); --chat chooses it"
      ])
      expect(yield* authorOf(path, "sent.txt")).toEqual(["Eva"])
    })
  )

  it.scoped("of which the likeliest is damaged: nothing else is read in its place", () =>
    Effect.gen(function* () {
      const content = handMadeZip([
        { name: "sent.txt", content: chat },
        { ...entry, crc: 1 }
      ])
      const path = yield* exportFile("a.zip", content)
      expect(yield* authorOf(path)).toBe(
        "a.zip: the zip is damaged (_chat.txt does not match its checksum or its size); copy or export it again"
      )
    })
  )
})

describe("a text", () => {
  const text = "13/11/2024, 08:15 - João: olá 🌻\r\nna praia\r\n13/11/2024, 08:16 - Eva: é"
  const told = [
    ["2024-11-13T08:15:00", "João", "text", "olá 🌻\nna praia"],
    ["2024-11-13T08:16:00", "Eva", "text", "é"]
  ]
  const swapped = (content: string) => Buffer.from(content, "utf16le").swap16()

  for (const [what, content] of [
    ["UTF-8 with a BOM", `\ufeff${text}`],
    ["UTF-16 LE with a BOM", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16 LE", Buffer.from(text, "utf16le")],
    ["UTF-16 BE with a BOM", swapped(`\ufeff${text}`)],
    ["UTF-16 BE", swapped(text)],
    ["lines that end with CR", text.replaceAll("\r\n", "\r")],
    ["ten million empty lines before it", "\n".repeat(10_000_000) + text]
  ] as const) {
    it.effect(`in ${what} is read`, () =>
      Effect.gen(function* () {
        expect(yield* read(content, "a.txt")).toEqual({ rows: told, warnings: [] })
        const zipped = yield* Effect.promise(() => zip({ "_chat.txt": Buffer.from(content) }))
        expect(yield* read(zipped)).toEqual({ rows: told, warnings: [] })
      })
    )
  }

  it.effect("in Windows-1252 is read, and that is told", () =>
    Effect.gen(function* () {
      const content = Buffer.from("13/11/2024, 08:15 - Jo\xe3o: \x80 5\n", "latin1")
      expect(yield* read(content, "a.txt")).toEqual({
        rows: [["2024-11-13T08:15:00", "João", "text", "€ 5"]],
        warnings: [
          "the text is not in UTF-8 and was read as Windows-1252; if letters look wrong, convert it to UTF-8"
        ]
      })
    })
  )

  it.effect("in another encoding is refused", () =>
    Effect.gen(function* () {
      const koi8 = Buffer.from("13/11/2024, 08:15 - \xe1\xce\xce\xc1: \xd0\xd2\xc9\xd7\xc5\xd4\n", "latin1")
      expect(yield* refused(koi8, "a.txt")).toEqual([
        "UnknownFormat",
        "a.txt: the text is not in UTF-8; convert it (iconv -f ITS-ENCODING -t UTF-8) or export it again"
      ])
    })
  )

  it.effect("with a NUL, a lone surrogate or bytes that are not UTF-8 loses nothing else", () =>
    Effect.gen(function* () {
      const content = Buffer.concat([
        Buffer.from("13/11/2024, 08:15 - Rui: olá a\0b "),
        Buffer.from([0xed, 0xa0, 0x80, 0x20, 0xff]),
        Buffer.from(` fim${" e mais".repeat(10)}\n`)
      ])
      expect(yield* read(content, "a.txt")).toEqual({
        rows: [
          [
            "2024-11-13T08:15:00",
            "Rui",
            "text",
            `olá a\0b \ufffd\ufffd\ufffd \ufffd fim${" e mais".repeat(10)}`
          ]
        ],
        warnings: [
          "4 characters of the text are not in UTF-8, shown as \ufffd; if letters are missing, export the chat again"
        ]
      })
      const surrogate = Buffer.concat([
        Buffer.from("13/11/2024, 08:15 - Rui: a", "utf16le"),
        Buffer.from([0x00, 0xd8]),
        Buffer.from("b\n", "utf16le")
      ])
      expect((yield* read(surrogate, "a.txt")).rows).toEqual([
        ["2024-11-13T08:15:00", "Rui", "text", "a\ufffdb"]
      ])
    })
  )

  it.effect("marked as WhatsApp's own in words that nobody knows keeps them", () =>
    Effect.gen(function* () {
      const content = "[13/11/2024, 08:15:33] Rui: olá\n[13/11/2024, 08:15:34] Rui: \u200eolá Eva\n"
      expect((yield* read(content, "a.txt")).rows).toEqual([
        ["2024-11-13T08:15:33", "Rui", "text", "olá"],
        ["2024-11-13T08:15:34", "Rui", "media", "olá Eva"]
      ])
    })
  )

  it.effect("with more names than a chat can have is refused", () =>
    Effect.gen(function* () {
      const lines = Array.from({ length: 110_000 }, (_, index) => `13/11/2024, 08:15 - a${index}: x\n`)
      expect(yield* refused(lines.join(""), "a.txt")).toEqual([
        "TooLarge",
        'a.txt: more than 100000 names, so this is hardly a chat; give the file that "Export chat" wrote'
      ])
    })
  )

  it.effect("with a name of 300 characters or of a megabyte keeps it, as a line of nobody", () =>
    Effect.gen(function* () {
      for (const name of ["a".repeat(300), "a".repeat(1_000_000), `a${" ".repeat(1_000_000)}b`]) {
        const content = `13/11/2024, 08:15 - Rui: x\n13/11/2024, 08:16 - ${name}: y\n`
        expect((yield* read(content, "a.txt")).rows).toEqual([
          ["2024-11-13T08:15:00", "Rui", "text", "x"],
          ["2024-11-13T08:16:00", null, "system", `${name}: y`]
        ])
      }
    })
  )

  it.scoped("with a line or a message of 100 MB is refused before it fills the memory", () =>
    Effect.gen(function* () {
      const path = join(yield* tempFolder, "a.txt")
      for (const unit of ["x", "\n", "x\n", "13 \n"]) {
        const endless = Buffer.alloc(100_000_000, unit)
        yield* Effect.promise(() =>
          writeFile(path, Buffer.concat([Buffer.from("13/11/2024, 08:15 - Rui: x"), endless]))
        )
        const error = yield* Effect.flip(source.open(path, { zone: "UTC" }))
        expect([error.reason, error.message]).toEqual([
          "TooLarge",
          "a.txt: a message is longer than 8 MiB, so this is hardly a chat; if it is, --max-size raises the limit"
        ])
      }
    })
  )

  const stamps = ["13/11/2024, 08:15 - Rui: ", "13/11/2024, 08:15 - ", "[13/11/2024, 08:15:33] Rui: "]
  const openings = [
    "",
    "<",
    "<a:",
    "‹a：",
    "\u200e",
    "\u200e<",
    "x \u200e",
    "POLL:\nx\nA: ",
    "IMG.jpg (",
    "@\u2068"
  ]
  const runs = [
    " ",
    "<",
    "(",
    "(1",
    " (",
    "\u200e",
    "：",
    ":",
    ": ",
    "\n",
    "1",
    ".aa",
    "A: (1)\n",
    "›",
    "@\u2068",
    " added ",
    ", "
  ]

  it.effect(
    "with an endless run of anything is read in time that its length alone decides",
    () =>
      Effect.gen(function* () {
        for (const stamp of stamps) {
          for (const opening of openings) {
            const bodies = runs.flatMap((run) =>
              ["", "x", ">", ")", "\nq)"].flatMap((closing) =>
                [100, 390, 1990, 20_000].map((length) => opening + run.repeat(length / run.length) + closing)
              )
            )
            const content = ["olá", ...bodies, "fim", ""].join(`\r\n${stamp}`)
            const begin = process.cpuUsage()
            const { messages } = yield* readExport(`${stamp}${content}`)
            expect([stamp, opening, messages.length]).toEqual([stamp, opening, bodies.length + 3])
            const { user, system } = process.cpuUsage(begin)
            expect((user + system) / 1000).toBeLessThan(2000)
          }
        }
      }),
    60_000
  )
})

describe("limits", () => {
  it("grow with the size that is asked for, and never shrink below what every chat needs", () => {
    expect(upTo(DEFAULT_SIZE)).toEqual({ size: 2 ** 32, message: 2 ** 23, entries: 131_072 })
    expect(upTo(1000)).toEqual({ size: 1000, message: 2 ** 23, entries: 131_072 })
    expect(upTo(2 ** 34)).toEqual({ size: 2 ** 34, message: 2 ** 25, entries: 524_288 })
    expect(upTo(2 ** 50).message).toBe(2 ** 28)
  })

  it.scoped("hold for the passes that come after the file was opened", () =>
    Effect.gen(function* () {
      const path = yield* exportFile("a.txt", chat)
      const opened = yield* source.open(path, { zone: "UTC" }).pipe(within({ message: 500 }))
      yield* Effect.promise(() => writeFile(path, chat + "x".repeat(200_000)))
      const error = yield* Effect.flip(Effect.map(Stream.runCollect(opened.messages), Chunk.size))
      expect(error.message).toBe(
        "a.txt: a message is longer than 500 bytes, so this is hardly a chat; if it is, --max-size raises the limit"
      )
    })
  )
})
