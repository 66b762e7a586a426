/**
 * Names as grammar and politeness change them: Марии, Ивана, Γιώργου, Marias, Sharmaji. Only what a letter's change tells without a
 * dictionary; more is found than a language has, which does no harm.
 */

/** The forms of a word of a name beside the one that it is given in. */
export const declined = (word: string): ReadonlyArray<string> => {
  const rule = rules.find(({ ends }) => ends.test(word))
  if (rule === undefined) return []
  const stem = word.replace(rule.ends, "")
  const form = (ending: string): string => stem + (isShouted(word) ? ending.toUpperCase() : ending)
  return stem.length < 2 ? [] : rule.become.map(form).filter((made) => made !== word)
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** What a word ends with, and what may stand there instead; the first that fits counts. */
const rules: ReadonlyArray<{ readonly ends: RegExp; readonly become: ReadonlyArray<string> }> = [
  { ends: /(?<=[сц]к)(?:ий|ая)$/iu, become: ["ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ие", "их"] },
  { ends: /(?:ый|ая)$/iu, become: ["ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ые", "ых"] },
  {
    ends: /(?<=[оеиы][вн])а?$/iu,
    become: ["", "а", "у", "ым", "ом", "е", "ой", "ою", "ы", "и", "і", "ых", "ым"]
  },
  { ends: /[ая]$/iu, become: ["ы", "и", "і", "ї", "е", "у", "ю", "ой", "ей", "ою", "ею", "о"] },
  { ends: /(?<=\p{sc=Cyrillic}{2})о$/iu, become: ["а", "у", "ом", "ові", "е"] },
  { ends: /(?<=\p{sc=Cyrillic})[йь]$/iu, become: ["я", "ю", "ем", "ём", "е", "и"] },
  { ends: /(?<=[бвгджзклмнпрстфхцчшщ])$/iu, become: ["а", "у", "ом", "ем", "е", "ы", "и"] },
  { ends: /[οό]ς$/iu, become: ["ο", "ό", "ου", "ού", "ε", "έ"] },
  { ends: /(?<=[ηήαά])ς$/iu, become: ["", "δες"] },
  { ends: /(?<=[ηήαά])$/iu, become: ["ς"] },
  { ends: /(?<=\p{sc=Latin}{4}(?<!s))$/iu, become: ["s", "ji"] },
  { ends: /(?<=\p{sc=Latin}{3}(?<!s))$/iu, become: ["s"] },
  { ends: /(?<=\p{sc=Devanagari}\p{M}?)$/u, become: ["जी"] }
]

const isShouted = (word: string): boolean => word === word.toUpperCase()
