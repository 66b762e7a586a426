/**
 * What pages are called that have names of their own.
 */
import { fingerprint } from "../domain/Fingerprint.js"

/**
 * File names in plain lower-case letters; names that would share one, very short ones and those that Windows
 * has for devices get a few digits of their hash, and those without any such letter are called after their
 * `kind`.
 */
export const slugsOf = (kind: string, names: ReadonlyArray<string>): ReadonlyMap<string, string> => {
  const bases = names.map((name) =>
    name
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 60)
  )
  const uses = new Map<string, number>()
  for (const base of bases) uses.set(base, (uses.get(base) ?? 0) + 1)
  return new Map(
    names.map((name, at) => {
      const base = bases[at] ?? ""
      const alone = uses.get(base) === 1 && base.length > 2 && !device.test(base)
      return [name, alone ? base : `${base}-${fingerprint(name).slice(0, 8)}`.replace(/^-/, `${kind}-`)]
    })
  )
}

const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/
