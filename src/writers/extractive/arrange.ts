/**
 * The arrangement of a post: its title, its lead, a section for each conversation, the links and the people.
 */
import type { Message } from "../../domain/Message.js"
import { escapeText } from "../../domain/markdown.js"
import type { Post } from "../../domain/Post.js"
import { fill } from "../../domain/template.js"
import type { Window } from "../../domain/Window.js"
import { links, quote } from "./body.js"
import { type Conversation, conversationsOf } from "./conversations.js"
import type { Crowd } from "./crowd.js"
import { authorsOf, capitalise, leadOf, participantsOf, quiet, titleOf } from "./headline.js"
import { shownOf } from "./media.js"
import type { Phrases } from "./phrases/Phrases.js"
import { type Earlier, isNoise, type Ranked, rank, type Selection, select } from "./ranking.js"
import { type Speech, speechOf } from "./speech.js"
import { topicsOf } from "./topics.js"
import type { Line } from "./words.js"

/** Lines up to which all that is no noise is quoted. */
const fewLines = 8
/** Lines of a post at most. */
const mostLines = 48
/** Words for what it is about. */
const mostTags = 6
/** Pictures and other files of one conversation that are shown. */
const mostFiles = 6
/** Places, contacts and files that are not shown, of one conversation. */
const mostInert = 2
/** Milliseconds within which what was said may speak of a file that the export does not hold. */
const besides = 20 * 60_000

/**
 * A window as a post, from those of its messages that may be quoted; their `index` is their place in it. What
 * was said earlier is not quoted again. The `absent` are files that the export does not hold: what stands
 * beside them is not understood without them.
 */
export const arrange = (
  window: Window,
  language: string,
  phrases: Phrases,
  lines: ReadonlyArray<Line>,
  absent: ReadonlyArray<Line>,
  earlier: Earlier
): Post & { readonly quoted: ReadonlyArray<number> } => {
  const speech = speechOf(language, window.zone, phrases)
  const conversations = conversationsOf(
    absent.length === 0 ? lines : [...lines, ...absent].sort((a, b) => a.message.index - b.message.index)
  )
  const place = new Map(
    conversations.flatMap((conversation, at) => conversation.map((line) => [line, at] as const))
  )
  const ranked = rank(lines, earlier)
  const selection = choose(ranked, earlier, ({ line }) => place.get(line) ?? 0)
  const picked = new Set(selection.lines.map(({ line }) => line))
  const worth = new Map(ranked.map(({ line, score }) => [line, score] as const))
  const crowd = new Map(ranked.map(({ crowd, line }) => [line, crowd] as const))
  const topics = topicsOfEach(conversations, worth)
  const gone = new Set(absent)
  const parts = conversations.map((conversation, at) =>
    partOf(conversation, topics[at] ?? [], picked, gone, lines.length === 0)
  )
  const told = parts.filter((part) => part.items.length > 0)
  const untold = parts.filter((part) => part.items.length === 0).reduce((sum, part) => sum + part.absent, 0)
  const title = titleOf(selection, ranked, window, phrases, speech)
  const attachments = told.flatMap(({ items }) => items.flatMap(({ message }) => shownOf(message)))
  return {
    key: window.key,
    title: title.text,
    lead: leadOf(window, selection, title, earlier.repeats.size > 0, phrases, speech),
    body: bodyOf(window, told, untold, { crowd, earlier, lines, picked, ranked }, phrases, speech),
    language,
    start: window.start,
    end: window.end,
    zone: window.zone,
    messages: window.messages.length,
    participants: participantsOf(window, ranked),
    attachments: attachments.map(({ entry, path }) => ({ entry, path })),
    tags: topicsOf({ lines, worth }, mostTags),
    quoted: selection.foremost.map(({ line }) => line.message.index),
    writer: "extractive"
  }
}

/**
 * The lines of a post: of few all but noise, of many the best. Where there is nothing else to see, noise stays,
 * but for what was said in an earlier post.
 */
const choose = (
  ranked: ReadonlyArray<Ranked>,
  { repeats }: Earlier,
  conversationOf: (ranked: Ranked) => number
): Selection => {
  const texts = ranked.filter(({ line }) => hasText(line) && !repeats.has(line.message.index))
  const worthy = texts.filter((it) => !isNoise(it))
  const shows = ranked.some(({ line }) => shownOf(line.message).length > 0)
  const all = worthy.length > 0 || shows ? worthy : texts
  return all.length <= fewLines
    ? { lines: all, foremost: [...all].sort((a, b) => b.score - a.score || a.at - b.at) }
    : select(ranked, conversationOf, Math.min(mostLines, Math.round(2.2 * Math.sqrt(texts.length))))
}

/** A conversation as a section: what of it is shown, and how many pictures more and absent files there were. */
interface Part {
  readonly conversation: Conversation
  readonly topics: ReadonlyArray<string>
  readonly items: ReadonlyArray<Line>
  readonly more: number
  readonly absent: number
}

/** All lines of a window that may be quoted, what is known of them, and which are quoted. */
interface Heard {
  readonly lines: ReadonlyArray<Line>
  readonly ranked: ReadonlyArray<Ranked>
  readonly crowd: ReadonlyMap<Line, Crowd>
  readonly picked: ReadonlySet<Line>
  readonly earlier: Earlier
}

const unheard: Pick<Crowd, "agreed" | "laughed"> = { agreed: new Set(), laughed: new Set() }

const hasText = ({ message }: Line): boolean =>
  /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(message.text) &&
  message.kind !== "location" &&
  message.kind !== "contact"

