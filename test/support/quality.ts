/**
 * The quality set: invented days of group chats, with the lines that a reader of the blog would keep
 * marked by hand before any method was run on them.
 *
 * One file a window, in `test/fixtures/quality`. Three lines of head, an empty one, then the messages:
 *
 * ```
 * language: pt
 * title: portão | vaquinha portão
 * kind: condomínio
 *
 * #?1     07:25 Rosi: alguém tem o telefone do cara do portão?
 * -       07:40 Nilton: Bom dia.
 * *=!1    09:05 Nilton: <photo> Edvaldo vem às 10.
 *         | Trazer 53 reais cada um.
 * ```
 *
 * `title` holds sets of words, one of which a good title has. Eight columns of marks, then the time, the
 * author and the text; a line that begins with `|` belongs to the message above it. `<photo>`, `<video>`
 * and `<sticker>` begin a message with an attachment.
 *
 * | mark | meaning |
 * |---|---|
 * | `*` | a reader would miss it: news, an answer, a decision, a joke that landed. 4 to 8 in a window |
 * | `-` | worthless: greetings, noise, chain letters, repeats, rants. Must not be shown |
 * | `=` | tells what was decided |
 * | `#` | begins a conversation; those after it may be parts of older ones |
 * | `?1`, `!1` | a question, and each of its answers |
 *
 * Four windows a language, in two halves that were drawn while they were written: `tuning` is there to
 * be looked into, `held-back` may be scored but neither read nor printed line by line while a method is
 * being tuned. A mark is never changed to suit a method.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Message } from "../../src/domain/Message.js"
import type { Window } from "../../src/domain/Window.js"
import { aMessage, aWindow } from "./aWindow.js"
import { fixture } from "./fixtures.js"

export const halves = ["tuning", "held-back"] as const
export type Half = (typeof halves)[number]

/** A window and what a reader said of it. Numbers are positions in `window.messages`. */
export interface JudgedWindow {
  /** The file's name without its end. */
  readonly name: string
  readonly half: Half
  /** BCP 47. */
  readonly language: string
  /** What kind of group it is, in its language. */
  readonly kind: string
  /** Sets of words: a title is good when it has all words of one of them. */
  readonly titles: ReadonlyArray<ReadonlyArray<string>>
  readonly window: Window
  readonly keep: ReadonlySet<number>
  readonly worthless: ReadonlySet<number>
  readonly decisions: ReadonlySet<number>
  readonly beginnings: ReadonlySet<number>
  readonly questions: ReadonlyArray<{ readonly question: number; readonly answers: ReadonlyArray<number> }>
}

/** The windows of a half, by name. Throws an error that names the file and the line that is not well formed. */
export const judgedWindows = (half: Half): ReadonlyArray<JudgedWindow> =>
  readdirSync(fixture(`quality/${half}`))
    .sort()
    .map((file) => parseJudged(file, half, readFileSync(join(fixture(`quality/${half}`), file), "utf8")))

/** Reads one file. Throws an error that names the file and the line that is not well formed. */
export const parseJudged = (file: string, half: Half, text: string): JudgedWindow => {
  const fail = (line: number, what: string) => new Error(`${half}/${file}:${line}: ${what}`)
  const lines = text.replace(/\n$/, "").split("\n")
  const [language, title, kind] = (["language", "title", "kind"] as const).map((key, at) => {
    const found = lines[at]?.startsWith(`${key}: `) ? lines[at].slice(key.length + 2) : undefined
    if (found === undefined) throw fail(at + 1, `"${key}: …" expected`)
    return found
  })
  if (language === undefined || title === undefined || kind === undefined) throw fail(1, "a head expected")
  if (lines[headLines - 1] !== "") throw fail(headLines, "an empty line expected")

  const messages: Array<Message> = []
  const marked: Array<string> = []
  for (const [at, line] of lines.slice(headLines).entries()) {
    const continued = /^ {8}\| (.*)$/.exec(line)
    const last = messages.at(-1)
    if (continued !== null && last !== undefined) {
      messages[messages.length - 1] = { ...last, text: `${last.text}\n${continued[1]}` }
      continue
    }
    const [, marks, hours, minutes, author, attachment, words] = messageLine.exec(line) ?? []
    if (marks === undefined || author === undefined || words === undefined || line.search(/\d\d:/) !== 8) {
      throw fail(headLines + at + 1, "eight columns of marks and `HH:MM author: text` expected")
    }
    const timestamp = midnight + (Number(hours) * 60 + Number(minutes)) * 60_000
    if (timestamp < (last?.timestamp ?? 0)) throw fail(headLines + at + 1, "is before the line above it")
    const index = messages.length
    messages.push(
      aMessage({
        index,
        timestamp,
        author,
        kind: attachment === undefined ? "text" : "media",
        text: words,
        media: attachment === undefined ? null : `${attachment}-${index}.${extensions[attachment]}`
      })
    )
    marked.push(marks)
  }
  const withMark = (mark: string): Array<number> =>
    marked.flatMap((marks, at) => (marks.includes(mark) ? [at] : []))
  const numbers = new Set(marked.flatMap((marks) => marks.match(/(?<=[?!])\d/g) ?? []))
  return {
    name: file.replace(/\.txt$/, ""),
    half,
    language,
    kind,
    titles: title.split(" | ").map((words) => words.split(" ")),
    window: aWindow({ messages, key: file.replace(/\.txt$/, "") }),
    keep: new Set(withMark("*")),
    worthless: new Set(withMark("-")),
    decisions: new Set(withMark("=")),
    beginnings: new Set(withMark("#")),
    questions: [...numbers].sort().map((number) => {
      const [question, ...others] = withMark(`?${number}`)
      if (question === undefined || others.length > 0) throw fail(1, `one question ${number} expected`)
      return { question, answers: withMark(`!${number}`) }
    })
  }
}

const headLines = 4
const midnight = Date.UTC(2025, 4, 14)
const extensions: Readonly<Record<string, string>> = { photo: "jpg", video: "mp4", sticker: "webp" }
const messageLine = /^((?:[#*=-]|[?!]\d)*) *(\d\d):(\d\d) ([^:]+): (?:<(photo|video|sticker)>(?: |$))?(.*)$/
