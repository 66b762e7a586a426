import { describe, expect, it } from "@effect/vitest"
import { People } from "../../src/sources/People.js"

/** What people are after a pass in which each of these wrote once, and what they were called. */
const written = (people: People, ...said: ReadonlyArray<readonly [account: string | null, name: string]>) => {
  const names = said.map(([account, name]) => {
    const author = people.author(account, name)
    people.count(author)
    return author
  })
  return { names, ...people.settle() }
}

describe("people", () => {
  it("of one name are told apart, also where only what cannot be seen differs", () => {
    const { accounts, names } = written(
      new People(),
      ["1", "Ana"],
      ["2", "Ana\u200d"],
      ["3", "Ana"],
      ["1", "Ana"]
    )
    expect(names).toEqual(["Ana", "Ana\u200d (2)", "Ana (3)", "Ana"])
    expect([...(accounts ?? [])].map(([, account]) => account)).toEqual(["1", "2", "3"])
  })

  it("who are known keep their names, and nobody gets that of who is not there", () => {
    const known = new Map([
      ["1", "Ana"],
      ["2", "Ana (2)"]
    ])
    const { accounts, aliases, authors, names } = written(
      new People(known),
      ["2", "Ana"],
      ["3", "Ana"],
      ["2", "Benedita"],
      [null, "Ana"]
    )
    expect(names).toEqual(["Ana (2)", "Ana (3)", "Ana (2)", "Ana (4)"])
    expect([accounts, aliases]).toEqual([
      new Map([
        ["Ana (2)", "2"],
        ["Ana (3)", "3"]
      ]),
      new Map([["Ana (2)", ["Benedita"]]])
    ])
    expect([...authors]).toEqual([
      ["Ana (2)", 2],
      ["Ana (3)", 1],
      ["Ana (4)", 1]
    ])
  })

  it("are meant by the name under which they alone write", () => {
    const people = new People(new Map([["1", "Ana"]]))
    people.other(null, "Benedita")
    people.other("1", "my love")
    const { aliases, others } = written(people, ["1", "Benedita"], ["2", "Rui"], ["3", "Rui"])
    expect([others, aliases]).toEqual([new Set(), new Map([["Ana", ["Benedita"]]])])
    expect([people.other(null, "Benedita"), people.other(null, "Rui"), people.other(null, "Eva")]).toEqual([
      "Ana",
      "Rui",
      "Eva"
    ])
  })
})
