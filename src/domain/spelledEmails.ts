/**
 * E-mail addresses with spaces in them, and those whose signs are words: `ana @ example.com`, `ana (at) example
 * (dot) com`, `ana arroba example ponto com`.
 */

/** Where such an address stands in a text, and the address as it would be typed. */
export interface SpelledEmail {
  readonly from: number
  readonly to: number
  readonly value: string
}

/** Whether a text may hold one beside those with `@`. Every text is asked, so that there are no classes of Unicode. */
export const maySpell = (text: string): boolean => mayHold.test(text)

/** The addresses in a text, in order, in time linear in its length. Those without spaces or words are not among them. */
export const spelledEmails = (text: string): ReadonlyArray<SpelledEmail> => {
  const found: Array<SpelledEmail> = []
  for (const { 0: sign, index } of text.matchAll(at)) {
    const kind = kindOf(sign)
    const start = Math.max(0, index - longestLocal, found.at(-1)?.to ?? 0)
    const local = localBefore.exec(text.slice(start, index))?.[0]
    if (kind === null || local === undefined) continue
    if (kind === "word" && (!/\p{L}/u.test(local) || beforeAt.has(local.toLowerCase()))) continue
    const domain = domainAt(text, index + sign.length, kind)
    if (domain === null) continue
    found.push({
      from: index - local.length,
      to: domain.to,
      value: `${local.replace(anyDot, ".")}@${domain.labels.join(".")}`.toLowerCase()
    })
  }
  return found
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** What stands for `@`: itself, with spaces or not, a word that means nothing else or is in brackets, or `at`. */
type Kind = "tight" | "spaced" | "clear" | "word"

const mayHold =
  /[([{<] ?[aä]t ?[)\]}>]|[ ([{<](?:arr?oba|chiocc|klammera)| [aä]t [^\s.]{1,63}(?: ?[([{<]| (?:dot|punkt|point|ponto|punto) )/i
const at =
  / ?@ ?|[ \n]?[([{<] ?(?:@|[aä]t|arr?oba(?:se)?|arobase|chiocciola|klammeraffe) ?[)\]}>] ?|(?<=[\p{L}\p{N}]) (?:[aä]t|arr?oba(?:se)?|arobase|chiocciola|klammeraffe) (?=[\p{L}\p{N}])/giu

/** `@` behind a space alone begins a mention. */
const kindOf = (sign: string): Kind | null => {
  if (sign === " @") return null
  if (sign.trim() === "@") return sign === "@" ? "tight" : "spaced"
  return /^ [aä]t $/i.test(sign) ? "word" : "clear"
}

const dotWords = "dot|ponto|punto|punkt|point"
const namedDot = ` ?[([{<] ?(?:${dotWords}|\\.) ?[)\\]}>] ?| (?:${dotWords}) `
const anyDot = new RegExp(namedDot, "giu")
const longestLocal = 80
const localBefore = new RegExp(
  `(?<![\\p{L}\\p{N}._%+@-])[\\p{L}\\p{N}_%+-]{1,40}(?:(?:\\.|${namedDot})[\\p{L}\\p{N}_%+-]{1,40}){0,4}$`,
  "iu"
)
const label = /[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?/uy
const plainDot = new RegExp(`\\.| \\. ?|${namedDot}`, "iuy")
const anyPlainDot = new RegExp(`\\. ?| \\. ?|${namedDot}`, "iuy")

/** Ends of domains that people spell out. */
const ends = new Set(
  "com org net edu gov info biz io eu app dev pt br es fr de it uk ca mx ar cl co pe ch at be nl lu se dk fi no pl cz gr ru ua in jp cn kr au nz za tr ie us".split(
    " "
  )
)
/** Those that a sentence does not go on with. */
const sureEnds = new Set("com org net edu gov info biz io eu br pt uk fr".split(" "))
/** Ends that are words behind a dot in English, and what else a dot may be looked at. */
const endsAsWords = new Set(["in", "at", "us", "be", "no", "se"])
const articles = new Set(
  "the a an this that these those my your his her our their its every each some any".split(" ")
)

/** Words that a place follows in English, and nobody's address begins with. */
const beforeAt = new Set(
  (
    "look looks looked looking work works worked working shop shops shopping store find found see saw seen check " +
    "checked buy bought order ordered sell sold book booked meet met stay stayed start started go went be is was " +
    "are were am been it me us him her them you i we they he she one this that here there available online " +
    "live back only now still not and or"
  ).split(" ")
)

const domainAt = (
  text: string,
  from: number,
  kind: Kind
): { readonly labels: ReadonlyArray<string>; readonly to: number } | null => {
  const labels: Array<string> = []
  const dot = kind === "tight" ? anyPlainDot : plainDot
  let [position, best, isLoose, sentence]: [number, number, boolean, boolean] = [
    from,
    0,
    kind === "spaced" || kind === "clear",
    false
  ]
  let to = 0
  while (labels.length < 6) {
    label.lastIndex = position
    const word = label.exec(text)?.[0]
    if (word === undefined) break
    labels.push(word)
    position += word.length
    const end = word.toLowerCase()
    const isEnd = (sentence ? sureEnds : ends).has(end) && !(kind === "word" && endsAsWords.has(end))
    if (labels.length > 1 && isLoose && isEnd) [best, to] = [labels.length, position]
    dot.lastIndex = position
    const sign = dot.exec(text)?.[0]
    if (sign === undefined) break
    isLoose ||= kind === "word" ? /\p{L}/u.test(sign) : sign !== "."
    sentence = sign === ". "
    position += sign.length
  }
  if (best === 0 || (kind === "word" && articles.has(labels[0]?.toLowerCase() ?? ""))) return null
  return { labels: labels.slice(0, best), to }
}