/** Two topics for each conversation, none that an earlier one has. */
const topicsOfEach = (
  conversations: ReadonlyArray<Conversation>,
  worth: ReadonlyMap<Line, number>
): ReadonlyArray<ReadonlyArray<string>> => {
  const everywhere = new Map<string, number>()
  for (const { stems } of conversations.flat()) {
    for (const stem of stems) everywhere.set(stem, (everywhere.get(stem) ?? 0) + 1)
  }
  const used = new Set<string>()
  return conversations.map((conversation) => {
    const here = new Map<string, number>()
    for (const { stems } of conversation) for (const stem of stems) here.set(stem, (here.get(stem) ?? 0) + 1)
    const topics = topicsOf(
      {
        elsewhere: (stem) => (everywhere.get(stem) ?? 0) - (here.get(stem) ?? 0),
        lines: conversation,
        worth
      },
      4
    )
    const own = topics.filter((topic) => !used.has(topic.toLowerCase())).slice(0, 2)
    for (const topic of own) used.add(topic.toLowerCase())
    return own
  })
}

const partOf = (
  conversation: Conversation,
  topics: ReadonlyArray<string>,
  picked: ReadonlySet<Line>,
  gone: ReadonlySet<Line>,
  isAll: boolean
): Part => {
  const files = conversation.filter(({ message }) => shownOf(message).length > 0)
  const shown = new Set(files.slice(0, mostFiles))
  const inert = new Set(
    conversation
      .filter((line) => !hasText(line) && !gone.has(line) && shownOf(line.message).length === 0)
      .slice(0, mostInert)
  )
  const isTold = (line: Line): boolean => picked.has(line) || shown.has(line) || inert.has(line)
  const isBeside = (line: Line, other: Line | undefined): boolean =>
    other !== undefined &&
    isTold(other) &&
    Math.abs(line.message.timestamp - other.message.timestamp) <= besides
  const absent = conversation.filter((line) => gone.has(line))
  const places = new Set(
    conversation
      .filter(
        (line, at) =>
          gone.has(line) &&
          (isAll || isBeside(line, conversation[at - 1]) || isBeside(line, conversation[at + 1]))
      )
      .slice(0, mostInert)
  )
  const items = conversation.filter((line) => isTold(line) || places.has(line))
  const more = files
    .filter((line) => !items.includes(line))
    .reduce((sum, { message }) => sum + shownOf(message).length, 0)
  return { conversation, topics, items, more, absent: absent.length - places.size }
}

const bodyOf = (
  window: Window,
  parts: ReadonlyArray<Part>,
  untold: number,
  { crowd, earlier, lines, picked, ranked }: Heard,
  phrases: Phrases,
  speech: Speech
): string => {
  const isAside = ({ conversation, more }: Part): boolean =>
    conversation.length < 3 && more === 0 && parts.length > 2
  const asides = parts.filter(isAside)
  const oneDay = speech.sameDay(window.start, window.end)
  const notes = (more: number, absent: number): ReadonlyArray<string> => [
    ...(more === 0 ? [] : [`*${speech.count(more, phrases.more)}*`]),
    ...(absent === 0 ? [] : [`*${speech.count(absent, phrases.absent)}*`])
  ]
  const quotesOf = ({ absent, items, more }: Part): ReadonlyArray<string> => [
    ...items.map((line, at) => {
      const answered = answeredBy(line.message, items[at - 1]?.message) ?? letters.get(line) ?? null
      return quote(line.message, { answered, heard: crowd.get(line) ?? unheard }, phrases, speech)
    }),
    ...notes(more, absent)
  ]
  const known = new Map(
    window.messages.flatMap((message) => {
      const id = message.details?.id ?? null
      return id === null ? [] : [[id, message] as const]
    })
  )
  const answeredBy = ({ details }: Message, above: Message | undefined): Message | null => {
    const answered = known.get(details?.replyTo ?? "") ?? null
    return answered === null || answered.index === above?.index ? null : answered
  }
  // A letter to be sent on is not quoted, but what somebody said to it needs its beginning.
  const letters = new Map(
    ranked.flatMap(({ letter, line }) => {
      const sent = lines[letter ?? -1]
      return sent === undefined || picked.has(sent) ? [] : [[line, sent.message] as const]
    })
  )
  const section = (part: Part): ReadonlyArray<string> => {
    const span = spanOf(part.conversation, oneDay, speech)
    const heading = capitalise(speech.list(part.topics))
    const size = speech.count(part.conversation.length, phrases.messages)
    if (parts.length === 1) return [...quotesOf(part)]
    if (heading === "") return [`## ${span}`, `*${size}*`, ...quotesOf(part)]
    return [`## ${escapeText(heading)}`, `*${span} · ${size}*`, ...quotesOf(part)]
  }
  const linked = links(
    lines.filter((line) => !picked.has(line) && !earlier.repeats.has(line.message.index)),
    phrases,
    speech
  )
  const people = [...authorsOf(window)].map(
    ([name, n]) => `- **${escapeText(name)}** · ${speech.count(n, phrases.messages)}`
  )
  return [
    ...parts.filter((part) => !isAside(part)).flatMap(section),
    ...(asides.length + untold === 0
      ? []
      : [`## ${phrases.inPassing}`, ...asides.flatMap(quotesOf), ...notes(0, untold)]),
    ...(linked.length === 0 || lines.length <= quiet ? [] : [`## ${phrases.links}`, linked.join("\n")]),
    ...(people.length === 0 || (lines.length <= quiet && parts.length > 0)
      ? []
      : [`## ${phrases.tookPart}`, people.join("\n")]),
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
