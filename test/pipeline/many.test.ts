/**
 * Many at once: eight `process` on one site, and one on each of eight sites, with somebody reading all the
 * time.
 */
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type Ended, runCli } from "../support/cli.js"
import { siteFiles } from "../support/siteFiles.js"

const cwd = realpathSync(mkdtempSync(join(tmpdir(), "egregora-many-")))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

const windows = 20
const processes = 8

beforeAll(() => {
  const lines = Array.from({ length: windows }, (_, at) => {
    const date = new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10).split("-").reverse().join("/")
    return `${date}, 09:00 - Ana Dias: The lift is broken again\n${date}, 09:05 - Bruno Reis: They come on day ${at}`
  })
  writeFileSync(join(cwd, "chat.txt"), lines.join("\n"))
})

interface RunJson {
  readonly runId: string
  readonly parentId: string | null
  readonly originId: string | null
  readonly kind: string
  readonly status: string
  readonly skipped: string | null
  readonly window: { readonly key: string } | null
}

const runsOf = async (site: string): Promise<ReadonlyArray<RunJson>> => {
  const { code, stdout, stderr } = await runCli(["runs", "tail", "--n", "10000", "--json", "--site", site], {
    cwd
  })
  expect([code, stderr]).toStrictEqual([0, ""])
  return JSON.parse(stdout)
}

/** Runs all at once, and reads the history of a site until they have ended. */
const whileReading = async (site: string, work: ReadonlyArray<Promise<Ended>>) => {
  let over = false
  const ended = Promise.all(work).finally(() => {
    over = true
  })
  let reads = 0
  while (!over) {
    const { code, stdout } = await runCli(["runs", "tail", "--json", "--site", site], { cwd })
    if (code === 0) {
      JSON.parse(stdout)
      reads++
    }
  }
  return { ended: await ended, reads }
}

it("eight processes on one site take turns, and no window is done twice", async () => {
  const site = "blog"
  const process = () => runCli(["process", "chat.txt", "--output", site, "--explain"], { cwd })
  const { ended, reads } = await whileReading(site, Array.from({ length: processes }, process))
  expect(ended.map(({ code }) => code)).toStrictEqual(Array.from({ length: processes }, () => 0))
  expect(reads).toBeGreaterThan(0)
  const waited = ended.filter(({ stderr }) =>
    /is at work on this blog; waiting until it has finished/.test(stderr)
  )
  expect(waited).toHaveLength(processes - 1)

  const runs = await runsOf(site)
  expect(runs.filter((run) => run.kind === "process" && run.status === "completed")).toHaveLength(processes)
  const all = runs.filter((run) => run.kind === "window")
  expect(all).toHaveLength(processes * windows)
  const worked = all.filter((run) => run.skipped === null)
  expect(worked).toHaveLength(windows)
  expect(new Set(worked.map((run) => run.parentId)).size).toBe(1)
  const did = new Map(worked.map((run) => [run.window?.key, run.runId]))
  for (const run of all.filter(({ skipped }) => skipped !== null)) {
    expect([run.skipped, run.originId]).toStrictEqual(["reused", did.get(run.window?.key)])
  }
  expect(readdirSync(join(cwd, site, "posts")).filter((name) => name.endsWith(".md"))).toHaveLength(windows)
}, 60_000)

it("one process on each of eight sites does its own", async () => {
  const sites = Array.from({ length: processes }, (_, at) => `site-${at}`)
  const { ended } = await whileReading(
    "site-0",
    sites.map((site) => runCli(["process", "chat.txt", "--output", site, "--real-names"], { cwd }))
  )
  expect(ended.map(({ code }) => code)).toStrictEqual(sites.map(() => 0))
  const [first = "", ...others] = sites
  for (const site of others) expect(siteFiles(join(cwd, site))).toStrictEqual(siteFiles(join(cwd, first)))
  for (const site of sites) {
    expect(
      (await runsOf(site)).filter((run) => run.kind === "window" && run.status === "completed")
    ).toHaveLength(windows)
  }
}, 60_000)
