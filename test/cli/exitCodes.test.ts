import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { exitCodes } from "../../src/cli/exitCodes.js"

it("the docs tell of every exit code, and of no other", () => {
  const page = readFileSync(new URL("../../docs/runs.md", import.meta.url), "utf8")
  const table = page.slice(page.indexOf("| exit code |")).split("\n\n", 1)[0] ?? ""
  const told = [...table.matchAll(/^\| ([\d, ]+) \|/gm)].flatMap(([, codes = ""]) => codes.split(", "))
  expect(told.map(Number)).toStrictEqual(Object.values(exitCodes))
})
