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
  const rounds = [1, 2].map(() => {
    const cwd = mkdtempSync(join(tmpdir(), "egregora-resume-"))
    generateChat(join(cwd, "chat.txt"), messages)
    const first = run(cwd)
    const second = Math.min(run(cwd), run(cwd), run(cwd))
    rmSync(cwd, { recursive: true, force: true })
    return { first, second }
  })
  // The fastest of each: what else the machine does only ever adds.
  const first = Math.min(...rounds.map((round) => round.first))
  const second = Math.min(...rounds.map((round) => round.second))
  process.stdout.write(
    `${messages} messages: first ${seconds(first)}, second ${seconds(second)}: ${(second / first).toFixed(3)} of the first\n`
  )
  expect(second / first).toBeLessThanOrEqual(0.1)
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
