/**
 * Posts that a new cutting of the chat has replaced.
 */
import * as Effect from "effect/Effect"
import { decode } from "./Markdown.js"
import { type SiteError, SiteStore } from "./SiteStore.js"

/** What a run covered. */
export interface Covered {
  /** The keys of its windows, whatever became of them. */
  readonly keys: ReadonlySet<string>
  /** The files of `posts/` when it began: what came since is another run's. */
  readonly known: ReadonlySet<string>
  /** The instants of its first and last message, in milliseconds since the epoch. */
  readonly start: number
  readonly end: number
  /** The zone in which its times were read. In another one, the same messages were at other instants. */
  readonly zone: string
}

/**
 * Moves the posts of windows that this run did not have, and whose time it covered, to
 * `.egregora/replaced`: what they tell, the new posts tell too, and it was told under other rules. Posts
 * of other times stay, and nothing is deleted. Gives how many were moved.
 */
export const setAside: (covered: Covered) => Effect.Effect<number, SiteError, SiteStore> = Effect.fn(
  "setAside"
)(function* ({ keys, known, start, end, zone }) {
  const store = yield* SiteStore
  let moved = 0
  for (const name of yield* store.list("posts")) {
    const key = /^(.+)\.md$/.exec(name)?.[1]
    if (key === undefined || keys.has(key) || !known.has(name)) continue
    const text = (yield* Effect.orElseSucceed(store.read(`posts/${name}`), () => null)) ?? ""
    const post = yield* decode(key, text)
    if (post === null) continue
    const { window } = post
    const shift = post.zone === zone ? 0 : widestShift
    if (Date.parse(window.start) < start - shift || Date.parse(window.end) > end + shift) continue
    yield* store.write(`.egregora/replaced/${name}`, text)
    yield* store.remove(`posts/${name}`)
    moved++
  }
  return moved
})

/** Between the easternmost and the westernmost zone there are 26 hours, in milliseconds. */
const widestShift = 26 * 3_600_000
