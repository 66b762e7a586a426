/**
 * Who is who in a later export, where the application knows accounts: names change, and two may have the same.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as AppLayer from "../../src/AppLayer.js"
import { processExport } from "../../src/pipeline/processExport.js"
import { revealNames } from "../../src/pipeline/revealNames.js"
import { standard } from "../../src/pipeline/standard.js"
import * as PeopleBook from "../../src/site/PeopleBook.js"
import { Source } from "../../src/sources/Source.js"
import * as Telegram from "../../src/sources/telegram/Telegram.js"
import { readKey, secretOf } from "../../src/stages/privacy.js"
import { runCli } from "../support/cli.js"
import { zip } from "../support/zip.js"
import { tempSite } from "../tracking/tempSite.js"

/** A message of an account, on a day of January 2024. */
interface Said {
  readonly day: number
  readonly by: Person
  readonly text: string
}

interface Person {
  readonly account: number
  readonly name: string
}

const ana: Person = { account: 101, name: "Ana" }
const rui: Person = { account: 102, name: "Rui" }
const otherAna: Person = { account: 103, name: "Ana" }

const say = (day: number, by: Person, text: string): Said => ({ day, by, text })
const dayOf = (day: number) => `2024-01-${String(day).padStart(2, "0")}`

type Write = (said: ReadonlyArray<Said>) => Promise<string | Uint8Array>

const telegram: Write = async (said) =>
  JSON.stringify({
    name: "Praia",
    type: "private_group",
    id: 1,
    messages: said.map(({ by, day, text }, at) => ({
      id: day * 100 + at,
      type: "message",
      date: `${dayOf(day)}T10:00:00`,
      date_unixtime: String(Date.parse(`${dayOf(day)}T10:00:00Z`) / 1000 + at),
      from: by.name,
      from_id: `user${by.account}`,
      text
    }))
  })

const discord: Write = async (said) =>
  JSON.stringify({
    guild: { id: "1", name: "Clube" },
    channel: { id: "2001", type: "GuildTextChat", name: "praia" },
    messages: said.map(({ by, day, text }, at) => ({
      id: String(day * 100 + at),
      type: "Default",
      timestamp: `${dayOf(day)}T10:00:${String(at).padStart(2, "0")}.000+00:00`,
      content: text,
      author: { id: String(by.account), name: by.name },
      attachments: [],
      embeds: [],
      stickers: [],
      reactions: [],
      mentions: []
    }))
  })

const slack: Write = (said) => {
  const people = new Map(said.map(({ by }) => [by.account, by]))
  const all = said.map((one, at) => ({ ...one, at }))
  return zip({
    "users.json": JSON.stringify(
      Array.from(people, ([account, { name }]) => ({ id: `U${account}`, profile: { display_name: name } }))
    ),
    "channels.json": JSON.stringify([{ id: "C1", name: "praia" }]),
    ...Object.fromEntries(
      said.map(({ day }) => [
        `praia/${dayOf(day)}.json`,
        JSON.stringify(
          all
            .filter((one) => one.day === day)
            .map(({ at, by, text }) => ({
              type: "message",
              ts: `${Date.parse(`${dayOf(day)}T10:00:00Z`) / 1000 + at}.000100`,
              user: `U${by.account}`,
              text
            }))
        )
      ])
    )
  })
}

const applications: ReadonlyArray<readonly [name: string, file: string, write: Write]> = [
  ["telegram", "result.json", telegram],
  ["discord", "praia.json", discord],
  ["slack", "praia.zip", slack]
]

const site = (file: string, write: Write) =>
  Effect.gen(function* () {
    const folder = yield* tempSite
    const blog = join(folder, "blog")
    const layer = AppLayer.layer({ output: blog })
    const zone = DateTime.zoneUnsafeMakeNamed("UTC")
    const files = (exports: ReadonlyArray<ReadonlyArray<Said>>) =>
      Effect.forEach(exports, (said, at) =>
        Effect.promise(async () => {
          const path = join(folder, `${at}-${file}`)
          writeFileSync(path, await write(said))
          return path
        })
      )
    const run = (...exports: ReadonlyArray<ReadonlyArray<Said>>) =>
      Effect.flatMap(files(exports), (paths) => processExport(standard, { export: paths, zone })).pipe(
        Effect.provide(layer)
      )
    const authors = (day: number): ReadonlyArray<string> =>
      [...readFileSync(join(blog, "posts", `${dayOf(day)}.md`), "utf8").matchAll(/^ {2}- name: (.*)$/gm)].map(
        ([, name]) => name ?? ""
      )
    const post = (day: number) => readFileSync(join(blog, "posts", `${dayOf(day)}.md`), "utf8")
    const text = () =>
      readdirSync(blog, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(?:md|html|js|xml|json)$/.test(entry.name))
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
        .join("\n")
    const revealed = revealNames({ reading: { zone: "UTC" } }).pipe(Effect.provide(layer))
    const people = Effect.gen(function* () {
      const key = yield* readKey(blog)
      const secret = key === null ? "" : secretOf(key)
      const save = (book: PeopleBook.PeopleBook) => PeopleBook.save(book, secret)
      return { book: yield* PeopleBook.load(secret), save }
    }).pipe(Effect.provide(layer))
    return { folder, blog, layer, people, zone, files, run, authors, post, text, revealed }
  })

