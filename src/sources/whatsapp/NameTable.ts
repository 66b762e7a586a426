/**
 * A map whose keys are parts of a text. A million look-ups make no string, where a `Map` needs one cut
 * out and hashed for each.
 */
export class NameTable<A> {
  private readonly byName = new Map<string, A>()
  private readonly byHash = new Map<number, { readonly name: string; readonly value: A }>()

  /** The value of the name that `text` has from `from` to `to`. */
  get(text: string, from: number, to: number): A | undefined {
    const found = this.byHash.get(hash(text, from, to))
    if (found === undefined) return undefined
    if (found.name.length === to - from && text.startsWith(found.name, from)) return found.value
    return this.byName.get(text.slice(from, to))
  }

  /** Adds or replaces a name. The name is copied, so that the text it was cut from can go. */
  set(name: string, value: A): void {
    const own = copy(name)
    const key = hash(own, 0, own.length)
    this.byName.set(own, value)
    const first = this.byHash.get(key)
    if (first === undefined || first.name === own) this.byHash.set(key, { name: own, value })
  }

  has(name: string): boolean {
    return this.byName.has(name)
  }

  /** The names in the order in which they came. */
  entries(): Iterable<readonly [name: string, value: A]> {
    return this.byName
  }
}

/** A copy that does not keep alive the text that it was cut from. */
export const copy = (text: string): string => Buffer.from(text).toString()

const hash = (text: string, from: number, to: number): number => {
  let value = 0
  for (let index = from; index < to; index++) value = (Math.imul(value, 31) + text.charCodeAt(index)) | 0
  return value
}
