import type { Generator } from "./Generator.js"

/** VitePress 1. It takes "{{" for a program of the page and knows HTML in Markdown: both are turned off. */
export const vitepress: Generator = {
  run: "npm install vitepress@1 && npx vitepress build",
  files: ({ language, path, title }) => [
    {
      path: ".vitepress/config.mjs",
      text: `// Made by egregora. VitePress reads the blog where it lies.
import { cpSync, existsSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const blog = fileURLToPath(new URL(${JSON.stringify(`../${path.split("/").map(encodeURIComponent).join("/")}/`)}, import.meta.url)).replaceAll("\\\\", "/")
const here = fileURLToPath(import.meta.url)

// The blog has no packages of its own: what its pages need is here.
const fromHere = {
  name: "from-here",
  enforce: "pre",
  resolveId(id, importer, { ssr }) {
    if (!/^vue(?:\\/|$)/.test(id)) return null
    if (ssr) return { id, external: true }
    return importer?.startsWith(blog) ? this.resolve(id, here, { skipSelf: true }) : null
  }
}

export default {
  title: ${JSON.stringify(title.replaceAll("<", "＜"))},
  lang: ${JSON.stringify(language)},
  srcDir: blog,
  srcExclude: [".*/**", "media/**", "assets/**"],
  outDir: fileURLToPath(new URL("../site", import.meta.url)),
  cacheDir: fileURLToPath(new URL("./cache", import.meta.url)),
  head: [["meta", { name: "robots", content: "noindex" }]],
  vite: { publicDir: false, plugins: [fromHere] },
  // Of a page's data only the title is used, and it stands inside a script.
  transformPageData: ({ title }) => ({ title: title.replaceAll("<", "＜"), description: "", frontmatter: {} }),
  markdown: {
    html: false,
    config: (md) => {
      const render = md.renderer.render.bind(md.renderer)
      md.renderer.render = (tokens, options, env) => {
        const { title } = env.frontmatter ?? {}
        const hasHeading = tokens.some(({ tag }) => tag === "h1")
        const heading = title && !hasHeading ? \`<h1>\${md.utils.escapeHtml(title)}</h1>\` : ""
        // What people wrote is text, also where it looks like a template.
        return \`<div v-pre>\${heading}\${render(tokens, options, env)}</div>\`
      }
    }
  },
  themeConfig: { search: { provider: "local" } },
  buildEnd: ({ outDir }) => {
    const media = join(blog, "media")
    if (existsSync(media)) cpSync(media, join(outDir, "media"), { recursive: true })
  }
}
`
    }
  ]
}
