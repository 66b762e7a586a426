/**
 * Eight processes that track as fast as a window of a millisecond lets them, and one that reads, for a
 * minute (`EGREGORA_SECONDS`): whether every transition is stored, and how long the reader waits.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { mergeJournals } from "../../src/tracking/mergeJournals.js"
import { RunHistory } from "../../src/tracking/RunHistory.js"
import { layer } from "../../src/tracking/RunHistoryFiles.js"
import { bundle } from "../support/crashBundle.js"

const writers = 8
const seconds = Number(process.env["EGREGORA_SECONDS"] ?? 60)

it(
  "eight writers and a reader",
  async () => {
    const site = mkdtempSync(join(tmpdir(), "egregora-many-"))
    const program = await bundle(new URL("../support/crashWriter.ts", import.meta.url))
    let over = false
    const written = Promise.all(Array.from({ length: writers }, () => write(program, site))).finally(() => {
      over = true
    })
    const waits: Array<number> = []
    let partial = 0
    while (!over) {
      const start = performance.now()
      const { notes } = await Effect.runPromise(tail(site, 10))
      waits.push(performance.now() - start)
      if (notes.length > 0) partial++
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const results = await written
    const runs = results.reduce((sum, result) => sum + result.runs, 0)
    await Effect.runPromise(mergeJournals(site))
    const stored = (await Effect.runPromise(tail(site, Number.MAX_SAFE_INTEGER))).runs
    rmSync(site, { recursive: true, force: true })
    waits.sort((a, b) => a - b)
    const at = (part: number) => (waits[Math.floor((waits.length - 1) * part)] ?? 0).toFixed(0)
    process.stdout.write(
      [
        `${writers} writers for ${seconds} s: ${runs} runs, ${2 * runs} transitions, ${results.map((result) => result.dropped).join("+")} dropped`,
        `stored: ${stored.length} runs, ${stored.filter((run) => run.status === "completed").length} completed`,
        `reader: ${waits.length} reads, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms; ${partial} saw the journals alone`,
        ""
      ].join("\n")
    )
    expect(stored).toHaveLength(runs)
    expect(stored.every((run) => run.status === "completed")).toBe(true)
  },
  (seconds + 120) * 1000
)

const tail = (site: string, limit: number) =>
  Effect.provide(
    Effect.flatMap(RunHistory, (history) => history.tail({ limit, stages: true })),
    layer(site)
  )

const write = async (program: string, site: string): Promise<{ runs: number; dropped: number }> => {
  const child = spawn(process.execPath, [program, site, String(seconds)], {
    stdio: ["ignore", "pipe", "inherit"]
  })
  let said = ""
  child.stdout.on("data", (chunk) => {
    said += chunk
  })
  await once(child, "close")
  // Whoever has waited long for the table says so before.
  return JSON.parse(said.slice(said.lastIndexOf("{")))
}
