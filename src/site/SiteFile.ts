/**
 * A file of the site, before it is written.
 */
export interface SiteFile {
  /** From the site's root. */
  readonly path: string
  readonly text: string
}