const early = [
  say(1, ana, "The market opens at eight, who drives?"),
  say(1, rui, "I drive, the blue van holds seven of us"),
  say(2, otherAna, "The hammock is mine, hands off the hammock"),
  say(2, rui, "Nobody wants it, bring the umbrella instead"),
  say(3, ana, "Sunscreen is sold out everywhere in town")
]
const optOut = say(4, otherAna, "/egregora opt-out")

describe.each(applications)("accounts of %s", (_, file, write) => {
  it.scopedLive(
    "keep their names, and whoever opted out is out, in whatever order a later export has them",
    () =>
      Effect.gen(function* () {
        const { authors, post, run, text } = yield* site(file, write)
        yield* run([...early, optOut])
        const [pseudonym = ""] = authors(3)
        const before = post(3)
        expect([authors(3), text().includes("hammock")]).toEqual([[pseudonym], false])
        yield* run([
          say(5, otherAna, "A second hammock, twice as wide"),
          say(5, rui, "The ferry leaves at nine on Sundays")
        ])
        expect([authors(5), text().includes("hammock")]).toEqual([
          [expect.not.stringMatching(pseudonym)],
          false
        ])
        yield* run([
          say(6, otherAna, "All hammock shops are closed"),
          say(6, rui, "The lighthouse can be visited on Monday"),
          say(7, ana, "Tickets for the lighthouse cost four euros")
        ])
        expect([authors(6), authors(7), post(3), text().includes("hammock")]).toEqual([
          authors(5),
          [pseudonym],
          before,
          false
        ])
      })
  )

  it.scopedLive("stay one person under another name, which is hidden too, and is free for others", () =>
    Effect.gen(function* () {
      const { authors, post, revealed, run, text } = yield* site(file, write)
      yield* run([...early, say(4, otherAna, "Goodnight"), say(4, ana, "/egregora opt-out")])
      const renamed: Person = { ...otherAna, name: "Benedita" }
      const newcomer: Person = { account: 104, name: "Ana" }
      const [pseudonym = ""] = authors(4)
      yield* run([
        say(5, renamed, "The ferry leaves at nine on Sundays"),
        say(6, rui, "Ask Benedita about the ferry timetable"),
        say(7, newcomer, "Is there room for one more in the van?"),
        say(8, { ...ana, name: "Carlota" }, "My secret is the lemonade")
      ])
      expect([authors(5), post(6).includes(`Ask ${pseudonym} about`)]).toEqual([[pseudonym], true])
      expect(text()).not.toMatch(/Benedita|Carlota|lemonade|market/)
      expect((yield* revealed).map(({ messages, name, shown }) => [name, messages, shown !== null])).toEqual([
        ["Ana", 1, false],
        ["Rui", 1, true],
        ["Ana (2)", 1, true],
        ["Ana (3)", 1, true]
      ])
      expect(authors(7)).not.toContain(pseudonym)
    })
  )

  it.scopedLive("are whose they are in several exports at once, known before or not", () =>
    Effect.gen(function* () {
      const { authors, run, text } = yield* site(file, write)
      const later = [
        say(5, otherAna, "A second hammock, twice as wide"),
        say(5, rui, "The ferry leaves at nine on Sundays"),
        say(6, ana, "Tickets for the lighthouse cost four euros")
      ]
      yield* run([...early, optOut], later)
      const [pseudonym = ""] = authors(3)
      expect([authors(6), text().includes("hammock")]).toEqual([[pseudonym], false])
      const renamed: Person = { ...ana, name: "Benedita" }
      const last = [
        say(7, { account: 104, name: "Ana" }, "Is there room for one more in the van?"),
        say(8, renamed, "There is, Benedita says so"),
        say(9, otherAna, "No hammock in the van")
      ]
      yield* run(later, last)
      expect([authors(6), authors(8), text().includes("hammock")]).toEqual([[pseudonym], [pseudonym], false])
      expect(authors(7)).not.toContain(pseudonym)
      expect(text()).not.toContain("Benedita")
    })
  )
})

