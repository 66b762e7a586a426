import { describe, expect, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Chunk from "effect/Chunk"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { Message } from "../../src/domain/Message.js"
import { StepUnit, type WindowSpec } from "../../src/domain/Window.js"
import { windows } from "../../src/stages/window.js"
import { aMessage } from "../support/aWindow.js"

const zones = [
  "UTC",
  "Europe/Lisbon",
  "America/Sao_Paulo",
  "Asia/Kathmandu",
  "Pacific/Apia",
  "Australia/Lord_Howe"
]

const cut = (
  messages: ReadonlyArray<Message>,
  spec: Partial<WindowSpec>,
  {
    zone = "UTC",
    chunk = 4096,
    range
  }: { readonly zone?: string; readonly chunk?: number; readonly range?: readonly [number, number] } = {}
) =>
  Stream.fromIterable(messages).pipe(
    Stream.rechunk(chunk),
    windows(
      { stepSize: 1, stepUnit: "days", overlap: 0, ...spec },
      DateTime.zoneUnsafeMakeNamed(zone),
      range
    ),
    Stream.runCollect,
    Effect.map(Chunk.toReadonlyArray)
  )

const at = (...times: ReadonlyArray<string>): ReadonlyArray<Message> =>
  times.map((time, index) => aMessage({ index, timestamp: Date.parse(time) }))

const shape = (all: ReadonlyArray<{ readonly key: string; readonly size: number }>) =>
  all.map(({ key, size }) => [key, size])

describe("windows", () => {
  it.effect("days begin at midnight in the chat's zone", () =>
    Effect.gen(function* () {
      const messages = at(
        "2025-06-01T22:59:00Z",
        "2025-06-01T23:01:00Z",
        "2025-06-02T22:59:59Z",
        "2025-06-04T12:00:00Z"
      )
      expect(shape(yield* cut(messages, {}, { zone: "Europe/Lisbon" }))).toStrictEqual([
        ["2025-06-01", 1],
        ["2025-06-02", 2],
        ["2025-06-04", 1]
      ])
      expect(shape(yield* cut(messages, {}))).toStrictEqual([
        ["2025-06-01", 2],
        ["2025-06-02", 1],
        ["2025-06-04", 1]
      ])
    })
  )

  it.effect("a day that begins without its midnight is one window", () =>
    Effect.gen(function* () {
      // On 2018-11-04 the clocks of São Paulo went from 00:00 to 01:00.
      const messages = at(
        "2018-11-04T02:59:00Z",
        "2018-11-04T03:00:00Z",
        "2018-11-05T01:59:00Z",
        "2018-11-05T02:00:00Z"
      )
      expect(shape(yield* cut(messages, {}, { zone: "America/Sao_Paulo" }))).toStrictEqual([
        ["2018-11-03", 1],
        ["2018-11-04", 2],
        ["2018-11-05", 1]
      ])
    })
  )

  it.effect("weeks begin on Mondays, so a longer export is cut at the same places", () =>
    Effect.gen(function* () {
      const messages = at(
        "2025-06-01T10:00:00Z",
        "2025-06-02T10:00:00Z",
        "2025-06-08T10:00:00Z",
        "2025-06-09T10:00:00Z"
      )
      const week = { stepSize: 7 }
      expect(shape(yield* cut(messages, week))).toStrictEqual([
        ["2025-05-26", 1],
        ["2025-06-02", 2],
        ["2025-06-09", 1]
      ])
      expect(shape(yield* cut(messages.slice(2), week))).toStrictEqual([
        ["2025-06-02", 1],
        ["2025-06-09", 1]
      ])
    })
  )

  it.effect("hours, messages and bytes", () =>
    Effect.gen(function* () {
      const messages = at(
        "2025-06-01T10:10:00Z",
        "2025-06-01T10:59:00Z",
        "2025-06-01T11:00:00Z",
        "2025-06-01T17:00:00Z"
      )
      expect(shape(yield* cut(messages, { stepUnit: "hours" }))).toStrictEqual([
        ["2025-06-01T10", 2],
        ["2025-06-01T11", 1],
        ["2025-06-01T17", 1]
      ])
      expect(shape(yield* cut(messages, { stepUnit: "hours", stepSize: 6 }))).toStrictEqual([
        ["2025-06-01T06", 3],
        ["2025-06-01T12", 1]
      ])
      expect(shape(yield* cut(messages, { stepUnit: "messages", stepSize: 3 }))).toStrictEqual([
        ["2025-06-01T1010", 3],
        ["2025-06-01T1700", 1]
      ])
      // "bom dia" is 7 bytes.
      expect(shape(yield* cut(messages, { stepUnit: "bytes", stepSize: 15 }))).toStrictEqual([
        ["2025-06-01T1010", 2],
        ["2025-06-01T1100", 2]
      ])
    })
  )

  it.effect("a message longer than the bytes of a window is a window", () =>
    Effect.gen(function* () {
      const messages = [aMessage({ text: "a" }), aMessage({ text: "é".repeat(9) }), aMessage({ text: "b" })]
      expect(shape(yield* cut(messages, { stepUnit: "bytes", stepSize: 4 }))).toStrictEqual([
        ["2025-10-28T1409", 1],
        ["2025-10-28T1409-2", 1],
        ["2025-10-28T1409-3", 1]
      ])
    })
  )

  it.effect("the overlap shows the tail of the window before", () =>
    Effect.gen(function* () {
      const messages = at(
        ...[10, 11, 12, 13].map((hour) => `2025-06-01T${hour}:00:00Z`),
        "2025-06-02T10:00:00Z"
      )
      const all = yield* cut(messages, { overlap: 0.5 })
      expect(all.map(({ context }) => context.map(({ index }) => index))).toStrictEqual([[], [2, 3]])
      expect(all.map(({ messages }) => messages.map(({ index }) => index))).toStrictEqual([[0, 1, 2, 3], [4]])
    })
  )

  it.effect("a window with few words comes with the last ones before it", () =>
    Effect.gen(function* () {
      const long = "Who has the key to the cellar, the one with the red ribbon, and why is it always you?"
      const messages = [
        aMessage({ text: "hello", timestamp: Date.parse("2025-06-01T10:00:00Z") }),
        aMessage({ index: 1, text: long, timestamp: Date.parse("2025-06-02T10:00:00Z") }),
        aMessage({ index: 2, author: null, kind: "system", timestamp: Date.parse("2025-06-02T11:00:00Z") }),
        aMessage({
          index: 3,
          text: `ok https://example.org/${"x".repeat(80)}`,
          timestamp: Date.parse("2025-06-03T10:00:00Z")
        })
      ]
      const all = yield* cut(messages, {})
      expect(all.map(({ before }) => before?.map(({ index }) => index))).toStrictEqual([
        undefined,
        undefined,
        [0, 1]
      ])
    })
  )

  it.effect("messages outside of the range are in no window, and those before it are remembered", () =>
    Effect.gen(function* () {
      const letter = "Please read: they only need three seconds of your voice to take out a loan!"
      const messages = ["2025-06-01", "2025-06-02", "2025-06-03", "2025-06-04"].map((day, index) =>
        aMessage({ index, text: index === 1 ? "ok" : letter, timestamp: Date.parse(`${day}T10:00:00Z`) })
      )
      const all = yield* cut(messages, {})
      const [from, until] = [Date.parse("2025-06-02T10:00:00Z"), Date.parse("2025-06-04T10:00:00Z")]
      const some = yield* cut(messages, {}, { range: [from, until] })
      expect(all.map(({ repeats }) => repeats)).toStrictEqual([undefined, undefined, [0], [0]])
      expect(some).toStrictEqual(all.slice(1, 3).map((window, index) => ({ ...window, index })))
    })
  )

  it.effect("no messages, no windows", () => Effect.map(cut([], {}), (all) => expect(all).toStrictEqual([])))

  const Case = Schema.Struct({
    gaps: Schema.Array(Schema.Int.pipe(Schema.between(-90_000_000, 400_000_000))),
    lengths: Schema.Array(Schema.Int.pipe(Schema.between(0, 40))),
    stepUnit: StepUnit,
    stepSize: Schema.Int.pipe(Schema.between(1, 50)),
    overlap: Schema.Number.pipe(Schema.between(0, 0.5)),
    zone: Schema.Literal("UTC", ...zones.slice(1)),
    chunk: Schema.Int.pipe(Schema.between(1, 9))
  })

  it.effect.prop(
    "every message is in exactly one window's own part, in order",
    [Arbitrary.make(Case)],
    ([c]) =>
      Effect.gen(function* () {
        let timestamp = Date.UTC(2018, 10, 3)
        const messages = c.gaps.map((gap, index) => {
          timestamp += gap
          return aMessage({ index, timestamp, text: "x".repeat(c.lengths[index] ?? 3) })
        })
        const all = yield* cut(messages, c, c)
        expect(all.flatMap((window) => window.messages)).toStrictEqual(messages)
        expect(all.map((window) => window.index)).toStrictEqual(all.map((_, index) => index))
        expect(new Set(all.map((window) => window.key)).size).toBe(all.length)
        for (const [i, window] of all.entries()) {
          expect(window.size).toBe(window.messages.length)
          expect(window.size).toBeGreaterThan(0)
          const before = all[i - 1]?.messages ?? []
          expect(window.context).toStrictEqual(
            before.slice(before.length - Math.ceil(before.length * c.overlap))
          )
          if (c.stepUnit === "messages" && i < all.length - 1) expect(window.size).toBe(c.stepSize)
          if (c.stepUnit === "bytes" && window.size > 1)
            expect(window.messages.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(
              c.stepSize
            )
        }
        expect(yield* cut(messages, c, { ...c, chunk: 4096 })).toStrictEqual(all)
      })
  )
})
