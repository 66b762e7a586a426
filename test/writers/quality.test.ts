import { describe, expect, it } from "@effect/vitest"
import { halves, type JudgedWindow, judgedWindows, parseJudged } from "../support/quality.js"

const all: ReadonlyArray<JudgedWindow> = halves.flatMap(judgedWindows)
const languages = ["ar", "de", "en", "es", "fr", "hi", "it", "ja", "pt"]

describe("the quality set", () => {
  it("has two windows of each language in each half, each in its own kind of group", () => {
    expect(halves.map((half) => judgedWindows(half).map(({ language }) => language))).toEqual(
      halves.map(() => languages.flatMap((language) => [language, language]))
    )
    expect(new Set(all.map(({ name }) => name)).size).toBe(36)
    expect(all.filter(({ language, name }) => !name.startsWith(`${language}-`))).toEqual([])
  })

  for (const judged of all) {
    it(`${judged.name} is marked within bounds`, () => {
      const { beginnings, decisions, keep, questions, titles, window, worthless } = judged
      const within = (value: number, least: number, most: number) => value >= least && value <= most
      const both = (one: ReadonlySet<number>, other: ReadonlySet<number>) =>
        [...one].filter((at) => other.has(at))
      expect({
        messages: within(window.size, 20, 60),
        keep: within(keep.size, 4, 8),
        worthless: within(worthless.size, 10, 30),
        decisions: within(decisions.size, 1, 4),
        beginnings: within(beginnings.size, 2, 8),
        questions: within(questions.length, 2, 4),
        titles: within(titles.length, 2, 3),
        startsAtTheFirst: beginnings.has(0),
        keptAndWorthless: both(keep, worthless),
        decidedAndWorthless: both(decisions, worthless),
        keptWithoutWords: [...keep].filter((at) => window.messages[at]?.text === ""),
        answeredBefore: questions.filter(
          ({ answers, question }) => answers.length === 0 || answers.some((answer) => answer <= question)
        )
      }).toEqual({
        messages: true,
        keep: true,
        worthless: true,
        decisions: true,
        beginnings: true,
        questions: true,
        titles: true,
        startsAtTheFirst: true,
        keptAndWorthless: [],
        decidedAndWorthless: [],
        keptWithoutWords: [],
        answeredBefore: []
      })
    })
  }
})

describe("a file of the quality set", () => {
  const head = "language: pt\ntitle: portão | vaquinha portão\nkind: condomínio\n\n"

  it("is read with its marks, attachments and further lines", () => {
    const { window, ...rest } = parseJudged(
      "pt-x.txt",
      "tuning",
      `${head}#?1     07:25 Rosi AP 31: quem vem: eu?\n-       07:40 Nilton: <sticker>\n*=!1    09:05 Nilton: <photo> às 10\n        | 53 reais\n`
    )
    expect(window.messages.map(({ author, kind, media, text }) => ({ author, kind, media, text }))).toEqual([
      { author: "Rosi AP 31", kind: "text", media: null, text: "quem vem: eu?" },
      { author: "Nilton", kind: "media", media: "sticker-1.webp", text: "" },
      { author: "Nilton", kind: "media", media: "photo-2.jpg", text: "às 10\n53 reais" }
    ])
    expect(window.end - window.start).toBe(100 * 60_000)
    expect(rest).toEqual({
      name: "pt-x",
      half: "tuning",
      language: "pt",
      kind: "condomínio",
      titles: [["portão"], ["vaquinha", "portão"]],
      keep: new Set([2]),
      worthless: new Set([1]),
      decisions: new Set([2]),
      beginnings: new Set([0]),
      questions: [{ question: 0, answers: [2] }]
    })
  })

  it.each([
    ["language: pt\nkind: x\n\n", 'tuning/x.txt:2: "title: …" expected'],
    [`${head}* 07:25 Rosi: oi`, "tuning/x.txt:5: eight columns of marks and `HH:MM author: text` expected"],
    [`${head}#       07:25 Rosi: oi\n        07:24 Rosi: oi`, "tuning/x.txt:6: is before the line above it"],
    [`${head}#!1     07:25 Rosi: oi`, "tuning/x.txt:1: one question 1 expected"]
  ])("is refused where it is not well formed: %#", (text, message) => {
    expect(() => parseJudged("x.txt", "tuning", text)).toThrow(new Error(message))
  })
})
