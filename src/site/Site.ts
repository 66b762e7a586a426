/**
 * The site: pages from the Markdown posts, and everything beside them.
 */
import { createHash } from "node:crypto"
import * as Effect from "effect/Effect"
import { searchData, searchedPart } from "./finding/search.js"
import { isUntouched, split } from "./frontMatter.js"
import { homePage } from "./homePage.js"
import { labelsFor } from "./labels.js"
import type { SiteContext } from "./layout.js"
import { decode } from "./Markdown.js"
import { type About, type PostHead, peopleOf } from "./people.js"
import { type PostInPlace, postPage, surroundingsOf } from "./postPage.js"
import { profileMark, profileMarkdown, profilePage } from "./profile.js"
import { makeRenderer } from "./renderMarkdown.js"
import { type SiteError, SiteStore } from "./SiteStore.js"
import { readScripts } from "./scripts.js"
import { sections } from "./sections.js"
import { putAside } from "./setAside.js"
import { readStats } from "./stats.js"
import { sheets } from "./style.js"
import { tagsOf } from "./tags.js"
import { readTheme, themeSheet } from "./theme.js"

/** What rendering made. */
export interface SiteSummary {
  readonly posts: number
  readonly profiles: number
  /** Where to open the site. */
  readonly home: string
  /** Profiles that were edited by hand and therefore kept as they are. */
  readonly edited: ReadonlyArray<string>
  /** What was left out and why, a line each. */
  readonly warnings: ReadonlyArray<string>
}

/** Changes when the same posts would give other pages. */
export const version = "3"

/** One digest of all pages and of all that they are rendered from. */
export const digest: Effect.Effect<string, SiteError, SiteStore> = Effect.gen(function* () {
  const store = yield* SiteStore
  const lists = yield* Effect.forEach(["", ...folders, "assets"], (folder) =>
    Effect.map(store.list(folder), (names) =>
      folder === "" ? names.filter((name) => atRoot.test(name)) : names.map((name) => `${folder}/${name}`)
    )
  )
  const paths = lists.flat()
  const found = yield* Effect.forEach(paths, store.fingerprint, { concurrency: 1 })
  const hash = createHash("sha256")
  for (const [at, path] of paths.entries()) hash.update(`${path} ${found[at]}\n`)
  return hash.digest("hex")
}).pipe(Effect.withSpan("Site.digest"))

/** The summary of a site whose pages are as they should be. */
export const unchanged: Effect.Effect<SiteSummary, SiteError, SiteStore> = Effect.gen(function* () {
  const store = yield* SiteStore
  const files = (folder: string) =>
    Effect.map(store.list(folder), (names) =>
      names.filter((name) => name.endsWith(".md")).map((name) => `${folder}/${name}`)
    )
  const profiles = yield* files("profiles")
  const isEdited = (path: string) =>
    Effect.map(store.read(path), (text) => text !== null && !isUntouched(text))
  return {
    posts: (yield* files("posts")).length,
    profiles: profiles.length,
    home: `${store.root}/index.html`,
    edited: yield* Effect.filter(profiles, isEdited, { concurrency: 8 }),
    warnings: []
  }
})

/**
 * Renders the whole site from the Markdown posts that are there, whoever wrote or edited them. A file
 * without a post's front matter is left out with a warning. Two passes: the first keeps what the home
 * page needs of each post, the second holds one post's text at a time. Pages of posts and people that
 * are gone are removed. A profile's Markdown that was edited by hand is kept, unless `force` says that it
 * is put into `.egregora/replaced`.
 */
