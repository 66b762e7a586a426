/**
 * What posts are about, across posts: topics of several posts, and other posts that speak of the same.
 */
import type { PostHead } from "./people.js"
import { slugsOf } from "./slugs.js"
import { type KeyOf, makeKeys } from "./wordKeys.js"

/** A topic that holds across posts. */
export interface Tag {
  /** As posts most often write it. */
  readonly label: string
  /** The name of its page's file. */
  readonly slug: string
  /** The posts that have it, in order of time: two at least. */
  readonly posts: ReadonlyArray<PostHead>
}

/** The tags of a site. */
export interface Tags {
  /** All, the most frequent first. */
  readonly all: ReadonlyArray<Tag>
  /** Those of a post, by its key: its own topics first, then by frequency. */
  readonly of: ReadonlyMap<string, ReadonlyArray<Tag>>
}

/**
 * The tags of posts, which are in order of time. A topic of one post is a tag if it is a topic of another, or
 * if several people speak of it in another; forms of one word are one topic. What most posts speak of tells
 * none from the others, so it is no tag.
 */
export const tagsOf = (heads: ReadonlyArray<PostHead>): Tags => {
  const keyOf = makeKeys()
  const topics = new Map<string, Topic>()
  for (const head of heads) {
    for (const [place, label] of head.tags.entries()) {
      const key = keyOf(label, head.language)
      if (key === "") continue
      const topic = topics.get(key) ?? { key, labels: new Map(), posts: new Map(), spokenOf: [] }
      topics.set(key, topic)
      topic.labels.set(label, (topic.labels.get(label) ?? 0) + 1)
      if (!topic.posts.has(head)) topic.posts.set(head, place)
    }
  }
  for (const head of heads) {
    for (const key of spokenOf(head, keyOf)) {
      const topic = topics.get(key)
      if (topic !== undefined && !topic.posts.has(head)) topic.spokenOf.push(head)
    }
  }
  for (const { posts, spokenOf } of topics.values()) {
    // A word of many posts that is what one of them is about is only a word.
    if (spokenOf.length <= mostSpoken * posts.size) for (const head of spokenOf) posts.set(head, spoken)
  }
  const most = heads.length < few ? heads.length : heads.length * usual
  const shared = [...topics.values()]
    .filter(({ posts }) => posts.size > 1 && posts.size <= most)
    .sort((a, b) => b.posts.size - a.posts.size || (a.key < b.key ? -1 : 1))
    .slice(0, mostTags)
  const labels = labelsOf(shared)
  const slugs = slugsOf("tag", labels)
  const of = new Map<string, Array<{ readonly tag: Tag; readonly place: number }>>()
  const all = shared.map(({ posts }, at) => {
    const label = labels[at] ?? ""
    const tag: Tag = { label, slug: slugs.get(label) ?? "", posts: heads.filter((head) => posts.has(head)) }
    for (const [head, place] of posts) of.set(head.key, [...(of.get(head.key) ?? []), { tag, place }])
    return tag
  })
  return {
    all,
    of: new Map(
      [...of].map(([key, found]) => [
        key,
        found
          .sort((a, b) => a.place - b.place)
          .slice(0, mostOfPost)
          .map(({ tag }) => tag)
      ])
    )
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

interface Topic {
  readonly key: string
  /** How often each spelling is a topic. */
  readonly labels: Map<string, number>
  /** The posts, with its place among their own topics. */
  readonly posts: Map<PostHead, number>
  /** Other posts whose people say it. */
  readonly spokenOf: Array<PostHead>
}

/** The place of what is no topic of a post, but spoken of in it. */
const spoken = 1000
/** Posts that speak of a topic, for each that has it as its own. */
const mostSpoken = 3

/** Tags of a site and of a post at most. */
const mostTags = 300
const mostOfPost = 6

/** Beyond so many posts, what more than this part of them speaks of is no tag. */
const few = 12
const usual = 0.4

/** What two of a window's people or more speak of. */
const spokenOf = ({ language, stats }: PostHead, keyOf: KeyOf): ReadonlyArray<string> => {
  const people = new Map<string, number>()
  for (const { words } of stats?.people ?? []) {
    for (const key of new Set(words.map(([word]) => keyOf(word, language)))) {
      people.set(key, (people.get(key) ?? 0) + 1)
    }
  }
  return [...people].flatMap(([key, speakers]) => (speakers > 1 ? [key] : []))
}

/** The most frequent spelling of each; two topics never have one label. */
const labelsOf = (topics: ReadonlyArray<Topic>): ReadonlyArray<string> => {
  const taken = new Set<string>()
  return topics.map(({ key, labels }) => {
    const spellings = [...labels].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([label]) => label)
    const label = spellings.find((it) => !taken.has(it)) ?? key
    taken.add(label)
    return label
  })
}
