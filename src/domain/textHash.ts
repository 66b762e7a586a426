/**
 * Small numbers for texts, where many are kept and a rare mistake costs little; `Fingerprint` is for the rest.
 */

/** A number of 53 bits from a text: FNV-1a, with two primes. */
export const hashOf = (text: string): number => {
  let low = 0x811c9dc5
  let high = 0x01000193
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x85ebca6b)
    high ^= high >>> 13
  }
  low ^= low >>> 15
  return (high >>> 0) * 0x20_0000 + ((Math.imul(low, 0xc2b2ae35) >>> 0) & 0x1f_ffff)
}
