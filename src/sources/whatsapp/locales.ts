/**
 * What WhatsApp writes in each locale, as data: a new locale is a new row, never a new branch.
 *
 * Separators and meridiems are those of the Unicode CLDR (short date, short time and day periods, as
 * `Intl.DateTimeFormat` prints them), which the phones format with. WhatsApp's own words are as they
 * stand in exports of each language; where a signal without language exists it is tried first, so a
 * missing phrase costs little.
 */

/** Code point of each script's zero; the other digits follow it. */
export const digitZeros: ReadonlyArray<number> = [0x30]

/** Invisible marks that may stand before anything: the BOM, LRM, RLM, embeddings and isolates. */
export const marks = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"

/** Spaces that locales use inside a stamp: plain, no-break, narrow no-break, thin. */
export const spaces = " \u00a0\u202f\u2009"

/** Between the numbers of a date. */
export const dateSeparators: ReadonlyArray<string> = ["/", "-", ". ", "."]

/** Between date and time, or time and date. A dot is the date's own (`2024. 11. 07. 08:15`). */
export const stampSeparators: ReadonlyArray<string> = [
  ", ",
  " ",
  ". ",
  ", klo ",
  " klo ",
  " kl. ",
  " kl ",
  " um ",
  " à ",
  " u ",
  ". u ",
  " o "
]

/** Between hour and minute. */
export const timeSeparators: ReadonlyArray<string> = [":", ".", " h ", "h"]

/** One way of saying before and after noon. */
export interface Meridiem {
  /** In lower case, without dots and spaces: `a. m.` is `am`. */
  readonly am: string
  readonly pm: string
  readonly locales: string
}

/** Twelve-hour clocks. `before` the time in Turkish and Hungarian, after it elsewhere: both are tried. */
export const meridiems: ReadonlyArray<Meridiem> = [
  { am: "am", pm: "pm", locales: "en es pt ca gl nl nb ro fil and most that have none of their own" },
  { am: "fm", pm: "em", locales: "sv" },
  { am: "ap", pm: "ip", locales: "fi" },
  { am: "dop", pm: "odp", locales: "cs" },
  { am: "dop", pm: "pop", locales: "sl" },
  { am: "de", pm: "du", locales: "hu" },
  { am: "pd", pm: "md", locales: "sq" },
  { am: "priekšp", pm: "pēcp", locales: "lv" },
  { am: "priešpiet", pm: "popiet", locales: "lt" },
  { am: "öö", pm: "ös", locales: "tr" },
  { am: "to", pm: "tk", locales: "uz" },
  { am: "sa", pm: "ch", locales: "vi" },
  { am: "pg", pm: "ptg", locales: "ms" },
  { am: "vm", pm: "nm", locales: "af" },
  { am: "rn", pm: "in", locales: "ga" },
  { am: "fh", pm: "eh", locales: "is" }
]

/** Hints at the order of day and month when the numbers leave it open; the first that fits counts. */
export const orderHints: ReadonlyArray<{
  readonly dateSeparator: string
  readonly meridiem?: string
  readonly order: "day-first" | "month-first"
  readonly reason: string
}> = [
  { dateSeparator: ".", order: "day-first", reason: "dates with dots put the day first" },
  { dateSeparator: ". ", order: "day-first", reason: "dates with dots put the day first" },
  { dateSeparator: "/", meridiem: "AM", order: "month-first", reason: "AM and PM in capitals are American" },
  { dateSeparator: "/", meridiem: "PM", order: "month-first", reason: "AM and PM in capitals are American" },
  {
    dateSeparator: "/",
    meridiem: "am",
    order: "day-first",
    reason: "am and pm in small letters are British"
  },
  {
    dateSeparator: "/",
    meridiem: "pm",
    order: "day-first",
    reason: "am and pm in small letters are British"
  },
  { dateSeparator: "/", meridiem: "a. m.", order: "day-first", reason: "a. m. and p. m. are Spanish" },
  { dateSeparator: "/", meridiem: "p. m.", order: "day-first", reason: "a. m. and p. m. are Spanish" }
]

/** How a stamp is wrapped, by platform. The first line of a file decides which it is. */
export const wrappings: ReadonlyArray<{
  readonly platform: "android" | "ios" | "web"
  readonly open: string
  readonly close: string
  /** Whether the time has seconds: always, never, or either. */
  readonly seconds: "always" | "never" | "either"
  readonly timeFirst: boolean
}> = [
  { platform: "ios", open: "[", close: "] ", seconds: "either", timeFirst: false },
  { platform: "web", open: "[", close: "] ", seconds: "either", timeFirst: true },
  { platform: "android", open: "", close: " - ", seconds: "either", timeFirst: false },
  { platform: "android", open: "", close: " – ", seconds: "either", timeFirst: false },
  { platform: "android", open: "", close: " - ", seconds: "either", timeFirst: true },
  { platform: "ios", open: "", close: ": ", seconds: "always", timeFirst: false }
]

