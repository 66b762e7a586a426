import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { noDetails, noMetrics, type Run, RunId } from "../../src/domain/Run.js"
import { mergeJournals } from "../../src/tracking/mergeJournals.js"

const root = new URL("../..", import.meta.url).pathname
const rounds = 21

const runs = (count: number): ReadonlyArray<Run> =>
  Array.from({ length: count }, (_, i) => ({
    status: "completed",
    runId: RunId.make(
      `${((i * 2654435761) % 2 ** 32).toString(16).padStart(8, "0")}-0000-4000-8000-${i.toString(16).padStart(12, "0")}`
    ),
    parentId: null,
    kind: "window",
    stage: `window_${i}`,
    tenantId: null,
    inputFingerprint: "0".repeat(64),
    codeRef: "0.1.0",
    configHash: "0".repeat(64),
    startedAt: Date.UTC(2026, 0, 1) + i * 1000,
    rowsIn: i,
    traceId: "0".repeat(32),
    process: { pid: 1, host: "elsewhere", bootId: "", startTime: "" },
    ...noDetails,
    finishedAt: Date.UTC(2026, 0, 1) + i * 1000 + 20,
    durationSeconds: 0.02,
    ...noMetrics,
    skipped: null,
    rowsOut: 1
  }))

it("starts in little more than Node itself", async () => {
  const home = mkdtempSync(join(tmpdir(), "egregora-start-"))
  const site = join(home, "blog")
  const journals = join(site, ".egregora", "runs.journal")
  mkdirSync(journals, { recursive: true })
  writeFileSync(
    join(journals, "1-1-0.closed.ndjson"),
    runs(10_000)
      .map((run) => `${JSON.stringify(run)}\n`)
      .join("")
  )
  await Effect.runPromise(mergeJournals(site))
  writeFileSync(join(home, "empty.cjs"), "")

  const env = { ...process.env, HOME: home, XDG_CACHE_HOME: join(home, "cache") }
  const commands = {
    node: [join(home, "empty.cjs")],
    help: [join(root, "dist/egregora.cjs"), "--help"],
    tail: [join(root, "dist/egregora.cjs"), "runs", "tail", "--site", site]
  }
  const times: Record<keyof typeof commands, Array<number>> = { node: [], help: [], tail: [] }
  const measure = (name: keyof typeof commands): void => {
    const start = performance.now()
    const { status, stderr } = spawnSync(process.execPath, commands[name], {
      env,
      cwd: home,
      encoding: "utf8"
    })
    times[name].push(performance.now() - start)
    expect([status, stderr]).toStrictEqual([0, ""])
  }
  for (let round = 0; round <= rounds; round++) {
    for (const name of ["node", "help", "tail"] as const) measure(name)
  }
  rmSync(home, { recursive: true })

  const median = (name: keyof typeof commands): number =>
    times[name].slice(1).sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN
  const [node, help, tail] = [median("node"), median("help"), median("tail")]
  process.stdout.write(
    `start, median of ${rounds}: node ${node.toFixed(0)} ms, --help ${help.toFixed(0)} ms (${(help / node).toFixed(2)}×), ` +
      `runs tail on 10,000 runs ${tail.toFixed(0)} ms (${(tail / node).toFixed(2)}×); ` +
      `first starts, without a code cache: ${times.help[0]?.toFixed(0)} ms, ${times.tail[0]?.toFixed(0)} ms\n`
  )
  expect(help / node).toBeLessThanOrEqual(2.5)
  expect(tail / node).toBeLessThanOrEqual(4)
})
