/**
 * Texts whose letters look like those of everybody and are others.
 */

/** Letters that are taken apart, wide, or drawn as bold, script and their like, as those of everybody, and numbers of raised digits. */
export const inUsualLetters = (text: string): string =>
  unusual.test(text) ? text.normalize("NFC").replace(drawn, (letters) => letters.normalize("NFKC")) : text

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const unusual =
  /[⁰¹²³⁴-⁹]{6}|[\u0958-\u095f\u1100-\u11ff\u24b6-\u24e9\u3099\u309a\ufb00-\ufb4f\uff10-\uff9f\u{1d400}-\u{1d7ff}]/u
const drawn = /[⁰¹²³⁴-⁹]{6,}|[\u24b6-\u24e9\ufb00-\ufb06\uff10-\uff9f\u{1d400}-\u{1d7ff}]+/gu
