/** What the writer says in French. */
import type { Phrases } from "./Phrases.js"

export const phrases: Phrases = {
  quotes: ["« ", " »"],
  stop: ".",
  messages: { one: "{n} message", other: "{n} messages" },
  people: { one: "{n} personne", other: "{n} personnes" },
  pictures: { one: "{n} image", other: "{n} images" },
  sameDay: "{messages} de {people}, entre {from} et {to}.",
  severalDays: "{messages} de {people}, du {from} au {to}.",
  asked: "{name} a demandé : {quote}",
  wrote: "{name} a écrit : {quote}",
  onlyPictures: "On a peu écrit ; il y avait {pictures} à voir.",
  noText: "Rien n’a été dit qu’un export conserve.",
  nothingNew: "Rien n’a été dit qui ne l’avait déjà été.",
  inPassing: "En passant",
  links: "Liens",
  tookPart: "Qui a participé",
  picture: "Une image de {name} à {time}",
  video: "Une vidéo",
  audio: "Un message vocal",
  document: "Un document",
  file: "Un fichier qui n’est pas montré ici",
  absent: {
    one: "Une photo ou un fichier qui n’est pas dans l’export",
    other: "{n} photos ou fichiers qui ne sont pas dans l’export"
  },
  location: "Un lieu sur la carte",
  contact: "Un contact",
  more: { one: "et {n} autre image", other: "et {n} autres images" },
  selected:
    "Choisi et ordonné à partir de {messages} par l’auteur extractif. Les mots sont ceux du groupe ; rien n’a été composé.",
  forwarded: "Transféré",
  words: {
    determiners:
      "le la les l un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre votre leur",
    noun: "first",
    ending: /(?:es|s|e)$/,
    unlikely: /(?:ment|ant|er|ir|ais|ait|aient|ez|ons|é|ée)$/
  }
}
