/**
 * The site: pages from the Markdown posts, and everything beside them.
 */
import { createHash } from "node:crypto"
import * as Effect from "effect/Effect"
import { readAssets } from "./assets.js"
import { searchData } from "./finding/search.js"
import { isUntouched, split } from "./frontMatter.js"
import { homeMarkdown, homePath } from "./homeMarkdown.js"
import { homePage } from "./homePage.js"
import { labelsFor } from "./labels.js"
import type { SiteContext } from "./layout.js"
import { type About, peopleOf } from "./people.js"
import { readVersions, smallPictures } from "./pictures/versions.js"
import { faultOf } from "./postFault.js"
import * as postPages from "./postPages.js"
import { markdownPath, pagePath } from "./postPath.js"
import { makeProfiles, profileMark } from "./profile.js"
import { publicFiles } from "./publicFiles.js"
import { noSettings, type SiteSettings } from "./SiteSettings.js"
import { type SiteError, SiteStore } from "./SiteStore.js"
import { sections } from "./sections.js"
import { putAside } from "./setAside.js"
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
export const version = "5"

/** One digest of all pages and of all that they are rendered from; of smaller pictures, whose names say all, the names. */
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
  for (const name of yield* store.list(smallPictures)) hash.update(`${name}\n`)
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
    edited: yield* Effect.filter([homePath, ...profiles], isEdited, { concurrency: 8 }),
    warnings: []
  }
})

/**
 * Renders the whole site from the Markdown posts that are there, whoever wrote or edited them. A file
 * without a post's front matter is left out with a warning. Of a post only what other pages need is kept;
 * its page is rendered if something that it shows has changed. Pages of posts and people that are gone are
 * removed. A profile's Markdown that was edited by hand is kept, unless `force` says that it
 * is put into `.egregora/replaced`.
 */
export const render: (options: {
  /** The title of the home page, unless the settings have another; null for one in the site's language. */
  readonly title: string | null
  /** What the site's own person says of it. Default: nothing. */
  readonly settings?: SiteSettings
  /** What people say of themselves, by the name that is shown. Default: nothing. */
  readonly about?: ReadonlyMap<string, About>
  /** Whether pages are rendered although nothing that they show has changed. Default: false. */
  readonly refresh?: boolean
  readonly force?: boolean
}) => Effect.Effect<SiteSummary, SiteError, SiteStore> = Effect.fn("Site.render")(function* ({
  title,
  settings = noSettings,
  about = new Map(),
  refresh = false,
  force = false
}) {
  const store = yield* SiteStore
  const edited: Array<string> = []
  const posts = yield* postPages.load(version, refresh)
  const { heads } = posts
  const language = settings.language ?? commonest(heads.map((head) => head.language))
  const theme = yield* readTheme
  const bare: SiteContext = {
    title: settings.title ?? title ?? labelsFor(language).untitled,
    description: settings.description,
    url: settings.url,
    language,
    posts: heads,
    people: peopleOf(heads, about),
    media: new Set(yield* store.list("media")),
    versions: yield* readVersions,
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
  const current = new Set(heads.map(({ key }) => pagePath(key)))
  const write = (path: string, text: string) => {
    current.add(path)
    return store.write(path, text)
  }
  /** Writes Markdown that somebody may have edited. */
  const keep = Effect.fnUntraced(function* (path: string, markdown: string) {
    const known = yield* store.read(path)
    const isEdited = known !== null && !isUntouched(known)
    if (isEdited && force) yield* putAside(path, known)
    current.add(path)
    if (isEdited && !force) edited.push(path)
    else yield* store.write(path, markdown)
  })
  yield* Effect.forEach(yield* readAssets, ({ path, text }) => write(path, text), { discard: true })
  if (theme.style === null) yield* store.remove(themeSheet)
  else yield* write(themeSheet, theme.style)
  const texts = yield* posts.render(site)
  const profiles = makeProfiles(site)
  for (const person of site.people) {
    yield* keep(`profiles/${person.slug}.md`, yield* profiles.markdown(person))
    yield* write(`profiles/${person.slug}.html`, profiles.page(person))
  }
  for (const section of shown) {
    for (const { path, text } of section.files(site)) yield* write(path, text)
  }
  const data = searchData(site, texts)
  yield* write(data.path, data.text)
  yield* write("index.html", homePage(site))
  yield* keep(homePath, yield* homeMarkdown(site))
  for (const { path, text } of yield* publicFiles(site, [...current])) yield* write(path, text)
  yield* Effect.forEach(["", ...folders], (folder) => removeStale(folder, current), { discard: true })
  return {
    posts: heads.length,
    profiles: site.people.length,
    home: `${store.root}/index.html`,
    edited: edited.sort(),
    warnings: yield* Effect.forEach(posts.unreadable, leftOut)
  }
})

/** What is said of a file that is no post: where and why, and what to do. */
const leftOut = Effect.fnUntraced(function* (key: string) {
  const store = yield* SiteStore
  const path = markdownPath(key)
  const text = yield* Effect.orElseSucceed(store.read(path), () => null)
  const fault = text === null ? "it cannot be read" : yield* faultOf(text)
  return `${path} was left out: ${fault}; correct it, or remove it and process the chat again.`
})

/** The folders of pages; the root has some too. */
const folders = ["posts", "profiles", "tags"]

/** What of the files at the root may be a page or a feed. */
const atRoot = /\.(?:html|xml|json)$|^index\.md$/

/**
 * Removes pages that this site no longer has: a name that was shown once must not stay. What was edited
 * by hand is moved out of the way instead.
 */
const removeStale = Effect.fnUntraced(function* (folder: string, current: ReadonlySet<string>) {
  const store = yield* SiteStore
  for (const name of yield* store.list(folder)) {
    const path = folder === "" ? name : `${folder}/${name}`
    const extension = folder === "" ? pageAtRoot(name) : /\.(md|html)$/.exec(name)?.[1]
    if (extension === undefined || current.has(path) || (folder === "posts" && extension === "md")) continue
    const text = (yield* Effect.orElseSucceed(store.read(path), () => null)) ?? ""
    const ours =
      extension === "html"
        ? text.includes(generator)
        : extension === "feed"
          ? text.includes("egregora")
          : folder === "profiles" && (yield* isProfile(text))
    if (!ours) continue
    if (extension !== "md" || isUntouched(text)) yield* store.remove(path)
    else yield* putAside(path, text)
  }
})

/** What a file at the root may be that an earlier rendering made. */
const pageAtRoot = (name: string): "html" | "feed" | undefined => {
  if (name.endsWith(".html")) return "html"
  return /^(?:feed\.xml|atom\.xml|feed\.json|sitemap\.xml)$/.test(name) ? "feed" : undefined
}

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
