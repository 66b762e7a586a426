/**
 * Posts without bodies, made by hand.
 */
import type { Stats } from "../../src/domain/Stats.js"
import type { PostHead } from "../../src/site/people.js"

/** A person's part in a window's numbers: by default two messages and nothing else. */
export const personStats = (
  name: string,
  changes: Partial<Stats["people"][number]> = {}
): Stats["people"][number] => ({
  name,
  messages: 2,
  files: 0,
  reactions: 0,
  emoji: [],
  words: [],
  ...changes
})

/** The numbers of a window of these people. */
export const statsOfPeople = (
  people: ReadonlyArray<Stats["people"][number]>,
  answers: Stats["answers"] = []
): Stats => ({ people, hours: [], answers, hosts: [], longest: null, files: [] })

/** A post of a day, `2025-05-02`, by Amber Otter and Quiet Fox. */
export const headOf = (day: string, changes: Partial<PostHead> = {}): PostHead => ({
  key: day,
  title: `Day ${day}`,
  date: `${day}T08:00:00+00:00`,
  language: "en",
  lead: "A lead.",
  window: { start: `${day}T08:00:00+00:00`, end: `${day}T09:00:00+00:00` },
  zone: "UTC",
  messages: 4,
  tags: [],
  participants: [
    { name: "Amber Otter", messages: 2, quote: null },
    { name: "Quiet Fox", messages: 2, quote: null }
  ],
  attachments: [],
  writer: "extractive",
  stats: null,
  ...changes
})
