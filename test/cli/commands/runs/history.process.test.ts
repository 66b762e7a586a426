/**
 * `egregora runs list`, `stats`, `export`, `gc` and `doctor` as programs: the built executable on a blog
 * that it made.
 */
import { spawnSync } from "node:child_process"
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { executable, ownEnv, runCli } from "../../../support/cli.js"
import { siteFiles } from "../../../support/siteFiles.js"

const root = realpathSync(mkdtempSync(join(tmpdir(), "egregora-history-")))
const at = { cwd: root }
const chat = [
  "01/05/2025, 09:00 - Ana Dias: Who has the key of the cellar?",
  "02/05/2025, 09:05 - Bruno Reis: I have it, ask Ana Dias for the other one",
  "03/05/2025, 10:00 - Ana Dias: The lift is broken again, they come on Monday"
].join("\n")
const again = ["process", "chat.txt", "--output", "output"]

beforeAll(async () => {
  writeFileSync(join(root, "chat.txt"), chat)
  mkdirSync(join(root, "elsewhere"))
  for (let n = 0; n < 2; n++) expect((await runCli(again, at)).code).toBe(0)
})
afterAll(() => rmSync(root, { recursive: true }))

const stagesOf = (json: string): ReadonlyArray<string> =>
  JSON.parse(json).map(({ stage }: { stage: string }) => stage)

describe("runs list", () => {
  it("prints a table without escape codes into a pipe, and in colour when that is forced", async () => {
    const { code, stderr, stdout } = await runCli(["runs", "list", "--limit", "2"], at)
    expect([code, stderr]).toStrictEqual([0, "only 2 runs are shown; --limit 0 shows all\n"])
    expect(stdout).not.toContain("\u001b")
    expect(stdout.trimEnd().split("\n")).toHaveLength(4)
    const forced = await runCli(["runs", "list"], { ...at, env: { FORCE_COLOR: "1" } })
    expect(forced.stdout).toContain("\u001b[32mcompleted\u001b[39m")
  })

  it.each([
    [["--json"], 29],
    [["--json", "stage,status"], 2],
    [["--json=stage"], 1]
  ])("takes %j", async (words, fields) => {
    const { code, stderr, stdout } = await runCli(
      ["runs", "list", ...words, "--until", "1m", "--status=failed"],
      at
    )
    expect([code, stderr, stdout]).toStrictEqual([0, "no run is as asked for\n", "[]\n"])
    const found = await runCli(["runs", "list", "--since", "1h", ...words], at)
    expect(Object.keys(JSON.parse(found.stdout)[0])).toHaveLength(fields)
  })

  it("takes a status twice, and two at once", async () => {
    for (const words of [
      ["--status", "failed", "--status=completed"],
      ["--status", "completed,failed"]
    ]) {
      const { stdout } = await runCli(["runs", "list", ...words, "--json=stage", "--sort", "stage"], at)
      expect(stagesOf(stdout)).toStrictEqual([
        "process",
        "process",
        ...["window_0", "window_1", "window_2"].flatMap((name) => [name, name])
      ])
    }
  })

  it("prints comma-separated values", async () => {
    const { stdout } = await runCli(["runs", "list", "--csv", "--stage", "site"], at)
    const [names, ...lines] = stdout.split("\r\n")
    expect(names?.split(",").slice(0, 5)).toStrictEqual(["runId", "parentId", "kind", "stage", "status"])
    expect(lines.map((line) => line.split(",").slice(2, 5).join())).toStrictEqual([
      "stage,site,completed",
      "stage,site,completed"
    ])
    expect(stdout.endsWith("\n")).toBe(true)
  })

  it.each([
    [
      ["--status", "done"],
      `--status: "done" is not one of running, completed, failed, degraded (see egregora runs list --help)`
    ],
    [
      ["--status=done"],
      `--status: "done" is not one of running, completed, failed, degraded (see egregora runs list --help)`
    ],
    [
      ["--since", "soon"],
      `--since: "soon" is not a time ago, as 24h or 7d, or a date; write it as 2025-10-28`
    ],
    [
      ["--sort", "size"],
      `--sort: "size" is not one of started, duration, stage, status, tokens, cost (see egregora runs list --help)`
    ],
    [["--json", "--csv"], "--json and --csv are two forms of the same; give one"],
    [["--limit", "-1"], "--limit must be 0 or more"]
  ])("refuses %j in a line", async (words, message) => {
    expect(await runCli(["runs", "list", ...words], at)).toStrictEqual({
      code: 2,
      stdout: "",
      stderr: `egregora: ${message}\n`
    })
  })

  it("says where no blog is, and that is no error", async () => {
    const { code, stderr, stdout } = await runCli(["runs", "list", "--json"], {
      cwd: join(root, "elsewhere"),
      env: { XDG_STATE_HOME: join(root, "nowhere") }
    })
    expect([code, stdout, stderr.split("\n")]).toStrictEqual([
      0,
      "[]\n",
      [expect.stringMatching(/^no blog here or above/), ""]
    ])
  })
})

