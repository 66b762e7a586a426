import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as fc from "effect/FastCheck"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/TestClock"
import * as Pseudonym from "../../../src/domain/Pseudonym.js"
import type { OpenOptions } from "../../../src/sources/Source.js"
import { dayIn } from "../../../src/sources/whatsapp/calendar.js"
import { detect } from "../../../src/sources/whatsapp/detectShape.js"
import { Scanner } from "../../../src/sources/whatsapp/Scanner.js"
import * as WhatsApp from "../../../src/sources/whatsapp/WhatsApp.js"
import { sourceContract } from "../../contracts/source.js"
import { exportFile, readExport, readPath } from "../../support/exports.js"
import { zip } from "../../support/zip.js"

const android = [
  "30/03/2024, 23:10 - As mensagens são protegidas com a criptografia de ponta a ponta.",
  "30/03/2024, 23:12 - \u200eEva Dias foi adicionado(a)",
  "31/03/2024, 01:30 - Rui: olá\n\na todos: já",
  "31/03/2024, 02:15 - Ana 🌻: \u200eIMG-1.jpg (arquivo anexado)\na praia",
  "31/03/2024, 02:16 - Rui: @\u2068Gil Reis\u2069 31/04/2024, 08:15 - Zé: não",
  '31/03/2024, 02:17 - Rui mudou o nome para "Praia: já"',
  "12/04/2024, 02:18 - Ana 🌻: "
].join("\n")

const ios = [
  "[30/03/2024, 23:10:01] Praia: \u200eMessages and calls are end-to-end encrypted. Only you can read them.",
  "\u200e[31/03/2024, 01:30:02] Rui: olá\n\n[31/03/2024, 01:30:02] Zé: não",
  "\u200e[31/03/2024, 02:15:03] Ana 🌻: a praia\n\u200e<attached: IMG-1.jpg>",
  "[12/04/2024, 02:18:04] Rui: "
].join("\r\n")

const inZip = (name: string, chat: string, text: string) =>
  Effect.flatMap(
    Effect.promise(() => zip({ [chat]: text, "IMG-1.jpg": "picture" })),
    (content) => exportFile(name, content)
  )

sourceContract(WhatsApp.source, [
  {
    what: "Android",
    path: inZip("Conversa do WhatsApp com Praia.zip", "Conversa do WhatsApp com Praia.txt", android)
  },
  { what: "iOS", path: inZip("WhatsApp Chat - Praia.zip", "_chat.txt", `${ios}\r\n`) }
])

describe("pieces", () => {
  const scan = (text: string, sizes: ReadonlyArray<number>) => {
    const shape = detect(text)
    const bytes = Buffer.from(text)
    const seen: Array<readonly [day: number, minute: number, body: string, firstLine: string]> = []
    if (shape === undefined) return { seen, unplaced: 0, foreign: 0 }
    const scanner = new Scanner(shape, {
      dayOf: dayIn("day-first"),
      visit: (lent, stamp, day, from, lineEnd, to) => {
        seen.push([day, stamp.minute, lent.toString("utf8", from, to), lent.toString("utf8", from, lineEnd)])
      }
    })
    let at = 0
    for (let next = 0; at < bytes.length; next++) {
      const size = sizes[next % sizes.length] ?? bytes.length
      const piece = bytes.subarray(at, at + size)
      scanner.feed(piece)
      piece.fill("#")
      at += size
    }
    scanner.end()
    return { seen, unplaced: scanner.unplaced, foreign: scanner.foreign }
  }

  const line = fc.constantFrom(
    "13/11/2024, 08:15 - Rui: olá",
    "13/11/2024, 8:16 - Ana 🌻: a praia",
    "31/04/2024, 08:17 - Zé: não",
    "13/11/2024, 08:18 - ",
    "[13/11/2024, 08:15:33] Rui: olá",
    "13 coisas",
    "",
    "  ",
    "fim"
  )
  const lineEnd = fc.constantFrom("\n", "\r\n")
  const text = fc
    .array(fc.tuple(line, lineEnd), { minLength: 1, maxLength: 30 })
    .map((lines) => lines.flat().join(""))

  it.prop(
    "their sizes change nothing",
    [text, fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 })],
    ([whole, sizes]) => {
      for (const sample of [
        whole,
        `13/11/2024, 08:15 - A: x\n${whole}`,
        `[13/11/2024, 08:15:33] A: x\r\n${whole}`
      ]) {
        expect(scan(sample, sizes)).toEqual(scan(sample, [sample.length * 4]))
      }
    },
    { fastCheck: { numRuns: 500 } }
  )

  it.effect("a chat of many reads is the same as its lines", () =>
    Effect.gen(function* () {
      const line = (index: number) => {
        const minute = String(index % 60).padStart(2, "0")
        const body = index % 7 === 0 ? `ç€🌻${"x".repeat(index % 97)}\nlinha dois` : `mensagem ${index}`
        return { text: `13/11/2024, 08:${minute} - Rui: ${body}\n`, body }
      }
      const lines = Array.from({ length: 20_000 }, (_, index) => line(index))
      const path = yield* exportFile("a.txt", lines.map(({ text }) => text).join(""))
      const { messages } = yield* readPath(path)
      expect(messages.map((message) => message.text)).toEqual(lines.map(({ body }) => body))
    }).pipe(Effect.scoped)
  )
})

