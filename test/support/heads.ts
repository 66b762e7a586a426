import type { Stats } from "../../src/domain/Stats.js"
import type { PostHead } from "../../src/site/people.js"

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
