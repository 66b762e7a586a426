/**
 * Chats as WhatsApp writes them, with what they say: one for each header and language.
 */
import type { Message } from "../../src/domain/Message.js"
import { none } from "../../src/domain/Wishes.js"
import type { Survey } from "../../src/sources/Source.js"
import type { Words } from "../fixtures/whatsapp/words.js"
import type { ReadChat } from "./exports.js"
import type { Header } from "./whatsappHeaders.js"

/** What is written for one message. Without an author it is a notice. */
export interface Line {
  readonly at: number
  readonly author: string | null
  readonly body: string
}

/** The text of a chat. On iOS the group says its notices, after a mark, and a marked line begins with one. */
export const render = (header: Header, lines: ReadonlyArray<Line>, group = GROUP): string =>
  lines
    .map(({ at, author, body }) => {
      const says = author === null ? (isIos(header) ? `${group}: ` : "") : `${author}: `
      const marked = isIos(header) ? (/[\u200e\u200f]/.exec(body)?.[0] ?? "") : ""
      return `${marked}${header.write(at)}${says}${body}${header.lineEnd}`
    })
    .join("")

/** A chat with something of each kind, and all that is to be read of it. */
export interface Corpus {
  readonly text: string
  readonly name: string
  readonly entries: ReadonlyArray<string>
  readonly read: ReadChat & { readonly unparsed: ReadonlyArray<string> }
}

