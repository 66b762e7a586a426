import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Message } from "../../../src/domain/Message.js"
import { Post } from "../../../src/domain/Post.js"
import * as Extractive from "../../../src/writers/extractive/Extractive.js"
import { Writer } from "../../../src/writers/Writer.js"
import { message, window } from "../../support/site.js"

const write = (messages: ReadonlyArray<Message>) =>
  Effect.flatMap(Writer, (writer) => writer.write(window(messages))).pipe(Effect.provide(Extractive.layer))

const pieces = [
  "The lift is stuck again.",
  "quem tem a chave?",
  "猫の名前はサドル",
  "خلاص الخميس",
  "टंकी साफ होगी",
  "😂",
  "haha",
  "ok",
  "**bold** <i>x</i>",
  "> quote",
  "https://example.org/a_b",
  "\n",
  "\u202e",
  "\ud800",
  "”",
  "({[",
  "'",
  "12.30",
  "FORWARDED"
]
const Line = Schema.Struct({
  author: Schema.Literal("Amber Otter", "Quiet Fox", "Brave Heron", null),
  pieces: Schema.Array(Schema.Literal(...pieces)).pipe(Schema.maxItems(8)),
  any: Schema.String,
  minutes: Schema.Literal(0, 1, 5, 90),
  media: Schema.Literal(null, null, "a.jpg", "b.exe"),
  replyTo: Schema.Literal(null, "0", "1", "5", "none"),
  count: Schema.Literal(0, 1, 7)
})
const Lines = Schema.Array(Line).pipe(Schema.minItems(1), Schema.maxItems(40))

const messagesOf = (lines: typeof Lines.Type): ReadonlyArray<Message> => {
  let minute = 0
  return lines.map(({ any, author, count, media, minutes, pieces: said, replyTo }, at) => {
    minute += minutes
    return {
      ...message(minute, author, [...said, any].join(" "), media),
      details: {
        id: `${at}`,
        replyTo,
        thread: null,
        forwardedFrom: null,
        edited: null,
        reactions: [{ emoji: any, count }],
        attachments: []
      }
    }
  })
}

describe("the extractive writer, whatever the window", () => {
  it.effect.prop(
    "makes the same whole post each time, and quotes lines of the window, each once",
    [Lines],
    ([lines]) =>
      Effect.gen(function* () {
        const messages = messagesOf(lines)
        const post = yield* write(messages)
        expect(Schema.is(Post)(post)).toBe(true)
        expect(yield* write(messages)).toEqual(post)
        const quoted = post.quoted ?? []
        expect(new Set(quoted).size).toBe(quoted.length)
        expect(quoted.filter((at) => (messages[at]?.author ?? null) === null)).toEqual([])
        expect(post.title.trim()).not.toBe("")
        expect(/\n/.test(post.title)).toBe(false)
      })
  )

  const hostile: ReadonlyArray<readonly [string, (at: number) => string]> = [
    ["the same letter", () => "a".repeat(4000)],
    ["spaces", () => `a${" ".repeat(4000)}b`],
    ["brackets", () => "(".repeat(4000)],
    ["commas", () => "a,".repeat(2000)],
    ["punctuation", () => ".!?".repeat(1300)],
    ["laughter", () => "ha".repeat(2000)],
    ["laughter that is none", () => `${"haj".repeat(1300)}x`],
    ["drawn out letters", () => "aaabbbccc".repeat(400)],
    ["pseudonyms", () => "Amber Otter ".repeat(330)],
    ["links", () => "https://a.example/b ".repeat(200)],
    ["emoji", () => "👨‍👩‍👧‍👦".repeat(360)],
    ["questions", (at) => `what about ${at}? `.repeat(200)],
    ["one word in each line", () => "lift"],
    ["another word in each line", (at) => `lift${at} door${at} hall${at}`]
  ]
  for (const [name, text] of hostile) {
    it.live(`takes a short time for 2000 lines of ${name}`, () =>
      Effect.gen(function* () {
        const authors = ["Amber Otter", "Quiet Fox"]
        const messages = Array.from({ length: 2000 }, (_, at) =>
          message(at / 10, authors[at % 2] ?? null, text(at))
        )
        const started = performance.now()
        yield* write(messages)
        expect(performance.now() - started).toBeLessThan(8000)
      })
    )
  }
})
