/**
 * `egregora runs watch`, `diff` and `lineage` as programs: the built executable beside a process that
 * runs, is killed, or has ended.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import type { RunJson } from "../../../../src/cli/runJson.js"
import { type Ended, executable, ownEnv, runCli } from "../../../support/cli.js"
import { bundle } from "../../../support/crashBundle.js"
import { laterRuns } from "../../../support/laterRuns.js"
import { someRuns } from "../../../support/someRuns.js"

const root = realpathSync(mkdtempSync(join(tmpdir(), "egregora-watch-")))
const chat = [
  "01/05/2025, 09:00 - Ana Dias: Who has the key of the cellar?",
  "02/05/2025, 09:05 - Bruno Reis: I have it, ask Ana Dias for the other one",
  "03/05/2025, 10:00 - Ana Dias: The lift is broken again, they come on Monday"
].join("\n")

let waiting: string
let tracked: string
let places = 0
const children: Array<ChildProcess> = []

beforeAll(async () => {
  waiting = await bundle(new URL("../../../support/waiting.ts", import.meta.url))
  tracked = await bundle(new URL("../../../support/crashTracked.ts", import.meta.url))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL")
})
afterAll(() => rmSync(root, { recursive: true }))

/** A folder of its own with the chat in it. */
const place = (): string => {
  const cwd = join(root, String(places++))
  mkdirSync(cwd)
  writeFileSync(join(cwd, "chat.txt"), chat)
  return cwd
}

const start = (command: string, args: ReadonlyArray<string>, cwd: string, env = {}): ChildProcess => {
  const child = spawn(command, args, { cwd, env: ownEnv({ cwd, env }), stdio: ["pipe", "pipe", "pipe"] })
  children.push(child)
  return child
}

/** A process that has done its first window and is inside the second, until its stdin ends. */
const working = async (cwd: string): Promise<ChildProcess> => {
  const child = start(process.execPath, [waiting, "chat.txt", "blog"], cwd)
  if (child.stdout === null) throw new Error("no stdout")
  const [line] = await once(createInterface({ input: child.stdout }), "line")
  expect(line).toBe("waiting")
  return child
}

/** The executable as it writes. */
const following = (child: ChildProcess) => {
  const written = { stdout: "", stderr: "" }
  let look = (): void => undefined
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.on("data", (chunk: Buffer) => {
      written[name] += chunk
      look()
    })
  }
  const ended = once(child, "close").then(([code]): Ended => ({ code, ...written }))
  const until = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      look = () => {
        if (written.stdout.includes(text)) resolve()
      }
      look()
      ended.then(({ stderr }) => reject(new Error(`it ended without "${text}": ${stderr}`)))
    })
  return { ended, until }
}

const watch = (cwd: string, ...args: ReadonlyArray<string>) => {
  const child = start(process.execPath, [executable, "runs", "watch", "--interval=0.1", ...args], cwd)
  return { child, ...following(child) }
}