describe("what was named, or there, and cannot be read", () => {
  const reads = [["list"], ["stats"], ["tail"], ["watch"]] as const

  it.each(reads)("%s fails where the site that was named is none", async (command) => {
    for (const words of command === "watch" ? [["--json"]] : [[], ["--json"]]) {
      expect(await runCli(["runs", command, "--site", "nowhere", ...words], at)).toStrictEqual({
        code: 1,
        stdout: "",
        stderr: `egregora: ${join(root, "nowhere")} is not a blog of egregora: it has no .egregora folder; name the --output of \`egregora process\`\n`
      })
    }
  })

  beforeAll(() => {
    for (const name of ["garbage", "damaged", "torn"]) {
      cpSync(join(root, "output"), join(root, name), { recursive: true })
    }
    const file = (site: string) => join(root, site, ".egregora", "runs.duckdb")
    writeFileSync(file("garbage"), "not a database")
    const bytes = readFileSync(file("damaged"))
    bytes.fill(7, 3 * 4096)
    writeFileSync(file("damaged"), bytes)
    const journals = join(root, "torn", ".egregora", "runs.journal")
    mkdirSync(journals, { recursive: true })
    writeFileSync(join(journals, "1-1-0.closed.ndjson"), "half a li\n")
  })

  const notes = {
    garbage: /^\/.*runs\.duckdb is not a database, or damaged, .*\n$/,
    damaged: /^\/.*runs\.duckdb is not a database, or damaged, .*\n$/,
    torn: /^1 line of a journal cannot be read\n/
  }

  it.each(
    Object.entries(notes).flatMap(([site, note]) => reads.map(([command]) => [command, site, note] as const))
  )("%s shows what it can of a history that is %s, and ends with 1", async (command, site, note) => {
    const { code, stderr, stdout } = await runCli(["runs", command, "--site", site, "--json"], at)
    expect([code, stderr]).toStrictEqual([1, expect.stringMatching(note)])
    if (command === "watch") expect(stdout).toBe("")
    else expect(JSON.parse(stdout).length > 0).toBe(site === "torn")
  })

  it("a run that is asked for may be in what cannot be read", async () => {
    const { code, stderr, stdout } = await runCli(["runs", "show", "00", "--site", "garbage"], at)
    expect([code, stdout, stderr.split("\n").at(-2)]).toStrictEqual([
      1,
      "",
      "egregora: no run that can be read has an id that begins with 00"
    ])
    const json = (await runCli(["runs", "tail", "--site", "torn", "--json"], at)).stdout
    for (const words of [["show"], ["lineage"], ["diff", JSON.parse(json)[1].runId]]) {
      const ended = await runCli(["runs", ...words, JSON.parse(json)[0].runId, "--site", "torn"], at)
      expect([ended.code, ended.stderr, ended.stdout === ""]).toStrictEqual([
        1,
        expect.stringMatching(notes.torn),
        false
      ])
    }
    const copy = await runCli(["runs", "export", "--csv", "-", "--site", "torn"], at)
    expect([copy.code, copy.stderr]).toStrictEqual([
      1,
      expect.stringMatching(/^1 line of a journal cannot be read\n\d\d runs written\n$/)
    ])
  })
})

