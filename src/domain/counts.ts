/**
 * How often things are there.
 */

/** Counts one more, or `by` more. */
export const increase = <K>(counts: Map<K, number>, what: K, by = 1): void => {
  counts.set(what, (counts.get(what) ?? 0) + by)
}

/** What is counted, most first, and by its letters where that is the same; `limit` of it at most. */
export const most = (
  counts: ReadonlyMap<string, number>,
  limit?: number
): ReadonlyArray<readonly [what: string, count: number]> =>
  [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, limit)
