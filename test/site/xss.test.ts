/**
 * Everything that a chat controls tries to be more than text, and a real browser opens every page that comes of it:
 * nothing runs, nothing is asked for outside, and there is nothing on a page that the site does not make itself.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { pathToFileURL } from "node:url"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { parseAllDocuments, stringify } from "yaml"
import { browserPath, launch, watch } from "../support/browser.js"
import { executable, ownEnv, runCli } from "../support/cli.js"
import { hostile, hostileBy } from "../support/hostile.js"
import { jpeg, png, webp } from "../support/pictures.js"
import { zip } from "../support/zip.js"

const at = <A>(list: ReadonlyArray<A>, n: number): A => {
  const item = list[n % list.length]
  if (item === undefined) throw new RangeError("an empty list")
  return item
}

/** A text without halves of signs. */
const wellFormed = (text: string): string => Buffer.from(text).toString()

const two = (n: number): string => String(n).padStart(2, "0")

/** One of each kind of attack. */
const foremost = Object.values(hostileBy).map((lines) => at(lines, 0))
const groupName = foremost.join(" ").replace(/\s+/g, " ")

// What stands in a blog ---------------------------------------------------------------------------------------

const files: ReadonlyArray<readonly [extension: string, content: Uint8Array]> = [
  ["jpg", jpeg],
  ["png", png],
  ["webp", webp],
  ["opus", Buffer.from("OggS")],
  ["mp4", Buffer.from("....ftypisom")],
  ["pdf", Buffer.from("%PDF-1.4 /OpenAction << /S /JavaScript /JS (app.alert(1)) >>")],
  ["svg", Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)],
  ["html", Buffer.from("<script>alert(1)</script>")],
  ["jpg", Buffer.from("<html><script>alert(1)</script>")],
  ["vcf", Buffer.from("BEGIN:VCARD\nFN:<script>alert(1)</script>\nEND:VCARD")]
]

/** What a person is called: three attacks in one name, so that there are fewer people. */
const nameOf = (n: number): string =>
  [n - (n % 2), n - (n % 2) + 1]
    .map((one) =>
      at(hostile, one)
        .replace(/\s+|: /g, " ")
        .trim()
    )
    .join(" ")

/** Fields of WhatsApp: who wrote, what, the names of files, polls, contacts, the group's name. */
const whatsapp = async (): Promise<{ readonly name: string; readonly bytes: Buffer }> => {
  const entries: Record<string, Uint8Array> = {}
  const lines = hostile.flatMap((text, n) => {
    const stamp = (minute: number) =>
      `${two(2 + Math.floor(n / 8))}/05/2025, ${two(8 + (n % 8))}:${two(minute)}`
    const author = nameOf(n)
    const [extension, content] = at(files, n)
    const name = `${/[/\\\0\n\u2028\u2029\r]|^\.|\p{Cs}/u.test(text) ? `IMG-${n}` : text.slice(0, 120)}.${extension}`
    entries[name] = content
    return [
      `${stamp(0)} - ${author}: ${text}`,
      `${stamp(1)} - Eva: ${name} (file attached)\n${text}`,
      `${stamp(2)} - ${author}: POLL:\n${text}?\nOPTION: ${text} (2 votes)\nOPTION: b (1 vote)`,
      `${stamp(3)} - ${author} created group "${text}"`,
      `${stamp(4)} - Eva: what do you say to this, ${text}? https://evil.example/${encodeURI(wellFormed(text))}`
    ]
  })
  const chat = `WhatsApp Chat with ${groupName.replace(/[/\\\0]/g, "_").slice(0, 90)}.txt`
  return {
    name: "export.zip",
    bytes: await zip({ ...entries, [chat]: Buffer.from(`${lines.join("\n")}\n`) })
  }
}