describe("runs stats", () => {
  it("prints a table with bars, and JSON", async () => {
    const { code, stderr, stdout } = await runCli(["runs", "stats"], at)
    expect([code, stderr]).toStrictEqual([0, ""])
    expect(stdout).not.toContain("\u001b")
    expect(stdout).toMatch(/^Stage +Runs +Failed +Degraded +Skipped +p50 +p95 +Max +p50 to p95\n─+\n/)
    expect(stdout).toMatch(/[█▏▎▍▌▋▊▉]/)
    const json = await runCli(["runs", "stats", "--json", "--stage", "window_*"], at)
    expect(JSON.parse(json.stdout)).toMatchObject([{ stage: "window", runs: 6, failed: 0, skipped: 3 }])
  })
})

describe("runs export", () => {
  it("writes each format, and not over a file that is there", async () => {
    for (const format of ["parquet", "csv", "json"]) {
      const file = `runs.${format}`
      expect(await runCli(["runs", "export", `--${format}`, file], at)).toStrictEqual({
        code: 0,
        stdout: "",
        stderr: expect.stringMatching(/^\d\d runs written to .*runs\.(?:parquet|csv|json)\n$/)
      })
      const { code, stderr } = await runCli(["runs", "export", `--${format}`, file], at)
      expect([code, stderr]).toStrictEqual([
        1,
        `egregora: ${join(root, file)} is there already; --force replaces it\n`
      ])
      expect((await runCli(["runs", "export", `--${format}`, file, "--force"], at)).code).toBe(0)
    }
    expect(readFileSync(join(root, "runs.parquet"), "latin1").slice(0, 4)).toBe("PAR1")
    expect(readFileSync(join(root, "runs.csv"), "utf8")).toMatch(/^run_id,tenant_id,stage,status,/)
    const [line = ""] = readFileSync(join(root, "runs.json"), "utf8").split("\n")
    expect(JSON.parse(line)).toMatchObject({ stage: "process", status: "completed" })
    expect(readdirSync(root).filter((name) => name.startsWith("."))).toStrictEqual([])
  })

  it("prints text to standard output", async () => {
    const { code, stderr, stdout } = await runCli(["runs", "export", "--csv", "-"], at)
    expect([code, stderr]).toStrictEqual([0, expect.stringMatching(/^\d\d runs written\n$/)])
    expect(stdout).toBe(readFileSync(join(root, "runs.csv"), "utf8"))
    expect((await runCli(["runs", "export", "--json=-"], at)).stdout).toBe(
      readFileSync(join(root, "runs.json"), "utf8")
    )
  })

  it("does not mind a reader that stops reading, and says when nothing can be printed", () => {
    const shell = (line: string) =>
      spawnSync("bash", ["-c", `"${process.execPath}" "${executable}" runs export --csv - ${line}`], {
        cwd: root,
        env: ownEnv(at),
        encoding: "utf8"
      })
    const some = shell(`2>/dev/null | head -n 1; echo "\${PIPESTATUS[0]}"`)
    expect(some.stdout).toMatch(/^run_id,.*\n0\n$/)
    const none = shell("> /dev/full")
    expect([none.status, none.stderr]).toStrictEqual([
      1,
      "egregora: standard output cannot be written to: ENOSPC: no space left on device, write\n"
    ])
  })

  it.each([
    [[], "give one of --parquet FILE, --csv FILE, --json FILE"],
    [["--csv", "a", "--json", "b"], "give one of --parquet FILE, --csv FILE, --json FILE"],
    [["--parquet", "-"], "--parquet needs the name of a file; only --csv and --json can be printed"],
    [["--csv", ""], "--csv needs the name of a file"]
  ])("refuses %j in a line", async (words, message) => {
    expect(await runCli(["runs", "export", ...words], at)).toStrictEqual({
      code: 2,
      stdout: "",
      stderr: `egregora: ${message}\n`
    })
  })

  it.each([
    ["elsewhere", "is no file; name another one"],
    ["/dev/null", "/dev/null is no file; name another one"],
    ["nowhere/runs.csv", "nowhere/runs.csv cannot be written: there is no such folder"]
  ])("does not write to %s", async (file, message) => {
    const { code, stderr, stdout } = await runCli(["runs", "export", "--csv", file, "--force"], at)
    expect([code, stdout, stderr]).toStrictEqual([1, "", expect.stringContaining(message)])
  })
})

