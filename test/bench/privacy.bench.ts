import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { afterAll, describe, expect, it } from "vitest"
import type { Message } from "../../src/domain/Message.js"
import { make } from "../../src/domain/Pseudonym.js"
import { open } from "../../src/sources/detect.js"
import { loadPersonalData } from "../../src/stages/privacy.js"
import { generateChat } from "./generateChat.js"

const MESSAGES = 100_000
const REPEATS = 7

/** What numbers and addresses cost beside names, by turns: texts without a digit, and one in five with a number. */
describe("hiding the people of a hundred thousand messages", () => {
  const folder = mkdtempSync(join(tmpdir(), "egregora-bench-"))
  afterAll(() => rmSync(folder, { recursive: true }))

  it("costs nothing more where there is no digit", async () => {
    const path = join(folder, "chat.txt")
    generateChat(path, MESSAGES)
    const { authors, messages } = await Effect.runPromise(
      Effect.gen(function* () {
        const chat = yield* open(path, { source: "auto", zone: "Europe/Lisbon" })
        const read = yield* Stream.runCollect(chat.messages)
        return { authors: [...chat.survey.authors.keys()], messages: Chunk.toReadonlyArray(read) }
      }).pipe(Effect.scoped)
    )
    const personalData = await Effect.runPromise(loadPersonalData({ zone: "Europe/Lisbon", people: authors }))
    const options = { key: Redacted.make(new Uint8Array(32)), authors, others: [] }
    const [names, both] = [make(options), make({ ...options, personalData })]
    const bare = messages.map((message) => ({ ...message, text: message.text.replace(/\d/g, "") }))
    const numbered = messages.map((message, at) =>
      at % 5 === 0 ? { ...message, text: `${message.text} ${extras[(at / 5) % extras.length]}` } : message
    )
    const timed = (hide: (message: Message) => Message, all: ReadonlyArray<Message>): number => {
      const started = performance.now()
      for (const message of all) hide(message)
      return performance.now() - started
    }
    const rows = (["no digits", "one in five has a number"] as const).map((what, at) => {
      const all = at === 0 ? bare : numbered
      const runs = Array.from(
        { length: REPEATS },
        () => [timed(names.message, all), timed(both.message, all)] as const
      )
      const before = Math.min(...runs.map(([time]) => time))
      const after = Math.min(...runs.map(([, time]) => time))
      process.stdout.write(
        `  ${what.padEnd(28)}${before.toFixed(0).padStart(6)} ms, then ${after.toFixed(0)} ms\n`
      )
      return after / before
    })
    expect(rows[0]).toBeLessThan(1.25)
    expect(rows[1]).toBeLessThan(4)
  })
})

const extras = [
  "912 345 678",
  "às 08:15",
  "07/11/2024",
  "12 €",
  "eva@example.org",
  "+351 912 345 678",
  "em 2024",
  "1.234"
]
