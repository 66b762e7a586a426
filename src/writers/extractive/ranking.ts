/**
 * Which lines a reader would miss: what the others answered, what was decided, news, numbers, rare
 * words and support from lines nearby; never noise, and no two lines that say the same.
 */
import { type Crowd, crowdOf, similarity, tells } from "./crowd.js"
import type { Line } from "./words.js"

/** A line with its place among the lines that were ranked, its worth (about 0 to 5), and what came after it. */
export interface Ranked {
  readonly line: Line
  readonly at: number
  /** 0 for what no reader wants: greetings, bare laughter, chain letters, repeats. */
  readonly score: number
  readonly crowd: Crowd
  /** The place of the line without which it cannot be understood; null when it stands alone. */
  readonly needs: number | null
  /** The place of the letter to be sent on to which it is the first answer; null when it is to none. */
  readonly letter: number | null
  /** Whether its author goes on with what they said just before. */
  readonly goesOn: boolean
  /** Whether nobody had written for a while. */
  readonly opens: boolean
}

/** A line that is nothing to a reader by itself. */
export const isNoise = ({ score }: Ranked): boolean => score === 0

/** What was said before some lines. */
export interface Earlier {
  /** What was said just before. */
  readonly texts: ReadonlyArray<string>
  /** The `index` of messages among them that say only what somebody said before. */
  readonly repeats: ReadonlySet<number>
}

const nothing: Earlier = { texts: [], repeats: new Set() }

/** Lines that are compared with a line, on either side. */
const neighbours = 30
const minute = 60_000
const decay = 45 * minute
/** Letters under which a line says little without the one before it. */
const brief = 20

/**
 * Scores lines that are in order of time; what was said earlier counts as a repeat. Work grows with their
 * number, not its square.
 */
export const rank = (lines: ReadonlyArray<Line>, earlier: Earlier = nothing): ReadonlyArray<Ranked> => {
  const rarity = rarityOf(lines)
  const crowd = crowdOf(lines)
  const usual = usualSize(lines)
  const repeats = repeatsOf(lines, earlier)
  const introduces = introducedBy(lines, rarity)
  const isQuotable = (place: number): boolean => {
    const line = lines[place]
    return line !== undefined && !isUnwanted(line, usual) && !earlier.repeats.has(line.message.index)
  }
  return lines.map((line, at) => {
    const heard = crowd[at] ?? silence
    const worth = worthOf(line, heard) + lexical(lines, at, rarity) + 0.5 * saturate(introduces[at] ?? 0, 6)
    const unheard = line.tone.size > 2.5 * usual && line.tone.size > 100 && isUnheard(heard)
    const score =
      !tells(lines, at) || isUnwanted(line, usual) || repeats.has(at) ? 0 : worth - (unheard ? 0.8 : 0)
    return {
      line,
      at,
      score: Math.max(0, score),
      crowd: heard,
      needs: setUpOf(lines, at, heard, isQuotable),
      letter: repeats.has(at - 1) ? null : letterOf(lines, at),
      goesOn: goesOn(lines, at),
      opens: sinceLast(lines, at) > 10 * minute
    }
  })
}

const silence: Crowd = {
  applause: 0,
  agreement: 0,
  laughed: new Set(),
  agreed: new Set(),
  replies: 0,
  answers: null,
  answered: false
}

/** What a line is worth by itself and by what came after it. */
const worthOf = ({ message, question, tone }: Line, crowd: Crowd): number =>
  1.5 * saturate(tone.size, 45) +
  2 * saturate(crowd.applause, 1.2) +
  0.6 * saturate(crowd.replies, 2) +
  (question ? 0 : 0.8 * saturate(crowd.agreement, 1.5)) +
  (tone.decides ? 0.5 : 0) +
  0.5 * saturate(tone.facts, 2) +
  (message.media !== null && message.text !== "" ? 0.2 : 0) +
  (question ? -0.5 : 0) +
  (crowd.answers === null ? 0 : 0.15) -
  (tone.laughs ? 0.2 : 0) -
  (tone.link ? 0.8 : 0)

