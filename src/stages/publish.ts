/**
 * The publish stage: a post becomes files of the site.
 */
import * as Effect from "effect/Effect"
import type { Attachment, Post } from "../domain/Post.js"
import { encode } from "../site/Markdown.js"
import { isCleaned, withoutMetadata } from "../site/pictures/withoutMetadata.js"
import { markdownPath } from "../site/postPath.js"
import { type SiteError, SiteStore } from "../site/SiteStore.js"
import { sha256OfStream } from "../site/sha256.js"
import { statsPath } from "../site/stats.js"
import type { Chat } from "../sources/Source.js"

/** What publishing a post left in the site. */
export interface Published {
  /** The post's Markdown file, `posts/2025-10-28.md`. */
  readonly path: string
  /** Every file that the post needs, with the sha256 of its bytes. */
  readonly outputs: ReadonlyArray<{ readonly path: string; readonly sha256: string }>
  /** What could not be had from the export, a line each; the post is published without it. */
  readonly lost: ReadonlyArray<string>
}

/**
 * Writes `posts/<key>.md` with its numbers, and copies the attachments that the site does not hold yet, or
 * holds with their metadata. The post is written last, so a post that is there has all its files.
 */
export const publish: (
  post: Post,
  attachment: Chat["attachment"]
) => Effect.Effect<Published, SiteError, SiteStore> = Effect.fn("publish")(function* (post, attachment) {
  const store = yield* SiteStore
  const digestOf = (entry: string) => Effect.orElseSucceed(sha256OfStream(attachment(entry)), () => null)
  const copy = Effect.fnUntraced(function* ({ entry, path }: Attachment) {
    const known = yield* store.fingerprint(path)
    const isAsInExport = known !== null && isCleaned(path) && known === (yield* digestOf(entry))
    if (known !== null && !isAsInExport) return { path, sha256: known }
    return yield* store.writeStream(path, withoutMetadata(attachment(entry))).pipe(
      Effect.map(({ sha256 }) => ({ path, sha256 })),
      Effect.catchTag("ExportError", () => Effect.succeed(null))
    )
  })
  const media = yield* Effect.forEach(post.attachments, copy, { concurrency: 1 })
  const copied = media.filter((output) => output !== null)
  const lost = media.length - copied.length
  const path = markdownPath(post.key)
  const numbers =
    post.stats === undefined ? [] : [yield* store.write(statsPath(post.key), JSON.stringify(post.stats))]
  const written = [...numbers, yield* store.write(path, yield* encode(post))]
  return {
    path,
    outputs: [...copied, ...written.map((file) => ({ path: file.path, sha256: file.sha256 }))],
    lost: lost === 0 ? [] : [`${lost} of ${media.length} attachments could not be read from the export`]
  }
})
