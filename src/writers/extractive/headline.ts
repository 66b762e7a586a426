/**
 * What stands above a post: its title and its lead, and what each person said best.
 */
import { clean } from "../../domain/markdown.js"
import type { Participant } from "../../domain/Post.js"
import { fill } from "../../domain/template.js"
import type { Window } from "../../domain/Window.js"
import { clauseOf } from "./clause.js"
import { withoutCall } from "./language.js"
import { shownOf } from "./media.js"
import type { Phrases } from "./phrases/Phrases.js"
import type { Ranked, Selection } from "./ranking.js"
import type { Speech } from "./speech.js"
import { talkOf, topicsOf } from "./topics.js"
import type { Line } from "./words.js"

const titleLength = 80

/** The title of a post, and the message that it quotes, if it does. */
export interface Title {
  readonly text: string
  readonly quotes: Line | null
}

/**
 * The line that a reader would open the post for, and what else was talked of; without any, what was asked, the
 * topics, or how much there is.
 */
export const titleOf = (
  { foremost }: Selection,
  ranked: ReadonlyArray<Ranked>,
  window: Window,
  phrases: Phrases,
  speech: Speech
): Title => {
  const lines = ranked.map(({ line }) => line)
  const worth = new Map(ranked.map(({ line, score }) => [line, score] as const))
  const talk = talkOf(lines)
  const best =
    foremostOf(foremost.filter(standsAlone), (candidate) => headlineOf(candidate, talk)) ??
    foremostOf(foremost.filter(saysMore), (candidate) => {
      const headline = headlineOf(candidate, talk)
      return headline.text === "" && isWhole(candidate.line)
        ? { ...headline, text: onOneLine(candidate.line) }
        : headline
    })
  if (best !== null) {
    const said = best.text.toLowerCase()
    const others = topicsOf({ lines, shared: true, worth }, 4)
      .map(clean)
      .filter((topic) => !said.includes(topic.toLowerCase().slice(0, 4)))
    const quoted = `${phrases.quotes[0]}${best.text}${phrases.quotes[1]}`
    const title = [2, 1].map((n) => `${quoted} · ${speech.list(others.slice(0, n))}`)
    const fitting = others.length === 0 ? undefined : title.find((text) => text.length <= titleLength)
    return { text: fitting ?? quoted, quotes: best.line }
  }
  const said = window.messages.length > quiet ? undefined : foremost.find(({ line }) => isWhole(line))?.line
  if (said !== undefined) {
    const text = onOneLine(said)
    return { text: `${phrases.quotes[0]}${text}${phrases.quotes[1]}`, quotes: said }
  }
  const topics = topicsOf({ lines, worth }, 3)
  for (let n = 3; n >= 1; n--) {
    const title = capitalise(speech.list(topics.slice(0, n)))
    if (title !== "" && title.length <= titleLength) return { text: clean(title), quotes: null }
  }
  const pictures = picturesOf(window)
  const text =
    pictures > 0
      ? speech.count(pictures, phrases.pictures)
      : speech.count(window.messages.length, phrases.messages)
  return { text, quotes: null }
}

/** Messages up to which a window is told by what was said, whatever that is. */
export const quiet = 3

/** Whether a line is a title as it is. */
const isWhole = (line: Line): boolean => {
  const text = onOneLine(line)
  return !line.named && text !== "" && text.length <= titleLength
}

const onOneLine = ({ message }: Line): string => plain(withoutCall(message.text)).replace(/\s+/gu, " ").trim()

/** Lines that a title is chosen from. */
const mostCandidates = 8

interface Headline {
  readonly text: string
  readonly worth: number
  readonly line: Line
}

/** Whether a line can be a title: words of its own that name nobody. */
const standsAlone = ({ crowd, line, score }: Ranked): boolean =>
  score > 0 &&
  !isOrphan(line) &&
  line.tone.kind === "says" &&
  !line.named &&
  line.words.length > 0 &&
  (!line.question || crowd.applause >= 1)

/** Whether a line can be a title where none stands alone: what was asked, or said in few words. */
const saysMore = ({ line, score }: Ranked): boolean =>
  score > 0 && !isOrphan(line) && line.tone.kind === "says" && !line.named && line.tone.size >= briefest

/** Letters under which a line makes nobody open a post. */
const briefest = 12

const foremostOf = (
  candidates: ReadonlyArray<Ranked>,
  headline: (candidate: Ranked) => Omit<Headline, "line">
): Headline | null =>
  candidates
    .slice(0, mostCandidates)
    .map((candidate) => ({ ...headline(candidate), line: candidate.line }))
    .filter(({ text }) => text !== "")
    .reduce<Headline | null>((found, it) => (found === null || it.worth > found.worth ? it : found), null)

/** What stands after a link says little without it. */
const speaksOfLink = /^\s*https?:\/\//iu

