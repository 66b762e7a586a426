/** What the writer says in Italian. */
import type { Phrases } from "./Phrases.js"

export const phrases: Phrases = {
  quotes: ["«", "»"],
  stop: ".",
  messages: { one: "{n} messaggio", other: "{n} messaggi" },
  people: { one: "{n} persona", other: "{n} persone" },
  pictures: { one: "{n} immagine", other: "{n} immagini" },
  sameDay: "{messages} di {people}, tra le {from} e le {to}.",
  severalDays: "{messages} di {people}, dal {from} al {to}.",
  asked: "{name} ha chiesto: {quote}",
  wrote: "{name} ha scritto: {quote}",
  onlyPictures: "Si è scritto poco; c’era da vedere: {pictures}.",
  noText: "Non è stato detto nulla che un’esportazione conservi.",
  nothingNew: "Non si è detto nulla che non fosse già stato detto.",
  inPassing: "Di passaggio",
  links: "Collegamenti",
  tookPart: "Chi ha partecipato",
  picture: "Un’immagine di {name} alle {time}",
  video: "Un video",
  audio: "Un messaggio vocale",
  document: "Un documento",
  file: "Un file che qui non si mostra",
  absent: {
    one: "Una foto o un file che non è nell’esportazione",
    other: "{n} foto o file che non sono nell’esportazione"
  },
  location: "Un luogo sulla mappa",
  contact: "Un contatto",
  more: { one: "e {n} altra immagine", other: "e altre {n} immagini" },
  selected:
    "Scelto e ordinato da {messages} dallo scrittore estrattivo. Le parole sono del gruppo; nulla è stato composto.",
  forwarded: "Inoltrato",
  words: {
    determiners:
      "il lo la i gli le l un uno una questo questa quel quella mio mia tuo tua suo sua nostro nostra del della dello al alla nel nella dell all nell sull quest quell",
    noun: "first",
    ending: /[aeio]$/,
    unlikely: /(?:mente|ando|endo|are|ere|ire|avo|ava|ato|uto|iamo)$/
  }
}
