/**
 * What holds for the people of an export: what they said in it, and what they said before.
 */
import * as Effect from "effect/Effect"
import { makeRules } from "../domain/aliases.js"
import type { Pseudonyms } from "../domain/Pseudonym.js"
import type { PersonalData } from "../domain/personalData.js"
import { type WishedNames, wishedNames } from "../domain/wishedNames.js"
import type { About } from "../site/people.js"
import type { SiteError, SiteStore } from "../site/SiteStore.js"
import * as WishBook from "../site/WishBook.js"
import type { Survey } from "../sources/Source.js"

/** The wishes of the people of an export, settled. People are called as the export has them. */
export interface SettledWishes {
  readonly names: WishedNames
  /** Who opted out, among all whom the export knows. */
  readonly out: ReadonlySet<string>
  readonly aliases: ReadonlyMap<string, string>
  /** By the name that is shown. */
  readonly about: ReadonlyMap<string, About>
  /** How each of those who opted out may be called in posts of earlier runs. */
  readonly formerNames: ReadonlyArray<string>
  /** Aliases and websites that are not shown, because they are or look like another's. */
  readonly refused: number
  readonly book: WishBook.WishBook
  /** The site's key, in hexadecimal. */
  readonly secret: string
}

/** What there is to settle. */
export interface ToSettle {
  readonly survey: Survey
  readonly secret: string
  /** What hides names as if nobody had said anything. */
  readonly base: Pseudonyms
  /** What hides the names of some people alone. */
  readonly namesOf: (people: ReadonlyArray<string>) => Pseudonyms
  readonly personalData: PersonalData
  readonly realNames: boolean
}

/** Settles the wishes of an export, and writes them down. */
export const settleWishes: (given: ToSettle) => Effect.Effect<SettledWishes, SiteError, SiteStore> =
  Effect.fn("settleWishes")(function* ({ base, namesOf, personalData, realNames, secret, survey }) {
    const known = yield* WishBook.load(secret)
    const read = WishBook.withWishes(known, survey.wishes, survey.zone, secret)
    const people = [...new Set([...survey.authors.keys(), ...survey.others])]
    const isSilent = Object.keys(read.people).length === 0
    const entries = isSilent
      ? []
      : people.map((author) => ({ author, ...WishBook.entryOf(read, secret, author) }))
    const out = new Set(entries.flatMap(({ author, out }) => (out?.value === true ? [author] : [])))
    const heard = entries.filter(({ author }) => !out.has(author) && survey.authors.has(author))

    const rules = makeRules({
      people: isSilent ? [] : people,
      pseudonym: base.name,
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
    let refused = asked.length - aliases.size
    const about = new Map<string, About>()
    for (const { author, bio, website } of heard) {
      const address = website?.value ?? null
      const isRefused =
        address !== null && (rules.namesAnother(author, address) || personalData.inLink(address))
      if (isRefused) refused++
      const said: About = {
        bio: typeof bio?.value === "string" ? names.text(bio.value) : null,
        website: isRefused ? null : address
      }
      if (said.bio !== null || said.website !== null) about.set(names.name(author), said)
    }
    const book = entries.reduce((before, { author, bio, mark, shown }) => {
      const alias = aliases.get(author)
      const isNew = alias !== undefined && shown.at(-1) !== alias
      const written = bio?.value ?? null
      if (!isNew && written === null) return before
      return WishBook.withPage(before, mark, {
        ...(isNew ? { shown: [...shown, alias].slice(-MOST_SHOWN) } : {}),
        // Whom a bio names is no more in clear there than on a page.
        ...(bio === null || written === null ? {} : { bio: { ...bio, value: base.text(written) } })
      })
    }, read)
    yield* WishBook.save(book)
    return {
      names,
      out,
      aliases,
      about,
      formerNames: entries.flatMap(({ author, shown }) =>
        out.has(author) ? [base.name(author), author, ...shown] : []
      ),
      refused,
      book,
      secret
    }
  })

/** Aliases of one person that are remembered. */
const MOST_SHOWN = 20
