/**
 * Who is known to a site: in its book, and in an export that is about to be read.
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as PeopleBook from "../site/PeopleBook.js"
import { SiteStore } from "../site/SiteStore.js"
import type { OpenOptions, Survey } from "../sources/Source.js"
import { readKey, secretOf } from "../stages/privacy.js"

/** An export was read with other names than the site knows by now. `message` is one line. */
export class NamesChanged extends Data.TaggedError("NamesChanged")<{ readonly message: string }> {}

/** What a source is told of people before it reads. */
export type KnownPeople = Required<Pick<OpenOptions, "known" | "wrote">>

/**
 * Whom the site knows, for `OpenOptions`. Nothing is made or written; what cannot be read is an error of whoever
 * needs it, and tells nobody's name here.
 */
export const knownPeople = Effect.gen(function* () {
  const store = yield* SiteStore
  const key = yield* readKey(store.root)
  if (key === null) return nobody
  const book = yield* PeopleBook.load(secretOf(key))
  const people: KnownPeople = {
    known: PeopleBook.namesOfAccounts(book),
    wrote: PeopleBook.namesOfAuthors(book)
  }
  return people
}).pipe(Effect.orElseSucceed(() => nobody))

/** Fails where an account of an export has another name than in the book, as when another process wrote that since. */
export const sameNames = Effect.fnUntraced(function* (
  book: PeopleBook.PeopleBook,
  { accounts = new Map() }: Survey
) {
  const store = yield* SiteStore
  const known = PeopleBook.namesOfAccounts(book)
  const owners = new Map(Array.from(known, ([account, name]) => [name, account]))
  const isOther = ([name, account]: readonly [string, string]) =>
    (known.get(account) ?? name) !== name || (owners.get(name) ?? account) !== account
  if ([...accounts].some(isOther)) {
    return yield* new NamesChanged({
      message: `${store.root} knows people of this export by other names than it was read with; process it again`
    })
  }
})

/** Begins once more, with the names of now, where another process gave some while this one waited for the site. */
export const againWhereNamesChanged = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.retry(work, { while: (error) => error instanceof NamesChanged, times: 1 })

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const nobody: KnownPeople = { known: new Map(), wrote: new Set() }
