/**
 * What the last rendering knew of each post, so that the next one reads and renders only those that
 * changed. It is advice: without it, or with another's, all of them are.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { FrontMatter } from "./Markdown.js"
import { SiteStore } from "./SiteStore.js"

/** One post as it was rendered. */
const Rendered = Schema.Struct({
  key: Schema.String,
  /** The digest of its file. */
  sha256: Schema.String,
  head: FrontMatter,
  page: Schema.Struct({
    /** A digest of all that the page was made of, but for the files that it shows. */
    from: Schema.String,
    /** Of the page. */
    sha256: Schema.String,
    /** What of its text the search looks through. */
    text: Schema.String,
    /** The names of files that it shows, and whether they were there. */
    media: Schema.Record({ key: Schema.String, value: Schema.Boolean })
  })
})
export interface Rendered extends Schema.Schema.Type<typeof Rendered> {}

/** The posts that the last rendering knew, by their keys; lines that are none are left out. */
export const load: Effect.Effect<ReadonlyMap<string, Rendered>, never, SiteStore> = Effect.gen(function* () {
  const store = yield* SiteStore
  const text = yield* Effect.orElseSucceed(store.read(file), () => null)
  const known = new Map<string, Rendered>()
  for (const line of (text ?? "").split("\n")) {
    const post = line === "" ? Option.none() : decode(line)
    if (Option.isSome(post)) known.set(post.value.key, post.value)
  }
  return known
})

/** Keeps what a rendering knows for the next one, where it can be kept. */
export const keep = (posts: ReadonlyArray<Rendered>): Effect.Effect<void, never, SiteStore> =>
  Effect.flatMap(SiteStore, (store) =>
    Effect.ignore(store.write(file, posts.map((post) => `${JSON.stringify(post)}\n`).join("")))
  )

const file = ".egregora/rendered"

const decode = Schema.decodeOption(Schema.parseJson(Rendered))
