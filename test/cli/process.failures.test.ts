/**
 * What `egregora process` makes of windows that fail or lose something, and of a budget, as a program.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Ended, runCli } from "../support/cli.js"
import { handMadeZip } from "../support/zip.js"

const days = ["2025-05-01", "2025-05-02", "2025-05-03", "2025-05-16"]
const chat = [
  "01/05/2025, 09:00 - Ana Dias: Who has the key of the cellar?",
  "02/05/2025, 09:05 - Bruno Reis: \u200eIMG-20250502-WA0001.jpg (file attached)",
  "03/05/2025, 10:00 - Ana Dias: The lift is broken again, they come on Monday",
  "16/05/2025, 11:00 - Bruno Reis: What a party that was"
].join("\n")

let root = ""
let places = 0

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "egregora-failures-")))
})
afterAll(() => rmSync(root, { recursive: true }))

/** A folder of its own with the chat in it. */
const place = (): string => {
  const cwd = join(root, String(places++))
  mkdirSync(cwd)
  writeFileSync(join(cwd, "chat.txt"), chat)
  return cwd
}

/** What the summary says of the windows. */
const windowsLine = ({ stdout }: Ended): string | undefined => /^ {2}Windows {2}(.*)$/m.exec(stdout)?.[1]

const posts = (cwd: string): ReadonlyArray<string> =>
  readdirSync(join(cwd, "output", "posts"), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map(({ name }) => name.slice(0, -".md".length))

describe("a window that lost a picture", () => {
  const picture = "IMG-20250502-WA0001.jpg"
  /** The export, with the picture whole or with bytes that are not those of its checksum. */
  const exportTo = (cwd: string, ...crc: ReadonlyArray<number>): void =>
    writeFileSync(
      join(cwd, "chat.zip"),
      handMadeZip([
        { name: "WhatsApp Chat with Rua Verde.txt", content: chat },
        { name: picture, content: "the bytes of a picture", ...(crc[0] === undefined ? {} : { crc: crc[0] }) }
      ])
    )
  const windows = async (cwd: string) => {
    const { stdout } = await runCli(["runs", "list", "--stage", "window_1", "--reverse", "--json"], { cwd })
    return JSON.parse(stdout).map((run: Readonly<Record<string, unknown>>) => [
      run["status"],
      run["reasons"],
      run["skipped"]
    ])
  }

  it("is degraded, ends `process` with 3, and is tried again until the export is whole", async () => {
    const cwd = place()
    const lost = "1 of 1 attachments could not be read from the export"
    exportTo(cwd, 0xbadc0de)
    const first = await runCli(["process", "chat.zip"], { cwd })
    expect([first.code, windowsLine(first)]).toStrictEqual([3, "3 written, 1 degraded, 0 failed"])
    expect(first.stderr).toContain("window_1  2025-05-02  1 message  degraded\n")
    expect(posts(cwd)).toStrictEqual(days)
    expect(existsSync(join(cwd, "output", "media"))).toBe(true)
    expect(readdirSync(join(cwd, "output", "media"))).toStrictEqual([])

    const again = await runCli(["process", "chat.zip", "--explain"], { cwd })
    expect([again.code, windowsLine(again)]).toStrictEqual([3, "1 degraded, 3 unchanged, 0 failed"])
    expect(again.stdout).toMatch(/^window_1 {2}2025-05-02 {2}degraded: run [0-9a-f]{8} was degraded/m)

    exportTo(cwd)
    const whole = await runCli(["process", "chat.zip"], { cwd })
    expect([whole.code, windowsLine(whole)]).toStrictEqual([0, "1 written, 3 unchanged, 0 failed"])
    expect(readdirSync(join(cwd, "output", "media"))).toHaveLength(1)
    const after = await runCli(["process", "chat.zip"], { cwd })
    expect([after.code, windowsLine(after)]).toStrictEqual([0, "4 unchanged, 0 failed"])

    expect(await windows(cwd)).toStrictEqual([
      ["degraded", [lost], null],
      ["degraded", [lost], null],
      ["completed", [], null],
      ["completed", [], "reused"]
    ])
  })
})

describe("windows that fail", () => {
  /** Folders stand where the posts of some days are to be written. */
  const withFolders = (...taken: ReadonlyArray<string>): string => {
    const cwd = place()
    mkdirSync(join(cwd, "output", ".egregora"), { recursive: true })
    for (const day of taken) mkdirSync(join(cwd, "output", "posts", `${day}.md`), { recursive: true })
    return cwd
  }
  const one = ["process", "chat.txt", "--concurrency", "1"]
  const failure = (day: string) => `Cannot read output/posts/${day}.md: something else is in its place.`

  it("up to --max-failures cost no other window, and the next `process` takes them up", async () => {
    const cwd = withFolders("2025-05-01")
    const ended = await runCli([...one, "--max-failures", "1"], { cwd })
    expect([ended.code, windowsLine(ended)]).toStrictEqual([1, "3 written, 1 failed"])
    expect(ended.stderr).toContain(
      `window_0  2025-05-01  1 message  failed: ${failure("2025-05-01")}\nwindow_1  2025-05-02  1 message  written\n`
    )
    expect(posts(cwd)).toStrictEqual(days.slice(1))

    rmSync(join(cwd, "output", "posts", "2025-05-01.md"), { recursive: true })
    const next = await runCli(one, { cwd })
    expect([next.code, windowsLine(next)]).toStrictEqual([0, "1 written, 3 unchanged, 0 failed"])
    expect(posts(cwd)).toStrictEqual(days)
  })

  it.each([
    [["--max-failures", "1"], ["2025-05-02", "2025-05-03"], "stopped after 2 failures; the first"],
    [["--max-failures", "0"], ["2025-05-02"], "stopped at the first window that failed"],
    [["--fail-fast"], ["2025-05-02"], "stopped at the first window that failed"]
  ])("one more than %j allows stops the work, and what is written stays", async (words, taken, what) => {
    const cwd = withFolders(...taken)
    const ended = await runCli([...one, ...words], { cwd })
    expect([ended.code, ended.stdout]).toStrictEqual([
      1,
      expect.stringMatching(/^ {2}Windows {2}1 written, [12] failed\n$/)
    ])
    expect(ended.stderr.trimEnd().split("\n").at(-1)).toBe(
      `egregora: ${what}, window_1 (2025-05-02): ${failure("2025-05-02")}`
    )
    expect(ended.stderr).not.toContain("window_3")
    expect(posts(cwd)).toStrictEqual(["2025-05-01"])
    expect(existsSync(join(cwd, "output", "posts", "2025-05-01.html"))).toBe(true)
  })

  it.each(["-1", "1.5", "many", ""])("--max-failures %j is refused", async (value) => {
    const { code, stderr, stdout } = await runCli([...one, "--max-failures", value], { cwd: place() })
    expect([code, stdout]).toStrictEqual([2, ""])
    expect(stderr).toMatch(/^egregora: --max-failures.*\n$/)
  })
})

describe("--budget", () => {
  it.each(["0", "2.00", "2", ".5"])("%s holds nothing back where no model is called", async (value) => {
    const ended = await runCli(["process", "chat.txt", "--budget", value], { cwd: place() })
    expect([ended.code, windowsLine(ended)]).toStrictEqual([0, "4 written, 0 failed"])
  })

  it.each([
    ["$2.00", '"$2.00" is not a number (see egregora process --help)'],
    ["2,00", '"2,00" is not a number (see egregora process --help)'],
    ["two", '"two" is not a number (see egregora process --help)'],
    ["", '"" is not a number (see egregora process --help)']
  ])("is refused as %j, and nothing is written", async (value, message) => {
    const cwd = place()
    expect(await runCli(["process", "chat.txt", "--budget", value], { cwd })).toStrictEqual({
      code: 2,
      stdout: "",
      stderr: `egregora: --budget: ${message}\n`
    })
    expect(existsSync(join(cwd, "output"))).toBe(false)
  })

  it.each([
    ["-1", "--budget must be 0 or more, not -1"],
    ["-0.01", "--budget must be 0 or more, not -0.01"],
    ["NaN", '--budget: "NaN" is not a number']
  ])("%s is refused", async (value, message) => {
    expect(await runCli(["process", "chat.txt", "--budget", value], { cwd: place() })).toStrictEqual({
      code: 2,
      stdout: "",
      stderr: `egregora: ${message}\n`
    })
  })
})
