import { describe, expect, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { details } from "../../src/sources/json/jsonChat.js"
import { removesNothing, type Withheld, withhold } from "../../src/stages/withhold.js"
import { message } from "../support/site.js"

const nothing: Withheld = {
  out: new Set(),
  namesWhoIsOut: () => false,
  isRemoved: removesNothing,
  hasCommands: false
}
const withRui: Withheld = {
  ...nothing,
  out: new Set(["Rui"]),
  namesWhoIsOut: (text) => text.includes("Rui")
}

const kept = (withheld: Withheld, ...messages: ReadonlyArray<ReturnType<typeof message>>) =>
  Effect.map(Stream.runCollect(withhold(withheld)(Stream.fromIterable(messages))), Chunk.toReadonlyArray)

describe("withhold", () => {
  const ana = message(0, "Ana", "Rui has the key")

  it.effect("whoever opted out has written nothing, is forwarded by nobody, and stands in no notice", () =>
    Effect.gen(function* () {
      const messages = [
        ana,
        message(1, "Rui", "hello"),
        message(2, null, "Rui left"),
        message(3, null, "Ana left"),
        { ...message(4, "Ana", "a poem"), details: details({ forwardedFrom: "Rui" }) },
        { ...message(5, "Ana", "a song"), details: details({ forwardedFrom: "Eva" }) }
      ]
      expect((yield* kept(withRui, ...messages)).map(({ index }) => index)).toEqual([0, 3, 5])
    })
  )

  it.effect("lines for the blog are gone, and a message with nothing else; a picture stays", () =>
    Effect.gen(function* () {
      const withCommands = { ...nothing, hasCommands: true }
      const messages = [
        message(0, "Ana", "/egregora opt-in"),
        message(1, "Ana", "one\n/egregora opt-in\ntwo"),
        message(2, "Ana", "/egregora opt-in", "a.jpg"),
        message(3, null, "/egregora opt-in"),
        message(4, "Ana", "")
      ]
      expect((yield* kept(withCommands, ...messages)).map(({ index, text }) => [index, text])).toEqual([
        [1, "one\ntwo"],
        [2, ""],
        [4, ""]
      ])
    })
  )

  it.effect("a message that was removed is gone", () =>
    Effect.gen(function* () {
      const withheld = { ...nothing, isRemoved: ({ index }: { readonly index: number }) => index === 1 }
      expect(yield* kept(withheld, ana, message(1, "Ana", "no"))).toEqual([ana])
    })
  )

  it("where nothing is withheld the stream is the same", () => {
    const messages = Stream.make(ana)
    expect(withhold(nothing)(messages)).toBe(messages)
  })
})
