/**
 * What a `process` needs of its site before it begins: the site to itself, whom to hide, and what is done.
 */
import { resolve } from "node:path"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { fingerprint } from "../domain/Fingerprint.js"
import { cleanLine } from "../domain/markdown.js"
import * as Pseudonym from "../domain/Pseudonym.js"
import { version as rulesOfPersonalData } from "../domain/personalData.js"
import type { Run } from "../domain/Run.js"
import * as PeopleBook from "../site/PeopleBook.js"
import { prepareFolder } from "../site/prepareFolder.js"
import * as SiteLock from "../site/SiteLock.js"
import { SiteStore } from "../site/SiteStore.js"
import type { Survey } from "../sources/Source.js"
import { loadKey, secretOf } from "../stages/privacy.js"
import { RunHistory } from "../tracking/RunHistory.js"
import { together } from "./everybody.js"
import { sameNames } from "./knownPeople.js"
import { type ExportOptions, pathsOf } from "./openExport.js"
import { absentFrom, rememberChat, sameChat } from "./sameChat.js"
import { type SettledWishes, settleWishes } from "./settleWishes.js"

/** Where an export is, and what a person said of it. */
type Given = Pick<ExportOptions, "export" | "reading">

/** How a site is opened. */
export interface OpenSiteOptions {
  readonly realNames: boolean
  /** Told when another process is at work on the site, with its pid where that is known. */
  readonly onWait: (holder: number | null) => Effect.Effect<void>
}

/** A site that is ours for as long as the scope lives. */
export interface OpenSite {
  readonly pseudonyms: Pseudonym.Pseudonyms
  /** What people asked for in the chat, now and before. */
  readonly wishes: SettledWishes
  /** What people say of themselves, by the name that is shown. */
  readonly about: SettledWishes["about"]
  /** A fingerprint of all that decides the pseudonyms. */
  readonly people: string
  /** The title of the home page; null where the chat has none. */
  readonly title: string | null
  /** The runs that did what is there: see `RunHistory.worked`. */
  readonly worked: ReadonlyArray<Run>
  /** The files of `posts/` as they are now. */
  readonly posts: ReadonlySet<string>
  /** Whether posts may hold real names that this run has to hide. */
  readonly forgetNames: boolean
  /** How many names of people an earlier version knew and did not keep, so that texts may hold them. */
  readonly absent: number
}

/**
 * Makes the folder a site, waits until nobody else works on it, and removes what a killed process left.
 * Fails if it is the site of another chat, and with `NamesChanged` if it knows people by other names than the
 * export was read with.
 */
export const openSite = Effect.fn("openSite")(function* (given: Survey, options: OpenSiteOptions) {
  const store = yield* SiteStore
  yield* prepareFolder(store.root)
  yield* SiteLock.acquire(store.root, options)
  const done = yield* Effect.forkScoped(worked)
  const key = yield* loadKey(store.root)
  const secret = secretOf(key)
  const chat = yield* sameChat(given, secret)
  const book = yield* PeopleBook.load(secret)
  yield* sameNames(book, given)
  const { all, people, survey } = yield* together(book, given)
  yield* store.sweep
  const { realNames } = options
  const { personalData } = people
  const base = Pseudonym.make({ ...people, key, realNames })
  const wishes = yield* settleWishes({
    survey,
    secret,
    base,
    hidden: realNames ? Pseudonym.make({ ...people, key }) : base,
    namesOf: (authors) =>
      Pseudonym.make({
        key,
        authors,
        others: [],
        scripts: people.scripts,
        aliases: people.aliases ?? new Map()
      }),
    personalData,
    realNames
  })
  yield* rememberChat(chat)
  yield* PeopleBook.save(all, secret)
  const pseudonyms = wishes.names
  const forgetNames = !realNames && (yield* store.exists(namesMark))
  if (realNames) yield* store.write(namesMark, "Posts of this site hold real names.\n")
  const site: OpenSite = {
    pseudonyms,
    wishes,
    about: wishes.about,
    people: fingerprint([
      secret,
      all.map(({ also, name }) => [name, ...also]),
      realNames,
      survey.zone,
      rulesOfPersonalData,
      ...(wishes.out.size + wishes.aliases.size === 0 ? [] : [[...wishes.out], [...wishes.aliases]])
    ]).slice(0, 32),
    title:
      realNames && survey.name !== null
        ? cleanLine(pseudonyms.text(survey.name))
        : titleOf(survey, pseudonyms),
    worked: yield* Fiber.join(done),
    posts: new Set(yield* store.list("posts")),
    forgetNames,
    absent: realNames ? 0 : absentFrom(survey, chat, secret)
  }
  return site
})

/**
 * The title of a blog: the group's name. That of a chat between two is the other person's, who may never have
 * written: it has none.
 */
export const titleOf = (
  { authors, name, others }: Survey,
  pseudonyms: Pseudonym.Pseudonyms
): string | null =>
  name !== null && authors.size + others.size > 2 ? cleanLine(pseudonyms.text(name)) : null

/** Says that no post holds a real name any more. */
export const namesForgotten = Effect.flatMap(SiteStore, (store) => store.remove(namesMark))

/** What is remembered of an export. */
export interface KnownExport {
  /** Absolute: one, or those of several exports of one chat. */
  readonly path: string | ReadonlyArray<string>
  /** The chat's name, where it was given and not found. */
  readonly name: string | null
  /** Which chat of it was taken, where that had to be said. */
  readonly chat: string | null
}

/**
 * Remembers where an export is, so that a run can be replayed, and gives the id under which it is
 * remembered. Path, name and chat may hold somebody's name, so they are kept beside the key and not in the
 * history.
 */
export const rememberExport = Effect.fn("rememberExport")(function* (given: Given) {
  const store = yield* SiteStore
  const { chat = null, name = null } = given.reading ?? {}
  const paths = [...new Set(pathsOf(given.export).map((path) => resolve(path)))].sort()
  const path = paths.length === 1 ? (paths[0] ?? "") : paths
  const id = fingerprint(chat === null ? path : [path, chat]).slice(0, 16)
  const known = { ...(yield* exportsOfSite), [id]: { path, name, chat } }
  yield* store.write(exportsFile, `${JSON.stringify(known, null, 2)}\n`)
  return id
})

/** The exports that were processed into the site, by the ids that `rememberExport` gave. */
export const exportsOfSite = Effect.gen(function* () {
  const store = yield* SiteStore
  const text = yield* store.read(exportsFile)
  return Option.getOrElse(decodeExports(text ?? "{}"), (): KnownExports => ({}))
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** There while posts of the site may hold real names, so that a run that hides them leaves none behind. */
const namesMark = ".egregora/real-names"

const exportsFile = ".egregora/exports.json"

type KnownExports = Readonly<Record<string, KnownExport>>

const decodeExports: (text: string) => Option.Option<KnownExports> = Schema.decodeOption(
  Schema.parseJson(
    Schema.Record({
      key: Schema.String,
      value: Schema.Struct({
        path: Schema.Union(Schema.String, Schema.Array(Schema.String)),
        name: Schema.NullOr(Schema.String),
        chat: Schema.NullOr(Schema.String)
      })
    })
  )
)

/** Without a history everything is done again, which is slow and does no harm. */
const worked: Effect.Effect<ReadonlyArray<Run>, never, RunHistory> = Effect.flatMap(
  RunHistory,
  (history) => history.worked
).pipe(
  Effect.map(({ runs }) => runs),
  Effect.catchAll(({ message }) => Effect.as(Effect.logWarning(message), []))
)
