import { dirname, join } from "node:path/posix"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Post } from "../../src/domain/Post.js"
import { render } from "../../src/site/Site.js"
import { SiteStore } from "../../src/site/SiteStore.js"
import { publish } from "../../src/stages/publish.js"
import { personStats, statsOfPeople } from "../support/heads.js"
import { withSite } from "../support/site.js"

/** A post every third day from May 2024 on. */
const many: ReadonlyArray<Post> = Array.from({ length: 130 }, (_, at) => {
  const start = Date.UTC(2024, 4, 2 + 3 * at, 8)
  const day = new Date(start).toISOString().slice(0, 10)
  return {
    key: day,
    title: `Day ${day}`,
    lead: "A lead.",
    body: "## Lift & stool\n\ntext\n\n## 東京",
    language: "en",
    start,
    end: start + 3600_000,
    zone: "UTC",
    messages: 2,
    participants: [{ name: "Amber Otter", messages: 2, quote: null }],
    attachments: [],
    tags: at % 5 === 0 ? ["café"] : at % 3 === 0 ? ["東京"] : [],
    stats: statsOfPeople([personStats("Amber Otter", { reactions: at })]),
    writer: "x"
  }
})

describe("a site of many posts", () => {
  it.live("has a home page of sixty, the others by year, and every link leads somewhere", () =>
    withSite(() =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        yield* Effect.forEach(many, (post) => publish(post, () => Stream.empty), { discard: true })
        yield* render({ title: "x" })
        const lists = yield* Effect.forEach(["", "posts", "profiles", "tags"], (folder) =>
          Effect.map(store.list(folder), (names) =>
            names.filter((name) => name.endsWith(".html")).map((name) => join(folder, name))
          )
        )
        const pages = new Map(
          yield* Effect.forEach(lists.flat(), (path) =>
            Effect.map(store.read(path), (text) => [path, text ?? ""] as const)
          )
        )
        expect(lists[0]).toEqual([
          "2024.html",
          "2025.html",
          "index.html",
          "on-this-day.html",
          "search.html",
          "tags.html",
          "timeline.html",
          "top.html"
        ])
        const [, newest = ""] = pages.get("index.html")?.split('<section id="posts"') ?? []
        expect(newest.match(/ href="posts\//g)?.length).toBe(60)
        expect(pages.get("timeline.html")).toContain(`href="2024.html#2024-05"`)
        expect([...pages.keys()].filter((path) => path.startsWith("tags/")).length).toBe(2)
        const broken = [...pages].flatMap(([page, text]) =>
          [...text.matchAll(/ (?:href|src)="(?!https?:)([^"#]*)(?:#([^"]*))?"/g)].flatMap(
            ([, path = "", id]) => {
              const target = path === "" ? page : join(dirname(page), decodeURIComponent(path))
              const isThere = target.startsWith("assets/") || pages.has(target)
              const hasId =
                id === undefined || pages.get(target)?.includes(` id="${decodeURIComponent(id)}"`) === true
              return isThere && hasId ? [] : [`${page}: ${path}#${id}`]
            }
          )
        )
        expect(broken).toEqual([])
      })
    )
  )
})
