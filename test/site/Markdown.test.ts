import { describe, expect, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import { escapeText } from "../../src/domain/markdown.js"
import { Participant, type Post } from "../../src/domain/Post.js"
import { decode, encode } from "../../src/site/Markdown.js"

const post: Post = {
  key: "2025-05-02",
  title: 'Lift: "stuck" --- again',
  lead: "# Three days.\n---\nAnd a piano.",
  body: "## The lift\n\n> **Amber Otter** · 08:15\n>\n> broken",
  language: "en",
  start: Date.UTC(2025, 4, 2, 7, 15),
  end: Date.UTC(2025, 4, 2, 22, 0, 0, 500),
  zone: "Europe/Lisbon",
  messages: 12,
  tags: ["lift"],
  participants: [{ name: "Amber Otter", messages: 12, quote: "---\ntitle: mine" }],
  attachments: [{ entry: "Eva Dias CV.pdf", path: "media/0a1b.pdf" }],
  writer: "extractive"
}

describe("posts as Markdown", () => {
  it.effect("have their data in YAML and their text below, and no name of a file in the export", () =>
    Effect.gen(function* () {
      const text = yield* encode(post)
      expect(text.replace(/^checksum: [0-9a-f]{64}\n/m, "")).toBe(`---
title: 'Lift: "stuck" --- again'
date: 2025-05-02T08:15:00+01:00
language: en
lead: |-
  # Three days.
  ---
  And a piano.
window:
  start: 2025-05-02T08:15:00+01:00
  end: 2025-05-02T23:00:00.500+01:00
zone: Europe/Lisbon
messages: 12
tags:
  - lift
participants:
  - name: Amber Otter
    messages: 12
    quote: |-
      ---
      title: mine
attachments:
  - media/0a1b.pdf
writer: extractive
---

\\# Three days.\\
\\---\\
And a piano.

## The lift

> **Amber Otter** · 08:15
>
> broken
`)
    })
  )

  const text = FastCheck.oneof(
    FastCheck.string({ unit: "grapheme" }),
    FastCheck.constantFrom(
      "---",
      "\n---\n",
      "- a: b",
      "{{x}}",
      "!!js/function",
      "'\"",
      "&a *a",
      "0x1F",
      "no",
      "~",
      "# x"
    )
  ).filter((it) => !/\p{Cs}/u.test(it) && !/\p{Cc}/u.test(it.replaceAll("\n", "")))
  const line = text.map((it) => it.replaceAll("\n", " "))

  it.effect.prop(
    "come back as they were",
    [
      line.filter((it) => it !== ""),
      text,
      text,
      FastCheck.array(Arbitrary.make(Participant), { maxLength: 3 })
    ],
    ([title, lead, quote, people]) =>
      Effect.gen(function* () {
        const participants = people.map((person) => ({ ...person, name: title, quote }))
        const changed = { ...post, title, lead, participants }
        const { attachments, start: _start, end: _end, ...same } = changed
        expect(yield* decode(post.key, yield* encode(changed))).toEqual({
          ...same,
          body: `${escapeText(lead)}\n\n${post.body}`.trim(),
          date: "2025-05-02T08:15:00+01:00",
          window: { start: "2025-05-02T08:15:00+01:00", end: "2025-05-02T23:00:00.500+01:00" },
          attachments: attachments.map(({ path }) => path)
        })
      })
  )

  const foreign = [
    "",
    "# Just text",
    "---\ntitle: x\n---\n",
    "---\n: : :\n- [\n---\nbody",
    "---\n\n---\n",
    "no\n---\ntitle: x\n---"
  ]
  for (const file of foreign) {
    it.effect(`are not made of ${JSON.stringify(file)}`, () =>
      Effect.gen(function* () {
        expect(yield* decode("x", file)).toBeNull()
      })
    )
  }

  it.effect("are not made of front matter with a zone, a path or a language that is none", () =>
    Effect.gen(function* () {
      const good = yield* encode(post)
      expect(yield* decode("x", good)).not.toBeNull()
      for (const [from, to] of [
        ["Europe/Lisbon", "Europe/Nowhere"],
        ["media/0a1b.pdf", "../../etc/passwd"],
        ["language: en", "language: '\"><script>'"],
        ["messages: 12", "messages: many"],
        ["date: 2025-05-02T", "date: 2025-13-02T"],
        ["writer: extractive", "writer: extractive\nwriter: me"]
      ] as const) {
        expect(yield* decode("x", good.replace(from, to))).toBeNull()
      }
    })
  )
})
