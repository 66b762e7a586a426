/** What the writer says in English. */
import type { Phrases } from "./Phrases.js"

export const phrases: Phrases = {
  quotes: ["“", "”"],
  stop: ".",
  messages: { one: "{n} message", other: "{n} messages" },
  people: { one: "{n} person", other: "{n} people" },
  pictures: { one: "{n} picture", other: "{n} pictures" },
  sameDay: "{messages} from {people} between {from} and {to}.",
  severalDays: "{messages} from {people} from {from} to {to}.",
  asked: "{name} asked: {quote}",
  wrote: "{name} wrote: {quote}",
  onlyPictures: "Few words, but {pictures} to look at.",
  noText: "Nothing was said that an export keeps.",
  nothingNew: "Nothing was said that had not been said before.",
  inPassing: "In passing",
  links: "Links",
  tookPart: "Who took part",
  picture: "A picture from {name} at {time}",
  video: "A video",
  audio: "A voice message",
  document: "A document",
  file: "A file that is not shown here",
  absent: {
    one: "A picture or a file that is not in the export",
    other: "{n} pictures or files that are not in the export"
  },
  location: "A place on the map",
  contact: "A contact card",
  more: { one: "and {n} more picture", other: "and {n} more pictures" },
  selected:
    "Selected and arranged from {messages} by the extractive writer. The words are the group’s own; nothing was composed.",
  forwarded: "Forwarded",
  words: {
    determiners: "the a an this that our your my his her their its some any every no which another",
    noun: "last",
    ending: /(?:'s|’s|ies|(?<=ss|sh|ch|x|z)es|(?<!s)s)$/,
    unlikely: /(?:ing|ed|ly|ous|ful|able|less|n['’]t|['’](?:ll|re|ve|d|m))$/
  }
}
