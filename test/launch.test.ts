/**
 * The launcher's code cache: an optimisation that must never be noticed.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { version } from "../src/version.js"
import { runCli } from "./support/cli.js"

let cwd = ""
const cache = () => join(cwd, "home", "cache", "egregora")
const asked = () => runCli(["--version"], { cwd, env: { XDG_CACHE_HOME: join(cwd, "home", "cache") } })
const answer = { code: 0, stdout: `${version}\n`, stderr: "" }

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "egregora-launch-"))
  mkdirSync(join(cwd, "home"))
})
afterAll(() => rmSync(cwd, { recursive: true }))

it("the first run makes a cache, and one that is damaged or of another build is replaced", async () => {
  expect(await asked()).toStrictEqual(answer)
  const [file = ""] = readdirSync(cache())
  const good = readFileSync(join(cache(), file)).length
  expect(good).toBeGreaterThan(100_000)

  writeFileSync(join(cache(), file), "damaged")
  writeFileSync(join(cache(), file.replace(/\d+\.v8$/, "1.v8")), "of an older build")
  expect(await asked()).toStrictEqual(answer)
  expect(readdirSync(cache())).toStrictEqual([file])
  expect(readFileSync(join(cache(), file)).length).toBeGreaterThan(100_000)
})

it("where there is no place for a cache, everything works", async () => {
  expect(await runCli(["--version"], { cwd, env: { XDG_CACHE_HOME: "/proc/nowhere" } })).toStrictEqual(answer)
})
