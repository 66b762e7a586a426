import { describe, expect, it } from "vitest"
import { tagsOf } from "../../src/site/tags.js"
import { headOf, personStats, statsOfPeople } from "../support/heads.js"

const shown = (heads: Parameters<typeof tagsOf>[0]) =>
  tagsOf(heads).all.map(({ label, posts, slug }) => [label, slug, posts.map(({ key }) => key).join(" ")])

const says = (...words: ReadonlyArray<string>) =>
  statsOfPeople(
    ["Amber Otter", "Quiet Fox"].map((name) =>
      personStats(name, { words: words.map((word) => [word, 1] as const) })
    )
  )

describe("tags", () => {
  it("hold from two posts on, and join the forms of a word under the most frequent", () => {
    expect(
      shown([
        headOf("2025-05-02", { tags: ["lamp", "piano", "alone"] }),
        headOf("2025-05-03", { tags: ["lamps"] }),
        headOf("2025-05-04", { tags: ["Lamps", "Piano"] }),
        headOf("2025-05-05", { tags: ["lamps"] })
      ])
    ).toEqual([
      ["lamps", "lamps", "2025-05-02 2025-05-03 2025-05-04 2025-05-05"],
      ["Piano", "piano", "2025-05-02 2025-05-04"]
    ])
  })

  it("are also of posts where several people speak of them", () => {
    const tags = tagsOf([
      headOf("2025-05-02", { tags: ["roof", "piano"] }),
      headOf("2025-05-03", { tags: ["cat"], stats: says("pianos", "word") }),
      headOf("2025-05-04", {
        tags: ["cat"],
        stats: statsOfPeople([personStats("Amber Otter", { words: [["roof", 9]] })])
      })
    ])
    expect([...tags.of].map(([key, of]) => [key, of.map(({ label }) => label)])).toEqual([
      ["2025-05-03", ["cat", "piano"]],
      ["2025-05-04", ["cat"]],
      ["2025-05-02", ["piano"]]
    ])
  })

  it("are no words that many posts say and one is about", () => {
    const others = [3, 4, 5, 6].map((day) => headOf(`2025-05-0${day}`, { stats: says("thing") }))
    expect(shown([headOf("2025-05-02", { tags: ["thing"] }), ...others])).toEqual([])
  })

  it("are not what most of many posts are about", () => {
    const heads = Array.from({ length: 20 }, (_, at) =>
      headOf(`2025-05-${String(at + 1).padStart(2, "0")}`, { tags: at < 10 ? ["group"] : ["boat"] })
    )
    expect(shown(heads)).toEqual([])
    expect(shown(heads.slice(0, 13)).map(([label]) => label)).toEqual(["boat"])
  })

  it("have files of their own in every script, and none that a system keeps for itself", () => {
    const tags = ["Con", "東京", "قهوة", "चाय", "São João", "sao-joao", "../../x", "<b>"]
    const slugs = shown([headOf("2025-05-02", { tags }), headOf("2025-05-03", { tags })]).map(
      ([, slug]) => slug ?? ""
    )
    expect(new Set(slugs).size).toBe(slugs.length)
    expect(slugs.filter((slug) => !/^[a-z0-9-]{3,80}$/.test(slug) || slug === "con")).toEqual([])
    expect(slugs.length).toBe(7)
  })
})
