/**
 * Where a post's files are.
 */

/** A post's Markdown, from the site's root. */
export const markdownPath = (key: string): string => `posts/${key}.md`

/** A post's page, from the site's root. */
export const pagePath = (key: string): string => `posts/${key}.html`

/** The address of a post's page, from a page with this way to the site's root: "" or "../". */
export const postUrl = (root: string, { key }: { readonly key: string }): string =>
  `${root}${pagePath(encodeURIComponent(key))}`

/** The address of a post's Markdown, from other Markdown, as `postUrl` has it. */
export const markdownUrl = (root: string, { key }: { readonly key: string }): string =>
  `${root}${markdownPath(encodeURIComponent(key))}`
