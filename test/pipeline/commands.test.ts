import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join, relative } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as AppLayer from "../../src/AppLayer.js"
import type { Window } from "../../src/domain/Window.js"
import * as Pipeline from "../../src/pipeline/Pipeline.js"
import { type ProcessOptions, processExport } from "../../src/pipeline/processExport.js"
import type { WindowPipeline } from "../../src/pipeline/runWindows.js"
import * as Stage from "../../src/pipeline/Stage.js"
import { standard } from "../../src/pipeline/standard.js"
import { jpeg, png } from "../support/pictures.js"
import { siteFiles } from "../support/siteFiles.js"
import { zip } from "../support/zip.js"
import { tempSite } from "../tracking/tempSite.js"

class Broken extends Data.TaggedError("Broken")<{ readonly message: string }> {}

const chat = [
  '01/05/2025, 09:00 - Ana Dias created group "Rua Verde"',
  "02/05/2025, 09:00 - Ana Dias: Who has the key of the cellar?",
  "02/05/2025, 09:05 - Bruno Reis: I have the sparekey, ask Ana Dias for the blue bicycle",
  "02/05/2025, 09:06 - Bruno Reis: IMG-1.jpg (file attached)",
  "02/05/2025, 09:06 - Ana Dias: IMG-2.png (file attached)",
  "02/05/2025, 09:30 - Carla Matos: Thank you @\u2068Bruno Reis\u2069, and bruno again",
  "03/05/2025, 10:00 - Bruno Reis: The windmill is broken again, they come on Monday",
  "04/05/2025, 11:00 - Ana Dias: The street party is on the 14th, bring cake",
  "04/05/2025, 11:30 - Carla Matos: I will bring two cakes and a kettle"
]
const later = (line: string) => `05/05/2025, 12:${line}`
const optOut = later("00 - Bruno Reis: /egregora opt-out")
const optIn = later("10 - Bruno Reis: /Egregora Opt-In")

/** What nobody may find of Bruno once he opted out. */
const ofBruno = ["Bruno", "bruno", "Reis", "sparekey", "blue bicycle", "windmill"]

/** A site, and what is in it after each `process`. */
const site = Effect.gen(function* () {
  const folder = yield* tempSite
  const blog = join(folder, "blog")
  mkdirSync(join(folder, "in"))
  const path = join(folder, "in", "WhatsApp Chat with Rua Verde.zip")
  const run = Effect.fnUntraced(function* (
    lines: ReadonlyArray<string>,
    options: Partial<ProcessOptions> = {},
    pipeline: WindowPipeline<unknown, Effect.Effect.Context<ReturnType<typeof standard.run>>> = standard
  ) {
    const content = {
      "WhatsApp Chat with Rua Verde.txt": lines.join("\n"),
      "IMG-1.jpg": jpeg,
      "IMG-2.png": png
    }
    writeFileSync(path, yield* Effect.promise(() => zip(content)))
    return yield* processExport(pipeline, {
      export: path,
      zone: DateTime.zoneUnsafeMakeNamed("UTC"),
      reading: { dateOrder: "day-first" },
      ...options
    }).pipe(Effect.provide(AppLayer.layer({ output: blog })))
  })
  const files = () =>
    readdirSync(blog, { recursive: true, encoding: "utf8" })
      .map((name) => join(blog, name))
      .filter((file) => statSync(file).isFile() && !/\.egregora\/(?:key|exports\.json)$/.test(file))
  const holding = (...secrets: ReadonlyArray<string>) =>
    files().flatMap((file) => {
      const bytes = readFileSync(file)
      return secrets.flatMap((secret) =>
        bytes.includes(secret) ? [`${relative(blog, file)}: ${secret}`] : []
      )
    })
  const post = (day: string) => join(blog, "posts", `2025-05-${day}.md`)
  const text = (day: string) => readFileSync(post(day), "utf8")
  /** Who is called what: the pseudonym of whom a post has as its only author. */
  const authorsOf = (day: string) =>
    [...text(day).matchAll(/^ {2}- name: (.*)$/gm)].map(([, name]) => name ?? "")
  const media = () => readdirSync(join(blog, "media")).filter((name) => name !== "small")
  const small = () => readdirSync(join(blog, "media", "small"))
  return { blog, run, holding, post, text, authorsOf, media, small, path }
})

