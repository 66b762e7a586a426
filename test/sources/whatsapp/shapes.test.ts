import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { DateOrder } from "../../../src/sources/Source.js"
import { source } from "../../../src/sources/whatsapp/WhatsApp.js"
import { brief, exportFile, readExport } from "../../support/exports.js"

const MORNING = "2024-11-07T08:15:00"
const EVENING = "2024-11-07T20:15:00"
const SECONDS = "2024-11-07T08:15:33"

/** A header of each locale and platform, before `Rui: bom`, and the time it says. */
const shapes: ReadonlyArray<readonly [what: string, header: string, time: string]> = [
  ["Android, en-GB", "07/11/2024, 08:15 - ", MORNING],
  ["Android, pt-BR, without the comma", "07/11/2024 08:15 - ", MORNING],
  ["Android, one digit", "7/11/24, 8:15 - ", MORNING],
  ["Android, en-US, narrow no-break space", "11/7/24, 8:15\u202fPM - ", EVENING],
  ["Android, en-US, plain space", "11/7/24, 8:15 AM - ", MORNING],
  ["Android, en-AU", "7/11/24, 8:15 pm - ", EVENING],
  ["Android, es-CO, no-break space", "7/11/24, 8:15\u00a0p.\u00a0m. - ", EVENING],
  ["Android, es-CO, morning", "7/11/24, 8:15\u00a0a.\u00a0m. - ", MORNING],
  ["Android, es-MX", "7/11/24, 8:15 p.m. - ", EVENING],
  ["Android, noon and midnight, 12 PM", "7/11/24, 12:15 pm - ", "2024-11-07T12:15:00"],
  ["Android, noon and midnight, 12 AM", "7/11/24, 12:15 am - ", "2024-11-07T00:15:00"],
  ["Android, nl, dashes", "07-11-2024 08:15 - ", MORNING],
  ["Android, de, dots", "07.11.24, 08:15 - ", MORNING],
  ["Android, fi", "7.11.2024 klo 8.15 - ", MORNING],
  ["Android, da", "07.11.2024 08.15 - ", MORNING],
  ["Android, hu", "2024. 11. 07. 08:15 - ", MORNING],
  ["Android, hu, twelve hours", "2024. 11. 07. du. 8:15 - ", EVENING],
  ["Android, sk", "7. 11. 2024 08:15 - ", MORNING],
  ["Android, hr", "07. 11. 2024. 08:15 - ", MORNING],
  ["Android, sv, year first", "2024-11-07 08:15 - ", MORNING],
  ["Android, en-CA, year first", "2024-11-07, 08:15 - ", MORNING],
  ["Android, en-CA, twelve hours", "2024-11-07, 8:15 p.m. - ", EVENING],
  ["Android, en-ZA", "2024/11/07, 08:15 - ", MORNING],
  ["Android, fr-CA", "2024-11-07 08 h 15 - ", MORNING],
  ["Android, tr, meridiem first", "7.11.2024 ÖS 8:15 - ", EVENING],
  ["Android, vi, time first", "08:15, 7/11/24 - ", MORNING],
  ["Android, en dash", "07/11/2024, 08:15 – ", MORNING],
  ["iOS", "[07/11/2024, 08:15:33] ", SECONDS],
  ["iOS, dots", "[07.11.24, 08:15:33] ", SECONDS],
  ["iOS, dashes", "[07-11-2024 08:15:33] ", SECONDS],
  ["iOS, year first", "[2024-11-07, 08:15:33] ", SECONDS],
  ["iOS, en-US", "[11/7/24, 8:15:33\u202fPM] ", "2024-11-07T20:15:33"],
  ["iOS, es", "[7/11/24, 8:15:33 p. m.] ", "2024-11-07T20:15:33"],
  ["iOS, legacy", "07/11/14 08:15:33: ", "2014-11-07T08:15:33"],
  ["copied from the web", "[08:15, 07/11/2024] ", MORNING],
  ["copied from the web, year first", "[08:15, 2024/11/07] ", MORNING],
  ["after a BOM", "\ufeff07/11/2024, 08:15 - ", MORNING],
  ["after LRM", "\u200e[07/11/2024, 08:15:33] ", SECONDS],
  ["after an embedding", "\u202a07/11/2024, 08:15 - ", MORNING]
]

