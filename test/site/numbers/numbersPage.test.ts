import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { SiteContext } from "../../../src/site/layout.js"
import { numbersSection } from "../../../src/site/numbers/numbersPage.js"
import type { PostHead } from "../../../src/site/people.js"
import { makeProfiles } from "../../../src/site/profile.js"
import { head, person, siteOf, stats } from "../../support/heads.js"
import { hostile } from "../../support/hostile.js"

const site = (posts: ReadonlyArray<PostHead>, language = "en"): SiteContext =>
  siteOf(posts, { language, sections: [{ path: "numbers.html", label: "Numbers" }] })

const pageOf = (it: SiteContext): string => [...numbersSection.files(it)].map(({ text }) => text).join("")

const profilesOf = (it: SiteContext) => {
  const { markdown, page } = makeProfiles(it)
  return Effect.forEach(it.people, (one) =>
    Effect.map(markdown(one), (text) => ({ page: page(one), markdown: text }))
  )
}

const [A, B] = ["Amber Otter", "Brave Heron"]

const posts = [
  head(
    "2025-05-02",
    stats({
      people: [
        person(A, {
          messages: 30,
          files: 1,
          reactions: 2,
          emoji: [["👍", 2]],
          words: [
            ["lift", 9],
            ["piano", 4]
          ]
        }),
        person(B, { messages: 12, words: [["lift", 2]] })
      ],
      hours: [
        ["2025-05-02T08", 0, 30],
        ["2025-05-02T21", 1, 12]
      ],
      answers: [
        [1, 0, 7],
        [0, 1, 3]
      ],
      hosts: [["example.org", 2]],
      longest: { start: 0, end: 40 * 60_000, messages: 20, people: 2 }
    })
  ),
  head("2025-05-05", stats({ people: [person(B, { messages: 5 })], hours: [["2025-05-05T23", 0, 5]] })),
  head("2025-05-06", null)
]

describe("the page of numbers", () => {
  it("is shown where there are any", () => {
    expect([
      numbersSection.isShown(site(posts)),
      numbersSection.isShown(site([head("2025-05-06", null)]))
    ]).toEqual([true, false])
  })

  it("shows them", () => {
    expect(pageOf(site(posts))).toMatchSnapshot()
  })

  it.each(["pt", "es", "de", "fr", "it", "ar", "hi", "ja"])(
    "in %s has none but its own words",
    (language) => {
      const english = pageOf(site(posts))
      const said = (page: string) => new Set(page.match(/(?<=<(?:h2|dt|summary|title[^>]*)>)[^<]+/g))
      const shared = [...said(pageOf(site(posts, language)))].filter((text) => said(english).has(text))
      expect(shared.filter((text) => !/^(?:Emoji|Links?|Messages)$/.test(text))).toEqual([])
    }
  )

  it("a chart weighs little, whatever it shows", () => {
    const names = Array.from({ length: 50 }, (_, at) => `Person number ${at}`)
    const year = Array.from({ length: 1200 }, (_, at) => {
      const day = new Date(Date.UTC(2022, 0, 1 + at)).toISOString().slice(0, 10)
      return head(
        day,
        stats({
          people: names.map((name, who) => person(name, { messages: 1 + ((at * who) % 7) })),
          hours: names.map((_, who) => [
            `${day}T${String((at + who) % 24).padStart(2, "0")}`,
            who,
            1 + ((at * who) % 7)
          ]),
          answers: names.map((_, who) => [who, (who * at + 1) % 50, 1 + (at % 5)])
        })
      )
    })
    const page = pageOf(site(year))
    const charts = page.match(/<svg class="drawn" viewBox.*?<\/svg>/gs) ?? []
    expect(charts.length).toBe(3)
    expect(charts.filter((chart) => chart.length > 6 * 1024).map((chart) => chart.length)).toEqual([])
    expect(page.match(/ style=|<style|<script(?! src="assets\/site\.js")/g)).toBe(null)
  })
})

describe("a person's pages", () => {
  it.effect("show their numbers, in Markdown too", () =>
    Effect.gen(function* () {
      const [first] = yield* profilesOf(site(posts))
      expect(first?.page).toMatchSnapshot("page")
      expect(first?.markdown).toMatchSnapshot("Markdown")
    })
  )

  it.effect("do without where there are none", () =>
    Effect.gen(function* () {
      const bare = posts.map((post) => ({ ...post, stats: null }))
      for (const { markdown, page } of yield* profilesOf(site(bare))) {
        expect(page).not.toContain("<svg")
        expect(markdown).not.toContain("## Numbers")
      }
    })
  )
})

describe("what a chat can do to the numbers", () => {
  it.effect("nothing: each name, word, emoji and host is text", () =>
    Effect.gen(function* () {
      const names = [A, ...hostile]
      const counts = hostile.map((text, at) => [text, 9 + at] as const)
      const its = head(
        "2025-05-02",
        stats({
          people: names.map((name, at) => person(name, { messages: 90 - at, emoji: counts, words: counts })),
          hours: [...names.map((_, at) => ["2025-05-02T08", at, 90 - at] as const), [`"><b>`, 0, 1]],
          answers: names.map((_, at) => [at, (at + 1) % names.length, 2]),
          hosts: counts
        })
      )
      const all = site([its])
      const profiles = yield* profilesOf(all)
      for (const page of [pageOf(all), ...profiles.map((one) => one.page)]) {
        const tags = [...page.matchAll(/<([a-z][^\s>/]*)([^>]*)>/gi)]
        expect(tags.length).toBeGreaterThan(100)
        for (const [tag, name = "", attributes = ""] of tags) {
          if (/ class="colours"|assets\/site\.js">$/.test(tag)) continue
          expect(elements, tag).toContain(name)
          for (const [, attribute = ""] of attributes.replace(/"[^"]*"/g, '""').matchAll(/\s([^\s=>"]+)/g)) {
            expect(allowed, tag).toContain(attribute.replace("/", ""))
          }
        }
      }
      for (const { markdown } of profiles) {
        expect(markdown.split("\n---\n")[1]).not.toMatch(/(?<!\\)<(?:script|img|svg|iframe|style|base)/i)
      }
    })
  )
})

const elements =
  "html head meta title link body a header nav main article h1 h2 section div p dl dt dd figure svg desc path text g circle rect figcaption details summary table thead tbody tr th td ol ul li small span i bdi footer time".split(
    " "
  )

const allowed =
  "lang dir data-sign charset name content http-equiv rel href class id aria-label aria-hidden aria-labelledby role tabindex viewBox d x y r cx cy rx width height text-anchor stroke-width transform scope datetime start"
    .split(" ")
    .concat("")
