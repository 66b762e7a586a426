/**
 * Kills `egregora process` at random moments, and looks at what a plain `process` makes of what is left.
 * `EGREGORA_KILLS` says how often; a seed makes the moments the same each time.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { afterAll, beforeAll, expect, it } from "vitest"
import { executable, ownEnv, runCli } from "../support/cli.js"
import { siteFiles } from "../support/siteFiles.js"

const kills = Number(process.env["EGREGORA_KILLS"] ?? 10)
const windows = 60

const cwd = mkdtempSync(join(tmpdir(), "egregora-kill-"))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

interface RunJson {
  readonly runId: string
  readonly parentId: string | null
  readonly kind: string
  readonly status: string
  readonly skipped: string | null
  readonly window: { readonly key: string } | null
}

/** A number from 0 to 1 for each round, by the constants of Numerical Recipes. */
const random = ((state) => () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
})(20_261_123)

let undisturbed: Readonly<Record<string, string>> = {}

beforeAll(async () => {
  const people = ["Ana Dias", "Bruno Reis", "Carla Sá"]
  const said = [
    "The lift is broken again",
    "I will bring the cake on Saturday",
    "Who has the key of the cellar?"
  ]
  const lines = Array.from({ length: windows * 6 }, (_, at) => {
    const date = new Date(Date.UTC(2025, 0, 1 + Math.floor(at / 6), 9 + (at % 6), at % 60)).toISOString()
    return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}, ${date.slice(11, 16)} - ${people[at % 3]}: ${said[(at * 7) % 3]}, number ${at}`
  })
  writeFileSync(join(cwd, "chat.txt"), lines.join("\n"))
  mkdirSync(join(cwd, "fresh", ".egregora"), { recursive: true })
  writeFileSync(join(cwd, "fresh", ".egregora", "key"), `${"5".repeat(64)}\n`)
  cpSync(join(cwd, "fresh"), join(cwd, "undisturbed"), { recursive: true })
  const { code } = await runCli(["process", "chat.txt", "--output", "undisturbed"], { cwd })
  expect(code).toBe(0)
  undisturbed = siteFiles(join(cwd, "undisturbed"))
  expect(Object.keys(undisturbed).filter((file) => /^posts\/.*\.md$/.test(file))).toHaveLength(windows)
})

it(
  `after ${kills} times kill -9 a plain process gives the site of an undisturbed one`,
  async () => {
    let interrupted = 0
    for (let round = 0; round < kills; round++) {
      const site = `round-${round}`
      cpSync(join(cwd, "fresh"), join(cwd, site), { recursive: true })
      const killed = await runAndKill(site, Math.floor(random() * (windows + 2)), random() * 25)
      if (killed.code !== 0) interrupted++
      const resumed = await runCli(["process", "chat.txt", "--output", site, "--explain"], { cwd })
      expect([resumed.code, resumed.stderr.includes("warning")]).toStrictEqual([0, false])
      expect(siteFiles(join(cwd, site))).toStrictEqual(undisturbed)

      const tail = await runCli(["runs", "tail", "--n", "100000", "--json", "--site", site], { cwd })
      expect([tail.code, tail.stderr]).toStrictEqual([0, ""])
      const runs: ReadonlyArray<RunJson> = JSON.parse(tail.stdout)
      const [first] = runs.filter((run) => run.kind === "process")
      const done = runs
        .filter((run) => run.parentId === first?.runId && run.status === "completed")
        .map((run) => run.window?.key)
      expect(done).toEqual(expect.arrayContaining([...killed.acknowledged]))
      expect(runs.filter((run) => run.status === "running")).toStrictEqual([])
      const worked = runs.filter(
        (run) => run.status === "completed" && run.kind === "window" && run.skipped === null
      )
      expect(new Set(worked.map((run) => run.window?.key)).size).toBe(windows)
      expect(
        readdirSync(join(cwd, site, ".egregora")).filter((name) => name.includes("corrupt"))
      ).toStrictEqual([])
      rmSync(join(cwd, site), { recursive: true, force: true })
    }
    expect(interrupted).toBeGreaterThan(kills / 2)
  },
  Math.max(60_000, kills * 10_000)
)

/** Kills the program some milliseconds after it has said a number of lines; gives the windows that it said were written. */
const runAndKill = async (site: string, lines: number, delay: number) => {
  const child = spawn(process.execPath, [executable, "process", "chat.txt", "--output", site], {
    cwd,
    env: ownEnv({ cwd }),
    stdio: ["ignore", "ignore", "pipe"]
  })
  const acknowledged: Array<string> = []
  let said = 0
  createInterface({ input: child.stderr }).on("line", (line) => {
    const [, key] = /^window_\d+ {2}(\S+) .* written$/.exec(line) ?? []
    if (key !== undefined) acknowledged.push(key)
    if (said++ === lines) setTimeout(() => child.kill("SIGKILL"), delay)
  })
  const [code] = await once(child, "close")
  return { acknowledged, code }
}
