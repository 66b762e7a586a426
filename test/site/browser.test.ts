/**
 * The site as people see it: in a real browser, from the folder, with nothing between.
 */
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs"
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
  ["", "posts", "profiles", "tags"].flatMap((folder) =>
    (existsSync(join(blog, folder)) ? readdirSync(join(blog, folder)) : [])
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
    pages = [...pagesOf(join(cwd, "blog")), "search.html?q=piano"]
    kinds = pages.filter((path, index) => !path.includes("/") || index % 9 === 0)
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
          "document.querySelectorAll('script:not([src*=\"assets/s\"]), iframe, object, embed, svg:not(.drawn), form:not([data-words]), [onload], [onerror], [onmouseover]').length"
        )
      ).toBe(0)
    }
    expect(visited.length).toBeGreaterThan(3)
    expect(visited).toContain("numbers.html")
    for (const asked of ["script", "alert onerror", "javascript", "<img src=x onerror=alert(1)>"]) {
      await page.goto(`${own}/search.html?q=${encodeURIComponent(asked)}`)
      expect(await page.locator(".results li").count()).toBeGreaterThan(0)
      expect(
        await page.evaluate("document.querySelectorAll('.results :not(li, p, h2, a, time, mark)').length")
      ).toBe(0)
    }
    expect(wrongs).toEqual([])
  })

  it("finds while somebody types, in other letters, with mistakes, from the beginning of a word", async () => {
    const { page, wrongs } = await watch(browser, base)
    await page.goto(`${base}index.html`)
    await page.keyboard.press("/")
    await page.waitForURL(`${base}search.html`)
    const found = async (query: string) => {
      await page.locator("input[type=search]").fill(query)
      return {
        first: await page.locator(".results h2").first().textContent({ timeout: 2000 }),
        marked: [...new Set(await page.locator(".results li:first-child mark").allTextContents())],
        status: await page.locator("[role=status]").textContent()
      }
    }
    await page.keyboard.type("trombone")
    await page.locator(".results li").first().waitFor()
    expect(await found("trombone")).toEqual({
      first: "“Plan handed in at the parish”",
      marked: ["trombone", "Trombone"],
      status: "5 posts"
    })
    expect((await found("TROMB")).status).toBe("5 posts")
    expect((await found("trombnoe")).marked).toEqual(["trombone", "Trombone"])
    expect((await found("setubal")).marked).toEqual(["Setúbal"])
    expect((await found("jacaránda")).marked).toEqual(["jacaranda"])
    await page.locator("input[type=search]").fill("xylophone quux")
    expect(await page.locator("[role=status]").textContent()).toBe("Nothing found")
    expect(page.url()).toBe(`${base}search.html?q=xylophone+quux`)
    expect(wrongs).toEqual([])
  })

  it("filters by person and by tag, and keeps what is asked for in the address", async () => {
    const { page, wrongs } = await watch(browser, base)
    await page.goto(`${base}search.html?q=piano&tag=trombone`)
    const results = page.locator(".results li")
    await results.first().waitFor()
    expect([
      await page.locator("input[type=search]").inputValue(),
      await page.locator("[name=tag]").inputValue()
    ]).toEqual(["piano", "trombone"])
    const both = await results.count()
    await page.locator("[name=tag]").selectOption("")
    const all = await results.count()
    expect([both > 0, all > both]).toEqual([true, true])
    await page.locator("input[type=search]").fill("")
    const person = (await page.locator("[name=person] option").nth(-1).textContent()) ?? ""
    await page.locator("[name=person]").selectOption(person)
    expect(await page.locator("[role=status]").textContent()).toBe(`${await results.count()} posts`)
    const days: ReadonlyArray<string> = await page.evaluate(
      "[...document.querySelectorAll('.results time')].map((it) => it.dateTime)"
    )
    expect(days).toEqual([...days].sort().reverse())
    await page.reload()
    expect(await page.locator("[name=person]").inputValue()).toBe(person)
    expect(wrongs).toEqual([])
  })

  it("the search needs no mouse", async () => {
    const { page } = await watch(browser, base)
    await page.goto(`${base}search.html`)
    await page.keyboard.type("piano")
    await page.locator(".results li").nth(2).waitFor()
    const focused = () =>
      page.evaluate("[...document.querySelectorAll('.results a')].indexOf(document.activeElement)")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    expect(await focused()).toBe(1)
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("ArrowUp")
    expect(await focused()).toBe(-1)
    await page.keyboard.press("Enter")
    expect(await focused()).toBe(0)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    expect([
      await page.locator("input[type=search]").inputValue(),
      await page.locator(".results li").count()
    ]).toEqual(["", 0])
    await page.keyboard.type("ghost")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await page.waitForURL(/posts\/.*\.html$/)
  })

  it("keeps the colours that somebody chose, for every page, and says which", async () => {
    const { page, wrongs } = await watch(browser, base, { colorScheme: "light" })
    const paper = () => page.evaluate("getComputedStyle(document.body).backgroundColor")
    await page.goto(`${base}index.html`)
    const light = await paper()
    const button = page.locator("button.colours")
    expect(await button.getAttribute("aria-label")).toBe("Colours: automatic")
    await button.focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    expect([await button.getAttribute("aria-label"), (await paper()) !== light]).toEqual([
      "Colours: dark",
      true
    ])
    await page.goto(`${base}posts/2025-05-03.html`)
    expect([await button.getAttribute("aria-label"), (await paper()) !== light]).toEqual([
      "Colours: dark",
      true
    ])
    await page.emulateMedia({ colorScheme: "dark" })
    await button.click()
    await button.click()
    expect([await button.getAttribute("aria-label"), await paper()]).toEqual(["Colours: light", light])
    expect(wrongs).toEqual([])
  })

  it("shows on the home page what happened on this day, and nothing on other days", async () => {
    const { page, wrongs } = await watch(browser, base)
    await page.clock.setFixedTime(new Date("2027-05-09T10:00:00"))
    await page.goto(`${base}index.html`)
    expect(await page.locator(".today").textContent()).toBe("On this day · 2025")
    await page.locator(".today a").click()
    await page.waitForURL(`${base}on-this-day.html#05-09`)
    expect(await page.locator("div:target a").textContent()).toBe("“Plan handed in at the parish”")
    await page.clock.setFixedTime(new Date("2027-06-09T10:00:00"))
    await page.goto(`${base}index.html`)
    expect(await page.locator(".today").isVisible()).toBe(false)
    expect(wrongs).toEqual([])
  })

  it("leads everywhere without JavaScript, and shows no button that would do nothing", async () => {
    const { page } = await watch(browser, base, { javaScriptEnabled: false })
    await page.goto(`${base}search.html`)
    for (const part of await page.locator("form, button").all()) expect(await part.isVisible()).toBe(false)
    expect(await page.locator("[data-without-script] a").allTextContents()).toEqual(["Timeline", "Tags"])
    await page.locator("[data-without-script] a").first().click()
    await page.locator(".year a").first().click()
    await page.waitForURL(`${base}index.html#2025-05`)
  })

  it("finds what is written without spaces", async () => {
    writeFileSync(
      join(cwd, "japanese.txt"),
      [
        "02/05/2025, 08:00 - さくら: 東京タワーの近くで花見をしませんか？",
        "02/05/2025, 08:04 - けんた: いいですね、ラーメンも食べたいです",
        "02/05/2025, 08:05 - さくら: では土曜日の十時に東京駅で会いましょう",
        "03/05/2025, 09:00 - けんた: 京都の写真を送りますね、とてもきれいでした"
      ].join("\n")
    )
    expect((await runCli(["process", "japanese.txt", "--output", "japanese"], { cwd })).code).toBe(0)
    const own = pathToFileURL(join(cwd, "japanese")).href
    const { page, wrongs } = await watch(browser, own)
    const found = async (query: string) => {
      await page.goto(`${own}/search.html?q=${encodeURIComponent(query)}`)
      await page.waitForTimeout(50)
      return [
        await page.locator("[role=status]").textContent(),
        [...new Set(await page.locator(".results .lead mark").allTextContents())]
      ]
    }
    expect(await found("東京タワー")).toEqual(["1件の記事", ["東京タワー", "東京"]])
    expect(await found("らーめん")).toEqual(["1件の記事", ["ラーメン"]])
    expect(await found("京都")).toEqual(["1件の記事", ["京都"]])
    expect([await inaccessible(page), wrongs]).toEqual([[], []])
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
      "(() => { const bubble = document.querySelector('.message').getBoundingClientRect(); const sign = getComputedStyle(document.querySelector('.message[data-sign]'), '::before'); const out = -parseFloat(sign.right); return [document.documentElement.dir, out > parseFloat(sign.width), bubble.right + out < innerWidth] })()"
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
    // With or without the article, and with another ending of the same sound.
    for (const query of ["نجار", "والنجّار"]) {
      await page.goto(`${own}/search.html?q=${encodeURIComponent(query)}`)
      await page.locator(".results mark").first().waitFor()
      expect(await page.locator(".results mark").first().textContent()).toBe("النجار")
    }
    for (const path of pagesOf(join(cwd, "arabic"))) {
      await page.goto(`${own}/${path}`)
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), path).toBe(0)
    }
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
          if (path.includes("?")) await page.locator(".results li").first().waitFor()
          for (const line of await inaccessible(page)) found.push(`${path}: ${line}`)
          const wide: unknown = await page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
          )
          if (wide !== 0) found.push(`${path}: ${wide} pixels too wide`)
        }
        await page.context().close()
        expect(found).toEqual([])
        expect(wrongs).toEqual([])
      }, 120_000)
    }
  }
})
