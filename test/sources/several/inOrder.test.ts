import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import * as Stream from "effect/Stream"
import type { Message } from "../../../src/domain/Message.js"
import { none } from "../../../src/domain/Wishes.js"
import { Disorder } from "../../../src/sources/Disorder.js"
import { type Chat, ExportError, type Survey } from "../../../src/sources/Source.js"
import { inOrder } from "../../../src/sources/several/inOrder.js"
import { aMessage } from "../../support/aWindow.js"

const disorderOf = (times: ReadonlyArray<number>): number => {
  const disorder = new Disorder()
  for (const time of times) disorder.add(time)
  return disorder.places
}

/** A chat of these times, in this order. */
const chatOf = (times: ReadonlyArray<number>, zone = "UTC", disorder: Partial<Survey> = {}): Chat => {
  const messages = times.map((timestamp, index) => aMessage({ index, timestamp, text: `${index}` }))
  return {
    survey: {
      source: "whatsapp",
      platform: "android",
      name: null,
      dateOrder: "day-first",
      dateOrderReason: "",
      zone,
      messages: messages.length,
      first: Math.min(...times),
      last: Math.max(...times),
      authors: new Map([["Rui", messages.length]]),
      others: new Set(),
      wishes: none,
      unplaced: 0,
      warnings: [],
      ...disorder
    },
    messages: Stream.rechunk(Stream.fromIterable(messages), 7),
    unparsed: Stream.empty,
    attachment: () => Stream.fail(new ExportError({ reason: "NotFound", message: "none" }))
  }
}

const read = (chat: Chat): Effect.Effect<ReadonlyArray<Message>, ExportError> =>
  Effect.map(Stream.runCollect(chat.messages), Chunk.toReadonlyArray)

const start = Date.UTC(2025, 4, 13, 9)

describe("Disorder", () => {
  it.effect.prop(
    "is none for what is in order, and never less than the places that a message is late by",
    { times: FastCheck.array(FastCheck.integer({ min: 0, max: 50 }), { maxLength: 60 }) },
    ({ times }) =>
      Effect.sync(() => {
        const late = times.map((time, index) => {
          const before = times.findIndex((other) => other > time)
          return before < 0 || before > index ? 0 : index - before
        })
        const most = Math.max(0, ...late)
        const found = disorderOf(times)
        expect(found === 0).toBe(most === 0)
        expect(found).toBeGreaterThanOrEqual(most)
        expect(disorderOf([...times].sort((a, b) => a - b))).toBe(0)
      })
  )

  it("is told to the thousand in a long export", () => {
    const times = Array.from({ length: 100_000 }, (_, index) => index)
    expect(disorderOf(times.toSpliced(50_000, 0, 47_500))).toBe(3000)
  })
})

describe("inOrder", () => {
  it.effect("gives a chat that is in order back as it is", () =>
    Effect.gen(function* () {
      const chat = chatOf([1, 1, 2], "UTC", { disorder: 0 })
      expect(yield* inOrder(chat)).toBe(chat)
    })
  )

  it.effect.prop(
    "sorts by time and keeps the order of equal times, however much it may hold",
    {
      times: FastCheck.array(FastCheck.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 80 }),
      held: FastCheck.integer({ min: 1, max: 80 }),
      isTold: FastCheck.boolean()
    },
    ({ times, held, isTold }) =>
      Effect.gen(function* () {
        const instants = times.map((time) => start + time * 1000)
        const chat = chatOf(instants, "UTC", isTold ? { disorder: disorderOf(instants) } : {})
        const sorted = yield* inOrder(chat, held)
        const expected = [...(yield* read(chat))]
          .sort((a, b) => a.timestamp - b.timestamp || a.index - b.index)
          .map((message, index) => ({ ...message, index }))
        expect(yield* read(sorted)).toEqual(expected)
        expect(yield* read(sorted)).toEqual(expected)
        expect(sorted.survey.warnings).toEqual([])
      })
  )

  it.effect("what is later than all that can be held stays where it stands, and is told", () =>
    Effect.gen(function* () {
      const late = Array.from({ length: 10_003 }, (_, index) => start + index)
      const chat = chatOf([start + 90_000, start + 90_001, start + 90_002, ...late])
      const sorted = yield* inOrder(chat, 1)
      const times = (yield* read(sorted)).map(({ timestamp }) => timestamp - start)
      expect(times.length).toBe(10_006)
      expect([...times].sort((a, b) => a - b)).toEqual([
        ...late.map((time) => time - start),
        90_000,
        90_001,
        90_002
      ])
      expect(sorted.survey.warnings).toEqual([
        "3 messages came too late to be put in order, and stay where they stand"
      ])
    })
  )

  it.effect("an hour that the clocks showed twice keeps the order of the export", () =>
    Effect.gen(function* () {
      // On 26 October 2025 the clocks of Lisbon went from 02:00 back to 01:00, which is 00:00 UTC at first.
      const at = (time: string) => Date.parse(`2025-10-26T${time}:00Z`)
      const times = [at("00:30"), at("00:50"), at("00:10"), at("00:40"), at("02:00"), at("01:59")]
      const chat = chatOf(times, "Europe/Lisbon")
      expect((yield* read(yield* inOrder(chat))).map(({ text }) => text)).toEqual([
        ...["0", "1", "2", "3"],
        ...["5", "4"]
      ])
    })
  )
})
