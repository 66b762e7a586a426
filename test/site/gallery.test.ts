import { describe, expect, it } from "vitest"
import { gallery } from "../../src/site/gallery.js"
import type { SiteContext } from "../../src/site/layout.js"
import type { PostHead } from "../../src/site/people.js"
import { siteOf } from "../support/heads.js"

const head = (day: string, files: ReadonlyArray<readonly [path: string, person: number]>): PostHead => ({
  key: day,
  title: `<i>${day}</i>`,
  date: `${day}T08:00:00+01:00`,
  language: "en",
  lead: "",
  window: { start: `${day}T08:00:00+01:00`, end: `${day}T20:00:00+01:00` },
  zone: "Europe/Lisbon",
  messages: 2,
  tags: [],
  participants: [
    { name: "Amber Otter", messages: 1, quote: null },
    { name: `"><b>x`, messages: 1, quote: null }
  ],
  attachments: files.map(([path]) => `media/${path}`),
  writer: "extractive",
  stats: {
    people: ["Amber Otter", `"><b>x`, "Gone Fox"].map((name) => ({
      name,
      messages: 1,
      files: 1,
      reactions: 0,
      emoji: [],
      words: []
    })),
    hours: [],
    answers: [],
    hosts: [],
    longest: null,
    files: files.map(([path, person], nth) => ({
      path: `media/${path}`,
      person,
      at: Date.parse(`${day}T09:00:00+01:00`) + nth * 60_000
    }))
  }
})

const site = (posts: ReadonlyArray<PostHead>, lost: ReadonlyArray<string> = []): SiteContext =>
  siteOf(posts, {
    media: new Set(
      posts
        .flatMap(({ attachments }) => attachments)
        .map((path) => path.slice(6))
        .filter((path) => !lost.includes(path))
    ),
    versions: new Map([
      ["aa.jpg", [{ path: "media/small/aa.jpg.480x360.webp", width: 480, height: 360, isStill: false }]]
    ])
  })

const pages = (context: SiteContext): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from(gallery.files(context), ({ path, text }) => [path, text]))

/** The page's own part, a line each. */
const main = (text = ""): ReadonlyArray<string> => {
  const lines = text.split("\n")
  return lines.slice(lines.indexOf('<div class="gallery">') + 2, lines.indexOf("</main>"))
}

describe("the gallery", () => {
  it("has every file that posts show, by month, with who, when and its post", () => {
    const shown = site(
      [
        head("2025-04-30", [["zz.pdf", 1]]),
        head("2025-05-02", [
          ["aa.jpg", 0],
          ["bb.mp4", 2],
          ["cc.opus", 0],
          ["lost.jpg", 0]
        ])
      ],
      ["lost.jpg"]
    )
    expect(gallery.isShown(shown)).toBe(true)
    expect(Object.keys(pages(shown))).toEqual(["gallery.html"])
    const post = (time: string, minute: string) =>
      `<a href="posts/2025-05-02.html" title="&lt;i&gt;2025-05-02&lt;/i&gt;"><time datetime="2025-05-02T08:0${minute}:00.000Z">2 May, ${time}</time></a>`
    const otter = `<a href="profiles/amber-otter.html">Amber Otter</a>`
    expect(main(pages(shown)["gallery.html"])).toEqual([
      "<section>",
      "<h2>May 2025</h2>",
      `<ul class="tiles">`,
      `<li><figure><video controls preload="none" src="media/bb.mp4" aria-label="Video · Gone Fox · 2 May 2025"></video><figcaption><bdi>Gone Fox</bdi> ${post("09:01", "1")}</figcaption></figure></li>`,
      `<li><figure><a href="media/aa.jpg"><img src="media/small/aa.jpg.480x360.webp" width="480" height="360" alt="Picture · Amber Otter · 2 May 2025" loading="lazy" decoding="async"></a><figcaption><bdi>${otter}</bdi> ${post("09:00", "0")}</figcaption></figure></li>`,
      "</ul>",
      `<ul class="tracks">`,
      expect.stringContaining(
        `<bdi>${otter}</bdi> ${post("09:02", "2")}</p><audio controls preload="none" src="media/cc.opus" aria-label="Recording · Amber Otter · 2 May 2025"></audio></li>`
      ),
      "</ul>",
      "</section>",
      "<section>",
      "<h2>April 2025</h2>",
      `<ul class="papers">`,
      expect.stringContaining(
        `<a href="media/zz.pdf" aria-label="Document · &quot;&gt;&lt;b&gt;x · 30 April 2025">Document <small>PDF</small></a>`
      ),
      "</ul>",
      "</section>",
      "</div>"
    ])
  })

  it("shows files of posts whose numbers are not known, under the post's day alone", () => {
    const [line] = main(
      pages(site([{ ...head("2025-05-02", [["aa.jpg", 0]]), stats: null }]))["gallery.html"]
    ).filter((text) => text.startsWith("<li>"))
    expect(line).toContain(`alt="Picture · 2 May 2025"`)
    expect(line).toContain(`<figcaption><a href="posts/2025-05-02.html"`)
    expect(line).toContain(">2 May</time></a></figcaption>")
  })

  it("is not there where no post shows a file", () => {
    expect(gallery.isShown(site([head("2025-05-02", [])]))).toBe(false)
    expect(gallery.isShown(site([head("2025-05-02", [["aa.jpg", 0]])], ["aa.jpg"]))).toBe(false)
  })

  it("is cut into years, and years of many files into months, each a page of its own time", () => {
    const many = (month: string, count: number) =>
      head(
        `${month}-10`,
        Array.from({ length: count }, (_, nth) => [`${month.replace("-", "x")}n${nth}.jpg`, 0] as const)
      )
    const made = pages(
      site([many("2022-12", 2), many("2024-03", 150), many("2024-07", 60), many("2025-01", 3)])
    )
    expect(Object.keys(made)).toEqual([
      "gallery.html",
      "gallery-2024-07.html",
      "gallery-2024-03.html",
      "gallery-2022.html"
    ])
    expect(main(made["gallery-2024-07.html"]).slice(0, 6)).toEqual([
      `<nav aria-label="Gallery"><ul>`,
      `<li><a href="gallery.html">2025</a></li>`,
      `<li><span aria-current="page">July 2024</span></li>`,
      `<li><a href="gallery-2024-03.html">March 2024</a></li>`,
      `<li><a href="gallery-2022.html">2022</a></li>`,
      "</ul></nav>"
    ])
  })
})
