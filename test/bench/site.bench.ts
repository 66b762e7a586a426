/**
 * The site of 50 and of 1,000 posts, beside what VitePress and Eleventy make of the same Markdown. The two are
 * installed for the length of the bench: no test needs them.
 */
import { execFile } from "node:child_process"
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { bundle } from "../support/crashBundle.js"
import { peakHook, readPeak } from "./peak.js"

const execute = promisify(execFile)

const others = { vitepress: "1.6.4", "@11ty/eleventy": "3.1.8" }
const REPEATS = 3

const folder = mkdtempSync(join(tmpdir(), "egregora-bench-"))
const root = new URL("../..", import.meta.url).pathname
const at = (...names: ReadonlyArray<string>): string => join(folder, ...names)
const put = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

let program = ""

beforeAll(async () => {
  program = launched(await bundle(new URL("siteRender.ts", import.meta.url)))
  await execute(process.execPath, [
    join(root, "dist/egregora.cjs"),
    "process",
    join(root, "docs/sample/WhatsApp Chat with Rua Verde 12.zip"),
    "--output",
    at("sample")
  ])
  put(at("package.json"), JSON.stringify({ private: true, type: "module", dependencies: others }))
  await execute("npm", ["install", "--silent", "--no-audit", "--no-fund"], { cwd: folder })
})

/** A program started as the command is: by the launcher, which keeps what V8 has compiled. */
const launched = (bundled: string): string => {
  const own = join(dirname(bundled), "site.bench")
  mkdirSync(own, { recursive: true })
  copyFileSync(bundled, join(own, "main.cjs"))
  copyFileSync(join(root, "dist/egregora.cjs"), join(own, "egregora.cjs"))
  return join(own, "egregora.cjs")
}

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** As many posts as wanted, those of the sample again and again, a day later each. */
const write = (posts: string, wanted: number): void => {
  const known = readdirSync(at("sample", "posts"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => ({ day: name.slice(0, 10), text: readFileSync(at("sample", "posts", name), "utf8") }))
    .filter(({ text }) => text.includes("attachments: []"))
  for (let n = 0; n < wanted; n++) {
    const { day, text } = known[n % known.length] ?? { day: "", text: "" }
    const moved = new Date(Date.UTC(2015, 0, 1 + n)).toISOString().slice(0, 10)
    put(join(posts, `${moved}.md`), text.replaceAll(day, moved))
  }
}

interface Made {
  /** Milliseconds. */
  readonly time: number
  /** The largest resident set, in MB. */
  readonly peak: number
}

const run = async (cwd: string, args: ReadonlyArray<string>): Promise<Made> => {
  const began = process.hrtime.bigint()
  await execute(process.execPath, args, {
    cwd,
    maxBuffer: 1 << 28,
    env: { ...process.env, ...peakHook(cwd), XDG_CACHE_HOME: at("cache"), NODE_ENV: "production" }
  })
  const time = Number(process.hrtime.bigint() - began) / 1e6
  return { time, peak: readPeak(cwd) }
}

/** What a browser loads to show a page, in bytes: with its style sheets, and with the scripts and fonts it names too. */
const weightOf = (site: string, page: string): { readonly styled: number; readonly all: number } => {
  const text = readFileSync(join(site, page), "utf8")
  const named = [...text.matchAll(/(?:href|src)="([^"]+\.(?:css|js|woff2))"/g)].map(([, url = ""]) =>
    url.startsWith("/") ? join(site, url) : resolve(site, dirname(page), url)
  )
  const sizeOf = (ending: RegExp): number =>
    [...new Set(named)]
      .filter((path) => ending.test(path) && existsSync(path))
      .reduce((sum, path) => sum + statSync(path).size, Buffer.byteLength(text))
  return { styled: sizeOf(/\.css$/), all: sizeOf(/./) }
}

