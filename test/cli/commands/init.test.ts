/**
 * `egregora init` and `egregora config`.
 */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import { afterAll, expect, it } from "vitest"
import { parse } from "yaml"
import { allSettings, flagsOnly } from "../../../src/cli/settings/allSettings.js"
import { settingsOf } from "../../../src/cli/settings/findSettings.js"
import { settingsText } from "../../../src/cli/settings/settingsText.js"
import { runCli } from "../../support/cli.js"
import { files } from "../../support/site.js"

const root = realpathSync(mkdtempSync(join(tmpdir(), "egregora-init-")))
afterAll(() => rmSync(root, { recursive: true }))

let places = 0
const place = (): string => {
  const cwd = join(root, String(places++))
  mkdirSync(cwd)
  return cwd
}

const uncommented = settingsText().replace(/^#(?=\S)/gm, "")

it("the new file says nothing; uncommented it says every default", async () => {
  const folder = place()
  expect(parse(settingsText())).toBe(null)
  expect(Object.keys(parse(uncommented))).toStrictEqual(allSettings.map(({ name }) => name))
  writeFileSync(join(folder, "egregora.yaml"), uncommented)
  const values = await Effect.runPromise(
    Effect.provide(
      Effect.flatMap(settingsOf(folder), ({ value }) => Effect.forEach(allSettings, (it) => value(it))),
      files
    )
  )
  expect(values).toStrictEqual(allSettings.map(({ fallback }) => fallback()))
})

it("every option of process is a setting, or for the command line alone", async () => {
  const { stdout } = await runCli(["process", "--help"], { cwd: place() })
  const flags = [...stdout.matchAll(/^ {2}--(?:\[no-\])?([\w-]+)/gm)].map(([, name]) => name ?? "")
  const known = new Set([...allSettings.map(({ name }) => name), ...flagsOnly])
  expect(flags.length).toBeGreaterThan(20)
  expect(flags.filter((name) => !known.has(name))).toStrictEqual([])
})

it("init makes a folder with the file, and never replaces one", async () => {
  const cwd = place()
  expect(await runCli(["init", "our blog"], { cwd })).toStrictEqual({
    code: 0,
    stdout:
      "our blog/egregora.yaml has every setting, commented out.\n\n  egregora process EXPORT --output 'our blog'\n",
    stderr: ""
  })
  const file = join(cwd, "our blog", "egregora.yaml")
  expect(readFileSync(file, "utf8")).toBe(settingsText())
  writeFileSync(file, "title: Ours\n")
  expect(await runCli(["init", "our blog"], { cwd })).toStrictEqual({
    code: 1,
    stdout: "",
    stderr:
      "egregora: our blog/egregora.yaml is there already and stays as it is; `egregora config 'our blog'` shows what it says\n"
  })
  expect(readFileSync(file, "utf8")).toBe("title: Ours\n")
})

it("init takes no folder that is somebody else's", async () => {
  const cwd = place()
  writeFileSync(join(cwd, "index.html"), "mine")
  expect(await runCli(["init", "."], { cwd })).toStrictEqual({
    code: 1,
    stdout: "",
    stderr: `egregora: ${cwd} already holds "index.html", which egregora did not make; choose another folder for --output\n`
  })
})

it("config says what holds, and who says so", async () => {
  const cwd = place()
  mkdirSync(join(cwd, "blog", "posts"), { recursive: true })
  const file = join(cwd, "blog", "egregora.yaml")
  writeFileSync(file, "title: Our\\u202e days\nstep-size: 3\n".replace("\\u202e", "\u202e"))
  const env = { EGREGORA_STEP_SIZE: "2", EGREGORA_OPEN: "FALSE" }
  const shown = await runCli(["config", "blog"], { cwd, env })
  expect([shown.code, shown.stderr]).toStrictEqual([0, ""])
  const lines = shown.stdout.split("\n")
  expect(lines[0]).toBe(file)
  expect(lines.slice(4, -1).map((line) => line.split(/ {2,}/))).toStrictEqual(
    allSettings.map(({ name, standard, standardWords }) =>
      name === "title"
        ? [name, "Our\ufffd days", "egregora.yaml:1"]
        : name === "step-size"
          ? [name, "2", "EGREGORA_STEP_SIZE"]
          : name === "open"
            ? [name, "FALSE", "EGREGORA_OPEN"]
            : [name, standard ?? standardWords, "default"]
    )
  )
  // From inside the blog it is found by itself.
  const inside = await runCli(["config", "--json"], { cwd: join(cwd, "blog", "posts"), env })
  const json = JSON.parse(inside.stdout)
  expect({ ...json, settings: json.settings.slice(0, 2) }).toStrictEqual({
    folder: join(cwd, "blog"),
    file,
    settings: [
      { name: "title", value: "Our\u202e days", origin: { from: "file", path: file, line: 1 } },
      { name: "description", value: null, origin: { from: "default" } }
    ]
  })
  expect(json.settings[10]).toStrictEqual({
    name: "step-size",
    value: "2",
    origin: { from: "environment", variable: "EGREGORA_STEP_SIZE" }
  })
})

it("config is also there before the first blog, and refuses what is wrong", async () => {
  const cwd = place()
  const { code, stdout } = await runCli(["config"], { cwd })
  expect([code, stdout.split("\n")[0]]).toStrictEqual([
    0,
    `${join(cwd, "output")} has no egregora.yaml; \`egregora init\` makes one`
  ])
  expect(await runCli(["config", "nowhere"], { cwd })).toStrictEqual({
    code: 1,
    stdout: "",
    stderr: `egregora: ${join(cwd, "nowhere")} is not a folder; \`egregora init\` makes one with its settings\n`
  })
  await runCli(["init"], { cwd })
  writeFileSync(join(cwd, "output", "egregora.yaml"), "port: http\n")
  expect(await runCli(["config"], { cwd })).toStrictEqual({
    code: 2,
    stdout: "",
    stderr: `egregora: ${join(cwd, "output", "egregora.yaml")}:1: port: "http" is not a whole number\n`
  })
})

it("a blog that has only its settings has a history without runs, and nothing is wrong with it", async () => {
  const cwd = place()
  await runCli(["init"], { cwd })
  const tail = await runCli(["runs", "tail"], { cwd })
  expect([tail.code, tail.stderr]).toStrictEqual([0, "no runs yet\n"])
  const doctor = await runCli(["runs", "doctor"], { cwd })
  expect([doctor.code, doctor.stdout.split("\n")[0]]).toStrictEqual([
    0,
    `ok       folder    ${join(cwd, "output")}`
  ])
})