/** The name of an export's file, or of its text, around the chat's name. */
export const fileNames: ReadonlyArray<string> = [
  "WhatsApp Chat - {name}",
  "WhatsApp Chat with {name}",
  "WhatsApp Chat mit {name}",
  "Conversa do WhatsApp com {name}",
  "Conversa do WhatsApp - {name}",
  "Conversa de WhatsApp com {name}",
  "Chat de WhatsApp con {name}",
  "Chat de WhatsApp - {name}",
  "Conversación de WhatsApp con {name}",
  "Discussion WhatsApp avec {name}",
  "Discussion WhatsApp - {name}",
  "Chat WhatsApp con {name}",
  "Chat WhatsApp - {name}",
  "WhatsApp-chat met {name}",
  "WhatsApp-chat - {name}",
  "WhatsApp-Chat mit {name}",
  "WhatsApp-chatt med {name}",
  "WhatsApp-chat med {name}",
  "WhatsApp-keskustelu: {name}",
  "Czat WhatsApp z {name}",
  "{name} ile WhatsApp Sohbeti",
  "Chat WhatsApp dengan {name}",
  "Conversa del WhatsApp amb {name}",
  "Conversație WhatsApp cu {name}"
]

/** A message whose medium was left out of the export: the whole line, or its end on iOS. */
export const mediaOmitted: ReadonlyArray<string> = [
  "<Media omitted>",
  "<Mídia oculta>",
  "<Arquivo de mídia oculto>",
  "<Ficheiro não revelado>",
  "<Multimedia omitido>",
  "<Media omitido>",
  "<Archivo omitido>",
  "<Médias omis>",
  "<Medien ausgeschlossen>",
  "<Medien weggelassen>",
  "<Media omessi>",
  "<Media weggelaten>",
  "<Media utelämnat>",
  "<Media har utelämnats>",
  "<Medier udeladt>",
  "<Mediefil udeladt>",
  "<Medier er utelatt>",
  "<Media jätettiin pois>",
  "<pominięto multimedia>",
  "<Pominięto multimedia>",
  "<Média vynechána>",
  "<Hiányzó médiafájl>",
  "<Fișiere media omise>",
  "<Medya dahil edilmedi>",
  "<Medya atlanmış>",
  "<Media tidak disertakan>",
  "<Media disembunyikan>",
  "<Mitjans omesos>",
  "<View once voice message omitted>",
  "<View once message omitted>",
  "<Video message omitted>",
  "<Video note omitted>",
  ...["image", "video", "audio", "sticker", "GIF", "document", "video note"].map((word) => `${word} omitted`),
  ...["imagem", "figurinha"].map((word) => `${word} ocultada`),
  ...["vídeo", "áudio", "GIF", "documento"].map((word) => `${word} ocultado`),
  ...["imagem", "figurinha"].map((word) => `${word} omitida`),
  ...["imagen", "imagen de sticker"].map((word) => `${word} omitida`),
  ...["video", "vídeo", "audio", "áudio", "sticker", "GIF", "documento"].map((word) => `${word} omitido`),
  ...["image", "vidéo"].map((word) => `${word} absente`),
  ...["audio", "sticker", "GIF", "document"].map((word) => `${word} omis`),
  ...["audio", "sticker", "GIF", "document"].map((word) => `${word} absent`),
  ...["Bild", "Video", "Audio", "Sticker", "GIF", "Dokument"].map((word) => `${word} weggelassen`),
  ...["immagine"].map((word) => `${word} omessa`),
  ...["video", "audio", "sticker", "GIF", "documento"].map((word) => `${word} omesso`),
  ...["afbeelding", "video", "audio", "sticker", "GIF", "document"].map((word) => `${word} weggelaten`)
]

/** A contact's card left out of the export. */
export const contactOmitted: ReadonlyArray<string> = [
  "Contact card omitted",
  "cartão do contato omitido",
  "Cartão do contato ocultado",
  "Tarjeta de contacto omitida",
  "carte de contact absente",
  "Kontaktkarte weggelassen",
  "scheda contatto omessa",
  "contactkaart weggelaten"
]