describe("runs watch", () => {
  it("prints each window as it ends, until the process does", async () => {
    const cwd = place()
    const worker = await working(cwd)
    const forPeople = watch(join(cwd, "blog"), "--exit-status")
    const forPrograms = watch(join(cwd, "blog"), "--json")
    await Promise.all([forPeople.until("window_0"), forPrograms.until("window_1")])
    worker.stdin?.end()
    const [people, programs] = await Promise.all([forPeople.ended, forPrograms.ended])
    expect([people.code, people.stderr]).toStrictEqual([
      0,
      expect.stringMatching(/^watching process [0-9a-f]{8}, which began [^\n]+\n$/)
    ])
    const line = (name: string, what: string, count: string) =>
      new RegExp(`^${name} +${what} +completed +${count} +[\\d.]+m?s$`)
    expect(people.stdout.trimEnd().split("\n")).toStrictEqual([
      expect.stringMatching(line("window_0", "2025-05-01", "1 message")),
      expect.stringMatching(line("window_1", "2025-05-02", "1 message")),
      expect.stringMatching(line("window_2", "2025-05-03", "1 message")),
      expect.stringMatching(line("process", "[0-9a-f]{8}", "3 windows"))
    ])
    const told: ReadonlyArray<RunJson> = programs.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
    const ends = told.filter(({ status }) => status !== "running").map(({ stage, status }) => [stage, status])
    expect(ends).toStrictEqual([
      ["window_0", "completed"],
      ["window_1", "completed"],
      ["window_2", "completed"],
      ["process", "completed"]
    ])
    expect([told[0]?.stage, told[0]?.status, programs.code]).toStrictEqual(["process", "running", 0])
  })

  it("ends as the process does in which a window fails, and as it did when it is over", async () => {
    const cwd = place()
    mkdirSync(join(cwd, "blog", ".egregora"), { recursive: true })
    mkdirSync(join(cwd, "blog", "posts", "2025-05-03.md"), { recursive: true })
    const worker = await working(cwd)
    const live = watch(join(cwd, "blog"), "--exit-status")
    await live.until("window_0")
    worker.stdin?.end()
    const { code, stdout } = await live.ended
    expect([code, stdout]).toStrictEqual([
      1,
      expect.stringMatching(/^process .* degraded .* 1 of 3 windows failed$/m)
    ])
    const process = await runCli(["process", "chat.txt", "--output", "blog"], { cwd })
    expect(process.code).toBe(1)
    const tail = await runCli(["runs", "list", "--stage", "process", "--json", "runId,status"], {
      cwd: join(cwd, "blog")
    })
    const runs: ReadonlyArray<RunJson> = JSON.parse(tail.stdout)
    expect(runs.map(({ status }) => status)).toStrictEqual(["degraded", "degraded"])
    for (const { runId } of runs) {
      const ended = await runCli(["runs", "watch", runId, "--exit-status"], { cwd: join(cwd, "blog") })
      expect([ended.code, ended.stderr]).toStrictEqual([process.code, ""])
    }
  })

  it("has a line at the bottom of a terminal, which is gone in the end", async () => {
    const cwd = place()
    const worker = await working(cwd)
    const command = `stty cols 100; "${process.execPath}" "${executable}" runs watch --interval 0.1`
    const child = start("script", ["-qec", command, "/dev/null"], join(cwd, "blog"), { NO_COLOR: "1" })
    const watched = following(child)
    await watched.until("1 done, window_1 running, ")
    worker.stdin?.end()
    const { code, stdout } = await watched.ended
    expect([code, stdout.includes("\u001b")]).toStrictEqual([0, false])
    const screen = stdout
      .split("\r\n")
      .map((line) => line.split("\r").reduce((under, over) => over + under.slice(over.length)))
    expect(screen.map((line) => line.slice(0, 22).trimEnd())).toStrictEqual([
      expect.stringMatching(/^watching process /),
      "window_0    2025-05-01",
      "window_1    2025-05-02",
      "window_2    2025-05-03",
      expect.stringMatching(/^process {5}[0-9a-f]{8}$/),
      ""
    ])
  })

  it("Ctrl-C ends it with 130 and no word", async () => {
    const cwd = place()
    await working(cwd)
    const watched = watch(join(cwd, "blog"))
    await watched.until("window_0")
    watched.child.kill("SIGINT")
    const { code, stderr } = await watched.ended
    expect([code, stderr.split("\n").length]).toStrictEqual([130, 2])
  })

  it("misses nothing and tells nothing twice while journals are merged, and says that kill -9 ended it", async () => {
    const cwd = place()
    const worker = start(process.execPath, [tracked, "blog", "50"], cwd)
    const acknowledged: Array<string> = []
    if (worker.stdout === null) throw new Error("no stdout")
    createInterface({ input: worker.stdout }).on("line", (line) => acknowledged.push(line))
    await once(worker.stdout, "data")
    const watched = watch(cwd, "--site=blog", "--json", "--exit-status")
    await watched.until('"completed"')
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    worker.kill("SIGKILL")
    await once(worker, "close")
    const { code, stderr, stdout } = await watched.ended
    const told: ReadonlyArray<RunJson> = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
    expect([code, stderr]).toStrictEqual([1, expect.stringMatching(/^watching process [^\n]+\n$/)])
    const transitions = told.map(({ runId, status }) => `${status} ${runId}`)
    expect(new Set(transitions).size).toBe(transitions.length)
    const ends = told.filter(({ status }) => status !== "running")
    expect(new Set(ends.map(({ runId }) => runId)).size).toBe(ends.length)
    const completed = acknowledged.filter((line) => line.startsWith("completed "))
    expect(completed.length).toBeGreaterThan(100)
    expect(completed.filter((line) => !transitions.includes(line))).toStrictEqual([])
    expect(told.at(-1)).toMatchObject({
      stage: "process",
      status: "failed",
      error: `process ${worker.pid} ended without finishing`
    })
  })

  it("says that no process is running, and where there is no blog", async () => {
    const cwd = place()
    const none = await runCli(["runs", "watch", "--exit-status"], { cwd })
    expect([none.code, none.stdout, none.stderr.split("\n").length]).toStrictEqual([0, "", 2])
    mkdirSync(join(cwd, ".egregora"))
    expect(await runCli(["runs", "watch", "--json"], { cwd })).toStrictEqual({
      code: 0,
      stdout: "",
      stderr: "no process is running on this blog; `egregora runs tail` shows what has run\n"
    })
    expect(await runCli(["runs", "watch", "--interval", "0"], { cwd })).toStrictEqual({
      code: 2,
      stdout: "",
      stderr: "egregora: --interval must be 0.1 or more\n"
    })
  })
})

