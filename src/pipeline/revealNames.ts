/**
 * Whose a pseudonym is: the export has the names, and the site those of earlier exports, sealed with its key.
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { plainName } from "../domain/identity.js"
import * as PeopleBook from "../site/PeopleBook.js"
import { SiteStore } from "../site/SiteStore.js"
import * as WishBook from "../site/WishBook.js"
import { type ExportError, type OpenOptions, Source } from "../sources/Source.js"
import * as Several from "../sources/several/Several.js"
import { readKey, secretOf } from "../stages/privacy.js"
import { together } from "./everybody.js"
import { knownPeople } from "./knownPeople.js"
import { pathsOf } from "./openExport.js"
import { exportsOfSite } from "./openSite.js"
import { isOfSite } from "./sameChat.js"
import { seeWishes } from "./settleWishes.js"

/** Pseudonyms that cannot be reversed. `message` is one line with what to do. */
export class RevealError extends Data.TaggedError("RevealError")<{ readonly message: string }> {}

/** A pseudonym and whose it is. */
export interface Revealed {
  readonly pseudonym: string
  readonly name: string
  /** What they are called on the blog: their alias, else the pseudonym; null for who opted out. */
  readonly shown: string | null
  /** Messages of theirs in the export that has most of them; 0 for who is in none any more. */
  readonly messages: number
}

/** Which export to look into, and how to read it. */
export interface RevealOptions {
  /** The paths of exports of one chat. Default: those that were processed into the site. */
  readonly exports?: ReadonlyArray<string>
  readonly reading: OpenOptions
}

/**
 * The people of the exports, now and before, in order of appearance, by the site's key. Fails without the key, with one that
 * is not that of the site's people, and where no export can be read. Writes nothing.
 */
export const revealNames = Effect.fn("revealNames")(function* (options: RevealOptions) {
  const store = yield* SiteStore
  const source = yield* Source
  const key = yield* readKey(store.root)
  if (key === null) {
    return yield* new RevealError({
      message: `${store.root} has no key (.egregora/key), and without it nobody can tell whose a pseudonym is; put it back if you have a copy`
    })
  }
  const revealed = new Map<string, Revealed>()
  const known = yield* exportsOf(options)
  const secret = secretOf(key)
  const gone: Array<string> = []
  const told = yield* knownPeople
  for (const { path, reading } of known) {
    const opened = Several.open(source, pathsOf(path), { ...reading, ...told })
    const chat = yield* Effect.catchIf(opened, isGone(options), () => Effect.succeed(null))
    if (chat === null) {
      gone.push(...pathsOf(path))
      continue
    }
    if (!(yield* isOfSite(chat.survey, secret))) {
      return yield* new RevealError({
        message: `nobody of ${pathsOf(path).join(" and ")} is known to ${store.root}: it is another chat, or .egregora/key is not the key that the blog was made with`
      })
    }
    const { all, people, survey } = yield* together(yield* PeopleBook.load(secret), chat.survey)
    const { base, settled } = seeWishes({
      survey,
      key,
      people,
      known: yield* WishBook.load(secret)
    })
    const { aliases, out } = settled
    for (const { name: person } of all) {
      const pseudonym = base.name(person)
      if (plainName(person) === "") continue
      const before = revealed.get(pseudonym)
      revealed.set(pseudonym, {
        pseudonym,
        name: before?.name ?? plainName(person),
        shown: out.has(person) ? null : (aliases.get(person) ?? pseudonym),
        messages: Math.max(before?.messages ?? 0, survey.authors.get(person) ?? 0)
      })
    }
  }
  if (revealed.size === 0) {
    return yield* new RevealError({
      message: `${gone.join(", ")}: the blog was made of it, and it is not there any more; name the export: egregora privacy reveal EXPORT`
    })
  }
  return [...revealed.values()]
}, Effect.scoped)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** What the site remembers may have been moved; what was named is there or is a mistake. */
const isGone =
  (options: RevealOptions) =>
  ({ reason }: ExportError): boolean =>
    options.exports === undefined && reason === "NotFound"

const exportsOf = Effect.fnUntraced(function* ({ exports: given, reading }: RevealOptions) {
  if (given !== undefined) return [{ path: given, reading }]
  const store = yield* SiteStore
  const known = Object.values(yield* exportsOfSite)
  if (known.length === 0) {
    return yield* new RevealError({
      message: `it is not known of which export ${store.root} was made; name it: egregora privacy reveal EXPORT`
    })
  }
  return known.map(({ chat, name, path }) => ({
    path,
    reading: {
      ...reading,
      ...(name === null || reading.name !== undefined ? {} : { name }),
      ...(chat === null || reading.chat !== undefined ? {} : { chat })
    }
  }))
})