const lexical = (lines: ReadonlyArray<Line>, at: number, rarity: ReadonlyMap<string, number>): number => {
  const line = lines[at]
  if (line === undefined) return 0
  let information = 0
  for (const stem of line.stems) information += rarity.get(stem) ?? 0
  return 0.4 * saturate(information, 12) + 0.3 * saturate(supportOf(lines, at, rarity), 4)
}

const isUnheard = ({ applause, agreement, replies }: Crowd): boolean =>
  applause < 0.3 && agreement + replies < 1

/** Letters to be sent on, and sudden monologues. */
const isUnwanted = ({ tone }: Line, usual: number): boolean =>
  tone.chain || (tone.size > 220 && tone.size > 5 * usual)

/** The middle of the sizes of lines that say something. */
const usualSize = (lines: ReadonlyArray<Line>): number => {
  const sizes = lines
    .filter(({ tone }) => tone.kind === "says")
    .map(({ tone }) => tone.size)
    .sort((a, b) => a - b)
  return sizes[Math.floor(sizes.length / 2)] ?? 0
}

/** Lines that somebody wrote before, or nearly. */
const repeatsOf = (lines: ReadonlyArray<Line>, earlier: Earlier): ReadonlySet<number> => {
  const seen = new Set(earlier.texts.map(bare).filter((text) => text.length > 11))
  const own = new Map<string, Array<Line>>()
  const repeats = new Set<number>()
  lines.forEach((line, at) => {
    if (!tells(lines, at) || line.message.text === "") return
    const text = bare(line.message.text)
    const before = own.get(line.message.author ?? "") ?? []
    const again =
      line.stems.size >= 2 && before.some((earlier) => similarity(earlier.stems, line.stems) > 0.75)
    if (again || (text !== "" && seen.has(text)) || earlier.repeats.has(line.message.index)) repeats.add(at)
    seen.add(text)
    own.set(line.message.author ?? "", [...before.slice(-7), line])
  })
  return repeats
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, "")

/** How much of what a line says first is taken up by others afterwards. */
const introducedBy = (
  lines: ReadonlyArray<Line>,
  rarity: ReadonlyMap<string, number>
): ReadonlyArray<number> => {
  const first = new Map<string, number>()
  const worth = lines.map(() => 0)
  lines.forEach((line, at) => {
    if (line.tone.kind !== "says") return
    for (const stem of line.stems) {
      const by = first.get(stem)
      if (by === undefined) first.set(stem, at)
      else if (lines[by]?.message.author !== line.message.author)
        worth[by] = (worth[by] ?? 0) + (rarity.get(stem) ?? 0)
    }
  })
  return worth
}

/** The question that a line answers, or the line that a short one plays on. */
const setUpOf = (
  lines: ReadonlyArray<Line>,
  at: number,
  crowd: Crowd,
  isQuotable: (at: number) => boolean
): number | null => {
  const line = lines[at]
  if (line === undefined) return null
  if (crowd.answers !== null) return crowd.answers
  if (line.tone.size > 40) return null
  for (let before = at - 1; before >= Math.max(0, at - 4); before--) {
    const set = lines[before]
    if (set === undefined || line.message.timestamp - set.message.timestamp > 20 * minute) return null
    if (set.tone.kind === "says" && set.message.author !== line.message.author)
      return isQuotable(before) ? before : null
  }
  return null
}

/** The letter to be sent on to which a line is the first answer, short and at once. */
const letterOf = (lines: ReadonlyArray<Line>, at: number): number | null => {
  const [before, line] = [lines[at - 1], lines[at]]
  return before?.tone.chain === true &&
    line !== undefined &&
    line.tone.size <= 40 &&
    line.message.author !== before.message.author &&
    sinceLast(lines, at) <= 5 * minute
    ? at - 1
    : null
}