/** Fields that WhatsApp lacks: reactions, replies, forwards, formatted text, and ids of everything. */
const telegram = (folder: string): string => {
  const seconds = (n: number, minute: number) =>
    String(Date.UTC(2025, 4, 2 + Math.floor(n / 8), 8 + (n % 8), minute) / 1000)
  const messages = hostile.flatMap((text, n) => {
    const message = (minute: number, more: object) => ({
      id: n * 10 + minute,
      type: "message",
      date: "2025-05-02T08:00:00",
      date_unixtime: seconds(n, minute),
      from: nameOf(n - (n % 6)),
      from_id: `user${n - (n % 6)}`,
      ...more
    })
    const reactions = [
      { type: "emoji", emoji: text, count: 3 },
      { type: "custom_emoji", document_id: text, count: 2 }
    ]
    return [
      message(0, {
        reactions,
        forwarded_from: text,
        forwarded_from_id: "user1",
        text: [
          text,
          { type: "text_link", text, href: text },
          { type: "text_link", text, href: `https://evil.example/?${text}` },
          { type: "link", text: `https://evil.example/${text}` },
          { type: "pre", text, language: text },
          { type: "mention", text: `@${text}` },
          { type: "mention_name", text, user_id: n },
          { type: "custom_emoji", text, document_id: text },
          { type: text, text }
        ]
      }),
      message(1, { reply_to_message_id: n * 10, reactions, text: `is it true that ${text}?` }),
      message(2, {
        poll: {
          question: text,
          closed: false,
          total_voters: 2,
          answers: [{ text, voters: 2, chosen: false }]
        },
        text: ""
      }),
      message(3, { file: "files/x.svg", media_type: "sticker", sticker_emoji: text, file_name: text, text }),
      message(4, { contact_information: { first_name: text, last_name: text, phone_number: text }, text }),
      message(5, {
        location_information: { latitude: 1, longitude: 2 },
        place_name: text,
        address: text,
        text: ""
      }),
      message(6, { invoice_information: { title: text, description: text }, game_title: text, text }),
      { ...message(8, {}), type: "service", actor: text, action: "edit_group_title", title: text, text: "" }
    ]
  })
  mkdirSync(join(folder, "files"), { recursive: true })
  writeFileSync(join(folder, "files", "x.svg"), `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)
  writeFileSync(
    join(folder, "result.json"),
    JSON.stringify({ name: groupName, type: "private_group", id: 1, messages })
  )
  return folder
}

/** Attacks of one post, so that there are not too many pages. */
const several = 6

/** What people may say of themselves, as commands in a chat. */
const commands = hostile
  .flatMap((line, n) => {
    if (n % several > 0) return []
    const said = `02/05/2025, 08:${two(n % 60)} - Somebody ${n}:`
    const bio = hostile
      .slice(n, n + several)
      .join(" ")
      .replace(/\s+/g, " ")
      .slice(0, 280)
    return [
      `${said} The lift is broken.`,
      `${said} /egregora set alias ${line.slice(0, 40)}`,
      `${said} /egregora set bio ${bio}`,
      `${said} /egregora set website https://evil.example/?${line.replace(/\s/g, "+")}`
    ]
  })
  .join("\n")

/** What an editor can write; the marks that turn text are its own where somebody puts them. */
const written = (line: string): string =>
  wellFormed(line).replace(/[\u202a-\u202e\u2066-\u2069]/g, "") || "nothing"

/** Posts that somebody wrote or was given, as their files: everything in the front matter, and the text below. */
const byHand = (posts: string): void => {
  for (let n = 0; n < hostile.length; n += several) {
    const lines = hostile.slice(n, n + several).map(written)
    const text = lines.join(" ")
    const day = `2025-${two(6 + Math.floor(n / 28))}-${two(1 + (n % 28))}`
    const front = {
      title: text,
      date: `${day}T08:00:00+01:00`,
      language: "en",
      lead: lines.join("\n"),
      window: { start: `${day}T08:00:00+01:00`, end: `${day}T09:00:00+01:00` },
      zone: "Europe/Lisbon",
      messages: 3,
      tags: [...lines, ...foremost.slice(0, 4)],
      participants: [{ name: text, messages: 3, quote: lines.join("\n") }],
      attachments: [],
      writer: text
    }
    const parts = lines.flatMap((line) => [
      line,
      `## ${line}`,
      `> **${line}** · 08:15\n>\n> ${line}`,
      `- **${text}** x`,
      `[a ${line}](<${line}>) ![${line}](${line})`
    ])
    writeFileSync(join(posts, `${day}.md`), `---\n${stringify(front)}---\n\n${parts.join("\n\n")}\n`)
  }
  // Heads that are no data, or more than data.
  const head = (line: string) => `---\n${line}\nlanguage: en\n---\n<script>alert(1)</script>\n`
  hostileBy["front matter"]?.forEach((line, n) => {
    writeFileSync(join(posts, `raw-${n}.md`), head(written(line)))
  })
}

