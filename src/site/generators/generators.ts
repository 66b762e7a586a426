/**
 * Other programs that make a site of Markdown, and the few files with which each reads a blog of ours where it
 * lies. What came from a chat is text to them too: no template of theirs, no HTML, and nothing of `.egregora`.
 */
import type { Generator } from "./Generator.js"
import { hugo } from "./hugo.js"
import { mkdocs } from "./mkdocs.js"
import { vitepress } from "./vitepress.js"

/** All that need files, by name. Obsidian needs none: it opens the blog's folder. */
export const generators: Readonly<Record<"mkdocs" | "vitepress" | "hugo", Generator>> = {
  mkdocs,
  vitepress,
  hugo
}
