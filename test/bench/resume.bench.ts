/**
 * A second `process` of an unchanged export beside the first: 100,000 messages, as whole programs.
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it } from "vitest"
import { executable, ownEnv } from "../support/cli.js"
import { generateChat } from "./generateChat.js"

const messages = 100_000

it("a second process costs at most a tenth of the first", () => {
  const cwd = mkdtempSync(join(tmpdir(), "egregora-resume-"))
  generateChat(join(cwd, "chat.txt"), messages)
  const first = run(cwd)
  const second = [run(cwd), run(cwd), run(cwd)].sort((a, b) => a - b)
  rmSync(cwd, { recursive: true, force: true })
  const [fastest = 0, median = 0] = second
  process.stdout.write(
    `${messages} messages: first ${seconds(first)}, second ${seconds(fastest)} (median of three ${seconds(median)}): ${(median / first).toFixed(3)} of the first\n`
  )
  expect(median / first).toBeLessThanOrEqual(0.1)
}, 300_000)

const run = (cwd: string): number => {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, [executable, "process", "chat.txt"], {
    cwd,
    env: ownEnv({ cwd }),
    encoding: "utf8"
  })
  expect([status, stderr.includes("warning: run")]).toStrictEqual([0, false])
  return performance.now() - start
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`
