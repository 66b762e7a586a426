/**
 * `egregora process` and what stands behind it, as a program.
 */
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { executable, ownEnv, runCli } from "../support/cli.js"
import { bundle } from "../support/crashBundle.js"
import { siteFiles } from "../support/siteFiles.js"
import { zip } from "../support/zip.js"

const root = realpathSync(mkdtempSync(join(tmpdir(), "egregora-process-")))
const sampleFolder = new URL("../../docs/sample/", import.meta.url).pathname
const sample = join(sampleFolder, readdirSync(sampleFolder).find((name) => name.endsWith(".zip")) ?? "")
const people = ["Ana Dias", "Bruno Reis"]
const lines = [
  "01/05/2025, 09:00 - Ana Dias: Who has the key of the cellar?",
  "02/05/2025, 09:05 - Bruno Reis: I have it, ask Ana Dias for the other one",
  "03/05/2025, 10:00 - Ana Dias: The lift is broken again, they come on Monday",
  "16/05/2025, 11:00 - Bruno Reis: What a party that was"
]

interface RunJson {
  readonly runId: string
  readonly stage: string
  readonly status: string
  readonly kind: string
  readonly error?: string | null
  readonly window: { readonly key: string } | null
}

let places = 0

/** A folder of its own with the chat in it. */
const place = (): { readonly cwd: string } => {
  const cwd = join(root, String(places++))
  mkdirSync(cwd)
  writeFileSync(join(cwd, "chat.txt"), lines.join("\n"))
  return { cwd }
}

const tail = async (cwd: string, ...args: ReadonlyArray<string>): Promise<ReadonlyArray<RunJson>> =>
  JSON.parse((await runCli(["runs", "tail", "--n", "1000", "--json", ...args], { cwd })).stdout)

/** The place of a file that is there no more. */
const emptied = (file: string): string => {
  rmSync(file)
  return file
}

const filesOf = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

beforeAll(() => mkdirSync(root, { recursive: true }))
afterAll(() => rmSync(root, { recursive: true }))

