import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import * as Redacted from "effect/Redacted"
import { makeRules } from "../../src/domain/aliases.js"
import * as Pseudonym from "../../src/domain/Pseudonym.js"
import { wishedNames } from "../../src/domain/wishedNames.js"
import { details } from "../../src/sources/json/jsonChat.js"
import { loadScripts } from "../../src/stages/privacy.js"
import { message } from "../support/site.js"

const key = Redacted.make(new Uint8Array(32).fill(7))
const people = ["Ana Dias", "Ana Costa", "Rui Reis", "李小龙", "+351 913 456 789", "Eva Matos"]
const others = ["Gil Sousa"]

const names = (
  out: ReadonlyArray<string>,
  aliases: Readonly<Record<string, string>> = {},
  realNames = false
) => {
  const base = Pseudonym.make({ key, authors: people, others, realNames })
  const wished = wishedNames({
    base,
    people: [...people, ...others],
    out: new Set(out),
    aliases: new Map(Object.entries(aliases)),
    namesOf: realNames ? (some) => Pseudonym.make({ key, authors: some, others: [] }) : null
  })
  return { base, wished }
}

describe("names of who opted out", () => {
  const { base, wished } = names(["Rui Reis", "李小龙", "+351 913 456 789", "Gil Sousa"])

  it.each([
    ["Rui has it", "someone has it"],
    ["ask RUI REIS, or Reis", "ask someone, or someone"],
    ["@\u2068Rui Reis\u2069 and @351913456789", "@someone and @someone"],
    ["李小龙说", "someone说"],
    ["call 913456789", "call someone"],
    ["Gil S.", "someone S."],
    ["Ana knows", "someone knows"],
    [`${base.name("Rui Reis")} wrote`, "someone wrote"]
  ])("%j becomes %j", (text, shown) => {
    expect([wished.text(text), wished.text(shown)]).toEqual([shown, shown])
  })

  it("are told from those of the others", () => {
    expect(["Rui left", "Ana left", "Eva Matos left"].map(wished.namesWhoIsOut)).toEqual([true, false, false])
    expect(wished.name("Eva Matos")).toBe(base.name("Eva Matos"))
    expect(wished.text("Eva Matos")).toBe(base.text("Eva Matos"))
  })

  it("are hidden in real names too, and only they", () => {
    const { wished } = names(["Rui Reis", "Ana Dias", "+351 913 456 789"], {}, true)
    const shown = {
      "Rui has it, Eva Matos": "someone has it, Eva Matos",
      "Ana Costa and Ana Dias": "Ana Costa and someone",
      "ana and @\u2068Eva Matos\u2069": "someone and @Eva Matos",
      "@351913456789, @351911111111": "@someone, @351911111111",
      "@\u2068Rui Reis\u2069": "@someone"
    }
    for (const [text, expected] of Object.entries(shown)) {
      expect([wished.text(text), wished.text(expected)]).toEqual([expected, expected])
    }
    expect(["@\u2068Rui Reis\u2069 left", "Ana Costa left"].map(wished.namesWhoIsOut)).toEqual([true, false])
  })
})

describe("aliases", () => {
  const aliases = { "Rui Reis": "Rui the Great", "Eva Matos": "🦊", "Ana Dias": "Nita $& (x)" }

  it("stand wherever the pseudonym stood", () => {
    const { base, wished } = names([], aliases)
    expect(wished.text("Rui, eva matos and @\u2068Ana Dias\u2069")).toBe("Rui the Great, 🦊 and @Nita $& (x)")
    const forwarded = {
      ...message(0, "Eva Matos", "hi Rui"),
      details: details({ forwardedFrom: "Rui Reis" })
    }
    expect(wished.message(forwarded)).toEqual({
      ...forwarded,
      author: "🦊",
      text: "hi Rui the Great",
      details: details({ forwardedFrom: "Rui the Great" })
    })
    expect(wished.name("Ana Costa")).toBe(base.name("Ana Costa"))
  })

  it("with real names, for their owner and in mentions", () => {
    const { wished } = names([], aliases, true)
    expect([wished.name("Rui Reis"), wished.text("Rui Reis and @\u2068Rui Reis\u2069")]).toEqual([
      "Rui the Great",
      "Rui Reis and @Rui the Great"
    ])
  })

  const part = FastCheck.oneof(
    FastCheck.constantFrom(
      ...people,
      ...others,
      ...Object.values(aliases),
      "Rui",
      "@\u2068Rui Reis\u2069",
      "someone"
    ),
    FastCheck.string()
  )
  const text = FastCheck.array(part, { maxLength: 8 }).map((parts) => parts.join(" "))

  it.effect.prop("what is hidden stays as it is", { text, real: FastCheck.boolean() }, ({ real, text }) =>
    Effect.sync(() => {
      const { wished } = names(["Gil Sousa", "Ana Costa"], aliases, real)
      const once = wished.text(text)
      expect(wished.text(once)).toBe(once)
    })
  )

  it.effect.prop("without wishes all is as before", { text, real: FastCheck.boolean() }, ({ real, text }) =>
    Effect.sync(() => {
      const { base, wished } = names([], {}, real)
      expect(wished.text(text)).toBe(base.text(text))
    })
  )
})

