import * as FileSystem from "@effect/platform/FileSystem"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import { describe, expect, it } from "@effect/vitest"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Ref from "effect/Ref"
import type { Window } from "../../src/domain/Window.js"
import * as Engine from "../../src/pipeline/Engine.js"
import * as Pipeline from "../../src/pipeline/Pipeline.js"
import { type ProcessOptions, processExport } from "../../src/pipeline/processExport.js"
import type { WindowResult } from "../../src/pipeline/runWindow.js"
import * as Stage from "../../src/pipeline/Stage.js"
import { standard } from "../../src/pipeline/standard.js"
import * as SiteStore from "../../src/site/SiteStore.js"
import * as detect from "../../src/sources/detect.js"
import * as RunTracking from "../../src/tracking/RunTracking.js"
import { RecordedRuns } from "../../src/tracking/RunTracking.js"
import * as Extractive from "../../src/writers/extractive/Extractive.js"
import { historyOf } from "../support/someRuns.js"

class Refused extends Data.TaggedError("Refused")<{ readonly message: string }> {}

const chat = [
  '01/05/2025, 09:00 - Ana Dias created group "Rua Verde"',
  "02/05/2025, 09:00 - Ana Dias: Who has the key of the cellar?",
  "02/05/2025, 09:05 - Bruno Reis: I have, ask Ana Dias for the other one",
  "03/05/2025, 10:00 - Ana Dias: The lift is broken again, they come on Monday",
  "04/05/2025, 11:00 - Bruno Reis: The street party is on the 14th, bring cake",
  "16/05/2025, 11:00 - Ana Dias: What a party that was"
].join("\n")

/** Fails the windows with the given indexes. */
const refuse = (...indexes: ReadonlyArray<number>) =>
  Stage.make("refuse", (window: Window) =>
    indexes.includes(window.index)
      ? new Refused({ message: `Bruno Reis may not be written about in ${window.key}` })
      : Effect.succeed(window)
  )

const services = Layer.mergeAll(
  Engine.layer,
  Extractive.layer,
  detect.layer("auto"),
  RunTracking.layerMemory,
  historyOf([]),
  NodeFileSystem.layer,
  NodePath.layer
)

const process = <E, R>(
  pipeline: Parameters<typeof processExport<E, R>>[0],
  options: Partial<ProcessOptions> = {}
) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const folder = yield* fs.makeTempDirectoryScoped()
    yield* fs.writeFileString(`${folder}/chat.txt`, chat)
    const told = yield* Ref.make<ReadonlyArray<WindowResult>>([])
    const result = yield* processExport(pipeline, {
      export: `${folder}/chat.txt`,
      zone: DateTime.zoneUnsafeMakeNamed("Europe/Lisbon"),
      onWindow: (window) => Ref.update(told, (all) => [...all, window]),
      ...options
    }).pipe(Effect.provide(SiteStore.layer(`${folder}/blog`)), Effect.either)
    const exists = yield* fs.exists(`${folder}/blog`)
    const files = exists ? (yield* fs.readDirectory(`${folder}/blog`, { recursive: true })).sort() : []
    const texts = yield* Effect.forEach(
      files.filter((file) => /\.(md|html|css)$/.test(file)),
      (file) => fs.readFileString(`${folder}/blog/${file}`)
    )
    return { result, files, text: texts.join("\n"), told: yield* Ref.get(told), runs: yield* RecordedRuns }
  }).pipe(Effect.scoped, Effect.provide(services))

