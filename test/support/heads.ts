import type { Stats } from "../../src/domain/Stats.js"
import type { SiteContext } from "../../src/site/layout.js"
import { type PostHead, peopleOf } from "../../src/site/people.js"
import { tagsOf } from "../../src/site/tags.js"
import { noTheme } from "../../src/site/theme.js"

/** The numbers of a window; what is left out is nothing. */
export const stats = (changes: Partial<Stats>): Stats => ({
  people: [],
  hours: [],
  answers: [],
  hosts: [],
  longest: null,
  files: [],
  ...changes
})

/** A person's part in a window; what is left out is nothing. */
export const person = (
  name: string,
  changes: Partial<Stats["people"][number]> = {}
): Stats["people"][number] => ({
  name,
  messages: 0,
  files: 0,
  reactions: 0,
  emoji: [],
  words: [],
  ...changes
})

/** A post of a day, as other pages see it. */
export const head = (day: string, numbers: Stats | null, changes: Partial<PostHead> = {}): PostHead => ({
  key: day,
  title: `The day ${day}`,
  date: `${day}T08:00:00+00:00`,
  language: "en",
  lead: "Broken.",
  window: { start: `${day}T08:00:00+00:00`, end: `${day}T22:00:00+00:00` },
  zone: "UTC",
  messages: numbers?.people.reduce((sum, { messages }) => sum + messages, 0) ?? 0,
  tags: [],
  participants: (numbers?.people ?? []).map(({ messages, name }) => ({ name, messages, quote: null })),
  attachments: [],
  writer: "extractive",
  stats: numbers,
  ...changes
})

/** A person's part in a window's numbers: by default two messages and nothing else. */
export const personStats = (
  name: string,
  changes: Partial<Stats["people"][number]> = {}
): Stats["people"][number] => person(name, { messages: 2, ...changes })

/** The numbers of a window of these people. */
export const statsOfPeople = (
  people: ReadonlyArray<Stats["people"][number]>,
  answers: Stats["answers"] = []
): Stats => stats({ people, answers })

/** A post of a day, `2025-05-02`, by Amber Otter and Quiet Fox. */
export const headOf = (day: string, changes: Partial<PostHead> = {}): PostHead =>
  head(day, null, {
    messages: 4,
    participants: [
      { name: "Amber Otter", messages: 2, quote: null },
      { name: "Quiet Fox", messages: 2, quote: null }
    ],
    ...changes
  })

/** A site of posts, with nothing else. */
export const siteOf = (posts: ReadonlyArray<PostHead>, changes: Partial<SiteContext> = {}): SiteContext => ({
  title: "Rua Verde 12",
  description: null,
  url: null,
  language: "en",
  posts,
  people: peopleOf(posts),
  media: new Set(),
  versions: new Map(),
  tags: tagsOf(posts),
  theme: noTheme,
  sections: [],
  ...changes
})
