/**
 * What WhatsApp's own notices say of people, as data: one row for a language, as in `phrases.ts`.
 *
 * Sources: English and Portuguese as seen in exports; Turkish from github.com/mtln/chat-export (issue 16),
 * Russian from an export in github.com/starkdmi/whats_json; the others as public parsers have them. A
 * language without a row loses one thing only: the names of people whom nothing but a notice names.
 */

/** What is known of one language. */
export interface Notices {
  readonly language: string
  /** System lines that name people: `{someone}` and `{people}` are their names, `{rest}` is anything. */
  readonly lines: ReadonlyArray<string>
  /** The owner of the phone, who has no name in system lines. */
  readonly owner?: ReadonlyArray<string>
  /** Between the last two of several names. */
  readonly and?: string
}

const languages: ReadonlyArray<Notices> = [
  {
    language: "en",
    lines: [
      "{people} changed their phone number to a new number.{rest}",
      "{people} changed to {rest}",
      "Your security code with {people} changed.{rest}",
      "Security code changed for {people}. {rest}",
      "{people}'s security code changed{rest}",
      "{people} created group {rest}",
      "{people} changed the subject {rest}",
      "{people} changed the group name {rest}",
      "{people} changed the group description{rest}",
      "{people} changed this group's {rest}",
      "{someone} added {people}",
      "{someone} removed {people}",
      "{people} was added",
      "{people} were added",
      "{people} was removed",
      "{people} left",
      "{people} joined using this group's invite link",
      "{people} joined using a group link."
    ],
    owner: ["You", "you"],
    and: " and "
  },
  {
    language: "pt",
    lines: [
      "{people} mudou de número{rest}",
      "{people} mudou para {rest}",
      "Seu código de segurança com {people} mudou.{rest}",
      "O código de segurança de {people} mudou.{rest}",
      "{people} criou o grupo {rest}",
      "{people} mudou o nome do grupo {rest}",
      "{people} mudou a descrição do grupo{rest}",
      "{people} mudou a imagem do grupo",
      "{someone} adicionou {people}",
      "{someone} removeu {people}",
      "{people} foi adicionado(a)",
      "{people} foram adicionados(as)",
      "{people} foi removido(a)",
      "{people} saiu",
      "{people} entrou usando o link de convite deste grupo",
      "{people} entrou usando o link de convite"
    ],
    owner: ["Você", "você", "Tu", "tu"],
    and: " e "
  },
  {
    language: "es",
    lines: [
      "{people} creó el grupo {rest}",
      "{people} cambió el asunto {rest}",
      "{people} cambió la descripción del grupo{rest}",
      "{people} cambió la foto del grupo",
      "{someone} añadió a {people}",
      "{someone} agregó a {people}",
      "{someone} eliminó a {people}",
      "{people} salió del grupo",
      "{people} se unió usando el enlace de invitación de este grupo",
      "{people} se unió usando el enlace de invitación"
    ],
    and: " y "
  },
  {
    language: "fr",
    lines: [
      "{people} a créé le groupe {rest}",
      "{people} a modifié le sujet {rest}",
      "{someone} a ajouté {people}",
      "{someone} a retiré {people}",
      "{someone} a supprimé {people}",
      "{people} est parti",
      "{people} a quitté",
      "{people} a rejoint via le lien d'invitation"
    ],
    owner: ["Vous", "vous"],
    and: " et "
  },
  {
    language: "de",
    lines: [
      "{people} hat die Gruppe {rest} erstellt",
      "{people} hat die Gruppe erstellt",
      "{people} hat den Betreff {rest} geändert",
      "{people} hat das Gruppenbild geändert",
      "{people} hat die Gruppenbeschreibung geändert",
      "{someone} hat {people} hinzugefügt",
      "{someone} hat {people} entfernt",
      "{people} hat die Gruppe verlassen",
      "{people} ist über Gruppeneinladungslink beigetreten"
    ],
    owner: ["Du", "du", "Sie"],
    and: " und "
  },
  {
    language: "it",
    lines: [
      "{people} ha creato il gruppo {rest}",
      "{people} ha cambiato l'oggetto {rest}",
      "{people} ha cambiato l'immagine del gruppo",
      "{someone} ha aggiunto {people}",
      "{someone} ha rimosso {people}",
      "{people} è uscito",
      "{people} ha abbandonato"
    ],
    owner: ["te"]
  },
  {
    language: "nl",
    lines: [
      "{someone} heeft {people} toegevoegd",
      "{someone} heeft {people} verwijderd",
      "{people} heeft de groep verlaten"
    ],
    owner: ["Je", "je", "U"],
    and: " en "
  },
  {
    language: "ru",
    lines: [
      "{people} создал(а) группу {rest}",
      "{someone} добавил(-а) контакт {people}",
      "{someone} добавил(а) {people}",
      "{people} вышел(ла)"
    ],
    owner: ["Вы", "вы"],
    and: " и "
  },
  {
    language: "tr",
    lines: [
      "{people} bu grubu oluşturdu",
      "{people} bu grubun simgesini değiştirdi",
      "{people} grup adını {rest} olarak değiştirdi",
      "{people} sizi ekledi"
    ],
    owner: ["Siz", "siz"],
    and: " ve "
  }
]

export const notices: ReadonlyArray<string> = languages.flatMap(({ lines }) => lines)
export const owner: ReadonlyArray<string> = languages.flatMap((row) => row.owner ?? [])
export const conjunctions: ReadonlyArray<string> = languages.flatMap(({ and }) => and ?? [])
