import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as AppLayer from "../../src/AppLayer.js"
import type { Run } from "../../src/domain/Run.js"
import * as Pipeline from "../../src/pipeline/Pipeline.js"
import { type ProcessOptions, processExport } from "../../src/pipeline/processExport.js"
import { replay } from "../../src/pipeline/replay.js"
import type { WindowResult } from "../../src/pipeline/runWindow.js"
import type { WindowPipeline } from "../../src/pipeline/runWindows.js"
import * as Stage from "../../src/pipeline/Stage.js"
import { standard } from "../../src/pipeline/standard.js"
import { noSettings } from "../../src/site/SiteSettings.js"
import * as Budget from "../../src/tracking/Budget.js"
import * as CurrentRun from "../../src/tracking/CurrentRun.js"
import { RunHistory } from "../../src/tracking/RunHistory.js"
import * as RunHistoryFiles from "../../src/tracking/RunHistoryFiles.js"
import { png } from "../support/pictures.js"
import { tempSite } from "../tracking/tempSite.js"

const days = {
  friday: [
    "02/05/2025, 09:00 - Ana Dias: Who has the key of the cellar?",
    "02/05/2025, 09:05 - Bruno Reis: I have, ask Ana Dias for the other one"
  ],
  saturday: ["03/05/2025, 10:00 - Ana Dias: The lift is broken again, they come on Monday"],
  sunday: [
    "04/05/2025, 11:00 - Bruno Reis: The street party is on the 14th, bring cake",
    "04/05/2025, 19:00 - Ana Dias: I will bring two cakes"
  ],
  monday: ["05/05/2025, 08:00 - Carla Sá: The lift works again"]
}

class NoSaturdays extends Data.TaggedError("NoSaturdays")<{ readonly message: string }> {}

const weekend = [...days.friday, ...days.saturday, ...days.sunday]

/** A site, with what a test does to it. */
const site = Effect.gen(function* () {
  const folder = yield* tempSite
  const blog = join(folder, "blog")
  const run = (
    lines: ReadonlyArray<string>,
    options: Partial<ProcessOptions> = {},
    pipeline: WindowPipeline<unknown, AppContext> = standard
  ) =>
    Effect.suspend(() => {
      writeFileSync(join(folder, "chat.txt"), lines.join("\n"))
      const told: Array<WindowResult> = []
      return processExport(pipeline, {
        export: join(folder, "chat.txt"),
        zone: DateTime.zoneUnsafeMakeNamed("UTC"),
        onWindow: (result) => Effect.sync(() => void told.push(result)),
        ...options
      }).pipe(
        Effect.map((summary) => ({
          summary,
          told: told.map(({ key, status }) => `${key} ${status}`),
          why: told.map(({ why }) => why)
        })),
        Effect.provide(AppLayer.layer({ output: blog }))
      )
    })
  const runs = Effect.flatMap(RunHistory, (history) => history.tail({ limit: 1_000, stages: true })).pipe(
    Effect.map(({ runs }) => runs),
    Effect.provide(RunHistoryFiles.layer(blog))
  )
  return { blog, run, runs, post: (key: string) => join(blog, "posts", `${key}.md`) }
})

type AppContext = Effect.Effect.Context<ReturnType<typeof standard.run>>

/** Everything that a reader sees, and what the site keeps of it. */
const contents = (blog: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(blog, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes(".egregora"))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file, readFileSync(file, "utf8")])
  )

const windowsOf = (runs: ReadonlyArray<Run>, parent: Run | undefined) =>
  runs.filter((run) => run.kind === "window" && run.parentId === parent?.runId)

/** Counts how often the writer is asked. */
const counting = () => {
  const asked: Array<string> = []
  const pipeline = standard.pipe(
    Pipeline.insertBefore(
      "write",
      Stage.make("count", (window: Stage.Input<(typeof standard.stages)[1]>) =>
        Effect.sync(() => {
          asked.push(window.key)
          return window
        })
      )
    )
  )
  return { asked, pipeline }
}

