import { describe, expect, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import { Stats } from "../../../src/domain/Stats.js"
import { dayAt, dayNumber, type SiteNumbers, siteNumbers } from "../../../src/site/numbers/siteNumbers.js"
import { head, person, stats } from "../../support/heads.js"

const [A, B] = ["Amber Otter", "Brave Heron"]

const friday = head(
  "2025-05-02",
  stats({
    people: [
      person(A, { messages: 3, files: 1, reactions: 2, emoji: [["👍", 2]], words: [["lift", 2]] }),
      person(B, { messages: 1, words: [["lift", 1]] })
    ],
    hours: [
      ["2025-05-02T08", 0, 3],
      ["2025-05-02T09", 1, 1]
    ],
    answers: [[1, 0, 1]],
    hosts: [["example.org", 2]],
    longest: { start: 0, end: 1, messages: 4, people: 2 }
  })
)
const monday = head(
  "2025-05-05",
  stats({
    people: [person(B, { messages: 5, emoji: [["😂", 3]] }), person(A, { messages: 1 })],
    hours: [
      ["2025-05-05T23", 0, 5],
      ["2025-05-06T00", 1, 1],
      ["never", 0, 9],
      ["2025-05-06T01", 7, 2]
    ],
    answers: [
      [0, 1, 2],
      [0, 9, 3]
    ],
    longest: { start: 0, end: 9, messages: 4, people: 2 }
  })
)
const posts = [friday, head("2025-05-03", null), monday]

describe("siteNumbers", () => {
  it("counts a word in all its forms, and what stands after a number where it is a word too", () => {
    const { people, words } = siteNumbers([
      head("2025-05-02", stats({ people: [person(A, { words: [["lamp", 2]] })] })),
      head(
        "2025-05-03",
        stats({
          people: [
            person(A, {
              words: [["lamps", 3]],
              counted: [
                ["lamps", 4],
                ["metres", 9]
              ]
            })
          ]
        })
      )
    ])
    expect([words, people[0]?.words]).toEqual([[["lamps", 9]], [["lamps", 9]]])
  })

  it("adds up what the posts have, and passes over what has no place", () => {
    const { people, week, ...all } = siteNumbers(posts)
    expect(all).toEqual({
      posts: 2,
      messages: 10,
      files: 1,
      reactions: 2,
      days: new Map([
        ["2025-05-02", 4],
        ["2025-05-05", 5],
        ["2025-05-06", 3]
      ]),
      emoji: [
        ["😂", 3],
        ["👍", 2]
      ],
      words: [["lift", 3]],
      hosts: [["example.org", 2]],
      longest: { start: 0, end: 1, messages: 4, people: 2, post: friday },
      busiest: { day: "2025-05-05", messages: 5, post: monday },
      streak: { first: "2025-05-05", last: "2025-05-06", days: 2 },
      silence: { first: "2025-05-03", last: "2025-05-04", days: 2 }
    })
    const [fridays, mondays, tuesdays] = [4 * 24, 0, 24]
    expect(week.flatMap((n, at) => (n === 0 ? [] : [[at, n]]))).toEqual([
      [mondays + 23, 5],
      [tuesdays, 1],
      [tuesdays + 1, 2],
      [fridays + 8, 3],
      [fridays + 9, 1]
    ])
    expect(people.map(({ week: _, ...rest }) => rest)).toEqual([
      {
        name: B,
        messages: 6,
        files: 0,
        reactions: 0,
        days: new Map([
          ["2025-05-02", 1],
          ["2025-05-05", 5]
        ]),
        emoji: [["😂", 3]],
        words: [["lift", 1]],
        answers: [[A, 3]],
        answeredBy: []
      },
      {
        name: A,
        messages: 4,
        files: 1,
        reactions: 2,
        days: new Map([
          ["2025-05-02", 3],
          ["2025-05-06", 1]
        ]),
        emoji: [["👍", 2]],
        words: [["lift", 2]],
        answers: [],
        answeredBy: [[B, 3]]
      }
    ])
  })

  it("has nothing of posts without numbers", () => {
    expect(siteNumbers([head("2025-05-03", null)])).toEqual({
      ...siteNumbers([]),
      posts: 0,
      messages: 0,
      people: [],
      busiest: null,
      streak: null,
      silence: null
    })
  })

  const day = FastCheck.integer({ min: 20000, max: 20040 }).map(dayAt)
  const hour = FastCheck.tuple(day, FastCheck.integer({ min: 0, max: 23 })).map(
    ([it, clock]) => `${it}T${String(clock).padStart(2, "0")}`
  )
  const few = FastCheck.integer({ min: 1, max: 50 })
  const numbers = FastCheck.tuple(
    FastCheck.uniqueArray(FastCheck.constantFrom("Ana", "Bo", "Cy", "Di"), { minLength: 1 }),
    FastCheck.array(FastCheck.tuple(hour, FastCheck.nat(3), few)),
    FastCheck.array(FastCheck.tuple(FastCheck.nat(3), FastCheck.nat(3), few))
  ).map(([names, hours, answers]) => {
    const held = hours.map(([at, who, n]) => [at, who % names.length, n] as const)
    return stats({
      people: names.map((name, at) =>
        person(name, {
          messages: held.reduce((sum, [, who, n]) => (who === at ? sum + n : sum), 0),
          words: [["lift", at + 1]]
        })
      ),
      hours: held,
      answers: answers.map(([from, to, n]) => [from % names.length, to % names.length, n] as const)
    })
  })
  const some = FastCheck.uniqueArray(FastCheck.tuple(day, numbers), { selector: ([it]) => it }).map((list) =>
    list.map(([it, its]) => head(it, its))
  )
  const sum = (counts: Iterable<number>) => [...counts].reduce((total, n) => total + n, 0)

  it.prop("totals are those of the people, the days and the hours", [some], ([heads]) => {
    const { days, messages, people, week, words } = siteNumbers(heads)
    expect([sum(days.values()), sum(week), sum(people.map((one) => one.messages))]).toEqual([
      messages,
      messages,
      messages
    ])
    for (const one of people)
      expect([sum(one.days.values()), sum(one.week)]).toEqual([one.messages, one.messages])
    expect(sum(people.flatMap((one) => one.words.map(([, n]) => n)))).toBe(sum(words.map(([, n]) => n)))
    expect(sum(people.flatMap((one) => one.answers.map(([, n]) => n)))).toBe(
      sum(people.flatMap((one) => one.answeredBy.map(([, n]) => n)))
    )
  })

  it.prop(
    "the order of the posts does not matter",
    [
      some.chain((heads) =>
        FastCheck.tuple(
          FastCheck.constant(heads),
          FastCheck.shuffledSubarray(heads, { minLength: heads.length })
        )
      )
    ],
    ([[heads, others]]) => {
      const inOrder = ({ days, ...rest }: SiteNumbers) => [[...days], rest]
      expect(inOrder(siteNumbers(others))).toEqual(inOrder(siteNumbers(heads)))
    }
  )

  it.effect.prop(
    "whatever a file of numbers holds, something comes of it",
    [Arbitrary.make(Stats)],
    ([any]) =>
      Effect.sync(() => {
        expect(siteNumbers([head("2025-05-02", any)]).posts).toBe(1)
      })
  )

  it("days are places in a row", () => {
    expect([dayNumber("1970-01-02"), dayAt(1), dayNumber("2024-03-01") - dayNumber("2024-02-28")]).toEqual([
      1,
      "1970-01-02",
      2
    ])
  })
})
