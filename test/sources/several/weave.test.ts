import { describe, expect, it } from "vitest"
import { identity } from "../../../src/domain/identity.js"
import type { Message } from "../../../src/domain/Message.js"
import { likeness, noticeReader, sameEvent } from "../../../src/sources/several/likeness.js"
import { Merger } from "../../../src/sources/several/Merger.js"
import { namesakes } from "../../../src/sources/several/namesakes.js"
import { aMessage } from "../../support/aWindow.js"

const minute = Date.UTC(2025, 4, 13, 9, 15)

/** A message by its second in one minute, its author and its text. */
const said = (second: number, author: string, text: string): Message =>
  aMessage({ timestamp: minute + second * 1000, author, text })

const merge = (exports: ReadonlyArray<ReadonlyArray<Message>>, hasSeconds: ReadonlyArray<boolean>) => {
  const merger = new Merger({
    hasSeconds,
    sameIds: false,
    notice: noticeReader([]),
    placeOf: (instant) => instant,
    named: exports.map(() => (message) => message)
  })
  const given = new Set<number>()
  for (let needed = merger.advance(); needed !== null; needed = merger.advance()) {
    merger.feed(needed, given.has(needed) ? null : (exports[needed] ?? []))
    given.add(needed)
  }
  return merger.made
}
const texts = (entries: ReturnType<typeof merge>) => entries.map(({ message }) => message.text)

describe("a minute of two exports", () => {
  it("has each message as often as the export that has it most often", () => {
    const ok = (count: number) => Array.from({ length: count }, () => said(0, "Rui", "ok"))
    expect(texts(merge([ok(2), ok(3)], [false, false]))).toEqual(["ok", "ok", "ok"])
    expect(texts(merge([ok(2), [said(0, "Ana", "ok")]], [false, false]))).toEqual(["ok", "ok", "ok"])
  })

  it("has what is new behind what was before it", () => {
    const android = [said(0, "Ana", "one"), said(0, "Rui", "three"), said(0, "Ana", "four")]
    const ios = [
      said(5, "Ana", "one"),
      said(9, "Rui", "two"),
      said(20, "Rui", "three"),
      said(30, "Eva", "five")
    ]
    for (const made of [merge([android, ios], [false, true]), merge([ios, android], [true, false])]) {
      expect(texts(made).slice(0, 3)).toEqual(["one", "two", "three"])
      expect(texts(made).slice(3).sort()).toEqual(["five", "four"])
      const times = made.map(({ message }) => message.timestamp)
      expect(times).toEqual([...times].sort((a, b) => a - b))
    }
  })

  it("joins of equal ones those that stand between the same others", () => {
    const longer = [said(0, "Ana", "ok"), said(0, "Rui", "one"), said(0, "Eva", "two"), said(0, "Ana", "ok")]
    const shorter = longer.slice(1)
    expect(texts(merge([shorter, longer], [true, false]))).toEqual(["ok", "one", "two", "ok"])
    expect(texts(merge([longer, shorter], [false, true]))).toEqual(["ok", "one", "two", "ok"])
  })

  it("keeps in front what stands in front of a copy with the same second", () => {
    const seconds = [said(59, "Ana", "zero"), said(59, "Ana", "one")]
    expect(texts(merge([[said(0, "Ana", "one")], seconds], [false, true]))).toEqual(["zero", "one"])
  })

  it("takes equal short texts of two seconds for two, and a long one across the minute for one", () => {
    expect(texts(merge([[said(1, "Rui", "ok")], [said(41, "Rui", "ok")]], [true, true]))).toEqual([
      "ok",
      "ok"
    ])
    expect(texts(merge([[said(1, "Rui", "ok")], [said(2, "Rui", "ok")]], [true, true]))).toEqual(["ok"])
    const long = "the lift is broken once more"
    expect(texts(merge([[said(59, "Rui", long)], [said(60, "Rui", long)]], [true, false]))).toEqual([long])
    expect(texts(merge([[said(0, "Rui", "ok")], [said(60, "Rui", "ok")]], [false, false]))).toEqual([
      "ok",
      "ok"
    ])
  })

  it("may hold far more than is held at once", () => {
    const many = Array.from({ length: 12_000 }, (_, index) => said(0, "Rui", `line ${index}`))
    expect(texts(merge([many, many], [false, false]))).toEqual(many.map(({ text }) => text))
    const same = Array.from({ length: 12_000 }, () => said(0, "Rui", "ok"))
    expect(merge([same, same], [false, false]).length).toBe(12_000)
  })
})

