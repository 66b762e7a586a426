/**
 * What the people of a chat asked of the blog, each for themselves: the last word of everyone on everything.
 *
 * However many commands a chat holds, what is kept of it is bounded.
 */
import { type Command, commandsIn, type Field, mayCommand, withoutCommands } from "./Command.js"
import type { Message } from "./Message.js"

/** What was said last, and when, in milliseconds since the epoch. */
export interface Word<A> {
  readonly value: A
  readonly at: number
}

/** A message of one's own that is to go: how its text begins, or its id in the application; the other is null. */
export interface Removal {
  readonly at: number
  readonly text: string | null
  readonly id: string | null
}

/** What one person asked for; null for what they never spoke of. */
export interface Wish extends Readonly<Record<Field, Word<string | null> | null>> {
  readonly out: Word<boolean> | null
  /** The newest first. */
  readonly removals: ReadonlyArray<Removal>
}

/** What the people of a chat asked for. */
export interface Wishes {
  /** Messages with a line for the blog, whoever's they are and whatever they say, quoted ones too. */
  readonly lines: number
  /** By the name that the export has. */
  readonly people: ReadonlyMap<string, Wish>
  /** Commands that nobody can obey, by what they may have meant, and what is asked of that: `set alias: at most 40
   * characters`; "" for those that nothing is near to. */
  readonly unclear: ReadonlyMap<string, number>
}

/** Nobody said anything. */
export const none: Wishes = { lines: 0, people: new Map(), unclear: new Map() }

/** Hears messages in any order. */
export interface Listener {
  /**
   * Takes a message. Only what its author wrote counts: nothing that was forwarded, and nothing where
   * `isQuoted` says that the words are another's.
   */
  readonly hear: (message: Heard, isQuoted?: boolean) => void
  readonly wishes: () => Wishes
}

/** What has to be known of a message. */
export type Heard = Pick<Message, "timestamp" | "author" | "kind" | "text" | "details">

/** A listener for one chat. */
export const listen = (): Listener => {
  const people = new Map<string, Wish>()
  const unclear = new Map<string, number>()
  let lines = 0
  return {
    hear: (message, isQuoted = false) => {
      const { author, details, kind, text } = message
      if (!mayCommand(text) || withoutCommands(text) === text) return
      const commands = commandsIn(text)
      lines++
      const isOwn = !isQuoted && (details?.forwardedFrom ?? null) === null
      if (commands.length === 0 || author === null || !isOwn || (kind !== "text" && kind !== "media")) return
      let wish = people.get(author)
      if (wish === undefined && people.size === MOST_PEOPLE) return
      for (const command of commands) {
        if (command._tag === "Unclear")
          count(unclear, [command.meant ?? "", command.why].filter(Boolean).join(": "), 1)
        else wish = after(wish ?? silent, command, message)
      }
      if (wish !== undefined) people.set(author, wish)
    },
    wishes: () => ({ lines, people, unclear })
  }
}

/** What was asked for in either of two exports of a chat. Of two words of one instant, "out" wins, then the second. */
export const merge = (a: Wishes, b: Wishes): Wishes => {
  const people = new Map(a.people)
  for (const [author, wish] of b.people) people.set(author, both(people.get(author) ?? silent, wish))
  const unclear = new Map(a.unclear)
  for (const [meant, times] of b.unclear) count(unclear, meant, times)
  return { lines: a.lines + b.lines, people, unclear }
}

/** What two accounts of one person's wishes come to. */
export const both = (a: Wish, b: Wish): Wish => ({
  out: a.out !== null && a.out.at === b.out?.at && a.out.value ? a.out : later(a.out, b.out),
  alias: later(a.alias, b.alias),
  bio: later(a.bio, b.bio),
  website: later(a.website, b.website),
  removals: b.removals.reduce(withRemoval, a.removals)
})

/** Who asked for nothing. */
export const silent: Wish = { out: null, alias: null, bio: null, website: null, removals: [] }

/** When a message got its words, in milliseconds since the epoch. */
export const saidAt = ({ details, timestamp }: Pick<Message, "details" | "timestamp">): number =>
  details?.edited ?? timestamp

/** The id of the message that one answers, if it answers one. In Slack a thread is how one answers. */
export const answered = ({ details }: Pick<Message, "details">): string | null =>
  details?.replyTo ?? details?.thread ?? null

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** No chat has more people, and nobody has as much to take back. */
const MOST_PEOPLE = 20_000
const MOST_REMOVALS = 100

const after = (wish: Wish, command: Exclude<Command, { readonly _tag: "Unclear" }>, message: Heard): Wish => {
  const at = saidAt(message)
  switch (command._tag) {
    case "Out":
    case "In":
      return { ...wish, out: later(wish.out, { value: command._tag === "Out", at }) }
    case "Set":
      return { ...wish, [command.field]: later(wish[command.field], { value: command.value, at }) }
    case "Remove": {
      const { text } = command
      return {
        ...wish,
        removals: withRemoval(wish.removals, { at, text, id: text === null ? answered(message) : null })
      }
    }
  }
}

const later = <A>(a: Word<A> | null, b: Word<A> | null): Word<A> | null =>
  a === null || (b !== null && b.at >= a.at) ? b : a

const withRemoval = (removals: ReadonlyArray<Removal>, removal: Removal): ReadonlyArray<Removal> => {
  const isKnown = removals.some(
    ({ at, text, id }) => at === removal.at && text === removal.text && id === removal.id
  )
  return isKnown ? removals : [...removals, removal].sort(newestFirst).slice(0, MOST_REMOVALS)
}

/** An order without ties, so that which are kept does not depend on the order in which they were heard. */
const newestFirst = (a: Removal, b: Removal): number => {
  const [one, two] = [a.text ?? a.id ?? "", b.text ?? b.id ?? ""]
  return b.at - a.at || (one < two ? -1 : one > two ? 1 : 0)
}

const count = (counts: Map<string, number>, key: string, more: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + more)
}
