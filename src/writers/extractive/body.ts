/**
 * The Markdown of a post: messages as quotes, conversations as sections.
 */

import type { Message } from "../../domain/Message.js"
import { escapeText, escapeWithLinks, labelOf, link, linksOf, safeUrl } from "../../domain/markdown.js"
import { fill } from "../../domain/template.js"
import type { Crowd } from "./crowd.js"
import { filesOf, shownOf } from "./media.js"
import type { Phrases } from "./phrases/Phrases.js"
import type { Speech } from "./speech.js"
import type { Line } from "./words.js"

/** Characters that a quoted message keeps. */
const longest = 600
const mostLines = 12
const mostLinks = 20
const mostReactions = 8
/** What one person thought is no news. */
const several = 2
/** Characters of a message that another one answers, or that are said of a link. */
const glimpse = 80

/** What a quote tells of the messages around it. */
export interface Around {
  /** The message that it answers; null where that stands above it, or it answers none. */
  readonly answered: Message | null
  /** What the others thought of it. */
  readonly heard: Pick<Crowd, "agreed" | "laughed">
}

/**
 * One message as a quote: its author, its time, the message that it answers, its files, its text, the signs
 * that others put to it, and who laughed at it or agreed to it, where several did.
 */
export const quote = (
  message: Message,
  { answered, heard }: Around,
  phrases: Phrases,
  { clock, count, list }: Speech
): string => {
  const name = message.author ?? ""
  const time = clock(message.timestamp)
  const parts = [
    `**${escapeText(name)}** · ${time}`,
    answered === null ? "" : answering(answered, phrases),
    (message.details?.forwardedFrom ?? null) === null ? "" : `*${phrases.forwarded}*`,
    ...files(message, phrases, name, time, count),
    saying(message, phrases),
    reactions(message),
    echo("😂", heard.laughed, list),
    echo("✔️", heard.agreed, list)
  ]
  return parts
    .filter((part) => part !== "")
    .join("\n\n")
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n")
}

/** `↩ Amber Otter: “who has the key?”` */
const answering = ({ author, text }: Message, phrases: Phrases): string => {
  const line = text.replace(/\s+/gu, " ").trim()
  const name = `*${escapeText(author ?? "")}*`
  return line === "" ? `↩ ${name}` : `↩ ${name}: ${begins(line, phrases)}`
}

/** The beginning of a line, in quotation marks. */
const begins = (line: string, { quotes: [open, close] }: Phrases): string => {
  const start =
    line.length <= glimpse ? line : `${line.slice(0, line.lastIndexOf(" ", glimpse) + 1 || glimpse).trim()}…`
  return `${open}${escapeText(start)}${close}`
}

/** `👍 3 · 😂` */
const reactions = ({ details }: Message): string =>
  [...(details?.reactions ?? [])]
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, mostReactions)
    .map(({ count, emoji }) => `${escapeText(emoji.slice(0, 40))}${count > 1 ? ` ${count}` : ""}`)
    .join(" · ")

/** `😂 Amber Otter and Brave Heron` */
const echo = (sign: string, people: ReadonlySet<string>, list: Speech["list"]): string =>
  people.size < several ? "" : `*${sign} ${escapeText(list([...people].slice(0, mostReactions)))}*`

/** A message's text as it is quoted: whole, or cut after a sentence. */
const shorten = (text: string, language: string, most: number = longest): string => {
  const lines = text.trim().split("\n")
  const whole = lines.slice(0, mostLines).join("\n")
  if (whole.length <= most) return lines.length > mostLines ? `${whole} …` : whole
  let kept = ""
  for (const { segment } of new Intl.Segmenter(language, { granularity: "sentence" }).segment(whole)) {
    if (kept.length + segment.length > most) break
    kept += segment
  }
  if (kept.length >= most / 3) return `${kept.trim()} …`
  const words = whole.slice(0, most)
  return `${words.slice(0, Math.max(words.lastIndexOf(" "), most / 2)).trim()} …`
}

/** The links of some lines, each once, with who sent it and when, and what they said of it. */
export const links = (
  lines: ReadonlyArray<Line>,
  phrases: Phrases,
  { clock }: Speech
): ReadonlyArray<string> => {
  const seen = new Map<string, string>()
  for (const { message } of lines) {
    const { author, kind, text, timestamp } = message
    if (kind === "location" || kind === "contact") continue
    const found = linksOf(text)
    const words = found
      .reduce((rest, url) => rest.replace(url, " "), text)
      .replace(/\s+/gu, " ")
      .trim()
    const said = /\p{L}/u.test(words) ? `: ${begins(words, phrases)}` : ""
    for (const address of found) {
      const url = safeUrl(address)
      if (url !== null && !seen.has(url)) {
        const from = `${escapeText(author ?? "")}, ${clock(timestamp)}`
        seen.set(url, `- ${link(address, labelOf(address))} · ${from}${said}`)
      }
    }
  }
  return [...seen.values()].slice(0, mostLinks)
}

const saying = (message: Message, phrases: Phrases): string => {
  if (message.kind === "location") return `*${phrases.location}*`
  if (message.kind === "contact") return `*${phrases.contact}*`
  return escapeWithLinks(shorten(message.text, "en"))
}

const files = (
  message: Message,
  phrases: Phrases,
  name: string,
  time: string,
  count: Speech["count"]
): ReadonlyArray<string> => {
  if (message.kind === "contact") return []
  if (message.media === null) return message.kind === "media" ? [`*${count(1, phrases.absent)}*`] : []
  const shown = shownOf(message).map(({ path, type }) => {
    const address = `(../${path})`
    return type === "picture"
      ? `![${escapeText(fill(phrases.picture, { name, time }))}]${address}`
      : `[${phrases[type]}]${address}`
  })
  return shown.length < filesOf(message) ? [...shown, `*${phrases.file}*`] : shown
}