describe("likeness", () => {
  it("is the same where only the phone's language and format differ", () => {
    const like = (message: Partial<Message>) => likeness(aMessage(message))
    const pairs: ReadonlyArray<readonly [Partial<Message>, Partial<Message>]> = [
      [{ text: "ask @\u2068Mum\u2069" }, { text: "ask @351900111222 " }],
      [{ text: "caf\u00e9 \u200eolá" }, { text: "cafe\u0301 olá" }],
      [{ text: "bom dia <Сообщение изменено>" }, { text: "bom dia" }],
      [{ text: "<Без медиафайлов>" }, { kind: "media", text: "" }],
      [
        { kind: "media", text: "a praia", media: "IMG-1.jpg" },
        { kind: "media", text: "a praia" }
      ],
      [
        { kind: "media", text: "" },
        { kind: "contact", text: "", media: "Ana.vcf" }
      ],
      [
        { kind: "location", text: "Location: https://maps.google.com/?q=1,2" },
        { kind: "location", text: "Localização: https://maps.google.com/?q=1,2" }
      ],
      [
        { kind: "poll", text: "POLL:\nWhen?\nOPTION: now (1 vote)" },
        { kind: "poll", text: "ENQUETE:\nWhen?\nOPÇÃO: now (2 votos)" }
      ],
      [
        { kind: "call", text: "Missed voice call" },
        { kind: "call", text: "Chamada de voz perdida" }
      ]
    ]
    for (const [one, other] of pairs) expect(like(one)).toBe(like(other))
    expect(like({ text: "bom dia" })).not.toBe(like({ text: "Bom dia" }))
  })

  it("notices tell of one event by whom and what they name", () => {
    const notice = noticeReader(["Ana", "Ana Dias", "Rui", "Eva"])
    const isSame = (one: string, other: string) => sameEvent(notice(one), notice(other))
    expect(isSame("You added Ana Dias", "Rui adicionou você")).toBe(true)
    expect(isSame('Rui changed the group name to "Praia"', "Rui mudou o nome do grupo para “Praia”")).toBe(
      true
    )
    expect(isSame('Rui changed the group name to "Praia"', 'Rui mudou o nome do grupo para "Mar"')).toBe(
      false
    )
    expect(isSame("Rui added Ana", "Eva removed Ana Dias")).toBe(false)
  })
})

describe("namesakes", () => {
  const vote = (one: string, other: string, weight: number, share = 0.5) =>
    ({ one: [0, one], other: [1, other], weight, share }) as const

  it("joins what enough speaks for, and keeps a name before a number", () => {
    const { aliases, renamed } = namesakes(
      [new Set(["+55 11 98765-4321", "Mum", "Tó"]), new Set(["Ana", "Eva", "5511987654321", "Tó"])],
      [vote("Mum", "Ana", 40), vote("Tó", "Eva", 6, 0.3)]
    )
    expect([...aliases].sort()).toEqual([
      ["5511987654321", "+55 11 98765-4321"],
      ["Ana", "Mum"]
    ])
    expect(renamed.map((names) => [...names].sort())).toEqual([
      [],
      [
        ["5511987654321", "+55 11 98765-4321"],
        ["Ana", "Mum"]
      ]
    ])
  })

  it("leaves two people two in doubt, and two of one export always", () => {
    const nobody = (votes: Parameters<typeof namesakes>[1]) =>
      namesakes([new Set(["Mum"]), new Set(["Ana", "Eva"])], votes).aliases.size
    expect(nobody([vote("Mum", "Ana", 40), vote("Mum", "Eva", 30)])).toBe(0)
    expect(nobody([vote("Mum", "Ana", 10)])).toBe(0)
    expect(nobody([vote("Mum", "Ana", 10, 1)])).toBe(1)
  })

  it("tells two of one name on two phones apart", () => {
    const { renamed } = namesakes(
      [new Set(["Ana"]), new Set(["Ana", "Ana Lima"])],
      [vote("Ana", "Ana Lima", 40)]
    )
    expect(renamed.map((names) => [...names])).toEqual([[["Ana", "Ana Lima"]], []])
  })

  const accountsOf = (...of: ReadonlyArray<Readonly<Record<string, string>>>) =>
    of.map((accounts) => new Map(Object.entries(accounts)))

  it("joins those of one account, and never those of two, whatever speaks for it", () => {
    const { aliases, renamed } = namesakes(
      [new Set(["Ana", "Ana (2)", "Rui"]), new Set(["Ana", "Rui Reis"])],
      [vote("Ana", "Ana", 400, 1)],
      {
        of: accountsOf({ Ana: "1", "Ana (2)": "2", Rui: "3" }, { Ana: "2", "Rui Reis": "3" }),
        known: new Map()
      }
    )
    expect([...aliases]).toEqual([["Rui Reis", "Rui"]])
    expect(renamed.map((names) => [...names].sort())).toEqual([
      [],
      [
        ["Ana", "Ana (2)"],
        ["Rui Reis", "Rui"]
      ]
    ])
  })

  it("gives an account the name that is known, and nobody a name that is another's", () => {
    const { renamed } = namesakes([new Set(["Ana (3)"]), new Set(["Ana (3)", "Ana"])], [], {
      of: accountsOf({ "Ana (3)": "7" }, { "Ana (3)": "8", Ana: "1" }),
      known: new Map([
        ["1", "Ana"],
        ["2", "Ana (2)"]
      ])
    })
    expect(renamed.map((names) => [...names])).toEqual([[], [["Ana (3)", "Ana (4)"]]])
  })

  it("knows a number however it is written", () => {
    expect(identity("+55 (11) 98765-4321")).toBe("5511987654321")
    expect(identity("\u202a+351 900 111 222\u202c")).toBe("351900111222")
  })
})
