/**
 * Kills a process that tracks its work, thirty times, and looks for what it had acknowledged.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { RunHistory } from "../../src/tracking/RunHistory.js"
import { layer } from "../../src/tracking/RunHistoryFiles.js"
import { bundle } from "../support/crashBundle.js"
import { tempSite } from "./tempSite.js"

const kills = 30

it.scopedLive(
  "kill -9 loses no acknowledged transition",
  () =>
    Effect.gen(function* () {
      const program = yield* Effect.promise(() =>
        bundle(new URL("../support/crashTracked.ts", import.meta.url))
      )
      const site = yield* tempSite
      const expected = new Map<string, string>()
      for (let round = 0; round < kills; round++) {
        const mergeEvery = round % 3 === 0 ? 5_000 : 5 + round
        const { acknowledged, pid } = yield* Effect.promise(() =>
          runAndKill(program, [site, String(mergeEvery)], 1 + ((round * 37) % 120), round % 4)
        )
        const dead = `process ${pid} ended without finishing`
        for (const line of acknowledged) {
          const [status = "", id = ""] = line.split(" ")
          expected.set(id, status === "running" ? dead : status)
        }
        const found = yield* Effect.provide(
          Effect.flatMap(RunHistory, (history) => history.tail({ limit: 1e6, stages: true })),
          layer(site)
        )
        expect(found.notes).toEqual([])
        const states = new Map(
          found.runs.map((run) => [run.runId as string, run.status === "failed" ? run.error : run.status])
        )
        const differences = [...expected].flatMap(([id, state]) => {
          const actual = states.get(id)
          const justInTime = state === dead && actual === "completed"
          if (justInTime) expected.set(id, "completed")
          return actual === state || justInTime ? [] : [{ id, state, actual }]
        })
        expect(differences).toEqual([])
        expect([...states.values()].filter((state) => state === "running")).toEqual([])
      }
    }),
  60_000
)

/** Kills the program some milliseconds after it has said a number of lines; gives all that it said. */
const runAndKill = async (
  program: string,
  args: ReadonlyArray<string>,
  lines: number,
  delay: number
): Promise<{ readonly acknowledged: ReadonlyArray<string>; readonly pid: number }> => {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "inherit"] })
  const acknowledged: Array<string> = []
  createInterface({ input: child.stdout }).on("line", (line) => {
    acknowledged.push(line)
    if (acknowledged.length === lines) setTimeout(() => child.kill("SIGKILL"), delay)
  })
  await once(child, "close")
  return { acknowledged, pid: child.pid ?? 0 }
}
