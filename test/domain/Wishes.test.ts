import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import type { Message } from "../../src/domain/Message.js"
import { type Heard, listen, merge, none, silent, type Wishes } from "../../src/domain/Wishes.js"
import { details } from "../../src/sources/json/jsonChat.js"

const said = (at: number, author: string | null, text: string, more: Partial<Message> = {}): Heard => ({
  timestamp: at,
  author,
  kind: author === null ? "system" : "text",
  text,
  details: null,
  ...more
})

const heard = (messages: ReadonlyArray<Heard>): Wishes => {
  const listener = listen()
  for (const message of messages) listener.hear(message)
  return listener.wishes()
}

describe("Wishes", () => {
  it("the last word of everybody counts, whenever it is heard", () => {
    const messages = [
      said(5, "Ana", "/egregora set alias Nita\n/egregora set bio bees"),
      said(9, "Ana", "/egregora unset bio"),
      said(2, "Ana", "/egregora set bio honey"),
      said(1, "Rui", "/egregora opt-out"),
      said(7, "Rui", "/egregora opt-in"),
      said(8, "Rui", "/egregora opt-ot")
    ]
    expect(heard(messages)).toEqual({
      lines: 6,
      people: new Map([
        ["Ana", { ...silent, alias: { value: "Nita", at: 5 }, bio: { value: null, at: 9 } }],
        ["Rui", { ...silent, out: { value: false, at: 7 } }]
      ]),
      unclear: new Map([["opt-out", 1]])
    })
  })

  it("an edited message was said when it was edited", () => {
    const messages = [
      said(1, "Ana", "/egregora opt-out", { details: details({ edited: 9 }) }),
      said(5, "Ana", "/egregora opt-in")
    ]
    expect(heard(messages).people.get("Ana")?.out).toEqual({ value: true, at: 9 })
  })

  it.each([
    ["a notice", said(1, null, "/egregora opt-out")],
    [
      "what was forwarded",
      said(1, "Ana", "/egregora opt-out", { details: details({ forwardedFrom: "Rui" }) })
    ],
    ["a poll", said(1, "Ana", "/egregora opt-out", { kind: "poll" })]
  ])("%s says nothing, and is a line to drop", (_, message) => {
    expect(heard([message])).toEqual({ ...none, lines: 1 })
  })

  it("words of another that the message does not own to are no wish", () => {
    const listener = listen()
    listener.hear(said(1, "Ana", "/egregora opt-out"), true)
    expect(listener.wishes()).toEqual({ ...none, lines: 1 })
  })

  it("a removal knows what it answers, or how the message begins", () => {
    const messages = [
      said(1, "Ana", "/egregora remove", { details: details({ replyTo: "7" }) }),
      said(2, "Ana", "/egregora remove", { details: details({ thread: "1704.2" }) }),
      said(3, "Ana", "/egregora remove Hello")
    ]
    expect(heard(messages).people.get("Ana")?.removals).toEqual([
      { at: 3, text: "hello", id: null },
      { at: 2, text: null, id: "1704.2" },
      { at: 1, text: null, id: "7" }
    ])
  })

  it("a hundred thousand commands are held as what they come to", () => {
    const listener = listen()
    for (let at = 0; at < 100_000; at++) {
      listener.hear(
        said(at, `Person ${at % 30_000}`, at % 2 === 0 ? `/egregora remove ${at}` : "/egregora set bio x")
      )
    }
    const { lines, people } = listener.wishes()
    expect([
      lines,
      people.size,
      Math.max(...[...people.values()].map((wish) => wish.removals.length))
    ]).toEqual([100_000, 20_000, 4])
    for (let at = 0; at < 1000; at++) listener.hear(said(at, "Person 1", `/egregora remove ${at}`))
    expect(listener.wishes().people.get("Person 1")?.removals.length).toBe(100)
  })

  const texts = [
    "opt-out",
    "opt-in",
    "set alias A",
    "set alias B",
    "unset alias",
    "set bio x",
    "remove a",
    "remove b",
    "hm"
  ]
  const commands = FastCheck.uniqueArray(
    FastCheck.record({
      at: FastCheck.nat(1_000_000),
      author: FastCheck.constantFrom("Ana", "Rui", "Eva"),
      text: FastCheck.constantFrom(...texts).map((it) => `/egregora ${it}`)
    }),
    { selector: ({ at }) => at, maxLength: 40 }
  )
  const inOrder = (wishes: Wishes): Wishes => ({
    ...wishes,
    people: new Map([...wishes.people].sort(([a], [b]) => (a < b ? -1 : 1)))
  })

  it.effect.prop(
    "commands come to the same in any order, and in parts",
    { commands, order: FastCheck.infiniteStream(FastCheck.nat()), cut: FastCheck.nat(40) },
    ({ commands, cut, order }) =>
      Effect.sync(() => {
        const messages = commands.map(({ at, author, text }) => said(at, author, text))
        const whole = inOrder(heard(messages))
        const keys = messages.map((message) => [order.next().value as number, message] as const)
        const shuffled = keys.sort(([a], [b]) => a - b).map(([, message]) => message)
        expect(inOrder(heard(shuffled))).toEqual(whole)
        const [a, b] = [heard(shuffled.slice(0, cut)), heard(shuffled.slice(cut))]
        expect(inOrder(merge(a, b))).toEqual(whole)
        expect(inOrder(merge(b, a))).toEqual(whole)
      })
  )

  it("of two exports that differ in one instant, the word to opt out wins", () => {
    const [out, back] = ["out", "in"].map((word) => heard([said(1, "Ana", `/egregora opt-${word}`)]))
    for (const both of [merge(out ?? none, back ?? none), merge(back ?? none, out ?? none)]) {
      expect(both.people.get("Ana")?.out).toEqual({ value: true, at: 1 })
    }
  })
})
