import { describe, expect, it } from "@effect/vitest"
import * as fc from "effect/FastCheck"
import { JsonScanner, MAX_VALUE, type Plan } from "../../../src/sources/json/JsonScanner.js"

/** What a plan takes from a text that comes in pieces of a size. */
const scan = (text: string | Buffer, size = Number.POSITIVE_INFINITY) => {
  const seen: Array<unknown> = []
  const see = (what: string): Plan => ({ take: (value) => seen.push([what, value]) })
  const scanner = new JsonScanner({
    keys: new Map<string, Plan>([
      ["name", see("name")],
      ["messages", { each: see("message"), begin: () => seen.push("messages") }],
      [
        "chats",
        {
          keys: new Map<string, Plan>([
            [
              "list",
              {
                each: {
                  keys: new Map<string, Plan>([
                    ["id", see("id")],
                    ["messages", { each: see("message") }]
                  ]),
                  begin: () => seen.push("chat")
                }
              }
            ]
          ])
        }
      ]
    ])
  })
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) {
    const piece = Buffer.from(bytes.subarray(at, at + size))
    scanner.feed(piece)
    piece.fill("#")
  }
  scanner.end()
  return { seen, problem: scanner.problem }
}

describe("JsonScanner", () => {
  it("takes what the plan names, enters what it enters, and passes over the rest", () => {
    const text = JSON.stringify({
      other: { messages: ["}", "]", '\\"'], deep: [[[{ name: "no" }]]] },
      name: 'a "b" \\',
      number: -1.5e3,
      chats: { about: "x", list: [{ id: 1, messages: [{ a: ["]"] }, null] }, { messages: [], id: "z" }, 7] },
      messages: [1, "two", { three: [3] }, [], true]
    })
    for (const size of [1, 2, 3, 7, 1000]) {
      for (const written of [text, `\ufeff\r\n\t ${text}\n`, JSON.stringify(JSON.parse(text), null, 1)]) {
        expect([size, scan(written, size)]).toEqual([
          size,
          {
            problem: undefined,
            seen: [
              ["name", 'a "b" \\'],
              "chat",
              ["id", 1],
              ["message", { a: ["]"] }],
              ["message", null],
              "chat",
              ["id", "z"],
              "messages",
              ["message", 1],
              ["message", "two"],
              ["message", { three: [3] }],
              ["message", []],
              ["message", true]
            ]
          }
        ])
      }
    }
  })

  it("passes over what is not of the kind that its plan says", () => {
    expect(scan('{"messages": {"a": 1}, "chats": [1], "name": {"messages": [1]}}')).toEqual({
      seen: [["name", { messages: [1] }]],
      problem: undefined
    })
    for (const text of ["[1, [2]]", '"text"', "{}", "[]", "null "])
      expect(scan(text)).toEqual({ seen: [], problem: undefined })
  })

  it("reads the control characters that Telegram writes as JSON does not", () => {
    expect(scan('{"name": "a\\x0Bb \\\\x0A \\x1f"}').seen).toEqual([["name", "a\u000bb \\x0A \u001f"]])
  })

  it("takes a key for a key, whatever its name", () => {
    const { seen } = scan('{"messages": [{"__proto__": {"text": "x"}, "constructor": 1}]}')
    const [, [, message] = []] = seen as ReadonlyArray<ReadonlyArray<object>>
    expect(Object.keys(message ?? {})).toEqual(["__proto__", "constructor"])
    expect([Object.getPrototypeOf(message), Reflect.get({}, "text")]).toEqual([Object.prototype, undefined])
  })

  it.each([
    ['{"messages": [1, 2', { what: "cut short", at: 18 }],
    ['{"messages": [{"a": "', { what: "cut short", at: 21 }],
    ["", { what: "cut short", at: 0 }],
    ['{"messages": [tru]}', { what: "not JSON", at: 17 }],
    ['{"messages": [{"a": 1,}]}', { what: "not JSON", at: 23 }],
    ['{"messages": [{]]}', { what: "not JSON", at: 16 }],
    ['{"messages": [1, ]}', { what: "not JSON", at: 17 }],
    ['{"messages": [1}]}', { what: "not JSON", at: 15 }],
    ['{"name" "a"}', { what: "not JSON", at: 8 }],
    ['{"name": "a" "b"}', { what: "not JSON", at: 13 }],
    ['{"a": 1,}', { what: "not JSON", at: 8 }],
    ["{'a': 1}", { what: "not JSON", at: 1 }],
    ["{} {}", { what: "not JSON", at: 3 }],
    ["}", { what: "not JSON", at: 0 }],
    ["\u0000", { what: "not JSON", at: 0 }]
  ])("%s is a problem", (text, problem) => {
    for (const size of [1, 3, 100]) expect([size, scan(text, size).problem]).toEqual([size, problem])
  })

  it("holds no more than a message may have, and nothing of what it passes over", () => {
    const long = "x".repeat(MAX_VALUE)
    expect(scan(`{"messages": [1, "${long}", 2]}`, 65_536)).toEqual({
      seen: ["messages", ["message", 1]],
      problem: { what: "too large", at: 17 }
    })
    expect(scan(`{"other": "${long}", "name": "a"}`, 65_536)).toEqual({
      seen: [["name", "a"]],
      problem: undefined
    })
  })

  it("nesting of a hundred thousand costs no stack", () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000)
    expect(scan(`{"other": ${deep}, "messages": [${deep}, 1]}`, 65_536).seen).toHaveLength(3)
    expect(scan(`{"messages": [${"[".repeat(100_000)}`, 65_536).problem?.what).toBe("cut short")
  })

  const json = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.string({ unit: "binary" }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(true, false, null),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.string({ unit: "grapheme" }), tie("value"), { maxKeys: 4 })
    )
  })).value

  it.prop(
    "what it takes is what JSON.parse gives, in pieces of any size",
    [fc.array(json, { maxLength: 6 }), json, fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 1)],
    ([messages, other, size, indent]) => {
      const text = JSON.stringify({ "": other, messages, last: other }, null, indent)
      expect(scan(text, size)).toEqual({
        seen: ["messages", ...JSON.parse(text).messages.map((message: unknown) => ["message", message])],
        problem: undefined
      })
    },
    { fastCheck: { numRuns: 500 } }
  )
})
