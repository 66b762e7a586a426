/**
 * Other programs that make a site of Markdown, and the few files with which each reads a blog of ours where it
 * lies. What came from a chat is text to them too: no template of theirs, no HTML, and nothing of `.egregora`.
 */
import type { SiteFile } from "../sections.js"
import { hugo } from "./hugo.js"
import { mkdocs } from "./mkdocs.js"
import { vitepress } from "./vitepress.js"

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

/** All that need files, by name. Obsidian needs none: it opens the blog's folder. */
export const generators: Readonly<Record<"mkdocs" | "vitepress" | "hugo", Generator>> = {
  mkdocs,
  vitepress,
  hugo
}
