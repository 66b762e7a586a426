import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { Message } from "../../../src/domain/Message.js"
import { details } from "../../../src/sources/json/jsonChat.js"
import * as Extractive from "../../../src/writers/extractive/Extractive.js"
import { Writer } from "../../../src/writers/Writer.js"
import { message, window } from "../../support/site.js"

const [A, B, C] = ["Amber Otter", "Quiet Fox", "Brave Heron"] as const

const write = (messages: ReadonlyArray<Message>, context: ReadonlyArray<Message> = []) =>
  Effect.flatMap(Writer, (writer) => writer.write({ ...window(messages), context })).pipe(
    Effect.provide(Extractive.layer)
  )

/** A day of plain talk, twelve minutes between the lines, into which lines are put. */
const day = (...lines: ReadonlyArray<Message>): ReadonlyArray<Message> =>
  [
    ...Array.from({ length: 24 }, (_, at) =>
      message(
        at * 12,
        [A, B, C][at % 3] ?? A,
        `${words[at]} or ${words[(at * 7 + 3) % 24]}, said ${words[(at * 5 + 1) % 24]} man`
      )
    ),
    ...lines
  ].sort((a, b) => a.timestamp - b.timestamp)

const words =
  "baker cellar door engine fence garden harbour island jacket kettle ladder market needle oven paper quarry river saddle table uncle valley window yard zebra".split(
    " "
  )

/** The lines of a post, the most important first, by what is in the window. */
const quoted = (messages: ReadonlyArray<Message>) =>
  Effect.map(write(messages), (post) => (post.quoted ?? []).map((at) => messages[at]?.text ?? ""))

describe("the lines that the writer chooses", () => {
  it.effect("are first those that others laughed at, with what they play on", () =>
    Effect.gen(function* () {
      const lines = yield* quoted(
        day(
          message(100.1, A, "who steps on the terrace in this weather?"),
          message(100.5, B, "the parrot"),
          message(100.8, C, "hahahaha"),
          message(101, A, "😂😂")
        )
      )
      expect(lines[0]).toBe("the parrot")
      expect(lines).toContain("who steps on the terrace in this weather?")
      expect(lines).not.toContain("hahahaha")
    })
  )

  it.effect("are those with signs that an application counts", () =>
    Effect.gen(function* () {
      const lines = yield* quoted(
        day({
          ...message(100.1, A, "the parrot is back"),
          details: details({ reactions: [{ emoji: "❤️", count: 4 }] })
        })
      )
      expect(lines[0]).toBe("the parrot is back")
    })
  )

  it.effect("are what people agreed to", () =>
    Effect.gen(function* () {
      const lines = yield* quoted(
        day(
          message(100.1, A, "so Thursday at eight then, gate on the park side"),
          message(100.2, B, "ok"),
          message(100.3, C, "👍")
        )
      )
      expect(lines[0]).toBe("so Thursday at eight then, gate on the park side")
    })
  )

  it.effect("are a question and the answer that came to it hours later", () =>
    Effect.gen(function* () {
      const question = "does anybody have the number of the plumber for the boiler?"
      const answer = "I asked: the plumber comes for the boiler on the 14th, 60 euros in cash, he says"
      const lines = yield* quoted(
        day(message(13, A, question), message(200, B, answer), message(201, C, "great!!"))
      )
      expect(lines).toEqual(expect.arrayContaining([question, answer]))
    })
  )

  it.effect("are never letters to be sent on, monologues, greetings or what was said before", () =>
    Effect.gen(function* () {
      const letter = `PLEASE READ AND PASS ON: ${"they only need three seconds of your voice to take out a loan. ".repeat(4)}`
      const rant =
        "and another thing about the parking that nobody ever wants to hear but I will say it. ".repeat(6)
      const reminder = "REMINDER: subs for March are due, 24 pounds each"
      const messages = day(
        message(50.1, A, letter),
        message(50.2, B, "WHAT??"),
        message(50.3, C, "😱😱"),
        message(61.1, B, rant),
        message(61.2, A, "NOOO!!"),
        message(61.3, C, "🙄🙄"),
        message(70.1, C, "Good morning dear neighbours 🌹"),
        message(80.1, C, reminder),
        message(150.1, C, reminder)
      )
      const lines = yield* quoted(messages)
      expect(
        lines.filter((line) => [letter, rant, "Good morning dear neighbours 🌹"].includes(line))
      ).toEqual([])
      expect(lines.filter((line) => line === reminder).length).toBeLessThanOrEqual(1)
    })
  )

  it.effect("are a third of a busy window", () =>
    Effect.gen(function* () {
      expect((yield* quoted(day())).length).toBe(11)
    })
  )

  it.effect("do not repeat the window before", () =>
    Effect.gen(function* () {
      const again = "the plumber found a fossil behind the boiler"
      const messages = [message(1, A, again), message(2, B, "a real ammonite, they say at the museum")]
      const before = message(0, A, again)
      const post = yield* write(messages, [before])
      expect(post.quoted).toEqual([1])
      expect(post.body).not.toContain(again)
    })
  )
})

describe("what an application tells of a message", () => {
  it.effect("stands beside it: what it answers, signs, where it comes from, all its files", () =>
    Effect.gen(function* () {
      const messages = [
        { ...message(0, A, "who has the key to the cellar?"), details: details({ id: "1" }) },
        { ...message(1, B, "the lift is stuck between two floors again"), details: details({ id: "2" }) },
        {
          ...message(2, C, "it hangs on the hook", "a.jpg"),
          details: details({
            id: "3",
            replyTo: "1",
            forwardedFrom: "Lucid Wolf",
            reactions: [
              { emoji: "👍", count: 1 },
              { emoji: "😂", count: 3 },
              { emoji: ":<b>:", count: 1 }
            ],
            attachments: ["b.png", "c.svg"]
          })
        },
        { ...message(3, A, "found it, it was in my other coat"), details: details({ id: "4", replyTo: "3" }) }
      ]
      const post = yield* write(messages)
      const [first, second] = post.attachments.map(({ path }) => path)
      expect(post.attachments.map(({ entry }) => entry)).toEqual(["a.jpg", "b.png"])
      expect(first).not.toBe(second)
      expect(post.body).toContain(`> **Brave Heron** · 08:02
>
> ↩ *Amber Otter*: “who has the key to the cellar?”
>
> *Forwarded*
>
> ![A picture from Brave Heron at 08:02](../${first})
>
> ![A picture from Brave Heron at 08:02](../${second})
>
> *A file that is not shown here*
>
> it hangs on the hook
>
> 😂 3 · 👍 · \\:\\<b\\>:

> **Amber Otter** · 08:03
>
> found it, it was in my other coat`)
    })
  )
})
