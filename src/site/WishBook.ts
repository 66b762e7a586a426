/**
 * What people asked for in the chat, as the site remembers it: `.egregora/wishes.json`.
 *
 * An application exports only the latest messages, so what was once said holds until it is taken back, also
 * where the export has it no more. No name is in it: people are fingerprints with the site's key.
 */
import { createHmac } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { identity } from "../domain/identity.js"
import { both, type Wish, type Wishes } from "../domain/Wishes.js"
import { FURTHEST } from "../domain/zones.js"
import { SiteError, SiteStore } from "./SiteStore.js"

const word = <A>(value: Schema.Schema<A>) => Schema.NullOr(Schema.Struct({ value, at: Schema.Number }))
const Text = word(Schema.NullOr(Schema.String))

/** What is kept of a person. */
const Page = Schema.Struct({
  out: word(Schema.Boolean),
  alias: Text,
  bio: Text,
  website: Text,
  /** The aliases that were ever shown, and the pseudonyms of who has several names: posts may hold them. */
  shown: Schema.Array(Schema.String),
  /** Marks of the messages that were removed. */
  removed: Schema.Array(Schema.String),
  /** Marks of the commands that removed them: they are not looked for again. */
  done: Schema.Array(Schema.String),
  /** Marks of the person's other names, those on other phones: their pages are equal to this one. */
  same: Schema.optionalWith(Schema.Array(Schema.String), { default: () => [] })
})
interface Page extends Schema.Schema.Type<typeof Page> {}

const Book = Schema.Struct({
  /** Of the site's key: with another one nobody is found. */
  key: Schema.String,
  /** The zone in which the times of commands were read, where the export has no instants. */
  zone: Schema.String,
  people: Schema.Record({ key: Schema.String, value: Page }),
  /** Of whom and of which messages the site was rid when it was last looked through. */
  cleared: Schema.Array(Schema.String)
})

/** The book of a site. */
export interface WishBook extends Schema.Schema.Type<typeof Book> {}

/** What is known of a person, and under which mark. */
export interface Entry extends Page {
  readonly mark: string
}

/** Reads the book; fails if it cannot be read, for to forget who opted out is worse than to stop. */
export const load: (secret: string) => Effect.Effect<WishBook, SiteError, SiteStore> = Effect.fn(
  "WishBook.load"
)(function* (secret) {
  const store = yield* SiteStore
  const text = yield* store.read(file)
  const key = keyed(secret, "key")
  if (text === null) return empty(secret)
  const book = Option.getOrNull(decode(text))
  if (book?.key === key) return book
  const [what, remedy] =
    book === null ? ["is damaged", "restore it"] : ["was written with another key", "restore .egregora/key"]
  return yield* new SiteError({
    message: `${store.root}/${file} ${what}, and it says who opted out; ${remedy}, or delete it if the export still holds what people said`
  })
})

/** A book in which nothing stands. */
export const empty = (secret: string): WishBook => ({
  key: keyed(secret, "key"),
  zone: "",
  people: {},
  cleared: []
})

/** Writes the book, for its owner alone. A book in which nothing stands is not made. */
export const save = (book: WishBook) =>
  Effect.flatMap(SiteStore, (store) =>
    Object.keys(book.people).length === 0
      ? Effect.void
      : store.write(file, `${JSON.stringify(book, null, 2)}\n`)
  )

/**
 * The book in which the names of each group are one person's, so that what was asked for under one of them
 * holds for all, also where a later export has only another one.
 */
export const withNames = (
  book: WishBook,
  groups: Iterable<ReadonlyArray<string>>,
  secret: string
): WishBook => {
  const pages = { ...book.people }
  for (const names of groups) {
    const own = names.map((name) => markOf(secret, name))
    const marks = new Set(own.flatMap((mark) => [mark, ...(pages[mark]?.same ?? [])]))
    if (marks.size > 1) put(pages, marks, [...marks].map((mark) => pages[mark] ?? blank).reduce(joined))
  }
  return { ...book, people: pages }
}

/** The book with what an export says beside it. The later word wins, that of the export at the same time. */
export const withWishes = (book: WishBook, { people }: Wishes, zone: string, secret: string): WishBook => {
  const pages = { ...book.people }
  // Where times are read in another zone now, the same words seem to have been said hours later or earlier.
  const shift = book.zone === "" || book.zone === zone ? 0 : FURTHEST
  for (const [author, wish] of people) {
    const mark = markOf(secret, author)
    const page = pages[mark] ?? blank
    const { removals: _, ...said } = both(shifted({ ...page, removals: [] }, shift), wish)
    put(pages, [mark, ...page.same], { ...page, ...said })
  }
  return { ...book, zone, people: pages }
}

/** What is known of a person, by the name that the export has. */
export const entryOf = (book: WishBook, secret: string, author: string): Entry => {
  const mark = markOf(secret, author)
  return { ...(book.people[mark] ?? blank), mark }
}

/** The book with a person's page changed, under all their names. */
export const withPage = (book: WishBook, mark: string, change: Partial<Page>): WishBook => {
  const pages = { ...book.people }
  const page = pages[mark] ?? blank
  put(pages, [mark, ...page.same], { ...page, ...change })
  return { ...book, people: pages }
}

/**
 * Who opted out, by the marks of all their names. Whose name holds a colon may be who has the name before it: an
 * export does not always tell, and who opted out is out in either case.
 */
export const whoIsOut = (book: WishBook, secret: string): ((name: string) => boolean) => {
  const out = new Set(
    Object.entries(book.people).flatMap(([mark, { out }]) => (out?.value === true ? [mark] : []))
  )
  return (name) =>
    out.size > 0 && [name, ...beforeColons(name)].some((either) => out.has(markOf(secret, either)))
}

/** A fingerprint that only who has the key can make. */
export const keyed = (secret: string, ...parts: ReadonlyArray<string | number>): string =>
  createHmac("sha256", secret).update(JSON.stringify(parts)).digest("hex").slice(0, 24)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const file = ".egregora/wishes.json"

const decode = Schema.decodeOption(Schema.parseJson(Book))

const blank: Page = {
  out: null,
  alias: null,
  bio: null,
  website: null,
  shown: [],
  removed: [],
  done: [],
  same: []
}

/** Puts a page under all the marks of its person. */
const put = (pages: Record<string, Page>, marks: Iterable<string>, page: Page): void => {
  const all = [...new Set(marks)]
  for (const mark of all) pages[mark] = { ...page, same: all.filter((other) => other !== mark) }
}

const joined = (a: Page, b: Page): Page => {
  const { removals: _, ...said } = both({ ...a, removals: [] }, { ...b, removals: [] })
  return {
    ...said,
    shown: [...new Set([...a.shown, ...b.shown])],
    removed: [...new Set([...a.removed, ...b.removed])],
    done: [...new Set([...a.done, ...b.done])],
    same: []
  }
}

const markOf = (secret: string, author: string): string => keyed(secret, "person", identity(author))

const beforeColons = (name: string): ReadonlyArray<string> =>
  [...name.matchAll(/: /g)].map(({ index }) => name.slice(0, index))

const shifted = (wish: Wish, by: number): Wish => {
  const earlier = <A>(it: { readonly value: A; readonly at: number } | null) =>
    it === null ? null : { ...it, at: it.at - by }
  return {
    out: earlier(wish.out),
    alias: earlier(wish.alias),
    bio: earlier(wish.bio),
    website: earlier(wish.website),
    removals: wish.removals
  }
}