export const render: (options: {
  readonly title: string
  /** What people say of themselves, by the name that is shown. Default: nothing. */
  readonly about?: ReadonlyMap<string, About>
  readonly force?: boolean
}) => Effect.Effect<SiteSummary, SiteError, SiteStore> = Effect.fn("Site.render")(function* ({
  title,
  about = new Map(),
  force = false
}) {
  const store = yield* SiteStore
  const warnings: Array<string> = []
  const edited: Array<string> = []
  const heads: Array<PostHead> = []
  const keys = (yield* store.list("posts")).flatMap((name) =>
    name.endsWith(".md") ? [name.slice(0, -3)] : []
  )
  const read = yield* Effect.forEach(keys, readHead, { concurrency: 8 })
  read.forEach((head, at) => {
    if (head === null) warnings.push(`posts/${keys[at]}.md was left out: it is not a post's file.`)
    else heads.push(head)
  })
  heads.sort((a, b) => Date.parse(a.window.start) - Date.parse(b.window.start) || (a.key < b.key ? -1 : 1))
  const language = commonest(heads.map((head) => head.language))
  const theme = yield* readTheme
  const bare: SiteContext = {
    title,
    language,
    posts: heads,
    people: peopleOf(heads, about),
    media: new Set(yield* store.list("media")),
    tags: tagsOf(heads),
    theme,
    sections: []
  }
  const shown = sections.filter((section) => section.isShown(bare))
  const site: SiteContext = {
    ...bare,
    sections: shown.flatMap(({ home, label }) =>
      home === null ? [] : [{ path: home, label: label(labelsFor(language)) }]
    )
  }
  const renderBody = yield* makeRenderer
  const current = new Set<string>()
  const write = (path: string, text: string) => {
    current.add(path)
    return store.write(path, text)
  }
  yield* Effect.forEach(
    [...Object.values(sheets), ...(yield* readScripts)],
    ({ path, text }) => write(path, text),
    { discard: true }
  )
  if (theme.style === null) yield* store.remove(themeSheet)
  else yield* write(themeSheet, theme.style)
  const texts = new Map<string, string>()
  yield* Effect.forEach(
    heads.keys(),
    Effect.fnUntraced(function* (at) {
      const head = heads[at]
      const post = head === undefined ? null : yield* readPost(head.key)
      if (post === null) return
      const inPlace: PostInPlace = { post, earlier: heads[at - 1] ?? null, later: heads[at + 1] ?? null }
      const surroundings = surroundingsOf(site, post)
      const rendered = renderBody(post.body, surroundings)
      texts.set(post.key, searchedPart(rendered.text, heads.length))
      yield* write(`posts/${post.key}.html`, postPage(site, inPlace, surroundings, rendered))
    }),
    { concurrency: 8, discard: true }
  )
  yield* Effect.forEach(
    site.people,
    Effect.fnUntraced(function* (person) {
      const path = `profiles/${person.slug}.md`
      const markdown = yield* profileMarkdown(site, person)
      const known = yield* store.read(path)
      const isEdited = known !== null && !isUntouched(known)
      if (isEdited && force) yield* putAside(path, known)
      current.add(path)
      if (isEdited && !force) edited.push(path)
      else yield* store.write(path, markdown)
      yield* write(`profiles/${person.slug}.html`, profilePage(site, person))
    }),
    { concurrency: 8, discard: true }
  )
  for (const section of shown) {
    for (const { path, text } of section.files(site)) yield* write(path, text)
  }
  const data = searchData(site, texts)
  yield* write(data.path, data.text)
  yield* write("index.html", homePage(site))
  yield* Effect.forEach(["", ...folders], (folder) => removeStale(folder, current), { discard: true })
  return {
    posts: heads.length,
    profiles: site.people.length,
    home: `${store.root}/index.html`,
    edited: edited.sort(),
    warnings
  }
})

/** The folders of pages; the root has some too. */
const folders = ["posts", "profiles", "tags"]

/** What of the files at the root may be a page or a feed. */
const atRoot = /\.(?:html|xml|json)$/

const readPost = Effect.fnUntraced(function* (key: string) {
  const store = yield* SiteStore
  const text = yield* store.read(`posts/${key}.md`)
  return text === null ? null : yield* decode(key, text)
})

/** Null for what cannot be read as a post: it is left out, and the others are shown. */
const readHead = (key: string) =>
  Effect.gen(function* () {
    const post = yield* Effect.orElseSucceed(readPost(key), () => null)
    if (post === null) return null
    const { body: _, ...rest } = post
    const head: PostHead = { ...rest, stats: yield* readStats(key) }
    return head
  })

/**
 * Removes pages that this site no longer has: a name that was shown once must not stay. What was edited
 * by hand is moved out of the way instead.
 */
const removeStale = Effect.fnUntraced(function* (folder: string, current: ReadonlySet<string>) {
  const store = yield* SiteStore
  for (const name of yield* store.list(folder)) {
    const path = folder === "" ? name : `${folder}/${name}`
    const extension = /\.(md|html)$/.exec(name)?.[1]
    if (extension === undefined || current.has(path)) continue
    const text = (yield* Effect.orElseSucceed(store.read(path), () => null)) ?? ""
    const ours =
      extension === "html" ? text.includes(generator) : folder === "profiles" && (yield* isProfile(text))
    if (!ours) continue
    if (extension === "html" || isUntouched(text)) yield* store.remove(path)
    else yield* putAside(path, text)
  }
})

const generator = `<meta name="generator" content="egregora">`

const isProfile = (text: string): Effect.Effect<boolean> =>
  Effect.map(split(text), (parts) => {
    const data = parts?.data
    return typeof data === "object" && data !== null && "type" in data && data.type === profileMark
  })

const commonest = (languages: ReadonlyArray<string>): string => {
  const counts = new Map<string, number>()
  for (const language of languages) {
    if (language !== "und") counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "en"
}
