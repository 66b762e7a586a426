/**
 * What somebody may have meant who mistyped a name.
 */
import { distance } from "fastest-levenshtein"

/** The name that is reached by the fewest changes of a letter, if these are few; undefined if none is near. */
export const nearest = (word: string, names: ReadonlyArray<string>): string | undefined => {
  const [first] = names
    .map((name) => ({ name, changes: distance(word.toLowerCase(), name) }))
    .filter(({ changes, name }) => changes <= Math.min(2, name.length >> 1, word.length - 1))
    .sort((a, b) => a.changes - b.changes)
  return first?.name
}
