/**
 * Texts whose letters look like those of everybody and are others.
 */
import { drawnOver, readings, wordOfAny } from "./lookalikes.js"

/**
 * Letters that are taken apart, wide, or drawn as bold, script and their like, as those of everybody, and numbers
 * of digits that are raised, lowered, in circles or on keys. Words that mix alphabets or look like Latin ones are
 * read as what they look like if that `isName`, and else stay.
 */
export const inUsualLetters = (text: string, isName: (word: string) => boolean = () => false): string => {
  if (!strange.test(text)) return text
  const usual = unusual.test(text) ? drawnAsUsual(text) : text
  if (!misleading.test(usual)) return usual
  return usual.replace(wordOfAny, (word) =>
    misleading.test(word) ? (readings(word).find(isName) ?? word) : word
  )
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const apart = "\\u0958-\\u095f\\u1100-\\u11ff\\u3099\\u309a\\ufb07-\\ufb4f"
const drawn =
  "\\u24b6-\\u24e9\\ufb00-\\ufb06\\uff21-\\uff3a\\uff41-\\uff5a\\uff66-\\uff9f\\u{1d400}-\\u{1d7ff}"
const digits = "⁰¹²³⁴-⁹₀-₉①-⑨⓪"
/** Small capitals, letters of phonetics, Cherokee, syllabics, Lisu, in frames. */
const likeLatin =
  "\\u0251\\u0261\\u0262\\u0269\\u026a\\u0274\\u0280\\u028f\\u0299\\u029c\\u029f\\u02b0-\\u02b8\\u02e1-\\u02e3\\u13a0-\\u13fd\\u1405-\\u167d\\u16d5\\u1d00-\\u1d6a\\u2071\\u207f\\u2090-\\u209c\\ua4d0-\\ua4ff\\ua730\\ua731\\u{1f130}-\\u{1f149}\\u{1f150}-\\u{1f169}\\u{1f170}-\\u{1f189}"
/** Greek, Cyrillic, Armenian. */
const other = "\\u0370-\\u058f"
const unseen = "\\u200b\\u200c\\u2060-\\u2064"
const latin = "[A-Za-z\\u00c0-\\u024f\\u1e00-\\u1eff]"
const loose = "[\\u0300-\\u036f\\u200b-\\u200f]*"

/** What few texts have: one class, since every text is looked at. */
const strange = new RegExp(`[${apart}${drawn}${digits}${likeLatin}${other}${unseen}${drawnOver}]`, "u")
const unusual = new RegExp(`[${apart}${drawn}]|[${digits}]{6}|(?:[0-9]\\ufe0f?\\u20e3){6}`, "u")
const drawnLetters = new RegExp(`[${digits}]{6,}|[${drawn}]+`, "gu")
const keys = /(?:[0-9]\ufe0f?\u20e3){6,}/gu
/** Latin beside another alphabet in a word, letters that are drawn as Latin ones, marks that no language has there. */
const misleading = new RegExp(
  [
    `[${likeLatin}]`,
    `\\p{L}\\p{M}*[${drawnOver}]`,
    `[${unseen}][\\u0300-\\u036f]`,
    `${latin}${loose}[${other}]`,
    `[${other}]${loose}${latin}`,
    "[\\u0370-\\u03ff][\\u0400-\\u058f]",
    "[\\u0400-\\u058f][\\u0370-\\u03ff]"
  ].join("|"),
  "u"
)

const drawnAsUsual = (text: string): string =>
  text
    .normalize("NFC")
    .replace(drawnLetters, (letters) => letters.normalize("NFKC"))
    .replace(keys, (found) => found.replace(/[^0-9]/g, ""))
