/**
 * Posts as Markdown files: what a reader may edit, and what the pages are rendered from.
 */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { escapeText } from "../domain/markdown.js"
import { Participant, type Post } from "../domain/Post.js"
import { sealed, split } from "./frontMatter.js"

const Instant = Schema.String.pipe(Schema.filter((text) => Number.isFinite(Date.parse(text))))

/** The front matter of a post. `date`, `start` and `end` are ISO 8601 with the offset of the chat's zone. */
export const FrontMatter = Schema.Struct({
  title: Schema.NonEmptyString,
  date: Instant,
  language: Schema.String.pipe(Schema.pattern(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/)),
  lead: Schema.String,
  window: Schema.Struct({ start: Instant, end: Instant }),
  zone: Schema.String.pipe(Schema.filter((zone) => Option.isSome(DateTime.zoneFromString(zone)))),
  messages: Schema.Int.pipe(Schema.nonNegative()),
  tags: Schema.optionalWith(Schema.Array(Schema.NonEmptyString), { default: () => [] }),
  participants: Schema.Array(Participant),
  /** Paths from the site's root. */
  attachments: Schema.Array(Schema.String.pipe(Schema.pattern(/^media\/[a-z0-9]+\.[a-z0-9]+$/))),
  writer: Schema.String
})
export interface FrontMatter extends Schema.Schema.Type<typeof FrontMatter> {}

/** A post as its file has it. */
export interface PostFile extends FrontMatter {
  /** The name of its files. */
  readonly key: string
  /** The Markdown below the front matter; it begins with the lead. */
  readonly body: string
}

/** A post as a Markdown file, sealed. What the attachments are called in the export is not in it. */
export const encode = (post: Post): Effect.Effect<string> => {
  const front: FrontMatter = {
    title: post.title,
    date: iso(post.start, post.zone),
    language: post.language,
    lead: post.lead,
    window: { start: iso(post.start, post.zone), end: iso(post.end, post.zone) },
    zone: post.zone,
    messages: post.messages,
    tags: post.tags ?? [],
    participants: post.participants,
    attachments: post.attachments.map((attachment) => attachment.path),
    writer: post.writer
  }
  return sealed({ ...front }, `${escapeText(post.lead)}\n\n${post.body}`)
}

/** A Markdown file as a post; null when its front matter is missing or is not a post's. */
export const decode = Effect.fnUntraced(function* (key: string, text: string) {
  const parts = yield* split(text)
  if (parts === null) return null
  const front = Option.getOrNull(Schema.decodeUnknownOption(FrontMatter)(parts.data))
  return front === null ? null : ({ ...front, key, body: parts.body } satisfies PostFile)
})

/** ISO 8601 with the zone's offset, without an empty fraction: `2025-10-28T14:15:00+00:00`. */
const iso = (instant: number, zone: string): string =>
  DateTime.make(instant).pipe(
    Option.map((utc) => DateTime.unsafeSetZoneNamed(utc, zone)),
    Option.match({
      onNone: () => "",
      onSome: (zoned) => DateTime.formatIsoOffset(zoned).replace(/\.000(?=[+-])/, "")
    })
  )
