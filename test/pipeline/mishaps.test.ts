/**
 * What may happen to the history while a `process` runs: it finishes, says so once, and what could be kept
 * is kept. Real processes, real files, refusals of the kernel.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import {
  appendFileSync,
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  truncateSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ownEnv, runCli } from "../support/cli.js"
import { bundle } from "../support/crashBundle.js"

const root = realpathSync(mkdtempSync(join(tmpdir(), "egregora-mishaps-")))
afterAll(() => rmSync(root, { recursive: true, force: true }))
chmodSync(root, 0o777)

let waiting = ""
beforeAll(async () => {
  waiting = await bundle(new URL("../support/waiting.ts", import.meta.url))
})

const days = Array.from({ length: 12 }, (_, at) => `2025-05-${String(at + 1).padStart(2, "0")}`)
const chat = days.flatMap((day, at) => {
  const [, month, date] = day.split("-")
  return [
    `${date}/${month}/2025, 09:00 - Ana Dias: The lift is broken again, number ${at}`,
    `${date}/${month}/2025, 09:05 - Bruno Reis: They come on Monday, number ${at}`
  ]
})

interface RunJson {
  readonly stage: string
  readonly kind: string
  readonly status: string
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly durationSeconds: number | null
  readonly window: { readonly key: string } | null
}

interface Place {
  readonly cwd: string
  /** The site's own folder. */
  readonly state: string
}

let places = 0

/** A folder with the chat, and a site that holds its first days already. */
const place = async (): Promise<Place> => {
  const cwd = join(root, String(places++))
  mkdirSync(cwd)
  writeFileSync(join(cwd, "chat.txt"), chat.slice(0, 6).join("\n"))
  expect(await runCli(["process", "chat.txt"], { cwd })).toMatchObject({ code: 0 })
  writeFileSync(join(cwd, "chat.txt"), [...chat.slice(0, 4), ...chat.slice(6)].join("\n"))
  return { cwd, state: join(cwd, "output", ".egregora") }
}

/**
 * Processes the longer chat with a mishap inside its second window, and gives what the program said of the
 * history.
 */
const processWith = async (
  { cwd }: Place,
  mishap: () => void,
  command: ReadonlyArray<string> = [process.execPath],
  user?: number
): Promise<ReadonlyArray<string>> => {
  const [program = "", ...args] = [...command, waiting, "chat.txt", "output"]
  const child = spawn(program, args, {
    cwd,
    env: ownEnv({ cwd }),
    stdio: ["pipe", "pipe", "pipe"],
    ...(user === undefined ? {} : { uid: user, gid: user })
  })
  let said = ""
  let isWaiting = false
  const hear = (chunk: Buffer) => {
    said += chunk
    if (isWaiting || !said.includes("waiting\n")) return
    isWaiting = true
    mishap()
    child.stdin.end()
  }
  child.stdout.on("data", hear)
  child.stderr.on("data", hear)
  const [code] = await once(child, "close")
  expect([code, said.includes("waiting")]).toStrictEqual([0, true])
  return said.split("\n").filter((line) => line.includes("run tracking"))
}

