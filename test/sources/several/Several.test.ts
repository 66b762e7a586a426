import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import * as Stream from "effect/Stream"
import * as detect from "../../../src/sources/detect.js"
import type { OpenOptions, Source } from "../../../src/sources/Source.js"
import * as Several from "../../../src/sources/several/Several.js"
import { brief, tempFolder } from "../../support/exports.js"
import { type Event, type Phone, rendered } from "../../support/phones.js"
import { zip } from "../../support/zip.js"

const auto: typeof Source.Service = {
  name: "auto",
  open: (path, options) => detect.open(path, { ...options, source: "auto" })
}

type Files = Readonly<Record<string, string | Uint8Array>>

/** Opens files together, in the order of their names here, and reads them to the end. */
const together = (files: Files, names = Object.keys(files), options: Partial<OpenOptions> = {}) =>
  Effect.gen(function* () {
    const folder = yield* tempFolder
    yield* Effect.forEach(Object.entries(files), ([name, content]) =>
      Effect.promise(() => writeFile(join(folder, name), content))
    )
    const paths = names.map((name) => join(folder, name))
    const chat = yield* Several.open(auto, paths, { zone: "UTC", ...options })
    const messages = Chunk.toReadonlyArray(yield* Stream.runCollect(chat.messages))
    return { chat, survey: chat.survey, messages, rows: messages.map(brief) }
  })

/** The same either way round. */
const bothWays = (files: Files, options: Partial<OpenOptions> = {}) =>
  Effect.gen(function* () {
    const names = Object.keys(files)
    const one = yield* together(files, names, options)
    const other = yield* together(files, [...names].reverse(), options)
    expect([other.messages, other.survey]).toEqual([one.messages, one.survey])
    return one
  })

const zipped = (name: string, text: string, files: Files = {}) =>
  Effect.promise(() => zip({ [name]: text, ...files }))

const may = [
  "01/05/2025, 09:00 - Ana Dias: Who has the key of the cellar?",
  "01/05/2025, 09:05 - Rui: I have it, and the other one too",
  "01/05/2025, 09:05 - Rui: ok",
  "01/05/2025, 09:05 - Rui: ok",
  "16/05/2025, 10:00 - Ana Dias: The lift is broken again",
  ""
].join("\n")
const june = "14/06/2025, 11:00 - Rui: What a party that was\n"

describe("several exports of one phone", () => {
  it.scoped("a longer one beside a shorter one gives the longer one, and the same file twice itself", () =>
    Effect.gen(function* () {
      const alone = yield* together({ "june.txt": may + june })
      const { survey, messages } = yield* bothWays({ "may.txt": may, "june.txt": may + june })
      expect(messages).toEqual(alone.messages)
      expect([survey.messages, survey.merged?.duplicates, [...survey.authors]]).toEqual([
        6,
        5,
        [...alone.survey.authors]
      ])
      const twice = yield* together({ "may.txt": may }, ["may.txt", "may.txt"])
      expect([twice.messages.length, twice.survey.merged]).toEqual([5, undefined])
      const copied = yield* bothWays({ "may.txt": may, "copy.txt": may })
      expect([copied.messages, copied.survey.merged?.duplicates]).toEqual([twice.messages, 5])
    })
  )

  it.scoped("what follows without an overlap is added", () =>
    Effect.gen(function* () {
      const { messages, survey } = yield* bothWays({ "may.txt": may, "june.txt": june })
      expect(messages).toEqual((yield* together({ "all.txt": may + june })).messages)
      expect(survey.merged?.duplicates).toBe(0)
    })
  )

  it.scoped("what was taken back later is gone, and what was left out of one is not lost", () =>
    Effect.gen(function* () {
      const later = may
        .replace("I have it, and the other one too", "This message was deleted")
        .replace(/^.*The lift.*\n/m, "")
      const { rows } = yield* bothWays({ "may.txt": may, "later.txt": later + june })
      expect(rows).toEqual([
        ["2025-05-01T09:00:00", "Ana Dias", "text", "Who has the key of the cellar?"],
        ["2025-05-01T09:05:00", "Rui", "deleted", "This message was deleted"],
        ["2025-05-01T09:05:00", "Rui", "text", "ok"],
        ["2025-05-01T09:05:00", "Rui", "text", "ok"],
        ["2025-05-16T10:00:00", "Ana Dias", "text", "The lift is broken again"],
        ["2025-06-14T11:00:00", "Rui", "text", "What a party that was"]
      ])
    })
  )

  it.scoped("a file that one of them has is taken from there, each from its own", () =>
    Effect.gen(function* () {
      const line = "02/05/2025, 10:00 - Rui: "
      const withFile = yield* zipped(
        "WhatsApp Chat with Praia.txt",
        `${may}${line}IMG-1.jpg (file attached)\n`,
        {
          "IMG-1.jpg": "one"
        }
      )
      const without = `${may}${line}<Media omitted>\n${june}03/07/2025, 10:00 - Rui: IMG-1.jpg (file attached)\n`
      const { chat, messages } = yield* bothWays({
        "may.zip": withFile,
        "june.zip": yield* zipped("WhatsApp Chat with Praia.txt", without, { "IMG-1.jpg": "two" })
      })
      const media = messages.flatMap(({ media }) => (media === null ? [] : [media]))
      const bytes = yield* Effect.forEach([...media, "3!/x", "nothing.jpg"], (name) =>
        Effect.match(Stream.runCollect(chat.attachment(name)), {
          onSuccess: (pieces) => Buffer.concat([...pieces]).toString(),
          onFailure: ({ reason }) => reason
        })
      )
      expect([media, bytes]).toEqual([
        ["2!/IMG-1.jpg", "IMG-1.jpg"],
        ["one", "two", "NotFound", "NotFound"]
      ])
    })
  )
})

