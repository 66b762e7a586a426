/**
 * What the extractive writer says of its own, language by language. English stands in for a language
 * that is not here. `{name}` and its like are filled in.
 */
export interface Phrases {
  /** Opening and closing quotation marks. */
  readonly quotes: readonly [string, string]
  readonly messages: Plural
  readonly people: Plural
  readonly pictures: Plural
  /** The first sentence of a post: how much was written and when. */
  readonly sameDay: string
  readonly severalDays: string
  readonly asked: string
  readonly wrote: string
  readonly onlyPictures: string
  readonly noText: string
  readonly inPassing: string
  readonly links: string
  readonly tookPart: string
  readonly picture: string
  readonly video: string
  readonly audio: string
  readonly document: string
  readonly file: string
  readonly location: string
  readonly contact: string
  /** More pictures than a conversation shows. */
  readonly more: Plural
  /** Who made the post, and how: said in each. */
  readonly selected: string
  readonly words: WordFacts
}

/** A noun with its number, `{n}`. */
export interface Plural {
  readonly one: string
  readonly other: string
}

/** What tells in a language which words can be a topic. */
interface WordFacts {
  /** Words after which a noun comes. */
  readonly determiners: string
  /** Where the noun stands among the words after a determiner. */
  readonly noun: "first" | "last"
  /** The ending that a light stemmer takes off. */
  readonly ending: RegExp
  /** Endings of words that are seldom a topic: verbs and adverbs. */
  readonly unlikely: RegExp
}

/** The phrases for a language, ISO 639-1. */
export const phrasesFor = (language: string): Phrases => phrases[language] ?? english

/** A phrase with its gaps filled. */
export const fill = (phrase: string, values: { readonly [gap: string]: string }): string =>
  phrase.replace(/\{(\w+)\}/g, (_, gap: string) => values[gap] ?? "")

