/**
 * Small files read and written without a wait: a page is written sooner than a thread would wake, and there
 * are thousands. What goes wrong is not told here: who asks does it again through the file system's service,
 * which knows what to say.
 */
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs"
import * as Effect from "effect/Effect"

/** What is larger is left to the file system's service, in bytes. */
export const largest = 1 << 20

/** The text of a small file, null if there is no file, undefined if it must be read in another way. */
export const readText = (file: string): string | null | undefined =>
  attempt(() => {
    const stat = statSync(file, { throwIfNoEntry: false })
    if (stat === undefined) return null
    return stat.isFile() && stat.size <= largest ? new TextDecoder().decode(readFileSync(file)) : undefined
  })

/** The first bytes of a file, at most `length`; undefined where they cannot be read. */
export const readStart = (file: string, length: number): Uint8Array | undefined =>
  attempt(() => {
    const opened = openSync(file, "r")
    try {
      const bytes = new Uint8Array(length)
      return bytes.subarray(0, readSync(opened, bytes))
    } finally {
      closeSync(opened)
    }
  })

/**
 * Whether bytes took the place of `target`, whole: they are written to `temporary`, which is in the same
 * folder, and renamed. If not, the target is what it was.
 */
export const replace = (target: string, temporary: string, bytes: Uint8Array, mode: number): boolean => {
  if (bytes.length > largest) return false
  const isThere = attempt(() => {
    writeFileSync(temporary, bytes, { flag: "wx", mode })
    renameSync(temporary, target)
    return true
  })
  if (isThere === undefined) attempt(() => rmSync(temporary, { force: true }))
  return isThere === true
}

/** The folders in a folder, as far as it can be read: to look at each name takes longer. */
export const foldersIn = (folder: string): ReadonlySet<string> =>
  new Set(
    attempt(() =>
      readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [entry.name] : []
      )
    )
  )

/** A text of any size; empty where it cannot be read. */
export const textOrNothing = (file: string): string => attempt(() => readFileSync(file, "utf8")) ?? ""

/**
 * After each piece of work that does not wait: now and then it lets signals and timers have their turn, which
 * such work would keep them from.
 */
export const makeTurns = (): Effect.Effect<void> => {
  let pieces = 0
  return Effect.suspend(() => (++pieces % piecesInTurn === 0 ? turn : Effect.void))
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** As many pages as take some ten milliseconds. */
const piecesInTurn = 16

const turn: Effect.Effect<void> = Effect.async((resume) => {
  const immediate = setImmediate(() => resume(Effect.void))
  return Effect.sync(() => clearImmediate(immediate))
})

const attempt = <A>(action: () => A): A | undefined => {
  try {
    return action()
  } catch {
    return undefined
  }
}
