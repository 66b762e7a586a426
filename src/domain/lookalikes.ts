/**
 * Letters that look like those of the Latin alphabet, after the confusables of Unicode's TR39, as far as a name
 * may have them: Greek, Cyrillic, Armenian, small capitals, Canadian syllabics, Cherokee, Lisu, digits and signs.
 */

/** The small letter of ASCII that each looks like; capitals are looked up as small letters. */
export const lookalikes: ReadonlyMap<string, string> = new Map(
  (
    "a:аαɑ4@ᴀᗅᗩᎪꓮ b:вβь8ʙᗷᏼꓐ c:сϲᴄᑕᏟꓚ d:ԁᴅᗪᗞᑯᎠꓓ e:еєε3€ᴇᗴᙓᎬꓰ f:ꜰᖴꓝ g:ɡց9ɢᘜᏀꓖ h:һнηʜᕼᎻꓧ i:іιíɩɪᎥꓲ j:јϳᴊᒍᎫꓙ " +
    "k:кκᴋᛕᏦꓗ l:1!|ӏǀʟᒪᏞꓡ m:мμᴍᗰᎷꓟ n:пոɴᑎꓠ o:оο0օσᴏᗝꓳ p:рρᴘᑭᏢꓑ q:ԛᑫ r:гяʀᖇᎡꓣ " +
    "s:ѕ5$ꜱᔕᏚꓢ t:тτ7ᴛᎢꓔ u:υսцᴜᑌꓴ v:νѵᴠᐯᏙꓦ w:ԝωшᴡᗯᎳꓪ x:хχ᙭ꓫ y:уγүʏᎩꓬ z:zᴢ2ᘔᏃꓜ"
  )
    .split(" ")
    .flatMap((row) => [...row.slice(2)].map((letter) => [letter, row.slice(0, 1)] as const))
)

/** Letters in negative circles and squares as small letters of ASCII, which no normal form has. */
export const withoutFrames = (text: string): string =>
  text.replace(/[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}]/gu, (letter) =>
    String.fromCharCode(97 + (((letter.codePointAt(0) ?? 0) - 0x1f150) % 32))
  )

/** Marks over letters that no spelling has, circles, strokes and variants, as a part of a class for the flag `u`. */
export const drawnOver =
  "\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe00-\\ufe0f\\ufe20-\\ufe2f\\u{e0000}-\\u{e01ef}"

/**
 * The ways to read a word that has letters of other kinds than its own, each in letters of one alphabet: `Аna`
 * with a Cyrillic А as `Ana`. None for a word that is in one alphabet already.
 */
export const readings = (word: string): ReadonlyArray<string> => {
  const plain = withoutFrames(word.replace(hiding, "").normalize("NFKC"))
  const all = [plain, inLatin(plain), inCyrillic(plain), inGreek(plain)]
  return [...new Set(all.filter((way) => way !== word && oneAlphabet.test(way)))]
}

/** What words may be made of that `readings` can tell more of. */
export const wordOfAny =
  /[\p{L}\p{M}\u{1f130}-\u{1f149}\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u061c\u200b-\u200f\u2060-\u2064\u{e0000}-\u{e007f}]{2,200}/gu

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const hiding = new RegExp(`[${drawnOver}\\p{Cf}]`, "gu")

const oneAlphabet = /^(?:[\p{sc=Latin}\p{M}]+|[\p{sc=Cyrillic}\p{M}]+|[\p{sc=Greek}\p{M}]+)$/u

const spelledBy =
  (letters: (letter: string) => string | undefined) =>
  (word: string): string =>
    word.replace(/\p{L}/gu, (letter) => {
      const small = letter.toLowerCase()
      const found = letters(letter) ?? letters(small)
      return (small === letter ? found : found?.toUpperCase()) ?? letter
    })

/** Pairs of a Latin letter and one of another alphabet, in small letters, that look alike in either case. */
const pairs = (letters: string): ReadonlyMap<string, string> =>
  new Map(letters.split(" ").map((pair) => [pair.slice(0, 1), pair.slice(1)] as const))

const cyrillic = pairs("aа bв cс eе hн iі jј kк lӏ mм nп oо pр qԛ rг sѕ tт wԝ xх yу")
const greek = pairs("aα bβ eε hη iι kκ mμ nν oο pρ tτ uυ vν xχ yυ zζ")
/** Greek capitals that look like another letter than the small ones do. */
const capitals: ReadonlyMap<string, string> = new Map([
  ["Ν", "N"],
  ["Υ", "Y"],
  ["Ζ", "Z"]
])

const inLatin = spelledBy((letter) => capitals.get(letter) ?? lookalikes.get(letter))
const inCyrillic = spelledBy((letter) =>
  /\p{sc=Cyrillic}/u.test(letter) ? undefined : cyrillic.get(lookalikes.get(letter) ?? letter)
)
const inGreek = spelledBy((letter) =>
  /\p{sc=Greek}/u.test(letter) ? undefined : greek.get(lookalikes.get(letter) ?? letter)
)
