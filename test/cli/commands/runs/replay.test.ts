/**
 * `egregora runs replay`, as a program.
 */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { runCli } from "../../../support/cli.js"

const cwd = realpathSync(mkdtempSync(join(tmpdir(), "egregora-replay-")))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

interface RunJson {
  readonly runId: string
  readonly parentId: string | null
  readonly originId: string | null
  readonly kind: string
  readonly status: string
  readonly window: { readonly key: string } | null
}

let runs: ReadonlyArray<RunJson> = []

beforeAll(async () => {
  mkdirSync(cwd, { recursive: true })
  writeFileSync(
    join(cwd, "chat.txt"),
    [
      "13/05/2025, 10:00 - Ana Dias: The lift is broken again",
      "14/05/2025, 11:00 - Bruno Reis: Who has the key of the cellar?"
    ].join("\n")
  )
  expect(await runCli(["process", "chat.txt"], { cwd })).toMatchObject({ code: 0 })
  runs = JSON.parse((await runCli(["runs", "tail", "--all", "--json"], { cwd })).stdout)
})

const first = (kind: string): RunJson => {
  const found = runs.find((run) => run.kind === kind)
  if (found === undefined) throw new Error(`no ${kind}`)
  return found
}

it("runs a window again as a new run whose parent is the old one", async () => {
  const window = first("window")
  const { code, stdout } = await runCli(["runs", "replay", window.runId.slice(0, 8), "--json"], { cwd })
  expect([code, JSON.parse(stdout)]).toMatchObject([
    0,
    {
      kind: "window",
      status: "completed",
      parentId: window.runId,
      originId: window.runId,
      window: window.window
    }
  ])
  const told = await runCli(["runs", "replay", window.runId], { cwd })
  expect([told.code, told.stdout]).toStrictEqual([
    0,
    expect.stringMatching(
      /^window_0 {2}2025-05-13 {2}1 message {2}written\negregora runs diff [0-9a-f]{8} [0-9a-f]{8}\n$/
    )
  ])
})

it("keeps what is not to be replaced, points to the run that says so, and ends with 1", async () => {
  const post = join(cwd, "output", "posts", "2025-05-13.md")
  const written = readFileSync(post, "utf8")
  const replayed = async (old: string, what: string) => {
    const { code, stderr, stdout } = await runCli(["runs", "replay", old, "--site", "a blog's"], { cwd })
    const [line, hint] = stdout.split("\n")
    const [, made = ""] =
      /^egregora runs diff [0-9a-f]{8} ([0-9a-f]{8}) --site 'a blog'\\''s'$/.exec(hint ?? "") ?? []
    expect([code, line]).toStrictEqual([
      1,
      expect.stringMatching(`^window_0  2025-05-1[34]  1 message  kept, ${what}$`)
    ])
    const list = await runCli(["runs", "list", "--limit", "1", "--json", "runId,parentId,skipped"], { cwd })
    const [latest] = JSON.parse(list.stdout)
    expect([latest.runId.slice(0, 8), latest.parentId]).toStrictEqual([made, old])
    const json = await runCli(["runs", "replay", old, "--json"], { cwd })
    expect(JSON.parse(json.stdout)).toMatchObject({ parentId: old, skipped: latest.skipped })
    return stderr
  }
  symlinkSync("output", join(cwd, "a blog's"))

  writeFileSync(post, `${written}\nby hand\n`)
  expect(await replayed(first("window").runId, "edited by hand")).toBe(
    "egregora: posts/2025-05-13.md was edited by hand; --force replaces it\n"
  )
  writeFileSync(post, written)

  appendFileSync(join(cwd, "chat.txt"), "\n15/05/2025, 12:00 - Ana Dias: Under the mat")
  const oneDay = ["process", "chat.txt", "--from-date", "2025-05-14", "--to-date", "2025-05-14"]
  expect(await runCli([...oneDay, "--refresh"], { cwd })).toMatchObject({ code: 0 })
  const list = await runCli(["runs", "list", "--stage", "window_0", "--limit", "1", "--json"], { cwd })
  expect(await runCli(["process", "chat.txt", "--step-size", "2"], { cwd })).toMatchObject({ code: 0 })
  expect(await replayed(JSON.parse(list.stdout)[0].runId, "more was taken before")).toBe(
    "egregora: posts/2025-05-14.md was made of more of the chat than is taken now; it is kept\n"
  )
})

it("says why it will not", async () => {
  const process = await runCli(["runs", "replay", first("process").runId], { cwd })
  expect([process.code, process.stderr]).toMatchObject([
    1,
    expect.stringContaining("is a whole process; run `egregora")
  ])
  const stage = await runCli(["runs", "replay", first("stage").runId], { cwd })
  expect([stage.code, stage.stderr]).toMatchObject([1, expect.stringContaining("replay that")])
  expect(await runCli(["runs", "replay", "00000000"], { cwd })).toMatchObject({ code: 4, stdout: "" })
  expect(await runCli(["runs", "replay", "nonsense"], { cwd })).toMatchObject({ code: 2, stdout: "" })
  writeFileSync(join(cwd, "chat.txt"), "14/05/2025, 11:00 - Bruno Reis: Who has the key of the cellar?")
  const changed = await runCli(["runs", "replay", first("window").runId], { cwd })
  expect([changed.code, changed.stderr]).toMatchObject([
    1,
    expect.stringContaining("has changed: window 2025-05-13")
  ])
  rmSync(join(cwd, "chat.txt"))
  const gone = await runCli(["runs", "replay", first("window").runId], { cwd })
  expect([gone.code, gone.stderr.split("\n").length]).toStrictEqual([1, 2])
  expect(gone.stderr).toContain("chat.txt")
})
