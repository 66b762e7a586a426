/**
 * What somebody may have meant who mistyped a name.
 */

/** The name that is reached by the fewest changes of a letter, if these are few; undefined if none is near. */
export const nearest = (word: string, names: ReadonlyArray<string>): string | undefined => {
  const [first] = names
    .map((name) => ({ name, changes: distance(word.toLowerCase(), name) }))
    .filter(({ changes, name }) => changes <= Math.min(2, name.length >> 1, word.length - 1))
    .sort((a, b) => a.changes - b.changes)
  return first?.name
}

/** How many letters must be added, removed or replaced to make one text of the other. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [line, letter] of [...a].entries()) {
    const next = [line + 1]
    for (const [at, other] of [...b].entries()) {
      next.push(
        Math.min((next[at] ?? 0) + 1, (row[at + 1] ?? 0) + 1, (row[at] ?? 0) + (letter === other ? 0 : 1))
      )
    }
    row = next
  }
  return row[b.length] ?? 0
}
