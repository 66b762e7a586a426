/**
 * Pictures on pages: in the size that is needed, loaded when they are reached, in a place that is theirs
 * before they come.
 */
import { mediaName } from "../../domain/mediaFile.js"
import { type Html, html } from "../html.js"
import type { Version, Versions } from "./versions.js"

/** How a picture is shown. */
export interface PictureOptions {
  /** The way from the page to the site's root. */
  readonly root: string
  readonly alt: string
  /** Default: none. */
  readonly class?: string
}

/** A picture as large as a post, and whether it is higher than wide. One that moves is shown as it is. */
export const picture = (
  { versions }: { readonly versions: Versions },
  path: string,
  { root, alt }: PictureOptions
): { readonly shown: Html; readonly isTall: boolean } => {
  const known = versions.get(mediaName(path)) ?? []
  const still = known.filter(({ isStill }) => !isStill)
  const largest = known.at(-1)
  const sources = still.map((version) => `${root}${version.path} ${version.width}w`).join(", ")
  const choice = still.length > 1 ? html` srcset="${sources}" sizes="${sizes}"` : null
  return {
    shown: html`<img src="${root}${still.at(-1)?.path ?? path}"${choice}${size(largest)} alt="${alt}" loading="lazy" decoding="async">`,
    isTall: largest !== undefined && largest.height > largest.width
  }
}

/** A picture in small; one that moves does not. */
export const thumbnail = (
  { versions }: { readonly versions: Versions },
  path: string,
  { alt, root, ...options }: PictureOptions
): Html => {
  const smallest = versions.get(mediaName(path))?.[0]
  const name = options.class === undefined ? null : html` class="${options.class}"`
  return html`<img${name} src="${root}${smallest?.path ?? path}"${size(smallest)} alt="${alt}" loading="lazy" decoding="async">`
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** How wide a bubble's picture is at most. */
const sizes = "(max-width: 42rem) 85vw, 36rem"

const size = (version: Version | undefined): Html | null =>
  version === undefined ? null : html` width="${version.width}" height="${version.height}"`
