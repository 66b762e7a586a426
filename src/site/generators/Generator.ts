/**
 * What is told of another program that makes a site of Markdown.
 */
import type { SiteFile } from "../SiteFile.js"

/** The blog as a generator's files name it. */
export interface Blog {
  readonly title: string
  /** BCP 47. */
  readonly language: string
  /** The way from the folder of the generator's files to the blog, with "/". */
  readonly path: string
}

/** One generator. */
export interface Generator {
  readonly files: (blog: Blog) => ReadonlyArray<SiteFile>
  /** What to run in the folder of its files. */
  readonly run: string
}
