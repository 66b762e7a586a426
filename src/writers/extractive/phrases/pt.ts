/** What the writer says in Portuguese. */
import type { Phrases } from "./Phrases.js"

export const phrases: Phrases = {
  quotes: ["“", "”"],
  stop: ".",
  messages: { one: "{n} mensagem", other: "{n} mensagens" },
  people: { one: "{n} pessoa", other: "{n} pessoas" },
  pictures: { one: "{n} imagem", other: "{n} imagens" },
  sameDay: "{messages} de {people}, entre as {from} e as {to}.",
  severalDays: "{messages} de {people}, de {from} a {to}.",
  asked: "{name} perguntou: {quote}",
  wrote: "{name} escreveu: {quote}",
  onlyPictures: "Escreveu-se pouco; houve {pictures} para ver.",
  noText: "Nada foi dito que uma exportação guarde.",
  nothingNew: "Nada se disse que não tivesse sido dito antes.",
  inPassing: "De passagem",
  links: "Ligações",
  tookPart: "Quem participou",
  picture: "Uma imagem de {name} às {time}",
  video: "Um vídeo",
  audio: "Uma mensagem de voz",
  document: "Um documento",
  file: "Um ficheiro que não se mostra aqui",
  absent: {
    one: "Uma foto ou um ficheiro que não está na exportação",
    other: "{n} fotos ou ficheiros que não estão na exportação"
  },
  location: "Um lugar no mapa",
  contact: "Um contacto",
  more: { one: "e mais {n} imagem", other: "e mais {n} imagens" },
  selected:
    "Selecionado e ordenado a partir de {messages} pelo escritor extrativo. As palavras são do grupo; nada foi composto.",
  forwarded: "Reencaminhada",
  words: {
    determiners:
      "o a os as um uma uns umas este esta esse essa aquele aquela meu minha teu tua seu sua nosso nossa do da dos das no na nos nas ao pelo pela",
    noun: "first",
    ending: /(?:ões|ns|es|s)$/,
    unlikely: /(?:mente|ando|endo|indo|ar|er|ir|ou|ei|ava|iam|aram|eram|amos|emos)$/
  }
}
