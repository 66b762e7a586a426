/**
 * What WhatsApp's own notices say of people, by locale: data, as in `locales.ts`.
 */

/** System lines that name people: `{someone}` and `{people}` are their names, `{rest}` is anything. */
export const notices: ReadonlyArray<string> = [
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
  "{people} mudou de número{rest}",
  "{people} mudou para {rest}",
  "Seu código de segurança com {people} mudou.{rest}",
  "O código de segurança de {people} mudou.{rest}",
  "{people} criou o grupo {rest}",
  "{people} mudou o nome do grupo {rest}",
  "{people} mudou a descrição do grupo{rest}",
  "{someone} added {people}",
  "{someone} removed {people}",
  "{people} was added",
  "{people} were added",
  "{people} left",
  "{people} joined using this group's invite link",
  "{people} joined using a group link.",
  "{someone} adicionou {people}",
  "{someone} removeu {people}",
  "{people} foi adicionado(a)",
  "{people} foram adicionados(as)",
  "{people} saiu",
  "{people} entrou usando o link de convite deste grupo",
  "{people} entrou usando o link de convite",
  "{someone} añadió a {people}",
  "{someone} agregó a {people}",
  "{someone} eliminó a {people}",
  "{people} salió del grupo",
  "{people} se unió usando el enlace de invitación de este grupo",
  "{someone} a ajouté {people}",
  "{someone} a supprimé {people}",
  "{people} est parti",
  "{someone} hat {people} hinzugefügt",
  "{someone} hat {people} entfernt",
  "{people} hat die Gruppe verlassen",
  "{someone} ha aggiunto {people}",
  "{someone} ha rimosso {people}",
  "{people} è uscito",
  "{someone} heeft {people} toegevoegd",
  "{someone} heeft {people} verwijderd",
  "{people} heeft de groep verlaten"
]

/** The owner of the phone, who has no name in system lines. */
export const owner: ReadonlyArray<string> = [
  "You",
  "you",
  "Você",
  "você",
  "Tu",
  "tu",
  "Vous",
  "vous",
  "Du",
  "du",
  "Sie",
  "Je",
  "je",
  "U",
  "te"
]

/** Between the last two of several names. */
export const conjunctions: ReadonlyArray<string> = [" and ", " e ", " y ", " et ", " und ", " en "]