describe("warnings", () => {
  it.effect("lines before the first message, and lines of another shape, are told", () =>
    Effect.gen(function* () {
      const path = yield* exportFile(
        "a.txt",
        "my notes\n\n13/11/2024, 08:15 - Rui: um\n[13/11/2024, 08:15:33] Rui: dois\n"
      )
      const { survey } = yield* readPath(path)
      expect([survey.unplaced, survey.warnings]).toEqual([
        1,
        [
          "1 line before the first message left out; `egregora parse --unparsed` shows them",
          "1 line dated in another format, or pasted, read as text of the message before; `egregora parse --unparsed` shows them"
        ]
      ])
      const { unparsed } = yield* WhatsApp.source.open(path, { zone: "UTC" })
      expect(Chunk.toArray(yield* Stream.runCollect(unparsed))).toEqual([
        "my notes",
        "[13/11/2024, 08:15:33] Rui: dois"
      ])
    }).pipe(Effect.scoped)
  )
})

describe("dates in the future", () => {
  const lines = [
    "05/03/2023, 08:15 - Rui: um",
    "06/03/2023, 08:15 - Eva: dois",
    "03/01/2090, 00:00 - Rui: três"
  ]
  const warned = (text: string, now: number, options: Partial<OpenOptions> = {}) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      const path = yield* exportFile("a.txt", text)
      const { survey } = yield* readPath(path, "UTC", WhatsApp.source, { dateOrder: "day-first", ...options })
      return survey.warnings
    }).pipe(Effect.scoped)
  const why = "the clock of the phone was wrong, or the order of day and month is another (--date-order)"

  it.effect("are told, how many and the last", () =>
    Effect.gen(function* () {
      expect(yield* warned(lines.join("\n"), Date.UTC(2024, 0))).toEqual([
        `1 message is dated in the future, the last 2090-01-03: ${why}`
      ])
      expect(yield* warned(lines.join("\n"), Date.UTC(2023, 2, 2))).toEqual([
        `3 messages are dated in the future, the last 2090-01-03: ${why}`
      ])
    })
  )

  it.effect(
    "are none within two days, for the zone and the clock of a phone, nor where it is no time yet",
    () =>
      Effect.gen(function* () {
        const text = lines.slice(0, 2).join("\n")
        expect(yield* warned(text, Date.UTC(2023, 2, 4, 8, 15))).toEqual([])
        expect(yield* warned(text, Date.UTC(2023, 2, 4, 8, 14))).toHaveLength(1)
        expect(yield* warned(text, 0)).toEqual([])
      })
  )
})

describe("a mention", () => {
  it.effect("of an author by the name in a profile is of the author, and in doubt of somebody else", () =>
    Effect.gen(function* () {
      const at = "13/11/2024, 08:15 - "
      const text = (author: string) =>
        [
          `${at}Eva Dias: olá`,
          `${at}${author}: sim`,
          `${at}Rui: @\u2068~eva dias\u2069 @\u2068~\u202fGil\u2069`
        ].join("\n")
      const { messages, survey } = yield* readExport(text("Rui"))
      expect(survey.others).toEqual(new Set(["Gil"]))
      const { message, name } = Pseudonym.make({
        key: Redacted.make(new Uint8Array(32)),
        authors: survey.authors.keys(),
        others: survey.others
      })
      const last = messages.at(-1)
      expect(last === undefined ? "" : message(last).text).toBe(`@${name("Eva Dias")} @${name("Gil")}`)
      expect((yield* readExport(text("EVA DIAS"))).survey.others).toEqual(new Set(["eva dias", "Gil"]))
    })
  )
})

describe("what the user tells", () => {
  it.effect("a name of the chat takes the place of the file's", () =>
    Effect.gen(function* () {
      const path = yield* exportFile("WhatsApp Chat with Praia.txt", "13/11/2024, 08:15 - Rui: um\n")
      const found = yield* readPath(path)
      const given = yield* readPath(path, "UTC", WhatsApp.source, { name: "Os da praia" })
      expect([found.survey.name, given.survey.name]).toEqual(["Praia", "Os da praia"])
    }).pipe(Effect.scoped)
  )

  it.effect("each line that is left over is told once, however the pieces fall", () =>
    Effect.gen(function* () {
      const filler = `${"x".repeat(70)}\n`.repeat(2000)
      const path = yield* exportFile(
        "a.txt",
        `13/11/2024, 08:15 - Rui: um\n[13/11/2024, 08:15:33] Eva: dois\n${filler}13/11/2024, 08:16 - Rui: três\n`
      )
      const { survey, unparsed } = yield* WhatsApp.source.open(path, { zone: "UTC" })
      expect([survey.messages, Chunk.toArray(yield* Stream.runCollect(unparsed))]).toEqual([
        2,
        ["[13/11/2024, 08:15:33] Eva: dois"]
      ])
    }).pipe(Effect.scoped)
  )
})