describe("header shapes", () => {
  it.effect("around noon: 11 is before it, 12 and 1 are after it", () =>
    Effect.gen(function* () {
      const times = ["11:45", "12:05", "1:10", "2:15"]
      const { messages } = yield* readExport(
        `${times.map((time) => `2024/11/7 中午${time} - R: a\n`).join("")}2024/11/7 下午11:45 - R: a\n`
      )
      expect(messages.map(({ timestamp }) => new Date(timestamp).toISOString().slice(11, 16))).toEqual([
        "11:45",
        "12:05",
        "13:10",
        "14:15",
        "23:45"
      ])
    })
  )

  it.effect("a line that looks like a header written anew is text, and shown", () =>
    Effect.gen(function* () {
      const header = "13/11/2024, 20:16 - Rui: "
      const rewritten = [
        "13/11/2024, 20:16 -Ana: y",
        "13/11/2024, 20:16- Ana: y",
        "13/11/2024,20:16 - Ana: y",
        "13/11/2024 20:16:10 Ana: y",
        "2024-11-13T20:16:00 Ana: y",
        "  13/11/2024, 20:16 - Ana: y",
        "\u200e13/11/2024, 8:16 PM -+351 900 111 222: y",
        "[13/11/2024 20:16:10]Ana:"
      ]
      const text = [
        "13/11/2024, 20:16",
        "13/11/2024 20:16:10 foi assim",
        "13.50 12:30: dois",
        "20:16 Ana: y",
        "  3 x: 4"
      ]
      const lines = [...rewritten, ...text].flatMap((line) => [`${header}x`, line])
      const path = yield* exportFile("chat.txt", [...lines, `${header}fim`].join("\n"))
      const chat = yield* source.open(path, { zone: "UTC" })
      expect(Chunk.toReadonlyArray(yield* Stream.runCollect(chat.unparsed))).toEqual(rewritten)
      expect([chat.survey.messages, chat.survey.warnings]).toEqual([
        14,
        [
          "8 lines dated in another format, or pasted, read as text of the message before; `egregora parse --unparsed` shows them"
        ]
      ])
    }).pipe(Effect.scoped)
  )

  for (const [what, header, time] of shapes) {
    it.effect(what, () =>
      Effect.gen(function* () {
        const { messages } = yield* readExport(`${header}Rui: bom\n${header}Eva Dias: dia\nfim\n`)
        expect(messages.map(brief)).toEqual([
          [time, "Rui", "text", "bom"],
          [time, "Eva Dias", "text", "dia\nfim"]
        ])
      })
    )
  }

  it.effect("impossible dates and times are text", () =>
    Effect.gen(function* () {
      const { messages } = yield* readExport(
        [
          "30/04/2024, 08:15 - Rui: um",
          "31/04/2024, 08:15 - Rui: dois",
          "30/04/2024, 25:61 - Rui: três",
          "29/02/2023, 08:15 - Rui: quatro",
          "29/02/2024, 08:15 - Rui: cinco"
        ].join("\n")
      )
      expect(messages.map(brief)).toEqual([
        [
          "2024-04-30T08:15:00",
          "Rui",
          "text",
          "um\n31/04/2024, 08:15 - Rui: dois\n30/04/2024, 25:61 - Rui: três\n29/02/2023, 08:15 - Rui: quatro"
        ],
        ["2024-02-29T08:15:00", "Rui", "text", "cinco"]
      ])
    })
  )

  it.effect("a run of marks is no header, and costs little time", () =>
    Effect.gen(function* () {
      const began = process.cpuUsage().user
      const runs = ["\u200e", "\u200f", " ", "[", "1", "٣", ".", ":"].map((mark) => mark.repeat(20_000))
      const text = ["07/11/2024, 08:15 - Rui: bom", ...runs].join("\n")
      const { messages } = yield* readExport(`${text}\n07/11/2024, 08:15 - Eva: dia\n`)
      expect(messages.map((message) => message.author)).toEqual(["Rui", "Eva"])
      expect(process.cpuUsage().user - began).toBeLessThan(1_000_000)
    })
  )

  it.effect("a header of another shape, pasted into a message, is text", () =>
    Effect.gen(function* () {
      const { messages } = yield* readExport(
        "07/11/2024, 08:15 - Rui: vê:\n[07/11/2024, 08:15:33] Eva: olá\n[08:15, 07/11/2024] Eva: olá\n07/11/2024, 08:16 - Eva: ok\n"
      )
      expect(messages.map(({ author, text }) => [author, text])).toEqual([
        ["Rui", "vê:\n[07/11/2024, 08:15:33] Eva: olá\n[08:15, 07/11/2024] Eva: olá"],
        ["Eva", "ok"]
      ])
    })
  )
})