const at = (time: string): number => Date.parse(`2025-05-${time}Z`)
const said = (time: string, author: string, text: string, mentions?: string): Event => ({
  at: at(time),
  author,
  what: { kind: "text", text, ...(mentions === undefined ? {} : { mentions }) }
})
const ana: Phone = { platform: "android", language: "en", owner: "Ana Dias", contacts: { "Rui Reis": "Mum" } }
const rui: Phone = {
  platform: "ios",
  language: "pt",
  owner: "Rui Reis",
  contacts: { "Ana Dias": "+351 900 111 222", Eva: "Tia" }
}

describe("exports of several phones", () => {
  const events: ReadonlyArray<Event> = [
    { at: at("13T09:00:05"), author: "Ana Dias", what: { kind: "added", whom: "Rui Reis" } },
    said("13T09:01:10", "Ana Dias", "Who has the key of the cellar?"),
    said("13T09:01:20", "Rui Reis", "ok"),
    said("13T09:01:21", "Rui Reis", "ok"),
    said("13T09:01:30", "Ana Dias", "ask the neighbours please", "Eva"),
    { at: at("13T09:02:00"), author: "Rui Reis", what: { kind: "media" } },
    { at: at("14T09:02:00"), author: "Eva", what: { kind: "deleted" } },
    said("14T09:02:10", "Eva", "The lift is broken again, they come on Monday"),
    said("14T10:30:00", "Rui Reis", "It was broken all of the last month too"),
    said("14T23:59:59", "Ana Dias", "good night to everybody")
  ]

  it.scoped("each message is there once, with the names and times of the first", () =>
    Effect.gen(function* () {
      const { rows, survey } = yield* bothWays({
        "a.txt": rendered(events, ana),
        "b.txt": rendered(events, rui)
      })
      expect(rows).toEqual([
        ["2025-05-13T09:00:05", null, "system", "Ana Dias adicionou você"],
        ["2025-05-13T09:01:10", "Ana Dias", "text", "Who has the key of the cellar?"],
        ["2025-05-13T09:01:20", "Rui Reis", "text", "ok"],
        ["2025-05-13T09:01:21", "Rui Reis", "text", "ok"],
        ["2025-05-13T09:01:30", "Ana Dias", "text", "ask the neighbours please @\u2068Tia\u2069"],
        ["2025-05-13T09:02:00", "Rui Reis", "media", ""],
        ["2025-05-14T09:02:00", "Tia", "deleted", "Mensagem apagada"],
        ["2025-05-14T09:02:10", "Tia", "text", "The lift is broken again, they come on Monday"],
        ["2025-05-14T10:30:00", "Rui Reis", "text", "It was broken all of the last month too"],
        ["2025-05-14T23:59:59", "Ana Dias", "text", "good night to everybody"]
      ])
      expect([
        survey.messages,
        survey.platform,
        [...survey.authors],
        [...survey.others],
        [...(survey.aliases ?? [])].sort(),
        survey.merged?.duplicates,
        new Date(survey.first).toISOString()
      ]).toEqual([
        10,
        "android and ios",
        [
          ["Ana Dias", 3],
          ["Rui Reis", 4],
          ["Tia", 2]
        ],
        [],
        [
          ["Ana Dias", ["+351 900 111 222"]],
          ["Rui Reis", ["Mum"]],
          ["Tia", ["Eva"]]
        ],
        10,
        "2025-05-13T09:00:05.000Z"
      ])
    })
  )

  it.scoped("gaps of either are filled in their places", () =>
    Effect.gen(function* () {
      const { rows } = yield* bothWays({
        "a.txt": rendered(events.toSpliced(9, 1), ana),
        "b.txt": rendered(events.toSpliced(1, 1), rui)
      })
      const whole = yield* together({ "a.txt": rendered(events, ana), "b.txt": rendered(events, rui) })
      expect(rows.map(([, author, , text]) => [author, text])).toEqual(
        whole.rows.map(([, author, , text]) => [author, text])
      )
    })
  )

  it.scoped("a phone in another time zone is read with its own, also where the clocks change", () =>
    Effect.gen(function* () {
      // Lisbon is 3 hours ahead of São Paulo before 26 October 2025, and 2 before 26 October 2014.
      const all = Array.from(
        { length: 20 },
        (_, index): Event => ({
          at: Date.UTC(2014, 1 + index * 2, 13, 12, index),
          author: index % 2 === 0 ? "Ana Dias" : "Rui Reis",
          what: { kind: "text", text: `message number ${index} of this long chat` }
        })
      )
      const wall = (zone: string) => all.map((event) => ({ ...event, at: wallClock(event.at, zone) }))
      const files = {
        "a.txt": rendered(wall("Europe/Lisbon"), { ...rui, contacts: {} }),
        "b.txt": rendered(wall("America/Sao_Paulo"), { ...ana, contacts: {}, language: "de" })
      }
      const { messages, survey } = yield* bothWays(files, { zone: "Europe/Lisbon" })
      expect(messages.map(({ author, text, timestamp }) => [author, text, timestamp])).toEqual(
        all.map(({ at, author, what }) => [author, what.kind === "text" ? what.text : "", at])
      )
      expect(survey.warnings).toEqual([
        "b.txt: its clock is 4 h behind that of a.txt, as in America/Sao_Paulo; read so"
      ])
    })
  )

  it.scoped("a zone that is known of summer alone changes its clocks in winter as the other does", () =>
    Effect.gen(function* () {
      const summer = [11, 12, 13, 14, 15].map(
        (day): Event => ({
          at: Date.UTC(2025, 4, day, 8),
          author: "Ana Dias",
          what: { kind: "text", text: `what was said on day ${day} of this month` }
        })
      )
      const winter: Event = {
        at: Date.UTC(2025, 11, 13, 9),
        author: "Ana Dias",
        what: { kind: "text", text: "only one has it" }
      }
      const wall = (events: ReadonlyArray<Event>, zone: string) =>
        events.map((event) => ({ ...event, at: wallClock(event.at, zone) }))
      const { messages } = yield* together(
        {
          "a.txt": rendered(wall(summer, "Europe/Lisbon"), { ...rui, contacts: {} }),
          "b.txt": rendered(wall([...summer.slice(2), winter], "Europe/Madrid"), { ...ana, contacts: {} })
        },
        undefined,
        { zone: "Europe/Lisbon" }
      )
      expect(messages.map(({ timestamp }) => timestamp)).toEqual([...summer, winter].map(({ at }) => at))
    })
  )

  it.scoped("chats that have nothing in common are refused, unless their names agree", () =>
    Effect.gen(function* () {
      const other = "01/05/2025, 09:00 - Tó: Is the boat ready for tomorrow?\n"
      const files = { "a.txt": may, "b.txt": other }
      expect(yield* Effect.flip(together(files))).toMatchObject({
        reason: "NotOneChat",
        message:
          "b.txt seems to be of another chat than a.txt: they have no messages in common; if they are of one, say so with --group-name"
      })
      expect((yield* together(files, undefined, { name: "Praia" })).messages.length).toBe(6)
    })
  )

  it.scoped("an export of another application, or one that is damaged, is named", () =>
    Effect.gen(function* () {
      const telegram = JSON.stringify({
        name: "Praia",
        type: "private_group",
        id: 1,
        messages: [
          { id: 1, type: "message", date_unixtime: "1746090000", from: "Ana", from_id: "user1", text: "olá" }
        ]
      })
      expect(yield* Effect.flip(together({ "a.txt": may, "result.json": telegram }))).toMatchObject({
        reason: "NotOneChat",
        message:
          "a.txt is of whatsapp and result.json of telegram; give exports of one application, or make a blog of each"
      })
      const damaged = (yield* zipped("_chat.txt", may)).subarray(0, 100)
      const error = yield* Effect.flip(together({ "a.txt": may, "b.zip": damaged }))
      expect([error._tag, error.message.startsWith("b.zip: ")]).toEqual(["ExportError", true])
    })
  )
})

