import { execFileSync, spawnSync } from "node:child_process"
import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pipeline } from "node:stream/promises"
import { build } from "esbuild"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ZipFile } from "yazl"
import { generateChat } from "./generateChat.js"

const MESSAGES = 1_000_000
const REPEATS = 7

interface Measured {
  readonly messages: number
  /** Milliseconds. */
  readonly survey: number
  readonly reading: number
  /** The largest resident set, in MB. */
  readonly peak: number
}

const folder = mkdtempSync(join(tmpdir(), "egregora-bench-"))
const at = (name: string): string => join(folder, name)
const programs = { ours: at("ours.cjs"), theirs: at("theirs.cjs"), decode: at("decode.cjs") }

beforeAll(async () => {
  const here = new URL(".", import.meta.url).pathname
  for (const [name, outfile] of Object.entries(programs)) {
    const program = `parse${name[0]?.toUpperCase()}${name.slice(1)}.ts`
    await build({
      entryPoints: [join(here, program)],
      outfile,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      logLevel: "error"
    })
  }
})

afterAll(() => rmSync(folder, { recursive: true }))

const measure = (program: keyof typeof programs, path: string): Measured =>
  JSON.parse(execFileSync(process.execPath, [programs[program], path], { encoding: "utf8" }))

/** Each time in a process of its own, by turns. What else the machine does only adds time, so the fastest counts. */
const compare = (path: string, others: ReadonlyArray<"theirs" | "decode">, repeats: number) => {
  const rounds = Array.from({ length: repeats }, () => ({
    ours: measure("ours", path),
    others: others.map((other) => measure(other, path))
  }))
  const fastest = (value: (round: (typeof rounds)[number]) => number | undefined) =>
    Math.min(...rounds.map((round) => value(round) ?? Number.NaN))
  return {
    messages: rounds[0]?.ours.messages,
    survey: fastest(({ ours }) => ours.survey),
    reading: fastest(({ ours }) => ours.reading),
    both: fastest(({ ours }) => ours.survey + ours.reading),
    peak: Math.max(...rounds.map(({ ours }) => ours.peak)),
    others: others.map((_, index) => ({
      messages: rounds[0]?.others[index]?.messages,
      time: fastest((round) => round.others[index]?.reading),
      peak: fastest((round) => round.others[index]?.peak)
    }))
  }
}

const line = (what: string, value: string) => `  ${what.padEnd(44)}${value.padStart(12)}\n`
const ms = (value: number): string => `${value.toFixed(0)} ms`
const times = (value: number): string => `${value.toFixed(2)} ×`
const mb = (value: number): string => `${value.toFixed(0)} MB`
const rate = (path: string, value: number): string =>
  `${(statSync(path).size / 1e6 / (value / 1000)).toFixed(0)} MB/s`

const zipped = async (path: string, entry: string): Promise<string> => {
  const zip = new ZipFile()
  zip.addFile(path, entry)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(`${path}.zip`))
  return `${path}.zip`
}

describe(`reading ${MESSAGES.toLocaleString("en")} messages`, () => {
  const kinds = [
    ["Android", "android.txt", false, 4],
    ["iOS", "ios.txt", false, 3],
    ["a zip of Android", "zipped.txt", true, 2]
  ] as const

  for (const [what, name, isZip, least] of kinds) {
    it(`${what}: ${least} times faster in the reading pass, twice with the survey, in under 200 MB`, async () => {
      generateChat(at(name), MESSAGES, name === "ios.txt" ? "ios" : "android")
      const path = isZip ? await zipped(at(name), "WhatsApp Chat with Rua.txt") : at(name)
      const { both, messages, others, peak, reading, survey } = compare(path, ["theirs", "decode"], REPEATS)
      const [theirs, decode] = others
      if (theirs === undefined || decode === undefined) throw new Error("not measured")
      process.stdout.write(
        [
          `\n${what}, ${MESSAGES.toLocaleString("en")} messages, the fastest of ${REPEATS} runs by turns\n`,
          line("whatsapp-chat-parser", ms(theirs.time)),
          line("whatsapp-chat-parser, peak memory", mb(theirs.peak)),
          line("survey", ms(survey)),
          line("reading", ms(reading)),
          line("reading, of the text", rate(at(name), reading)),
          line("peak memory", mb(peak)),
          line("reading, times faster", times(theirs.time / reading)),
          line("survey and reading, times faster", times(theirs.time / both)),
          line("reading, to decoding the bytes", times(reading / decode.time)),
          "\n"
        ].join("")
      )
      expect([messages, theirs.messages]).toEqual([MESSAGES, MESSAGES])
      expect(theirs.time / reading).toBeGreaterThanOrEqual(least)
      expect(theirs.time / both).toBeGreaterThanOrEqual(least / 2)
      expect(peak).toBeLessThan(200)
      expect(reading / decode.time).toBeLessThanOrEqual(2.5)
    })
  }
})

describe("reading ten times as many", () => {
  it("takes ten times as long and no more memory", () => {
    generateChat(at("one.txt"), MESSAGES)
    generateChat(at("ten.txt"), 10 * MESSAGES)
    const one = compare(at("one.txt"), [], 3)
    const ten = compare(at("ten.txt"), ["decode"], 3)
    const theirs = spawnSync(process.execPath, [programs.theirs, at("ten.txt")], { encoding: "utf8" })
    process.stdout.write(
      [
        `\n${(10 * MESSAGES).toLocaleString("en")} messages, the fastest of 3 runs\n`,
        line("survey", ms(ten.survey)),
        line("reading", ms(ten.reading)),
        line("reading, of the text", rate(at("ten.txt"), ten.reading)),
        line("reading, to decoding the bytes", times(ten.reading / (ten.others[0]?.time ?? Number.NaN))),
        line("peak memory of 1,000,000", mb(one.peak)),
        line("peak memory of 10,000,000", mb(ten.peak)),
        line(
          "whatsapp-chat-parser",
          theirs.status === 0 ? "reads it" : (/^\w*Error.*$/m.exec(theirs.stderr)?.[0] ?? "fails")
        ),
        "\n"
      ].join("")
    )
    expect(ten.messages).toBe(10 * MESSAGES)
    expect(ten.both / one.both).toBeLessThan(13)
    expect(ten.peak).toBeLessThan(one.peak * 1.5)
  })
})