describe("egregora process", () => {
  it("makes a blog of the sample, and `runs tail` finds its history by itself", async () => {
    const { cwd } = place()
    const { code, stderr, stdout } = await runCli(["process", sample, "--output=./blog"], { cwd })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Read \d{3} messages in \d+\.\d s\.\n/)
    expect(stdout).toMatch(/^ {2}Windows {2}(\d+) written, 0 failed\n {2}Posts {4}\1$/m)
    expect(stdout).toContain(`  Blog     ${join(cwd, "blog", "index.html")}\n`)
    expect(stdout).toContain("  Runs     egregora runs tail --site ./blog\n")
    expect(statSync(join(cwd, "blog", ".egregora", "exports.json")).mode & 0o777).toBe(0o600)
    const windows = stderr.match(/^window_\d+ {2}2025-\d\d-\d\d {2}\d+ messages? {2}written$/gm)
    expect(windows?.length).toBeGreaterThan(14)
    const runs = await tail(cwd)
    expect(runs.map(({ stage, status }) => [stage, status])).toStrictEqual([
      ["process", "completed"],
      ...(windows ?? []).map((_, index) => [`window_${index}`, "completed"])
    ])
  })

  it("leaves no real name anywhere in the sample's blog", async () => {
    const { cwd } = place()
    const { stdout } = await runCli(["parse", sample, "--json"], { cwd })
    const authors = stdout
      .trim()
      .split("\n")
      .map((line): string | null => JSON.parse(line).author)
    const names = [...new Set(authors)]
      .flatMap((author) => author?.split(" ") ?? [])
      .filter((word) => /^\p{L}{3,}$/u.test(word))
    expect(names.length).toBeGreaterThan(6)
    await runCli(["process", sample], { cwd })
    const found = filesOf(join(cwd, "output")).flatMap((file) => {
      const text = readFileSync(file, "latin1")
      return names
        .filter((name) => new RegExp(`(?<![A-Za-z])${name}(?![A-Za-z])`, "i").test(text))
        .map((name) => [file, name])
    })
    expect(found).toStrictEqual([])
  })

  it("takes its settings from flags, the environment and egregora.yaml, in this order", async () => {
    const { cwd } = place()
    mkdirSync(join(cwd, "output"))
    const settings = (text: string) => writeFileSync(join(cwd, "output", "egregora.yaml"), text)
    settings("title: The street\nlanguage: pt\nstep-size: 4\nstep-unit: messages\nreal-names: true\n")
    const run = async (args: ReadonlyArray<string>, env: Record<string, string> = {}) => {
      const { code, stderr, stdout } = await runCli(["process", "chat.txt", ...args], { cwd, env })
      return [code, stderr.replace(/^warning: .*\n/gm, ""), /^ {2}Windows.*$/m.exec(stdout)?.[0]] as const
    }
    const home = () => readFileSync(join(cwd, "output", "index.html"), "utf8")

    const [code, , windows] = await run([])
    expect([code, windows]).toStrictEqual([0, "  Windows  1 written, 0 failed"])
    expect(home()).toContain('<html lang="pt"')
    expect(home()).toContain("<title>The street</title>")
    expect(home()).toContain("Ana Dias")

    settings("title: Our street\nlanguage: pt\nstep-size: 4\nstep-unit: messages\nreal-names: true\n")
    expect((await run([]))[2]).toBe("  Windows  1 unchanged, 0 failed")
    expect(home()).toContain("<title>Our street</title>")

    const env = { EGREGORA_STEP_SIZE: "2" }
    expect((await run([], env))[2]).toBe("  Windows  2 written, 0 failed")
    expect((await run(["--step-size", "1", "--no-real-names"], env))[2]).toBe(
      "  Windows  4 written, 0 failed"
    )
    expect(home()).not.toContain("Ana Dias")

    const window = (await tail(cwd)).find(({ kind }) => kind === "window")
    expect((await runCli(["runs", "replay", window?.runId ?? ""], { cwd })).code).toBe(0)
    expect(home()).toContain("<title>Our street</title>")

    settings("title: Our street\nstep-sise: 2\n")
    expect(await run([])).toStrictEqual([
      2,
      'egregora: output/egregora.yaml:2: there is no setting "step-sise"; did you mean step-size?\n',
      undefined
    ])
    expect(await run([], { EGREGORA_OUTPUT: "other", EGREGORA_OVERLAP: "1" })).toStrictEqual([
      2,
      "egregora: EGREGORA_OVERLAP must be between 0 and 0.5, not 1\n",
      undefined
    ])
    expect(existsSync(join(cwd, "other"))).toBe(false)
  })

  it.each([
    ["no such file", ["missing.zip"], 1, "missing.zip: no such file"],
    ["a folder", ["."], 1, '.: a folder, not an export; give the .zip or .txt that "Export chat" wrote'],
    [
      "not a zip",
      ["noise.zip"],
      1,
      'noise.zip: not a zip file; give the .zip or .txt that "Export chat" wrote'
    ],
    [
      "no chat inside",
      ["nochat.zip"],
      1,
      'nochat.zip: the zip holds no chat text; give the .zip or .txt that "Export chat" wrote'
    ],
    ["cut short", ["cut.zip"], 1, "cut.zip: the zip is damaged (it is cut short); copy or export it again"],
    ["empty", ["empty.txt"], 1, "empty.txt: the file is empty; export the chat again"],
    [
      "no known shape",
      ["letter.txt"],
      1,
      'letter.txt: no chat in a known format, its first line is "Dear all,"; give the .zip or .txt that "Export chat" wrote'
    ],
    [
      "an unknown option",
      ["chat.txt", "--speed", "9"],
      2,
      "unknown option --speed (see egregora process --help)"
    ],
    [
      "an option twice",
      ["chat.txt", "--output", "a", "--output=b"],
      2,
      "--output is given twice (see egregora process --help)"
    ],
    [
      "a flag twice",
      ["chat.txt", "--force", "--force"],
      2,
      "--force is given twice (see egregora process --help)"
    ],
    ["no export", [], 2, "Missing argument <EXPORT> (see egregora process --help)"],
    [
      "an option without its value",
      ["chat.txt", "--output"],
      2,
      "--output needs a value (see egregora process --help)"
    ],
    [
      "a wrong choice",
      ["chat.txt", "--step-unit", "weeks"],
      2,
      '--step-unit: "weeks" is not one of days, hours, messages, bytes (see egregora process --help)'
    ],
    [
      "no number",
      ["chat.txt", "--step-size", "many"],
      2,
      '--step-size: "many" is not a whole number (see egregora process --help)'
    ],
    [
      "a bad date",
      ["chat.txt", "--from-date", "2025-02-30"],
      2,
      '--from-date: "2025-02-30" is not a date; write it as 2025-10-28'
    ],
    [
      "dates turned round",
      ["chat.txt", "--from-date", "2025-05-02", "--to-date", "2025-05-01"],
      2,
      "--from-date is later than --to-date"
    ],
    [
      "no messages then",
      ["chat.txt", "--from-date", "2026-01-01"],
      1,
      "no messages in the given dates: the chat goes from 2025-05-01 to 2025-05-16"
    ],
    [
      "an unknown zone",
      ["chat.txt", "--timezone", "Mars/Base"],
      2,
      '--timezone: there is no time zone "Mars/Base"; write it as Europe/Lisbon'
    ],
    [
      "a limit that is none",
      ["chat.txt", "--max-size", "much"],
      2,
      '--max-size: "much" is no size; write it as 10GB'
    ],
    [
      "a chat over the limit",
      ["chat.txt", "--max-size", "100"],
      1,
      "chat.txt: the chat has 264 bytes, more than 100 bytes; --max-size raises the limit"
    ],
    ["a step of nothing", ["chat.txt", "--step-size", "0"], 2, "--step-size must be 1 or more, not 0"],
    ["too much overlap", ["chat.txt", "--overlap", "0.6"], 2, "--overlap must be between 0 and 0.5, not 0.6"],
    [
      "the output is a file",
      ["chat.txt", "--output", "chat.txt"],
      1,
      "CWD/chat.txt is not a folder; choose another one for --output"
    ],
    [
      "the output is below a file",
      ["chat.txt", "--output", "chat.txt/blog"],
      1,
      "CWD/chat.txt is not a folder; choose another one for --output"
    ],
    [
      "the output cannot be made",
      ["chat.txt", "--output", "/proc/blog"],
      1,
      "/proc/blog cannot be written; use another folder"
    ],
    [
      "the output is somebody else's",
      ["chat.txt", "--output", "site"],
      1,
      'CWD/site already holds "index.html", which egregora did not make; choose another folder for --output'
    ],
    [
      "the output has a question mark",
      ["chat.txt", "--output", "what?"],
      1,
      'CWD/what? has a "?" in its path, and DuckDB can keep no history there; rename the folder, or choose another for --output'
    ]
  ])("bad input, %s: one line, and nothing is written", async (_, args, code, message) => {
    const { cwd } = place()
    const archive = await zip({ "WhatsApp Chat with Rua Verde.txt": lines.join("\n").repeat(50) })
    mkdirSync(join(cwd, "site"))
    for (const [name, content] of Object.entries({
      "noise.zip": Buffer.from([7, 0, 255, 1, 9, 0, 3]),
      "nochat.zip": await zip({ "a.jpg": "picture" }),
      "cut.zip": archive.subarray(0, archive.length - 40),
      "empty.txt": "",
      "letter.txt": "Dear all,\nthis is no chat.\n",
      "site/index.html": "mine"
    })) {
      writeFileSync(join(cwd, name), content)
    }
    const before = filesOf(cwd)
    const ended = await runCli(["process", ...args], { cwd })
    expect(ended.stderr).toBe(`egregora: ${message.replace("CWD", cwd)}\n`)
    expect([ended.code, ended.stdout]).toStrictEqual([code, ""])
    expect(filesOf(cwd).filter((file) => !file.includes("/home/"))).toStrictEqual(before)
    expect(existsSync(join(cwd, "output"))).toBe(false)
  })

  it("says what it found the export to be, and reads dates in the order it is told", async () => {
    const { cwd } = place()
    writeFileSync(join(cwd, "dates.txt"), "03/04/2024, 09:00 - Ana: um\n05/04/2024, 09:00 - Rui: dois\n")
    const guessed = await runCli(["process", "dates.txt", "--output", "a", "--timezone", "UTC"], { cwd })
    expect(guessed.stderr.split("\n").slice(0, 2)).toStrictEqual([
      "whatsapp (android): 2 messages by 2 people, 2024-04-03 to 2024-04-05",
      "dates day-first: nothing in the file tells day from month; times of UTC"
    ])
    expect(guessed.stderr).toContain("warning: nothing in the file tells day from month: day first assumed")
    const told = await runCli(
      [
        "process",
        "dates.txt",
        "--output",
        "b",
        "--timezone=UTC",
        "--date-order=month-first",
        "--group-name=Praia"
      ],
      { cwd }
    )
    expect(told.stderr).toContain("2 messages by 2 people, 2024-03-04 to 2024-05-04\n")
    expect(told.stderr).not.toContain("warning")
    const [window] = (await tail(join(cwd, "b"))).filter(({ kind }) => kind === "window")
    const again = await runCli(["runs", "replay", window?.runId ?? "", "--site", "b", "--json"], { cwd })
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([0, { status: "completed" }])
    const other = await runCli(["process", "dates.txt", "--output", "b", "--group-name=Serra"], { cwd })
    expect([other.code, other.stderr]).toStrictEqual([
      1,
      expect.stringContaining("is the blog of another chat")
    ])
    const wrong = await runCli(["parse", "dates.txt", "--date-order", "year"], { cwd })
    expect(wrong.code).toBe(2)
  })

  it("parses an ambiguous export as it is told, and shows the lines that it could not place", async () => {
    const { cwd } = place()
    const text =
      "notas\n03/04/2024, 09:00 - Ana: um\n[03/04/2024, 09:00:00] Rui: dois\n05/04/2024, 09:00 - Rui: três\n"
    writeFileSync(join(cwd, "chat.txt"), text)
    const parse = async (...args: ReadonlyArray<string>) => {
      const { code, stdout } = await runCli(["parse", "chat.txt", ...args], { cwd })
      return [code, ...stdout.trimEnd().split("\n")]
    }
    const times = async (...args: ReadonlyArray<string>) => {
      const [code, ...lines] = await parse("--json", ...args)
      return [code, ...lines.map((line) => JSON.parse(String(line)).timestamp)]
    }
    expect(await times("--timezone=UTC")).toStrictEqual([
      0,
      "2024-04-03T09:00:00.000Z",
      "2024-04-05T09:00:00.000Z"
    ])
    expect(await times("--timezone=Asia/Kolkata", "--date-order=month-first")).toStrictEqual([
      0,
      "2024-03-04T03:30:00.000Z",
      "2024-05-04T03:30:00.000Z"
    ])
    expect(await parse("--unparsed")).toStrictEqual([0, "notas", "[03/04/2024, 09:00:00] Rui: dois"])
  })

  it("never mixes two chats in one blog", async () => {
    const { cwd } = place()
    for (const name of ["Rua Verde", "Os Outros"]) {
      writeFileSync(join(cwd, `WhatsApp Chat with ${name}.txt`), lines.join("\n"))
    }
    const first = await runCli(["process", "WhatsApp Chat with Rua Verde.txt"], { cwd })
    const other = await runCli(["process", "WhatsApp Chat with Os Outros.txt"], { cwd })
    const again = await runCli(["process", "WhatsApp Chat with Rua Verde.txt"], { cwd })
    expect([first.code, other.code, again.code]).toStrictEqual([0, 1, 0])
    expect(other.stderr).toBe(
      `egregora: ${join(cwd, "output")} is the blog of another chat; choose another folder (or, if it is the same chat under other names, remove .egregora/chat from it)\n`
    )
  })

  it("nor one of which nobody is in the other, whatever they are called", async () => {
    const { cwd } = place()
    const others = ["01/05/2025, 09:00 - Zé: um", "02/05/2025, 09:00 - Lia: dois"]
    writeFileSync(join(cwd, "others.txt"), others.join("\n"))
    writeFileSync(join(cwd, "joined.txt"), [...others, "03/05/2025, 09:00 - Ana Dias: três"].join("\n"))
    expect((await runCli(["process", "chat.txt"], { cwd })).code).toBe(0)
    const before = siteFiles(join(cwd, "output"))
    const refused = await runCli(["process", "others.txt"], { cwd })
    expect([refused.code, refused.stderr]).toStrictEqual([
      1,
      expect.stringContaining(
        "is the blog of another chat: nobody of that one is in this one; choose another folder (or, if it is the same chat, .egregora/key may not be the blog's key: put that back"
      )
    ])
    expect(siteFiles(join(cwd, "output"))).toStrictEqual(before)
    expect((await runCli(["process", "joined.txt"], { cwd })).code).toBe(0)
    expect((await runCli(["process", "others.txt"], { cwd })).code).toBe(0)
  })

  it("goes on when nobody reads how far it is", () => {
    const { cwd } = place()
    const command = `"${process.execPath}" "${executable}" process chat.txt 2>&1 >summary | head -n 0; cat summary`
    const { stdout } = spawnSync("bash", ["-c", command], { cwd, env: ownEnv({ cwd }), encoding: "utf8" })
    expect(stdout).toContain("Windows  4 written, 0 failed")
    expect(existsSync(join(cwd, "output", "index.html"))).toBe(true)
  })

  it("a step longer than time is one window", async () => {
    const { cwd } = place()
    const { code, stdout } = await runCli(["process", "chat.txt", "--step-size", "99999999999"], { cwd })
    expect([code, stdout.includes("Windows  1 written, 0 failed")]).toStrictEqual([0, true])
  })

  it("the rows that went in are the messages that were taken", async () => {
    const { cwd } = place()
    await runCli(["process", "chat.txt", "--from-date", "2025-05-02", "--to-date", "2025-05-03"], { cwd })
    const [whole] = await tail(cwd)
    expect(whole).toMatchObject({ stage: "process", rowsIn: 2, rowsOut: 2 })
  })

  it("shows the cause of an error only after --debug", async () => {
    const { stderr } = await runCli(["process", "missing.zip", "--debug"], place())
    expect(stderr.split("\n")[0]).toBe("egregora: missing.zip: no such file")
    expect(stderr).toContain("ExportError")
  })

  it.each([
    ["text", (file: string) => writeFileSync(file, "not a database\n".repeat(1000))],
    ["empty", (file: string) => truncateSync(file, 0)],
    ["cut short", (file: string) => truncateSync(file, 5000)],
    ["a folder", (file: string) => void mkdirSync(emptied(file))],
    // Nobody can write below /proc, not even root, for whom permissions do not hold.
    ["on a read-only file system", (file: string) => symlinkSync("/proc/version", emptied(file))]
  ])("a database that is %s is said once and harms nothing", async (_, damage) => {
    const { cwd } = place()
    await runCli(["process", "chat.txt"], { cwd })
    damage(join(cwd, "output", ".egregora", "runs.duckdb"))
    const { code, stderr, stdout } = await runCli(["process", "chat.txt"], { cwd })
    expect(code).toBe(0)
    expect(stdout).not.toContain("run tracking")
    expect(stderr.match(/^warning: .*$/gm)).toHaveLength(1)
    expect((await tail(cwd)).slice(-5).map(({ stage, status }) => [stage, status])).toStrictEqual([
      ["process", "completed"],
      ...[0, 1, 2, 3].map((index) => [`window_${index}`, "completed"])
    ])
  })

  it("`runs tail` in a second process shows a window as running while the first is inside it", async () => {
    const { cwd } = place()
    const program = await bundle(new URL("../support/waiting.ts", import.meta.url))
    const child = spawn(process.execPath, [program, "chat.txt", "blog"], {
      cwd,
      env: ownEnv({ cwd }),
      stdio: ["pipe", "pipe", "inherit"]
    })
    const [line] = await once(createInterface({ input: child.stdout }), "line")
    expect(line).toBe("waiting")
    const during = await tail(join(cwd, "blog"))
    expect(during.map(({ stage, status }) => [stage, status])).toStrictEqual([
      ["process", "running"],
      ["window_0", "completed"],
      ["window_1", "running"]
    ])
    const shown = await runCli(["runs", "show", during[2]?.runId.slice(0, 13) ?? "", "--json"], {
      cwd: join(cwd, "blog")
    })
    expect(
      JSON.parse(shown.stdout).children.map(({ stage, status }: RunJson) => [stage, status])
    ).toStrictEqual([
      ["privacy", "completed"],
      ["wait", "running"]
    ])
    child.stdin.end()
    await once(child, "close")
    expect((await tail(join(cwd, "blog"))).every(({ status }) => status === "completed")).toBe(true)
  })

  /** Processes a chat of many days, sends signals as its windows end, and gives what is left. */
  const stopped = async (...signals: ReadonlyArray<NodeJS.Signals>) => {
    const { cwd } = place()
    writeFileSync(
      join(cwd, "long.txt"),
      Array.from({ length: 3000 }, (_, i) => {
        const day = new Date(Date.UTC(2015, 0, 1 + i))
          .toISOString()
          .slice(0, 10)
          .split("-")
          .reverse()
          .join("/")
        return `${day}, 09:00 - ${people[i % 2]}: message ${i} of a long chat`
      }).join("\n")
    )
    const child = spawn(process.execPath, [executable, "process", "long.txt", "--output", "blog"], {
      cwd,
      env: ownEnv({ cwd }),
      stdio: ["ignore", "ignore", "pipe"]
    })
    let said = ""
    let sent = 0
    createInterface({ input: child.stderr }).on("line", (line) => {
      said += `${line}\n`
      if (sent === 0 && line.startsWith("window_3 ")) child.kill(signals[sent++])
      else if (sent === 1 && signals.length === 2 && line.startsWith("stopping: ")) {
        // Two within a tenth of a second count as one.
        setTimeout(() => child.kill(signals[sent++]), 150)
      }
    })
    const [code] = await once(child, "close")
    const runs = await tail(join(cwd, "blog"), "--all")
    const names = readdirSync(join(cwd, "blog"), { recursive: true }).map(String)
    const posts = names.filter((name) => /^posts.*\.md$/.test(name)).map((name) => name.slice(0, -3))
    return { code, said, runs, names, posts, cwd }
  }

  it.each([
    { signals: ["SIGINT"], ends: 130, says: "stopping: finishing the windows in hand" },
    { signals: ["SIGINT", "SIGINT"], ends: 130, says: "stopping" },
    { signals: ["SIGTERM"], ends: 143, says: "stopping now: leaving the blog whole" },
    { signals: ["SIGHUP"], ends: 129, says: "stopping now: leaving the blog whole" }
  ] as const)(
    "$signals end with $ends, and leave a whole site and no run running",
    async ({ signals, ends, says }) => {
      const { code, said, runs, names, posts, cwd } = await stopped(...signals)
      expect([code, said]).toStrictEqual([ends, expect.stringContaining(says)])
      expect(said).toMatch(/egregora: stopped after \d+ windows; the next `process` goes on from there\n$/)
      expect(runs.filter(({ status }) => status === "running")).toStrictEqual([])
      expect(runs.find(({ kind }) => kind === "process")).toMatchObject({
        status: "failed",
        error: expect.stringContaining("stopped after")
      })
      expect(names.filter((name) => name.includes(".tmp"))).toStrictEqual([])
      expect(names).toContain("index.html")
      expect(posts.length).toBeGreaterThanOrEqual(4)
      expect(names).toEqual(expect.arrayContaining(posts.map((post) => `${post}.html`)))
      const windows = runs.filter(({ kind }) => kind === "window")
      const done = windows.filter(({ status }) => status === "completed").map(({ window }) => window?.key)
      const all = windows.map(({ window }) => window?.key)
      // A window that is stopped just when its post is there has not completed, and is done again.
      expect(posts.map((post) => post.replace("posts/", ""))).toEqual(expect.arrayContaining(done))
      expect(all).toEqual(expect.arrayContaining(posts.map((post) => post.replace("posts/", ""))))
      if (says.endsWith("windows in hand")) expect(done).toHaveLength(posts.length)
      expect(existsSync(join(cwd, "blog", ".egregora", "key"))).toBe(true)
    }
  )

  it.runIf(process.platform === "linux")("shows a bar on a terminal", () => {
    const { cwd } = place()
    const command = `${process.execPath} ${executable} process chat.txt`
    const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
      cwd,
      env: ownEnv({ cwd }),
      encoding: "utf8"
    })
    expect(stdout).toContain("/4 messages")
    expect(stdout).toContain("Windows  4 written, 0 failed")
  })
})

