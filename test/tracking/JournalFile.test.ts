import { randomUUID } from "node:crypto"
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
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

/** How many bytes the disk takes of the next write, all by default, and what happens before a file is renamed. */
const disk = vi.hoisted(() => ({ takes: Number.POSITIVE_INFINITY, renames: (): void => undefined }))
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>()
  return {
    ...fs,
    renameSync: (from: string, to: string) => {
      disk.renames()
      fs.renameSync(from, to)
    },
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
      expect((yield* linesOf(site)).runs.map(({ rowsIn }) => rowsIn)).toEqual([1, 1, 2])
    })
  )

  it.scoped("carries the runs that have not ended over from file to file", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const journal = yield* make(journalFolder(site), self)
      const [one, two, three] = [begun(1), begun(2), begun(3)]
      const open = () =>
        readFileSync(join(journalFolder(site), journalNames(site).at(-1) ?? ""), "utf8")
          .split("\n")
          .filter((line) => line !== "")
          .map((line) => JSON.parse(line))
      for (const run of [one, two, done(one)]) yield* journal.append(run)
      yield* journal.rotate
      expect(open()).toEqual([{ process: self }, two])
      expect(yield* journal.rotate).toBe(false)
      yield* journal.append(three)
      yield* journal.rotate
      expect(open()).toEqual([{ process: self }, two, three])
      for (const run of [done(three), done(two)]) yield* journal.append(run)
      yield* journal.rotate
      expect(open()).toEqual([{ process: self }])
    })
  )

  it.scoped("has written what it carries over before it hands on the file before", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const journal = yield* make(journalFolder(site), self)
      const run = begun(1)
      yield* journal.append(run)
      let found: ReadonlyArray<string> = []
      disk.renames = () => {
        disk.renames = () => undefined
        found = journalNames(site).map((name) => readFileSync(join(journalFolder(site), name), "utf8"))
      }
      yield* journal.rotate
      expect(found).toEqual(Array(2).fill(`${JSON.stringify({ process: self })}\n${JSON.stringify(run)}\n`))
    })
  )

  it.scoped("goes on with the file that it has where the disk has no room for another", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const journal = yield* make(journalFolder(site), self)
      yield* journal.append(begun(1))
      disk.takes = 20
      expect(Either.isLeft(yield* Effect.either(journal.rotate))).toBe(true)
      yield* journal.append(begun(2))
      expect(journalNames(site)).toHaveLength(1)
      expect(yield* journal.rotate).toBe(true)
      const { runs, unreadable } = yield* linesOf(site)
      expect(runs.map(({ rowsIn }) => rowsIn)).toEqual([1, 2, 1, 2])
      expect(unreadable).toBe(0)
    })
  )

  it.effect("closes its file with its scope, and leaves none that is empty", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const site = yield* tempSite
        const scope = yield* Scope.make()
        const journal = yield* Scope.extend(make(journalFolder(site), self), scope)
        yield* journal.append(done(begun(1)))
        yield* journal.rotate
        yield* Scope.close(scope, Exit.void)
        expect(journalNames(site)).toEqual([expect.stringMatching(/\.closed\.ndjson$/)])
      })
    )
  )

  it.effect("leaves to the merge what has not ended when its scope does", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const site = yield* tempSite
        const scope = yield* Scope.make()
        const journal = yield* Scope.extend(make(journalFolder(site), self), scope)
        yield* journal.append(begun(1))
        yield* journal.rotate
        yield* Scope.close(scope, Exit.void)
        expect(journalNames(site)).toEqual(Array(2).fill(expect.stringMatching(/\.closed\.ndjson$/)))
        expect((yield* linesOf(site)).runs.map(({ rowsIn }) => rowsIn)).toEqual([1, 1])
      })
    )
  )

  it.scoped("writes what the disk did not take, or took in part, once it takes more", () =>
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
      expect(runs.map(({ rowsIn }) => rowsIn)).toEqual([1, 2, 3, 4, 5])
      expect(unreadable).toBe(1)
    })
  )

  it.effect("writes what the disk did not take when its scope ends, if it can", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const site = yield* tempSite
        const scope = yield* Scope.make()
        const journal = yield* Scope.extend(make(journalFolder(site), self), scope)
        const run = begun(1)
        yield* journal.append(run)
        disk.takes = 0
        expect(Either.isLeft(yield* Effect.either(journal.append(done(run))))).toBe(true)
        yield* Scope.close(scope, Exit.void)
        expect((yield* linesOf(site)).runs).toEqual([done(run)])
        expect(journalNames(site)).toEqual([expect.stringMatching(/\.closed\.ndjson$/)])
      })
    )
  )

  it.scoped("leaves no file where not even the first line fits", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const journal = yield* make(journalFolder(site), self)
      disk.takes = 10
      expect(Either.isLeft(yield* Effect.either(journal.append(begun(1))))).toBe(true)
      expect(journalNames(site)).toEqual([expect.stringMatching(/\.1\.missing$/)])
      yield* journal.append(begun(2))
      expect(journalNames(site)).toEqual([expect.stringMatching(/[0-9a-f]\.ndjson$/)])
      expect((yield* linesOf(site)).runs.map(({ rowsIn }) => rowsIn)).toEqual([1, 2])
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
      expect((yield* linesOf(site)).runs.map(({ rowsIn }) => rowsIn)).toEqual([1, 2, 3])
    })
  )

  it.scoped("fails where the operating system forbids the folder", () =>
    Effect.gen(function* () {
      const journal = yield* make("/sys/kernel/egregora/runs.journal", self)
      expect(Either.isLeft(yield* Effect.either(journal.append(begun(1))))).toBe(true)
    })
  )

  const removals: Record<string, (site: string) => void> = {
    "removed the folder": (site) => rmSync(join(site, ".egregora"), { recursive: true }),
    "moved the folder away": (site) =>
      renameSync(join(site, ".egregora"), join(site, `trash ${randomUUID()}`))
  }
  for (const [what, remove] of Object.entries(removals)) {
    it.scopedLive(`writes all again within seconds if somebody ${what}`, () =>
      Effect.gen(function* () {
        const site = yield* tempSite
        const journal = yield* make(journalFolder(site), self)
        const [one, two] = [begun(1), begun(2)]
        yield* journal.append(one)
        yield* journal.append(done(one))
        remove(site)
        yield* journal.append(two)
        yield* Effect.sleep("1200 millis")
        expect((yield* linesOf(site)).runs).toEqual([done(one), two])
        yield* journal.append(done(two))
        yield* journal.rotate
        expect((yield* linesOf(site)).runs).toEqual([done(one), done(two)])
        remove(site)
        yield* journal.append(begun(3))
        expect(yield* journal.rotate).toBe(true)
        expect((yield* linesOf(site)).runs.map(({ rowsIn }) => rowsIn)).toEqual([3, 3])
      })
    )
  }
})
