/**
 * A map whose keys are parts of a text's bytes. A million look-ups make no string, where a `Map` needs
 * one decoded and hashed for each.
 */
import { decode } from "./decode.js"
export class NameTable<A> {
  private readonly byName = new Map<string, A>()
  private readonly byHash = new Map<number, { readonly bytes: Uint8Array; readonly value: A }>()

  /** The value of the name that `text` has from `from` to `to`. */
  get(text: Buffer, from: number, to: number): A | undefined {
    const found = this.byHash.get(hash(text, from, to))
    if (found !== undefined && isAt(found.bytes, text, from, to)) return found.value
    return this.byName.get(decode(text, from, to))
  }

  /** Adds or replaces a name. */
  set(name: string, value: A): void {
    const bytes = Buffer.from(name)
    this.byHash.set(hash(bytes, 0, bytes.length), { bytes, value })
    this.byName.set(name, value)
  }

  has(name: string): boolean {
    return this.byName.has(name)
  }

  get size(): number {
    return this.byName.size
  }

  /** The names in the order in which they came. */
  entries(): Iterable<readonly [name: string, value: A]> {
    return this.byName
  }
}

const isAt = (name: Uint8Array, text: Uint8Array, from: number, to: number): boolean => {
  if (name.length !== to - from) return false
  for (let index = 0; index < name.length; index++) if (name[index] !== text[from + index]) return false
  return true
}

const hash = (text: Uint8Array, from: number, to: number): number => {
  let value = 0
  for (let index = from; index < to; index++) value = (Math.imul(value, 31) + (text[index] ?? 0)) | 0
  return value
}