describe("the accounts of a site", () => {
  const later = [
    say(5, otherAna, "A second hammock, twice as wide"),
    say(5, rui, "The ferry leaves at nine on Sundays"),
    say(6, ana, "Tickets for the lighthouse cost four euros")
  ]

  it.scopedLive("are asked by replay, by the preview and by reveal", () =>
    Effect.gen(function* () {
      const { authors, blog, folder, post, run } = yield* site("result.json", telegram)
      const cli = (...args: ReadonlyArray<string>) =>
        Effect.promise(() => runCli([...args, "--json"], { cwd: folder }))
      yield* run([...early, optOut])
      const [pseudonym = ""] = authors(3)
      yield* run(later)
      const before = post(6)
      const { stdout } = yield* cli("runs", "tail", "--site", blog)
      const window = JSON.parse(stdout).find(
        (one: { readonly window: { readonly key: string } | null }) => one.window?.key === dayOf(6)
      )
      const replayed = yield* Effect.promise(() =>
        runCli(["runs", "replay", window.runId, "--site", blog], { cwd: folder })
      )
      expect([replayed.code, replayed.stderr, post(6)]).toEqual([0, "", before])
      const people = [
        { name: "Ana", pseudonym, messages: 1 },
        { name: "Rui", messages: 1 },
        { name: "Ana (2)", messages: 1 }
      ]
      const previewed = JSON.parse(
        (yield* cli("privacy", join(folder, "0-result.json"), "--site", blog)).stdout
      )
      expect(previewed.people).toMatchObject(people)
      expect(previewed.people[2].optedOut).toBe(true)
      const revealed = JSON.parse((yield* cli("privacy", "reveal", "--site", blog)).stdout)
      expect(revealed).toMatchObject(people)
      expect(revealed[2].shown).toBe(null)
    })
  )

  it.scopedLive("are learned by a blog that was made before they were kept", () =>
    Effect.gen(function* () {
      const { authors, layer, people, run, text } = yield* site("result.json", telegram)
      yield* run([...early, optOut])
      const [pseudonym = ""] = authors(3)
      const { book, save } = yield* people
      expect(book.map(({ account, name }) => [name, account])).toEqual([
        ["Ana", "user101"],
        ["Rui", "user102"],
        ["Ana (2)", "user103"]
      ])
      yield* save(book.map(({ account: _, ...person }) => person)).pipe(Effect.provide(layer))
      yield* run([...early, optOut])
      expect((yield* people).book).toEqual(book)
      yield* run(later)
      expect([authors(6), text().includes("hammock")]).toEqual([[pseudonym], false])
    })
  )

  it.scopedLive("that another process wrote down meanwhile are asked again", () =>
    Effect.gen(function* () {
      const { authors, blog, files, layer, run, text, zone } = yield* site("result.json", telegram)
      yield* run([...early, optOut])
      const [pseudonym = ""] = authors(3)
      const asked: Array<number> = []
      const late: typeof Source.Service = {
        name: "late",
        open: (path, { known = new Map(), ...options }) => {
          asked.push(known.size)
          return Telegram.source.open(path, asked.length === 1 ? options : { ...options, known })
        }
      }
      const process = (source: typeof Source.Service) =>
        Effect.flatMap(files([later]), (paths) => processExport(standard, { export: paths, zone })).pipe(
          Effect.provide(Layer.merge(layer, Layer.succeed(Source, source)))
        )
      yield* process(late)
      expect([asked, authors(6), text().includes("hammock")]).toEqual([[3, 3], [pseudonym], false])
      const deaf: typeof Source.Service = {
        name: "deaf",
        open: (path, { known: _, ...options }) => Telegram.source.open(path, options)
      }
      expect(yield* Effect.flip(process(deaf))).toMatchObject({
        _tag: "NamesChanged",
        message: `${blog} knows people of this export by other names than it was read with; process it again`
      })
    })
  )

  it.scopedLive("are read without a trace where the export is not good", () =>
    Effect.gen(function* () {
      const { blog, files, layer, run, zone } = yield* site("result.json", telegram)
      const [path = ""] = yield* files([early])
      writeFileSync(path, "{")
      const failed = Effect.flip(processExport(standard, { export: path, zone }).pipe(Effect.provide(layer)))
      expect([(yield* failed).message, existsSync(blog)]).toEqual([
        '0-result.json: no chat in a known format, its first line is "{"; give the .zip or .txt that "Export chat" wrote',
        false
      ])
      yield* run(early)
      const all = () =>
        ["", ...readdirSync(blog, { recursive: true, encoding: "utf8" })].map((name) => [
          name,
          statSync(join(blog, name)).mtimeMs
        ])
      const before = all()
      writeFileSync(path, "{")
      yield* failed
      expect(all()).toEqual(before)
    })
  )
})
