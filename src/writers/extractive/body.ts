/**
 * The Markdown of a post: messages as quotes, conversations as sections.
 */

import type { Message } from "../../domain/Message.js"
import { escapeText, escapeWithLinks, labelOf, link, linksOf, safeUrl } from "../../domain/markdown.js"
import { shownOf } from "./media.js"
import { fill, type Phrases } from "./phrases.js"

/** Characters that a quoted message keeps. */
const longest = 600
const mostLines = 12
const mostLinks = 20

/** One message as a quote: its author, its time, its picture, its text. */
export const quote = (message: Message, phrases: Phrases, clock: (instant: number) => string): string => {
  const name = message.author ?? ""
  const time = clock(message.timestamp)
  const parts = [
    `**${escapeText(name)}** · ${time}`,
    file(message, phrases, name, time),
    saying(message, phrases)
  ]
  return parts
    .filter((part) => part !== "")
    .join("\n\n")
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n")
}

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

/** The links of some messages, each once, with who sent it and when. */
export const links = (
  messages: ReadonlyArray<Message>,
  clock: (instant: number) => string
): ReadonlyArray<string> => {
  const seen = new Map<string, string>()
  for (const { author, kind, text, timestamp } of messages) {
    if (kind === "location" || kind === "contact") continue
    for (const found of linksOf(text)) {
      const url = safeUrl(found)
      if (url !== null && !seen.has(url)) {
        seen.set(url, `- ${link(found, labelOf(found))} · ${escapeText(author ?? "")}, ${clock(timestamp)}`)
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

const file = (message: Message, phrases: Phrases, name: string, time: string): string => {
  if (message.media === null || message.kind === "contact") return ""
  const shown = shownOf(message)
  if (shown === null) return `*${phrases.file}*`
  const address = `(../${shown.path})`
  if (shown.type === "picture") return `![${escapeText(fill(phrases.picture, { name, time }))}]${address}`
  return `[${phrases[shown.type]}]${address}`
}