const makers = {
  ours: {
    prepare: (site: string, posts: number) => write(join(site, "posts"), posts),
    clean: (site: string) => {
      for (const name of readdirSync(join(site, "posts"))) {
        if (name.endsWith(".html")) rmSync(join(site, "posts", name))
      }
    },
    args: (site: string) => [program, site],
    output: (site: string) => site
  },
  vitepress: {
    prepare: (site: string, posts: number) => {
      write(join(site, "posts"), posts)
      put(
        join(site, ".vitepress/config.mjs"),
        `export default { title: "Rua Verde 12", ignoreDeadLinks: true }`
      )
      put(join(site, "index.md"), "# Rua Verde 12\n")
    },
    clean: (site: string) => rmSync(join(site, ".vitepress/dist"), { recursive: true, force: true }),
    args: (site: string) => [at("node_modules/vitepress/bin/vitepress.js"), "build", site],
    output: (site: string) => join(site, ".vitepress/dist")
  },
  eleventy: {
    prepare: (site: string, posts: number) => {
      write(join(site, "posts"), posts)
      put(join(site, "posts/posts.json"), JSON.stringify({ layout: "post.njk" }))
      put(
        join(site, "_includes/post.njk"),
        `<!doctype html><html lang="{{ language }}"><head><meta charset="utf-8"><title>{{ title }}</title><link rel="stylesheet" href="/style.css"></head><body><h1>{{ title }}</h1>{{ content | safe }}</body></html>`
      )
      put(join(site, "eleventy.config.js"), "export default () => ({ markdownTemplateEngine: false })")
      put(join(site, "style.css"), "body { max-width: 42rem; margin: auto }")
      put(join(site, "index.md"), "# Rua Verde 12\n")
    },
    clean: (site: string) => rmSync(join(site, "_site"), { recursive: true, force: true }),
    args: (_site: string) => [at("node_modules/@11ty/eleventy/cmd.cjs"), "--quiet"],
    output: (site: string) => join(site, "_site")
  }
} as const

describe("a site", () => {
  it.each([50, 1000])("of %d posts takes less than VitePress and Eleventy do", async (posts) => {
    const names = ["ours", "vitepress", "eleventy"] as const
    const made = new Map<string, Array<Made>>(names.map((name) => [name, []]))
    const siteOf = (name: string): string => at(`${name}-${posts}`)
    for (const name of names) {
      makers[name].prepare(siteOf(name), posts)
      cpSync(at("package.json"), join(siteOf(name), "package.json"))
    }
    for (let round = 0; round < REPEATS; round++) {
      for (const name of names) {
        makers[name].clean(siteOf(name))
        made.get(name)?.push(await run(siteOf(name), makers[name].args(siteOf(name))))
      }
    }
    const rows = names.map((name) => {
      const all = made.get(name) ?? []
      const output = makers[name].output(siteOf(name))
      const pages = readdirSync(join(output, "posts")).map((page) => `posts/${page}`)
      const weights = pages
        .map((path) => (path.endsWith(".html") ? path : `${path}/index.html`))
        .filter((path) => existsSync(join(output, path)))
        .map((path) => weightOf(output, path))
        .sort((a, b) => a.styled - b.styled)
      return {
        name,
        pages: pages.filter((path) => !path.endsWith(".md")).length,
        time: Math.min(...all.map(({ time }) => time)),
        peak: Math.max(...all.map(({ peak }) => peak)),
        weight: weights[weights.length >> 1] ?? { styled: 0, all: 0 }
      }
    })
    const [ours, vitepress, eleventy] = rows
    process.stderr.write(
      `\n${posts} posts\n${rows
        .map(
          ({ name, peak, time, weight }) =>
            `  ${name.padEnd(12)}${(time / 1000).toFixed(2).padStart(8)} s ${peak.toFixed(0).padStart(6)} MB   half of the posts at most ${(weight.styled / 1024).toFixed(1)} KB with styles, ${(weight.all / 1024).toFixed(1)} KB with all\n`
        )
        .join("")}`
    )
    expect(rows.map(({ pages }) => pages)).toEqual([posts, posts, posts])
    expect(ours?.weight.styled).toBeLessThan(10 * 1024)
    expect(ours?.time).toBeLessThan(Math.min(vitepress?.time ?? 0, eleventy?.time ?? 0))
  })
})
