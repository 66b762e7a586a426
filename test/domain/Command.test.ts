import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import { type Command, commandsIn, mayCommand, withoutCommands } from "../../src/domain/Command.js"

const set = (field: "alias" | "bio" | "website", value: string | null): Command => ({
  _tag: "Set",
  field,
  value
})
const remove = (text: string | null): Command => ({ _tag: "Remove", text })
const unclear = (meant: string | null, why: string | null = null): Command => ({
  _tag: "Unclear",
  meant,
  why
})
const notAlone = unclear("opt-out", "nothing behind it, and only for who says it")
const notFirst = unclear("opt-out", "at the beginning of a line, with nothing before it")
const noAddress = unclear("set website", "an address of http or https, without a user")
const [out, back]: ReadonlyArray<Command> = [{ _tag: "Out" }, { _tag: "In" }]

/** What is said after `/egregora `, and what it means. */
const table: ReadonlyArray<readonly [string, Command | undefined]> = [
  ["opt-out", out],
  ["OPT-OUT", out],
  ["  opt out  ", out],
  ["optout", out],
  ["opt–out", out],
  ["opt\u2011out.", out],
  ["\u200eopt-out\u2069", out],
  ["opt_out", out],
  ["opt-out please, thank you!", out],
  ["opt-out 🙏", out],
  ["opt out, por favor", out],
  ["Opt-out, s'il vous plaît", out],
  ["opt-out now", out],
  ["opt-out Bob Tarrant", notAlone],
  ["opt-out means that you are out", notAlone],
  ["opt-out 2", notAlone],
  ["opt-outs", unclear("opt-out")],
  ["opt-in", back],
  ["Opt In!", back],
  ["opt-in please", unclear("opt-in")],
  ["set alias Nita", set("alias", "Nita")],
  ["SET Alias   Nita  of the   Hill ", set("alias", "Nita of the Hill")],
  ["set alias = “Nita”", set("alias", "Nita")],
  ['set alias: "Nita"', set("alias", "Nita")],
  ["set alias 🦊", set("alias", "🦊")],
  ["set alias 👩‍👩‍👧", set("alias", "👩‍👩‍👧")],
  ["set alias Ni\u202eta\u0007\u200b", set("alias", "Nita")],
  ["set alias a\u0301\u0301\u0301\u0301\u0301\u0301", set("alias", "á\u0301\u0301\u0301")],
  ...["", " ...", " \u200b\u200d"].map(
    (value) => [`set alias${value}`, unclear("set alias", "with a name behind it")] as const
  ),
  [`set alias ${"x".repeat(40)}`, set("alias", "x".repeat(40))],
  [`set alias ${"x".repeat(41)}`, unclear("set alias", "at most 40 characters")],
  ["set alais Nita", unclear("set alias")],
  ["set", unclear("set alias")],
  ["set bio I keep bees: ask me", set("bio", "I keep bees: ask me")],
  [`set bio ${"y".repeat(281)}`, unclear("set bio", "at most 280 characters")],
  ["set website https://example.org/a?b=c", set("website", "https://example.org/a?b=c")],
  ["set website example.org", set("website", "https://example.org/")],
  ["set website http://example.org", set("website", "http://example.org/")],
  ["set website javascript:alert(1)", noAddress],
  ["set website data:text/html,x", noAddress],
  ["set website mailto:a@example.org", noAddress],
  ["set website https://you@example.org", noAddress],
  ["set website no address", noAddress],
  ["unset alias", set("alias", null)],
  ["UNSET Bio", set("bio", null)],
  ["unset", unclear("unset alias")],
  ["unset webiste", unclear("unset website")],
  ["remove", remove(null)],
  ["remove See you  AT nine", remove("see you at nine")],
  ["remove «See you»", remove("see you")],
  ["optt-out", unclear("opt-out")],
  ["alias Nita", unclear("set alias")],
  ["what is this?", unclear(null)],
  ["", unclear(null)]
]

