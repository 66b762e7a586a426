/**
 * What the others in a chat answered to a line: they tell best what a reader would miss.
 */
import type { Line } from "./words.js"

/** What came after a line. */
export interface Crowd {
  /** How much it was laughed at, cheered and answered with signs, about 0 to 6. */
  applause: number
  /** How many agreed to it. */
  agreement: number
  /** Who laughed at it and who agreed to it, in words that say no more than that. */
  readonly laughed: Set<string>
  readonly agreed: Set<string>
  /** How many wrote something at once. */
  replies: number
  /** The place of the line that it answers: of a question before all. Null when it answers none. */
  answers: number | null
  /** Whether it asks something that was answered. */
  answered: boolean
}

const minute = 60_000
/** How long after a line somebody still laughs at it. */
const laugh = 5 * minute
/** How long after a line somebody still answers it. */
const patience = 20 * minute
/** Questions that somebody may still come back to, and how alike an answer must be. */
const openQuestions = 12
const alikeEnough = 0.3
/** Lines that are looked back at. */
const back = 8

/** What came after each line, of lines in order of time. */
export const crowdOf = (lines: ReadonlyArray<Line>): ReadonlyArray<Crowd> => {
  const crowd = lines.map(
    (line): Crowd => ({
      applause: signsOf(line),
      agreement: 0,
      laughed: new Set(),
      agreed: new Set(),
      replies: 0,
      answers: null,
      answered: false
    })
  )
  const places = placesOf(lines)
  const open: Array<number> = []
  lines.forEach((line, at) => {
    const to = places.get(line.message.details?.replyTo ?? "") ?? targetOf(lines, at)
    const target = lines[to ?? -1]
    const got = crowd[to ?? -1]
    if (to === null || target === undefined || got === undefined || to >= at) return
    const away = line.message.timestamp - target.message.timestamp
    const echo = echoOf(line)
    const soon = line.message.details?.replyTo != null || away <= laugh
    if (soon) {
      got.applause += echo
      const before = lines[to - 1]
      const earlier = crowd[to - 1]
      // Of two lines in one breath both are laughed at.
      if (before !== undefined && earlier !== undefined && inOneBreath(before, target)) {
        earlier.applause += echo / 2
      }
    }
    const by = line.message.author ?? ""
    if (soon && line.tone.kind === "laugh") got.laughed.add(by)
    if (line.tone.kind === "agree" && away <= patience && !target.question) {
      got.agreement++
      got.agreed.add(by)
    }
    if (line.tone.kind === "says" && away <= laugh) got.replies++
    const asked = askedBy(lines, at, places) ?? askedLongAgo(lines, at, open)
    if (line.question && line.tone.kind === "says") open.push(at)
    const own = crowd[at]
    const answeredTo = crowd[asked ?? -1]
    if (asked !== null && own !== undefined && answeredTo !== undefined) {
      own.answers = asked
      answeredTo.answered = true
    }
  })
  return crowd
}

/** How loud an answer is. */
const echoOf = ({ tone }: Line): number => {
  switch (tone.kind) {
    case "laugh":
      return 1
    case "sign":
    case "cheer":
      return 0.8
    case "agree":
    case "greet":
    case "empty":
      return 0.1
    case "says":
      return (tone.laughs ? 0.6 : 0) + (tone.shouts ? 0.4 : 0) + (tone.size < 25 ? 0.15 : 0.05)
  }
}

/** Signs that others put to the message itself. */
const signsOf = ({ message }: Line): number => {
  let count = 0
  for (const reaction of message.details?.reactions ?? []) count += Math.max(0, reaction.count)
  return count === 0 ? 0 : Math.min(3, 0.7 + 0.5 * Math.log2(count))
}

/** The line that a line answers: the nearest one by somebody else that says something. */
const targetOf = (lines: ReadonlyArray<Line>, at: number): number | null => {
  const author = lines[at]?.message.author
  for (let before = at - 1; before >= Math.max(0, at - back); before--) {
    const line = lines[before]
    if (line !== undefined && line.message.author !== author && tells(lines, before)) return before
  }
  return null
}

/**
 * Whether a line tells something: by its words, by a file, or by being a shout that answers nobody, as
 * news are.
 */
export const tells = (lines: ReadonlyArray<Line>, at: number): boolean => {
  const line = lines[at]
  if (line === undefined) return false
  const { message, tone } = line
  if (tone.kind === "says" || (tone.kind === "empty" && message.media !== null)) return true
  const before = lines[at - 1]?.message
  return (
    tone.kind === "cheer" &&
    tone.size > 3 &&
    (before === undefined || before.author === message.author || message.timestamp - before.timestamp > laugh)
  )
}

/** The question that a line answers: the one that it replies to, or the last one before it by somebody else, if it is near. */
const askedBy = (
  lines: ReadonlyArray<Line>,
  at: number,
  places: ReadonlyMap<string, number>
): number | null => {
  const line = lines[at]
  if (line === undefined || line.tone.kind !== "says" || line.question) return null
  const replied = places.get(line.message.details?.replyTo ?? "")
  if (replied !== undefined && replied < at && lines[replied]?.question === true) return replied
  for (let before = at - 1; before >= Math.max(0, at - 5); before--) {
    const asked = lines[before]
    if (asked?.question !== true || asked.message.author === line.message.author) continue
    return line.message.timestamp - asked.message.timestamp <= patience ? before : null
  }
  return null
}

/** The question of hours ago that a line answers in its words. */
const askedLongAgo = (lines: ReadonlyArray<Line>, at: number, open: ReadonlyArray<number>): number | null => {
  const line = lines[at]
  if (line === undefined || line.tone.kind !== "says" || line.question || line.tone.chain) return null
  let found: number | null = null
  let most = alikeEnough
  for (const place of open.slice(-openQuestions)) {
    const asked = lines[place]
    if (asked === undefined || asked.message.author === line.message.author) continue
    const alike = similarity(asked.stems, line.stems)
    if (alike >= most) {
      found = place
      most = alike
    }
  }
  return found
}

const inOneBreath = (one: Line, other: Line): boolean =>
  one.message.author === other.message.author &&
  one.tone.kind === "says" &&
  other.message.timestamp - one.message.timestamp <= 2 * minute

const placesOf = (lines: ReadonlyArray<Line>): ReadonlyMap<string, number> => {
  const places = new Map<string, number>()
  lines.forEach(({ message }, at) => {
    const id = message.details?.id
    if (id !== null && id !== undefined) places.set(id, at)
  })
  return places
}

/** How many words two lines share, 0 to 1. */
export const similarity = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let shared = 0
  for (const stem of a) if (b.has(stem)) shared++
  return shared === 0 ? 0 : shared / Math.sqrt(a.size * b.size)
}
