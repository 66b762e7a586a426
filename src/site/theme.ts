/**
 * What somebody has made of the site's looks: `.egregora/theme/style.css`, which pages load after their own
 * sheet, and `.egregora/theme/page.html`, which takes the place of the document around every page.
 */
import * as Effect from "effect/Effect"
import { fingerprint } from "../domain/Fingerprint.js"
import { nearest } from "../domain/nearest.js"
import { SiteError, SiteStore } from "./SiteStore.js"

/** What a document is filled with; each is HTML that is safe where it stands. */
const places = {
  /** BCP 47, for the attribute `lang`. */
  language: "",
  /** `ltr` or `rtl`, for `dir`. */
  direction: "",
  /** `home`, `post`, `profile` or `section`, for a class. */
  kind: "",
  /** The way to the site's root: nothing or `../`. */
  root: "",
  /** Of the page, and of the site. */
  title: "",
  site: "",
  /** What must stand in `<head>`: the policy first, then title, description and the site's script. */
  head: "",
  /** The style sheets, the theme's own last. */
  styles: "",
  /** The link past the header. */
  skip: "",
  /** The site's name, its navigation and the button for colours. */
  header: "",
  /** The navigation alone. */
  nav: "",
  /** What the page is about. */
  main: "",
  footer: ""
}
export type Places = Readonly<typeof places>
type Place = keyof Places

/** How a site looks. */
export interface Theme {
  /** The style sheet; null for none. */
  readonly style: string | null
  /** A document: text and, between, the places to fill. */
  readonly page: ReadonlyArray<string | { readonly place: Place }>
  /** Tells it from others; null for the site's own looks. */
  readonly fingerprint: string | null
}

/** Where a theme's sheet is in the site. */
export const themeSheet = "assets/theme.css"

/** The theme of the site. Fails where its document has a place that there is not, or lacks one it needs. */
export const readTheme: Effect.Effect<Theme, SiteError, SiteStore> = Effect.gen(function* () {
  const store = yield* SiteStore
  const style = yield* store.read(`${folder}/style.css`)
  const page = yield* store.read(pageFile)
  if (style === null && page === null) return noTheme
  return {
    style,
    page: page === null ? standard : yield* compile(page, `${store.root}/${pageFile}`),
    fingerprint: fingerprint({ style, page }).slice(0, 16)
  }
}).pipe(Effect.withSpan("readTheme"))

/** A document with its places filled. What fills them is not looked at again. */
export const fill = (page: Theme["page"], filling: Places): string =>
  page.map((part) => (typeof part === "string" ? part : filling[part.place])).join("")

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const folder = ".egregora/theme"
const pageFile = `${folder}/page.html`

/** Without these a page has no policy, or says nothing. */
const needed: ReadonlyArray<Place> = ["head", "main"]

const parse = (text: string): ReadonlyArray<{ readonly text: string; readonly name: string | undefined }> =>
  text
    .split(/(\{\{\s*[^{}]*?\s*\}\})/)
    .map((part) => ({ text: part, name: /^\{\{\s*(.*?)\s*\}\}$/.exec(part)?.[1] }))

const isPlace = (name: string): name is Place => Object.hasOwn(places, name)

const compile = Effect.fnUntraced(function* (text: string, file: string) {
  const page: Array<Theme["page"][number]> = []
  for (const { name, text: part } of parse(text)) {
    if (name === undefined) page.push(part)
    else if (isPlace(name)) page.push({ place: name })
    else {
      const near = nearest(name, Object.keys(places))
      return yield* new SiteError({
        message: `${file}: there is no place {{${name}}}; ${near === undefined ? `there are ${Object.keys(places).join(", ")}` : `do you mean {{${near}}}?`}`
      })
    }
  }
  for (const place of needed) {
    if (!page.some((part) => typeof part === "object" && part.place === place)) {
      return yield* new SiteError({
        message: `${file} has no {{${place}}}; put it ${place === "head" ? "first into <head>" : "where the page's text is to stand"}`
      })
    }
  }
  return page
})

const standard: Theme["page"] = parse(`<!doctype html>
<html lang="{{language}}" dir="{{direction}}">
<head>
{{head}}
{{styles}}
</head>
<body class="{{kind}}">
{{skip}}
{{header}}
<main id="main">
{{main}}
</main>
{{footer}}
</body>
</html>
`).map(({ name, text }) => (name !== undefined && isPlace(name) ? { place: name } : text))

/** The site's own looks. */
export const noTheme: Theme = { style: null, page: standard, fingerprint: null }