describe("resume", () => {
  it.scopedLive("does nothing again of an export that did not change, and says which run did it", () =>
    Effect.gen(function* () {
      const { blog, run, runs } = yield* site
      const { asked, pipeline } = counting()
      yield* run(weekend, {}, pipeline)
      const before = contents(blog)
      const { summary, told, why } = yield* run(weekend, {}, pipeline)
      expect(told).toStrictEqual(["2025-05-02 reused", "2025-05-03 reused", "2025-05-04 reused"])
      expect(asked).toStrictEqual(["2025-05-02", "2025-05-03", "2025-05-04"])
      expect(summary).toMatchObject({ posts: 3, messages: 5, windows: { reused: 3, written: 0 } })
      expect(contents(blog)).toStrictEqual(before)

      const all = yield* runs
      const [first, second] = all.filter((run) => run.kind === "process")
      const did = windowsOf(all, first)
      expect(windowsOf(all, second)).toMatchObject(
        did.map(({ runId, inputFingerprint, window }) => ({
          status: "completed",
          skipped: "reused",
          originId: runId,
          inputFingerprint,
          window,
          rowsOut: 0
        }))
      )
      expect(why).toStrictEqual(did.map(({ runId }) => `done by run ${runId.slice(0, 8)}`))
      const sites = all.filter((run) => run.stage === "site")
      expect(sites).toMatchObject([{ skipped: null }, { skipped: "reused", originId: sites[0]?.runId }])
    })
  )

  it.scopedLive("a third run points to the run that did the work, not to the second", () =>
    Effect.gen(function* () {
      const { run, runs } = yield* site
      for (const _ of [1, 2, 3]) yield* run(days.friday)
      const windows = (yield* runs).filter((run) => run.kind === "window")
      expect(windows.map(({ originId }) => originId)).toStrictEqual([
        null,
        windows[0]?.runId,
        windows[0]?.runId
      ])
    })
  )

  it.scopedLive("does only the new and the changed windows of a longer export", () =>
    Effect.gen(function* () {
      const { run } = yield* site
      yield* run([...days.friday, ...days.saturday, ...days.sunday.slice(0, 1)])
      const { told, why } = yield* run([...weekend, ...days.monday])
      expect(told).toStrictEqual([
        "2025-05-02 reused",
        "2025-05-03 reused",
        "2025-05-04 written",
        "2025-05-05 written"
      ])
      expect(why.slice(2)).toStrictEqual(["changed: messages, names", "new"])
    })
  )

  it.scopedLive(
    "a part first and the rest later give the posts of all at once, whatever was said before",
    () =>
      Effect.gen(function* () {
        const letter =
          "PLEASE READ: they only need three seconds of your voice to take out a loan in your name!"
        const chat = [
          ...days.friday,
          ...days.saturday,
          `03/05/2025, 10:30 - Ana Dias: ${letter}`,
          "04/05/2025, 11:00 - Bruno Reis: 👍",
          `05/05/2025, 07:00 - Ana Dias: ${letter}`,
          ...days.monday
        ]
        const { blog, run } = yield* site
        const posts = () =>
          readdirSync(join(blog, "posts"))
            .filter((name) => name.endsWith(".md"))
            .map((name) => readFileSync(join(blog, "posts", name), "utf8"))
        yield* run(chat, { from: Date.UTC(2025, 4, 4), concurrency: 1 })
        const { told } = yield* run(chat, { concurrency: 4 })
        expect(told.slice(2)).toStrictEqual(["2025-05-04 reused", "2025-05-05 reused"])
        const inParts = posts()
        yield* run(chat, { concurrency: 2, refresh: "all" })
        expect(posts()).toStrictEqual(inParts)
        const [, , sunday = "", monday = ""] = inParts
        expect(sunday).toContain("language: en")
        expect(monday).toContain("The lift works again")
        expect(monday).not.toContain("three seconds")
      })
  )

  it.scopedLive("deletes nothing of a shorter export, nor replaces a day by its second half", () =>
    Effect.gen(function* () {
      const { blog, run } = yield* site
      yield* run([...weekend, ...days.monday])
      const before = contents(blog)
      const { summary, told } = yield* run([...days.sunday.slice(1), ...days.monday])
      expect(told).toStrictEqual(["2025-05-04 partial", "2025-05-05 reused"])
      expect(summary.posts).toBe(4)
      expect(contents(blog)).toStrictEqual(before)
      const earlier = yield* run(weekend.slice(0, -1))
      expect(earlier.told).toStrictEqual(["2025-05-02 reused", "2025-05-03 reused", "2025-05-04 partial"])
      expect(contents(blog)).toStrictEqual(before)
      const gap = yield* run([...days.friday, ...days.sunday, ...days.monday])
      expect(gap.summary.posts).toBe(4)
      expect(contents(blog)).toStrictEqual(before)
      const dates = yield* run([...weekend, ...days.monday], { from: Date.UTC(2025, 4, 4, 12) })
      expect(dates.told).toStrictEqual(["2025-05-04 partial", "2025-05-05 reused"])
    })
  )

  it.scopedLive("takes up what failed, and tries again what was degraded", () =>
    Effect.gen(function* () {
      const { run } = yield* site
      const refusing = standard.pipe(
        Pipeline.insertBefore(
          "privacy",
          Stage.make("count", (window: Stage.Input<(typeof standard.stages)[0]>) =>
            window.key === "2025-05-03"
              ? new NoSaturdays({ message: "no Saturdays" })
              : Effect.succeed(window)
          )
        )
      )
      const passing = standard.pipe(
        Pipeline.insertBefore(
          "privacy",
          Stage.make("count", (window: Stage.Input<(typeof standard.stages)[0]>) => Effect.succeed(window))
        )
      )
      const first = yield* run(weekend, {}, refusing)
      expect(first.told).toStrictEqual(["2025-05-02 written", "2025-05-03 failed", "2025-05-04 written"])
      const second = yield* run(weekend, {}, passing)
      expect(second.told).toStrictEqual(["2025-05-02 reused", "2025-05-03 written", "2025-05-04 reused"])
      expect(second.why[1]).toMatch(/^run [0-9a-f]{8} failed: .*no Saturdays/)
    })
  )

  it.scopedLive("a changed option redoes what it affects, and says what changed", () =>
    Effect.gen(function* () {
      const { run } = yield* site
      yield* run(weekend)
      const names = yield* run(weekend, { realNames: true })
      expect(new Set(names.why)).toStrictEqual(new Set(["changed: names"]))
      const version = standard.pipe(
        Pipeline.replace("privacy", Stage.make("privacy", standard.stages[0].run, { version: "9" }))
      )
      const other = yield* run(weekend, { realNames: true }, version)
      expect(new Set(other.why)).toStrictEqual(new Set(["changed: stage privacy (1 → 9)"]))
      const overlap = yield* run(
        weekend,
        { realNames: true, window: { stepSize: 1, stepUnit: "days", overlap: 0.5 } },
        version
      )
      expect(overlap.told).toStrictEqual(["2025-05-02 reused", "2025-05-03 written", "2025-05-04 written"])
      expect(overlap.why[1]).toBe("changed: context, names")
    })
  )

  it.scopedLive("makes again what somebody removed", () =>
    Effect.gen(function* () {
      const { blog, post, run } = yield* site
      yield* run(weekend)
      const before = contents(blog)
      rmSync(post("2025-05-03"))
      rmSync(join(blog, "posts", "2025-05-02.html"))
      const { told, why } = yield* run(weekend)
      expect(told).toStrictEqual(["2025-05-02 reused", "2025-05-03 written", "2025-05-04 reused"])
      expect(why[1]).toBe("posts/2025-05-03.md is gone")
      expect(contents(blog)).toStrictEqual(before)
    })
  )

  it.scopedLive("keeps what was edited by hand, also when its day changed, until --force", () =>
    Effect.gen(function* () {
      const { blog, post, run } = yield* site
      yield* run(weekend)
      appendFileSync(post("2025-05-03"), "\nAnd it was repaired.\n")
      const edited = readFileSync(post("2025-05-03"), "utf8")
      const longer = [...weekend.slice(0, 3), "03/05/2025, 20:00 - Carla Sá: Is it?", ...days.sunday]
      for (const lines of [weekend, longer]) {
        const { summary, told } = yield* run(lines)
        expect(told[1]).toBe("2025-05-03 edited")
        expect(summary.edited).toStrictEqual(["posts/2025-05-03.md"])
        expect(readFileSync(post("2025-05-03"), "utf8")).toBe(edited)
        expect(readFileSync(join(blog, "posts", "2025-05-03.html"), "utf8")).toContain("And it was repaired.")
      }
      const forced = yield* run(longer, { force: true })
      expect(forced.told[1]).toBe("2025-05-03 written")
      expect(forced.summary.edited).toStrictEqual([])
      expect(readFileSync(join(blog, ".egregora", "replaced", "2025-05-03.md"), "utf8")).toBe(edited)
      expect(readFileSync(post("2025-05-03"), "utf8")).not.toContain("And it was repaired.")
    })
  )

  it.scopedLive("keeps a profile that was edited by hand", () =>
    Effect.gen(function* () {
      const { blog, run } = yield* site
      yield* run(weekend)
      const [name = ""] = readdirSync(join(blog, "profiles")).filter((name) => name.endsWith(".md"))
      const profile = join(blog, "profiles", name)
      appendFileSync(profile, "\nPlays the tuba.\n")
      const { summary } = yield* run([...weekend, ...days.monday])
      expect(summary.edited).toStrictEqual([`profiles/${name}`])
      expect(readFileSync(profile, "utf8")).toContain("Plays the tuba.")
    })
  )

  it.scopedLive(
    "--force replaces a profile of which it was said that --force does, and it is said until then",
    () =>
      Effect.gen(function* () {
        const { blog, run } = yield* site
        yield* run(weekend)
        const [name = ""] = readdirSync(join(blog, "profiles")).filter((name) => name.endsWith(".md"))
        const profile = join(blog, "profiles", name)
        const own = readFileSync(profile, "utf8")
        appendFileSync(profile, "\nPlays the tuba.\n")
        for (const _ of [1, 2])
          expect((yield* run(weekend)).summary.edited).toStrictEqual([`profiles/${name}`])
        const { summary } = yield* run(weekend, { force: true })
        expect([summary.edited, readFileSync(profile, "utf8")]).toStrictEqual([[], own])
        expect(readFileSync(join(blog, ".egregora", "replaced", name), "utf8")).toContain("Plays the tuba.")
      })
  )

  it.scopedLive("an edited post stays where the chat is cut in another way, until --force", () =>
    Effect.gen(function* () {
      const { blog, post, run } = yield* site
      yield* run(weekend)
      appendFileSync(post("2025-05-03"), "\nAnd it was repaired.\n")
      const pairs = { window: { stepSize: 2, stepUnit: "days", overlap: 0 } } as const
      for (const _ of [1, 2]) {
        const { summary } = yield* run(weekend, pairs)
        expect(summary.edited).toStrictEqual(["posts/2025-05-03.md"])
        expect(readFileSync(post("2025-05-03"), "utf8")).toContain("And it was repaired.")
      }
      const { summary } = yield* run(weekend, { ...pairs, force: true })
      expect([summary.edited, existsSync(post("2025-05-03"))]).toStrictEqual([[], false])
      expect(readFileSync(join(blog, ".egregora", "replaced", "2025-05-03.md"), "utf8")).toContain("repaired")
    })
  )

  it.scopedLive("knows its own posts without a history, and edited ones too", () =>
    Effect.gen(function* () {
      const { blog, post, run } = yield* site
      yield* run(weekend)
      rmSync(join(blog, ".egregora", "runs.duckdb"))
      appendFileSync(post("2025-05-02"), "Edited.\n")
      const { told, why } = yield* run([
        ...weekend.slice(0, 3),
        "03/05/2025, 20:00 - Ana Dias: Is it?",
        ...days.sunday
      ])
      expect(told).toStrictEqual(["2025-05-02 edited", "2025-05-03 written", "2025-05-04 written"])
      expect(why[1]).toBe("no run is known that made it")
    })
  )

  it.scopedLive("--refresh does it again, all or the pages alone", () =>
    Effect.gen(function* () {
      const { blog, run, runs } = yield* site
      yield* run(weekend)
      const before = contents(blog)
      const all = yield* run(weekend, { refresh: "all" })
      expect(new Set(all.why)).toStrictEqual(new Set(["asked for"]))
      const pages = yield* run(weekend, { refresh: "site" })
      expect(pages.summary.windows.reused).toBe(3)
      const skipped = (yield* runs).filter((run) => run.stage === "site" && run.status === "completed")
      expect(skipped).toMatchObject([{ skipped: null }, { skipped: null }, { skipped: null }])
      expect(contents(blog)).toStrictEqual(before)
      const wrong = yield* Effect.flip(run(weekend, { refresh: "enrich" }))
      expect(wrong).toMatchObject({
        message: 'there is no stage "enrich" to refresh; there are all, privacy, write, publish, site'
      })
    })
  )

  it.scopedLive("what is said of the site makes the pages anew, and no window", () =>
    Effect.gen(function* () {
      const { blog, run, runs } = yield* site
      const settings = { ...noSettings, title: "Our street" }
      yield* run(weekend)
      for (const each of [settings, settings, { ...settings, url: "https://example.org/" }]) {
        const { told } = yield* run(weekend, { settings: each })
        expect(told).toStrictEqual(["2025-05-02 reused", "2025-05-03 reused", "2025-05-04 reused"])
        expect(readFileSync(join(blog, "index.html"), "utf8")).toContain("<title>Our street</title>")
      }
      const pages = (yield* runs).filter((run) => run.stage === "site")
      expect(pages.map((run) => "skipped" in run && run.skipped !== null)).toStrictEqual([
        false,
        false,
        true,
        false
      ])
    })
  )

  it.scopedLive("renders the pages again when the theme has changed, and no window", () =>
    Effect.gen(function* () {
      const { blog, run, runs } = yield* site
      yield* run(weekend)
      mkdirSync(join(blog, ".egregora", "theme"))
      writeFileSync(join(blog, ".egregora", "theme", "style.css"), "body { color: red }")
      expect((yield* run(weekend)).summary.windows.reused).toBe(3)
      expect(contents(blog)[join(blog, "assets", "theme.css")]).toBe("body { color: red }")
      yield* run(weekend)
      rmSync(join(blog, ".egregora", "theme", "style.css"))
      yield* run(weekend)
      expect(Object.keys(contents(blog))).not.toContain(join(blog, "assets", "theme.css"))
      const rendered = (yield* runs).filter((run) => run.stage === "site")
      expect(rendered).toMatchObject([
        { skipped: null },
        { skipped: null },
        { skipped: "reused" },
        { skipped: null }
      ])
    })
  )

  it.scopedLive(
    "makes pictures smaller in the run of the pages, and the pages anew only if they show others",
    () =>
      Effect.gen(function* () {
        const { blog, run, runs } = yield* site
        const told: Array<unknown> = []
        const onPicture = (done: number, all: number) =>
          Effect.map(CurrentRun.get, (run) => void told.push([done, all, Option.getOrNull(run)?.stage]))
        yield* run(weekend, { onPicture })
        mkdirSync(join(blog, "media"))
        writeFileSync(join(blog, "media", "a.png"), png)
        yield* run(weekend, { onPicture })
        yield* run(weekend, { onPicture })
        expect(told).toStrictEqual([[1, 1, "site"]])
        rmSync(join(blog, "media", "small"), { recursive: true })
        yield* run(weekend, { onPicture })
        expect(told).toStrictEqual([
          [1, 1, "site"],
          [1, 1, "site"]
        ])
        expect((yield* runs).filter((run) => run.stage === "site")).toMatchObject([
          { skipped: null },
          { skipped: null },
          { skipped: "reused" },
          { skipped: "reused" }
        ])
      })
  )

  it.scopedLive("removes what a killed write left", () =>
    Effect.gen(function* () {
      const { blog, run } = yield* site
      yield* run(weekend)
      const left = join(blog, "posts", ".2025-05-02.md.abc123.tmp")
      writeFileSync(left, "half of a po")
      yield* run(weekend)
      expect(existsSync(left)).toBe(false)
    })
  )
})

