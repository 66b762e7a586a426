/**
 * The people of a chat whose application knows accounts: each account has one name, and no two share one.
 */

import { identity } from "../domain/identity.js"
import type { OpenOptions, Survey } from "./Source.js"

/**
 * Gives accounts their names. One that the site knows already keeps its name there, whatever it is called now,
 * and nobody else gets that. Of the others the first account of a name has it as it is; another one of the same
 * name is `Ana (2)`, then `Ana (3)`, in the order of their first messages.
 */
export class People {
  readonly #known: NonNullable<OpenOptions["known"]>
  readonly #names = new Map<string, string>()
  /** What tells the names apart that are somebody's. */
  readonly #given: Set<string>
  /** The number of the last account of each name. */
  readonly #same = new Map<string, number>()
  /** Who was only mentioned so far, and as what: a message of theirs may say it better. */
  readonly #mentioned = new Map<string, string>()
  /** Which account writes under a name, by what tells names apart; null where several do. */
  readonly #shown = new Map<string, string | null>()
  /** Under which name an account wrote last. */
  readonly #last = new Map<string, string>()
  readonly #others = new Set<string>()
  readonly #authors = new Map<string, number>()
  readonly #aliases = new Map<string, Set<string>>()

  /** `known` are the names of accounts that are known before: see `OpenOptions`. */
  constructor(known: NonNullable<OpenOptions["known"]> = new Map()) {
    this.#known = known
    this.#given = new Set(Array.from(known.values(), identity))
  }

  /** The name of who wrote a message; `account` is null where the export knows the name alone. */
  author(account: string | null, name: string): string {
    const same = account === null || this.#last.get(account) !== name ? undefined : this.#names.get(account)
    if (same !== undefined) return same
    const given = this.#give(account, name)
    if (account !== null) this.#show(account, name, given)
    this.#authors.set(given, this.#authors.get(given) ?? 0)
    return given
  }

  /** The name of somebody whom a message names. */
  other(account: string | null, name: string): string {
    if (account === null) {
      const plain = plainName(name)
      this.#others.add(plain)
      return this.#whoIs(plain)
    }
    const known = this.nameOf(account)
    if (known !== undefined) {
      this.#names.set(account, known)
      this.#others.add(known)
      return known
    }
    if (!this.#mentioned.has(account)) this.#mentioned.set(account, name)
    return plainName(name)
  }

  /** Notes what else an account is called. */
  alias(account: string | null, ...names: ReadonlyArray<string | null>): void {
    if (account === null) return
    const known = this.#aliases.get(account) ?? new Set()
    for (const name of names)
      if (name !== null && name !== account && plainName(name) !== NOBODY) known.add(plainName(name))
    if (known.size > 0) this.#aliases.set(account, known)
  }

  /** The name that an account has by now. */
  nameOf(account: string): string | undefined {
    return this.#names.get(account) ?? this.#known.get(account)
  }

  /** Counts a message of an author, by the name that `author` gave. */
  count(author: string): void {
    this.#authors.set(author, (this.#authors.get(author) ?? 0) + 1)
  }

  /** Ends the first pass: who wrote, with how much, who was only named, their accounts and other names. */
  settle(): Pick<Survey, "authors" | "others" | "accounts" | "aliases"> {
    for (const [account, name] of this.#mentioned) this.#others.add(this.#give(account, name))
    this.#mentioned.clear()
    const authors = new Map([...this.#authors].filter(([, messages]) => messages > 0))
    const named = Array.from(this.#others, (name) => this.#whoIs(name))
    const others = new Set(named.filter((name) => name !== "" && !authors.has(name)))
    const accounts = new Map<string, string>()
    for (const [owner, name] of this.#names) {
      if (!owner.startsWith(NAMELESS) && (authors.has(name) || others.has(name))) accounts.set(name, owner)
    }
    const aliases = new Map<string, ReadonlyArray<string>>()
    for (const [account, names] of this.#aliases) {
      const name = this.#names.get(account)
      const besides = [...names].filter((other) => other !== name)
      if (name !== undefined && besides.length > 0) aliases.set(name, besides)
    }
    return { authors, others, accounts, ...(aliases.size === 0 ? {} : { aliases }) }
  }

  /** Notes under which name an account writes: it may be another one than it was given. */
  #show(account: string, name: string, given: string): void {
    this.#last.set(account, name)
    const plain = plainName(name)
    const before = this.#shown.get(identity(plain))
    if (before === account) return
    this.#shown.set(identity(plain), before === undefined ? account : null)
    if (!isNumbered(given, plain)) this.alias(account, name)
  }

  /** Whom a name means that stands without an account: whoever alone writes under it. */
  #whoIs(plain: string): string {
    const account = this.#shown.get(identity(plain)) ?? null
    return (account === null ? undefined : this.#names.get(account)) ?? plain
  }

  #give(account: string | null, name: string): string {
    const plain = plainName(name)
    const owner = account ?? `${NAMELESS}${plain}`
    const known = this.nameOf(owner)
    if (known !== undefined) {
      this.#names.set(owner, known)
      return known
    }
    const person = identity(plain)
    let given = plain
    let same = this.#same.get(person) ?? 1
    while (this.#given.has(identity(given))) given = `${plain} (${++same})`
    this.#same.set(person, same)
    this.#given.add(identity(given))
    this.#names.set(owner, given)
    return given
  }
}

/** Whether a name is another one with the number that tells namesakes apart. */
const isNumbered = (name: string, other: string): boolean =>
  name.startsWith(other) && /^(?: \(\d+\))?$/.test(name.slice(other.length))

/** Writes a mention as messages have it. */
export const mention = (name: string): string => `@\u2068${name}\u2069`

/** A name on one line, without marks that would end a mention. */
const plainName = (name: string): string =>
  name
    .replace(/[\u2066-\u2069\u202a-\u202e\u200e\u200f\p{Cc}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, LONGEST)
    .replace(/\p{Cs}$/u, "") || NOBODY

/** Before the name of somebody of whom the export knows no account. No account has a control character. */
const NAMELESS = "\0"
const LONGEST = 120
const NOBODY = "Unknown"
