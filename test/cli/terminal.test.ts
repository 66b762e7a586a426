import { expect, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import { decide, printable, printableJson, printableLine } from "../../src/cli/terminal.js"

const terminal = { isTTY: true, columns: 120 }
const none = Number.POSITIVE_INFINITY

it.each([
  ["a terminal", terminal, {}, { colour: true, width: 120 }],
  ["a terminal that does not know its width", { isTTY: true }, {}, { colour: true, width: 80 }],
  ["a pipe", {}, {}, { colour: false, width: none }],
  ["a terminal without colours", terminal, { TERM: "dumb" }, { colour: false, width: 120 }],
  ["NO_COLOR", terminal, { NO_COLOR: "1" }, { colour: false, width: 120 }],
  ["an empty NO_COLOR", terminal, { NO_COLOR: "" }, { colour: true, width: 120 }],
  ["FORCE_COLOR in a pipe", {}, { FORCE_COLOR: "1" }, { colour: true, width: none }],
  ["an empty FORCE_COLOR", {}, { FORCE_COLOR: "" }, { colour: true, width: none }],
  ["FORCE_COLOR=0", terminal, { FORCE_COLOR: "0" }, { colour: false, width: 120 }],
  ["FORCE_COLOR=false", terminal, { FORCE_COLOR: "false" }, { colour: false, width: 120 }],
  ["NO_COLOR and FORCE_COLOR", {}, { NO_COLOR: "1", FORCE_COLOR: "1" }, { colour: false, width: none }]
])("decides for %s", (_, stdout, env, shape) => {
  expect(decide(stdout, env)).toStrictEqual(shape)
})

it("lets text through and nothing that steers", () => {
  expect(printable("olá 日本 👩‍👩‍👧\r\n\tb\rc")).toBe("olá 日本 👩‍👩‍👧\n  b\nc")
  expect(printable("\u001b[2J\u001b]0;title\u0007red\u001b[0m\u009b31m\u0000")).toBe("red\u{fffd}")
  expect(printable("evil\u202etxt\u2066.exe\u200f")).toBe("evil\u{fffd}txt\u{fffd}.exe\u{fffd}")
  expect(printableLine("a\nb")).toBe("a b")
})

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
const steering = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

it.prop(
  "never prints a control character, and JSON keeps them all",
  [FastCheck.string({ unit: "binary" })],
  ([text]) => {
    expect(printable(text)).not.toMatch(steering)
    const json = printableJson({ text })
    expect(json).not.toMatch(steering)
    expect(JSON.parse(json)).toStrictEqual({ text })
  }
)
