/**
 * Names as the Slavic languages in Latin letters change them: Petře, Skallové, Novákem, Piotrowi, Markov. Only
 * where names show such a language: of others, the endings would make words, as Marke of Mark in German.
 *
 * The endings are those of the declensions of nouns, adjectives and possessives in Czech, Slovak, Polish, Slovene
 * and Croatian, one list for all: more is found than a language has, which does no harm.
 */

/**
 * Whose names are changed so, by all the names that each of a chat has: those of people with a letter, an ending
 * or a first name of these languages, and everybody's where a third of the people have one.
 */
export const slavicNames = (
  people: ReadonlyArray<ReadonlyArray<string>>
): ((names: ReadonlyArray<string>) => boolean) => {
  const shows = (names: ReadonlyArray<string>): boolean => names.some(showsSlavic)
  const inLatin = people.filter((names) => names.some((name) => /\p{sc=Latin}/u.test(name)))
  const isCommon = inLatin.filter(shows).length * 3 >= inLatin.length
  return (names) => isCommon || shows(names)
}

/** The forms of a word of a name in Latin letters beside its own, in small letters without accents. */
export const slavicForms = (word: string): ReadonlyArray<string> => {
  const plain = plainOf(word)
  const forms = stemsOf(plain).flatMap(([stem, endings]) =>
    stem.length < 2
      ? []
      : [...endings, ...(softened.get(lastOf(stem)) ?? [])].map((ending) => joined(stem, ending))
  )
  return [...new Set(forms)].filter((form) => form !== plain && !everywhere.has(form))
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const plainOf = (word: string): string =>
  word
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[łđ]/g, (letter) => (letter === "ł" ? "l" : "d"))

/** Letters that no other languages have whose names decline otherwise. */
const letters = /[ąćčďęěĺľłńňŕřśšťůźżž]/iu
const endings = /(?:\p{L}{2}(?:ova|vic|w[iy]cz|czyk|[csn]ek)|\p{L}{3}[sc]k[yia]|sla[vw]a?)$/u
const firstNames = new Set(
  (
    "petr pavel jiri jirka honza jakub ondrej vaclav zdenka jitka lenka blanka tereza veronika iveta jarmila ludmila " +
    "zuzana katka bozena milos lubos pawel piotr lukasz tomasz andrzej wojciech krzysztof grzegorz jerzy marek bartek " +
    "katarzyna agnieszka malgorzata kasia gosia basia zosia ewa dragan goran zoran branko marko jelena milica"
  ).split(" ")
)

const showsSlavic = (name: string): boolean =>
  letters.test(name.normalize("NFC")) ||
  (name.match(/[\p{sc=Latin}\p{M}]+/gu) ?? []).some((word) => {
    const plain = plainOf(word)
    return firstNames.has(plain) || endings.test(plain)
  })

const list = (text: string): ReadonlyArray<string> => text.split(" ")

const masculine = list(
  "a ovi owi u e em om iem ie y i ove ovia owie ow um ech ach ami uv uva uvo ov ova ovo ovy ovou ovej ovych ovym"
)
const feminine = list("a y e i u o ou om am ami ach ovi owi ove ow ie in ina ino ine iny inou")
const adjective = list(
  "y i a e o ou u ego eho emu oho omu iego iemu iej ej iho imu ym im em ych ich ymi imi ie"
)

/** What a word ends with, and what may stand there instead; the first that fits counts. */
const rules: ReadonlyArray<readonly [ends: RegExp, become: ReadonlyArray<string>]> = [
  [/(?<=ov)a$/, list("a e ou ej u y o ych ym ymi")],
  [/(?<=[scdz]k)[yia]$/, adjective],
  [/[yi]$/, adjective],
  [/(?<=[ei])a$/, list("a i e o u ou iou am ami ach in ina")],
  [/a$/, feminine],
  [/e$/, list("e i y u o ou im om a")],
  [/o$/, [...masculine, "o", "ou"]],
  [/(?<=[bcdfghjklmnprstvwxz])$/, masculine]
]

const stemsOf = (word: string): ReadonlyArray<readonly [stem: string, endings: ReadonlyArray<string>]> => {
  const rule = rules.find(([ends]) => ends.test(word))
  if (rule === undefined) return []
  const [ends, become] = rule
  // Marek is Marka, Petr is Peter's Petra, Němec is Němce.
  const short = word.replace(/(?<=[^aeiouy])e(?=[cklnr]$)/, "")
  return [[word.replace(ends, ""), become], ...(short === word ? [] : [[short, become] as const])]
}

/** What every text of these languages has: but, have, this. */
const everywhere = new Set(list("ale mate maja malo nade tome tomu"))

const lastOf = (stem: string): string => (stem.endsWith("ch") ? "ch" : stem.slice(-1))

/** Endings before which the last consonant is another, which `-` takes away: Olga in Olze, Blanka in Blančin. */
const softened: ReadonlyMap<string, ReadonlyArray<string>> = new Map([
  ["k", list("-ce -cin -cina -cino -ciny -cinou -cy")],
  ["g", list("-ze -dze -zin -zina")],
  ["h", list("-ze -zin -zina")],
  ["ch", list("--se --sin --sina")],
  ["r", list("ze")],
  ["t", list("-cie")],
  ["d", list("zie")]
])

const joined = (stem: string, ending: string): string => {
  const own = ending.replace(/^-+/, "")
  return stem.slice(0, stem.length - (ending.length - own.length)) + own
}
