/**
 * What a blog knows of people whom an export does not have any more: applications export the latest messages alone.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as AppLayer from "../../src/AppLayer.js"
import { type ProcessOptions, processExport } from "../../src/pipeline/processExport.js"
import { revealNames } from "../../src/pipeline/revealNames.js"
import { standard } from "../../src/pipeline/standard.js"
import { tempSite } from "../tracking/tempSite.js"

const ofAna = [
  "02/05/2025, 09:00 - Anabela Dias: Who has the key of the cellar?",
  "02/05/2025, 09:05 - Bruno Reis: I have, ask Carla for the other one"
]
const early = [...ofAna, "03/05/2025, 10:00 - Carla Sá: The lift is broken again, they come on Monday"]
const late = [
  "04/05/2025, 11:00 - Bruno Reis: The street party is on the 14th, Anabela Dias brings the cake",
  "04/05/2025, 19:00 - Carla Sá: anabela has two cakes, and Bruno the chairs"
]
const next = "05/05/2025, 08:00 - Bruno Reis: Has anybody asked Anabela about the lift?"
const said = (day: number, what: string) => `0${day}/05/2025, 12:00 - Anabela Dias: /egregora ${what}`

const site = Effect.gen(function* () {
  const folder = yield* tempSite
  const blog = join(folder, "blog")
  const provided = Effect.provide(AppLayer.layer({ output: blog }))
  const run = (lines: ReadonlyArray<string>, options: Partial<ProcessOptions> = {}) =>
    Effect.suspend(() => {
      writeFileSync(join(folder, "chat.txt"), lines.join("\n"))
      return processExport(standard, {
        export: join(folder, "chat.txt"),
        zone: DateTime.zoneUnsafeMakeNamed("UTC"),
        reading: { dateOrder: "day-first" },
        ...options
      }).pipe(provided)
    })
  const revealed = Effect.map(revealNames({ reading: { zone: "UTC" } }).pipe(provided), (all) =>
    all.map(({ name, messages, shown }) => ({ name, messages, shown }))
  )
  const pseudonymOf = (name: string) =>
    Effect.map(
      revealNames({ reading: { zone: "UTC" } }).pipe(provided),
      (all) => all.find((one) => one.name === name)?.pseudonym ?? ""
    )
  const text = (folders: ReadonlyArray<string>) =>
    readdirSync(blog, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && folders.some((one) => join(blog, one) === entry.parentPath))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
      .join("\n")
  const post = (day: string) => readFileSync(join(blog, "posts", `${day}.md`), "utf8")
  return { blog, run, revealed, pseudonymOf, text, post, people: join(blog, ".egregora", "people") }
})

describe("people whom the export does not have any more", () => {
  it.scopedLive("have their pseudonyms in its texts, and what was done stays", () =>
    Effect.gen(function* () {
      const { people, post, pseudonymOf, run, text } = yield* site
      yield* run([...early, ...late])
      const ana = yield* pseudonymOf("Anabela Dias")
      const [before, sealed] = [post("2025-05-04"), statSync(people).mtimeMs]
      const again = yield* run([...early, ...late])
      const shorter = yield* run(late)
      expect([again.windows.reused, again.windows.written]).toEqual([3, 0])
      expect([shorter.windows.reused, shorter.windows.written]).toEqual([1, 0])
      expect([post("2025-05-04"), statSync(people).mtimeMs]).toEqual([before, sealed])
      const { warnings, windows } = yield* run([...late, next])
      expect([windows.reused, windows.written, warnings]).toEqual([1, 1, []])
      expect(post("2025-05-05")).toContain(`Has anybody asked ${ana} about the lift?`)
      expect(text(["", "posts", "profiles", ".egregora"])).not.toMatch(/anabela/i)
    })
  )

  it.scopedLive("are hidden when names no longer are to be shown", () =>
    Effect.gen(function* () {
      const { post, pseudonymOf, run, text } = yield* site
      yield* run([...early, ...late], { realNames: true })
      expect(post("2025-05-04")).toContain("Anabela Dias brings the cake")
      yield* run([...late, next])
      expect(post("2025-05-05")).toContain(yield* pseudonymOf("Anabela Dias"))
      expect(text(["", "posts", "profiles"])).not.toMatch(/anabela/i)
    })
  )

  it.scopedLive("are still nobody when they opted out", () =>
    Effect.gen(function* () {
      const { post, pseudonymOf, run, text } = yield* site
      yield* run([...early, said(3, "opt-out"), ...late])
      yield* run([...late, next])
      expect(text(["", "posts", "profiles"])).not.toMatch(/anabela/i)
      expect(text(["", "posts", "profiles"])).not.toContain(yield* pseudonymOf("Anabela Dias"))
      expect(post("2025-05-05")).toContain("Has anybody asked someone about the lift?")
    })
  )

  it.scopedLive("are still nobody when all that they write begins with the same word and a colon", () =>
    Effect.gen(function* () {
      const { post, run, text } = yield* site
      const news = [
        "06/05/2025, 08:00 - Anabela Dias: News: the lift works, they came on Tuesday",
        "06/05/2025, 08:05 - Anabela Dias: News: the street party is on the 15th now",
        "06/05/2025, 09:00 - Bruno Reis: Thanks, I will tell the others at work"
      ]
      yield* run([...early, said(3, "opt-out"), ...late])
      yield* run([...late, ...news])
      expect(post("2025-05-06")).toContain("Thanks, I will tell")
      expect(text(["", "posts", "profiles", "assets"])).not.toMatch(/the lift works|the 15th|anabela/i)
    })
  )

  it.scopedLive("are nobody in what was written of them under a longer name, once they opted out", () =>
    Effect.gen(function* () {
      const { run, text } = yield* site
      const news = [
        "01/05/2025, 08:00 - Anabela Dias: News: the lift works, they came on Tuesday",
        "01/05/2025, 08:05 - Anabela Dias: News: the street party is on the 15th now",
        "01/05/2025, 09:00 - Bruno Reis: Thanks, I will tell the others at work"
      ]
      yield* run(news)
      expect(text(["posts"])).toContain("the lift works")
      yield* run([...ofAna, said(3, "opt-out"), ...late])
      expect(text(["", "posts", "profiles", "assets"])).not.toMatch(/the lift works|the 15th|anabela/i)
      yield* run(news)
      expect(text(["", "posts", "profiles", "assets"])).not.toMatch(/the lift works|the 15th|anabela/i)
    })
  )

  it.scopedLive("are still called what they chose", () =>
    Effect.gen(function* () {
      const { post, run } = yield* site
      yield* run([...early, said(3, "set alias Nita"), ...late])
      const before = post("2025-05-04")
      expect(before).toContain("Nita brings the cake")
      yield* run([...late, next])
      expect(post("2025-05-04")).toBe(before)
      expect(post("2025-05-05")).toContain("asked Nita about")
    })
  )

  it.scopedLive("are revealed with the others", () =>
    Effect.gen(function* () {
      const { revealed, run } = yield* site
      yield* run([...early, said(3, "set alias Nita"), ...late])
      yield* run([...late, next])
      expect((yield* revealed).map(({ messages, name }) => [name, messages])).toEqual([
        ["Anabela Dias", 0],
        ["Bruno Reis", 2],
        ["Carla Sá", 1]
      ])
      expect((yield* revealed)[0]?.shown).toBe("Nita")
    })
  )

  it.scopedLive("are not forgotten because the file that has their names is damaged: nothing is done", () =>
    Effect.gen(function* () {
      const { blog, people, run, text } = yield* site
      yield* run([...early, ...late])
      const before = text(["", "posts", "profiles"])
      writeFileSync(people, "{}")
      const { message } = yield* Effect.flip(run([...late, next]))
      expect(message).toBe(
        `${join(blog, ".egregora", "people")} is damaged, and it says whose names to hide; restore it, or delete it if the exports that are given have everybody's names`
      )
      expect(text(["", "posts", "profiles"])).toBe(before)
    })
  )
})