// What a page may hold ----------------------------------------------------------------------------------------

const allowed = {
  elements:
    "html head meta title link script body a header nav main article section footer div p span bdi h1 h2 h3 ul ol li dl dt dd small b i strong em s mark time blockquote br hr pre code figure figcaption img audio video table thead tbody tr th td details summary button form input select option svg desc path g rect circle text".split(
      " "
    ),
  attributes:
    "lang dir charset name content http-equiv rel href class id src srcset sizes alt width height loading decoding datetime type value role hidden title start open tabindex scope controls preload property defer autocomplete spellcheck enterkeyhint aria-label aria-labelledby aria-hidden aria-live aria-current data-sign data-auto data-light data-dark data-days data-words data-status data-results data-without-script data-version viewBox d x y r cx cy rx transform text-anchor stroke-width".split(
      " "
    )
}

/** Touches all that can be touched without a click, and tells what of the page is not the site's own. */
const examine = `async ({ base, elements, attributes }) => {
  for (const details of document.querySelectorAll("details")) details.open = true
  for (const element of document.querySelectorAll("body *"))
    for (const name of ["pointerenter", "mouseover"]) element.dispatchEvent(new PointerEvent(name))
  for (const element of document.querySelectorAll("a, button, input, select, summary, audio, video, [tabindex]"))
    element.focus({ preventScroll: true })
  scrollTo(0, document.documentElement.scrollHeight)
  await new Promise((resolve) => setTimeout(resolve, 0))
  const wrongs = []
  const isOurs = (address) => address.startsWith(base)
  for (const element of document.querySelectorAll("*")) {
    const wrong = (why) => wrongs.push(why + ": " + element.outerHTML.slice(0, 200))
    const is = (selector) => element.matches(selector)
    if (!elements.includes(element.localName)) wrong("no element of ours")
    for (const { name, value } of element.attributes) {
      if (!attributes.includes(name)) wrong("no attribute of ours")
      if (!["href", "src", "srcset"].includes(name)) continue
      for (const part of name === "srcset" ? value.split(",").map((it) => it.trim().split(" ")[0]) : [value]) {
        const { href, protocol, username } = new URL(part, location.href)
        const leads = is("a[rel~=nofollow]") && ["http:", "https:", "mailto:"].includes(protocol) && username === ""
        const names = is("link:is([rel=canonical], [rel=alternate])")
        if (!isOurs(href) && !leads && !names) wrong("an address that is not ours")
      }
    }
    if (is("script:not([src*='assets/'], [data-version])")) wrong("no script of ours")
    if (is("svg:not(.drawn)")) wrong("no drawing of ours")
    if (is("meta[http-equiv]:not([http-equiv=Content-Security-Policy])")) wrong("no policy")
  }
  if (document.querySelectorAll("meta[http-equiv], base").length !== 1) wrongs.push("not one policy")
  if (document.querySelectorAll("main").length !== 1) wrongs.push("not one main part")
  if ("__xss" in globalThis) wrongs.push("something ran")
  if ("polluted" in {}) wrongs.push("a prototype was changed")
  if (/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.documentElement.outerHTML)) wrongs.push("text is turned around")
  return { wrongs, text: document.body.textContent }
}`

interface Examined {
  readonly wrongs: ReadonlyArray<string>
  readonly text: string
}

const look = async (page: Page, base: string): Promise<Examined> =>
  page.evaluate<Examined>(`(${examine})(${JSON.stringify({ base, ...allowed })})`)

/** Opens pages, several at once; their wrongs, and all that they say. */
const visit = async (browser: Browser, base: string, paths: ReadonlyArray<string>): Promise<Examined> => {
  const queue = [...paths]
  const wrongs: Array<string> = []
  const texts: Array<string> = []
  const work = async (): Promise<void> => {
    const watched = await watch(browser, base)
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      await watched.page.goto(`${base}${path}`)
      await watched.page.mouse.move(300, 300)
      const found = await look(watched.page, base)
      wrongs.push(...found.wrongs.map((line) => `${path}: ${line}`))
      texts.push(found.text)
    }
    wrongs.push(...watched.wrongs)
    await watched.page.context().close()
  }
  await Promise.all([work(), work(), work()])
  return { wrongs, text: texts.join("\n") }
}