const posts = (cwd: string) =>
  readdirSync(join(cwd, "output", "posts"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.slice(0, -3))

const historyOf = async (cwd: string) => {
  const { code, stdout, stderr } = await runCli(["runs", "tail", "--n", "1000", "--json"], { cwd })
  // What was half written when the disk was full is missing.
  expect(code).toBe(stderr.includes("of a journal cannot be read") ? 1 : 0)
  const runs: ReadonlyArray<RunJson> = JSON.parse(stdout)
  return { runs, notes: stderr }
}

/** The keys of windows that ended well, in the process that had the mishap. */
const completed = (runs: ReadonlyArray<RunJson>) =>
  runs
    .slice(runs.findLastIndex((run) => run.kind === "process"))
    .filter((run) => run.kind === "window" && run.status === "completed")
    .map((run) => run.window?.key)

const processed = days.filter((_, at) => at !== 2)

describe("process finishes, says so once, and keeps what can be kept, when", () => {
  it("the database is replaced by garbage", async () => {
    const at = await place()
    const said = await processWith(at, () =>
      writeFileSync(join(at.state, "runs.duckdb"), "garbage ".repeat(999))
    )
    expect(said).toHaveLength(1)
    expect(said[0]).toContain("was not a database, or damaged; it is now")
    expect(posts(at.cwd)).toStrictEqual(days)
    const { notes, runs } = await historyOf(at.cwd)
    expect(notes).toBe("")
    expect(completed(runs)).toStrictEqual(processed)
    expect(runs.map(({ status }) => status)).not.toContain("running")
    const corrupt = readdirSync(at.state).filter((name) => /^runs\.duckdb\.corrupt-/.test(name))
    expect(corrupt).toHaveLength(1)
  })

  it("the database is cut", async () => {
    const at = await place()
    const said = await processWith(at, () => truncateSync(join(at.state, "runs.duckdb"), 9_000))
    expect(said).toHaveLength(1)
    expect(posts(at.cwd)).toStrictEqual(days)
    expect(completed((await historyOf(at.cwd)).runs)).toStrictEqual(processed)
  })

  it("the folder of the journals is deleted", async () => {
    const at = await place()
    const said = await processWith(at, () => rmSync(join(at.state, "runs.journal"), { recursive: true }))
    expect(said.length).toBeLessThanOrEqual(1)
    expect(posts(at.cwd)).toStrictEqual(days)
    const { runs } = await historyOf(at.cwd)
    expect(runs.filter((run) => run.kind === "process").map((run) => run.status)).toStrictEqual([
      "completed",
      "completed"
    ])
    expect(completed(runs)).toEqual(expect.arrayContaining(processed.slice(1)))
  })

  it("the whole of .egregora is deleted", async () => {
    const at = await place()
    const said = await processWith(at, () => rmSync(at.state, { recursive: true }))
    expect(said.length).toBeLessThanOrEqual(1)
    expect(posts(at.cwd)).toStrictEqual(days)
  })

  it("its folder can only be read", async () => {
    const at = await place()
    const nobody = process.getuid?.() === 0 ? 65_534 : undefined
    if (nobody !== undefined) {
      for (const file of readdirSync(at.cwd, { recursive: true, encoding: "utf8" })) {
        chownSync(join(at.cwd, file), nobody, nobody)
      }
      chownSync(at.cwd, nobody, nobody)
    }
    const said = await processWith(at, () => chmodSync(at.state, 0o555), [process.execPath], nobody)
    expect(said.length).toBeLessThanOrEqual(1)
    expect(posts(at.cwd)).toStrictEqual(days)
    expect(completed((await historyOf(at.cwd)).runs)).toStrictEqual(processed)
  })

  it("the disk takes no more of it", async () => {
    const at = await place()
    const many = Array.from({ length: 60 }, (_, n) =>
      new Date(Date.UTC(2025, 4, 13 + n)).toISOString().slice(0, 10)
    )
    const more = many.map((day) => {
      const [year, month, date] = day.split("-")
      return `\n${date}/${month}/${year}, 09:00 - Ana Dias: The lift is broken again`
    })
    appendFileSync(join(at.cwd, "chat.txt"), more.join(""))
    // The limit of a file's size, in blocks of 512 bytes: the journal passes it, the site does not.
    const limited = ["sh", "-c", 'trap "" XFSZ; ulimit -f 96; exec "$@"', "sh", process.execPath]
    const said = await processWith(at, () => {}, limited)
    expect(said.length).toBeGreaterThanOrEqual(1)
    expect(said.filter((line) => line.includes("a record was lost"))).toHaveLength(1)
    expect(said.filter((line) => line.includes("cannot be written"))).toHaveLength(said.length - 1)
    expect(posts(at.cwd)).toStrictEqual([...days, ...many])
    const { runs } = await historyOf(at.cwd)
    expect(runs.filter((run) => run.kind === "process")).toHaveLength(2)
    const again = await runCli(["process", "chat.txt"], { cwd: at.cwd })
    expect(again.code).toBe(0)
    expect(completed((await historyOf(at.cwd)).runs)).toStrictEqual([...processed, ...many])
  })

  it("the clock is set back", async () => {
    const at = await place()
    const clock = join(at.cwd, "clock.cjs")
    writeFileSync(
      clock,
      "const real = Date.now; let calls = 0; Date.now = () => real() - (++calls > 500 ? 3_600_000 : 0)"
    )
    const said = await processWith(at, () => {}, [process.execPath, "--require", clock])
    expect(said).toStrictEqual([])
    expect(posts(at.cwd)).toStrictEqual(days)
    const { runs } = await historyOf(at.cwd)
    for (const run of runs) {
      expect(run.status).toBe("completed")
      expect(run.durationSeconds).toBeGreaterThanOrEqual(0)
      expect(Date.parse(run.finishedAt ?? "")).toBeGreaterThanOrEqual(Date.parse(run.startedAt))
    }
    expect(runs.filter((run) => run.kind === "window")).toHaveLength(3 + processed.length)
  })
})