const sinceLast = (lines: ReadonlyArray<Line>, at: number): number =>
  (lines[at]?.message.timestamp ?? 0) - (lines[at - 1]?.message.timestamp ?? Number.NEGATIVE_INFINITY)

const goesOn = (lines: ReadonlyArray<Line>, at: number): boolean => {
  const [before, line] = [lines[at - 1], lines[at]]
  return (
    before?.message.author === line?.message.author &&
    before?.tone.kind === "says" &&
    sinceLast(lines, at) <= 2 * minute
  )
}

/** What was chosen. */
export interface Selection {
  /** In order of time. */
  readonly lines: ReadonlyArray<Ranked>
  /** The most important first; what is there only for another's sake comes last. */
  readonly foremost: ReadonlyArray<Ranked>
}

/**
 * The best lines, about `budget` of them, with what they need to be understood: each choice is weighed
 * against what was chosen already (maximal marginal relevance), and each conversation against how
 * much of it is in.
 */
export const select = (
  ranked: ReadonlyArray<Ranked>,
  conversationOf: (ranked: Ranked) => number,
  budget: number
): Selection => {
  const chosen = new Map<number, Ranked>()
  const support = new Map<number, Ranked>()
  const taken = new Map<number, number>()
  const penalty = new Map<number, number>()
  const left = new Set(ranked.filter(({ score }) => score > 0))
  const worth = (it: Ranked): number =>
    (it.score - 0.8 * (penalty.get(it.at) ?? 0)) / (1 + 0.05 * (taken.get(conversationOf(it)) ?? 0))
  while (chosen.size + support.size < budget) {
    let next: Ranked | null = null
    for (const it of left) if (next === null || worth(it) > worth(next)) next = it
    if (next === null) break
    left.delete(next)
    support.delete(next.at)
    chosen.set(next.at, next)
    const conversation = conversationOf(next)
    taken.set(conversation, (taken.get(conversation) ?? 0) + 1)
    for (const other of left) {
      const alike = similarity(other.line.stems, next.line.stems)
      if (alike > 0) penalty.set(other.at, Math.max(penalty.get(other.at) ?? 0, alike))
    }
    let needed = next.needs === null ? undefined : ranked[next.needs]
    for (let step = 0; step < 2 && needed !== undefined; step++) {
      if (!chosen.has(needed.at)) support.set(needed.at, needed)
      // A line as short as "what?" needs what it asks about.
      needed = needed.needs === null || needed.line.tone.size > brief ? undefined : ranked[needed.needs]
    }
    const answer = next.line.question
      ? ranked.slice(next.at + 1, next.at + 8).find((it) => it.crowd.answers === next.at)
      : undefined
    if (answer !== undefined && !chosen.has(answer.at)) support.set(answer.at, answer)
  }
  const foremost = [...chosen.values(), ...support.values()]
  return { foremost, lines: [...foremost].sort((a, b) => a.at - b.at) }
}

const rarityOf = (lines: ReadonlyArray<Line>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const line of lines) for (const stem of line.stems) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  return new Map([...counts].map(([stem, n]) => [stem, Math.log(1 + (lines.length - n + 0.5) / (n + 0.5))]))
}

/** Words that others use nearby, worth less the further away. */
const supportOf = (lines: ReadonlyArray<Line>, at: number, rarity: ReadonlyMap<string, number>): number => {
  const line = lines[at]
  if (line === undefined) return 0
  let sum = 0
  for (
    let other = Math.max(0, at - neighbours);
    other <= Math.min(lines.length - 1, at + neighbours);
    other++
  ) {
    const near = lines[other]
    if (near === undefined || near.message.author === line.message.author || near.tone.chain) continue
    const away = Math.abs(near.message.timestamp - line.message.timestamp)
    if (away > 3 * decay) continue
    let shared = 0
    for (const stem of line.stems) if (near.stems.has(stem)) shared += rarity.get(stem) ?? 0
    sum += shared * Math.exp(-away / decay)
  }
  return sum
}

const saturate = (value: number, half: number): number => value / (value + half)
