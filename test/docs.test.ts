import { execFile, execFileSync } from "node:child_process"
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { DuckDBInstance } from "@duckdb/node-api"
import { build } from "esbuild"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const root = new URL("..", import.meta.url).pathname
const pages = [
  "README.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`)
]

/** The code blocks of a page in one language. */
const blocks = (page: string, language: string): ReadonlyArray<string> =>
  [...readFileSync(join(root, page), "utf8").matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(
    ([, found, code]) => (found === language && code !== undefined ? [code] : [])
  )

const programs = pages.flatMap((page) =>
  blocks(page, "ts").map((code, index) => ({ name: `${page.replace(/\W/g, "-")}-${index}`, page, code }))
)
const sessions = pages.flatMap((page) => blocks(page, "console").map((text) => ({ page, text })))

// Inside the package, so that "egregora" is the package itself, as it is for those who install it.
const folder = join(root, "dist", "docs")
let home: string

beforeAll(() => {
  execFileSync("npm", ["run", "--silent", "build:lib"], { cwd: root, stdio: "inherit" })
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const { name, code } of programs) writeFileSync(join(folder, `${name}.ts`), code)
  home = mkdtempSync(join(tmpdir(), "egregora-docs-"))
  mkdirSync(join(home, "bin"))
  writeFileSync(
    join(home, "bin", "egregora"),
    `#!/bin/sh\nexec "${process.execPath}" "${root}dist/egregora.cjs" "$@"\n`
  )
  chmodSync(join(home, "bin", "egregora"), 0o755)
})

afterAll(() => rmSync(home, { recursive: true, force: true }))

/** A folder to work in that has the sample where the pages say it is. */
const workplace = (): string => {
  const place = mkdtempSync(join(home, "work-"))
  symlinkSync(join(root, "docs"), join(place, "docs"))
  return place
}

const environment = () => ({
  ...process.env,
  HOME: home,
  XDG_STATE_HOME: join(home, "state"),
  PATH: `${join(home, "bin")}:${process.env["PATH"]}`,
  TZ: "UTC",
  NO_COLOR: "1"
})

describe("programs in the docs", () => {
  it("compile", () => {
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        extends: "../../tsconfig.json",
        compilerOptions: { noUnusedLocals: false },
        include: ["*.ts"]
      })
    )
    try {
      execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], {
        cwd: root
      })
    } catch (error) {
      expect.fail(String((error as { readonly stdout?: Buffer }).stdout))
    }
  })

  it.each(programs)("$name runs", async ({ name }) => {
    const outfile = join(folder, `${name}.mjs`)
    await build({
      entryPoints: [join(folder, `${name}.ts`)],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external"
    })
    const run = promisify(execFile)(process.execPath, [outfile], { cwd: workplace(), env: environment() })
    await expect(run).resolves.toBeDefined()
  })

  it("the stage of one's own takes under 30 lines, and its runs are found", async () => {
    const program = programs[0]
    expect(program?.code.trim().split("\n").length).toBeLessThan(30)
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, `${program?.name}.mjs`)], {
      cwd: workplace(),
      env: environment()
    })
    const lines = stdout.trim().split("\n")
    expect(lines.length).toBeGreaterThan(14)
    for (const line of lines) expect(line).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27} \d+$/)
  })
})

/**
 * What changes from one run to the next is made the same: ids, times, durations, widths, the folder. The
 * pages show times as a terminal does, and the sessions run in a pipe.
 */
const steady = (text: string): string =>
  text
    .replace(/\/\S*\/work-\w+/g, "/home/you")
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "<id>")
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{64}\b/g, "<fingerprint>")
    .replace(/(?<![\w-])[0-9a-f]{8}(?![\w-])/g, "<id>")
    .replace(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?/g, "<time>")
    .replace(/\bjust now\b|\b\d+[smhd] ago\b/g, "<time>")
    .replace(/\b\d+(\.\d+)? ?(ms|s|µs)\b/g, "<duration>")
    .replace(/\b\d+\.\d [kM]B\b/g, "<size>")
    .replace(/[─-╿▁-▟]+/g, "|")
    .replace(/[ \t]+/g, " ")
    .replace(/ $/gm, "")
    .trim()

const id = /(?<![\w-])[0-9a-f]{8}(?![\w-])/g

/** Which ids of this machine stand where the page has its own. */
const learn = (
  ids: Map<string, string>,
  shown: ReadonlyArray<string>,
  actual: ReadonlyArray<string>
): void => {
  let from = 0
  for (const line of shown) {
    const at = actual.findIndex((other, index) => index >= from && steady(other) === steady(line))
    if (at === -1) continue
    from = at + 1
    const found = actual[at]?.match(id) ?? []
    for (const [index, name] of (line.match(id) ?? []).entries()) ids.set(name, found[index] ?? name)
  }
}

/** The sessions of a page are one: what one has made, and the ids that it has shown, the next one uses. */
describe.each(pages.filter((page) => sessions.some((session) => session.page === page)))(
  "sessions in %s",
  (page) => {
    let place: string
    const ids = new Map<string, string>()
    beforeAll(() => {
      place = workplace()
    })

    it.each(sessions.filter((session) => session.page === page))("$text", async ({ text }) => {
      for (const step of text.split(/^(?=\$ )/m).filter((step) => step.startsWith("$ "))) {
        const [shownCommand = "", ...shown] = step.slice(2).split("\n")
        const command = shownCommand.replace(id, (name) => ids.get(name) ?? name)
        const { stdout } = await promisify(execFile)("sh", ["-c", command], {
          cwd: place,
          env: environment()
        })
        if (shown.join("").trim() === "") continue
        learn(ids, shown, stdout.split("\n"))
        const [expected, actual] = [steady(shown.join("\n")), steady(stdout)]
        // "…" on a line of its own stands for lines that are left out.
        const parts = expected.split(/^…$/m).map((part) => part.trim())
        let from = 0
        for (const part of parts) {
          const found = actual.indexOf(part, from)
          expect(found === -1 ? actual : part).toBe(part)
          from = found + part.length
        }
      }
    })

    it.each(blocks(page, "sql").map((sql) => ({ sql })))("$sql", async ({ sql }) => {
      const file = join(place, "output", ".egregora", "runs.duckdb")
      const instance = await DuckDBInstance.create(file, { access_mode: "READ_ONLY" })
      const connection = await instance.connect()
      expect((await connection.runAndReadAll(sql)).currentRowCount).toBeGreaterThan(0)
      connection.disconnectSync()
      instance.closeSync()
    })
  }
)
