/**
 * Two exports of a million messages each, of which half are in both, beside one: time and peak memory.
 */
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { build } from "esbuild"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type Event, renderTo } from "../support/phones.js"

const folder = mkdtempSync(join(tmpdir(), "egregora-several-"))
const program = join(folder, "read.cjs")
const MESSAGES = 1_000_000

beforeAll(() =>
  build({
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    logLevel: "error",
    entryPoints: [join(new URL(".", import.meta.url).pathname, "readSeveral.ts")],
    outfile: program
  })
)
afterAll(() => rmSync(folder, { recursive: true }))

it("merging two exports costs at most sixteen times what reading one does, in the memory of a small one", () => {
  const [small, large] = [MESSAGES / 10, MESSAGES].map((messages) => {
    const [one, other] = [join(folder, `a-${messages}.txt`), join(folder, `b-${messages}.txt`)]
    renderTo(one, events(0, messages), { platform: "android", language: "pt", owner: "Rui" })
    const contacts = { Rui: "Boss", "Eva Dias": "+351 900 111 222" }
    renderTo(other, events(messages / 2, messages * 1.5), {
      platform: "ios",
      language: "en",
      owner: "Eva Dias",
      contacts
    })
    const alone = read(one)
    const both = read(one, other)
    expect([alone.messages, both.messages, both.duplicates]).toEqual([messages, messages * 1.5, messages / 2])
    process.stdout.write(`${messages.toLocaleString("en")} messages: one ${text(alone)}; two ${text(both)}\n`)
    return { alone, both }
  })
  if (small === undefined || large === undefined) throw new Error("nothing was measured")
  const total = ({ opening, reading }: Measured) => opening + reading
  expect(total(large.both) / total(large.alone)).toBeLessThanOrEqual(16)
  expect(large.both.peak).toBeLessThan(Math.max(small.both.peak * 1.3, 250))
}, 600_000)

interface Measured {
  readonly messages: number
  readonly duplicates: number
  readonly opening: number
  readonly reading: number
  readonly peak: number
}

const read = (...paths: ReadonlyArray<string>): Measured =>
  JSON.parse(execFileSync(process.execPath, [program, ...paths], { encoding: "utf8" }))

const text = ({ opening, peak, reading }: Measured): string =>
  `${(opening / 1000).toFixed(2)} s and ${(reading / 1000).toFixed(2)} s, ${peak.toFixed(0)} MB`

const people = ["Rui", "Eva Dias", "Ana Maria", "Tó", "João Pedro Sá"]

function* events(from: number, until: number): Generator<Event> {
  for (let index = from; index < until; index++) {
    const at = Date.UTC(2016, 0, 1) + index * 37_000
    const author = people[(index * 7 + (index >> 3)) % people.length] ?? "Rui"
    if (index % 20 === 0) yield { at, author, what: { kind: "media" } }
    else if (index % 9 === 0) yield { at, author, what: { kind: "text", text: "ok" } }
    else yield { at, author, what: { kind: "text", text: `bom dia a todos, isto é a mensagem ${index}` } }
  }
}
