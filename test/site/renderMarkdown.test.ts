import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describe, expect } from "vitest"
import { labelsFor } from "../../src/site/labels.js"
import type { Direction } from "../../src/site/language.js"
import { makeRenderer } from "../../src/site/renderMarkdown.js"

const people = new Map([["Amber Otter", { slug: "amber-otter", tone: 2 }]])

const body = (markdown: string, direction: Direction = "ltr") =>
  Effect.map(
    makeRenderer,
    (render) =>
      render(markdown, { people, media: new Set(), versions: new Map(), labels: labelsFor("en"), direction })
        .html.markup
  )

describe("a post's body", () => {
  it.effect("names its author once, with a link where they first speak, until somebody else does", () =>
    Effect.gen(function* () {
      const said = (time: string, text: string, name = "Amber Otter") =>
        `> **${name}** · ${time}\n>\n> ${text}\n`
      const text = [
        said("08:15", "broken"),
        said("08:16", "again"),
        said("08:17", "no", "Quiet Ibis"),
        said("08:18", "yes")
      ]
      expect(yield* body(text.join("\n"))).toBe(
        `<blockquote class="message tone-2" data-sign="A">
<p><a href="../profiles/amber-otter.html">Amber Otter</a> 08:15</p>
<p>broken</p>
</blockquote>
<blockquote class="message tone-2 same">
<p>08:16</p>
<p>again</p>
</blockquote>
<blockquote class="message tone-0" data-sign="Q">
<p><strong>Quiet Ibis</strong> 08:17</p>
<p>no</p>
</blockquote>
<blockquote class="message tone-2" data-sign="A">
<p><strong>Amber Otter</strong> 08:18</p>
<p>yes</p>
</blockquote>
`
      )
    })
  )

  it.effect("says the direction of a paragraph that turns, whoever it names", () =>
    Effect.gen(function* () {
      expect(yield* body("مرحبا")).toBe(`<p dir="rtl">مرحبا</p>\n`)
      expect(yield* body("hello")).toBe("<p>hello</p>\n")
      expect(yield* body("12:30 😂")).toBe("<p>12:30 😂</p>\n")
      expect(yield* body("hello", "rtl")).toBe(`<p dir="ltr">hello</p>\n`)
      expect(yield* body("Amber Otter مرحبا", "rtl")).toBe("<p>Amber Otter مرحبا</p>\n")
      expect(yield* body("😂 Amber Otter", "rtl")).toBe("<p>😂 Amber Otter</p>\n")
      expect(yield* body("@Amber Otter hello", "rtl")).toBe(`<p dir="ltr">@Amber Otter hello</p>\n`)
    })
  )
})
