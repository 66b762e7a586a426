import { describe, expect, it } from "vitest"
import { scoresOf } from "../../src/site/score.js"
import { headOf, personStats, statsOfPeople } from "../support/heads.js"

const participants = (n: number) =>
  Array.from({ length: n }, (_, at) => ({ name: `P${at}`, messages: 1, quote: null }))

describe("the score of a post", () => {
  it("compares each of its parts with the other posts", () => {
    const heads = [
      headOf("2025-05-02", {
        participants: participants(2),
        stats: statsOfPeople(
          [
            personStats("P0", {
              words: [
                ["piano", 1],
                ["stool", 1]
              ]
            })
          ],
          [[0, 1, 3]]
        )
      }),
      headOf("2025-05-03", {
        participants: participants(5),
        stats: statsOfPeople(
          [
            personStats("P0", { reactions: 4, words: [["pianos", 1]] }),
            personStats("P1", {
              reactions: 3,
              words: [
                ["roof", 1],
                ["cat", 2],
                ["boat", 1]
              ]
            })
          ],
          [
            [0, 1, 500],
            [1, 0, 2]
          ]
        )
      }),
      headOf("2025-05-04", { participants: participants(2) })
    ]
    const part = (counted: number, points: number) => ({ counted, points })
    expect(scoresOf(heads)).toEqual([
      {
        head: heads[1],
        points: 100,
        participation: part(5, 25),
        conversation: part(502, 25),
        applause: part(7, 25),
        novelty: part(3, 25)
      },
      {
        head: heads[0],
        points: 26,
        participation: part(2, 0),
        conversation: part(3, 13),
        applause: part(0, 0),
        novelty: part(2, 13)
      },
      {
        head: heads[2],
        points: 0,
        participation: part(2, 0),
        conversation: part(0, 0),
        applause: part(0, 0),
        novelty: part(0, 0)
      }
    ])
  })

  it("is nothing for a post that is alone", () => {
    expect(scoresOf([headOf("2025-05-02")]).map(({ points }) => points)).toEqual([0])
    expect(scoresOf([])).toEqual([])
  })
})
