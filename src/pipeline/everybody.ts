/**
 * Whom an export and the site know together: who once was in the chat stays hidden in its texts.
 */
import * as Effect from "effect/Effect"
import type { KnownPerson, PeopleBook } from "../site/PeopleBook.js"
import type { Survey } from "../sources/Source.js"
import { peopleOf } from "../stages/privacy.js"

/** What is known of a chat, by the site's book and an export: everybody, the survey with all of them, and whom to hide. */
export const together = Effect.fnUntraced(function* (book: PeopleBook, given: Survey) {
  const all = everybody(book, given)
  const survey = withEverybody(given, all)
  const names = all.map(({ name }) => name)
  return { all, survey, people: yield* peopleOf(survey, names) }
})

/** The names that may be known of a chat, those of the latest export first. */
const MOST_KNOWN = 100_000

/**
 * The book with the people of an export, each once. Whom the export has only under another name is called by that
 * from now on, but for who has an account: a name tells nothing of them. Who is known keeps their place, so that
 * nobody's pseudonym depends on who comes later.
 */
export const everybody = (book: PeopleBook, { accounts, aliases, authors, others }: Survey): PeopleBook => {
  const now = new Set([...authors.keys(), ...others])
  const before = new Set(book.map(({ name }) => name))
  const nowCalled = ({ account, also, name }: KnownPerson): string =>
    account !== undefined || now.has(name)
      ? name
      : (also.find((other) => now.has(other) && !before.has(other)) ?? name)

  const people = new Map<string, { readonly also: Set<string>; wrote: boolean; account?: string }>()
  const add = (name: string, also: Iterable<string>, wrote: boolean, account?: string): void => {
    const person = people.get(name) ?? { also: new Set(), wrote: false }
    if (account !== undefined) person.account = account
    for (const other of also) if (other !== name) person.also.add(other)
    person.wrote ||= wrote
    people.set(name, person)
  }
  let tooMany = book.filter((person) => !now.has(nowCalled(person))).length + now.size - MOST_KNOWN
  for (const person of book) {
    const name = nowCalled(person)
    if (!now.has(name) && tooMany-- > 0) continue
    add(
      name,
      [person.name, ...person.also].filter((other) => !now.has(other)),
      person.wrote,
      person.account
    )
  }
  for (const name of now) add(name, aliases?.get(name) ?? [], authors.has(name), accounts?.get(name))
  return Array.from(people, ([name, { also, ...rest }]) => ({ name, also: [...also], ...rest }))
}

/** What an export tells, with everybody in it. Who is not in the export wrote no message of it. */
export const withEverybody = (survey: Survey, all: PeopleBook): Survey => {
  const called = all.filter(({ also }) => also.length > 0)
  return {
    ...survey,
    authors: new Map(
      all.filter(({ wrote }) => wrote).map(({ name }) => [name, survey.authors.get(name) ?? 0])
    ),
    others: new Set(all.filter(({ wrote }) => !wrote).map(({ name }) => name)),
    ...(called.length === 0 ? {} : { aliases: new Map(called.map(({ also, name }) => [name, also])) })
  }
}