const wallClock = (instant: number, zone: string): number =>
  Date.parse(
    `${new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(instant).replace(" ", "T")}Z`
  )

const people = ["Ana Dias", "Rui Reis", "Eva Sousa"]
const names = FastCheck.record({
  "Ana Dias": FastCheck.constantFrom("Ana Dias", "Mum", "+351 900 111 222"),
  "Rui Reis": FastCheck.constantFrom("Rui Reis", "Rui", "Boss 🌻"),
  "Eva Sousa": FastCheck.constantFrom("Eva Sousa", "Eva", "+55 11 98765 4321")
})
const phone = (ahead: number) =>
  FastCheck.record({
    platform: FastCheck.constantFrom("android" as const, "ios" as const),
    language: FastCheck.constantFrom("en" as const, "pt" as const, "de" as const),
    owner: FastCheck.constantFrom(...people),
    contacts: names,
    ahead: FastCheck.constant(ahead)
  })
const words = FastCheck.array(
  FastCheck.constantFrom("bom", "dia", "praia", "amanhã", "the", "key", "😂", "12"),
  { minLength: 1, maxLength: 6 }
)
const row = FastCheck.record({
  wait: FastCheck.constantFrom(0, 1, 7, 20, 59, 61, 600, 90_000),
  author: FastCheck.constantFrom(...people),
  kind: FastCheck.constantFrom("text", "text", "text", "short", "media"),
  words
})
const someRows = FastCheck.array(row, { maxLength: 20 })
const texts = FastCheck.tuple(...people.map((author) => row.map((it) => ({ ...it, author, kind: "text" }))))