describe("budget", () => {
  /** Each window takes a call of one dollar. */
  const calling = standard.pipe(
    Pipeline.insertBefore(
      "write",
      Stage.make("call", (window: Stage.Input<(typeof standard.stages)[1]>) =>
        CurrentRun.llm({ model: "m", tokensIn: 1_000_000, tokensOut: 0 }).pipe(
          Budget.within({ model: "m", tokensIn: 1_000_000, maxTokensOut: 0 }),
          Effect.as(window)
        )
      )
    )
  )

  it.scopedLive("stops before it is passed, and the next process goes on from there", () =>
    Effect.gen(function* () {
      const { blog, run, runs } = yield* site
      mkdirSync(join(blog, ".egregora"), { recursive: true })
      writeFileSync(join(blog, ".egregora", "prices.yaml"), "m: { input: 1, output: 1 }\n")
      const stopped = yield* Effect.flip(run([...weekend, ...days.monday], { budget: 2.5 }, calling))
      expect(stopped).toMatchObject({
        reason: "Budget",
        message:
          "the budget of $2.50 would be passed: $2.00 spent, this call may take up to $1.00; the next `process` goes on from there"
      })
      expect(existsSync(join(blog, "posts", "2025-05-03.html"))).toBe(true)
      expect(existsSync(join(blog, "posts", "2025-05-05.md"))).toBe(false)
      const [first] = (yield* runs).filter(isProcess)
      expect(first).toMatchObject({ status: "failed", llmCalls: 2, spent: { cost: 2, unpricedCalls: 0 } })

      const { summary, told } = yield* run([...weekend, ...days.monday], { budget: 2.5 }, calling)
      expect(told).toStrictEqual([
        "2025-05-02 reused",
        "2025-05-03 reused",
        "2025-05-04 written",
        "2025-05-05 written"
      ])
      expect(summary.spent).toMatchObject({ cost: 2, tokensIn: 2_000_000 })
      const again = yield* run([...weekend, ...days.monday], { budget: 0 }, calling)
      expect(again.summary).toMatchObject({ spent: null, windows: { reused: 4 } })
    })
  )

  it.scopedLive("without a price there is no budget to keep, and nothing is called", () =>
    Effect.gen(function* () {
      const { blog, run } = yield* site
      const stopped = yield* Effect.flip(run(weekend, { budget: 100 }, calling))
      expect(stopped).toMatchObject({
        message: expect.stringContaining("the price of m is not known; add it to")
      })
      expect(existsSync(join(blog, "posts"))).toBe(false)
    })
  )
})

