/**
 * What holds for the people of an export: what they said in it, and what they said before.
 */
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import { makeRules, type Refusal } from "../domain/aliases.js"
import * as Pseudonym from "../domain/Pseudonym.js"
import type { PersonalData } from "../domain/personalData.js"
import type { Word } from "../domain/Wishes.js"
import { type WishedNames, wishedNames } from "../domain/wishedNames.js"
import type { About } from "../site/people.js"
import type { SiteError, SiteStore } from "../site/SiteStore.js"
import * as WishBook from "../site/WishBook.js"
import type { Survey } from "../sources/Source.js"
import { type People, secretOf } from "../stages/privacy.js"

/** The wishes of the people of an export, settled. People are called as the export has them. */
export interface SettledWishes {
  readonly names: WishedNames
  /** Who opted out, among all whom the blog knows. */
  readonly out: ReadonlySet<string>
  readonly aliases: ReadonlyMap<string, string>
  /** By the name that is shown. */
  readonly about: ReadonlyMap<string, About>
  /** How each of those who opted out may be called in posts of earlier runs. */
  readonly formerNames: ReadonlyArray<string>
  /** Of what is not shown, which it is and why. */
  readonly refused: ReadonlyArray<Refused>
  readonly book: WishBook.WishBook
  /** The site's key, in hexadecimal. */
  readonly secret: string
}

/** An alias or a website that is not shown. */
export interface Refused {
  readonly field: "alias" | "website"
  readonly why: Refusal
}

/** What there is to settle. */
export interface ToSettle {
  readonly survey: Survey
  readonly secret: string
  /** What hides names as if nobody had said anything. */
  readonly base: Pseudonym.Pseudonyms
  /** What hides names where `base` leaves them, too: nothing that is written down has a name in clear. */
  readonly hidden: Pseudonym.Pseudonyms
  /** What hides the names of some people alone. */
  readonly namesOf: (people: ReadonlyArray<string>) => Pseudonym.Pseudonyms
  readonly personalData: PersonalData
  readonly realNames: boolean
}

/** Settles the wishes of an export, and writes them down. */
export const settleWishes: (given: ToSettle) => Effect.Effect<SettledWishes, SiteError, SiteStore> =
  Effect.fn("settleWishes")(function* (given) {
    const settled = settle(given, yield* WishBook.load(given.secret))
    yield* WishBook.save(settled.book)
    return settled
  })

/** What a chat is seen with that nobody writes down. */
export interface ToSee {
  readonly survey: Survey
  readonly people: People
  readonly key: Redacted.Redacted<Uint8Array>
  /** What was said before; null for nothing. */
  readonly known: WishBook.WishBook | null
}

/** The wishes of an export as a run would settle them that hides names, and the names without them. */
export const seeWishes = ({
  key,
  known,
  people,
  survey
}: ToSee): { readonly base: Pseudonym.Pseudonyms; readonly settled: SettledWishes } => {
  const base = Pseudonym.make({ ...people, key })
  const { personalData } = people
  const secret = secretOf(key)
  const given = { survey, secret, base, hidden: base, namesOf: () => base, personalData, realNames: false }
  return { base, settled: settle(given, known ?? WishBook.empty(secret)) }
}

/**
 * The names that people have on other phones, by those in a merged chat. Those of accounts are no names to
 * go by: two may have the same.
 */
