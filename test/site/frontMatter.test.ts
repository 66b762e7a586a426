import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import { isUntouched, join, sealed, split } from "../../src/site/frontMatter.js"

const data = FastCheck.dictionary(
  FastCheck.string({ minLength: 1 }),
  FastCheck.string({ unit: "grapheme" }),
  {
    minKeys: 1,
    maxKeys: 4
  }
)

describe("a sealed file", () => {
  it.effect.prop(
    "is as it was made, whatever is in it",
    [data, FastCheck.string({ unit: "grapheme" })],
    ([data, body]) =>
      Effect.gen(function* () {
        const text = yield* sealed(data, body)
        expect(isUntouched(text)).toBe(true)
        expect(isUntouched(text.replaceAll("\n", "\r\n"))).toBe(true)
        expect(isUntouched(`${text}\n\n`)).toBe(true)
      })
  )

  it.effect("is not when a letter was changed, added or removed, in the text or above it", () =>
    Effect.gen(function* () {
      const text = yield* sealed({ title: "The lift", lead: "broken" }, "It is broken.\n\nchecksum: no")
      const changes = [
        text.replace("lift", "Lift"),
        text.replace("It is", "It was"),
        `${text}More.`,
        text.replace("lead: broken\n", ""),
        text.replace(/^checksum: .*\n/m, ""),
        text.replace(/^checksum: ./m, "checksum: g")
      ]
      expect(changes.map(isUntouched)).toStrictEqual(changes.map(() => false))
      expect(isUntouched(yield* join({ title: "The lift" }, "never sealed"))).toBe(false)
      expect(yield* split(text)).toMatchObject({ data: { title: "The lift", checksum: expect.any(String) } })
    })
  )
})