describe("replay", () => {
  const again = (blog: string, run: Run, process: Run, force = false) =>
    replay(standard, { run, process, force, onWait: () => Effect.void }).pipe(
      Effect.provide(AppLayer.layer({ output: blog }))
    )

  it.scopedLive("runs a window again with the options of its process, as a child of the old run", () =>
    Effect.gen(function* () {
      const { blog, run, runs } = yield* site
      yield* run(weekend, {
        window: { stepSize: 1, stepUnit: "days", overlap: 0.5 },
        from: Date.UTC(2025, 4, 3)
      })
      const before = contents(blog)
      const all = yield* runs
      const [process, window] = [all.find(isProcess), all.find((run) => run.window?.key === "2025-05-04")]
      if (process === undefined || window === undefined) throw new Error("no runs")
      expect(yield* again(blog, window, process)).toMatchObject({ key: "2025-05-04", status: "written" })
      expect(contents(blog)).toStrictEqual(before)
      const replayed = (yield* runs).filter((run) => run.originId === window.runId && run.kind === "window")
      expect(replayed).toMatchObject([
        {
          parentId: window.runId,
          status: "completed",
          skipped: null,
          inputFingerprint: window.inputFingerprint,
          parts: window.parts,
          window: window.window
        }
      ])
    })
  )

  it.scopedLive("is refused, with the reason, when it could not be the same", () =>
    Effect.gen(function* () {
      const { blog, post, run, runs } = yield* site
      yield* run(weekend)
      const all = yield* runs
      const [process, window] = [all.find(isProcess), all.find((run) => run.window?.key === "2025-05-03")]
      if (process === undefined || window === undefined) throw new Error("no runs")
      const refused = (run: Run, of: Run = process) =>
        Effect.map(Effect.flip(again(blog, run, of)), ({ message }) => message)
      const chat = join(blog, "..", "chat.txt")

      expect(yield* refused(process)).toContain("only windows are replayed")
      expect(yield* refused(window, { ...process, options: null })).toContain("not known with which options")
      writeFileSync(
        chat,
        [...days.friday, "03/05/2025, 10:00 - Ana Dias: The lift works", ...days.sunday].join("\n")
      )
      expect(yield* refused(window)).toContain(
        `${chat} has changed: window 2025-05-03 has other messages now`
      )
      writeFileSync(chat, [...days.friday, ...days.sunday].join("\n"))
      expect(yield* refused(window)).toContain("window 2025-05-03 is not in it any more")
      rmSync(chat)
      expect(yield* refused(window)).toContain("chat.txt")
      rmSync(join(blog, ".egregora", "exports.json"))
      expect(yield* refused(window)).toContain("it is not known which export")

      yield* run(weekend)
      appendFileSync(post("2025-05-03"), "mine")
      expect(yield* again(blog, window, process)).toMatchObject({ status: "edited" })
      expect(yield* again(blog, window, process, true)).toMatchObject({ status: "written" })
    })
  )
})

const isProcess = (run: Run): boolean => run.kind === "process"