describe("which aliases are shown", () => {
  const base = Pseudonym.make({ key, authors: people, others })
  const rules = makeRules({
    people: [...people, ...others],
    pseudonym: base.name,
    hidden: base,
    holdsData: (text) => /\d{6}/.test(text)
  })
  const allowed = (...asked: ReadonlyArray<readonly [string, string]>) =>
    Object.fromEntries(rules.allowed(asked.map(([author, alias], at) => ({ author, alias, at }))))

  it.each(["Nita", "🦊", "Ana", "Ana Dias", "Queen of Hearts", "小明", "Ни́та", "x"])(
    "%s may be Ana Dias's",
    (alias) => {
      expect(allowed(["Ana Dias", alias])).toEqual({ "Ana Dias": alias })
    }
  )

  it.each([
    "Rui Reis",
    "rui",
    "RUI!",
    "Rúi",
    "Ruі",
    "Яui Reis",
    "R u i R e i s",
    "ＲＵＩ",
    "the real Rui",
    "ruireis",
    "Gil",
    "GiI",
    "G1l Sousa",
    "小龙 李小龙",
    "Eva M4tos",
    "Ana Costa",
    "call 913456789",
    "someone",
    "[someone]",
    "Someοne",
    "egregora",
    "Amber Otter",
    "amber otter",
    "Amber Otter 2",
    base.name("Eva Matos"),
    `${base.name("Eva Matos")}!`
  ])("%s may not", (alias) => {
    expect(allowed(["Ana Dias", alias])).toEqual({})
  })

  it.each([
    ..."Brun0|8runo|B r u n o|Br uno|B.runo|xBruno|BrunoFan|ᗷruno|ᗷᖇᑌᑎO|🅱runo|ʙʀᴜɴᴏ|ꓐꓣꓴꓠꓳ|BRUNO|Ᏼruno".split(
      "|"
    ),
    ..."B҉runo|Br\u{e0061}uno|B̶r̶u̶n̶o̶|B\u200dr\ufe0funo|𝗕𝗿𝘂𝗻𝗼|Βrυnο|Rеis".split("|"),
    ..."Re1s|R 3 I 5|Pau1o|p@ulo|G 1 l|Ｇil|🐝".split("|")
  ])("%s may not where others are Bruno Reis, Paulo Gil and 🐝", (alias) => {
    const { allowed, refusal } = makeRules({
      people: ["Ana Dias", "Bruno Reis", "Paulo Gil", "🐝"],
      pseudonym: base.name,
      hidden: base,
      holdsData: () => false
    })
    expect([refusal("Ana Dias", alias), [...allowed([{ author: "Ana Dias", alias, at: 0 }])]]).toEqual([
      "name",
      []
    ])
  })

  it.each(["Мария", "Мария Третья", "Ольга", "小龙"])(
    "%s may not where Maria, Olga and 李小龍 write",
    async (alias) => {
      const some = ["Ana Dias", "Maria Gudmundsdottir", "Olga", "李小龍"]
      const scripts = await Effect.runPromise(loadScripts(some))
      const hidden = Pseudonym.make({ key, authors: some, others: [], scripts })
      const { refusal } = makeRules({ people: some, pseudonym: hidden.name, hidden, holdsData: () => false })
      expect([refusal("Ana Dias", alias), refusal("Ana Dias", "Нина")]).toEqual(["name", null])
    }
  )

  it.each(["You", "yóu", "Deleted Account", "unknown", "Telegram"])("%s may not: it is nobody's", (alias) => {
    expect(rules.refusal("Ana Dias", alias)).toBe("reserved")
  })

  it("one's own name may hold that of another; emoji are compared with emoji", () => {
    const { refusal } = makeRules({
      people: ["Brunoldo Reis", "Bruno Dias", "🐝"],
      pseudonym: base.name,
      hidden: base,
      holdsData: () => false
    })
    expect(["Brunoldo", "Reis", "🦊", "Bruno"].map((alias) => refusal("Brunoldo Reis", alias))).toEqual([
      null,
      null,
      null,
      "name"
    ])
  })

  it("of two that look alike, the first is shown, whoever wrote first", () => {
    expect(allowed(["Ana Dias", "Nita"], ["Eva Matos", "NÍTA"], ["Rui Reis", "Zed"])).toEqual({
      "Ana Dias": "Nita",
      "Rui Reis": "Zed"
    })
    expect(allowed(["Ana Dias", "🦊"], ["Eva Matos", "🦊"], ["Rui Reis", "🦊🦊"])).toEqual({
      "Ana Dias": "🦊",
      "Rui Reis": "🦊🦊"
    })
  })
})
