/** What the writer says in Spanish. */
import type { Phrases } from "./Phrases.js"

export const phrases: Phrases = {
  quotes: ["«", "»"],
  stop: ".",
  messages: { one: "{n} mensaje", other: "{n} mensajes" },
  people: { one: "{n} persona", other: "{n} personas" },
  pictures: { one: "{n} imagen", other: "{n} imágenes" },
  sameDay: "{messages} de {people}, entre las {from} y las {to}.",
  severalDays: "{messages} de {people}, del {from} al {to}.",
  asked: "{name} preguntó: {quote}",
  wrote: "{name} escribió: {quote}",
  onlyPictures: "Se escribió poco; hubo {pictures} que ver.",
  noText: "No se dijo nada que una exportación guarde.",
  nothingNew: "No se dijo nada que no se hubiera dicho antes.",
  inPassing: "De paso",
  links: "Enlaces",
  tookPart: "Quiénes participaron",
  picture: "Una imagen de {name} a las {time}",
  video: "Un vídeo",
  audio: "Un mensaje de voz",
  document: "Un documento",
  file: "Un archivo que no se muestra aquí",
  absent: {
    one: "Una foto o un archivo que no está en la exportación",
    other: "{n} fotos o archivos que no están en la exportación"
  },
  location: "Un lugar en el mapa",
  contact: "Un contacto",
  more: { one: "y {n} imagen más", other: "y {n} imágenes más" },
  selected:
    "Seleccionado y ordenado a partir de {messages} por el escritor extractivo. Las palabras son del grupo; no se ha redactado nada.",
  forwarded: "Reenviado",
  words: {
    determiners:
      "el la los las un una unos unas este esta ese esa aquel aquella mi tu su nuestro nuestra del al",
    noun: "first",
    ending: /(?:es|s)$/,
    unlikely: /(?:mente|ando|iendo|ar|er|ir|aba|aron|ieron|amos|emos|imos)$/
  }
}