describe("processExport", () => {
  it.live("writes a post for each day in which somebody wrote, and tracks every window", () =>
    Effect.gen(function* () {
      const { result, files, text, told, runs } = yield* process(standard)
      const summary = Either.getOrThrow(result)
      expect(summary).toMatchObject({ messages: 6, windows: { written: 4, failed: 0, empty: 1 }, posts: 4 })
      expect(told.map(({ name, key, status, position }) => [name, key, status, position])).toStrictEqual([
        ["window_0", "2025-05-01", "empty", 1],
        ["window_1", "2025-05-02", "written", 3],
        ["window_2", "2025-05-03", "written", 4],
        ["window_3", "2025-05-04", "written", 5],
        ["window_4", "2025-05-16", "written", 6]
      ])
      const keys = ["2025-05-02", "2025-05-03", "2025-05-04", "2025-05-16"]
      expect(files.filter((file) => file.startsWith("posts/"))).toStrictEqual(
        keys.flatMap((key) => [`posts/${key}.html`, `posts/${key}.md`])
      )
      expect(files).toContain("index.html")
      expect(text).not.toMatch(/Ana|Dias|Bruno|Reis/)

      const ended = runs.filter((run) => run.status !== "running")
      const parent = ended.find((run) => run.kind === "process")
      const windows = ended.filter((run) => run.kind === "window")
      expect(parent).toMatchObject({
        stage: "process",
        status: "completed",
        rowsIn: 6,
        rowsOut: 4,
        parentId: null
      })
      expect(windows.map(({ stage, rowsIn, rowsOut }) => [stage, rowsIn, rowsOut]).sort()).toStrictEqual([
        ["window_0", 1, 0],
        ["window_1", 2, 1],
        ["window_2", 1, 1],
        ["window_3", 1, 1],
        ["window_4", 1, 1]
      ])
      for (const window of windows) {
        expect(window.parentId).toBe(parent?.runId)
        expect(window.configHash).toBe(parent?.configHash)
        const stages = ended.filter((run) => run.parentId === window.runId).map((run) => run.stage)
        expect(stages).toStrictEqual(window.stage === "window_0" ? [] : ["privacy", "write", "publish"])
      }
      expect(new Set(windows.map((window) => window.inputFingerprint)).size).toBe(5)
    })
  )

  it.live("a window that fails, fails alone; what it says of people is not kept", () =>
    Effect.gen(function* () {
      const { result, files, runs } = yield* process(
        standard.pipe(Pipeline.insertBefore("privacy", refuse(2)))
      )
      expect(Either.getOrThrow(result)).toMatchObject({
        windows: { written: 3, failed: 1, empty: 1 },
        posts: 3
      })
      expect(files).not.toContain("posts/2025-05-03.md")
      expect(files).toContain("posts/2025-05-16.html")
      const failed = runs.filter((run) => run.status === "failed")
      expect(failed.map((run) => run.stage)).toStrictEqual(["refuse", "window_2"])
      for (const run of failed) {
        if (run.status !== "failed") continue
        expect(run.error).toContain("may not be written about in 2025-05-03")
        expect(run.error).not.toMatch(/Bruno|Reis/)
      }
      const parent = runs.find((run) => run.kind === "process" && run.status === "degraded")
      expect(parent).toMatchObject({ reasons: ["1 of 5 windows failed"] })
    })
  )

  it.live("--fail-fast stops at the first and shows what was written", () =>
    Effect.gen(function* () {
      const pipeline = standard.pipe(Pipeline.insertBefore("privacy", refuse(2, 3)))
      const { result, files, runs } = yield* process(pipeline, { maxFailures: 0 })
      expect(Either.flip(result)).toMatchObject({
        right: {
          _tag: "ProcessError",
          message:
            "stopped at the first window that failed, window_2 (2025-05-03): Bruno Reis may not be written about in 2025-05-03"
        }
      })
      expect(files).toContain("index.html")
      expect(files).toContain("posts/2025-05-02.html")
      expect(files).not.toContain("posts/2025-05-16.md")
      expect(runs.find((run) => run.kind === "process" && run.status === "failed")).toBeDefined()
    })
  )

  it.live("when nothing can be written, that is an error", () =>
    Effect.gen(function* () {
      const { result } = yield* process(standard.pipe(Pipeline.insertBefore("privacy", refuse(1, 2, 3, 4))))
      expect(Either.flip(result)).toMatchObject({ right: { _tag: "ProcessError" } })
    })
  )

  it.live("takes only the messages between the dates", () =>
    Effect.gen(function* () {
      const { told } = yield* process(standard, {
        from: Date.UTC(2025, 4, 2, 23),
        until: Date.UTC(2025, 4, 4, 23)
      })
      expect(told.map(({ key }) => key)).toStrictEqual(["2025-05-03", "2025-05-04"])
    })
  )

  it.live("dates outside the chat are an error that names the chat's, and nothing is written", () =>
    Effect.gen(function* () {
      const { result, files } = yield* process(standard, { from: Date.UTC(2026, 0, 1) })
      expect(Either.flip(result)).toMatchObject({
        right: { message: "no messages in the given dates: the chat goes from 2025-05-01 to 2025-05-16" }
      })
      expect(files).toStrictEqual([])
    })
  )

  it.live("real names stay when they are asked for", () =>
    Effect.gen(function* () {
      const { text } = yield* process(standard, { realNames: true })
      expect(text).toContain("Bruno Reis")
    })
  )

  it.live("posts that other windows replace are moved away, those of other times stay", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const folder = yield* fs.makeTempDirectoryScoped()
      yield* fs.writeFileString(`${folder}/chat.txt`, chat)
      const blog = `${folder}/blog`
      const run = (options: Partial<ProcessOptions>) =>
        processExport(standard, {
          export: `${folder}/chat.txt`,
          zone: DateTime.zoneUnsafeMakeNamed("UTC"),
          ...options
        }).pipe(Effect.provide(SiteStore.layer(blog)))
      yield* run({})
      const week = { stepSize: 7, stepUnit: "days", overlap: 0 } as const
      const { posts, warnings } = yield* run({ window: week, until: Date.UTC(2025, 4, 10) })
      expect(warnings).toStrictEqual([
        "3 posts of an earlier run with other windows or names: now in .egregora/replaced"
      ])
      expect(posts).toBe(2)
      expect((yield* fs.readDirectory(`${blog}/posts`)).sort()).toStrictEqual(
        ["2025-04-28", "2025-05-16"].flatMap((key) => [`${key}.html`, `${key}.md`])
      )
      expect((yield* fs.readDirectory(`${blog}/.egregora/replaced`)).sort()).toStrictEqual([
        "2025-05-02.md",
        "2025-05-03.md",
        "2025-05-04.md"
      ])
    }).pipe(Effect.scoped, Effect.provide(services))
  )

  it.live("a corrected zone leaves no day twice", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const folder = yield* fs.makeTempDirectoryScoped()
      yield* fs.writeFileString(`${folder}/chat.txt`, chat)
      const run = (zone: string, options: Partial<ProcessOptions> = {}) =>
        processExport(standard, {
          export: `${folder}/chat.txt`,
          zone: DateTime.zoneUnsafeMakeNamed(zone),
          ...options
        }).pipe(Effect.provide(SiteStore.layer(`${folder}/blog`)))
      yield* run("Asia/Tokyo")
      const { posts, windows } = yield* run("UTC", {
        window: { stepSize: 1, stepUnit: "hours", overlap: 0 }
      })
      expect([posts, windows.written]).toStrictEqual([4, 4])
    }).pipe(Effect.scoped, Effect.provide(services))
  )

  it.live("a run that hides names leaves none that an earlier run wrote, whatever its dates", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const folder = yield* fs.makeTempDirectoryScoped()
      yield* fs.writeFileString(`${folder}/chat.txt`, chat)
      const run = (options: Partial<ProcessOptions>, ...refused: ReadonlyArray<number>) =>
        processExport(standard.pipe(Pipeline.insertBefore("privacy", refuse(...refused))), {
          export: `${folder}/chat.txt`,
          zone: DateTime.zoneUnsafeMakeNamed("UTC"),
          ...options
        }).pipe(Effect.provide(SiteStore.layer(`${folder}/blog`)))
      yield* run({ realNames: true })
      const { posts } = yield* run({ from: Date.UTC(2025, 4, 4) }, 0)
      expect(posts).toBe(1)
      for (const file of yield* fs.readDirectory(`${folder}/blog`, { recursive: true })) {
        if (!/\.(md|html)$/.test(file) || file.startsWith(".egregora/")) continue
        expect(yield* fs.readFileString(`${folder}/blog/${file}`)).not.toMatch(/Ana|Dias|Bruno|Reis/)
      }
    }).pipe(Effect.scoped, Effect.provide(services))
  )

  it.live("the same export gives the same site, byte for byte", () =>
    Effect.gen(function* () {
      const first = yield* process(standard, { realNames: true, concurrency: 4 })
      const second = yield* process(standard, { realNames: true, concurrency: 1 })
      expect(second.files).toStrictEqual(first.files)
      expect(second.text).toBe(first.text)
    })
  )
})
