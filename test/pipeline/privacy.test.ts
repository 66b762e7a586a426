import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join, relative } from "node:path"
import { expect, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as AppLayer from "../../src/AppLayer.js"
import { type ProcessOptions, processExport } from "../../src/pipeline/processExport.js"
import { standard } from "../../src/pipeline/standard.js"
import { tempFolder } from "../support/exports.js"
import { movies } from "../support/movies.js"
import { jpeg } from "../support/pictures.js"
import { zip } from "../support/zip.js"

const numbers = [
  ...["+351 913 456 789", "913 456 789", "maria@example.org", "PT50 0002 0123 1234 5678 9015 4"],
  ...["4111 1111 1111 1111", "111.444.777-35", "501964843", "12345678Z", "RSSMRA85T10A562S", "86 095 742 719"]
]
const names = [
  "Joaquina",
  "Valadares",
  "Мирослава",
  "Αριστείδης",
  "李小龙",
  "Küçükoğlu",
  "Łukasz",
  "٣٥١٩٨٧٦٥٤٣"
]
const people = [
  "Joaquina Valadares",
  "Мирослава Гай",
  "Αριστείδης Κ",
  "李小龙",
  "Ece Küçükoğlu",
  "Łukasz Żak"
]

const lines = [
  ...people.map(
    (name, at) => `${name}: the lift in house number ${at} is broken again, who has called them about it?`
  ),
  ...numbers.map(
    (number, at) => `${people[at % people.length]}: write to the landlord, it is ${number} and nothing else`
  ),
  ...people.map(
    (name, at) =>
      `${people[(at + 1) % people.length]}: thank you ${name.toUpperCase()}, @\u2068${name}\u2069 knows`
  ),
  "Łukasz Żak: IMG-1.jpg (file attached)",
  "Łukasz Żak: VID-2.mp4 (file attached)",
  "Łukasz Żak: VID-3.webm (file attached)"
].map((line, at) => `2${2 + (at % 3)}/05/2025, 09:${String(10 + at)} - ${line}`)

/** Every file below a folder, but for the key and where the exports are. */
const files = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !/\.egregora\/(?:key|exports\.json)$/.test(path))

const processed = Effect.fnUntraced(function* (options: Partial<ProcessOptions> = {}) {
  const folder = yield* tempFolder
  mkdirSync(join(folder, "in"))
  const path = join(folder, "in", "WhatsApp Chat with Joaquina Valadares.zip")
  const text = [...lines].sort().join("\n")
  const content = {
    "WhatsApp Chat with Joaquina Valadares.txt": text,
    "IMG-1.jpg": jpeg,
    "VID-2.mp4": movies["mp4 with its tables before"] ?? "",
    "VID-3.webm": Buffer.from("webm")
  }
  writeFileSync(path, yield* Effect.promise(() => zip(content)))
  const output = join(folder, "blog")
  const summary = yield* processExport(standard, {
    export: path,
    zone: DateTime.zoneUnsafeMakeNamed("Europe/Lisbon"),
    ...options
  }).pipe(Effect.provide(AppLayer.layer({ output })))
  const holding = (secrets: ReadonlyArray<string>) =>
    files(output).flatMap((file) => {
      const bytes = readFileSync(file)
      return secrets.flatMap((secret) =>
        bytes.includes(secret) ? [`${relative(output, file)}: ${secret}`] : []
      )
    })
  return { holding, summary, pages: files(output).filter((file) => file.endsWith(".html")) }
})

it.scopedLive("leaves no name, number, address or place in any file, the history's included", () =>
  Effect.gen(function* () {
    const { holding, pages, summary } = yield* processed()
    expect(pages.length).toBeGreaterThan(3)
    expect(holding([...names, ...numbers, "SecretCam", "Eva Dias", "secret place", "Secret place"])).toEqual(
      []
    )
    expect(holding(["[phone]"]).concat(holding(["\\[phone\\]"])).length).toBeGreaterThan(0)
    expect(summary.warnings).toEqual([
      "1 file of a kind that cannot be cleaned was copied as it is: it may say where, when and by whom it was made"
    ])
  })
)

it.scopedLive("leaves no number or address with real names either", () =>
  Effect.gen(function* () {
    const { holding } = yield* processed({ realNames: true })
    expect(holding(numbers)).toEqual([])
    expect(holding(["Мирослава"]).length).toBeGreaterThan(0)
  })
)