/** The chat of a header; without words only what needs none is in it. */
export const corpus = (header: Header, words?: Words): Corpus => {
  const rows = (words === undefined ? [] : inWords(header, words)).concat(wordless(header, words))
  const lines = rows.map(({ author, body }, index) => ({ at: instants[index] ?? 0, author, body }))
  const messages = rows.map((row, index): Message => {
    const { name, kind, text, media = null } = row
    const at = instants[index] ?? 0
    return { index, timestamp: at - (at % header.step), author: name, kind, text, media, details: null }
  })
  const authors = new Map<string, number>()
  for (const { author } of messages) if (author !== null) authors.set(author, (authors.get(author) ?? 0) + 1)
  const survey: Survey = {
    source: "whatsapp",
    platform: header.platform,
    name: GROUP,
    dateOrder: header.order,
    dateOrderReason: `${reasonOf(header)}${header.calendar}`,
    zone: "UTC",
    messages: messages.length,
    first: Math.min(...messages.map(({ timestamp }) => timestamp)),
    last: Math.max(...messages.map(({ timestamp }) => timestamp)),
    authors,
    others: new Set(["Gil Reis"]),
    wishes: none,
    unplaced: 0,
    disorder: 0,
    warnings: []
  }
  const file = (words?.file ?? "WhatsApp Chat - {name}").replace("{name}", GROUP)
  const unparsed = [`${forgedIn(header)}${FORGED}`]
  return {
    text: render(header, lines),
    name: `${file}.txt`,
    entries: ENTRIES,
    read: { survey, messages, unparsed }
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const GROUP = "Praia & Serra"
const PICTURE = "00000004-PHOTO-2024-11-07-20-15-33.jpg"
const DOCUMENT = "Ata Março (1).pdf"
const CONTACT = "Eva Dias.vcf"
const FORGED = "Eva: forjado"
const ENTRIES = [PICTURE, DOCUMENT, CONTACT]

/** Midnight and noon, both halves of the day, the end of a month, an era and a year, and a day over 12. */
const instants: ReadonlyArray<number> = [
  Date.UTC(2019, 3, 28, 0, 15, 3),
  Date.UTC(2019, 3, 28, 12, 15, 4),
  Date.UTC(2019, 3, 30, 23, 59, 59),
  Date.UTC(2019, 4, 1, 0, 0, 0),
  Date.UTC(2019, 4, 1, 9, 5, 33),
  Date.UTC(2019, 11, 31, 23, 59, 58),
  Date.UTC(2020, 0, 1, 0, 0, 1),
  Date.UTC(2020, 1, 29, 11, 59, 0),
  ...Array.from({ length: 30 }, (_, index) => Date.UTC(2024, 10, 7 + index, 20, 15, 33))
]

const isIos = ({ platform }: Header): boolean => platform === "ios"

const reasonOf = (header: Header): string => {
  if (header.order !== "year-first") return "a number over 12 can only be a day"
  const [first = ""] = /\p{Nd}+/u.exec(header.write(instants[0] ?? 0)) ?? []
  return first.length === 4 || header.calendar !== ""
    ? "the year comes first"
    : "only so is the chat no longer than it must be"
}

/** What is written, and what is read. */
interface Row {
  readonly author: string | null
  readonly body: string
  readonly name: string | null
  readonly kind: Message["kind"]
  readonly text: string
  readonly media?: string
}

const says = (author: string, body: string, kind: Message["kind"], text = body, media?: string): Row => ({
  author,
  body,
  name: author,
  kind,
  text,
  ...(media === undefined ? {} : { media })
})

const notice = (header: Header, mark: string, text: string): Row => ({
  author: null,
  body: isIos(header) ? `${mark}${text}` : text,
  name: null,
  kind: "system",
  text
})

const inWords = (header: Header, words: Words): ReadonlyArray<Row> => {
  const { mark } = words
  if (!isIos(header)) {
    return [
      notice(header, mark, words.encrypted),
      says("Rui", words.omitted, "media", ""),
      says("Rui", `${words.omitted}\nna praia`, "media", "na praia"),
      says("Eva Dias", words.deleted, "deleted"),
      says("Rui", words.youDeleted, "deleted"),
      says("Rui", `IMG-1.jpg (${words.attached})`, "media", ""),
      says("Rui", `2.vcf (${words.attached})`, "contact", ""),
      says("Rui", `${words.place}: https://maps.google.com/?q=38.7,-9.1`, "location")
    ]
  }
  return [
    notice(header, mark, words.encrypted),
    says("Rui", `${mark}${words.image}`, "media", ""),
    says("Rui", `na praia ${mark}${words.image}`, "media", "na praia"),
    says("Eva Dias", `${mark}${words.deleted}`, "deleted", words.deleted),
    says("Rui", `${mark}${words.youDeleted}`, "deleted", words.youDeleted),
    says("Rui", `Ata.pdf • ${mark}2 foo ${mark}${words.document}`, "media", ""),
    says("Rui", `${mark}${words.contact}`, "contact", ""),
    says("Rui", `${mark}<${words.attachedIos}: ${PICTURE}>`, "media", "", PICTURE),
    says("Rui", `${mark}<${words.attachedIos}: 9.jpg>`, "media", ""),
    says(
      "Rui",
      `${mark}${words.place}: https://maps.google.com/?q=38.7,-9.1`,
      "location",
      `${words.place}: https://maps.google.com/?q=38.7,-9.1`
    )
  ]
}

/** What the signals tell that need no words. */
const wordless = (header: Header, words?: Words): ReadonlyArray<Row> => {
  const ios = isIos(header)
  const mark = words?.mark ?? "\u200e"
  const attached = (name: string) => (ios ? `${mark}<foo: ${name}>` : `${name} (foo bar)`)
  const forged = forgedIn(header)
  return [
    says("Rui", "olá a todos", "text"),
    says("Ana 🌻", "um\n\ndois: três\n  quatro", "text"),
    { ...says("\u202a+351 900 111 222\u202c", "", "text"), name: "+351 900 111 222" },
    { ...says("~\u00a0Zé Luís", "eu: o Zé", "text"), name: "Zé Luís" },
    says("Dra: Inês", "boa: tarde", "text"),
    says("Dra: Inês", "nota", "text"),
    says(
      "李小龍",
      ios ? `a praia\n${attached(PICTURE)}` : `${attached(PICTURE)}\na praia`,
      "media",
      "a praia",
      PICTURE
    ),
    says("Rui", attached(DOCUMENT), "media", "", DOCUMENT),
    says("روي", attached(CONTACT), "contact", "", CONTACT),
    says("Rui", "https://maps.google.com/?q=38.7,-9.1", "location"),
    says("Rui", "amanhã \u200e<Foo bar baz>", "text", "amanhã"),
    says("Ana 🌻", "POLL:\nPraia?\nOPTION: sim (2 votes)\nOPTION: não (0 votes)", "poll"),
    says("Rui", "@\u2068Gil Reis\u2069 vens?", "text"),
    says("Rui", `vê:\n${forged}${FORGED}`, "text"),
    notice(header, mark, `Rui foo bar “baz” Eva foo bar baz foo bar.`),
    ...(ios ? [says("Rui", `${mark}foo bar`, "media", "foo bar")] : []),
    ...Array.from({ length: 8 }, (_, index) => says("Rui", `fim ${index}`, "text"))
  ]
}

/** A header that is text: a bare LF is before it on iOS, elsewhere it is of another way of writing. */
const forgedIn = (header: Header): string =>
  header.lineEnd === "\r\n" ? header.write(instants[0] ?? 0) : foreign(header)

/** A header of another way of writing. */
const foreign = ({ platform }: Header): string =>
  platform === "android" ? "[07/11/2024, 08:15:33] " : "07/11/2024, 08:15 - "
