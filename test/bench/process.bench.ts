/**
 * The time and the memory of a whole `process`, and where the time goes: 100,000 and 1,000,000 messages.
 */
import { execFile } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { expect, it } from "vitest"
import { executable, ownEnv } from "../support/cli.js"
import { generateChat } from "./generateChat.js"
import { peakHook, readPeak } from "./peak.js"

interface StageStats {
  readonly stage: string
  readonly runs: number
  readonly p50Seconds: number
  readonly maxSeconds: number
}

const execute = promisify(execFile)

const measure = async (messages: number) => {
  const cwd = mkdtempSync(join(tmpdir(), "egregora-process-"))
  generateChat(join(cwd, "chat.txt"), messages)
  const run = (...args: ReadonlyArray<string>) =>
    execute(process.execPath, [executable, ...args], {
      cwd,
      env: { ...ownEnv({ cwd }), ...peakHook(cwd) },
      maxBuffer: 1 << 28
    })
  const start = performance.now()
  await run("process", "chat.txt")
  const time = (performance.now() - start) / 1000
  const peak = readPeak(cwd)
  const stages: ReadonlyArray<StageStats> = JSON.parse((await run("runs", "stats", "--json")).stdout)
  rmSync(cwd, { recursive: true })
  process.stdout.write(
    `${messages.toLocaleString("en")} messages: ${time.toFixed(1)} s, ${peak.toFixed(0)} MB\n${stages
      .map(
        ({ maxSeconds, p50Seconds, runs, stage }) =>
          `  ${stage.padEnd(10)}${String(runs).padStart(6)} runs, p50 ${(p50Seconds * 1000).toFixed(0)} ms, longest ${maxSeconds.toFixed(2)} s\n`
      )
      .join("")}`
  )
  return { time, peak }
}

it("ten times the messages take ten times the time, and hardly more memory", async () => {
  const small = await measure(100_000)
  const large = await measure(1_000_000)
  expect(large.time / small.time).toBeLessThan(13)
  expect(large.peak / small.peak).toBeLessThan(2)
}, 600_000)