describe("egregora", () => {
  it.each([
    [["--help"], "Usage: egregora COMMAND"],
    [[], "Usage: egregora COMMAND"],
    [["process", "--help"], "Usage: egregora process [options] EXPORT"],
    [["parse", "-h"], "Usage: egregora parse [options] EXPORT"],
    [["runs"], "Usage: egregora runs COMMAND"],
    [["runs", "show", "--help"], "Usage: egregora runs show [options] ID"]
  ])("%j is help, without escape codes in a pipe", async (args, usage) => {
    const { code, stderr, stdout } = await runCli(args, place())
    expect([code, stderr]).toStrictEqual([0, ""])
    expect(stdout).toContain(usage)
    expect(stdout).not.toContain("\u001b")
  })

  it("names each option of process with its default", async () => {
    const { stdout } = await runCli(["process", "--help"], place())
    const options = stdout.split("Options:\n")[1]?.split(/^(?= {2}-)/m) ?? []
    expect(options.map((option) => /--[\w[\]-]+/.exec(option)?.[0])).toStrictEqual([
      "--output",
      "--source",
      "--step-size",
      "--step-unit",
      "--overlap",
      "--from-date",
      "--to-date",
      "--timezone",
      "--date-order",
      "--group-name",
      "--chat",
      "--max-size",
      "--concurrency",
      "--fail-fast",
      "--max-failures",
      "--budget",
      "--refresh",
      "--force",
      "--explain",
      "--[no-]real-names",
      "--debug",
      "--help"
    ])
    for (const option of options.slice(0, -1)) expect(option).toMatch(/Default:\s/)
    expect(options.flatMap((option) => /--\S+ ([A-Z]+)/.exec(option)?.[1] ?? [])).toStrictEqual([
      "FOLDER",
      ...["NUMBER", "NUMBER", "DATE", "DATE", "ZONE", "NAME", "NAME", "SIZE", "NUMBER", "NUMBER", "NUMBER"]
    ])
  })

  it("--version is that of the package", async () => {
    const { stdout } = await runCli(["--version"], place())
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"))
    expect(stdout).toBe(`${version}\n`)
  })

  it("an unknown command is wrong usage", async () => {
    const { code, stderr } = await runCli(["tell"], place())
    expect([code, stderr]).toStrictEqual([
      2,
      'egregora: there is no command "egregora tell"; there are process, preview, privacy, parse, export, runs, init, config (see egregora --help)\n'
    ])
  })

  it("a reader that stops reading is no error", () => {
    const { cwd } = place()
    const command = `"${process.execPath}" "${executable}" parse "${sample}" --json | head -n 1; echo "\${PIPESTATUS[0]}"`
    const { stderr, stdout } = spawnSync("bash", ["-c", command], {
      cwd,
      env: ownEnv({ cwd }),
      encoding: "utf8"
    })
    expect([stderr, stdout.trim().split("\n")[1]]).toStrictEqual(["", "0"])
  })
})