/** A chat of which each of two phones has a part; everybody writes in what both have. */
const chat = FastCheck.record({
  before: someRows,
  both: FastCheck.tuple(texts, someRows, texts).map((parts) => parts.flat()),
  after: someRows
}).map(({ before, both, after }) => {
  let time = Date.UTC(2025, 4, 13, 9)
  const events = [...before, ...both, ...after].map(({ author, kind, wait, words }, index): Event => {
    time += wait * 1000
    if (kind === "media") return { at: time, author, what: { kind: "media" } }
    const text = kind === "short" ? "ok" : `${words.join(" ")}, line number ${index}`
    return { at: time, author, what: { kind: "text", text } }
  })
  return { events, from: before.length, until: before.length + both.length }
})

describe("any chat", () => {
  it.effect.prop(
    "of which two phones hold different parts is whole again, whichever is given first",
    { chat, phones: FastCheck.tuple(phone(0), phone(0)) },
    ({ chat: { events, from, until }, phones: [one, other] }) =>
      Effect.gen(function* () {
        const { rows, survey } = yield* bothWays({
          "a.txt": rendered(events.slice(0, until), one),
          "b.txt": rendered(events.slice(from), other)
        })
        const told = rows.map(([, author, kind, text]) => [author, kind, text])
        const nameOf = (author: string): string | null | undefined =>
          told[events.findIndex((event) => event.author === author && event.what.kind === "text")]?.[0]
        expect(new Set(people.map(nameOf)).size).toBe(3)
        expect(told).toEqual(
          events.map(({ author, what }) => [nameOf(author), what.kind, what.kind === "text" ? what.text : ""])
        )
        expect([survey.messages, survey.merged?.duplicates]).toEqual([events.length, until - from])
      }).pipe(Effect.scoped),
    { fastCheck: { numRuns: 30, endOnFailure: true }, timeout: 120_000 }
  )
})
