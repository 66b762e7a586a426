/**
 * `egregora runs replay`, as a program.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs"
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
