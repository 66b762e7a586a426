/**
 * Names of files inside an export that may hold somebody's name: a stage needs them to get at the bytes, and
 * must not read them.
 */
import { createCipheriv, createDecipheriv, createHmac } from "node:crypto"
import * as Redacted from "effect/Redacted"

/** Hides names of files and finds them again, without remembering any. */
export interface Entries {
  /** The name itself where it is nobody's, else one of which only the extension can be read. */
  readonly hide: (entry: string) => string
  /** The name that `hide` was given. */
  readonly open: (shown: string) => string
}

/**
 * Names of files under a key. The same name is always hidden as the same one: its nonce is a keyed hash of
 * it, which also tells a hidden name from one that only looks so.
 */
export const entries = (
  key: Redacted.Redacted<Uint8Array>,
  isPrivate: (entry: string) => boolean
): Entries => {
  const derived = (use: string): Buffer => createHmac("sha256", Redacted.value(key)).update(use).digest()
  const nonceOf = (entry: string): Buffer =>
    createHmac("sha256", derived("entry nonce")).update(entry).digest().subarray(0, nonceLength)
  const open = (shown: string): string => {
    const [, digits] = hidden.exec(shown) ?? []
    if (digits === undefined) return shown
    const sealed = Buffer.from(digits, "hex")
    const nonce = sealed.subarray(0, nonceLength)
    const decipher = createDecipheriv("aes-256-ctr", derived("entry"), nonce)
    const text = Buffer.concat([decipher.update(sealed.subarray(nonceLength)), decipher.final()])
    const entry = text.toString("utf8")
    return nonceOf(entry).equals(nonce) ? entry : shown
  }
  return {
    hide: (entry) => {
      if (!isPrivate(entry) || open(entry) !== entry) return entry
      const nonce = nonceOf(entry)
      const cipher = createCipheriv("aes-256-ctr", derived("entry"), nonce)
      const sealed = Buffer.concat([nonce, cipher.update(entry, "utf8"), cipher.final()])
      return `${prefix}${sealed.toString("hex")}${/\.[A-Za-z0-9]{1,5}$/.exec(entry)?.[0] ?? ""}`
    },
    open
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const nonceLength = 16
const prefix = "hidden-"
const hidden = new RegExp(`^${prefix}((?:[0-9a-f]{2}){${nonceLength + 1},})(?:\\.[A-Za-z0-9]{1,5})?$`)