describe("Command", () => {
  it.each(table)("/egregora %s", (said, command) => {
    expect(commandsIn(`/egregora ${said}`)).toEqual([command])
    expect(withoutCommands(`before\n/egregora ${said}\nafter`)).toBe("before\nafter")
  })

  it.each([
    ["/EGREGORA opt-out", ""],
    ["\u200f \u00a0/Egregora: opt-out", ""],
    ["/egregora@some_bot opt-out", ""],
    ["hello\r\n\r\n/egregora opt-out\r\n", "hello"],
    ["\n\n/egregora opt-out\n\nhello\n\n there", "hello\n\n there"],
    ["*/egregora opt-out*", ""],
    ["**_/egregora opt-out_**\nhi", "hi"],
    ["“/egregora opt-out”", ""],
    ['"*/egregora opt out*"', ""],
    ["\uff0fegregora opt-out", ""],
    ["/Egregora: opt_out", ""],
    ["```code```\n/egregora opt-out", "```code```"],
    ["one\u2028/egregora opt-out\u2028two", "one\u2028two"]
  ])("%j is a command", (text, rest) => {
    expect([commandsIn(text), withoutCommands(text)]).toEqual([[out], rest])
  })

  it.each([
    "say /egregora opt-out to leave",
    "@blog /egregora opt-out",
    "`/egregora opt-out`",
    "~/egregora opt-out~",
    "/egregoras opt-out",
    "/egregoraopt-out",
    "/egregoraoptout",
    "/egregora-x opt-out",
    "/egregora/opt-out",
    "//egregora opt-out",
    "egregora opt-out",
    "Egregora, let me OPT me OUT",
    "*/egregora* opt_out"
  ])("%j may be a wish to leave: it is not obeyed, and not passed over", (line) => {
    expect([commandsIn(`hi\n${line}`), withoutCommands(`hi\n${line}`)]).toEqual([[notFirst], "hi"])
  })

  it("code is not obeyed, and it is told", () => {
    const text = "so one leaves:\n```\n/egregora opt-out\n/egregora set alias A\n```"
    expect([commandsIn(text), withoutCommands(text)]).toEqual([[notFirst], "so one leaves:\n```\n```"])
  })

  it.each([
    "> /egregora opt-out",
    "\u200e >> _/egregora opt-out_",
    "> /egregora set alias Nita",
    "`/egregora set bio x`"
  ])("%j is quoted: nobody says it, and no post has it", (line) => {
    expect([commandsIn(`${line}\nhi`), withoutCommands(`${line}\nhi`)]).toEqual([[], "hi"])
  })

  it.each(["say /egregora set alias A", "/egregoras set alias A", "egregora is out", "opt-out of it"])(
    "%j is none",
    (text) => {
      expect([commandsIn(text), withoutCommands(text)]).toEqual([[], text])
    }
  )

  it("several lines are several commands, in order", () => {
    expect(commandsIn("/egregora opt-out\nno\n/egregora set alias A\n/egregora opt-in")).toEqual([
      out,
      set("alias", "A"),
      back
    ])
  })

  const line = FastCheck.oneof(
    FastCheck.fullUnicodeString(),
    FastCheck.constantFrom(
      "",
      " ",
      "/egregora",
      " /Egregora opt-out",
      "/egregoras",
      "see /egregora",
      "*/egregora opt-out*",
      "> /egregora opt-out",
      "see egregora, opt out",
      "```",
      "\u200e/EGREGORA x"
    )
  )
  const text = FastCheck.array(line, { maxLength: 6 }).chain((lines) =>
    FastCheck.constantFrom("\n", "\r\n", "\u2028").map((end) => lines.join(end))
  )

  it.effect.prop("what is left holds no command, and is left as it is", { text }, ({ text }) =>
    Effect.sync(() => {
      const rest = withoutCommands(text)
      expect([commandsIn(rest), withoutCommands(rest)]).toEqual([[], rest])
    })
  )

  it.effect.prop("a text without the word is untouched", { text }, ({ text }) =>
    Effect.sync(() => {
      const plain = text.replace(/egregora/gi, "egregor")
      expect([mayCommand(plain), commandsIn(plain), withoutCommands(plain)]).toEqual([false, [], plain])
    })
  )

  it("a line of a million blanks, or of a million letters, takes no time", () => {
    const started = performance.now()
    for (const filler of [" ", "\u200e", "x", "opt ", "\n", "\u0301"]) {
      const text = `/egregora remove ${filler.repeat(1_000_000)}x\n${filler.repeat(1_000_000)}/egregora`
      commandsIn(text)
      withoutCommands(text)
    }
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
