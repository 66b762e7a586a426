/**
 * `egregora runs` as a program: the built executable over a history on disk.
 */
import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Run } from "../../src/domain/Run.js"
import { executable, ownEnv, runCli } from "../support/cli.js"
import { someRuns } from "../support/someRuns.js"

const { process: _, ...ended } = someRuns
const root = realpathSync(mkdtempSync(join(tmpdir(), "egregora-runs-")))

const writeSite = (folder: string, runs: ReadonlyArray<Run>): void => {
  const journals = join(folder, ".egregora", "runs.journal")
  mkdirSync(journals, { recursive: true })
  writeFileSync(join(journals, "1-1-0.closed.ndjson"), runs.map((run) => `${JSON.stringify(run)}\n`).join(""))
}

beforeAll(() => {
  writeSite(join(root, "blog"), Object.values(ended))
  mkdirSync(join(root, "blog", "posts"))
  mkdirSync(join(root, "empty", ".egregora"), { recursive: true })
  mkdirSync(join(root, "elsewhere"))
})

afterAll(() => rmSync(root, { recursive: true }))

const inBlog = { cwd: join(root, "blog", "posts") }
const idsOf = (json: string): unknown => JSON.parse(json).map(({ runId }: Run) => runId.slice(0, 8))

describe("runs tail", () => {
  it("prints a table without escape codes into a pipe, and in colour when that is forced", async () => {
    const { code, stderr, stdout } = await runCli(["runs", "tail"], inBlog)
    expect([code, stderr]).toStrictEqual([0, ""])
    const lines = stdout.trimEnd().split("\n")
    expect(lines[0]).toBe("Run ID    Stage     Status     Started At           Rows In  Rows Out  Duration")
    expect(lines.slice(2)).toStrictEqual([
      "b2b2b2b2  window_0  completed  2025-10-28 14:03:23    1,204         1      1.9s",
      "b2b2c3c3  window_1  degraded   2025-10-28 14:03:25       87         –      20ms",
      "c4c4c4c4  window_2  failed     2025-10-28 14:03:27        9         –    1h 02m"
    ])
    const forced = await runCli(["runs", "tail"], { ...inBlog, env: { FORCE_COLOR: "1" } })
    expect(forced.stdout).toContain("\u001b[32mcompleted\u001b[39m")
    const refused = await runCli(["runs", "tail"], { ...inBlog, env: { FORCE_COLOR: "1", NO_COLOR: "1" } })
    expect([refused.code, refused.stdout]).toStrictEqual([0, stdout])
  })

  it.runIf(process.platform === "linux")("tells on a terminal how far runs lie back", () => {
    const startedAt = Date.now() - 200_000
    writeSite(join(root, "fresh"), [{ ...ended.completed, startedAt, finishedAt: startedAt + 1_924 }])
    const at = { cwd: join(root, "fresh"), env: { NO_COLOR: "1" } }
    const command = `stty cols 80; "${process.execPath}" "${executable}" runs tail`
    const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
      cwd: at.cwd,
      env: ownEnv(at),
      encoding: "utf8"
    })
    expect(stdout.split("\r\n").slice(0, 3)).toStrictEqual([
      "Run ID    Stage     Status     Started At  Rows In  Rows Out  Duration",
      "─".repeat(70),
      "b2b2b2b2  window_0  completed  3m ago        1,204         1      1.9s"
    ])
  })

  it.each([[["--n", "2"]], [["--n=2"]], [["-n", "2"]], [["-n2"]], [["-n=2"]]])("takes %j", async (words) => {
    const { code, stderr, stdout } = await runCli(["runs", "tail", ...words, "--json"], inBlog)
    expect([code, stderr, idsOf(stdout)]).toStrictEqual([0, "", ["b2b2c3c3", "c4c4c4c4"]])
  })

  it("adds the stages", async () => {
    const { stdout } = await runCli(["runs", "tail", "--all", "-n", "4", "--json"], inBlog)
    expect(idsOf(stdout)).toStrictEqual(["b2b2c3c3", "d5d5d5d5", "e6e6e6e6", "c4c4c4c4"])
  })

  it.each(["0", "-1"])("refuses --n %s", async (n) => {
    expect(await runCli(["runs", "tail", `--n=${n}`], inBlog)).toStrictEqual({
      code: 2,
      stdout: "",
      stderr: "egregora: --n must be 1 or more\n"
    })
  })

  it.each(["x", "1.5"])("refuses --n %s", async (n) => {
    const { code, stderr, stdout } = await runCli(["runs", "tail", "--n", n], inBlog)
    expect([code, stdout, stderr.trimEnd().split("\n").length]).toStrictEqual([2, "", 1])
  })

  it("says in a friendly line that there is nothing", async () => {
    expect(await runCli(["runs", "tail", "--site", join(root, "empty")], inBlog)).toStrictEqual({
      code: 0,
      stdout: "",
      stderr: "no runs yet\n"
    })
    const nowhere = await runCli(["runs", "tail", "--json"], { cwd: join(root, "elsewhere") })
    expect(nowhere).toStrictEqual({
      code: 0,
      stdout: "[]\n",
      stderr: `no blog here or above ${join(root, "elsewhere")}; make one with \`egregora process EXPORT\`, or name one with --site\n`
    })
  })

  it("does not mind a reader that stops reading", () => {
    const line = `"${process.execPath}" "${executable}" runs tail --all | head -1; echo "\${PIPESTATUS[0]}"`
    const { stderr, stdout } = spawnSync("bash", ["-c", line], {
      cwd: inBlog.cwd,
      env: ownEnv(inBlog),
      encoding: "utf8"
    })
    expect([stdout.split("\n").slice(1), stderr]).toStrictEqual([["0", ""], ""])
  })
})

