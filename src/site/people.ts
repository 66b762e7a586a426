/**
 * What the posts tell of each person, and what a person's pages are called.
 */
import { fingerprint } from "../domain/Fingerprint.js"
import type { Stats } from "../domain/Stats.js"
import type { PostFile } from "./Markdown.js"
import { slugsOf } from "./slugs.js"

/** A post without its body: what all pages but its own need to know. */
export interface PostHead extends Omit<PostFile, "body"> {
  /** The numbers of its window; null where they are not known. */
  readonly stats: Stats | null
}

/** What somebody says of themselves, fit to be shown: no name of another is in it, no number, no address. */
export interface About {
  readonly bio: string | null
  readonly website: string | null
}

/** A person as the posts show them. */
export interface Person {
  readonly name: string
  readonly about: About | null
  /** The name of their page's files. */
  readonly slug: string
  /** Their colour, 0 to 11: from the hash of their name, or the next that nobody before them has. */
  readonly tone: number
  readonly messages: number
  /** The posts they wrote in, in order of time, each with their best line there. */
  readonly posts: ReadonlyArray<{
    readonly head: PostHead
    readonly messages: number
    readonly quote: string | null
  }>
}

/** Everyone in the posts, which are in order of time; who wrote most comes first. */
export const peopleOf = (
  heads: ReadonlyArray<PostHead>,
  about: ReadonlyMap<string, About> = new Map()
): ReadonlyArray<Person> => {
  const found = new Map<string, Array<Person["posts"][number]>>()
  for (const head of heads) {
    for (const { name, messages, quote } of head.participants) {
      const posts = found.get(name) ?? []
      posts.push({ head, messages, quote })
      found.set(name, posts)
    }
  }
  const slugs = slugsOf("person", [...found.keys()])
  const toneOf = tones([...found.keys()])
  return [...found]
    .map(([name, posts]) => ({
      name,
      about: about.get(name) ?? null,
      slug: slugs.get(name) ?? "",
      tone: toneOf.get(name) ?? 0,
      messages: posts.reduce((sum, post) => sum + post.messages, 0),
      posts
    }))
    .sort((a, b) => b.messages - a.messages || (a.name < b.name ? -1 : 1))
}

/** The letter in a person's dot. */
export const initialOf = (name: string): string => /[\p{L}\p{N}]/u.exec(name)?.[0].toUpperCase() ?? "·"

const colours = 12

const tones = (names: ReadonlyArray<string>): ReadonlyMap<string, number> => {
  const given = new Map<string, number>()
  const taken = new Set<number>()
  for (const name of names) {
    const own = Number.parseInt(fingerprint(name).slice(0, 4), 16) % colours
    const free = Array.from({ length: colours }, (_, step) => (own + step * 5) % colours).find(
      (it) => !taken.has(it)
    )
    given.set(name, free ?? own)
    taken.add(free ?? own)
  }
  return given
}
