/**
 * The posts for a rendering: what all pages need to know of each, and their own pages. A post whose file
 * is as it was is not read, and its page is not rendered if nothing else that it shows has changed.
 */
import * as Effect from "effect/Effect"
import { fingerprint } from "../domain/Fingerprint.js"
import { searchedPart } from "./finding/search.js"
import { bodyOf } from "./frontMatter.js"
import type { SiteContext } from "./layout.js"
import { decode, type FrontMatter } from "./Markdown.js"
import type { PostHead } from "./people.js"
import { frameOf, placeOf, postPage, surroundingsOf } from "./postPage.js"
import { markdownPath, pagePath } from "./postPath.js"
import * as Rendered from "./rendered.js"
import { makeRenderer } from "./renderMarkdown.js"
import { type SiteError, SiteStore } from "./SiteStore.js"
import { readStats } from "./stats.js"

/** The posts of a site as their files are. */
export interface Posts {
  /** In order of time. */
  readonly heads: ReadonlyArray<PostHead>
  /** The keys of files that are no posts'. */
  readonly unreadable: ReadonlyArray<string>
  /**
   * Writes their pages, and keeps for the next time what they were made of. Gives what the search looks
   * through of each, by its key.
   */
  readonly render: (site: SiteContext) => Effect.Effect<ReadonlyMap<string, string>, SiteError, SiteStore>
}

/**
 * Looks at the posts that are there. `version` is that of the pages: another one renders all again, and so
 * does `refresh`.
 */
export const load = Effect.fn("postPages.load")(function* (
  version: string,
  refresh: boolean
): Effect.fn.Return<Posts, SiteError, SiteStore> {
  const store = yield* SiteStore
  const known = refresh ? new Map<string, Rendered.Rendered>() : yield* Rendered.load
  const keys = (yield* store.list("posts")).flatMap((name) =>
    name.endsWith(".md") ? [name.slice(0, -3)] : []
  )
  const found = yield* Effect.forEach(
    keys,
    Effect.fnUntraced(function* (key) {
      const sha256 = yield* Effect.orElseSucceed(store.fingerprint(markdownPath(key)), () => null)
      const last = known.get(key)
      const head = yield* last?.sha256 === sha256 ? Effect.succeed(last.head) : readFront(key)
      return head === null ? null : { key, sha256, front: head, stats: yield* readStats(key) }
    }),
    { concurrency: 1 }
  )
  const posts = found
    .filter((post) => post !== null)
    .sort(
      ({ front: a, key }, { front: b, key: other }) =>
        Date.parse(a.window.start) - Date.parse(b.window.start) || (key < other ? -1 : 1)
    )
  const heads = posts.map(({ front, key, stats }): PostHead => ({ ...front, key, stats }))

  const renderOne = Effect.fnUntraced(function* (
    at: number,
    site: SiteContext,
    frame: string,
    renderBody: RenderBody
  ) {
    const post = posts[at]
    const head = heads[at]
    if (post === undefined || head === undefined) return []
    const { front, key, sha256 } = post
    const place = placeOf(site, at)
    const from = fingerprint([version, sha256, frame, JSON.stringify({ ...place, site: null })])
    const last = known.get(key)
    const isSame =
      last?.page.from === from &&
      isShown(last, site) &&
      (yield* store.fingerprint(pagePath(key))) === last.page.sha256
    if (isSame) return [last]
    const body = bodyOf((yield* store.read(markdownPath(key))) ?? "")
    if (body === null) return []
    const media = asking(site.media)
    const file = { ...head, body }
    const surroundings = surroundingsOf(file, place, media)
    const rendered = renderBody(body, surroundings)
    const page = yield* store.write(pagePath(key), postPage(file, place, surroundings, rendered))
    const asked = Object.fromEntries(media.asked)
    const text = searchedPart(rendered.text, 1)
    return [
      { key, sha256: sha256 ?? "", head: front, page: { from, sha256: page.sha256, text, media: asked } }
    ]
  })

  return {
    heads,
    unreadable: keys.filter((_, at) => found[at] === null),
    render: Effect.fn("postPages.render")(function* (site) {
      const renderBody = yield* makeRenderer
      const frame = fingerprint({ ...frameOf(site), theme: site.theme.fingerprint })
      const rendered = yield* Effect.forEach(heads.keys(), (at) => renderOne(at, site, frame, renderBody), {
        concurrency: 1
      })
      const known = rendered.flat()
      yield* Rendered.keep(known.filter(({ sha256 }) => sha256 !== ""))
      return new Map(known.map(({ key, page }) => [key, searchedPart(page.text, heads.length)]))
    })
  }
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

type RenderBody = Effect.Effect.Success<typeof makeRenderer>

/** Null for what cannot be read as a post: it is left out, and the others are shown. */
const readFront = Effect.fnUntraced(
  function* (key: string) {
    const store = yield* SiteStore
    const text = yield* store.read(markdownPath(key))
    const post = text === null ? null : yield* decode(key, text)
    if (post === null) return null
    const { body, key: _key, ...front } = post
    // Who takes a picture out of a post does not think of the list at its head.
    const attachments = front.attachments.filter((path) => body.includes(path))
    return { ...front, attachments } satisfies FrontMatter
  },
  Effect.orElseSucceed(() => null)
)

/** Whether the files that a page shows are there, or not, as they were. */
const isShown = ({ page }: Rendered.Rendered, { media }: SiteContext): boolean =>
  Object.entries(page.media).every(([name, wasThere]) => media.has(name) === wasThere)

/** Names of files, and what was asked of them. */
const asking = (names: ReadonlySet<string>) => {
  const asked = new Map<string, boolean>()
  const has = (name: string): boolean => {
    asked.set(name, names.has(name))
    return names.has(name)
  }
  return { asked, has }
}