describe("runs show", () => {
  it("shows a run by the beginning of its id", async () => {
    const { code, stderr, stdout } = await runCli(["runs", "show", "B2B2-C3"], inBlog)
    expect([code, stderr]).toStrictEqual([0, ""])
    for (const part of [
      "window_1",
      "Timestamps",
      "Metrics",
      "Fingerprints",
      "Error",
      "Observability",
      "Stages"
    ]) {
      expect(stdout).toContain(part)
    }
    const json = await runCli(["runs", "show", "b2b2c3", "--json"], inBlog)
    expect(JSON.parse(json.stdout)).toMatchObject({
      runId: ended.degraded.runId,
      children: [{ runId: ended.enrich.runId }, { runId: ended.write.runId }]
    })
  })

  it("fails in one line", async () => {
    expect(await runCli(["runs", "show", "ff"], inBlog)).toStrictEqual({
      code: 4,
      stdout: "",
      stderr: "egregora: no run has an id that begins with ff; `egregora runs tail --all` lists the latest\n"
    })
    expect(await runCli(["runs", "show", "window_0"], inBlog)).toStrictEqual({
      code: 2,
      stdout: "",
      stderr:
        'egregora: "window_0" is not the id of a run: ids are hexadecimal, as `egregora runs tail` shows them\n'
    })
    const nowhere = await runCli(["runs", "show", "a1"], { cwd: join(root, "elsewhere") })
    expect([nowhere.code, nowhere.stdout, nowhere.stderr.split("\n").length]).toStrictEqual([1, "", 2])
  })

  it("lists the candidates of an ambiguous id", async () => {
    expect(await runCli(["runs", "show", "b2"], inBlog)).toStrictEqual({
      code: 1,
      stdout: "",
      stderr: [
        "b2b2b2b2-1111-4111-8111-111111111111  window_0  2025-10-28 14:03:23",
        "b2b2c3c3-1111-4111-8111-111111111111  window_1  2025-10-28 14:03:25",
        "egregora: 2 runs have ids that begin with b2; give more characters of the one you mean",
        ""
      ].join("\n")
    })
  })
})
