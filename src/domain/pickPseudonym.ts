/**
 * Which pseudonym somebody gets.
 */
import { createHmac } from "node:crypto"
import * as Redacted from "effect/Redacted"
import { adjectives, animals } from "./pseudonymWords.js"

/**
 * A pseudonym from the keyed hash of a person, the next one where it is taken, and without forbidden words
 * as long as there are others.
 */
export const pick = (
  key: Redacted.Redacted<Uint8Array>,
  person: string,
  taken: (name: string) => boolean,
  forbidden: ReadonlySet<string>
): string => {
  const size = adjectives.length * animals.length
  const start = createHmac("sha256", Redacted.value(key)).update(person).digest().readUInt32BE(0)
  for (let step = 0; ; step++) {
    const at = (start + step * (animals.length + 1)) % size
    const adjective = adjectives[Math.floor(at / animals.length)] ?? ""
    const animal = animals[at % animals.length] ?? ""
    const round = Math.floor(step / size)
    const allowed = round > 0 || !(forbidden.has(adjective) || forbidden.has(animal))
    const name = round === 0 ? `${adjective} ${animal}` : `${adjective} ${animal} ${round + 1}`
    if (allowed && !taken(name)) return name
  }
}

/** Whether a text has the form of a pseudonym. */
export const isPseudonym = (text: string): boolean => {
  const [adjective = "", animal = "", ...rest] = text.split(" ")
  return adjectiveSet.has(adjective) && animalSet.has(animal) && rest.every((word) => /^\d+$/.test(word))
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const adjectiveSet = new Set(adjectives)
const animalSet = new Set(animals)
