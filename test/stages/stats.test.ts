import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { Message, MessageDetails } from "../../src/domain/Message.js"
import type { Post } from "../../src/domain/Post.js"
import { statsOf } from "../../src/stages/stats.js"
import { message, morning, window } from "../support/site.js"

const post: Post = {
  key: "2025-05-02",
  title: "The lift",
  lead: "Broken.",
  body: "text",
  language: "en",
  start: morning,
  end: morning,
  zone: "Europe/Lisbon",
  messages: 2,
  participants: [],
  attachments: [{ entry: "IMG-1.jpg", path: "media/aa.jpg" }],
  writer: "extractive"
}

const [A, B] = ["Amber Otter", "Brave Heron"]

const detailed = (it: Message, details: Partial<MessageDetails>): Message => ({
  ...it,
  details: {
    id: null,
    replyTo: null,
    thread: null,
    forwardedFrom: null,
    edited: null,
    reactions: [],
    attachments: [],
    ...details
  }
})

const of = (...messages: ReadonlyArray<Message>) => statsOf(window(messages), post)

describe("statsOf", () => {
  it.effect("counts what each person wrote, sent and got", () =>
    Effect.gen(function* () {
      const stats = yield* of(
        message(0, null, "Amber Otter added Brave Heron"),
        message(1, A, "The ladder is on two ladders 👍🏽 🇵🇹 https://www.example.org/a"),
        message(2, B, "Ladders 👨‍👩‍👧 https://example.org/b 1️⃣", "IMG-1.jpg"),
        detailed(message(3, A, "", "IMG-2.jpg"), { reactions: [{ emoji: "👍", count: 2 }] })
      )
      expect(stats.people).toEqual([
        {
          name: A,
          messages: 2,
          files: 1,
          reactions: 2,
          emoji: [
            ["🇵🇹", 1],
            ["👍🏽", 1]
          ],
          words: [["ladder", 2]]
        },
        { name: B, messages: 1, files: 1, reactions: 0, emoji: [["👨‍👩‍👧", 1]], words: [["ladders", 1]] }
      ])
      expect(stats.hosts).toEqual([["example.org", 2]])
      expect(stats.files).toEqual([{ path: "media/aa.jpg", person: 1, at: morning + 120_000 }])
    })
  )

  it.effect("keeps what stands after a number apart, since it may be a unit", () =>
    Effect.gen(function* () {
      const { people } = yield* of(message(1, A, "The lamps are here: 4 lamps, 12 metres of cable"))
      expect(people[0]?.words.find(([word]) => word === "lamps")).toEqual(["lamps", 1])
      expect(people[0]?.counted).toEqual([
        ["lamps", 1],
        ["metres", 1]
      ])
    })
  )

  it.effect("has hours as the chat's clock showed them", () =>
    Effect.gen(function* () {
      const stats = yield* of(message(59, A, "a"), message(60, A, "b"), message(61, B, "c"))
      expect(stats.hours).toEqual([
        ["2025-05-02T08", 0, 1],
        ["2025-05-02T09", 0, 1],
        ["2025-05-02T09", 1, 1]
      ])
    })
  )

  it.effect("takes a reply for an answer however late, and else what follows within ten minutes", () =>
    Effect.gen(function* () {
      const stats = yield* of(
        detailed(message(0, A, "who has the key"), { id: "1" }),
        message(5, A, "anybody?"),
        message(15, B, "me"),
        message(30, A, "thanks"),
        detailed(message(300, B, "found it"), { replyTo: "1" })
      )
      expect(stats.answers).toEqual([[1, 0, 2]])
    })
  )

  it.effect("finds the longest conversation between two silences", () =>
    Effect.gen(function* () {
      const stats = yield* of(
        message(0, A, "a"),
        message(46, A, "b"),
        message(91, B, "c"),
        message(92, A, "d"),
        message(138, A, "e")
      )
      const minute = 60_000
      expect(stats.longest).toEqual({
        start: morning + 46 * minute,
        end: morning + 92 * minute,
        messages: 3,
        people: 2
      })
    })
  )

  it.effect("has nothing of a window in which nobody wrote", () =>
    Effect.gen(function* () {
      expect(yield* of(message(0, null, "Amber Otter left"))).toEqual({
        people: [],
        hours: [],
        answers: [],
        hosts: [],
        longest: null,
        files: []
      })
    })
  )
})
