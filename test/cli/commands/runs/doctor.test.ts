/**
 * `egregora runs doctor` on a blog that was made by `egregora process`, and then damaged.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { afterAll, beforeAll } from "vitest"
import { examine } from "../../../../src/cli/commands/runs/printDoctor.js"
import type { Finding } from "../../../../src/cli/doctor/Finding.js"
import * as DuckDb from "../../../../src/storage/DuckDb.js"
import { journalFolder } from "../../../../src/tracking/JournalFolder.js"
import { databaseFile, mergeJournals } from "../../../../src/tracking/mergeJournals.js"
import { tellMissing } from "../../../../src/tracking/missingRecords.js"
import { runCli } from "../../../support/cli.js"
import { bundle } from "../../../support/crashBundle.js"
import {
  begun,
  dead,
  done,
  elsewhere,
  historyOf,
  journalNames,
  leaveJournal,
  self
} from "../../../tracking/someRuns.js"

const root = realpathSync(mkdtempSync(join(tmpdir(), "egregora-doctor-")))
const chat = [
  "01/05/2025, 09:00 - Ana Dias: Who has the key of the cellar?",
  "02/05/2025, 09:05 - Bruno Reis: I have it, ask Ana Dias for the other one",
  "03/05/2025, 10:00 - Ana Dias: The lift is broken again, they come on Monday"
].join("\n")
let places = 0

beforeAll(async () => {
  writeFileSync(join(root, "chat.txt"), chat)
  const { code } = await runCli(["process", "chat.txt", "--output", "sound"], { cwd: root })
  expect(code).toBe(0)
})
afterAll(() => rmSync(root, { recursive: true }))

/** A copy of the sound blog. */
const blog = (): string => {
  const folder = join(root, String(places++))
  cpSync(join(root, "sound"), folder, { recursive: true })
  return folder
}
const own = (folder: string, name: string): string => join(folder, ".egregora", name)

const all = (folder: string, dryRun = false) =>
  Effect.provide(examine(folder, { dryRun }), Layer.merge(NodeFileSystem.layer, NodePath.layer))

/** What is not well with a blog, a line each. */
const wrong = (folder: string, dryRun = false) =>
  Effect.map(all(folder, dryRun), (findings) => findings.filter(({ level }) => level !== "ok").map(line))
const line = ({ level, message, subject }: Finding): string => `${level} ${subject}: ${message}`

const changed = (file: string, ...statements: ReadonlyArray<string>) =>
  Effect.scoped(
    Effect.flatMap(DuckDb.make({ file }), (db) =>
      Effect.forEach(statements, (sql) => db.run(sql), { concurrency: 1 })
    )
  )

