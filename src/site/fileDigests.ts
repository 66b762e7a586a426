/**
 * The digests of files, each of which is read once: a file that has the stamp of the last time is taken to
 * hold the same bytes, by later processes too. It is what git does with its index.
 */
import { type BigIntStats, readFileSync, statSync } from "node:fs"
import * as Effect from "effect/Effect"
import { largest } from "./atOnce.js"
import { sha256Of } from "./sha256.js"

/** What is known of the files of a folder. */
export interface FileDigests {
  /**
   * The sha256 of a file's bytes, null if there is no file. `name` is what it is remembered by. What is
   * large, or cannot be read at once, is left to `read`.
   *
   * It blocks: a page is hashed sooner than a thread would wake, and thousands are looked at before it is
   * known that nothing changed.
   */
  readonly of: <E>(
    name: string,
    file: string,
    read: Effect.Effect<string | null, E>
  ) => Effect.Effect<string | null, E>
  /** Forgets a file that is removed: its name may be one that nobody is to find. */
  readonly forget: (name: string) => void
  /** What another one may begin with: a line for each file that was asked for and that has settled. */
  readonly text: () => string
}

/**
 * `before` gives the text of an earlier one, whoever wrote it; lines that are none are left out. It is
 * asked for at the first file.
 */
export const make = (before: () => string): FileDigests => {
  const known = new Map<string, Known>()
  let remembered: ReadonlyMap<string, Known> | undefined

  return {
    of: (name, file, read) =>
      Effect.clockWith((clock) =>
        Effect.suspend(() => {
          const stat = statOf(file)
          if (stat === null) {
            known.delete(name)
            return Effect.succeed(null)
          }
          if (stat === undefined) return read
          remembered ??= parse(before())
          const stamp = stampOf(stat)
          const last = known.get(name) ?? remembered.get(name)
          if (last?.stamp === stamp) {
            known.set(name, last)
            return Effect.succeed(last.sha256)
          }
          const keep = (sha256: string | null): void => {
            if (sha256 !== null && hasSettled(stat, clock.unsafeCurrentTimeMillis())) {
              known.set(name, { stamp, sha256 })
            } else known.delete(name)
          }
          const small = stat.size > largest ? undefined : hashed(file)
          if (small === undefined) return Effect.tap(read, (sha256) => Effect.sync(() => keep(sha256)))
          keep(small)
          return Effect.succeed(small)
        })
      ),
    forget: (name) => known.delete(name),
    text: () =>
      [...known]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { sha256, stamp }]) => `${sha256} ${stamp} ${name}\n`)
        .join("")
  }
}

/**
 * Whether a later change would give another stamp. Clocks of file systems tick every few milliseconds,
 * some every other second: a file that was changed in this tick may be changed again in it. `now` is in
 * milliseconds since the epoch.
 */
export const hasSettled = ({ ctimeNs, mtimeNs }: Times, now: number): boolean => {
  const changed = ctimeNs > mtimeNs ? ctimeNs : mtimeNs
  const tick = changed % 1_000_000_000n === 0n ? 3_000 : 20
  return changed < BigInt(now - tick) * 1_000_000n
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

type Times = Pick<BigIntStats, "ctimeNs" | "mtimeNs">

interface Known {
  readonly stamp: string
  readonly sha256: string
}

/** Nobody can set when a file's entry was changed, so an edit that keeps size and time is seen too. */
const stampOf = ({ ctimeNs, ino, mtimeNs, size }: BigIntStats): string =>
  `${ino} ${size} ${mtimeNs} ${ctimeNs}`

/** Null if there is no file, undefined if it is none that can be looked at. */
const statOf = (file: string): BigIntStats | null | undefined => {
  try {
    const stat = statSync(file, { throwIfNoEntry: false, bigint: true })
    return stat === undefined ? null : stat.isFile() ? stat : undefined
  } catch {
    return undefined
  }
}

const hashed = (file: string): string | undefined => {
  try {
    return sha256Of(readFileSync(file))
  } catch {
    return undefined
  }
}

const parse = (text: string): ReadonlyMap<string, Known> => {
  const known = new Map<string, Known>()
  for (const line of text.split("\n")) {
    const [, sha256, stamp, name] = /^([0-9a-f]{64}) (\d+ \d+ \d+ \d+) (.+)$/.exec(line) ?? []
    if (sha256 !== undefined && stamp !== undefined && name !== undefined) known.set(name, { stamp, sha256 })
  }
  return known
}
