/**
 * One chat as several phones export it: each in its language, with its names for people, its format of
 * dates, and without what it never got.
 */
import { closeSync, openSync, writeSync } from "node:fs"

/** What happened in a chat: everybody under one name. `at` is in milliseconds since the epoch. */
export interface Event {
  readonly at: number
  readonly author: string
  readonly what:
    | { readonly kind: "text"; readonly text: string; readonly mentions?: string }
    | { readonly kind: "media" }
    | { readonly kind: "deleted" }
    | { readonly kind: "added"; readonly whom: string }
}

/** A phone, and what it makes of a chat. */
export interface Phone {
  readonly platform: "android" | "ios"
  readonly language: "en" | "pt" | "de"
  /** Whose it is, by the name in the events. */
  readonly owner: string
  /** The names that it has for people; those of the events for the others. */
  readonly contacts?: Readonly<Record<string, string>>
  /** Minutes that its clock is ahead of UTC. Default: 0. */
  readonly ahead?: number
}

/** The text that a phone exports. */
export const rendered = (events: Iterable<Event>, phone: Phone): string =>
  Array.from(events, (event) => line(event, phone)).join("")

/** The same into a file, a piece at a time. */
export const renderTo = (path: string, events: Iterable<Event>, phone: Phone): void => {
  const file = openSync(path, "w")
  let piece = ""
  for (const event of events) {
    piece += line(event, phone)
    if (piece.length < 2 ** 18) continue
    writeSync(file, piece)
    piece = ""
  }
  writeSync(file, piece)
  closeSync(file)
}

const words = {
  en: {
    omitted: "<Media omitted>",
    picture: "image omitted",
    deleted: "This message was deleted",
    added: (who: string, whom: string) => `${who} added ${whom}`,
    you: "You",
    youObject: "you"
  },
  pt: {
    omitted: "<Mídia oculta>",
    picture: "imagem ocultada",
    deleted: "Mensagem apagada",
    added: (who: string, whom: string) => `${who} adicionou ${whom}`,
    you: "Você",
    youObject: "você"
  },
  de: {
    omitted: "<Medien ausgeschlossen>",
    picture: "Bild weggelassen",
    deleted: "Diese Nachricht wurde gelöscht",
    added: (who: string, whom: string) => `${who} hat ${whom} hinzugefügt`,
    you: "Du",
    youObject: "dich"
  }
} as const

const line = ({ at, author, what }: Event, phone: Phone): string => {
  const { language, owner, platform } = phone
  const name = (person: string): string => phone.contacts?.[person] ?? person
  const said = words[language]
  const isIos = platform === "ios"
  const mark = isIos ? "\u200e" : ""
  const [before, after] = isIos ? [`[${stamp(at, phone)}] `, "\r\n"] : [`${stamp(at, phone)} - `, "\n"]
  switch (what.kind) {
    case "added": {
      const [who, whom] = [
        author === owner ? said.you : name(author),
        what.whom === owner ? said.youObject : name(what.whom)
      ]
      return `${before}${isIos ? "Praia: \u200e" : ""}${said.added(who, whom)}${after}`
    }
    case "text": {
      const mention = what.mentions === undefined ? "" : ` @\u2068${name(what.mentions)}\u2069`
      return `${before}${name(author)}: ${what.text}${mention}${after}`
    }
    case "media":
      return `${before}${name(author)}: ${mark}${isIos ? said.picture : said.omitted}${after}`
    case "deleted":
      return `${before}${name(author)}: ${mark}${said.deleted}${after}`
  }
}

const stamp = (at: number, { ahead = 0, language, platform }: Phone): string => {
  const iso = new Date(at + ahead * 60_000).toISOString()
  const [year, month, day] = [iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10)]
  const seconds = platform === "ios" ? iso.slice(16, 19) : ""
  const hour = Number(iso.slice(11, 13))
  switch (language) {
    case "en": {
      const time = `${hour % 12 === 0 ? 12 : hour % 12}${iso.slice(13, 16)}${seconds}\u202f${hour < 12 ? "AM" : "PM"}`
      return `${Number(month)}/${Number(day)}/${year.slice(2)}, ${time}`
    }
    case "pt":
      return `${day}/${month}/${year}, ${iso.slice(11, 16)}${seconds}`
    case "de":
      return `${day}.${month}.${year.slice(2)}, ${iso.slice(11, 16)}${seconds}`
  }
}
