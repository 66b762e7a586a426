/**
 * Posts that a new cutting of the chat has replaced.
 */
import * as Effect from "effect/Effect"
import { FURTHEST } from "../domain/zones.js"
import { isUntouched } from "./frontMatter.js"
import { decode } from "./Markdown.js"
import { type SiteError, SiteStore } from "./SiteStore.js"
import { statsPath } from "./stats.js"

/** What a run covered. */
export interface Covered {
  /** The keys of its windows, whatever became of them. */
  readonly keys: ReadonlySet<string>
  /** The files of `posts/` when it began: what came since is another run's. */
  readonly known: ReadonlySet<string>
  /**
   * The first and the last instant of each of its windows, in milliseconds since the epoch; null for all
   * time.
   */
  readonly spans: ReadonlyArray<readonly [start: number, end: number]> | null
  /** Whether posts that were edited by hand are moved as well. */
  readonly force: boolean
  /** The zone in which its times were read. In another one, the same messages were at other instants. */
  readonly zone: string
}

/** What became of the posts of other windows. */
export interface SetAside {
  /** How many were moved. */
  readonly moved: number
  /** The keys of those that were edited by hand and stay. */
  readonly edited: ReadonlyArray<string>
}

/**
 * Moves the posts of windows that this run did not have, and that share time with one that it had, to
 * `.egregora/replaced`: what they tell, the new posts tell too, and it was told under other rules. Posts
 * of other times stay, also where the export holds nothing any more, and those that were edited by hand
 * unless `force` says otherwise.
 */
export const setAside: (covered: Covered) => Effect.Effect<SetAside, SiteError, SiteStore> = Effect.fn(
  "setAside"
)(function* ({ force, keys, known, spans, zone }) {
  const store = yield* SiteStore
  const edited: Array<string> = []
  let moved = 0
  for (const name of yield* store.list("posts")) {
    const key = /^(.+)\.md$/.exec(name)?.[1]
    if (key === undefined || keys.has(key) || !known.has(name)) continue
    const text = (yield* Effect.orElseSucceed(store.read(`posts/${name}`), () => null)) ?? ""
    const post = yield* decode(key, text)
    if (post === null) continue
    const { window } = post
    const shift = post.zone === zone ? 0 : FURTHEST
    const [first, last] = [Date.parse(window.start) - shift, Date.parse(window.end) + shift]
    if (spans?.some(([start, end]) => start <= last && end >= first) === false) continue
    if (!force && !isUntouched(text)) {
      edited.push(key)
      continue
    }
    yield* putAside(`posts/${name}`, text)
    yield* store.remove(statsPath(key))
    moved++
  }
  return { moved, edited }
})

/**
 * Moves a file of the site to `.egregora/replaced`, under its own name, or with a number before its
 * extension where that holds something else already. Gives the new path.
 */
export const putAside = Effect.fn("putAside")(function* (path: string, text: string) {
  const store = yield* SiteStore
  const [, stem, extension] = /([^/]*?)(\.[^./]*)?$/.exec(path) ?? []
  for (let n = 1; ; n++) {
    const aside = `.egregora/replaced/${stem}${n === 1 ? "" : `-${n}`}${extension ?? ""}`
    const known = yield* store.read(aside)
    if (known !== null && known !== text) continue
    yield* store.write(aside, text)
    yield* store.remove(path)
    return aside
  }
})
