/**
 * Reads exports that accidents and ill will have changed. `EGREGORA_FUZZ` says how many; each has a seed,
 * and `EGREGORA_FUZZ_SEED` reads that one alone.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Stream from "effect/Stream"
import { afterAll, expect, it } from "vitest"
import type { Message } from "../../src/domain/Message.js"
import * as Encoding from "../../src/sources/Encoding.js"
import { ExportError, type Survey } from "../../src/sources/Source.js"
import { source } from "../../src/sources/whatsapp/WhatsApp.js"
import { makeRandom, mutatedText, mutatedZip, tokensOf } from "../support/mutate.js"

const cases = Number(process.env["EGREGORA_FUZZ"] ?? 10_000)
const only = process.env["EGREGORA_FUZZ_SEED"]
const first = 20_261_123
const seeds = only === undefined ? Array.from({ length: cases }, (_, index) => first + index) : [Number(only)]

const folder = mkdtempSync(join(tmpdir(), "egregora-fuzz-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Read {
  readonly survey: Survey
  readonly messages: ReadonlyArray<Message>
  readonly picture: Exit.Exit<string, ExportError>
}

const read = (path: string): Effect.Effect<Read, ExportError> =>
  Effect.gen(function* () {
    const chat = yield* source.open(path, { zone: "UTC" })
    const messages = Chunk.toReadonlyArray(yield* Stream.runCollect(chat.messages))
    const picture = yield* Effect.exit(
      Effect.map(Stream.runCollect(chat.attachment("IMG-1.jpg")), (pieces) =>
        Buffer.concat([...pieces]).toString()
      )
    )
    return { survey: chat.survey, messages, picture }
  }).pipe(Effect.scoped)

/** What went wrong with a reading; undefined when nothing did. */
const fault = (
  exit: Exit.Exit<Read, ExportError>,
  check: (found: Read) => string | undefined
): string | undefined => {
  if (Exit.isSuccess(exit)) return faultOfMessages(exit.value) ?? check(exit.value)
  const { cause } = exit
  if (cause._tag !== "Fail" || !(cause.error instanceof ExportError))
    return `no typed error: ${String(cause)}`
  const { message } = cause.error
  return /[\p{Cc}]/u.test(message) || message.length > 2500
    ? `an error of more than a line: ${message}`
    : undefined
}

const faultOfMessages = ({ survey, messages }: Read): string | undefined => {
  if (messages.length !== survey.messages) return `${survey.messages} messages became ${messages.length}`
  const counts = new Map<string, number>()
  for (const [index, message] of messages.entries()) {
    const { author, text, timestamp } = message
    if (message.index !== index) return "an index that is none"
    if (!(timestamp >= survey.first && timestamp <= survey.last)) return "a time out of the span"
    if (/\p{Cs}/u.test(text)) return "a lone surrogate"
    if (author !== null) counts.set(author, (counts.get(author) ?? 0) + 1)
  }
  for (const [author] of counts)
    if (!survey.authors.has(author)) return `an author without a count: ${author}`
  return undefined
}

/**
 * Every token of the text is in a message, but for the lines before the first message, which are counted,
 * and the names of attachments. None is there twice.
 */
const faultOfTokens = (text: string, { survey, messages }: Read): string | undefined => {
  const lines = text.split(text.includes("\n") ? "\n" : "\r").filter((line) => line.trim() !== "")
  const placed = lines.slice(survey.unplaced)
  const held = counted(messages.flatMap(({ author, text: said }) => tokensOf(`${author ?? ""} ${said}`)))
  const least = counted(placed.filter((line) => !/[<‹].*[>›]|\(.*\)|•/.test(line)).flatMap(tokensOf))
  const most = counted(lines.flatMap(tokensOf))
  for (const [token, count] of least) if ((held.get(token) ?? 0) < count) return `${token} was lost`
  for (const [token, count] of held) if ((most.get(token) ?? 0) < count) return `${token} was made up`
  return undefined
}

const counted = (tokens: ReadonlyArray<string>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1)
  return counts
}

/** Reads one mutated export; gives what went wrong and how long it took of the processor, in milliseconds. */
const tryOne = async (
  seed: number
): Promise<{ readonly fault: string | undefined; readonly took: number }> => {
  const random = makeRandom(seed)
  const isZip = random.below(3) === 0
  const path = join(folder, isZip ? "a.zip" : "a.txt")
  let check: (found: Read) => string | undefined
  if (isZip) {
    const { text, bytes } = mutatedZip(random)
    writeFileSync(path, bytes)
    check = (found) =>
      faultOfTokens(text, found) ??
      (Exit.isSuccess(found.picture) && found.picture.value !== "picture".repeat(20)
        ? "a changed picture"
        : undefined)
  } else {
    const bytes = mutatedText(random)
    writeFileSync(path, bytes)
    const text = new TextDecoder(Encoding.detect(bytes.subarray(0, 65_536))).decode(bytes)
    check = (found) => faultOfTokens(text, found)
  }
  const begin = process.cpuUsage()
  const exit = await Effect.runPromiseExit(read(path))
  const { user, system } = process.cpuUsage(begin)
  return { fault: fault(exit, check), took: (user + system) / 1000 }
}

it(
  `${seeds.length} mutated exports are read or refused, in time and memory, and nothing is lost`,
  async () => {
    const before = process.memoryUsage().rss
    const faults: Array<string> = []
    for (const seed of seeds) {
      const { fault: found, took } = await tryOne(seed)
      if (found !== undefined) faults.push(`EGREGORA_FUZZ_SEED=${seed}: ${found}`)
      if (took > 1000) faults.push(`EGREGORA_FUZZ_SEED=${seed}: took ${Math.round(took)} ms`)
      const grown = process.memoryUsage().rss - before
      if (grown > 512 * 2 ** 20)
        faults.push(`EGREGORA_FUZZ_SEED=${seed}: ${Math.round(grown / 2 ** 20)} MiB more`)
      if (faults.length >= 10) break
    }
    expect(faults).toEqual([])
  },
  60_000 + cases * 20
)
