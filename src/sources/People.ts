/**
 * The people of a chat whose application knows accounts: each account has one name, and no two share one.
 */

import type { Survey } from "./Source.js"

/**
 * Gives accounts their names. The first account of a name has it as it is; another one of the same name is
 * `Ana (2)`, then `Ana (3)`, in the order of their first messages, so that a longer export of the same chat
 * gives the same names.
 */
export class People {
  readonly #names = new Map<string, string>()
  readonly #given = new Set<string>()
  /** The number of the last account of each name. */
  readonly #same = new Map<string, number>()
  /** Who was only mentioned so far, and as what: a message of theirs may say it better. */
  readonly #mentioned = new Map<string, string>()
  readonly #others = new Set<string>()
  readonly #authors = new Map<string, number>()
  readonly #aliases = new Map<string, Set<string>>()

  /** The name of who wrote a message; `account` is null where the export knows the name alone. */
  author(account: string | null, name: string): string {
    const given = this.#give(account, name)
    this.#authors.set(given, this.#authors.get(given) ?? 0)
    return given
  }

  /** The name of somebody whom a message names. */
  other(account: string | null, name: string): string {
    if (account === null) {
      const plain = plainName(name)
      this.#others.add(plain)
      return plain
    }
    const known = this.#names.get(account)
    if (known !== undefined) {
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
    for (const name of names) if (name !== null && name.trim() !== "") known.add(plainName(name))
    if (known.size > 0) this.#aliases.set(account, known)
  }

  /** The name that an account has by now. */
  nameOf(account: string): string | undefined {
    return this.#names.get(account)
  }

  /** Counts a message of an author, by the name that `author` gave. */
  count(author: string): void {
    this.#authors.set(author, (this.#authors.get(author) ?? 0) + 1)
  }

  /** Ends the first pass: who wrote, with how much, who was only named, and what they are called besides. */
  settle(): Pick<Survey, "authors" | "others" | "aliases"> {
    for (const [account, name] of this.#mentioned) this.#others.add(this.#give(account, name))
    this.#mentioned.clear()
    const authors = new Map([...this.#authors].filter(([, messages]) => messages > 0))
    const others = new Set([...this.#others].filter((name) => name !== "" && !authors.has(name)))
    const aliases = new Map<string, ReadonlyArray<string>>()
    for (const [account, names] of this.#aliases) {
      const name = this.#names.get(account)
      const besides = [...names].filter((other) => other !== name)
      if (name !== undefined && besides.length > 0) aliases.set(name, besides)
    }
    return { authors, others, ...(aliases.size === 0 ? {} : { aliases }) }
  }

  #give(account: string | null, name: string): string {
    const plain = plainName(name)
    const owner = account ?? `name ${plain}`
    const known = this.#names.get(owner)
    if (known !== undefined) return known
    let given = plain
    let same = this.#same.get(plain) ?? 1
    while (this.#given.has(given)) given = `${plain} (${++same})`
    this.#same.set(plain, same)
    this.#given.add(given)
    this.#names.set(owner, given)
    return given
  }
}

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

const LONGEST = 120
const NOBODY = "Unknown"
