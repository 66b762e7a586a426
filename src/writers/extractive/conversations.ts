/**
 * Conversations: a window cut where nobody wrote for a while.
 */
import type { Line } from "./words.js"

/** Lines that belong together, in order of time; never empty. */
export type Conversation = ReadonlyArray<Line>

const minute = 60_000
/** A silence after which something else begins, in milliseconds. */
export const silence = 45 * minute
/** A pause at which a long conversation may be cut. */
const pause = 8 * minute
/** Lines that a reader follows as one conversation. */
const longest = 60
/** Lines under which a conversation joins the nearest one. */
const shortest = 5
/** How far away the nearest one may be. */
const near = 4 * 60 * minute

/** The conversations of lines that are in order of time. */
export const conversationsOf = (lines: ReadonlyArray<Line>): ReadonlyArray<Conversation> =>
  join(cut(lines, silence).flatMap(shorten))

const cut = (lines: ReadonlyArray<Line>, gap: number): Array<Array<Line>> => {
  const parts: Array<Array<Line>> = []
  lines.forEach((line, at) => {
    const part = parts.at(-1)
    if (part === undefined || gapBefore(lines, at) > gap) parts.push([line])
    else part.push(line)
  })
  return parts
}

const gapBefore = (lines: ReadonlyArray<Line>, at: number): number =>
  (lines[at]?.message.timestamp ?? 0) - (lines[at - 1]?.message.timestamp ?? 0)

/** Cuts a long conversation at smaller and smaller pauses. */
const shorten = (lines: ReadonlyArray<Line>): ReadonlyArray<Conversation> => {
  let parts: ReadonlyArray<Conversation> = [lines]
  for (let gap = silence / 2; gap >= pause; gap /= 2) {
    if (parts.every((part) => part.length <= longest)) break
    parts = parts.flatMap((part) => (part.length <= longest ? [part] : cut(part, gap)))
  }
  return parts
}

/** Gives a line or two that stand alone to the nearer neighbour. */
const join = (parts: ReadonlyArray<Conversation>): ReadonlyArray<Conversation> => {
  const joined: Array<Conversation> = []
  parts.forEach((part, at) => {
    const before = joined.at(-1)
    const gap = before === undefined ? Number.POSITIVE_INFINITY : between(before, part)
    const after = parts[at + 1]
    const gapAfter = after === undefined ? Number.POSITIVE_INFINITY : between(part, after)
    const small = part.length < shortest && gap <= near && gap <= gapAfter
    const smallBefore = before !== undefined && before.length < shortest && gap <= near
    if (before !== undefined && (small || smallBefore)) joined.splice(-1, 1, [...before, ...part])
    else joined.push(part)
  })
  return joined
}

const between = (before: Conversation, after: Conversation): number =>
  (after[0]?.message.timestamp ?? 0) - (before.at(-1)?.message.timestamp ?? 0)
