/**
 * Rids a site of posts that show what somebody took back.
 */
import * as Effect from "effect/Effect"
import { escapeText } from "../domain/markdown.js"
import { mediaName } from "../domain/mediaFile.js"
import { fold, holdsName } from "../domain/nameMatcher.js"
import { FURTHEST } from "../domain/zones.js"
import { isUntouched } from "./frontMatter.js"
import { homePath } from "./homeMarkdown.js"
import { decode } from "./Markdown.js"
import { removeVersions } from "./pictures/versions.js"
import { type SiteError, SiteStore } from "./SiteStore.js"
import { putAside } from "./setAside.js"
import { statsPath } from "./stats.js"

/** What was found in a site, and takes note of what must not be in it any more. */
export interface Forgetting {
  /** Whether there is nothing to look through. */
  readonly isEmpty: boolean
  /** Takes note of a message that is gone. */
  readonly gone: (timestamp: number, text: string) => void
  /** Takes note of a message that is back: its post is made again, media and all, unless it was edited by hand. */
  readonly back: (timestamp: number) => void
  /** Removes what has to go. */
  readonly forget: Effect.Effect<Forgotten, SiteError, SiteStore>
}

/** What was removed. */
export interface Forgotten {
  /** The keys of posts that are gone. */
  readonly posts: ReadonlyArray<string>
  /** Files that were edited by hand and show what was taken back, by where they are now. */
  readonly edited: ReadonlyArray<string>
}

/** What to look for. */
export interface ToForget {
  /** Names that must not stand in a post any more. */
  readonly names: ReadonlyArray<string>
  /** Whether somebody who took part, by the name that a post has, must not stand in it any more. */
  readonly isOut: (participant: string) => boolean
  /** The chat's zone. In a post of another one the same messages are at other instants. */
  readonly zone: string
  /** The first and the last instant of the export, in milliseconds since the epoch. */
  readonly range: readonly [first: number, last: number]
}

/**
 * Looks through the posts of a site, what was edited by hand of people's pages, and `.egregora/replaced`. A
 * post goes if it names one of `names`, if somebody took part who `isOut`, or if a message that is gone is of
 * its time; its page and the media that it shows go with it, since a medium is called after the message's
 * place. What was edited by hand goes only if it holds such a name or such words, and then to
 * `.egregora/replaced`.
 */
export const lookThrough: (wanted: ToForget) => Effect.Effect<Forgetting, SiteError, SiteStore> = Effect.fn(
  "forget.lookThrough"
)(function* ({ isOut, names, range, zone }) {
  const store = yield* SiteStore
  const found: Array<Found> = []
  for (const folder of ["", "posts", "profiles", replaced]) {
    for (const name of yield* store.list(folder)) {
      const key = /^(.+)\.md$/.exec(name)?.[1]
      if (key === undefined || (folder === "" && name !== homePath)) continue
      const path = folder === "" ? name : `${folder}/${name}`
      const text = (yield* Effect.orElseSucceed(store.read(path), () => null)) ?? ""
      const post = yield* decode(key, text)
      const isEdited = !isUntouched(text)
      // The home page and pages of people that nobody edited are made again by every run.
      if ((folder === "profiles" || folder === "") && !isEdited) continue
      const shift = post === null || post.zone === zone ? 0 : FURTHEST
      found.push({
        path,
        key,
        isEdited,
        folder,
        start: post === null ? Number.NaN : Date.parse(post.window.start) - shift,
        end: post === null ? Number.NaN : Date.parse(post.window.end) + shift,
        words: isEdited ? fold(text) : "",
        mustGo: holdsAny(text, names) || post?.participants.some(({ name }) => isOut(name)) === true
      })
    }
  }
  const byDay = index(found)
  const at = (timestamp: number): ReadonlyArray<Found> =>
    (byDay.get(dayOf(timestamp)) ?? []).filter(
      ({ end, mustGo, start }) => !mustGo && start <= timestamp && timestamp < end + SECOND
    )
  return {
    isEmpty: found.length === 0,
    gone: (timestamp, text) => {
      for (const post of at(timestamp)) post.mustGo = !post.isEdited || holdsWords(post.words, text)
    },
    back: (timestamp) => {
      for (const post of at(timestamp)) {
        const isWhole = post.start >= range[0] && post.end <= range[1] + SECOND
        if (!post.isEdited && post.folder === "posts" && isWhole) post.mustGo = true
      }
    },
    forget: forgetAll(found)
  }
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

interface Found {
  readonly path: string
  readonly key: string
  readonly isEdited: boolean
  readonly folder: string
  /** In milliseconds since the epoch; NaN for what is no post. */
  readonly start: number
  readonly end: number
  /** The folded text of one that was edited by hand. */
  readonly words: string
  mustGo: boolean
}

const forgetAll = Effect.fnUntraced(function* (found: ReadonlyArray<Found>) {
  const store = yield* SiteStore
  const posts: Array<string> = []
  const edited: Array<string> = []
  for (const { folder, isEdited, key, path } of found.filter(({ mustGo }) => mustGo)) {
    const text = (yield* store.read(path)) ?? ""
    if (folder === "posts") {
      const shown = Array.from(text.matchAll(media), ([medium]) => medium)
      for (const medium of shown) yield* store.remove(medium)
      yield* removeVersions(shown.map(mediaName))
      yield* store.remove(statsPath(key))
      posts.push(key)
    }
    if (folder !== replaced) yield* store.remove(path.replace(/md$/, "html"))
    if (!isEdited) yield* store.remove(path)
    else edited.push(folder === replaced ? path : yield* putAside(path, text))
  }
  const forgotten: Forgotten = { posts, edited }
  return forgotten
})

const replaced = ".egregora/replaced"

const media = /(?<![\w/])media\/[a-z0-9]+\.[a-z0-9]+/g

/** The posts by the days that they touch, so that a million messages need not each look at all of them. */
const index = (found: ReadonlyArray<Found>): ReadonlyMap<number, ReadonlyArray<Found>> => {
  const byDay = new Map<number, Array<Found>>()
  for (const post of found) {
    if (Number.isNaN(post.start) || post.end - post.start > LONGEST) continue
    for (let day = dayOf(post.start); day <= dayOf(post.end); day++) {
      const posts = byDay.get(day)
      if (posts === undefined) byDay.set(day, [post])
      else posts.push(post)
    }
  }
  return byDay
}

const holdsAny = (text: string, names: ReadonlyArray<string>): boolean =>
  names.some((name) => [name, escapeText(name)].some((written) => holdsName(text, written)))

/** Fewer letters may be anybody's. */
const FEWEST = 12

const holdsWords = (words: string, text: string): boolean => {
  const said = fold(text)
  return said.length >= FEWEST && words.includes(said)
}

const SECOND = 1000
const DAY = 86_400_000
/** A hundred years. */
const LONGEST = 36_525 * DAY

const dayOf = (timestamp: number): number => Math.floor(timestamp / DAY)
