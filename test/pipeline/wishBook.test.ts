/**
 * What is remembered of wishes: for all the names of a person, and of nobody a name in clear.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as AppLayer from "../../src/AppLayer.js"
import { type ProcessOptions, processExport } from "../../src/pipeline/processExport.js"
import { standard } from "../../src/pipeline/standard.js"
import { tempSite } from "../tracking/tempSite.js"

const android = [
  "13/05/2025, 09:00 - Ana Dias: The quick brown fox jumps over the lazy dog",
  "13/05/2025, 09:05 - Bruno Reis: I have the key, come by this evening",
  "13/05/2025, 09:20 - Ana Dias: A helicopter has landed on the roof of the school"
]
const ios = [
  "[13/05/2025, 09:00:10] Anocas: The quick brown fox jumps over the lazy dog",
  "[13/05/2025, 09:05:11] Bruno Reis: I have the key, come by this evening",
  "[13/05/2025, 09:20:12] Anocas: A helicopter has landed on the roof of the school"
]
const onAndroid = (said: string) => `15/05/2025, 09:30 - Ana Dias: ${said}`
const onIos = (said: string) => `[15/05/2025, 09:30:01] Anocas: ${said}`
const ofAna = ["quick brown fox", "helicopter"]

type Exports = Readonly<Record<string, ReadonlyArray<string>>>

/** A site that is made of whole exports by their names, and what its posts and its book say. */
const site = Effect.gen(function* () {
  const folder = yield* tempSite
  const blog = join(folder, "blog")
  const run = (exports: Exports, options: Partial<ProcessOptions> = {}) =>
    Effect.suspend(() => {
      const paths = Object.keys(exports).map((name) => join(folder, `${name}.txt`))
      for (const [name, lines] of Object.entries(exports)) {
        writeFileSync(join(folder, `${name}.txt`), lines.join("\n"))
      }
      return processExport(standard, {
        export: paths,
        zone: DateTime.zoneUnsafeMakeNamed("UTC"),
        reading: { dateOrder: "day-first", name: "Rua Verde" },
        ...options
      }).pipe(Effect.provide(AppLayer.layer({ output: blog })))
    })
  const posts = () =>
    readdirSync(join(blog, "posts"))
      .map((name) => readFileSync(join(blog, "posts", name), "utf8"))
      .join("\n")
  const book = () => readFileSync(join(blog, ".egregora", "wishes.json"), "utf8")
  return { run, posts, book, shows: () => ofAna.filter((words) => posts().includes(words)) }
})

describe("somebody who has another name on each phone", () => {
  it.scopedLive.each([
    ["this phone's", { b: ios }],
    ["the other one's", { a: android }]
  ] as const)("is out by either name: in an export of %s alone", ([, alone]) =>
    Effect.gen(function* () {
      const { run, shows } = yield* site
      yield* run({ a: [...android, onAndroid("/egregora opt-out")], b: ios })
      expect(shows()).toEqual([])
      expect((yield* run(alone)).obeyed).toEqual({ out: 1, aliases: 0, about: 0, removed: 0 })
      expect(shows()).toEqual([])
    })
  )

  it.scopedLive("is gone from posts of both names, whichever opts out, with real names too", () =>
    Effect.gen(function* () {
      for (const realNames of [false, true]) {
        const { posts, run, shows } = yield* site
        yield* run({ a: android, b: ios }, { realNames })
        expect(shows()).toEqual(ofAna)
        // An export that has nothing but the word: the posts are of more than it holds.
        const lines = [...ios.slice(1, 2), onIos("/egregora opt-out")]
        expect((yield* run({ b: lines }, { realNames })).obeyed?.out).toBe(1)
        expect([shows(), posts().includes("Ana Dias")]).toEqual([[], false])
      }
    })
  )

  it.scopedLive("has removed a message, and has an alias, by either name", () =>
    Effect.gen(function* () {
      const { posts, run, shows } = yield* site
      const said = [onAndroid("/egregora remove A helicopter"), onAndroid("/egregora set alias Nita")]
      yield* run({ a: [...android, ...said], b: ios })
      const { obeyed } = yield* run({ b: ios })
      expect(obeyed).toEqual({ out: 0, aliases: 1, about: 0, removed: 1 })
      expect([shows(), posts().includes("**Nita**")]).toEqual([["quick brown fox"], true])
    })
  )

  it.scopedLive("comes back by either name", () =>
    Effect.gen(function* () {
      const { run, shows } = yield* site
      yield* run({ a: [...android, onAndroid("/egregora opt-out")], b: ios })
      yield* run({ b: [...ios, onIos("/egregora opt-in")] })
      yield* run({ a: android })
      expect(shows()).toEqual(ofAna)
    })
  )
})

describe("the book of wishes", () => {
  it.scopedLive.each([false, true])(
    "has no name in clear, nor a pseudonym of who is out, real names or not: %s",
    (realNames) =>
      Effect.gen(function* () {
        const { book, run } = yield* site
        yield* run(
          {
            a: [
              ...android,
              onAndroid("/egregora set alias Bruno Reis"),
              onAndroid("/egregora set bio I live with Bruno Reis, call +351 913 456 789"),
              onAndroid("/egregora set website example.org/bruno-reis"),
              "15/05/2025, 09:31 - Carla Matos: /egregora set alias Ana Dias",
              "15/05/2025, 09:32 - Carla Matos: /egregora opt-out",
              "15/05/2025, 09:32 - Bruno Reis: /egregora opt-out"
            ]
          },
          { realNames }
        )
        expect(book()).not.toMatch(/Bruno|bruno|Reis|Dias|913 456/)
        expect(book()).toMatch(/I live with someone, call \[phone\]/)
      })
  )

  it.scopedLive("keeps the alias of somebody whom an export only names", () =>
    Effect.gen(function* () {
      const { posts, run } = yield* site
      yield* run({ a: [...android, onAndroid("/egregora set alias Nita")] })
      yield* run({ a: ["16/05/2025, 09:31 - Bruno Reis: thank you @\u2068Ana Dias\u2069"] })
      yield* run({ a: android })
      expect(posts()).toContain("**Nita**")
    })
  )
})