const filesOf = (blog: string): ReadonlyArray<string> =>
  readdirSync(blog, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(blog.length + 1)
        .replaceAll("\\", "/")
    )
    .filter((path) => !path.startsWith("."))

/** A text as it can be looked for on a page. */
const visible = (text: string): string =>
  text.replace(/[\s\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{M}\ufffd\ud800-\udfff]+/gu, "")

/** What a feed or a list of pages has in it, as a strict reader finds it. */
const parseXml = `(text) => {
  const xml = new DOMParser().parseFromString(text, "text/xml")
  const parts = [...xml.querySelectorAll("item title, item description, entry title, entry summary, content")]
  const html = (part) => new DOMParser().parseFromString(part.textContent, "text/html").body
  return {
    error: xml.querySelector("parsererror")?.textContent ?? null,
    elements: parts.reduce((sum, part) => sum + part.children.length + html(part).children.length, 0),
    addresses: [...xml.querySelectorAll("loc, guid, entry > id, entry > link, item > link")]
      .map((part) => part.getAttribute("href") ?? part.textContent).filter((it) => !/^https:\\/\\/chat\\.example\\/[\\w./-]*$/.test(it))
  }
}`

describe.skipIf(browserPath === undefined)("a chat that is hostile in each of its fields", () => {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), "egregora-xss-")))
  const children: Array<ChildProcess> = []
  let browser: Browser

  /** Makes a public blog, so that it has feeds too. */
  const make = async (name: string, ...args: ReadonlyArray<string>): Promise<void> => {
    const blog = join(cwd, name)
    mkdirSync(blog, { recursive: true })
    writeFileSync(join(blog, "egregora.yaml"), "url: https://chat.example/\n")
    const { code, stderr } = await runCli(
      ["process", ...args, "--output", name, "--real-names", "--timezone", "Europe/Lisbon"],
      { cwd }
    )
    expect(code, stderr).toBe(0)
  }

  beforeAll(async () => {
    const started = launch()
    const { bytes, name } = await whatsapp()
    writeFileSync(join(cwd, name), bytes)
    writeFileSync(join(cwd, "small.txt"), commands)
    await Promise.all([
      make("whatsapp", "export.zip"),
      make("telegram", telegram(join(cwd, "export"))),
      make("by-hand", "small.txt").then(() => {
        byHand(join(cwd, "by-hand", "posts"))
        return make("by-hand", "small.txt")
      })
    ])
    browser = await started
  }, 60_000)

  afterAll(async () => {
    for (const child of children) child.kill("SIGKILL")
    await browser?.close()
    rmSync(cwd, { recursive: true, force: true })
  })

  it("is text in the preview too, at addresses that there are not as well", async () => {
    const blog = join(cwd, "whatsapp")
    const child = spawn(process.execPath, [executable, "preview", blog, "--port", "0", "--no-open"], {
      cwd,
      env: ownEnv({ cwd }),
      stdio: ["ignore", "pipe", "ignore"]
    })
    children.push(child)
    const [address] = await once(createInterface({ input: child.stdout }), "line")
    const base = String(address).replace(/\/*$/, "/")
    const pages = filesOf(blog).filter((path) => path.endsWith(".html") && path !== "404.html")
    const some = pages.filter((path, n) => !path.includes("/") || n % 12 === 0)
    const asked = encodeURIComponent(wellFormed(foremost.join(" ")))
    const { wrongs } = await visit(browser, base, [...some, `search.html?q=${asked}`])
    // Chromium says in the console that a page is not there, and asks for an icon of its own accord.
    const isWrong = (line: string): boolean => !line.includes("status of 404")
    expect(wrongs.filter(isWrong)).toEqual([])
    const missing = await visit(browser, base, [
      `posts/${asked}.html`,
      "%3Cscript%3Ealert(1)%3C/script%3E?<script>#<script>"
    ])
    expect(missing.wrongs.filter(isWrong)).toEqual([])
  }, 30_000)

  describe.each([
    ["whatsapp", 0.85],
    ["telegram", 0.5],
    ["by-hand", 1]
  ] as const)("%s", (name, most) => {
    const blog = join(cwd, name)
    const base = `${pathToFileURL(blog).href}/`

    it("is text on every page: nothing runs, nothing is asked for, nothing is there that is not the site's", async () => {
      // The page for what is not there belongs to the root of a server.
      const pages = filesOf(blog).filter((path) => path.endsWith(".html") && path !== "404.html")
      const { text, wrongs } = await visit(browser, base, pages)
      expect(wrongs).toEqual([])
      const all = visible(text)
      const hidden = hostile.filter((line) => !all.includes(visible(line)))
      expect(hidden.length, hidden.join("\n")).toBeLessThanOrEqual((1 - most) * hostile.length)
    }, 60_000)

    it("can be looked for, and is text in what is found", async () => {
      const { page, wrongs } = await watch(browser, base)
      for (const line of foremost.slice(0, 4)) {
        const asked = encodeURIComponent(wellFormed(line))
        await page.goto(
          `${base}search.html?q=${asked}&person=${asked}&tag=${asked}&year=${asked}&x=${asked}#${asked}`
        )
        expect((await look(page, base)).wrongs, line).toEqual([])
      }
      await page.goto(`${base}search.html`)
      let found = 0
      for (const line of foremost) {
        await page.locator("input[type=search]").fill(wellFormed(line))
        found += Math.min(1, await page.locator(".results li").count())
        const others = "document.querySelectorAll('.results :not(li, p, h2, a, time, mark)').length"
        expect(await page.evaluate(others), line).toBe(0)
      }
      expect(found).toBeGreaterThan(foremost.length / 2)
      expect((await look(page, base)).wrongs).toEqual([])
      expect(wrongs).toEqual([])
    }, 60_000)

    it("is well-formed in feeds, which lead to the site's pages alone", async () => {
      const page = await browser.newPage()
      for (const path of ["feed.xml", "atom.xml", "sitemap.xml"]) {
        const text = readFileSync(join(blog, path), "utf8")
        expect([path, await page.evaluate(`(${parseXml})(${JSON.stringify(text)})`)]).toEqual([
          path,
          { error: null, elements: 0, addresses: [] }
        ])
      }
      const feed: unknown = JSON.parse(readFileSync(join(blog, "feed.json"), "utf8"))
      expect(feed).toMatchObject({ version: "https://jsonfeed.org/version/1" })
      await page.close()
    })

    it("names no file, and none is there that could run", () => {
      for (const path of filesOf(blog)) {
        expect(path).toMatch(
          /^(?:egregora\.yaml|(?:assets\/)?[a-z0-9-]+\.(?:html|md|css|js|xml|json)|(?:posts|profiles|tags)\/[a-z0-9-]+\.(?:html|md)|media\/(?:small\/)?[a-z0-9.-]+\.(?:jpg|png|webp|opus|mp4|pdf))$/
        )
      }
    })

    it.skipIf(name === "by-hand")("adds nothing to the front matter of the Markdown", () => {
      const fields = new Set<string>()
      const markdown = filesOf(blog).filter((path) => path.endsWith(".md"))
      for (const path of markdown) {
        const text = readFileSync(join(blog, path), "utf8")
        const [, head = "", body = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? []
        const documents = parseAllDocuments(head)
        expect([path, documents.length]).toEqual([path, 1])
        for (const document of documents) {
          expect([path, document.errors, document.warnings]).toEqual([path, [], []])
          for (const key of Object.keys(Object(document.toJS())))
            fields.add(`${path.split("/").at(-2) ?? ""} ${key}`)
        }
        expect([
          path,
          /^\s*(?:---|\+\+\+|<|\||`{3}|~{3}|\[[^\]]*\]:)/m.exec(body.replace(/^---\n\n\*?\S/m, ""))
        ]).toEqual([path, null])
        expect([path, /\{\{|\{%|(?<!\\)<%|\$\{|(?<!\\)<(?!https?:|mailto:)/.exec(body)]).toEqual([path, null])
      }
      expect([...fields].sort()).toEqual(
        [
          ...["checksum", "title"].map((field) => ` ${field}`),
          ..."attachments checksum date language lead messages participants tags title window writer zone"
            .split(" ")
            .map((field) => `posts ${field}`),
          ..."checksum first last messages name posts type".split(" ").map((field) => `profiles ${field}`)
        ].sort()
      )
    })
  })
})