describe("runs doctor", () => {
  it.live("has nothing against a sound blog, and changes nothing", () =>
    Effect.gen(function* () {
      const folder = blog()
      const before = contents(folder)
      expect((yield* all(folder)).map(line)).toStrictEqual([
        `ok folder: ${folder}`,
        "ok key: there, and for its owner alone",
        "ok lock: nobody is at work",
        "ok pages: 3 posts and 2 profiles",
        "ok files: nothing is left of writes that were killed",
        expect.stringMatching(/^ok database: schema 2, \d\.\d MB, all of it was read$/),
        "ok journals: nothing is left to be merged",
        "ok runs: 14, of which 0 not ended",
        "ok outputs: 3 windows done, with their files as they were written",
        "ok lost: no record was ever lost"
      ])
      expect(contents(folder)).toStrictEqual(before)
    })
  )

  it.live("looks at the key", () =>
    Effect.gen(function* () {
      const folder = blog()
      const key = own(folder, "key")
      chmodSync(key, 0o644)
      rmSync(own(folder, ".gitignore"))
      expect(yield* wrong(folder)).toStrictEqual([
        `warning key: ${key} can be read by others, who can find the real names: chmod 600 it`,
        `warning key: ${own(folder, ".gitignore")} is missing, so that git may publish the key: make it, with the line *`
      ])
      writeFileSync(key, "half a ke")
      expect(yield* wrong(folder)).toStrictEqual([
        `error key: ${key} is damaged: restore it, or remove it to give everybody another name`
      ])
      rmSync(key)
      expect(yield* wrong(folder)).toStrictEqual([
        `error key: ${key} is missing: restore it, or the next \`process\` gives everybody another name`
      ])
      rmSync(join(folder, "posts"), { recursive: true })
      expect((yield* all(folder)).map(line)).toContain("ok key: there is none yet")
    })
  )

  it.live("looks at the pages, and at what resume needs of the posts", () =>
    Effect.gen(function* () {
      const folder = blog()
      rmSync(join(folder, "posts", "2025-05-01.html"))
      rmSync(join(folder, "posts", "2025-05-02.html"))
      rmSync(join(folder, "posts", "2025-05-03.md"))
      appendFileSync(join(folder, "posts", "2025-05-01.md"), "by hand")
      writeFileSync(join(folder, "posts", ".2025-05-01.md.abc.tmp"), "half a post")
      const findings = yield* wrong(folder)
      expect(findings).toStrictEqual([
        "warning pages: posts/2025-05-01.md and 1 more without a page; the next `process` renders what is a post",
        "warning pages: posts/2025-05-03.html without its Markdown; the next `process` removes what it made",
        "warning files: posts/.2025-05-01.md.abc.tmp left by a write that was killed; the next `process` removes it",
        expect.stringMatching(
          /^warning outputs: posts\/2025-05-01.md is not as run [0-9a-f]{8} left it, and 1 other window of 3 windows done; the next `process` writes that again, but for what was edited by hand$/
        )
      ])
    })
  )

  it.live("says who is at work, and does not wait for him", () =>
    Effect.gen(function* () {
      const folder = blog()
      const program = yield* Effect.promise(() =>
        bundle(new URL("../../../support/crashLock.ts", import.meta.url))
      )
      const child = yield* Effect.acquireRelease(
        Effect.sync(() => spawn(process.execPath, [program, folder], { stdio: ["pipe", "pipe", "inherit"] })),
        (child) => Effect.sync(() => child.kill("SIGKILL"))
      )
      yield* Effect.promise(() => once(child.stdout, "data"))
      writeFileSync(join(folder, "posts", ".2025-05-01.md.abc.tmp"), "half a post")
      rmSync(join(folder, "posts", "2025-05-02.html"))
      expect(yield* wrong(folder)).toStrictEqual([])
      expect((yield* all(folder)).map(line)).toContain(
        `ok lock: process ${child.pid} is at work on this blog`
      )
    }).pipe(Effect.scoped)
  )

  it.live("merges what a process left that has ended, unless it is told not to", () =>
    Effect.gen(function* () {
      const folder = blog()
      const before = (yield* historyOf(folder)).runs.length
      leaveJournal(folder, "1-1-a.ndjson", dead, [done(begun(1)), done(begun(2))])
      leaveJournal(folder, "2-1-b.ndjson", self, [begun(3)])
      const seen = yield* all(folder, true)
      expect(seen.map(line)).toContainEqual(
        expect.stringMatching(/^ok journals: 1 journal \(\d+ bytes\) of processes at work$/)
      )
      expect(yield* wrong(folder, true)).toStrictEqual([
        expect.stringMatching(
          /^warning journals: 1 journal \(1\.\d kB\) of processes that have ended, with 2 runs; they are merged without --dry-run$/
        )
      ])
      expect(journalNames(folder)).toStrictEqual(["1-1-a.ndjson", "2-1-b.ndjson"])
      const findings = (yield* all(folder)).map(line)
      expect(findings).toContainEqual(
        expect.stringMatching(
          /^ok journals: merged 1 journal \(1\.\d kB\) of processes that have ended, with 2 runs$/
        )
      )
      expect(findings).toContain(`ok runs: ${before + 3}, of which 1 not ended`)
      expect(journalNames(folder)).toStrictEqual(["2-1-b.ndjson"])
    })
  )

  it.live("tells of what was put aside, and what gc left", () =>
    Effect.gen(function* () {
      const folder = blog()
      leaveJournal(folder, "1-1-a.closed.ndjson", self, ["half a li\n"])
      const file = databaseFile(folder)
      yield* mergeJournals(folder)
      writeFileSync(`${file}.corrupt-20251028T140322000Z`, "not a database")
      writeFileSync(`${file}.fresh-${crypto.randomUUID()}`, "x")
      expect(yield* wrong(folder)).toStrictEqual([
        `warning aside: ${file}.corrupt-20251028T140322000Z (14 bytes) is a database that was damaged; remove it if you need nothing of it`,
        expect.stringMatching(
          /^warning aside: .*1-1-a\.closed\.ndjson\.bad \(\d+ bytes\) has lines that could not be read; remove it if you need nothing of it$/
        ),
        expect.stringMatching(
          /^warning aside: .*fresh-.* \(1 byte\) is left by a `runs gc` that was killed; the next one removes it$/
        )
      ])
    })
  )

  it.live("tells of runs whose process is silent, and of runs without those they come from", () =>
    Effect.gen(function* () {
      const folder = blog()
      const laptop = { ...elsewhere, bootId: "another" }
      const path = leaveJournal(folder, "1-1-a.ndjson", laptop, [
        begun(1, { process: laptop, startedAt: Date.now() - 7_200_000 })
      ])
      const anHourAgo = Date.now() / 1000 - 3600
      utimesSync(path, anHourAgo, anHourAgo)
      leaveJournal(folder, "2-1-b.ndjson", self, [begun(2, { parentId: begun(3).runId })])
      expect(yield* wrong(folder)).toStrictEqual([
        `warning runs: 1 run of process ${elsewhere.pid} on elsewhere still running, and not a sign of life: it has ended, or its machine sleeps; after a day without one they count as failed`,
        "warning runs: 1 run with a parent or an origin that is not in the history"
      ])
    })
  )

  it.live("tells how many records were ever lost", () =>
    Effect.gen(function* () {
      const folder = blog()
      tellMissing(journalFolder(folder), 11)(3)
      tellMissing(journalFolder(folder), 12)(4)
      const [warning, ...others] = yield* wrong(folder)
      expect(warning).toMatch(/^warning lost: 7 records of process (?:11, 12|12, 11) could not be written/)
      expect(others).toStrictEqual([])
    })
  )

  it.live("says who holds the database", () =>
    Effect.gen(function* () {
      const folder = blog()
      const file = databaseFile(folder)
      const program = yield* Effect.promise(() =>
        bundle(new URL("../../../support/crashHold.ts", import.meta.url))
      )
      const child = yield* Effect.acquireRelease(
        Effect.sync(() => spawn(process.execPath, [program, file], { stdio: ["ignore", "pipe", "inherit"] })),
        (child) => Effect.sync(() => child.kill("SIGKILL"))
      )
      yield* Effect.promise(() => once(child.stdout, "data"))
      expect(yield* wrong(folder)).toStrictEqual([
        `warning database: ${file} is in use by another process; try again in a moment`
      ])
    }).pipe(Effect.scoped)
  )

  it.live("leaves a damaged database and the journals beside it to the next process", () =>
    Effect.gen(function* () {
      const folder = blog()
      const file = databaseFile(folder)
      writeFileSync(file, "not a database")
      leaveJournal(folder, "1-1-a.ndjson", dead, [done(begun(1))])
      expect(yield* wrong(folder)).toStrictEqual([
        `error database: ${file} is not a database, or damaged; the next \`process\` puts it aside and begins a new one`,
        expect.stringMatching(
          /^warning journals: 1 journal \(.*, with 1 run; they are merged when the database can be used$/
        )
      ])
      expect([readFileSync(file, "utf8"), journalNames(folder)]).toStrictEqual([
        "not a database",
        ["1-1-a.ndjson"]
      ])
    })
  )

  it.live("says what to do about a folder in the place of the database", () =>
    Effect.gen(function* () {
      const folder = blog()
      const file = databaseFile(folder)
      rmSync(file)
      mkdirSync(file)
      expect(yield* wrong(folder)).toStrictEqual([
        `error database: ${file} is a folder; move it away, and the next \`process\` begins a new one`
      ])
    })
  )

  it.live("says so where there is no history yet", () =>
    Effect.gen(function* () {
      const folder = blog()
      for (const name of readdirSync(own(folder, ""))) {
        if (name.startsWith("runs.") || name.startsWith("lock."))
          renameSync(own(folder, name), join(root, `${places}-${name}`))
      }
      const findings = (yield* all(folder)).map(line)
      expect(findings).toContain("ok database: there is none yet")
      expect(findings).toContain("ok runs: 0, of which 0 not ended")
      expect(findings).toContain("ok outputs: 0 windows done, with their files as they were written")
      expect(readdirSync(own(folder, "")).filter((name) => /^(?:runs|lock)\./.test(name))).toStrictEqual([])
    })
  )

  it.live("tells of a schema that is not its own", () =>
    Effect.gen(function* () {
      const folder = blog()
      const file = databaseFile(folder)
      yield* changed(file, "DELETE FROM schema_migrations WHERE version = 2")
      expect(yield* wrong(folder)).toStrictEqual([
        `warning database: ${file} has schema 1; the next \`process\` brings it to 2`
      ])
      yield* changed(file, "INSERT INTO schema_migrations (version, name) VALUES (99, 'later')")
      expect(yield* wrong(folder)).toStrictEqual([
        `warning database: ${file} was written by a newer egregora (schema 99, this one knows 2): it is only read, as far as it is understood; update egregora`
      ])
    })
  )
})

const contents = (folder: string): ReadonlyArray<readonly [string, string]> =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [path, readFileSync(path).toString("base64")] as const
    })
    .sort()