describe("runs doctor", () => {
  it("exits with 0 if all is well or there are only warnings, and with 1 if not", async () => {
    const sound = await runCli(["runs", "doctor"], at)
    expect([sound.code, sound.stderr]).toStrictEqual([0, ""])
    expect(sound.stdout).toMatch(/^ok {7}folder {4}\//)
    expect(sound.stdout).not.toMatch(/warning|error/)
    expect(sound.stdout).not.toContain("\u001b")
    const aside = join(root, "output", ".egregora", "runs.duckdb.corrupt-1")
    writeFileSync(aside, "")
    const warned = await runCli(["runs", "doctor", "--dry-run"], { ...at, env: { FORCE_COLOR: "1" } })
    expect([warned.code, warned.stdout]).toStrictEqual([
      0,
      expect.stringContaining("\u001b[33mwarning\u001b[39m")
    ])
    rmSync(aside)
    const key = join(root, "output", ".egregora", "key")
    const known = readFileSync(key)
    writeFileSync(key, "half a ke")
    const { code, stderr, stdout } = await runCli(["runs", "doctor", "--json"], at)
    writeFileSync(key, known)
    expect([code, stderr]).toStrictEqual([1, ""])
    const { findings, ok, site } = JSON.parse(stdout)
    expect([ok, site, findings[1]]).toStrictEqual([
      false,
      join(root, "output"),
      {
        subject: "key",
        level: "error",
        message: `${key} is damaged: restore it, or remove it to give everybody another name`
      }
    ])
  })
})

describe("runs gc", () => {
  it("forgets what nothing needs, and the next process does no work", async () => {
    expect((await runCli(again, at)).code).toBe(0)
    const before = siteFiles(join(root, "output"))
    const dry = await runCli(["runs", "gc", "--keep", "1", "--dry-run"], at)
    expect([dry.code, dry.stderr]).toStrictEqual([0, ""])
    expect(dry.stdout).toMatch(
      /^would remove \d+ runs \(1 process, 3 windows, \d+ stages\), begun from .*; 10 runs would stay\n5 of these are beyond/
    )
    const { code, stderr, stdout } = await runCli(["runs", "gc", "--keep", "1", "--json"], at)
    expect([code, stderr]).toStrictEqual([0, ""])
    expect(JSON.parse(stdout)).toMatchObject({
      dryRun: false,
      removed: { processes: 1, windows: 3 },
      needed: 5,
      left: 10
    })
    const next = await runCli(again, at)
    expect(next.stdout).toContain("Windows  3 unchanged, 0 failed")
    expect(siteFiles(join(root, "output"))).toStrictEqual(before)
    expect((await runCli(["runs", "doctor"], at)).stdout).not.toMatch(/warning|error/)
  })

  it.each([
    [[], "give a limit: --older-than 90d, --keep 20 or --max-size 50MB"],
    [["--dry-run"], "give a limit: --older-than 90d, --keep 20 or --max-size 50MB"],
    [["--older-than", "3M"], '--older-than: "3M" is not a length of time; write it as 90d'],
    [["--keep", "-1"], "--keep must be 0 or more"],
    [["--max-size", "much"], '--max-size: "much" is not a size; write it as 50MB'],
    [["--max-size", "1MB"], "--max-size must be 3.0 MB or more: even a few runs take that"]
  ])("refuses %j in a line", async (words, message) => {
    expect(await runCli(["runs", "gc", ...words], at)).toStrictEqual({
      code: 2,
      stdout: "",
      stderr: `egregora: ${message}\n`
    })
  })

  it.each(["gc --keep 1", "doctor", "export --csv -"])("fails where there is no blog: %s", async (words) => {
    const { code, stderr, stdout } = await runCli(["runs", ...words.split(" ")], {
      cwd: join(root, "elsewhere"),
      env: { XDG_STATE_HOME: join(root, "nowhere") }
    })
    expect([code, stdout, stderr]).toStrictEqual([
      1,
      "",
      expect.stringMatching(/^egregora: no blog here or above .*\n$/)
    ])
  })
})
