import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { Message } from "../../src/domain/Message.js"
import * as Wishes from "../../src/domain/Wishes.js"
import { ExportError, type Source } from "../../src/sources/Source.js"
import { tempFolder } from "../support/exports.js"

/** An export for the contract: at least two authors, a system message and an attachment with its file. */
export interface Example {
  readonly what: string
  /** Makes the file and gives its path. */
  readonly path: Effect.Effect<string, never, Scope.Scope>
  /** Which of its chats, where it holds several. */
  readonly chat?: string
}

/** What every source owes its callers. */
export const sourceContract = (source: typeof Source.Service, examples: ReadonlyArray<Example>): void => {
  describe(`${source.name}: the contract of a source`, () => {
    for (const { what, path, chat } of examples) {
      const opened = Effect.flatMap(path, (file) =>
        source.open(file, { zone: "Europe/Lisbon", ...(chat === undefined ? {} : { chat }) })
      )

      it.scoped(`${what}: messages are sound, and numbered without gaps`, () =>
        Effect.gen(function* () {
          const chat = yield* opened
          const messages = Chunk.toReadonlyArray(yield* Stream.runCollect(chat.messages))
          expect(yield* Schema.decodeUnknown(Schema.Array(Message))(messages)).toEqual(messages)
          expect(messages.map(({ index }) => index)).toEqual(messages.map((_, index) => index))
          expect(messages.every(({ author, kind }) => (author === null) === (kind === "system"))).toBe(true)
        })
      )

      it.scoped(`${what}: the survey tells the truth about the messages`, () =>
        Effect.gen(function* () {
          const { survey, messages } = yield* opened
          const read = Chunk.toReadonlyArray(yield* Stream.runCollect(messages))
          const counts = new Map<string, number>()
          for (const { author } of read)
            if (author !== null) counts.set(author, (counts.get(author) ?? 0) + 1)
          const times = read.map(({ timestamp }) => timestamp)
          expect({
            source: survey.source,
            zone: survey.zone,
            messages: survey.messages,
            first: survey.first,
            last: survey.last,
            authors: [...survey.authors]
          }).toEqual({
            source: source.name,
            zone: "Europe/Lisbon",
            messages: read.length,
            first: Math.min(...times),
            last: Math.max(...times),
            authors: [...counts]
          })
          expect([...survey.others].filter((name) => survey.authors.has(name))).toEqual([])
          const named = [...(survey.accounts?.keys() ?? [])]
          expect(named.filter((name) => !survey.authors.has(name) && !survey.others.has(name))).toEqual([])
        })
      )

      it.scoped(`${what}: an account that is known has the name that is known`, () =>
        Effect.gen(function* () {
          const { accounts = new Map<string, string>(), authors, others } = (yield* opened).survey
          const known = new Map(Array.from(accounts, ([, account], at) => [account, `Known ${at}`] as const))
          const again = (yield* Effect.flatMap(path, (file) =>
            source.open(file, { zone: "Europe/Lisbon", known, ...(chat === undefined ? {} : { chat }) })
          )).survey
          const called = new Map(Array.from(accounts, ([name, account]) => [name, known.get(account)]))
          expect([...again.authors]).toEqual(
            Array.from(authors, ([name, messages]) => [called.get(name) ?? name, messages])
          )
          // A name that several accounts have stays as it is where it stands without an account.
          expect([...again.others].filter((name) => !authors.has(name)).sort()).toEqual(
            Array.from(others, (name) => called.get(name) ?? name).sort()
          )
        })
      )

      it.scoped(`${what}: what people asked for is what the messages say`, () =>
        Effect.gen(function* () {
          const { survey, messages } = yield* opened
          const listener = Wishes.listen()
          yield* Stream.runForEach(messages, (message) => Effect.sync(() => listener.hear(message)))
          expect(survey.wishes).toEqual(listener.wishes())
        })
      )

      it.scoped(`${what}: it is read again, and twice at once, with the same result`, () =>
        Effect.gen(function* () {
          const chat = yield* opened
          const first = yield* Stream.runCollect(chat.messages)
          const [second, third] = yield* Effect.all(
            [Stream.runCollect(chat.messages), Stream.runCollect(chat.messages)],
            { concurrency: 2 }
          )
          expect([[...second], [...third]]).toEqual([[...first], [...first]])
          expect([...(yield* Stream.runCollect(Stream.take(chat.messages, 2)))]).toEqual(
            [...first].slice(0, 2)
          )
        })
      )

      it.scoped(`${what}: a message's medium can be read, and nothing else`, () =>
        Effect.gen(function* () {
          const chat = yield* opened
          const messages = Chunk.toReadonlyArray(yield* Stream.runCollect(chat.messages))
          const media = messages.flatMap(({ media, details }) => [
            ...(media === null ? [] : [media]),
            ...(details?.attachments ?? [])
          ])
          expect(media.length).toBeGreaterThan(0)
          for (const name of media) {
            const size = yield* Stream.runFold(chat.attachment(name), 0, (sum, piece) => sum + piece.length)
            expect(size).toBeGreaterThan(0)
          }
          for (const name of ["", "nothing.jpg", "../../etc/passwd"]) {
            const error = yield* Effect.flip(Stream.runDrain(chat.attachment(name)))
            expect([error instanceof ExportError, error.reason]).toEqual([true, "NotFound"])
          }
        })
      )
    }

    it.scoped("a file that is not there fails with one line that names it", () =>
      Effect.gen(function* () {
        const path = `${yield* tempFolder}/missing.zip`
        const error = yield* Effect.flip(source.open(path, { zone: "UTC" }))
        expect([error.reason, error.message.includes(path), error.message.includes("\n")]).toEqual([
          "NotFound",
          true,
          false
        ])
      })
    )
  })
}