describe("runs of a process that has ended", () => {
  let cwd: string
  beforeAll(() => {
    cwd = place()
    const journals = join(cwd, ".egregora", "runs.journal")
    mkdirSync(journals, { recursive: true })
    const { process: _, ...ended } = someRuns
    const { replay: __, ...later } = laterRuns
    const lines = [...Object.values(ended), ...Object.values(later)].map((run) => `${JSON.stringify(run)}\n`)
    writeFileSync(join(journals, "1-1-0.closed.ndjson"), lines.join(""))
  })

  it("diff tells what differs, and exits with 1 when asked to", async () => {
    const { code, stderr, stdout } = await runCli(["runs", "diff", "b2b2b2", "F1", "--exit-code"], { cwd })
    expect([code, stderr]).toStrictEqual([1, ""])
    expect(stdout).toContain("\nCode\n  version  0.1.0 → 0.2.0\n")
    const json = await runCli(["runs", "diff", "b2b2b2", "f1", "--json"], { cwd })
    expect([json.code, JSON.parse(json.stdout).differences.length > 5]).toStrictEqual([0, true])
    const same = await runCli(["runs", "diff", "f1", "f1", "--exit-code"], { cwd })
    expect([same.code, same.stdout]).toStrictEqual([0, "no difference between f1f1f1f1 and f1f1f1f1\n"])
  })

  it("lineage draws a tree without escape codes, or what a program reads", async () => {
    expect(await runCli(["runs", "lineage", "f1f1", "--depth", "1"], { cwd })).toStrictEqual({
      code: 0,
      stderr: "",
      stdout: [
        "┌─ takes over b2b2b2b2  window_0  completed  2025-10-28 14:03:23  1.9s",
        "├─ f0f0f0f0  process              completed  2025-10-30 14:03:22  8.0s",
        "f1f1f1f1  window_0                completed  2025-10-30 14:03:23  12ms  reused",
        ""
      ].join("\n")
    })
    const json = await runCli(["runs", "lineage", "f0", "--json"], { cwd })
    expect(JSON.parse(json.stdout).descendants).toHaveLength(4)
    const chart = await runCli(["runs", "lineage", "f0", "--mermaid"], { cwd })
    expect(chart.stdout.split("\n", 1)).toStrictEqual(["flowchart TD"])
    const both = await runCli(["runs", "lineage", "f0", "--mermaid", "--json"], { cwd })
    expect([both.code, both.stdout, both.stderr]).toStrictEqual([
      2,
      "",
      "egregora: --json and --mermaid are two forms of the same; give one\n"
    ])
    const deep = await runCli(["runs", "lineage", "f0", "--depth=-1"], { cwd })
    expect([deep.code, deep.stderr]).toStrictEqual([2, "egregora: --depth must be 0 or more\n"])
  })

  it.each([
    ["diff", "f1", "00"],
    ["lineage", "00"],
    ["watch", "00"]
  ])("%s knows no such run", async (...words) => {
    const { code, stderr, stdout } = await runCli(["runs", ...words], { cwd })
    expect([stdout, stderr]).toStrictEqual([
      "",
      "egregora: no run has an id that begins with 00; `egregora runs tail --all` lists the latest\n"
    ])
    expect(code).toBe(4)
  })

  it.each(["watch", "diff", "lineage"])("%s has a help", async (command) => {
    const { code, stdout } = await runCli(["runs", command, "--help"], { cwd })
    expect([code, stdout.includes(`Usage: egregora runs ${command} [options] `)]).toStrictEqual([0, true])
  })
})