export const namesakesOf = ({
  accounts,
  aliases,
  merged
}: Survey): ReadonlyMap<string, ReadonlyArray<string>> => {
  if (merged === undefined || aliases === undefined) return new Map()
  const ofAccounts = new Set(
    merged.exports.flatMap(({ survey }) => [...(survey.aliases?.values() ?? [])].flat())
  )
  return new Map(
    Array.from(
      aliases,
      ([name, all]) => [name, all.filter((alias) => !ofAccounts.has(alias))] as const
    ).filter(([name, others]) => others.length > 0 && accounts?.has(name) !== true)
  )
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const settle = (
  { base, hidden, namesOf, personalData, realNames, secret, survey }: ToSettle,
  known: WishBook.WishBook
): SettledWishes => {
  const namesakes = namesakesOf(survey)
  const joined = WishBook.withNames(
    known,
    Array.from(namesakes, ([name, others]) => [name, ...others]),
    secret
  )
  const read = WishBook.withWishes(joined, survey.wishes, survey.zone, secret)
  const people = [...new Set([...survey.authors.keys(), ...survey.others])]
  const isSilent = Object.keys(read.people).length === 0
  const entries = isSilent
    ? []
    : people.map((author) => ({ author, ...WishBook.entryOf(read, secret, author) }))
  const out = new Set(people.filter(WishBook.whoIsOut(read, secret)))
  const heard = entries.filter(({ author }) => !out.has(author) && survey.authors.has(author))

  const rules = makeRules({
    people: isSilent ? [] : people,
    pseudonym: base.name,
    hidden,
    holdsData: (text) => personalData.find(text).length > 0
  })
  const asked = heard.flatMap(({ alias, author }) =>
    typeof alias?.value === "string" ? [{ author, alias: alias.value, at: alias.at }] : []
  )
  const aliases = rules.allowed(asked)
  const names = wishedNames({
    base,
    people,
    out,
    aliases,
    namesOf: realNames ? namesOf : null
  })
  /** What is written down: without names, and without a word of who opted out. */
  const kept = wishedNames({ base: hidden, people, out, aliases: new Map(), namesOf: null })
  const wrongWith = (author: string, address: string): Refusal | null =>
    rules.namesAnother(author, address) ? "name" : personalData.inLink(address) ? "data" : null
  const refused: Array<Refused> = asked
    .filter(({ author }) => !aliases.has(author))
    .map(({ alias, author }) => ({ field: "alias", why: rules.refusal(author, alias) ?? "taken" }))
  const about = new Map<string, About>()
  for (const { author, bio, website } of heard) {
    const address = website?.value ?? null
    const why = address === null ? null : wrongWith(author, address)
    if (why !== null) refused.push({ field: "website", why })
    const said: About = {
      bio: typeof bio?.value === "string" ? names.text(bio.value) : null,
      website: why === null ? address : null
    }
    if (said.bio !== null || said.website !== null) about.set(names.name(author), said)
  }
  const book = entries.reduce((before, { alias, author, bio, mark, same, shown, website }) => {
    const isShown = (wanted: string): boolean =>
      out.has(author) || !survey.authors.has(author)
        ? rules.allowed([{ author, alias: wanted, at: 0 }]).has(author)
        : aliases.get(author) === wanted
    const called = [
      ...(same.length === 0 ? [] : [author, ...(namesakes.get(author) ?? [])].map(hidden.name)),
      ...(aliases.has(author) ? [aliases.get(author) ?? ""] : [])
    ].filter((name) => !shown.includes(name))
    const saysNothing = [alias, bio, website].every((word) => typeof word?.value !== "string")
    if (called.length === 0 && saysNothing) return before
    return WishBook.withPage(before, mark, {
      shown: [...shown, ...new Set(called)].slice(-MOST_SHOWN),
      // What is not shown may be another's name, and whom a bio names is no more in clear here than on a page.
      alias: withValue(alias, (wanted) => (isShown(wanted) ? wanted : null)),
      bio: withValue(bio, kept.text),
      website: withValue(website, (address) => (wrongWith(author, address) === null ? address : null))
    })
  }, read)
  return {
    names,
    out,
    aliases,
    about,
    formerNames: entries.flatMap(({ author, shown }) =>
      out.has(author)
        ? [author, ...(namesakes.get(author) ?? [])]
            .flatMap((name) => [hidden.name(name), name])
            .concat(shown)
        : []
    ),
    refused,
    book,
    secret
  }
}

const withValue = (
  word: Word<string | null> | null,
  change: (value: string) => string | null
): Word<string | null> | null =>
  typeof word?.value === "string" ? { ...word, value: change(word.value) } : word

/** Aliases of one person that are remembered. */
const MOST_SHOWN = 20
