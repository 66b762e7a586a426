/**
 * The site as people see it: in a real browser, from the folder, with nothing between.
 */
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { browserPath, inaccessible, launch, watch } from "../support/browser.js"
import { runCli } from "../support/cli.js"
import { hostile } from "../support/hostile.js"

const sample = fileURLToPath(
  new URL("../../docs/sample/WhatsApp Chat with Rua Verde 12.zip", import.meta.url)
)

const pagesOf = (blog: string): ReadonlyArray<string> =>
  ["", "posts", "profiles"].flatMap((folder) =>
    readdirSync(join(blog, folder))
      .filter((name) => name.endsWith(".html"))
      .map((name) => (folder === "" ? name : `${folder}/${name}`))
  )

/** Names that somebody might give themselves to get more out of a page than a name. */
const authors = ["<b>x</b>", `"><img src=x onerror=alert(1)>`, "[x](javascript:alert(1))", "\u202egpj.exe"]

const desk = { viewport: { width: 1280, height: 900 } }
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

describe.skipIf(browserPath === undefined)("the site in a browser", () => {
  let cwd = ""
  let base = ""
  let pages: ReadonlyArray<string> = []
  /** A few of each kind. */
  let kinds: ReadonlyArray<string> = []
  let browser: Browser

  beforeAll(async () => {
    cwd = realpathSync(mkdtempSync(join(tmpdir(), "egregora-browser-")))
    const { code, stderr } = await runCli(["process", sample, "--output", "blog"], { cwd })
    expect([code, stderr.includes("warning")]).toEqual([0, false])
    base = `${pathToFileURL(join(cwd, "blog")).href}/`
    pages = pagesOf(join(cwd, "blog"))
    expect(pages).toContain("numbers.html")
    kinds = pages.filter((path, index) => index % 9 === 0 || path === "numbers.html")
    browser = await launch()
  })

  afterAll(async () => {
    await browser?.close()
    rmSync(cwd, { recursive: true, force: true })
  })

  it("a chat that is hostile in each of its lines: nothing of it runs, and nothing is asked for", async () => {
    const lines = hostile.map(
      (text, at) =>
        `02/05/2025, ${String(8 + Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")} - ${at % 2 === 0 ? "Rui" : authors[at % authors.length]}: ${text}\n`
    )
    writeFileSync(join(cwd, "hostile.txt"), lines.join(""))
    const { code } = await runCli(
      ["process", "hostile.txt", "--output", "hostile", "--real-names", "--group-name", hostile[0] ?? ""],
      { cwd }
    )
    expect(code).toBe(0)
    const own = pathToFileURL(join(cwd, "hostile")).href
    const { page, wrongs } = await watch(browser, own)
    const visited = pagesOf(join(cwd, "hostile"))
    for (const path of visited) {
      await page.goto(`${own}/${path}`)
      await page.mouse.move(200, 200)
      expect(
        await page.evaluate(
          "document.querySelectorAll('script, iframe, object, embed, svg:not(.drawn), form, [onload], [onerror], [onmouseover]').length"
        )
      ).toBe(0)
    }
    expect(visited.length).toBeGreaterThan(3)
    expect(visited).toContain("numbers.html")
    expect(wrongs).toEqual([])
  })

  it("a chat in Arabic is set from right to left, the bubbles too", async () => {
    writeFileSync(
      join(cwd, "arabic.txt"),
      [
        "02/05/2025, 08:00 - سلمى: صباح الخير، هل وصل النجار إلى البيت اليوم؟",
        "02/05/2025, 08:04 - كريم: نعم وصل وقال إن الباب يحتاج إلى أسبوع كامل حتى ينتهي",
        "02/05/2025, 08:05 - سلمى: أسبوع كامل؟ قال لنا يومين فقط!",
        "02/05/2025, 08:07 - كريم: سأتصل به مساء وأخبركم بما يقول",
        "02/05/2025, 08:09 - سلمى: شكرا، والمفتاح عند الجارة"
      ].join("\n")
    )
    expect((await runCli(["process", "arabic.txt", "--output", "arabic"], { cwd })).code).toBe(0)
    const own = pathToFileURL(join(cwd, "arabic")).href
    const { page, wrongs } = await watch(browser, own, phone)
    await page.goto(`${own}/posts/2025-05-02.html`)
    const places: unknown = await page.evaluate(
      "(() => { const [bubble, dot] = ['.message', '.message .dot'].map((part) => document.querySelector(part).getBoundingClientRect()); return [document.documentElement.dir, dot.left >= bubble.right, innerWidth - dot.right < dot.left] })()"
    )
    expect(places).toEqual(["rtl", true, true])
    for (const path of ["index.html", "posts/2025-05-02.html"]) {
      await page.goto(`${own}/${path}`)
      expect(
        await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
      ).toBe(0)
    }
    expect([await inaccessible(page), wrongs]).toEqual([[], []])
    await page.goto(`${own}/numbers.html`)
    const chart: unknown = await page.evaluate(
      "[...['.answers circle', '.answers text', 'li:nth-child(2) > .bar rect'].map((part) => { const mark = document.querySelector(part); const [own, box] = [mark, mark.closest('svg')].map((it) => it.getBoundingClientRect()); return box.right - own.right < own.left - box.left }), document.documentElement.scrollWidth - document.documentElement.clientWidth]"
    )
    expect(chart).toEqual([true, true, true, 0])
    expect([await inaccessible(page), wrongs]).toEqual([[], []])
  })

  it("the keyboard alone leads past the header, to a post and to the next", async () => {
    const { page } = await watch(browser, base)
    await page.goto(`${base}posts/2025-05-03.html`)
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.waitForURL(/#main$/)
    await page.locator(".neighbours a[rel=next]").focus()
    await page.keyboard.press("Enter")
    await page.waitForURL(`${base}posts/2025-05-04.html`)
  })

  for (const colorScheme of ["light", "dark"] as const) {
    for (const [device, options] of Object.entries({ desk, phone })) {
      it(`each page, ${device} and ${colorScheme}: everybody can read it, nothing is wider than the screen, nothing fails or leaves`, async () => {
        const { page, wrongs } = await watch(browser, base, { ...options, colorScheme })
        const found: Array<string> = []
        for (const path of colorScheme === "light" && options === desk ? pages : kinds) {
          await page.goto(`${base}${path}`)
          for (const line of await inaccessible(page)) found.push(`${path}: ${line}`)
          const wide: unknown = await page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
          )
          if (wide !== 0) found.push(`${path}: ${wide} pixels too wide`)
        }
        await page.context().close()
        expect(found).toEqual([])
        expect(wrongs).toEqual([])
      })
    }
  }
})