describe("commands in the chat", () => {
  it.scopedLive("an opt-out takes back all that somebody wrote, whenever, and what names them", () =>
    Effect.gen(function* () {
      const { authorsOf, blog, holding, media, post, run, small, text } = yield* site
      yield* run(chat)
      const [pseudonym = ""] = authorsOf("03")
      expect([holding(pseudonym).length > 5, media().length, small().length]).toEqual([true, 2, 2])

      const out = yield* run([...chat, optOut])
      expect(out.obeyed).toEqual({ out: 1, aliases: 0, about: 0, removed: 0 })
      expect(out.messages).toBe(6)
      expect(holding(...ofBruno, pseudonym, pseudonym.toLowerCase().replace(" ", "-"))).toEqual([])
      expect(existsSync(post("03"))).toBe(false)
      expect(existsSync(post("03").replace(".md", ".html"))).toBe(false)
      expect(text("02")).toContain("Thank you @someone, and someone again")
      expect(media().map((name) => name.replace(/.*\./, ""))).toEqual(["png"])
      expect(small().map((name) => name.replace(/\.\d+x\d+\.webp$/, ""))).toEqual(media())
      expect(out.warnings[0]).toContain("1 post that showed what somebody took back in the chat: removed")

      const again = yield* run([...chat, optOut])
      expect(again.windows).toMatchObject({ reused: 2, written: 0 })
      expect(again.obeyed).toEqual({ out: 1, aliases: 0, about: 0, removed: 0 })
      expect(again.warnings).toEqual([])

      // An export that has only the latest messages, and not the command.
      const shorter = yield* run([...chat.slice(4), later("30 - Ana Dias: nothing new")])
      expect(shorter.obeyed?.out).toBe(1)
      expect(holding(...ofBruno, pseudonym)).toEqual([])
      expect((statSync(join(blog, ".egregora", "wishes.json")).mode & 0o777).toString(8)).toBe("600")
    })
  )

  it.scopedLive("an opt-in brings all back, byte for byte", () =>
    Effect.gen(function* () {
      const { blog, run } = yield* site
      yield* run(chat)
      const before = siteFiles(blog)
      yield* run([...chat, optOut])
      const { obeyed } = yield* run([...chat, optOut, optIn])
      expect(obeyed).toBe(null)
      expect(siteFiles(blog)).toEqual(before)
    })
  )

  it.scopedLive(
    "copies of earlier posts go too; what was edited by hand is moved off the blog and told of",
    () =>
      Effect.gen(function* () {
        const { authorsOf, blog, holding, post, run } = yield* site
        yield* run(chat)
        const aside = join(blog, ".egregora", "replaced")
        mkdirSync(aside, { recursive: true })
        writeFileSync(join(aside, "2025-05-03.md"), readFileSync(post("03")))
        writeFileSync(
          post("04"),
          `${readFileSync(post("04"), "utf8")}\nThe windmill is broken again, they come on Monday\n`
        )
        const [pseudonym = ""] = authorsOf("03")
        const profile = `${pseudonym.toLowerCase().replace(" ", "-")}.md`
        const page = join(blog, "profiles", profile)
        writeFileSync(page, `${readFileSync(page, "utf8")}\nA friend\n`)
        writeFileSync(post("02"), `${readFileSync(post("02"), "utf8")}\nWritten by hand\n`)
        const { warnings } = yield* run([...chat, optOut])
        expect(readdirSync(aside)).toEqual(["2025-05-02.md", profile])
        expect(holding(pseudonym).map((found) => found.split("/")[0])).toEqual([".egregora", ".egregora"])
        expect(warnings).toContain(
          ".egregora/replaced/2025-05-02.md was edited by hand and shows what somebody took back: it is off the blog; delete it when you have what you wrote"
        )
        // Words of another day are not looked for, and this one names nobody who is out.
        expect(holding("windmill").sort()).toEqual([
          `.egregora/replaced/${profile}: windmill`,
          "posts/2025-05-04.html: windmill",
          "posts/2025-05-04.md: windmill"
        ])
      })
  )

  it.scopedLive("with real names an opt-out holds, and an alias is shown", () =>
    Effect.gen(function* () {
      const { authorsOf, blog, holding, run, text } = yield* site
      yield* run(chat, { realNames: true })
      expect(holding("Bruno Reis").length).toBeGreaterThan(3)
      const { obeyed } = yield* run([...chat, optOut, later("20 - Ana Dias: /egregora set alias Nita")], {
        realNames: true
      })
      expect(obeyed).toEqual({ out: 1, aliases: 1, about: 0, removed: 0 })
      expect(holding(...ofBruno)).toEqual([])
      expect(authorsOf("02")).toEqual(["Nita", "Carla Matos"])
      expect(text("02")).toContain("Thank you @someone, and someone again")
      expect(existsSync(join(blog, "profiles", "bruno-reis.html"))).toBe(false)
    })
  )

  it.scopedLive(
    "an alias, a bio and a website are shown for their owner's pseudonym; unset, they are gone",
    () =>
      Effect.gen(function* () {
        const { authorsOf, blog, holding, run, text } = yield* site
        yield* run(chat)
        const before = siteFiles(blog)
        const [pseudonym = ""] = authorsOf("03")
        const said = [
          later("00 - Bruno Reis: /egregora set alias 🦊 Bru"),
          later(
            "01 - Bruno Reis: /egregora set bio I am Bruno Reis, a friend of Ana Dias: call +351 913 456 789"
          ),
          later("02 - Bruno Reis: /egregora set website example.org/bru")
        ]
        const { obeyed } = yield* run([...chat, ...said])
        expect(obeyed).toEqual({ out: 0, aliases: 1, about: 1, removed: 0 })
        expect(authorsOf("03")).toEqual(["🦊 Bru"])
        expect(text("02")).toContain("Thank you @🦊 Bru, and 🦊 Bru again")
        expect(holding(pseudonym)).toEqual([`.egregora/wishes.json: ${pseudonym}`])
        expect(holding("Bruno Reis", "bruno", "+351 913 456 789", "/egregora")).toEqual([])
        const profile = readFileSync(
          join(
            blog,
            "profiles",
            readdirSync(join(blog, "profiles")).find((name) => /^bru(?:-.*)?\.md$/.test(name)) ?? ""
          ),
          "utf8"
        )
        expect(profile).toMatch(/^bio: "?I am 🦊 Bru, a friend of \w+ \w+: call \[phone\]"?$/m)
        expect(profile).toContain("website: https://example.org/bru\n")
        expect(profile).toContain("[example.org/bru](<https://example.org/bru>)")

        // The last word holds in an export that lacks it, and is taken back by the next one.
        expect((yield* run(chat)).windows).toMatchObject({ reused: 3, written: 0 })
        const fields = ["alias", "bio", "website"].map((field, at) =>
          later(`1${at} - Bruno Reis: /egregora unset ${field}`)
        )
        yield* run([...chat, ...said, ...fields])
        expect(siteFiles(blog)).toEqual(before)
      })
  )

  it.scopedLive("hostile values are text on a page and nothing else", () =>
    Effect.gen(function* () {
      const { blog, run } = yield* site
      const alias = "**x** <b>&y;</b> [z](q)"
      const { obeyed, warnings } = yield* run([
        ...chat,
        later(`00 - Bruno Reis: /egregora set alias ${alias}`),
        later(
          "01 - Bruno Reis: /egregora set bio --- # <script>alert(1)</script> ![p](../media/p.png) {{x}} \u202egnp"
        ),
        later('02 - Bruno Reis: /egregora set website https://example.org/"><script>alert(2)</script>'),
        later("03 - Ana Dias: /egregora set website javascript:alert(3)"),
        later("04 - Carla Matos: /egregora set alias Вruno"),
        later("05 - Ana Dias: /egregora set alias Bruno"),
        later("06 - Carla Matos: /egregora set website https://example.org/bruno-reis"),
        later("07 - Carla Matos: /egregora set bio Bruno is a fox"),
        later("08 - Ana Dias: /egregora optt-out"),
        later("09 - Ana Dias: /egregora opt-out Bruno Reis"),
        later("10 - Ana Dias: /egregora what now?"),
        later(`11 - Ana Dias: /egregora set bio ${"long ".repeat(60)}`)
      ])
      expect(obeyed).toEqual({ out: 0, aliases: 1, about: 2, removed: 0 })
      expect(warnings).toEqual([
        '5 commands of the chat could not be obeyed: 1 may mean "/egregora opt-out", 1 may mean "/egregora opt-out" (nothing behind it, and only for who says it), 1 may mean "/egregora set bio" (at most 280 characters), 1 may mean "/egregora set website" (an address of http or https, without a user), 1 is none of opt-out, opt-in, set, unset and remove; docs/commands.md says what can be said',
        "2 aliases are not shown: they hold, or look like, what somebody else is called",
        "1 website is not shown: it holds, or looks like, what somebody else is called"
      ])
      const pages = readdirSync(blog, { recursive: true, encoding: "utf8" }).filter((name) =>
        name.endsWith(".html")
      )
      for (const page of pages) {
        const html = readFileSync(join(blog, page), "utf8")
        expect(html).not.toMatch(
          /bruno|Bruno|<script(?! src="(?:\.\.\/)?assets\/[a-z-]+\.js")|<b>&y|<strong>x|javascript:|\u202e|<img src="\.\.\/media\/p/
        )
      }
      const home = readFileSync(join(blog, "index.html"), "utf8")
      expect(home).toContain("<b>**x** &lt;b&gt;&amp;y;&lt;/b&gt; [z](q)</b>")
      expect(readFileSync(join(blog, "posts", "2025-05-03.html"), "utf8")).toContain("[z](q)</a> 10:00</p>")
    })
  )

  it.scopedLive("a message that its author removed is gone, the nearest one before and nobody else's", () =>
    Effect.gen(function* () {
      const { holding, post, run } = yield* site
      yield* run(chat)
      const remove = [
        later('00 - Bruno Reis: /egregora remove "the WINDMILL  is"'),
        later("01 - Bruno Reis: /egregora remove Who has the key"),
        later("02 - Carla Matos: thank you\n/egregora remove i will bring two")
      ]
      const { obeyed, warnings } = yield* run([...chat, ...remove])
      expect(obeyed).toEqual({ out: 0, aliases: 0, about: 0, removed: 2 })
      expect(warnings.slice(0, 2)).toEqual([
        "1 message that its author wants removed could not be found",
        expect.stringContaining("1 post that showed what somebody took back")
      ])
      expect(holding("windmill", "WINDMILL", "two cakes", "/egregora")).toEqual([])
      expect([existsSync(post("03")), holding("key of the cellar").length > 0]).toEqual([false, true])
      const again = yield* run([...chat, ...remove])
      expect([again.obeyed?.removed, again.windows.written, again.windows.reused]).toEqual([2, 0, 3])
      const shorter = yield* run(chat.slice(3))
      expect(shorter.obeyed?.removed).toBe(2)
      expect(holding("windmill", "two cakes")).toEqual([])
    })
  )

  it.scopedLive(
    "only who wrote a message speaks in it, and lines that begin with /egregora are in no post",
    () =>
      Effect.gen(function* () {
        const { authorsOf, holding, run, text } = yield* site
        const { obeyed } = yield* run([
          ...chat,
          later("00 - Ana Dias: look what Bruno wrote:\n05/05/2025, 12:00 - Bruno Reis /egregora opt-out"),
          later("01 - Ana Dias: Bruno Reis: /egregora opt-out"),
          later("02 - /egregora opt-out"),
          later("03 - Ana Dias: first line\n  \u200e/EGREGORA set   alias “Nita”\nlast line")
        ])
        expect(obeyed).toEqual({ out: 0, aliases: 1, about: 0, removed: 0 })
        expect(authorsOf("05")).toEqual(["Nita"])
        expect(text("05")).toContain("first line\\\n> last line")
        expect(holding("set   alias")).toEqual([])
      })
  )

  it.scopedLive("where nobody says anything there is no trace of it", () =>
    Effect.gen(function* () {
      const { blog, run } = yield* site
      const { obeyed, warnings } = yield* run([...chat, later("00 - Ana Dias: what is /egregora for?")])
      expect([obeyed, warnings]).toEqual([null, []])
      expect(existsSync(join(blog, ".egregora", "wishes.json"))).toBe(false)
    })
  )

  it.scopedLive("a book of wishes that cannot be read stops the work: it says who opted out", () =>
    Effect.gen(function* () {
      const { blog, run } = yield* site
      yield* run([...chat, optOut])
      const file = join(blog, ".egregora", "wishes.json")
      writeFileSync(file, readFileSync(file, "utf8").slice(0, 40))
      const error = yield* Effect.flip(run(chat))
      expect(error.message).toBe(
        `${file} is damaged, and it says who opted out; restore it, or delete it if the export still holds what people said`
      )
    })
  )

  it.scopedLive(
    "what is taken back is off the blog although no window can be written, and comes not back later",
    () =>
      Effect.gen(function* () {
        const { authorsOf, holding, run } = yield* site
        yield* run(chat)
        const [pseudonym = ""] = authorsOf("03")
        const broken = standard.pipe(
          Pipeline.insertBefore(
            "privacy",
            Stage.make("fail", (_: Window) => new Broken({ message: "no" }))
          )
        )
        const error = yield* Effect.flip(run([...chat, optOut], {}, broken))
        expect(error.message).toContain("no window could be written")
        expect(holding(...ofBruno, pseudonym)).toEqual([])
        const { posts, windows } = yield* run([...chat, optOut])
        expect([posts, windows.written]).toEqual([2, 1])
        expect(holding(...ofBruno, pseudonym)).toEqual([])
      })
  )

  it.scopedLive("a part of the chat that is taken, or other windows, bring nothing back", () =>
    Effect.gen(function* () {
      const { authorsOf, holding, run } = yield* site
      yield* run(chat)
      const [pseudonym = ""] = authorsOf("03")
      const lines = [...chat, optOut]
      yield* run(lines, { from: Date.UTC(2025, 4, 4) })
      expect(holding(...ofBruno, pseudonym)).toEqual([])
      yield* run(lines, { window: { stepSize: 3, stepUnit: "messages", overlap: 0.5 } })
      expect(holding(...ofBruno, pseudonym)).toEqual([])
      yield* run(lines, { zone: DateTime.zoneUnsafeMakeNamed("Asia/Tokyo") })
      expect(holding(...ofBruno, pseudonym)).toEqual([])
    })
  )

  it.scopedLive("in another zone the last word is still the last", () =>
    Effect.gen(function* () {
      const { run } = yield* site
      yield* run([...chat, optOut], { zone: DateTime.zoneUnsafeMakeNamed("America/Los_Angeles") })
      const { obeyed } = yield* run([...chat, optOut, optIn], {
        zone: DateTime.zoneUnsafeMakeNamed("Asia/Tokyo")
      })
      expect(obeyed).toBe(null)
    })
  )

  it.scopedLive("with another key the book is of no use, and that is told", () =>
    Effect.gen(function* () {
      const { blog, run } = yield* site
      yield* run([...chat, optOut])
      writeFileSync(join(blog, ".egregora", "key"), "ab".repeat(32))
      rmSync(join(blog, ".egregora", "chat"))
      rmSync(join(blog, ".egregora", "people"))
      const error = yield* Effect.flip(run(chat))
      expect(error.message).toContain(
        "wishes.json was written with another key, and it says who opted out; restore .egregora/key,"
      )
    })
  )

  it.scopedLive("in an application with ids: by reply, in forwards, in notices, and in a later export", () =>
    Effect.gen(function* () {
      const folder = yield* tempSite
      const blog = join(folder, "blog")
      const message = (id: number, from: string, text: string, more: object = {}) => ({
        id,
        type: "message",
        date_unixtime: String(Date.UTC(2025, 4, 2, 9, id) / 1000),
        from,
        from_id: `user ${from}`,
        text,
        ...more
      })
      const messages = [
        message(1, "Ana Dias", "who has the key of the cellar?"),
        message(2, "Bruno Reis", "the windmill is broken"),
        message(3, "Ana Dias", "a poem about tangerines", {
          forwarded_from: "Bruno Reis",
          forwarded_from_id: "user Bruno Reis"
        }),
        message(4, "Ana Dias", "the tractor costs 40 euros, we decided to buy it on Friday"),
        message(5, "Ana Dias", "the helicopter lands at 16:30 at the station on Saturday"),
        message(6, "Carla Matos", "that was a mistake", { reply_to_message_id: 2 }),
        {
          ...message(7, "", ""),
          type: "service",
          action: "edit_group_title",
          actor: "Bruno Reis",
          actor_id: "user Bruno Reis",
          title: "Quince"
        },
        message(8, "Ana Dias", "/egregora remove", { reply_to_message_id: 4 }),
        message(9, "Carla Matos", "/egregora remove", { reply_to_message_id: 5 }),
        message(10, "Bruno Reis", "/egregora opt-out")
      ]
      const run = (given: ReadonlyArray<unknown>) =>
        Effect.suspend(() => {
          const path = join(folder, "result.json")
          writeFileSync(
            path,
            JSON.stringify({ name: "Praia", type: "private_group", id: 1, messages: given })
          )
          return processExport(standard, { export: path, zone: DateTime.zoneUnsafeMakeNamed("UTC") }).pipe(
            Effect.provide(AppLayer.layer({ output: blog }))
          )
        })
      const text = () => readFileSync(join(blog, "posts", "2025-05-02.md"), "utf8")
      yield* run(messages.slice(0, 7))
      expect(text()).toMatch(/windmill.*tractor.*helicopter/s)
      const { obeyed, warnings } = yield* run(messages)
      expect(obeyed).toEqual({ out: 1, aliases: 0, about: 0, removed: 1 })
      expect(warnings).toEqual(["1 message that its author wants removed could not be found"])
      expect(text()).toMatch(/> the helicopter/)
      expect(text()).not.toMatch(/windmill|tractor|tangerine|Quince|Bruno|Reis/)
      const whole = text()
      yield* run(messages.slice(0, 8))
      expect(text()).toBe(whole)
    })
  )
})
