/**
 * The arrangement of a post: its title, its lead, a section for each conversation, the links and the people.
 */
import { escapeText } from "../../domain/markdown.js"
import type { Post } from "../../domain/Post.js"
import type { Window } from "../../domain/Window.js"
import { links, quote } from "./body.js"
import { type Conversation, conversationsOf } from "./conversations.js"
import { authorsOf, capitalise, leadOf, participantsOf, titleOf } from "./headline.js"
import { shownOf } from "./media.js"
import { fill, type Phrases } from "./phrases.js"
import { rank, select } from "./ranking.js"
import { type Speech, speechOf } from "./speech.js"
import { topicsOf } from "./topics.js"
import type { Line } from "./words.js"

/** Lines up to which a window is quoted whole. */
const fewLines = 8
/** Pictures and other files of one conversation that are shown. */
const mostFiles = 6

/** A window as a post, from those of its messages that may be quoted. */
export const arrange = (
  window: Window,
  language: string,
  phrases: Phrases,
  lines: ReadonlyArray<Line>
): Post => {
  const speech = speechOf(language, window.zone, phrases)
  const conversations = conversationsOf(lines)
  const place = new Map(
    conversations.flatMap((conversation, at) => conversation.map((line) => [line, at] as const))
  )
  const ranked = rank(lines.filter(hasText))
  const chosen =
    ranked.length <= fewLines
      ? ranked
      : select(ranked, ({ line }) => place.get(line) ?? 0, budgetFor(ranked.length))
  const picked = new Set(chosen.map(({ line }) => line))
  const topics = topicsOfEach(conversations)
  const parts = conversations.map((conversation, at) =>
    partOf(conversation, topics[at] ?? [], picked, lines.length)
  )
  const told = parts.filter((part) => part.items.length > 0)
  const [only, ...others] = told
  const foremost =
    others.length === 0
      ? (only?.topics ?? [])
      : topicsOf(
          told.flatMap((part) => part.conversation),
          3
        )
  const title = titleOf(foremost, ranked, window, phrases, speech)
  const attachments = told.flatMap(({ items }) =>
    items.map(({ message }) => shownOf(message)).filter((it) => it !== null)
  )
  return {
    key: window.key,
    title,
    lead: leadOf(window, chosen, phrases, speech),
    body: bodyOf(window, told, title, lines, phrases, speech),
    language,
    start: window.start,
    end: window.end,
    zone: window.zone,
    messages: window.messages.length,
    participants: participantsOf(window, ranked),
    attachments: attachments.map(({ entry, path }) => ({ entry, path })),
    writer: "extractive"
  }
}

/** A conversation as a section: what of it is shown, and how many pictures more there were. */
interface Part {
  readonly conversation: Conversation
  readonly topics: ReadonlyArray<string>
  readonly items: ReadonlyArray<Line>
  readonly more: number
}

const hasText = ({ message }: Line): boolean =>
  /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(message.text) &&
  message.kind !== "location" &&
  message.kind !== "contact"

const budgetFor = (lines: number): number =>
  Math.min(48, Math.max(fewLines, Math.round(3.6 * Math.sqrt(lines))))

/** Two topics for each conversation, none that an earlier one has. */
const topicsOfEach = (conversations: ReadonlyArray<Conversation>): ReadonlyArray<ReadonlyArray<string>> => {
  const everywhere = new Map<string, number>()
  for (const { stems } of conversations.flat()) {
    for (const stem of stems) everywhere.set(stem, (everywhere.get(stem) ?? 0) + 1)
  }
  const used = new Set<string>()
  return conversations.map((conversation) => {
    const here = new Map<string, number>()
    for (const { stems } of conversation) for (const stem of stems) here.set(stem, (here.get(stem) ?? 0) + 1)
    const topics = topicsOf(conversation, 4, (stem) => (everywhere.get(stem) ?? 0) - (here.get(stem) ?? 0))
    const own = topics.filter((topic) => !used.has(topic.toLowerCase())).slice(0, 2)
    for (const topic of own) used.add(topic.toLowerCase())
    return own
  })
}

const partOf = (
  conversation: Conversation,
  topics: ReadonlyArray<string>,
  picked: ReadonlySet<Line>,
  lines: number
): Part => {
  const files = conversation.filter(({ message }) => shownOf(message) !== null)
  const shown = new Set(files.slice(0, mostFiles))
  const inert = ({ message }: Line): boolean =>
    lines <= fewLines && (message.kind !== "text" || message.text !== "")
  const items = conversation.filter((line) => picked.has(line) || shown.has(line) || inert(line))
  const left = files.filter((line) => !items.includes(line))
  return { conversation, topics, items, more: left.length }
}

const bodyOf = (
  window: Window,
  parts: ReadonlyArray<Part>,
  title: string,
  lines: ReadonlyArray<Line>,
  phrases: Phrases,
  speech: Speech
): string => {
  const isAside = ({ conversation, more }: Part): boolean =>
    conversation.length < 3 && more === 0 && parts.length > 2
  const asides = parts.filter(isAside)
  const oneDay = speech.sameDay(window.start, window.end)
  const quotesOf = ({ items, more }: Part): ReadonlyArray<string> => [
    ...items.map(({ message }) => quote(message, phrases, speech.clock)),
    ...(more === 0 ? [] : [`*${speech.count(more, phrases.more)}*`])
  ]
  const section = (part: Part): ReadonlyArray<string> => {
    const span = spanOf(part.conversation, oneDay, speech)
    const heading = capitalise(speech.list(part.topics))
    const size = speech.count(part.conversation.length, phrases.messages)
    if (heading === title && parts.length === 1) return [...quotesOf(part)]
    if (heading === "") return [`## ${span}`, `*${size}*`, ...quotesOf(part)]
    return [`## ${escapeText(heading)}`, `*${span} · ${size}*`, ...quotesOf(part)]
  }
  const linked = links(
    lines.map(({ message }) => message),
    speech.clock
  )
  const people = [...authorsOf(window)].map(
    ([name, n]) => `- **${escapeText(name)}** · ${speech.count(n, phrases.messages)}`
  )
  return [
    ...parts.filter((part) => !isAside(part)).flatMap(section),
    ...(asides.length === 0 ? [] : [`## ${phrases.inPassing}`, ...asides.flatMap(quotesOf)]),
    ...(linked.length === 0 ? [] : [`## ${phrases.links}`, linked.join("\n")]),
    ...(people.length === 0 ? [] : [`## ${phrases.tookPart}`, people.join("\n")]),
    "---",
    fill(phrases.selected, { messages: speech.count(window.messages.length, phrases.messages) })
  ].join("\n\n")
}

const spanOf = (conversation: Conversation, oneDay: boolean, speech: Speech): string => {
  const start = conversation[0]?.message.timestamp ?? 0
  const end = conversation.at(-1)?.message.timestamp ?? start
  const [from, to] = [speech.clock(start), speech.clock(end)]
  const hours = from === to && speech.sameDay(start, end) ? from : `${from}–${to}`
  return oneDay ? hours : `${speech.day(start)}, ${hours}`
}
