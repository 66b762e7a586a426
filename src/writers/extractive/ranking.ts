/**
 * Which lines a reader would miss: rare words, support from lines nearby, questions and their
 * answers, laughter that follows; then no two lines that say the same.
 */
import { type Line, laughter } from "./words.js"

/** A line with its place among the lines that were ranked, its worth (about 0 to 4), and what it answers. */
export interface Ranked {
  readonly line: Line
  readonly at: number
  readonly score: number
  /** The place of the question that it answers; null when it answers none. */
  readonly answers: number | null
}

/** Lines that are compared with a line, on either side. */
const neighbours = 30
const decay = 45 * 60_000

/** Scores lines that are in order of time. Work grows with their number, not its square. */
export const rank = (lines: ReadonlyArray<Line>): ReadonlyArray<Ranked> => {
  const rarity = rarityOf(lines)
  return lines.map((line, at) => {
    const answers = answeredBy(lines, at)
    const weights = [...line.stems].map((stem) => rarity.get(stem) ?? 0)
    const information = saturate(
      weights.reduce((sum, weight) => sum + weight, 0),
      12
    )
    const support = saturate(supportOf(lines, at, rarity), 4)
    const answered = line.question && lines.slice(at + 1, at + 6).some((next) => isReply(line, next))
    const brief = line.stems.size < 2 ? 0.5 : 1
    const score =
      brief * (1.4 * information + 0.9 * support) +
      (answered ? 0.5 : 0) +
      (answers === null ? 0 : 0.35) +
      (/\d/.test(line.message.text) ? 0.15 : 0) +
      (line.named ? 0.2 : 0) +
      0.3 * Math.min(2, laughsAfter(lines, at)) -
      (line.message.text.length > 600 ? 0.4 : 0)
    return { line, at, score: line.words.length === 0 && !line.question ? score * 0.3 : score, answers }
  })
}

/**
 * The best lines, in order of time, about `budget` of them: each choice is weighed against what was chosen
 * already (maximal marginal relevance), and each conversation against how much of it is in.
 */
export const select = (
  ranked: ReadonlyArray<Ranked>,
  conversationOf: (ranked: Ranked) => number,
  budget: number
): ReadonlyArray<Ranked> => {
  const chosen = new Map<number, Ranked>()
  const taken = new Map<number, number>()
  const penalty = new Map<number, number>()
  const add = (next: Ranked): void => {
    chosen.set(next.at, next)
    const conversation = conversationOf(next)
    taken.set(conversation, (taken.get(conversation) ?? 0) + 1)
    for (const other of ranked) {
      const alike = similarity(other.line.stems, next.line.stems)
      if (alike > 0) penalty.set(other.at, Math.max(penalty.get(other.at) ?? 0, alike))
    }
  }
  const worth = (it: Ranked): number =>
    (it.score - 1.6 * (penalty.get(it.at) ?? 0)) / (1 + 0.12 * (taken.get(conversationOf(it)) ?? 0))
  while (chosen.size < budget) {
    const left = ranked.filter((it) => !chosen.has(it.at) && it.score > 0)
    const next = left.reduce<Ranked | null>(
      (best, it) => (best === null || worth(it) > worth(best) ? it : best),
      null
    )
    if (next === null) break
    add(next)
    const asked = next.answers === null ? undefined : ranked[next.answers]
    if (asked !== undefined && !chosen.has(asked.at)) add(asked)
    const reply = next.line.question
      ? ranked.slice(next.at + 1, next.at + 6).find((it) => it.answers === next.at)
      : undefined
    if (reply !== undefined && !chosen.has(reply.at)) add(reply)
  }
  for (const between of ranked) {
    if (chosen.has(between.at) || !bridges(ranked, between, chosen)) continue
    chosen.set(between.at, between)
  }
  return [...chosen.values()].sort((a, b) => a.at - b.at)
}

/** Whether a line alone keeps two chosen lines apart that follow each other at once: then it is part of the talk. */
const bridges = (ranked: ReadonlyArray<Ranked>, it: Ranked, chosen: ReadonlyMap<number, Ranked>): boolean => {
  const before = ranked[it.at - 1]
  const after = ranked[it.at + 1]
  if (before === undefined || after === undefined || !chosen.has(before.at) || !chosen.has(after.at))
    return false
  return after.line.message.timestamp - before.line.message.timestamp <= 6 * 60_000
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
    if (near === undefined || near.message.author === line.message.author) continue
    const away = Math.abs(near.message.timestamp - line.message.timestamp)
    if (away > 3 * decay) continue
    let shared = 0
    for (const stem of line.stems) if (near.stems.has(stem)) shared += rarity.get(stem) ?? 0
    sum += shared * Math.exp(-away / decay)
  }
  return sum
}

/** The question that a line answers: the last one before it by somebody else, if it is near. */
const answeredBy = (lines: ReadonlyArray<Line>, at: number): number | null => {
  const line = lines[at]
  for (let before = at - 1; line !== undefined && before >= Math.max(0, at - 4); before--) {
    const asked = lines[before]
    if (asked?.question === true && isReply(asked, line)) return before
  }
  return null
}

const isReply = (asked: Line, line: Line): boolean =>
  asked.message.author !== line.message.author &&
  !line.question &&
  line.message.timestamp - asked.message.timestamp <= 20 * 60_000 &&
  line.message.text.length > 3

const laughsAfter = (lines: ReadonlyArray<Line>, at: number): number =>
  lines
    .slice(at + 1, at + 4)
    .filter(
      ({ message }) =>
        message.author !== lines[at]?.message.author &&
        message.timestamp - (lines[at]?.message.timestamp ?? 0) < 10 * 60_000 &&
        (/[😂🤣😹😆]/u.test(message.text) ||
          message.text.split(/[^\p{L}]+/u).some((word) => laughter.test(word)))
    ).length

const similarity = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let shared = 0
  for (const stem of a) if (b.has(stem)) shared++
  return shared === 0 ? 0 : shared / Math.sqrt(a.size * b.size)
}

const saturate = (value: number, half: number): number => value / (value + half)
