/**
 * `egregora privacy EXPORT` and `egregora privacy reveal`, as a program.
 */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { masked } from "../../../src/pipeline/previewPrivacy.js"
import { runCli } from "../../support/cli.js"
import { tempFolder } from "../../support/exports.js"
import { jpeg } from "../../support/pictures.js"
import { zip } from "../../support/zip.js"

const chat = [
  "13/05/2025, 09:00 - Maria Souza: good morning Rui Silva, I hope so",
  "13/05/2025, 09:01 - Rui Silva: MARIA, call +351 913 456 789 or 913 456 700",
  "13/05/2025, 09:02 - Ana Silva: the Silva family, @351900111222 and x@example.org",
  "13/05/2025, 09:03 - Hope: https://example.org/in/maria-souza",
  "13/05/2025, 09:04 - M: Contract.pdf (file attached)",
  "13/05/2025, 09:05 - M: IMG-1.jpg (file attached)",
  "13/05/2025, 09:06 - M: Dr Fulano.vcf (file attached)",
  "13/05/2025, 09:07 - +351 910 000 000: Мария is here"
].join("\n")

const place = Effect.gen(function* () {
  const cwd = yield* tempFolder
  const content = {
    "_chat.txt": chat,
    "Contract.pdf": "%PDF",
    "IMG-1.jpg": jpeg,
    "Dr Fulano.vcf": "BEGIN:VCARD"
  }
  const bytes = yield* Effect.promise(() => zip(content))
  writeFileSync(join(cwd, "WhatsApp Chat - Souza House.zip"), bytes)
  const run = (...words: ReadonlyArray<string>) => Effect.promise(() => runCli(words, { cwd }))
  return { cwd, run, file: "WhatsApp Chat - Souza House.zip" }
})

/** Names of a blog's key, by what a blog says of its people. */
const made = Effect.gen(function* () {
  const at = yield* place
  expect((yield* at.run("process", at.file, "--output", "blog", "--timezone", "Europe/Lisbon")).code).toBe(0)
  return at
})

const wishLines = [
  "13/05/2025, 09:00 - Ana Dias: good morning to all of you",
  "13/05/2025, 09:05 - Rui Reis: who has the key of the cellar?",
  "13/05/2025, 09:10 - Ana Dias: /egregora set alias Nita",
  "13/05/2025, 09:15 - Rui Reis: /egregora opt-out"
]

/** A blog of whose people one has an alias and one opted out. */
const wished = Effect.gen(function* () {
  const at = yield* place
  writeFileSync(join(at.cwd, "w.txt"), wishLines.join("\n"))
  expect((yield* at.run("process", "w.txt", "--output", "blog", "--timezone", "UTC")).code).toBe(0)
  return at
})

interface Person {
  readonly name: string
  readonly pseudonym: string
}

const everybody = ["Maria Souza", "Rui Silva", "Ana Silva", "Hope", "M", "+351 910 000 000"]

