/**
 * `egregora process` of an export of each application, as a program.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { runCli } from "../support/cli.js"
import { fixture } from "../support/fixtures.js"

const root = mkdtempSync(join(tmpdir(), "egregora-sources-"))
afterAll(() => rmSync(root, { recursive: true }))

/** All but the databases, in whose bytes three letters come up by chance. */
const textOf = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".duckdb"))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n")

interface Case {
  readonly name: string
  readonly args: ReadonlyArray<string>
  readonly messages: number
  /** Names that nobody may find. */
  readonly hidden: ReadonlyArray<string>
  /** Pictures and documents in the blog. */
  readonly media: number
  readonly warnings: string
}

const cases: ReadonlyArray<Case> = [
  {
    name: "telegram",
    args: [fixture("telegram/group")],
    messages: 22,
    hidden: ["Dias", "Rui", "Reis", "gil_reis", "Sousa", "Nuno", "Vaz"],
    media: 2,
    warnings:
      "warning: 1 entry that is no message left out; `egregora parse --unparsed` shows them\n" +
      "warning: 1 file of a kind that cannot be cleaned was copied as it is: it may say where, when and by whom it was made\n"
  },
  {
    name: "telegram, one chat of an account",
    args: [fixture("telegram/account.json"), "--chat", "Rui"],
    messages: 2,
    hidden: ["Dias", "Rui"],
    media: 0,
    warnings: ""
  },
  {
    name: "discord, in parts",
    args: [fixture("discord/parts")],
    messages: 15,
    hidden: ["Dias", "Ana", "rui", "Eva", "ana_d"],
    media: 2,
    warnings: ""
  },
  {
    name: "slack, one channel",
    args: [fixture("slack"), "--channel", "#geral"],
    messages: 13,
    hidden: ["Ana", "Rui", "Melo", "Eva", "Reis", "Nuno", "Vaz"],
    media: 2,
    warnings: "warning: 1 entry that is no message left out; `egregora parse --unparsed` shows them\n"
  }
]

describe("egregora process", () => {
  it.each(cases)(
    "makes a blog of an export of $name, without a real name, and replays it",
    async (expected) => {
      const cwd = mkdtempSync(join(root, "place-"))
      const { code, stderr, stdout } = await runCli(
        ["process", ...expected.args, "--output", "blog", "--timezone", "UTC"],
        { cwd }
      )
      expect([code, (stderr.match(/^warning: .*\n/gm) ?? []).join("")]).toStrictEqual([0, expected.warnings])
      expect(stdout).toContain(`Read ${expected.messages} messages in `)
      const posts = readdirSync(join(cwd, "blog", "posts")).filter((name) => name.endsWith(".md"))
      expect(posts.length).toBeGreaterThan(0)
      const media = readdirSync(join(cwd, "blog"), { recursive: true }).filter((name) =>
        /^media.[^\\/]+\.\w+$/.test(String(name))
      )
      expect(media).toHaveLength(expected.media)
      const text = textOf(join(cwd, "blog"))
        .replace(readFileSync(join(cwd, "blog", ".egregora", "exports.json"), "latin1"), "")
        // The pages' own Portuguese for "days with messages", which is nobody's name.
        .replaceAll("Dias com mensagens", "")
      for (const name of expected.hidden) {
        expect([name, new RegExp(`(?<![A-Za-z])${name}(?![A-Za-z])`).test(text)]).toStrictEqual([name, false])
      }
      const { stdout: listed } = await runCli(["runs", "tail", "--json"], { cwd })
      const [window] = JSON.parse(listed).filter((run: { readonly kind: string }) => run.kind === "window")
      const replayed = await runCli(["runs", "replay", window.runId, "--site", "blog"], { cwd })
      expect([replayed.code, replayed.stderr]).toStrictEqual([0, ""])
    }
  )
})
