/**
 * What stands above a post: its title and its lead, and what each person said best.
 */
import { clean } from "../../domain/markdown.js"
import type { Participant } from "../../domain/Post.js"
import type { Window } from "../../domain/Window.js"
import { shownOf } from "./media.js"
import { fill, type Phrases } from "./phrases.js"
import type { Ranked } from "./ranking.js"
import type { Speech } from "./speech.js"
import type { Line } from "./words.js"

const titleLength = 80

/** The topics as a title; without any, the best short line, or how much there is. */
export const titleOf = (
  topics: ReadonlyArray<string>,
  ranked: ReadonlyArray<Ranked>,
  window: Window,
  phrases: Phrases,
  speech: Speech
): string => {
  for (let n = 3; n >= 1; n--) {
    const title = capitalise(speech.list(topics.slice(0, n)))
    if (title !== "" && title.length <= titleLength) return clean(title)
  }
  const short = byWorth(ranked).find(
    ({ message: { text } }) => text.length <= 60 && !/\n|:\/\//.test(text.trim()) && /\p{L}{2}/u.test(text)
  )
  if (short !== undefined) return `${phrases.quotes[0]}${plain(short.message.text)}${phrases.quotes[1]}`
  const pictures = picturesOf(window)
  return pictures > 0
    ? speech.count(pictures, phrases.pictures)
    : speech.count(window.messages.length, phrases.messages)
}

/** A question and two lines that somebody else wrote, in order of time; or how much there is. */
export const leadOf = (
  window: Window,
  chosen: ReadonlyArray<Ranked>,
  phrases: Phrases,
  speech: Speech
): string => {
  const best = byWorth(chosen).filter((line) => isQuip(line, 130) && line.stems.size >= 3)
  const quoted: Array<Line> = []
  for (const wanted of [true, false, false]) {
    const next = best.find(
      (line) => asks(line) === wanted && quoted.every(({ message }) => message.author !== line.message.author)
    )
    if (next !== undefined) quoted.push(next)
  }
  const quotes = quoted
    .sort((a, b) => a.message.index - b.message.index)
    .map((line) =>
      fill(asks(line) ? phrases.asked : phrases.wrote, {
        name: line.message.author ?? "",
        quote: speech.quoted(plain(line.message.text))
      })
    )
  if (quotes.length > 1) return quotes.join(" ")
  const pictures = picturesOf(window)
  const silent =
    pictures > 0
      ? fill(phrases.onlyPictures, { pictures: speech.count(pictures, phrases.pictures) })
      : phrases.noText
  return [summaryOf(window, phrases, speech), ...(chosen.length > 0 ? quotes : [silent])].join(" ")
}

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
  return fill(oneDay ? phrases.sameDay : phrases.severalDays, {
    messages: speech.count(window.messages.length, phrases.messages),
    people: speech.count(authorsOf(window).size, phrases.people),
    from: say(window.start),
    to: say(window.end)
  })
}

const asks = ({ message }: Line): boolean => /[?？؟]\P{L}*$/u.test(message.text)

/** A text as it stands in a sentence: on its own, without the dash of a list. */
const plain = (text: string): string => clean(text.trim().replace(/^[-–—•*]\s+/, ""))

/** Lines by what they are worth on their own: what answers something, or calls somebody, needs its context. */
const byWorth = (ranked: ReadonlyArray<Ranked>): ReadonlyArray<Line> => {
  const worth = ({ line, score, answers }: Ranked): number =>
    score +
    0.06 * Math.min(10, line.stems.size) -
    (answers === null ? 0 : 0.5) -
    (line.message.text.startsWith("@") ? 0.4 : 0)
  return [...ranked].sort((a, b) => worth(b) - worth(a)).map(({ line }) => line)
}

/** Whether a line stands by itself: a few words on one line, no link. */
const isQuip = ({ message, stems }: Line, longest: number): boolean =>
  stems.size >= 2 && message.text.length <= longest && !/\n|:\/\//.test(message.text.trim())

const picturesOf = (window: Window): number =>
  window.messages.filter((message) => shownOf(message)?.type === "picture").length
