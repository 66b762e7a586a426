import { describe, expect, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import type { Message } from "../../src/domain/Message.js"
import { listen } from "../../src/domain/Wishes.js"
import { makeMarks, makeSeeker } from "../../src/pipeline/removals.js"
import { details } from "../../src/sources/json/jsonChat.js"
import { message } from "../support/site.js"

const zone = (name: string) => DateTime.zoneUnsafeMakeNamed(name)
const marks = makeMarks("secret", zone("Europe/Lisbon"))

/** The places of the messages that a chat removes. */
const removed = (...messages: ReadonlyArray<Message>): ReadonlyArray<number> => {
  const listener = listen()
  for (const one of messages) listener.hear(one)
  const wanted = new Map([...listener.wishes().people].map(([author, wish]) => [author, wish.removals]))
  const seeker = makeSeeker(wanted, marks)
  for (const one of messages) seeker.see(one)
  return seeker.found().map((found) => found.message.index)
}

const withId = (minute: number, author: string, text: string, id: string, replyTo: string | null = null) => ({
  ...message(minute, author, text),
  details: details({ id, replyTo })
})

describe("removals", () => {
  it.each<readonly [string, ReadonlyArray<string>, ReadonlyArray<number>]>([
    [
      "the nearest before, not the first, and none after",
      ["see you", "see you", "/egregora remove see you", "see you"],
      [1]
    ],
    ["in any case and spacing", ["See  YOU\nat nine", "/egregora remove see you AT"], [0]],
    ["whole words", ["hello there", "hell is here", "/egregora remove hell"], [1]],
    ["any sign behind them", ["hell, no", "/egregora remove hell"], [0]],
    ["characters, where words have no spaces", ["我喜欢喝茶", "/egregora remove 我喜欢"], [0]],
    ["not the line itself, nor its message's other lines", ["/egregora remove tea\ntea"], []],
    ["two at once", ["one", "two", "/egregora remove one\n/egregora remove two"], [0, 1]],
    ["nothing without a text or a reply", ["one", "/egregora remove"], []]
  ])("%s", (_, texts, expected) => {
    expect(removed(...texts.map((text, at) => message(at, "Ana", text)))).toEqual(expected)
  })

  it("nobody else's", () => {
    expect(removed(message(0, "Rui", "see you"), message(1, "Ana", "/egregora remove see you"))).toEqual([])
    expect(removed(withId(0, "Rui", "a", "1"), withId(1, "Ana", "/egregora remove", "2", "1"))).toEqual([])
  })

  it("by reply", () => {
    const chat = [
      withId(0, "Ana", "a", "1"),
      withId(1, "Ana", "a", "2"),
      withId(2, "Ana", "/egregora remove", "3", "1")
    ]
    expect(removed(...chat)).toEqual([0])
  })

  it("a message has one mark in every export: by its id, else by its minute on the wall and its words", () => {
    const [one, other] = [message(0, "Ana", "See you"), message(0, "Ana", "see  you")]
    const later = { ...one, timestamp: one.timestamp + 59_000, index: 7 }
    expect(new Set([one, other, later].map(marks.of)).size).toBe(1)
    const inTokyo = { ...one, timestamp: one.timestamp - 8 * 3_600_000 }
    expect(makeMarks("secret", zone("Asia/Tokyo")).of(inTokyo)).toBe(marks.of(one))
    const different = [
      one,
      message(1, "Ana", "See you"),
      message(0, "Rui", "See you"),
      message(0, "Ana", "See me"),
      withId(0, "Ana", "See you", "1"),
      withId(0, "Ana", "See you", "2")
    ]
    expect(new Set(different.map(marks.of)).size).toBe(different.length)
    expect(marks.of(withId(0, "Ana", "x", "1"))).toBe(marks.of(withId(5, "Ana", "y", "1")))
    expect(makeMarks("other", zone("Europe/Lisbon")).of(one)).not.toBe(marks.of(one))
  })
})