const GUESS =
  "nothing in the file tells day from month: day first assumed; --date-order month-first reads it the other way"
const HABIT =
  "only its locale's habits tell day from month: month first assumed; --date-order day-first reads it the other way"

describe("date order", () => {
  const order = (text: string, asked?: DateOrder) =>
    Effect.map(readExport(text, asked === undefined ? {} : { dateOrder: asked }), ({ survey, messages }) => ({
      order: survey.dateOrder,
      reason: survey.dateOrderReason,
      warnings: survey.warnings,
      days: messages.map(({ timestamp }) => new Date(timestamp).toISOString().slice(0, 10))
    }))

  it.effect("a number over 12 anywhere decides for every line", () =>
    Effect.gen(function* () {
      expect(
        yield* order("03/04/2024, 08:15 - A: x\n03/05/2024, 08:15 - A: x\n05/13/2024, 08:15 - A: x\n")
      ).toEqual({
        order: "month-first",
        reason: "a number over 12 can only be a day",
        warnings: [],
        days: ["2024-03-04", "2024-03-05", "2024-05-13"]
      })
    })
  )

  it.effect("the majority decides when two lines contradict, and the other line is text", () =>
    Effect.gen(function* () {
      const { survey, messages } = yield* readExport(
        "13/05/2024, 08:15 - A: um\n14/05/2024, 08:15 - B: dois\n05/15/2024, 08:15 - C: três\n16/05/2024, 08:15 - A: quatro\n"
      )
      expect([survey.messages, [...survey.authors]]).toEqual([
        3,
        [
          ["A", 2],
          ["B", 1]
        ]
      ])
      expect(messages.map(({ text }) => text)).toEqual(["um", "dois\n05/15/2024, 08:15 - C: três", "quatro"])
    })
  )

  it.effect("time that goes forward decides next", () =>
    Effect.gen(function* () {
      expect(
        yield* order("01/02/2024, 08:15 - A: x\n01/03/2024, 08:15 - A: x\n02/01/2024, 08:15 - A: x\n")
      ).toEqual({
        order: "month-first",
        reason: "only so does time go forward",
        warnings: [],
        days: ["2024-01-02", "2024-01-03", "2024-02-01"]
      })
    })
  )

  it.effect("then the meridiem", () =>
    Effect.gen(function* () {
      expect(yield* order("11/7/24, 8:15\u202fPM - A: x\n")).toEqual({
        order: "month-first",
        reason: "AM and PM after such dates are American",
        warnings: [HABIT],
        days: ["2024-11-07"]
      })
      expect(yield* order("7/11/24, 8:15 pm - A: x\n")).toEqual({
        order: "day-first",
        reason: "am and pm in small letters are British",
        warnings: [],
        days: ["2024-11-07"]
      })
    })
  )

  it.effect("AM and PM in capitals alone tell nothing: many languages write them", () =>
    Effect.gen(function* () {
      const months = Array.from({ length: 12 }, (_, index) => `${index + 1}`.padStart(2, "0"))
      const { days, ...all } = yield* order(
        months.map((day) => `${day}/05/2024 8:15 PM - Rui: bom dia ${day}\n`).join("")
      )
      expect(days).toEqual(months.map((day) => `2024-05-${day}`))
      const found = [all, ...(yield* Effect.all(guessed.map((text) => order(text))))]
      expect(found.map(({ order, warnings }) => [order, warnings])).toEqual(
        found.map(() => ["day-first", [GUESS]])
      )
    })
  )

  const guessed = [
    "07/11/24, 08:15 PM - Rui: ciao\n",
    "10/11/24, 8:15 PM - Rui: ciao\n",
    "7/11/24, 08:15 PM - Rui: ciao\n",
    "7/11/24, 8:15 PM - Rui: ciao\n07/12/24, 8:15 PM - Rui: ciao\n",
    "7/11/2024, 8:15 PM - Rui: ciao\n",
    "[07/11/24, 08:15:33 PM] Rui: ciao\r\n"
  ]

  const said: ReadonlyArray<readonly [string, DateOrder, string, ReadonlyArray<string>]> = [
    ["07/11/24, 08:15 PM - Rui: <Media omessi>\n", "day-first", "words", []],
    ["07/11/2024 08:15 - Rui: <Mídia oculta>\n", "day-first", "words", []],
    ["[07/11/24, 08:15:33 PM] Rui: \u200eimmagine omessa\r\n", "day-first", "words", []],
    ["07/11/24, 08:15 - Rui: Diese Nachricht wurde gelöscht.\n", "day-first", "words", []],
    ["11/7/24, 8:15 PM - Rui: <Media omitted>\n", "month-first", "American", []],
    ["07/11/24, 08:15 PM - Rui: <Media omitted>\n", "day-first", "nothing", ["nothing"]],
    ["7/11/24, 8:15 PM - Rui: <Media omessi>\n", "day-first", "words", ["only"]]
  ]

  for (const [text, expected, reason, warnings] of said) {
    it.effect(`the words of the file: ${text.trim()}`, () =>
      Effect.gen(function* () {
        const found = yield* order(text)
        expect([found.order, found.warnings.map((line) => line.split(" ")[0])]).toEqual([expected, warnings])
        expect(found.reason).toContain(reason)
      })
    )
  }

  it.effect("what is asked for wins over all that is not certain", () =>
    Effect.gen(function* () {
      const text = "01/02/2024, 08:15 - A: x\n01/03/2024, 08:15 - A: x\n02/01/2024, 08:15 - A: x\n"
      expect(yield* order(text, "day-first")).toEqual({
        order: "day-first",
        reason: "--date-order says so",
        warnings: [],
        days: ["2024-02-01", "2024-03-01", "2024-01-02"]
      })
    })
  )

  it.effect("but dates that cannot be are an error, and no chat of another order", () =>
    Effect.gen(function* () {
      const errors = yield* Effect.all([
        Effect.flip(order("13/05/2024, 08:15 - A: x\n", "month-first")),
        Effect.flip(order("2024-05-13, 08:15 - A: x\n", "day-first"))
      ])
      expect(errors.map(({ reason, message }) => [reason, message])).toEqual([
        ["DateOrder", "chat.txt: its dates are not month-first; leave --date-order out"],
        ["DateOrder", "chat.txt: its dates are not day-first; leave --date-order out"]
      ])
    })
  )

  it.effect("else the day comes first, with a warning", () =>
    Effect.gen(function* () {
      expect(yield* order("11/07/2024, 08:15 - A: x\n")).toEqual({
        order: "day-first",
        reason: "nothing in the file tells day from month",
        warnings: [
          "nothing in the file tells day from month: day first assumed; --date-order month-first reads it the other way"
        ],
        days: ["2024-07-11"]
      })
    })
  )
})

