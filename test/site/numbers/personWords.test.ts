import { describe, expect, it } from "@effect/vitest"
import { wordsOf } from "../../../src/site/numbers/personWords.js"
import { siteNumbers } from "../../../src/site/numbers/siteNumbers.js"
import { head, person, stats } from "../../support/heads.js"

const numbers = siteNumbers([
  head(
    "2025-05-02",
    stats({
      people: [
        person("Amber Otter", {
          words: [
            ["piano", 12],
            ["street", 20],
            ["trombone", 5],
            ["heron", 9],
            ["lamp", 2]
          ]
        }),
        person("Brave Heron", {
          words: [
            ["piano", 1],
            ["street", 8],
            ["lamp", 9]
          ]
        })
      ]
    })
  )
])

const of = (name: string) => {
  const found = numbers.people.find((one) => one.name === name)
  return found === undefined ? null : wordsOf(numbers, found)
}

describe("wordsOf", () => {
  it("tells what somebody writes more than the others; not what all write, nor anybody's name", () => {
    expect(of("Amber Otter")).toEqual({ telling: ["piano"], own: [["trombone", 5]] })
    expect(of("Brave Heron")).toEqual({ telling: ["lamp"], own: [] })
  })

  it("somebody who writes alone has no words against others", () => {
    const alone = siteNumbers([
      head("2025-05-02", stats({ people: [person("Amber Otter", { words: [["piano", 12]] })] }))
    ])
    expect(alone.people.map((one) => wordsOf(alone, one))).toEqual([{ telling: [], own: [] }])
  })
})