/** What Android writes in brackets after an attached file's name. */
export const attachedSuffixes: ReadonlyArray<string> = [
  "file attached",
  "arquivo anexado",
  "ficheiro anexado",
  "archivo adjunto",
  "fichier joint",
  "Datei angehängt",
  "file allegato",
  "bestand bijgevoegd",
  "bifogad fil",
  "fil vedhæftet",
  "fil vedlagt",
  "tiedosto liitetty",
  "plik dołączony",
  "załączono plik",
  "soubor přiložen",
  "fájl csatolva",
  "fișier atașat",
  "dosya ekli",
  "file terlampir",
  "fitxer adjunt"
]

/** A message that its author or an administrator took back; the whole text, a final dot aside. */
export const deleted: ReadonlyArray<string> = [
  "This message was deleted",
  "You deleted this message",
  "This message was deleted by admin",
  "Mensagem apagada",
  "Esta mensagem foi apagada",
  "Essa mensagem foi apagada",
  "Você apagou esta mensagem",
  "Apagou esta mensagem",
  "Apagaste esta mensagem",
  "Se eliminó este mensaje",
  "Este mensaje fue eliminado",
  "Eliminaste este mensaje",
  "Ce message a été supprimé",
  "Vous avez supprimé ce message",
  "Vous avez effacé ce message",
  "Diese Nachricht wurde gelöscht",
  "Du hast diese Nachricht gelöscht",
  "Questo messaggio è stato eliminato",
  "Hai eliminato questo messaggio",
  "Dit bericht is verwijderd",
  "Je hebt dit bericht verwijderd",
  "Det här meddelandet raderades",
  "Du raderade det här meddelandet",
  "Denne besked blev slettet",
  "Du slettede denne besked",
  "Denne meldingen ble slettet",
  "Du slettet denne meldingen",
  "Tämä viesti poistettiin",
  "Poistit tämän viestin",
  "Ta wiadomość została usunięta",
  "Usunąłeś tę wiadomość",
  "Tato zpráva byla odstraněna",
  "Ez az üzenet törölve lett",
  "Acest mesaj a fost șters",
  "Bu mesaj silindi",
  "Bu mesajı sildiniz",
  "Pesan ini telah dihapus",
  "Anda menghapus pesan ini",
  "S'ha suprimit aquest missatge"
]

/** What is put after an edited message, between `<` and `>`, a final dot aside. */
export const edited: ReadonlyArray<string> = [
  "This message was edited",
  "Mensagem editada",
  "Esta mensagem foi editada",
  "Essa mensagem foi editada",
  "Se editó este mensaje",
  "Este mensaje fue editado",
  "Ce message a été modifié",
  "Diese Nachricht wurde bearbeitet",
  "Questo messaggio è stato modificato",
  "Dit bericht is bewerkt",
  "Dit bericht werd bewerkt",
  "Det här meddelandet redigerades",
  "Denne besked blev redigeret",
  "Denne meldingen ble redigert",
  "Tätä viestiä muokattiin",
  "Ta wiadomość została zedytowana",
  "Tato zpráva byla upravena",
  "Acest mesaj a fost editat",
  "Bu mesaj düzenlendi",
  "Pesan ini diedit"
]

/** How a call's line begins. */
export const calls: ReadonlyArray<string> = [
  "Missed voice call",
  "Missed video call",
  "Missed group voice call",
  "Missed group video call",
  "Silenced voice call",
  "Silenced video call",
  "Voice call",
  "Video call",
  "Chamada de voz perdida",
  "Chamada de vídeo perdida",
  "Ligação de voz perdida",
  "Ligação de vídeo perdida",
  "Llamada perdida",
  "Llamada de voz perdida",
  "Videollamada perdida",
  "Appel vocal manqué",
  "Appel vidéo manqué",
  "Verpasster Sprachanruf",
  "Verpasster Videoanruf",
  "Chiamata vocale persa",
  "Videochiamata persa",
  "Gemiste spraakoproep",
  "Gemiste video-oproep",
  "Missat röstsamtal",
  "Missat videosamtal",
  "Cevapsız sesli arama",
  "Cevapsız görüntülü arama",
  "Panggilan suara tak terjawab",
  "Panggilan video tak terjawab"
]

/** A location shared while moving: the whole text. */
export const liveLocations: ReadonlyArray<string> = [
  "live location shared",
  "Live location shared",
  "Localização em tempo real compartilhada",
  "localização em tempo real compartilhada",
  "ubicación en tiempo real compartida",
  "localisation en direct partagée",
  "Live-Standort wird geteilt",
  "posizione in tempo reale condivisa"
]