const english: Phrases = {
  quotes: ["“", "”"],
  messages: { one: "{n} message", other: "{n} messages" },
  people: { one: "{n} person", other: "{n} people" },
  pictures: { one: "{n} picture", other: "{n} pictures" },
  sameDay: "{messages} from {people} between {from} and {to}.",
  severalDays: "{messages} from {people} from {from} to {to}.",
  asked: "{name} asked: {quote}",
  wrote: "{name} wrote: {quote}",
  onlyPictures: "Nobody wrote much; there were {pictures} to look at.",
  noText: "Nothing was said that an export keeps.",
  inPassing: "In passing",
  links: "Links",
  tookPart: "Who took part",
  picture: "A picture from {name} at {time}",
  video: "A video",
  audio: "A voice message",
  document: "A document",
  file: "A file that is not shown here",
  location: "A place on the map",
  contact: "A contact card",
  more: { one: "and {n} more picture", other: "and {n} more pictures" },
  selected:
    "Selected and arranged from {messages} by the extractive writer. The words are the group’s own; nothing was composed.",
  words: {
    determiners: "the a an this that our your my his her their its some any every no which another",
    noun: "last",
    ending: /(?:'s|’s|ies|es|s)$/,
    unlikely: /(?:ing|ed|ly|ous|ful|able|less|n['’]t|['’](?:ll|re|ve|d|m))$/
  }
}

const phrases: { readonly [language: string]: Phrases | undefined } = {
  en: english,
  pt: {
    quotes: ["“", "”"],
    messages: { one: "{n} mensagem", other: "{n} mensagens" },
    people: { one: "{n} pessoa", other: "{n} pessoas" },
    pictures: { one: "{n} imagem", other: "{n} imagens" },
    sameDay: "{messages} de {people}, entre as {from} e as {to}.",
    severalDays: "{messages} de {people}, de {from} a {to}.",
    asked: "{name} perguntou: {quote}",
    wrote: "{name} escreveu: {quote}",
    onlyPictures: "Escreveu-se pouco; houve {pictures} para ver.",
    noText: "Nada foi dito que uma exportação guarde.",
    inPassing: "De passagem",
    links: "Ligações",
    tookPart: "Quem participou",
    picture: "Uma imagem de {name} às {time}",
    video: "Um vídeo",
    audio: "Uma mensagem de voz",
    document: "Um documento",
    file: "Um ficheiro que não se mostra aqui",
    location: "Um lugar no mapa",
    contact: "Um contacto",
    more: { one: "e mais {n} imagem", other: "e mais {n} imagens" },
    selected:
      "Selecionado e ordenado a partir de {messages} pelo escritor extrativo. As palavras são do grupo; nada foi composto.",
    words: {
      determiners:
        "o a os as um uma uns umas este esta esse essa aquele aquela meu minha teu tua seu sua nosso nossa do da dos das no na nos nas ao pelo pela",
      noun: "first",
      ending: /(?:ões|ns|es|s)$/,
      unlikely: /(?:mente|ando|endo|indo|ar|er|ir|ou|ei|ava|iam|aram|eram|amos|emos)$/
    }
  },
  es: {
    quotes: ["«", "»"],
    messages: { one: "{n} mensaje", other: "{n} mensajes" },
    people: { one: "{n} persona", other: "{n} personas" },
    pictures: { one: "{n} imagen", other: "{n} imágenes" },
    sameDay: "{messages} de {people}, entre las {from} y las {to}.",
    severalDays: "{messages} de {people}, del {from} al {to}.",
    asked: "{name} preguntó: {quote}",
    wrote: "{name} escribió: {quote}",
    onlyPictures: "Se escribió poco; hubo {pictures} que ver.",
    noText: "No se dijo nada que una exportación guarde.",
    inPassing: "De paso",
    links: "Enlaces",
    tookPart: "Quiénes participaron",
    picture: "Una imagen de {name} a las {time}",
    video: "Un vídeo",
    audio: "Un mensaje de voz",
    document: "Un documento",
    file: "Un archivo que no se muestra aquí",
    location: "Un lugar en el mapa",
    contact: "Un contacto",
    more: { one: "y {n} imagen más", other: "y {n} imágenes más" },
    selected:
      "Seleccionado y ordenado a partir de {messages} por el escritor extractivo. Las palabras son del grupo; no se ha redactado nada.",
    words: {
      determiners:
        "el la los las un una unos unas este esta ese esa aquel aquella mi tu su nuestro nuestra del al",
      noun: "first",
      ending: /(?:es|s)$/,
      unlikely: /(?:mente|ando|iendo|ar|er|ir|aba|aron|ieron|amos|emos|imos)$/
    }
  },
  de: {
    quotes: ["„", "“"],
    messages: { one: "{n} Nachricht", other: "{n} Nachrichten" },
    people: { one: "{n} Person", other: "{n} Personen" },
    pictures: { one: "{n} Bild", other: "{n} Bilder" },
    sameDay: "{messages} von {people} zwischen {from} und {to} Uhr.",
    severalDays: "{messages} von {people}, vom {from} bis zum {to}.",
    asked: "{name} fragte: {quote}",
    wrote: "{name} schrieb: {quote}",
    onlyPictures: "Geschrieben wurde wenig; zu sehen gab es {pictures}.",
    noText: "Es wurde nichts gesagt, was ein Export aufhebt.",
    inPassing: "Nebenbei",
    links: "Links",
    tookPart: "Wer dabei war",
    picture: "Ein Bild von {name} um {time}",
    video: "Ein Video",
    audio: "Eine Sprachnachricht",
    document: "Ein Dokument",
    file: "Eine Datei, die hier nicht gezeigt wird",
    location: "Ein Ort auf der Karte",
    contact: "Ein Kontakt",
    more: { one: "und {n} weiteres Bild", other: "und {n} weitere Bilder" },
    selected:
      "Aus {messages} ausgewählt und angeordnet vom extraktiven Schreiber. Die Worte sind die der Gruppe; nichts ist erdacht.",
    words: {
      determiners:
        "der die das den dem des ein eine einen einem einer mein meine dein deine sein seine ihr ihre unser unsere kein keine diese dieser dieses zum zur im am beim",
      noun: "last",
      ending: /(?:en|er|es|e|n|s)$/,
      unlikely: /^\p{Ll}/u
    }
  },
  fr: {
    quotes: ["« ", " »"],
    messages: { one: "{n} message", other: "{n} messages" },
    people: { one: "{n} personne", other: "{n} personnes" },
    pictures: { one: "{n} image", other: "{n} images" },
    sameDay: "{messages} de {people}, entre {from} et {to}.",
    severalDays: "{messages} de {people}, du {from} au {to}.",
    asked: "{name} a demandé : {quote}",
    wrote: "{name} a écrit : {quote}",
    onlyPictures: "On a peu écrit ; il y avait {pictures} à voir.",
    noText: "Rien n’a été dit qu’un export conserve.",
    inPassing: "En passant",
    links: "Liens",
    tookPart: "Qui a participé",
    picture: "Une image de {name} à {time}",
    video: "Une vidéo",
    audio: "Un message vocal",
    document: "Un document",
    file: "Un fichier qui n’est pas montré ici",
    location: "Un lieu sur la carte",
    contact: "Un contact",
    more: { one: "et {n} autre image", other: "et {n} autres images" },
    selected:
      "Choisi et ordonné à partir de {messages} par l’auteur extractif. Les mots sont ceux du groupe ; rien n’a été composé.",
    words: {
      determiners:
        "le la les l un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre votre leur",
      noun: "first",
      ending: /(?:es|s|e)$/,
      unlikely: /(?:ment|ant|er|ir|ais|ait|aient|ez|ons|é|ée)$/
    }
  },
  it: {
    quotes: ["«", "»"],
    messages: { one: "{n} messaggio", other: "{n} messaggi" },
    people: { one: "{n} persona", other: "{n} persone" },
    pictures: { one: "{n} immagine", other: "{n} immagini" },
    sameDay: "{messages} di {people}, tra le {from} e le {to}.",
    severalDays: "{messages} di {people}, dal {from} al {to}.",
    asked: "{name} ha chiesto: {quote}",
    wrote: "{name} ha scritto: {quote}",
    onlyPictures: "Si è scritto poco; c’era da vedere: {pictures}.",
    noText: "Non è stato detto nulla che un’esportazione conservi.",
    inPassing: "Di passaggio",
    links: "Collegamenti",
    tookPart: "Chi ha partecipato",
    picture: "Un’immagine di {name} alle {time}",
    video: "Un video",
    audio: "Un messaggio vocale",
    document: "Un documento",
    file: "Un file che qui non si mostra",
    location: "Un luogo sulla mappa",
    contact: "Un contatto",
    more: { one: "e {n} altra immagine", other: "e altre {n} immagini" },
    selected:
      "Scelto e ordinato da {messages} dallo scrittore estrattivo. Le parole sono del gruppo; nulla è stato composto.",
    words: {
      determiners:
        "il lo la i gli le l un uno una questo questa quel quella mio mia tuo tua suo sua nostro nostra del della dello al alla nel nella dell all nell sull quest quell",
      noun: "first",
      ending: /[aeio]$/,
      unlikely: /(?:mente|ando|endo|are|ere|ire|avo|ava|ato|uto|iamo)$/
    }
  }
}

/** The languages that the writer speaks. */
export const languages: ReadonlyArray<string> = Object.keys(phrases)
