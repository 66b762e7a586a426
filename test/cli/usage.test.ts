/**
 * What the program says of a command line that makes no sense, and what reaches the terminal of it.
 */
import { mkdtempSync, realpathSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { nearest } from "../../src/domain/nearest.js"
import { runCli } from "../support/cli.js"

const cwd = realpathSync(mkdtempSync(join(tmpdir(), "egregora-usage-")))
afterAll(() => rmSync(cwd, { recursive: true }))

const ofRuns = "tail, list, watch, show, stats, diff, lineage, replay, export, gc, doctor"
const stages = "all, privacy, write, publish, site"

it.each([
  ["runs bogus", `there is no command "egregora runs bogus"; there are ${ofRuns} (see egregora runs --help)`],
  ["runs tial", 'there is no command "egregora runs tial"; did you mean tail? (see egregora runs --help)'],
  ["run", 'there is no command "egregora run"; did you mean runs? (see egregora --help)'],
  [
    "bogus chat.txt",
    'there is no command "egregora bogus"; there are process, privacy, parse, export, runs (see egregora --help)'
  ],
  [
    "process chat.txt --refresh bogus",
    `--refresh: "bogus" is not one of ${stages} (see egregora process --help)`
  ],
  [
    "process --refresh bogus chat.txt",
    `--refresh: "bogus" is not one of ${stages} (see egregora process --help)`
  ],
  ["process --refresh", "Missing argument <EXPORT> (see egregora process --help)"],
  [
    "process chat.txt --outptu blog",
    "unknown option --outptu; did you mean --output? (see egregora process --help)"
  ]
])("%s", async (words, message) => {
  expect(await runCli(words.split(" "), { cwd })).toStrictEqual({
    code: 2,
    stdout: "",
    stderr: `egregora: ${message}\n`
  })
})

it("a help tells what may be left out from what may not", async () => {
  const usage = async (command: string) =>
    (await runCli(["runs", command, "--help"], { cwd })).stdout
      .split("\n")
      .find((line) => /^Usage/.test(line))
  expect(await usage("watch")).toBe("Usage: egregora runs watch [options] [ID]")
  expect(await usage("show")).toBe("Usage: egregora runs show [options] ID")
})

describe("nothing that was typed steers the terminal", () => {
  const typed = "a\u0007b\u001b[31mc\u202ed"
  const shown = "a\ufffdbc\ufffdd"

  it.each([
    [["runs", "tail", "--site", typed], 1, `/${shown} is not a blog of egregora`],
    [["runs", "list", "--limit", typed], 2, `--limit: "${shown}" is not a whole number`],
    [["runs", typed], 2, `there is no command "egregora runs ${shown}"`],
    [["process", typed], 1, `${shown}`]
  ] as const)("%j", async (words, code, text) => {
    const ended = await runCli(words, { cwd })
    expect([ended.code, ended.stdout, ended.stderr]).toStrictEqual([code, "", expect.stringContaining(text)])
    expect(["\u001b", "\u0007", "\u202e"].filter((it) => ended.stderr.includes(it))).toStrictEqual([])
  })
})

describe("nearest", () => {
  const names = ["tail", "list", "gc", "process"]
  it.each([
    ["tail", "tail"],
    ["TAIL", "tail"],
    ["tial", "tail"],
    ["lst", "list"],
    ["gv", "gc"],
    ["g", undefined],
    ["proces", "process"],
    ["bogus", undefined],
    ["it", undefined],
    ["", undefined]
  ])("%s is %s", (word, name) => {
    expect(nearest(word, names)).toBe(name)
  })
})
