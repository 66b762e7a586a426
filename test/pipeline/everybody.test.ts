import { describe, expect, it } from "@effect/vitest"
import { none } from "../../src/domain/Wishes.js"
import { everybody, withEverybody } from "../../src/pipeline/everybody.js"
import type { Survey } from "../../src/sources/Source.js"

const survey = (
  authors: Readonly<Record<string, number>>,
  others: ReadonlyArray<string> = [],
  aliases: Readonly<Record<string, ReadonlyArray<string>>> = {}
): Survey => ({
  source: "whatsapp",
  platform: "android",
  name: null,
  dateOrder: "day-first",
  dateOrderReason: "",
  zone: "UTC",
  messages: 1,
  first: 0,
  last: 0,
  authors: new Map(Object.entries(authors)),
  others: new Set(others),
  aliases: new Map(Object.entries(aliases)),
  wishes: none,
  unplaced: 0,
  warnings: []
})

const person = (name: string, wrote = true, ...also: ReadonlyArray<string>) => ({ name, also, wrote })

describe("everybody", () => {
  it("is at first whom the export has, and stays so", () => {
    const given = survey({ Rui: 3, Ana: 2 }, ["Eva"], { Ana: ["ana.d"] })
    const all = everybody([], given)
    expect(all).toEqual([person("Rui"), person("Ana", true, "ana.d"), person("Eva", false)])
    expect(everybody(all, given)).toEqual(all)
  })

  it("keeps who is gone, in their places, and what they did", () => {
    const book = [person("Rui"), person("Ana", true, "ana.d"), person("Eva", false)]
    expect(everybody(book, survey({ Tom: 1 }, ["Rui"]))).toEqual([...book, person("Tom")])
    expect(everybody(book, survey({ Eva: 1 }))).toEqual([...book.slice(0, 2), person("Eva")])
  })

  it("calls a person as the export does, and remembers the other name", () => {
    const book = [person("Ana", true, "Anocas"), person("Rui")]
    const ofOther = everybody(book, survey({ Anocas: 1 }))
    expect(ofOther).toEqual([person("Anocas", true, "Ana"), person("Rui")])
    expect(everybody(ofOther, survey({ Ana: 1 }))).toEqual(book)
  })

  it("takes two for two where the export does, and no account for another of that name", () => {
    const book = [person("Ana", true, "Anocas"), person("Rui")]
    expect(everybody(book, survey({ Anocas: 1, Ana: 1 }))).toEqual([
      person("Ana"),
      person("Rui"),
      person("Anocas")
    ])
    const accounts = [person("Ana", true, "Rui"), person("Rui")]
    expect(everybody(accounts, survey({ Rui: 1 }))).toEqual([person("Ana"), person("Rui")])
  })

  it("knows an account by itself alone, whoever else is called as they were", () => {
    const accounts = (own: Readonly<Record<string, string>>) => ({ accounts: new Map(Object.entries(own)) })
    const book = [{ ...person("Ana", true, "Anocas"), account: "1" }, person("Rui")]
    const ofOther = { ...survey({ Anocas: 1, Rui: 2 }), ...accounts({ Anocas: "2", Rui: "3" }) }
    const all = [
      { ...person("Ana"), account: "1" },
      { ...person("Rui"), account: "3" },
      { ...person("Anocas"), account: "2" }
    ]
    expect(everybody(book, ofOther)).toEqual(all)
    expect(everybody(all, survey({ Rui: 1 }))).toEqual(all)
  })

  it("is bounded: who was known first is left out, and nobody of the export", () => {
    const names = Array.from({ length: 100_001 }, (_, at) => `name ${at}`)
    const book = names.map((name) => person(name))
    const all = everybody(book, survey({ "name 0": 1, Tom: 1 }))
    expect([all.length, all[0]?.name, all[1]?.name, all.at(-1)?.name]).toEqual([
      100_000,
      "name 0",
      "name 3",
      "Tom"
    ])
  })

  it("is what an export is seen with", () => {
    const given = survey({ Rui: 3 }, ["Eva"])
    const { aliases, authors, others, ...rest } = withEverybody(given, [
      person("Ana", true, "ana.d"),
      person("Rui"),
      person("Eva", false)
    ])
    const { aliases: _, authors: __, others: ___, ...same } = given
    expect([authors, others, aliases, rest]).toEqual([
      new Map([
        ["Ana", 0],
        ["Rui", 3]
      ]),
      new Set(["Eva"]),
      new Map([["Ana", ["ana.d"]]]),
      same
    ])
  })
})
