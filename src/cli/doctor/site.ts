/**
 * Whether a site's folder is as it should be. Nothing is changed.
 */
import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as SiteLock from "../../site/SiteLock.js"
import { type SiteError, SiteStore } from "../../site/SiteStore.js"
import type { Finding } from "./Finding.js"

/** What is to be said of the files of a site. */
export const checkSite: Effect.Effect<ReadonlyArray<Finding>, never, SiteStore> = Effect.gen(function* () {
  const { root } = yield* SiteStore
  const held = yield* holder(root)
  return (yield* Effect.all([
    Effect.sync(() => folder(root)),
    Effect.sync(() => key(root)),
    Effect.succeed([lock(held)]),
    told("pages", held.isHeld ? Effect.succeed([atWork]) : pages),
    told("files", leftovers(held.isHeld))
  ])).flat()
}).pipe(Effect.withSpan("checkSite"))

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const told = <R>(subject: string, check: Effect.Effect<ReadonlyArray<Finding>, SiteError, R>) =>
  Effect.catchAll(check, ({ message }) =>
    Effect.succeed<ReadonlyArray<Finding>>([{ subject, level: "error", message }])
  )

/** The first of some names, and how many there are beside it. */
const some = (names: ReadonlyArray<string>): string =>
  names.length < 2 ? names.join() : `${names[0]} and ${names.length - 1} more`

const folder = (root: string): ReadonlyArray<Finding> => {
  const denied = [root, join(root, ".egregora")].filter((place) => existsSync(place) && !isWritable(place))
  return denied.length === 0
    ? [{ subject: "folder", level: "ok", message: root }]
    : [{ subject: "folder", level: "error", message: `${some(denied)} cannot be written: permission denied` }]
}

const isWritable = (place: string): boolean => succeeds(() => accessSync(place, constants.W_OK))

/** The key makes the pseudonyms, and who has it can undo them. */
const key = (root: string): ReadonlyArray<Finding> => {
  const file = join(root, ".egregora", "key")
  const say = (level: Finding["level"], message: string): Finding => ({ subject: "key", level, message })
  if (!existsSync(file)) {
    return existsSync(join(root, "posts"))
      ? [say("error", `${file} is missing: restore it, or the next \`process\` gives everybody another name`)]
      : [say("ok", "there is none yet")]
  }
  if (!isReadable(file)) return [say("error", `${file} cannot be read: permission denied`)]
  if (!/^[0-9a-f]{64}\s*$/i.test(readFileSync(file, "utf8"))) {
    return [say("error", `${file} is damaged: restore it, or remove it to give everybody another name`)]
  }
  const isOpen = process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0
  const ignored = join(root, ".egregora", ".gitignore")
  const wrong = [
    ...(isOpen
      ? [say("warning", `${file} can be read by others, who can find the real names: chmod 600 it`)]
      : []),
    ...(existsSync(ignored)
      ? []
      : [say("warning", `${ignored} is missing, so that git may publish the key: make it, with the line *`)])
  ]
  return wrong.length === 0 ? [say("ok", "there, and for its owner alone")] : wrong
}

const isReadable = (file: string): boolean => succeeds(() => accessSync(file, constants.R_OK))

const succeeds = (action: () => void): boolean => {
  try {
    action()
    return true
  } catch {
    return false
  }
}

interface Holder {
  readonly isHeld: boolean
  /** Null where that is not known. */
  readonly pid: number | null
}

/** The lock is taken for a moment, and not waited for. */
const holder = (root: string): Effect.Effect<Holder> =>
  Effect.gen(function* () {
    const free: Holder = { isHeld: false, pid: null }
    if (!existsSync(join(root, ".egregora", "lock.duckdb"))) return free
    const found = yield* Deferred.make<Holder>()
    const acquire = SiteLock.acquire(root, {
      onWait: (pid) => Effect.asVoid(Deferred.succeed(found, { isHeld: true, pid }))
    })
    return yield* Effect.raceFirst(Effect.as(Effect.orDie(acquire), free), Deferred.await(found))
  }).pipe(Effect.scoped)

const lock = ({ isHeld, pid }: Holder): Finding => ({
  subject: "lock",
  level: "ok",
  message: isHeld
    ? `${pid === null ? "a process" : `process ${pid}`} is at work on this blog`
    : "nobody is at work"
})

const atWork: Finding = {
  subject: "pages",
  level: "ok",
  message: "not looked at: they are rendered when the work is done"
}

const pages = Effect.gen(function* () {
  const store = yield* SiteStore
  const found: Array<Finding> = []
  const counts: Array<string> = []
  for (const folder of ["posts", "profiles"]) {
    const names = yield* store.list(folder)
    const having = (extension: string) =>
      new Set(names.flatMap((name) => (name.endsWith(extension) ? [name.slice(0, -extension.length)] : [])))
    const [written, shown] = [having(".md"), having(".html")]
    const lacking = (of: ReadonlySet<string>, other: ReadonlySet<string>, extension: string) =>
      [...of].filter((stem) => !other.has(stem)).map((stem) => `${folder}/${stem}${extension}`)
    const bare = lacking(written, shown, ".md")
    const stale = lacking(shown, written, ".html")
    const say = (message: string) => found.push({ subject: "pages", level: "warning", message })
    if (bare.length > 0) say(`${some(bare)} without a page; the next \`process\` renders what is a post`)
    if (stale.length > 0)
      say(`${some(stale)} without its Markdown; the next \`process\` removes what it made`)
    counts.push(`${written.size} ${folder}`)
  }
  if (found.length > 0) return found
  return [{ subject: "pages", level: "ok", message: counts.join(" and ") } satisfies Finding]
})

const leftovers = (isHeld: boolean) =>
  Effect.gen(function* () {
    const files = yield* Effect.flatMap(SiteStore, (store) => store.leftovers)
    const finding: Finding =
      files.length === 0 || isHeld
        ? { subject: "files", level: "ok", message: "nothing is left of writes that were killed" }
        : {
            subject: "files",
            level: "warning",
            message: `${some(files)} left by a write that was killed; the next \`process\` removes it`
          }
    return [finding]
  })