describe("egregora privacy EXPORT", () => {
  it.scoped("says whom and what it would hide, and what it cannot, and writes nothing", () =>
    Effect.gen(function* () {
      const { cwd, file, run } = yield* place
      const { code, stderr, stdout } = yield* run("privacy", file, "--timezone", "Europe/Lisbon")
      expect([code, stderr]).toEqual([0, ""])
      const pseudonym = /[A-Z][a-z]+ [A-Z][a-z]+/g
      const lines = stdout.replace(/ +$/gm, "").split("\n")
      expect(lines.map((line) => line.replace(/ {2,}/g, "  ")).slice(0, 6)).toEqual([
        "whatsapp (android): 8 messages by 6 people, 2025-05-13",
        "dates day-first: a number over 12 can only be a day; times of Europe/Lisbon",
        "pseudonyms made up for this: a blog makes a key of its own, and its pseudonyms from that",
        expect.stringMatching(/^the blog's title would be "[A-Z][a-z]+ [A-Z][a-z]+ House"$/),
        "",
        "Name  Pseudonym  Messages  In texts  As  Written"
      ])
      const rows = lines.slice(6, 12).map((line) => line.replace(/ {2,}/g, "  ").split("  "))
      expect(rows.map(([name]) => name)).toEqual(everybody)
      expect(rows.every(([, given = ""]) => given.match(pseudonym)?.[0] === given)).toBe(true)
      expect(rows.map(([, , ...rest]) => rest)).toEqual([
        ["1", "2", "part of it 1, other spelling 1", '"MARIA" "Мария"'],
        ["1", "1", "whole name 1", '"Rui Silva"'],
        ["1", "0"],
        ["1", "0"],
        ["3", "0"],
        ["1", "0"]
      ])
      expect(lines.slice(12, -3)).toEqual([
        "",
        "Also hidden",
        "  [phone]  2 times: +3•• ••• ••• •89, 9•• ••• •00",
        "  [email]  1 time: x@•••••••.•rg",
        "  1 mention of people whom the chat does not name",
        "  1 link with a name, an address or a number in it: cut to the host",
        "",
        "Not hidden everywhere",
        '  "Silva" is of Rui Silva, Ana Silva: it becomes "someone" (1 time)',
        '  "Hope" of Hope is a word too: it is hidden with its capital, behind @ and # and in links; 1 time it stays',
        '  "M" is one letter, or signs or digits alone: it is hidden as an author and in mentions, and not looked for in texts',
        "",
        "Files, where a post shows them",
        "  1 jpg: copied without place, time and camera",
        "  1 pdf: copied as they are: they may say where, when and by whom they were made",
        "  1 vcf: not copied"
      ])
      expect(readdirSync(cwd).sort()).toEqual(
        [file, "home"].filter((name) => existsSync(join(cwd, name))).sort()
      )
    })
  )

  it.scoped("gives a blog's own pseudonyms with --site, --output, and beside output", () =>
    Effect.gen(function* () {
      const { cwd, file, run } = yield* made
      const people = (yield* run("privacy", "reveal", "--site", "blog", "--json")).stdout
      const known = (JSON.parse(people) as ReadonlyArray<Person>).map(({ name, pseudonym }) => [
        name,
        pseudonym
      ])
      const before = readdirSync(join(cwd, "blog", ".egregora"))
      renameSync(join(cwd, "blog"), join(cwd, "output"))
      for (const words of [["--site", "output"], ["--output", "output"], []]) {
        const { code, stderr, stdout } = yield* run("privacy", file, "--json", ...words)
        expect([code, stderr.replace(/^warning: .*\n/gm, "")]).toEqual([0, ""])
        const found = JSON.parse(stdout) as { readonly people: ReadonlyArray<Person>; readonly site: string }
        expect(found.people.map(({ name, pseudonym }) => [name, pseudonym])).toEqual(known)
        expect(found.site).toMatch(/output$/)
      }
      expect(readdirSync(join(cwd, "output", ".egregora"))).toEqual(before)
    })
  )

  it.scoped("is told from a command, and says what is wrong in one line", () =>
    Effect.gen(function* () {
      const { run } = yield* place
      const wrong = (...words: ReadonlyArray<string>) =>
        Effect.map(run("privacy", ...words), ({ code, stderr }) => [code, stderr])
      expect(yield* wrong("none.zip")).toEqual([1, "egregora: none.zip: no such file\n"])
      expect(yield* wrong("none.zip", "--bogus")).toEqual([
        2,
        "egregora: unknown option --bogus (see egregora privacy --help)\n"
      ])
      expect((yield* run("privacy", "--help")).stdout).toContain(
        "Usage: egregora privacy [options] EXPORT...\n"
      )
      expect((yield* run("privacy", "reveal", "--help")).stdout).toContain(
        "Usage: egregora privacy reveal [options] [PSEUDONYM | EXPORT]...\n"
      )
    })
  )

  it.scoped("says who opted out in the chat", () =>
    Effect.gen(function* () {
      const { cwd, run } = yield* place
      writeFileSync(
        join(cwd, "out.txt"),
        "13/05/2025, 09:00 - Ana Dias: good morning\n13/05/2025, 09:05 - Rui Reis: /egregora opt-out\n"
      )
      const { stdout } = yield* run("privacy", "out.txt")
      const rows = stdout.split("\n").map((line) => line.trimEnd().split(/ {2,}/).slice(0, 2))
      expect(rows).toContainEqual(["Rui Reis", "opted out"])
      expect(rows).not.toContainEqual(["Ana Dias", "opted out"])
      const { people } = JSON.parse((yield* run("privacy", "out.txt", "--json")).stdout)
      expect(people).toMatchObject([
        { name: "Ana Dias", optedOut: false },
        { name: "Rui Reis", optedOut: true }
      ])
    })
  )

  it.scoped("names everybody who shares a word, by whatever name they have it", () =>
    Effect.gen(function* () {
      const { cwd, run } = yield* place
      const said = (id: string, name: string, nickname: string) => ({
        ...{ id, type: "Default", timestamp: `2025-05-13T09:0${id}:00+00:00`, content: "ask Dias" },
        ...{ author: { id: `u${id}`, name, nickname }, attachments: [], embeds: [], reactions: [] }
      })
      const people = [said("1", "ana_dias", "Ana"), said("2", "gd", "Gil Dias"), said("3", "r", "R Dias")]
      const guild = {
        guild: { id: "1", name: "G" },
        channel: { id: "5", type: "GuildTextChat", name: "geral" }
      }
      writeFileSync(join(cwd, "d.json"), JSON.stringify({ ...guild, messages: people, messageCount: 3 }))
      const { cautions } = JSON.parse((yield* run("privacy", "d.json", "--json")).stdout)
      expect(cautions).toEqual([
        { why: "shared", name: "Dias", people: ["Ana", "Gil Dias", "R Dias"], times: 3 }
      ])
    })
  )

  it.scoped("knows what a blog was told before, and tells where the key is not the blog's", () =>
    Effect.gen(function* () {
      const { cwd, run } = yield* wished
      const rows = (stdout: string) =>
        stdout.split("\n").map((line) => line.trimEnd().split(/ {2,}/).slice(0, 2))
      writeFileSync(join(cwd, "w.txt"), wishLines.slice(0, 2).join("\n"))
      const before = yield* run("privacy", "w.txt", "--site", "blog")
      expect(before.stderr).toBe("")
      expect(rows(before.stdout)).toEqual(
        expect.arrayContaining([
          ["Ana Dias", "Nita"],
          ["Rui Reis", "opted out"]
        ])
      )
      writeFileSync(join(cwd, "later.txt"), "14/05/2025, 09:00 - Ana Dias: has Rui left?\n")
      const later = yield* run("privacy", "later.txt", "--site", "blog")
      expect(rows(later.stdout)).toContainEqual(["Rui Reis", "opted out"])
      writeFileSync(join(cwd, "blog", ".egregora", "key"), "0".repeat(64))
      const { code, stderr, stdout } = yield* run("privacy", "w.txt", "--site", "blog")
      expect([code, stderr]).toEqual([
        0,
        `warning: nobody of the export is known to ${join(cwd, "blog")}: it is the blog of another chat, or .egregora/key is not the key that it was made with, and its pseudonyms are others\n`
      ])
      expect(stdout).not.toContain("opted out")
    })
  )

  it("shows of a number its first and its last two signs", () => {
    expect(["+351 913 456 789", "eva@example.org", "12345"].map(masked)).toEqual([
      "+3•• ••• ••• •89",
      "e••@•••••••.•rg",
      "•••••"
    ])
  })
})

describe("egregora privacy reveal", () => {
  it.scoped("takes an alias as a name of the blog, and says what people are called there", () =>
    Effect.gen(function* () {
      const { run } = yield* wished
      const reveal = (...words: ReadonlyArray<string>) => run("privacy", "reveal", "--site", "blog", ...words)
      const rows = (yield* reveal()).stdout
        .trim()
        .split("\n")
        .map((line) => line.split(/ {2,}/))
      const [, [ana = ""] = [], [rui = ""] = []] = rows
      expect(rows).toEqual([
        ["Pseudonym", "On the blog", "Name", "Messages"],
        [ana, "Nita", "Ana Dias", "2"],
        [rui, "opted out", "Rui Reis", "2"]
      ])
      for (const word of ["Nita", "nita", ana, ana.toLowerCase()]) {
        const { code, stdout } = yield* reveal(word, "--json")
        expect([code, JSON.parse(stdout)]).toEqual([
          0,
          [{ pseudonym: ana, name: "Ana Dias", shown: "Nita", messages: 2 }]
        ])
      }
      const { code, stderr } = yield* reveal("Rui Reis")
      expect([code, stderr]).toEqual([
        1,
        "egregora: nobody is called Rui Reis on this blog, and there is no such file; `egregora privacy reveal` shows everybody\n"
      ])
    })
  )

  it.scoped(
    "says whose pseudonyms are, of the export that is remembered or named, and keeps it to itself",
    () =>
      Effect.gen(function* () {
        const { cwd, file, run } = yield* made
        const before = readdirSync(join(cwd, "blog"), { recursive: true, encoding: "utf8" }).sort()
        const all = yield* run("privacy", "reveal", "--site", "blog")
        expect([all.code, all.stderr]).toEqual([0, ""])
        const rows = all.stdout
          .trim()
          .split("\n")
          .map((line) => line.split(/ {2,}/))
        expect(rows.map(([, name, messages]) => [name, messages])).toEqual([
          ["Name", "Messages"],
          ...everybody.map((name) => [name, name === "M" ? "3" : "1"])
        ])
        const [, [maria = ""] = [], [rui = ""] = []] = rows
        expect(readFileSync(join(cwd, "blog", "posts", "2025-05-13.md"), "utf8")).toContain(maria)
        const two = yield* run("privacy", "reveal", rui, file, maria, "--site", "blog", "--json")
        expect([two.code, JSON.parse(two.stdout)]).toEqual([
          0,
          [
            { pseudonym: maria, name: "Maria Souza", shown: maria, messages: 1 },
            { pseudonym: rui, name: "Rui Silva", shown: rui, messages: 1 }
          ]
        ])
        expect(readdirSync(join(cwd, "blog"), { recursive: true, encoding: "utf8" }).sort()).toEqual(before)
      })
  )

  it.scoped("cannot without the key, with another, without the export, or of another chat", () =>
    Effect.gen(function* () {
      const { cwd, file, run } = yield* made
      const key = join(cwd, "blog", ".egregora", "key")
      const secret = readFileSync(key, "utf8")
      const said = (...words: ReadonlyArray<string>) =>
        Effect.map(run("privacy", "reveal", "--site", "blog", ...words), ({ code, stderr, stdout }) => [
          code,
          stdout,
          stderr.replaceAll(`${cwd}/`, "")
        ])
      expect(yield* said("Zesty Zebra")).toEqual([
        1,
        "",
        "egregora: nobody is called Zesty Zebra on this blog; `egregora privacy reveal` shows everybody\n"
      ])
      expect(yield* said("Zesty", "Zebra")).toEqual([
        1,
        "",
        "egregora: nobody is called Zesty or Zebra on this blog, and there are no such files; `egregora privacy reveal` shows everybody\n"
      ])
      writeFileSync(key, `${"0".repeat(64)}\n`)
      const foreign = (path: string) => [
        1,
        "",
        `egregora: nobody of ${path} is known to blog: it is another chat, or .egregora/key is not the key that the blog was made with\n`
      ]
      expect(yield* said()).toEqual(foreign(file))
      rmSync(key)
      expect(yield* said()).toEqual([
        1,
        "",
        "egregora: blog has no key (.egregora/key), and without it nobody can tell whose a pseudonym is; put it back if you have a copy\n"
      ])
      expect(existsSync(key)).toBe(false)
      writeFileSync(key, secret)
      writeFileSync(
        join(cwd, "other.txt"),
        "13/05/2025, 09:00 - Somebody Else: hi\n13/05/2025, 09:00 - Tomé: hi"
      )
      expect(yield* said("other.txt")).toEqual(foreign("other.txt"))
      rmSync(join(cwd, file))
      expect(yield* said()).toEqual([
        1,
        "",
        `egregora: ${file}: the blog was made of it, and it is not there any more; name the export: egregora privacy reveal EXPORT\n`
      ])
      rmSync(join(cwd, "blog", ".egregora", "exports.json"))
      expect(yield* said()).toEqual([
        1,
        "",
        "egregora: it is not known of which export blog was made; name it: egregora privacy reveal EXPORT\n"
      ])
    })
  )
})
