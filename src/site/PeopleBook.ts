/**
 * Whom the site knows by name: `.egregora/people`, sealed with the site's key.
 *
 * An application exports only the latest messages, and their texts name people who are not in the export any
 * more. Without the key the file tells no more than how long it is.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { SiteError, SiteStore } from "./SiteStore.js"
import { keyed } from "./WishBook.js"

const KnownPerson = Schema.Struct({
  /** As the last export that had them called them; who has an account keeps the name that was known first. */
  name: Schema.String,
  /** Their other names: in a profile, on another phone, in an earlier export. */
  also: Schema.Array(Schema.String),
  /** Whether they ever wrote; else they were only named. */
  wrote: Schema.Boolean,
  /** Their account, where the application has such: by it they are known again, whatever they are called. */
  account: Schema.optionalWith(Schema.String, { exact: true })
})

/** Somebody whom an export of the chat had. */
export interface KnownPerson extends Schema.Schema.Type<typeof KnownPerson> {}

/** Everybody whom an export of the chat had, in the order in which they came. */
export type PeopleBook = ReadonlyArray<KnownPerson>

/** Reads the book; fails if it cannot be opened, for a name that is not known is not hidden. */
export const load: (secret: string) => Effect.Effect<PeopleBook, SiteError, SiteStore> = Effect.fn(
  "PeopleBook.load"
)(function* (secret) {
  const store = yield* SiteStore
  const text = yield* store.read(file)
  if (text === null) return []
  const envelope = Option.getOrNull(decodeEnvelope(text))
  const book = envelope === null ? null : openSealed(secret, envelope.sealed)
  if (book !== null) return book
  const isForeign = envelope !== null && envelope.key !== keyed(secret, keyName)
  const [what, remedy] = isForeign
    ? ["was sealed with another key", "restore .egregora/key"]
    : ["is damaged", "restore it"]
  return yield* new SiteError({
    message: `${store.root}/${file} ${what}, and it says whose names to hide; ${remedy}, or delete it if the exports that are given have everybody's names`
  })
})

/** The names of everybody whose account is known, by the accounts. */
export const namesOfAccounts = (book: PeopleBook): ReadonlyMap<string, string> =>
  new Map(book.flatMap(({ account, name }) => (account === undefined ? [] : [[account, name] as const])))

/** All names of everybody who ever wrote, and has no account. */
export const namesOfAuthors = (book: PeopleBook): ReadonlySet<string> =>
  new Set(
    book.flatMap(({ account, also, name, wrote }) => (wrote && account === undefined ? [name, ...also] : []))
  )

/** Writes the book, for its owner alone, unless it is what is there. */
export const save: (book: PeopleBook, secret: string) => Effect.Effect<void, SiteError, SiteStore> =
  Effect.fnUntraced(function* (book, secret) {
    const store = yield* SiteStore
    const known = decodeEnvelope((yield* store.read(file)) ?? "")
    const text = encodeBook(book)
    if (Option.isSome(known) && unseal(secret, known.value.sealed) === text) return
    const envelope = { key: keyed(secret, keyName), sealed: seal(secret, text) }
    yield* store.write(file, `${JSON.stringify(envelope)}\n`)
  })

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const file = ".egregora/people"
/** What the mark of the key is made of. */
const keyName = "people"

/** `sealed` is a nonce, a tag and what is sealed, in base 64. */
const Envelope = Schema.Struct({ key: Schema.String, sealed: Schema.String })

const decodeEnvelope = Schema.decodeOption(Schema.parseJson(Envelope))
const Book = Schema.parseJson(Schema.Array(KnownPerson))
const decodeBook = Schema.decodeOption(Book)
const encodeBook = Schema.encodeSync(Book)

const cipher = "aes-256-gcm"
const NONCE = 12
const TAG = 16

/** A key of its own, so that the site's key seals nothing itself. */
const keyOf = (secret: string): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", Buffer.from(secret, "hex"), "", "egregora people", 32))

const seal = (secret: string, text: string): string => {
  const nonce = randomBytes(NONCE)
  const sealing = createCipheriv(cipher, keyOf(secret), nonce)
  const sealed = Buffer.concat([sealing.update(text, "utf8"), sealing.final()])
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString("base64")
}

/** Null where it was not sealed with this key, or is not what was sealed. */
const unseal = (secret: string, sealed: string): string | null => {
  const bytes = Buffer.from(sealed, "base64")
  if (bytes.length < NONCE + TAG) return null
  const opening = createDecipheriv(cipher, keyOf(secret), bytes.subarray(0, NONCE), { authTagLength: TAG })
  opening.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
  try {
    return Buffer.concat([opening.update(bytes.subarray(NONCE + TAG)), opening.final()]).toString("utf8")
  } catch {
    return null
  }
}

const openSealed = (secret: string, sealed: string): PeopleBook | null =>
  Option.getOrNull(decodeBook(unseal(secret, sealed) ?? ""))
