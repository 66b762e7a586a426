/** What the writer says in German. */
import type { Phrases } from "./Phrases.js"

export const phrases: Phrases = {
  quotes: ["„", "“"],
  stop: ".",
  messages: { one: "{n} Nachricht", other: "{n} Nachrichten" },
  people: { one: "{n} Person", other: "{n} Personen" },
  pictures: { one: "{n} Bild", other: "{n} Bilder" },
  sameDay: "{messages} von {people} zwischen {from} und {to} Uhr.",
  severalDays: "{messages} von {people}, vom {from} bis zum {to}.",
  asked: "{name} fragte: {quote}",
  wrote: "{name} schrieb: {quote}",
  onlyPictures: "Geschrieben wurde wenig; zu sehen gab es {pictures}.",
  noText: "Es wurde nichts gesagt, was ein Export aufhebt.",
  nothingNew: "Es wurde nichts gesagt, was nicht schon gesagt worden war.",
  inPassing: "Nebenbei",
  links: "Links",
  tookPart: "Wer dabei war",
  picture: "Ein Bild von {name} um {time}",
  video: "Ein Video",
  audio: "Eine Sprachnachricht",
  document: "Ein Dokument",
  file: "Eine Datei, die hier nicht gezeigt wird",
  absent: {
    one: "Ein Bild oder eine Datei, die der Export nicht enthält",
    other: "{n} Bilder oder Dateien, die der Export nicht enthält"
  },
  location: "Ein Ort auf der Karte",
  contact: "Ein Kontakt",
  more: { one: "und {n} weiteres Bild", other: "und {n} weitere Bilder" },
  selected:
    "Aus {messages} ausgewählt und angeordnet vom extraktiven Schreiber. Die Worte sind die der Gruppe; nichts ist erdacht.",
  forwarded: "Weitergeleitet",
  words: {
    determiners:
      "der die das den dem des ein eine einen einem einer mein meine dein deine sein seine ihr ihre unser unsere kein keine diese dieser dieses zum zur im am beim",
    noun: "last",
    ending: /(?:en|er|es|e|n|s)$/,
    unlikely: /^\p{Ll}/u
  }
}
