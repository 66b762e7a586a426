import { closeSync, copyFileSync, openSync, statSync, writeSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { checkDatabase } from "../../../src/cli/doctor/database.js"
import * as DuckDb from "../../../src/storage/DuckDb.js"
import { databaseFile, mergeJournals } from "../../../src/tracking/mergeJournals.js"
import { begun, done, leaveJournal, self } from "../../tracking/someRuns.js"
import { tempSite } from "../../tracking/tempSite.js"

describe("checkDatabase", () => {
  it.scopedLive("finds damage in tables and in indexes, which no query for runs would meet", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const runs = Array.from({ length: 20_000 }, (_, n) =>
        done(begun(n, { tenantId: `${n % 7}`, inputFingerprint: `${n}`.padStart(64, "0") }))
      )
      leaveJournal(site, "1-1-a.closed.ndjson", self, runs)
      yield* mergeJournals(site)
      const file = databaseFile(site)
      expect((yield* checkDatabase(file)).findings).toStrictEqual([
        {
          subject: "database",
          level: "ok",
          message: expect.stringMatching(/^schema 2, .* MB, all of it was read$/)
        }
      ])
      const parts = new Set<string>()
      for (let block = 1; headers + block * blockSize < statSync(file).size; block += 2) {
        const copy = join(site, `${block}.duckdb`)
        copyFileSync(file, copy)
        damage(copy, headers + block * blockSize + 4_000)
        for (const { level, message } of (yield* checkDatabase(copy)).findings) {
          const [, found = ""] = /is damaged in (.*?) \(.*\): save what can be read/.exec(message) ?? []
          if (level === "error") parts.add(found)
        }
      }
      expect([...parts].join()).toMatch(/run_details/)
      expect([...parts].join()).toMatch(/(?<!_)runs,/)
      expect([...parts].join()).toMatch(/idx_runs_/)
      expect([...parts].join()).toMatch(/the key of runs/)
      expect([...parts]).not.toContain("")
    })
  )

  it.scopedLive("finds what should not be in the tables of other software", () =>
    Effect.gen(function* () {
      const file = join(yield* tempSite, "runs.duckdb")
      const same = "'00000000-0000-4000-8000-000000000001'"
      yield* changed(
        file,
        "CREATE TABLE runs (run_id UUID, stage VARCHAR, status VARCHAR, started_at TIMESTAMP)",
        `INSERT INTO runs VALUES (${same}, 'a', 'done', now()), (${same}, 'a', 'failed', now()), (uuid(), 'a', 'paused', now())`
      )
      expect(
        (yield* checkDatabase(file)).findings.map(({ level, message }) => `${level} ${message}`)
      ).toStrictEqual([
        `warning ${file} has schema 0; the next \`process\` brings it to 2`,
        `error ${file}: 2 runs have a status that there is not`,
        `error ${file}: 1 run has an id that another one has`
      ])
    })
  )

  it.scopedLive("finds details that belong to nothing, and what is no JSON in them", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      leaveJournal(site, "1-1-a.closed.ndjson", self, [done(begun(1)), done(begun(2)), done(begun(3))])
      yield* mergeJournals(site)
      const file = databaseFile(site)
      yield* changed(
        file,
        "DELETE FROM runs WHERE stage = 'window_1'",
        "UPDATE run_details SET outputs = '[half' WHERE run_id IN (SELECT run_id FROM runs)"
      )
      expect((yield* checkDatabase(file)).findings.map(({ message }) => message)).toStrictEqual([
        `${file}: 1 run has details and nothing else`,
        `${file}: 2 runs have outputs or parts that are no JSON`
      ])
    })
  )
})

/** DuckDB's three headers, and the size of a block. */
const headers = 3 * 4096
const blockSize = 262_144

const damage = (file: string, at: number): void => {
  const descriptor = openSync(file, "r+")
  writeSync(descriptor, Buffer.alloc(64, 0xa5), 0, 64, at)
  closeSync(descriptor)
}

const changed = (file: string, ...statements: ReadonlyArray<string>) =>
  Effect.scoped(
    Effect.flatMap(DuckDb.make({ file }), (db) =>
      Effect.forEach(statements, (sql) => db.run(sql), { concurrency: 1 })
    )
  )