describe("zones", () => {
  const times = (zone: string, lines: ReadonlyArray<string>) =>
    Effect.map(
      readExport(lines.map((line) => `${line} - A: x\n`).join(""), { zone }),
      ({ messages, survey }) => ({
        times: messages.map(({ timestamp }) => new Date(timestamp).toISOString().slice(0, 16)),
        span: [survey.first, survey.last].map((instant) => new Date(instant).toISOString().slice(0, 16))
      })
    )

  it.effect("a time in a gap moves forward, in an overlap the first counts", () =>
    Effect.gen(function* () {
      const lisbon = yield* times("Europe/Lisbon", [
        "30/03/2024 12:00",
        "31/03/2024 00:59",
        "31/03/2024 01:30",
        "31/03/2024 02:00",
        "27/10/2024 00:30",
        "27/10/2024 01:30",
        "27/10/2024 02:00",
        "28/10/2024 12:00"
      ])
      expect(lisbon).toEqual({
        times: [
          "2024-03-30T12:00",
          "2024-03-31T00:59",
          "2024-03-31T01:30",
          "2024-03-31T01:00",
          "2024-10-26T23:30",
          "2024-10-27T00:30",
          "2024-10-27T02:00",
          "2024-10-28T12:00"
        ],
        span: ["2024-03-30T12:00", "2024-10-28T12:00"]
      })
    })
  )

  it.effect("a change at midnight, half hours, and zones far from UTC", () =>
    Effect.gen(function* () {
      expect(
        (yield* times("America/Sao_Paulo", ["03/11/2018 23:59", "04/11/2018 00:30", "17/02/2019 12:00"]))
          .times
      ).toEqual(["2018-11-04T02:59", "2018-11-04T03:30", "2019-02-17T15:00"])
      expect((yield* times("Asia/Kolkata", ["13/11/2018 00:10"])).times).toEqual(["2018-11-12T18:40"])
      expect((yield* times("Pacific/Kiritimati", ["13/11/2018 00:10"])).times).toEqual(["2018-11-12T10:10"])
      expect((yield* times("Pacific/Pago_Pago", ["13/11/2018 23:10"])).times).toEqual(["2018-11-14T10:10"])
    })
  )
})
