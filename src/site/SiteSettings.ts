/** What a person says of a site, for its pages. */
export interface SiteSettings {
  /** The title of the home page; null for the chat's name. */
  readonly title: string | null
  /** What the site is about, in a sentence or two; null for what the pages tell of themselves. */
  readonly description: string | null
  /** The language of the pages that belong to no post, BCP 47; null for the one that most posts are in. */
  readonly language: string | null
  /** The public address of the site's folder, with `/` at its end; null where it has none. */
  readonly url: string | null
}

/** Nothing is said. */
export const noSettings: SiteSettings = { title: null, description: null, language: null, url: null }
