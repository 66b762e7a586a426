import { readdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { vi } from "vitest"
import { make } from "../../src/tracking/JournalFile.js"
import { journalFolder } from "../../src/tracking/JournalFolder.js"
import { mergeJournals } from "../../src/tracking/mergeJournals.js"
import { missingRecords, tellMissing } from "../../src/tracking/missingRecords.js"
import { begun, done, historyOf, journalNames, self } from "./someRuns.js"
import { tempSite } from "./tempSite.js"

/** Whether the disk takes no bytes; it still takes names. */
const disk = vi.hoisted(() => ({ isFull: false }))
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>()
  return {
    ...fs,
    writeSync: (descriptor: number, bytes: Uint8Array) => {
      if (disk.isFull) throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" })
      return fs.writeSync(descriptor, bytes)
    }
  }
})

const missing = (site: string) =>
  missingRecords(journalFolder(site)).map(({ pid, records }) => ({ pid, records }))

describe("missingRecords", () => {
  it.scopedLive("outlives a process that ended on a full disk, and the merge of its journals", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const scope = yield* Scope.make()
      const journal = yield* Scope.extend(make(journalFolder(site), self), scope)
      const run = begun(1)
      yield* journal.append(run)
      disk.isFull = true
      for (const lost of [begun(2), begun(3), done(run)]) yield* Effect.ignore(journal.append(lost))
      expect(missing(site)).toEqual([{ pid: self.pid, records: 3 }])
      yield* Scope.close(scope, Exit.void)
      disk.isFull = false
      yield* mergeJournals(site)
      expect(missing(site)).toEqual([{ pid: self.pid, records: 3 }])
      expect((yield* historyOf(site)).runs).toEqual([run])
    })
  )

  it.scopedLive("is gone when the disk takes again what waited", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const journal = yield* make(journalFolder(site), self)
      disk.isFull = true
      yield* Effect.ignore(journal.append(begun(1)))
      expect(missing(site)).toEqual([{ pid: self.pid, records: 1 }])
      disk.isFull = false
      yield* journal.append(begun(2))
      expect(missing(site)).toEqual([])
      expect(journalNames(site)).toHaveLength(1)
    })
  )

  it.scopedLive("keeps what there was no room to wait for", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const journal = yield* make(journalFolder(site), self)
      disk.isFull = true
      for (let n = 0; n < 10_003; n++) yield* Effect.ignore(journal.append(begun(n)))
      expect(missing(site)).toEqual([{ pid: self.pid, records: 10_003 }])
      disk.isFull = false
      yield* journal.append(begun(1))
      expect(missing(site)).toEqual([{ pid: self.pid, records: 4 }])
    })
  )

  it.scoped("tells for each process, again where somebody removed what was told, and never fails", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const folder = join(site, "a", "b")
      const [one, two] = [tellMissing(folder, 1), tellMissing(folder, 2)]
      one(0)
      expect(missingRecords(folder)).toEqual([])
      one(3)
      two(4)
      one(5)
      expect(missingRecords(folder).map(({ pid, records }) => [pid, records])).toEqual(
        expect.arrayContaining([
          [1, 5],
          [2, 4]
        ])
      )
      rmSync(join(site, "a"), { recursive: true })
      one(6)
      expect(missingRecords(folder)).toMatchObject([{ pid: 1, records: 6 }])
      writeFileSync(join(folder, "x.5.missing"), "")
      expect(missingRecords(folder)).toHaveLength(1)
      one(0)
      expect(readdirSync(folder)).toEqual(["x.5.missing"])
      rmSync(join(site, "a"), { recursive: true })
      writeFileSync(join(site, "a"), "a file in the place of the folder")
      two(9)
    })
  )
})
