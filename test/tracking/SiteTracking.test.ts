import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Logger from "effect/Logger"
import { journalFolder } from "../../src/tracking/JournalFolder.js"
import { databaseFile } from "../../src/tracking/mergeJournals.js"
import { track } from "../../src/tracking/RunTracking.js"
import { layer } from "../../src/tracking/SiteTracking.js"
import { begun, dead, historyOf, journalNames, leaveJournal } from "./someRuns.js"
import { tempSite } from "./tempSite.js"

describe("SiteTracking", () => {
  it.scopedLive("leaves everything in the table and no journal", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      leaveJournal(site, "1-1-a.ndjson", dead, [begun(0, { process: dead })])
      const { exit, warnings } = yield* tracked(site, {}, 3)
      expect(exit).toEqual(Exit.succeed([0, 1, 2]))
      expect(warnings).toEqual([])
      expect(journalNames(site)).toEqual([])
      const { notes, runs } = yield* historyOf(site)
      expect(notes).toEqual([])
      expect(runs.map(({ kind, stage, status }) => [kind, stage, status])).toEqual([
        ["window", "window_0", "failed"],
        ["process", "process", "completed"],
        ["window", "window_0", "completed"],
        ["window", "window_1", "completed"],
        ["window", "window_2", "completed"]
      ])
      expect(new Set(runs.slice(2).map(({ parentId }) => parentId))).toEqual(new Set([runs[1]?.runId]))
    })
  )

  it.scopedLive("merges while the pipeline runs", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      yield* Effect.provide(
        track(
          Effect.gen(function* () {
            yield* track(Effect.void, { stage: "window_0", kind: "window" })
            while (!existsSync(databaseFile(site))) yield* Effect.sleep("10 millis")
            const { runs } = yield* historyOf(site)
            expect(runs.map(({ stage, status }) => [stage, status])).toEqual([
              ["process", "running"],
              ["window_0", "completed"]
            ])
          }),
          { stage: "process", kind: "process" }
        ),
        layer(site, { codeRef: "1", mergeEvery: "20 millis" })
      )
      expect((yield* historyOf(site)).runs.map(({ status }) => status)).toEqual(["completed", "completed"])
    })
  )

  const obstacles: Record<string, { readonly block: (site: string) => void; readonly warning: RegExp }> = {
    "is a directory": {
      block: (site) => mkdirSync(databaseFile(site)),
      warning:
        /^run tracking: .*runs\.duckdb cannot be written: .*Is a directory; the runs are kept in .*runs\.journal$/
    },
    "may not be written": {
      block: (site) => symlinkSync("/sys/kernel/egregora.duckdb", databaseFile(site)),
      warning:
        /^run tracking: .*runs\.duckdb cannot be written: .*Permission denied; the runs are kept in .*runs\.journal$/
    },
    "is text": {
      block: (site) => writeFileSync(databaseFile(site), "my notes"),
      warning:
        /^run tracking: .*runs\.duckdb was not a database, or damaged; it is now .*runs\.duckdb\.corrupt-.*, and a new one begins$/
    }
  }
  for (const [name, { block, warning }] of Object.entries(obstacles)) {
    it.scopedLive(`says once that the database ${name}, and loses nothing`, () =>
      Effect.gen(function* () {
        const site = yield* tempSite
        mkdirSync(dirname(databaseFile(site)), { recursive: true })
        block(site)
        const { exit, warnings } = yield* tracked(site, { mergeEvery: "5 millis" }, 10)
        expect(exit).toEqual(Exit.succeed([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
        expect(warnings).toEqual([expect.stringMatching(warning)])
        expect((yield* historyOf(site)).runs.map(({ status }) => status)).toEqual(Array(11).fill("completed"))
      })
    )
  }

  it.scopedLive("lets the work go on where nothing can be written at all, and says so once", () =>
    Effect.gen(function* () {
      const file = join(yield* tempSite, "file")
      writeFileSync(file, "")
      for (const site of [file, "/sys/kernel"]) {
        const { exit, warnings } = yield* tracked(site, { mergeEvery: "5 millis" }, 10)
        expect(exit).toEqual(Exit.succeed([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
        expect(warnings).toEqual([
          expect.stringContaining(`the run history cannot be written to ${journalFolder(site)}: E`)
        ])
      }
    })
  )
})

/** Some windows inside a process, with what was logged meanwhile. */
const tracked = (site: string, options: { readonly mergeEvery?: Duration.DurationInput }, windows: number) =>
  Effect.gen(function* () {
    const warnings: Array<string> = []
    const logger = Logger.make(({ message }) => {
      warnings.push(String(message))
    })
    const exit = yield* Effect.forEach(
      Array.from({ length: windows }, (_, index) => index),
      (index) =>
        track(Effect.delay(Effect.succeed(index), "5 millis"), { stage: `window_${index}`, kind: "window" }),
      { concurrency: 1 }
    ).pipe(
      track({ stage: "process", kind: "process" }),
      Effect.exit,
      Effect.provide(layer(site, { codeRef: "1", ...options })),
      Effect.provide(Logger.replace(Logger.defaultLogger, logger))
    )
    return { exit, warnings }
  })
