import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { build } from "esbuild"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { generateChat } from "./generateChat.js"

const MESSAGES = 1_000_000
const REPEATS = 9

interface Measured {
  readonly messages: number
  /** Milliseconds. */
  readonly survey: number
  readonly reading: number
  /** The largest resident set, in MiB. */
  readonly peak: number
}

/**
 * A million messages, from the file to the last message, each time in a process of its own, by turns.
 * `whatsapp-chat-parser` takes a string, so reading the file is part of its time as of ours.
 */
describe("reading a million messages", () => {
  const folder = mkdtempSync(join(tmpdir(), "egregora-bench-"))
  const chat = join(folder, "chat.txt")
  const ours = join(folder, "ours.cjs")
  const theirs = join(folder, "theirs.cjs")

  beforeAll(async () => {
    generateChat(chat, MESSAGES)
    const options = {
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      logLevel: "error"
    } as const
    const here = new URL(".", import.meta.url).pathname
    await build({ ...options, entryPoints: [join(here, "parseOurs.ts")], outfile: ours })
    await build({ ...options, entryPoints: [join(here, "parseTheirs.ts")], outfile: theirs })
  })

  afterAll(() => rmSync(folder, { recursive: true }))

  const measure = (program: string): Measured =>
    JSON.parse(execFileSync(process.execPath, [program, chat], { encoding: "utf8" }))

  it("is four times faster in the reading pass, twice with the survey, in under 200 MB", () => {
    const runs = Array.from({ length: REPEATS }, () => ({ ours: measure(ours), theirs: measure(theirs) }))
    // What else the machine does only adds time, so the fastest run of each is compared.
    const fastest = (value: (run: (typeof runs)[number]) => number) => Math.min(...runs.map(value))
    const reading = fastest((run) => run.ours.reading)
    const survey = fastest((run) => run.ours.survey)
    const both = fastest((run) => run.ours.survey + run.ours.reading)
    const parser = fastest((run) => run.theirs.reading)
    const peak = Math.max(...runs.map((run) => run.ours.peak))
    const faster = parser / reading
    const fasterBoth = parser / both
    const line = (what: string, value: string) => `  ${what.padEnd(34)}${value.padStart(10)}\n`
    process.stdout.write(
      [
        `\n${MESSAGES.toLocaleString("en")} messages, the fastest of ${REPEATS} runs by turns\n`,
        line("whatsapp-chat-parser", `${parser.toFixed(0)} ms`),
        line("whatsapp-chat-parser, peak memory", `${fastest((run) => run.theirs.peak).toFixed(0)} MB`),
        line("survey", `${survey.toFixed(0)} ms`),
        line("reading", `${reading.toFixed(0)} ms`),
        line("peak memory", `${peak.toFixed(0)} MB`),
        line("reading, times faster", faster.toFixed(1)),
        line("survey and reading, times faster", fasterBoth.toFixed(1)),
        "\n"
      ].join("")
    )
    expect(runs.map((run) => [run.ours.messages, run.theirs.messages])).toEqual(
      runs.map(() => [MESSAGES, MESSAGES])
    )
    expect(faster).toBeGreaterThanOrEqual(4)
    expect(fasterBoth).toBeGreaterThanOrEqual(2)
    expect(peak).toBeLessThan(200)
  })
})
