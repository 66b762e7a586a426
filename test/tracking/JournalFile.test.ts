import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import * as Scope from "effect/Scope"
import { vi } from "vitest"
import { Run } from "../../src/domain/Run.js"
import { make } from "../../src/tracking/JournalFile.js"
import { journalFolder, read, survey } from "../../src/tracking/JournalFolder.js"
import { endOf, running } from "../contracts/arbitraryRun.js"
import { begun, done, journalNames, self } from "./someRuns.js"
import { tempSite } from "./tempSite.js"

/** How many bytes the disk takes of the next write; all by default. */
const disk = vi.hoisted(() => ({ takes: Number.POSITIVE_INFINITY }))
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>()
  return {
    ...fs,
    writeSync: (descriptor: number, bytes: Uint8Array) => {
      const room = disk.takes
      disk.takes = Number.POSITIVE_INFINITY
      if (room === 0)
        throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" })
      return fs.writeSync(descriptor, bytes.subarray(0, Math.min(room, bytes.length)))
    }
  }
})

const linesOf = (site: string) =>
  Effect.gen(function* () {
    const { journals } = yield* survey(journalFolder(site))
    const found = yield* Effect.forEach(journals, ({ path }) => read(path), { concurrency: 1 })
    return {
      runs: found.flatMap((lines) => lines?.runs ?? []),
      unreadable: found.reduce((sum, lines) => sum + (lines?.unreadable ?? 0), 0)
    }
  })

describe("JournalFile", () => {
  it.effect.prop(
    "writes lines that read as the same run",
    [running.chain((run) => endOf(run).map((end) => [run, end] as const))],
    ([[run, end]]) =>
      Effect.gen(function* () {
        const decode = Schema.decodeUnknown(Schema.parseJson(Run))
        expect(yield* decode(JSON.stringify(run))).toEqual(run)
        expect(yield* decode(JSON.stringify(end))).toEqual(end)
      })
  )

  it.scoped("creates nothing before the first line", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const journal = yield* make(journalFolder(site), self)
      expect(yield* journal.rotate).toBe(false)
      expect(existsSync(join(site, ".egregora"))).toBe(false)
    })
  )

  it.scoped("appends each run to one file, which says whose it is", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const journal = yield* make(journalFolder(site), self)
      const run = begun(1)
      yield* journal.append(run)
      yield* journal.append(done(run))
      const [name = ""] = journalNames(site)
      expect(journalNames(site)).toHaveLength(1)
      expect(name).toMatch(new RegExp(`^\\d{13}-${process.pid}-[0-9a-f]{8}\\.ndjson$`))
      expect(readFileSync(join(journalFolder(site), name), "utf8")).toBe(
        [{ process: self }, run, done(run)].map((line) => `${JSON.stringify(line)}\n`).join("")
      )
    })
  )

  it.scoped("hands on what it wrote when it is rotated, and always has a file that shows its life", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const journal = yield* make(journalFolder(site), self)
      yield* journal.append(begun(1))
      expect(yield* journal.rotate).toBe(true)
      expect(yield* journal.rotate).toBe(false)
      yield* journal.append(begun(2))
      const { journals } = yield* survey(journalFolder(site))
      expect(journals.map(({ free }) => free)).toEqual([true, false])
      expect((yield* linesOf(site)).runs.map(({ rowsIn }) => rowsIn)).toEqual([1, 2])
    })
  )

  it.effect("closes its file with its scope, and leaves none that is empty", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const site = yield* tempSite
        const scope = yield* Scope.make()
        const journal = yield* Scope.extend(make(journalFolder(site), self), scope)
        yield* journal.append(begun(1))
        yield* journal.rotate
        yield* Scope.close(scope, Exit.void)
        expect(journalNames(site)).toEqual([expect.stringMatching(/\.closed\.ndjson$/)])
      })
    )
  )

  it.scoped("begins a fresh line after one that the disk took only in part", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const journal = yield* make(journalFolder(site), self)
      yield* journal.append(begun(1))
      disk.takes = 40
      expect(Either.isLeft(yield* Effect.either(journal.append(begun(2))))).toBe(true)
      disk.takes = 0
      const error = yield* Effect.flip(journal.append(begun(3)))
      expect(error.message).toBe(
        `the run history cannot be written to ${journalFolder(site)}: ENOSPC: no space left on device, write`
      )
      yield* journal.append(begun(4))
      yield* journal.append(begun(5))
      const { runs, unreadable } = yield* linesOf(site)
      expect(runs.map(({ rowsIn }) => rowsIn)).toEqual([1, 4, 5])
      expect(unreadable).toBe(1)
    })
  )

  it.scoped("leaves no file where not even the first line fits", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const journal = yield* make(journalFolder(site), self)
      disk.takes = 10
      expect(Either.isLeft(yield* Effect.either(journal.append(begun(1))))).toBe(true)
      expect(journalNames(site)).toEqual([])
      yield* journal.append(begun(2))
      expect((yield* linesOf(site)).runs.map(({ rowsIn }) => rowsIn)).toEqual([2])
    })
  )

  it.scoped("fails each time where its folder cannot be, and works once it can", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      writeFileSync(join(site, ".egregora"), "a file in the place of the folder")
      const journal = yield* make(journalFolder(site), self)
      expect(Either.isLeft(yield* Effect.either(journal.append(begun(1))))).toBe(true)
      expect(Either.isLeft(yield* Effect.either(journal.append(begun(2))))).toBe(true)
      rmSync(join(site, ".egregora"))
      yield* journal.append(begun(3))
      expect((yield* linesOf(site)).runs.map(({ rowsIn }) => rowsIn)).toEqual([3])
    })
  )

  it.scoped("fails where the operating system forbids the folder", () =>
    Effect.gen(function* () {
      const journal = yield* make("/sys/kernel/egregora/runs.journal", self)
      expect(Either.isLeft(yield* Effect.either(journal.append(begun(1))))).toBe(true)
    })
  )

  it.scopedLive("begins a new file within seconds if somebody removed the one it writes", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const journal = yield* make(journalFolder(site), self)
      yield* journal.append(begun(1))
      rmSync(join(site, ".egregora"), { recursive: true })
      yield* Effect.sleep("1200 millis")
      yield* journal.append(begun(2))
      expect((yield* linesOf(site)).runs.map(({ rowsIn }) => rowsIn)).toEqual([2])
    })
  )
})
