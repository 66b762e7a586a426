/**
 * `egregora process a.zip b.zip` as a program.
 */
import { spawnSync } from "node:child_process"
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, it } from "vitest"
import { executable, ownEnv, runCli } from "../support/cli.js"
import { type Event, type Phone, rendered, renderTo } from "../support/phones.js"
import { siteFiles } from "../support/siteFiles.js"
import { zip } from "../support/zip.js"

const root = realpathSync(mkdtempSync(join(tmpdir(), "egregora-several-")))
afterAll(() => rmSync(root, { recursive: true }))

const events = Array.from({ length: 40 }, (_, index): Event => {
  const author = ["Ana Dias", "Rui Reis", "Eva"][index % 3] ?? ""
  const text = `what happened on this day has the number ${index}`
  return { at: Date.UTC(2025, 4, 1 + (index >> 1), 9, index, 7), author, what: { kind: "text", text } }
})
const ana: Phone = { platform: "android", language: "pt", owner: "Ana Dias" }
const rui: Phone = {
  platform: "ios",
  language: "en",
  owner: "Rui Reis",
  contacts: { "Ana Dias": "Mum", Eva: "+351 900 111 222" }
}

/** A folder with the exports of two phones. */
const place = async (files: Readonly<Record<string, string>>): Promise<{ readonly cwd: string }> => {
  const cwd = mkdtempSync(join(root, "place-"))
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(cwd, name), await zip({ "_chat.txt": text }))
  }
  return { cwd }
}

it("makes one blog, says what was read, and a second run in the other order does nothing", async () => {
  const { cwd } = await place({
    "a.zip": rendered(events.slice(0, 30), ana),
    "b.zip": rendered(events.slice(10), rui)
  })
  const first = await runCli(["process", "a.zip", "b.zip", "--output", "blog"], { cwd })
  expect(first.code).toBe(0)
  expect(first.stderr.split("\n").slice(0, 5)).toEqual([
    "a.zip: whatsapp (android): 30 messages by 3 people, 2025-05-01 to 2025-05-15",
    "a.zip: dates day-first: a number over 12 can only be a day; times of UTC",
    "b.zip: whatsapp (ios): 30 messages by 3 people, 2025-05-06 to 2025-05-20",
    "b.zip: dates month-first: a number over 12 can only be a day; times of UTC",
    "together: 40 messages by 3 people, 2025-05-01 to 2025-05-20; 20 duplicates left out"
  ])
  expect(first.stdout).toMatch(/^ {2}Windows {2}20 written, 0 failed$/m)
  const made = siteFiles(join(cwd, "blog"))
  const second = await runCli(["process", "b.zip", "a.zip", "--output", "blog"], { cwd })
  expect(second.stdout).toMatch(/^ {2}Windows {2}20 unchanged, 0 failed$/m)
  expect(siteFiles(join(cwd, "blog"))).toEqual(made)

  const tail = await runCli(["runs", "tail", "--json", "--site", "blog"], { cwd })
  const run: { readonly runId: string } = JSON.parse(tail.stdout).at(-1)
  const replayed = await runCli(["runs", "replay", run.runId, "--site", "blog"], { cwd })
  expect([replayed.code, replayed.stderr]).toEqual([0, ""])
  expect(siteFiles(join(cwd, "blog"))).toEqual(made)
})

it("an export that is added does only the windows to which it brings something", async () => {
  const gap = events.filter((_, index) => index !== 8)
  const { cwd } = await place({
    "a.zip": rendered(gap, ana),
    "same.zip": rendered(gap.slice(4), rui),
    "more.zip": rendered(events.slice(4), rui)
  })
  const windows = async (...exports: ReadonlyArray<string>) =>
    /Windows {2}(.*)/.exec((await runCli(["process", ...exports], { cwd })).stdout)?.[1]
  expect([
    await windows("a.zip"),
    await windows("a.zip", "same.zip"),
    await windows("a.zip", "same.zip", "more.zip"),
    await windows("more.zip", "a.zip")
  ]).toEqual([
    "20 written, 0 failed",
    "20 unchanged, 0 failed",
    "1 written, 19 unchanged, 0 failed",
    "20 unchanged, 0 failed"
  ])
})

it("one that is damaged, or is of another chat, is named, and nothing is written", async () => {
  const { cwd } = await place({ "a.zip": rendered(events, ana) })
  writeFileSync(join(cwd, "b.zip"), (await zip({ "_chat.txt": rendered(events, rui) })).subarray(0, 200))
  writeFileSync(join(cwd, "c.txt"), "01/05/2025, 09:00 - Tó: Is the boat ready for tomorrow?\n")
  for (const other of ["b.zip", "missing.zip", "c.txt"]) {
    const { code, stderr, stdout } = await runCli(["process", "a.zip", other, "--output", "blog"], { cwd })
    expect([code, stdout, stderr.startsWith(`egregora: ${other}`), stderr.trimEnd().includes("\n")]).toEqual([
      1,
      "",
      true,
      false
    ])
    expect(existsSync(join(cwd, "blog"))).toBe(false)
  }
})

it("memory does not grow with the exports", async () => {
  const peak = (messages: number): number => {
    const cwd = mkdtempSync(join(root, "large-"))
    const many = function* (from: number, until: number): Generator<Event> {
      for (let index = from; index < until; index++) {
        const author = ["Ana Dias", "Rui Reis", "Eva"][index % 3] ?? ""
        const text = `what happened in this minute has the number ${index}`
        yield { at: Date.UTC(2015, 4, 1) + index * 41_000, author, what: { kind: "text", text } }
      }
    }
    renderTo(join(cwd, "a.txt"), many(0, messages), ana)
    renderTo(join(cwd, "b.txt"), many(messages / 3, messages * 1.2), rui)
    const hook = join(cwd, "hook.cjs")
    writeFileSync(hook, 'process.on("exit", () => console.error(process.resourceUsage().maxRSS))')
    const lines = openSync(join(cwd, "lines"), "w")
    const { stderr } = spawnSync(
      process.execPath,
      ["--require", hook, executable, "parse", "a.txt", "b.txt", "--json"],
      { cwd, env: ownEnv({ cwd }), stdio: ["ignore", lines, "pipe"], encoding: "utf8" }
    )
    closeSync(lines)
    expect(readFileSync(join(cwd, "lines"), "latin1").split("\n").length - 1).toBe(messages * 1.2)
    return Number(stderr) / 1024
  }
  const [small, large] = [peak(60_000), peak(300_000)]
  expect(large).toBeLessThan(Math.max(small * 1.3, 250))
}, 120_000)

it("warns when posts are written without names that an earlier version knew and did not keep", async () => {
  const later = events.slice(30).filter(({ author }) => author !== "Eva")
  const { cwd } = await place({ "a.zip": rendered(events.slice(0, 30), ana), "c.zip": rendered(later, ana) })
  const warned = async (...files: ReadonlyArray<string>) =>
    (await runCli(["process", ...files, "--output", "blog"], { cwd })).stderr
      .split("\n")
      .filter((line) => line.startsWith("warning: 1 name "))
  expect(await warned("a.zip")).toEqual([])
  rmSync(join(cwd, "blog", ".egregora", "people"))
  expect(await warned("c.zip")).toEqual([
    "warning: 1 name of people that this blog knew is not in what was given now, and would not be found in its texts; give the earlier exports with it"
  ])
  expect(await warned("c.zip")).toEqual([])
  expect(await warned("a.zip", "c.zip")).toEqual([])
  expect(await warned("c.zip", "--refresh", "all")).toEqual([])
})
