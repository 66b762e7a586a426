/**
 * Who is whom: one person has another name on each phone.
 */
import { identity, isPhone } from "../../domain/identity.js"

/** The names of an export: its authors and whom it only names. */
export type Names = ReadonlySet<string>

/** Two names in two exports, and how much speaks for their being one person's. */
export interface Vote {
  readonly one: readonly [at: number, name: string]
  readonly other: readonly [at: number, name: string]
  /** Letters of what both said in the same minutes. */
  readonly weight: number
  /** How much of what either said, where both exports were there, both said: 0 to 1. */
  readonly share: number
}

/** Who is whom in some exports. */
export interface Namesakes {
  /** For each export, the names that are another one in the merged chat. */
  readonly renamed: ReadonlyArray<ReadonlyMap<string, string>>
  /** Names that people have in some export and not in the merged chat, with those that they have there. */
  readonly aliases: ReadonlyMap<string, string>
}

/** What is known of accounts. */
export interface Accounts {
  /** For each export, the accounts of its names. */
  readonly of: ReadonlyArray<ReadonlyMap<string, string>>
  /** The names by which the site knows accounts. */
  readonly known: ReadonlyMap<string, string>
}

/** Letters in common that are no chance; fewer will do for two who said nearly all the same. */
const ENOUGH = 20
const FEW = 6
const NEARLY_ALL = 0.8
/** The share of what speaks for either name that must speak for both. */
const CLEAR = 0.9

/**
 * Joins names that are one person's: those of one account, then those for which enough speaks, and nothing else,
 * then those that are equal. Two names of one export, or of two accounts, are never joined, so a doubt leaves two
 * people two. A person keeps the name by which the site knows the account, else that which the first of the
 * exports has; a number only where none has another name.
 */
export const namesakes = (
  exports: ReadonlyArray<Names>,
  votes: Iterable<Vote>,
  accounts: Accounts = { of: [], known: new Map() }
): Namesakes => {
  const people = new Map<string, Person>()
  const ofAccounts = new Map<string, Person>()
  for (const [at, names] of exports.entries()) {
    for (const name of names) {
      const account = accounts.of[at]?.get(name) ?? null
      const key = keyOf(at, identity(name))
      const known = people.get(key) ?? (account === null ? undefined : ofAccounts.get(account))
      const person = known ?? { account, names: new Map(), identities: new Map() }
      person.names.set(keyOf(at, name), [at, name])
      person.identities.set(at, identity(name))
      person.account ??= account
      people.set(key, person)
      if (account !== null) ofAccounts.set(account, person)
    }
  }
  const join = (a: readonly [number, string], b: readonly [number, string]): void => {
    const one = people.get(keyOf(a[0], identity(a[1])))
    const other = people.get(keyOf(b[0], identity(b[1])))
    if (one === undefined || other === undefined || one === other) return
    if (one.account !== null && other.account !== null) return
    for (const [at, id] of other.identities) if ((one.identities.get(at) ?? id) !== id) return
    for (const [key, name] of other.names) one.names.set(key, name)
    for (const [at, id] of other.identities) {
      one.identities.set(at, id)
      people.set(keyOf(at, id), one)
    }
    one.account ??= other.account
  }
  for (const { one, other } of clear([...votes])) join(one, other)
  const known = new Map<string, Array<readonly [number, string]>>()
  for (const [at, names] of exports.entries()) {
    for (const name of names) {
      const same = known.get(identity(name)) ?? []
      for (const before of same) join(before, [at, name])
      known.set(identity(name), [...same, [at, name]])
    }
  }
  return named(new Set(people.values()), exports.length, accounts.known)
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

type Named = readonly [at: number, name: string]

interface Person {
  account: string | null
  readonly names: Map<string, Named>
  /** In each export, by its place among them. */
  readonly identities: Map<number, string>
}

const keyOf = (at: number, name: string): string => `${at} ${name}`

/** The votes that count, the strongest first. */
const clear = (votes: ReadonlyArray<Vote>): ReadonlyArray<Vote> => {
  const totals = new Map<string, number>()
  const sides = ({ one, other }: Vote) => [`${keyOf(...one)} ${other[0]}`, `${keyOf(...other)} ${one[0]}`]
  for (const vote of votes) {
    for (const side of sides(vote)) totals.set(side, (totals.get(side) ?? 0) + vote.weight)
  }
  const order = ({ one, other }: Vote) => `${one[1]} ${other[1]}`
  return votes
    .filter(
      (vote) =>
        (vote.weight >= ENOUGH || (vote.weight >= FEW && vote.share >= NEARLY_ALL)) &&
        sides(vote).every((side) => vote.weight >= CLEAR * (totals.get(side) ?? 0))
    )
    .sort((a, b) => b.weight - a.weight || byCodePoint(order(a), order(b)))
}

const named = (people: ReadonlySet<Person>, exports: number, known: Accounts["known"]): Namesakes => {
  const renamed = Array.from({ length: exports }, () => new Map<string, string>())
  const ranked = [...people]
    .map((person) => ({
      person,
      names: [...person.names.values()].sort(byWorth).map(([, name]) => name)
    }))
    .sort((a, b) => byCodePoint(a.names.join("\n"), b.names.join("\n")))
  const taken = new Set<string>()
  const kept = new Map<Person, string>()
  const keep = (person: Person, name: string): void => {
    taken.add(name)
    kept.set(person, name)
  }
  for (const { person } of ranked) {
    const name = person.account === null ? undefined : known.get(person.account)
    if (name !== undefined) keep(person, name)
  }
  const ofOthers = new Set(known.values())
  for (const { person, names } of ranked) {
    if (kept.has(person)) continue
    const isFree = (name: string) => !taken.has(name) && !(person.account !== null && ofOthers.has(name))
    const [best = ""] = names
    let name = names.find(isFree) ?? best
    for (let count = 2; !isFree(name); count++) name = `${best.replace(NUMBER, "")} (${count})`
    keep(person, name)
  }
  const aliases = new Map<string, string>()
  for (const [person, own] of kept) {
    for (const [at, name] of person.names.values()) {
      if (name === own) continue
      renamed[at]?.set(name, own)
      if (!taken.has(name)) aliases.set(name, own)
    }
  }
  return { renamed, aliases }
}

/** What tells namesakes apart: see `People`. */
const NUMBER = / \(\d+\)$/

const byWorth = ([at, name]: Named, [otherAt, other]: Named): number =>
  Number(isPhone(name)) - Number(isPhone(other)) || at - otherAt || byCodePoint(name, other)

/** By code points, not by UTF-16 units nor by the machine's language. */
export const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))