const headlineOf = (
  { crowd, goesOn, line, needs, opens, score }: Ranked,
  talk: ReadonlyMap<string, number>
): Omit<Headline, "line"> => {
  const about = (clause: string): number => {
    const said = clause.toLowerCase()
    let sum = 0
    for (const { noun, stem, surface } of line.words)
      if (said.includes(surface.toLowerCase())) sum += 0.3 + noun + (talk.get(stem) ?? 0)
    return sum / (sum + 3)
  }
  const { text } = line.message
  const clause = clauseOf(withoutCall(text), about)
  return {
    text: clause?.text ?? "",
    worth:
      score +
      1.2 * (clause?.worth ?? 0) +
      crowd.applause / (crowd.applause + 1) +
      (opens ? 0.4 : 0) -
      (needs === null ? 0 : 0.5) -
      (goesOn ? 0.6 : 0) -
      (speaksOfLink.test(text) ? 0.8 : 0)
  }
}

/**
 * The best lines that the title does not quote, with the question that one answers, in order of time; or
 * how much there is. Where nothing is quoted, `repeats` says whether something was said again.
 */
export const leadOf = (
  window: Window,
  { foremost }: Selection,
  title: Title,
  repeats: boolean,
  phrases: Phrases,
  speech: Speech
): string => {
  const best = foremost.filter(({ line, score }) => score > 0 && line !== title.quotes && isQuip(line, 160))
  const quoted: Array<Line> = []
  for (const { line } of best) {
    if (quoted.length === 2) break
    if (quoted.every(({ message }) => message.author !== line.message.author)) quoted.push(line)
  }
  const quotes = quoted
    .sort((a, b) => a.message.index - b.message.index)
    .map((line) =>
      fill(asks(line) ? phrases.asked : phrases.wrote, {
        name: line.message.author ?? "",
        quote: speech.quoted(plain(line.message.text))
      })
    )
  if (quotes.length > 1) return quotes.join(spaceBetween(phrases))
  const pictures = picturesOf(window)
  const silent =
    pictures > 0
      ? fill(phrases.onlyPictures, { pictures: speech.count(pictures, phrases.pictures) })
      : repeats
        ? phrases.nothingNew
        : phrases.noText
  return [summaryOf(window, phrases, speech), ...(foremost.length > 0 ? quotes : [silent])].join(
    spaceBetween(phrases)
  )
}

/** Sentences follow each other without a space where they end with a mark as wide as a letter. */
const spaceBetween = ({ stop }: Phrases): string => (stop === "。" ? "" : " ")

/** Who wrote in a window, how much, and the line of theirs that stands best by itself. */
export const participantsOf = (window: Window, ranked: ReadonlyArray<Ranked>): ReadonlyArray<Participant> => {
  const best = byWorth(ranked).filter((line) => isQuip(line, 200))
  return [...authorsOf(window)].map(([name, messages]) => {
    const line = best.find(({ message }) => message.author === name)
    return {
      name,
      messages,
      quote: line === undefined ? null : plain(line.message.text)
    }
  })
}

/** Who wrote in a window and how much, who wrote most first. */
export const authorsOf = (window: Window): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { author } of window.messages)
    if (author !== null) counts.set(author, (counts.get(author) ?? 0) + 1)
  return new Map([...counts].sort(([, a], [, b]) => b - a))
}

/** A heading begins with a capital. */
export const capitalise = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())

const summaryOf = (window: Window, phrases: Phrases, speech: Speech): string => {
  const oneDay = speech.sameDay(window.start, window.end)
  const say = oneDay ? speech.clock : speech.day
  const [from, to] = [say(window.start), say(window.end)]
  if (oneDay && from === to)
    return `${speech.count(window.messages.length, phrases.messages)} · ${from}${phrases.stop}`
  return fill(oneDay ? phrases.sameDay : phrases.severalDays, {
    messages: speech.count(window.messages.length, phrases.messages),
    people: speech.count(authorsOf(window).size, phrases.people),
    from,
    to
  })
}

const asks = ({ message }: Line): boolean => /[?？؟]\P{L}*$/u.test(message.text)

/** A text as it stands in a sentence: on its own, without the dash of a list. */
const plain = (text: string): string => clean(text.trim().replace(/^[-–—•*]\s+/, ""))

/** Lines by what they are worth on their own: what answers something, or calls somebody, needs its context. */
const byWorth = (ranked: ReadonlyArray<Ranked>): ReadonlyArray<Line> => {
  const worth = ({ line, score, needs }: Ranked): number =>
    score +
    0.06 * Math.min(10, line.stems.size) -
    (needs === null ? 0 : 0.5) -
    (line.message.text.startsWith("@") ? 0.4 : 0)
  return ranked
    .filter(({ score }) => score > 0)
    .sort((a, b) => worth(b) - worth(a))
    .map(({ line }) => line)
}

/** Whether a line stands by itself: a few words on one line, no link. */
const isQuip = (line: Line, longest: number): boolean => {
  const { message, stems, tone } = line
  return (
    !isOrphan(line) &&
    stems.size >= 1 &&
    tone.size >= 12 &&
    message.text.length <= longest &&
    !/\n|:\/\//.test(message.text.trim())
  )
}

/** Whether a line speaks of a picture that the export does not hold: away from its place it would speak of another. */
const isOrphan = ({ message }: Line): boolean => message.kind === "media" && message.media === null

const picturesOf = (window: Window): number =>
  window.messages.reduce(
    (sum, message) => sum + shownOf(message).filter(({ type }) => type === "picture").length,
    0
  )
