/**
 * What people say to the blog in the chat itself: lines that begin with `/egregora`.
 *
 * A line in bold, in italics or in quotation marks is one as well. A line that is quoted, with `>` or as code, is
 * somebody's words of before: it is not obeyed. Whatever else looks like a wish to leave is not obeyed either,
 * and never passed over in silence.
 */
import { safeUrl } from "./markdown.js"
import { fold, wordsOf } from "./nameMatcher.js"
import { nearest } from "./nearest.js"

/** What a person may say of themselves. */
export type Field = (typeof fields)[number]

/** One line that begins with `/egregora`. */
export type Command =
  | { readonly _tag: "Out" }
  | { readonly _tag: "In" }
  /** `value` is null where it is taken back. */
  | { readonly _tag: "Set"; readonly field: Field; readonly value: string | null }
  /** `text` is how the message begins that is to go, as `plainOf` has it; null for the one that is replied to. */
  | { readonly _tag: "Remove"; readonly text: string | null }
  /** `meant` is what it may have meant, null where nothing is near; `why` is what is wrong with that. */
  | { readonly _tag: "Unclear"; readonly meant: string | null; readonly why: string | null }

/** Whether a text may hold a command; a fast answer for the many that do not. */
export const mayCommand = (text: string): boolean => word.test(text)

/** What says, in bytes of any encoding that has ASCII's, that a text may hold a command. */
export const word = /egregora/i

/** The commands of a text, in order. */
export const commandsIn = (text: string): ReadonlyArray<Command> => {
  if (!mayCommand(text)) return []
  let isCode = false
  return Array.from(text.matchAll(lines), ([line]) => {
    if ((line.match(fence)?.length ?? 0) % 2 === 1) isCode = !isCode
    return mayCommand(line) ? commandOf(line, isCode) : null
  }).filter((command) => command !== null)
}

/**
 * A text without its commands, those that are quoted and those that are not obeyed too, and without the empty
 * lines that they leave at its ends. Idempotent.
 */
export const withoutCommands = (text: string): string => {
  if (!mayCommand(text)) return text
  const rest = text.replace(lines, (line) =>
    mayCommand(line) && (decorated.test(line) || saysOut(line)) ? "" : line
  )
  return rest === text ? text : rest.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd()
}

/** A text as removals compare it: without case, invisible marks, and differences of white space. */
export const plainOf = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/g, " ")
    .trim()

/** The longest values, in characters. */
export const longest: Readonly<Record<Field, number>> = { alias: 40, bio: 280, website: 200 }

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const fields = ["alias", "bio", "website"] as const
/** What may be said beside an opt-out, in the languages of most chats. */
const polite = new Set(
  (
    "please pls plz thanks thank you thx ty now me all everything por favor pf obrigado obrigada bitte danke " +
    "merci svp s il vous te plaît gracias per favore grazie alstublieft alsjeblieft bedankt tack proszę dziękuję " +
    "lütfen teşekkürler пожалуйста спасибо будь ласка дякую παρακαλώ ευχαριστώ من فضلك شكرا בבקשה תודה"
  )
    .split(" ")
    .map(fold)
)
const verbs = ["opt-out", "opt-in", "set", "unset", "remove"]

/** The lines of a text, with what ends them. */
const lines = /[^\n\r\u2028\u2029]+(?:\r\n|[\n\r\u2028\u2029])?/g

const address = "[/\uff0f]egregora(?:@[\\w.]+)?(?![\\p{L}\\p{N}_/\\uff0f@-])"
const command = new RegExp(`^${address}(.*)$`, "isu")
/** A command whatever is before it: blanks, marks that nobody sees, formatting, or what says that it is quoted. */
const decorated = new RegExp(`^[\\s\\p{Cf}>*_~\`|"'“„«‘「]*${address}`, "iu")
const quote = /^[\s\p{Cf}]*>/u
const fence = /```/g

/** What a line of a text says to the blog, if anything. */
const commandOf = (line: string, isCode: boolean): Command | null => {
  if (quote.test(line)) return null
  const [, said] = (isCode ? null : command.exec(undecorated(line))) ?? []
  if (said !== undefined) return read(said)
  return saysOut(line)
    ? { _tag: "Unclear", meant: "opt-out", why: "at the beginning of a line, with nothing before it" }
    : null
}

/** Whether a line speaks of opting out, also with the blank forgotten. */
const saysOut = (line: string): boolean => {
  const words = new Set(wordsOf(line.toLowerCase().replaceAll("egregora", "egregora ")))
  return words.has("optout") || (words.has("opt") && words.has("out"))
}

/** A line without what stands around the whole of it. */
const undecorated = (line: string): string => {
  const inner = line
    .replace(/^[\s\p{Cf}]+/u, "")
    .slice(0, LONGEST_LINE)
    .replace(/[\s\p{Cf}]+$/u, "")
  const [, , formatted] = /^([*_]{1,3})(.+)\1$/su.exec(inner) ?? []
  const bare = unquoted(formatted ?? inner)
  return bare === inner ? inner : undecorated(bare)
}

/** To opt out may be said kindly; whatever else stands beside it may be of somebody else, or an explanation. */
const read = (said: string): Command => {
  const text = said
    .slice(0, LONGEST_LINE)
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/^[\s\p{Cf}:,]+|[\s\p{Cf}]+$/gu, "")
  const [, beside] = /^opt[\s_-]*out(?![\p{L}\p{N}])(.*)$/isu.exec(text) ?? []
  if (beside !== undefined) {
    return wordsOf(beside).every((word) => polite.has(fold(word)))
      ? { _tag: "Out" }
      : { _tag: "Unclear", meant: "opt-out", why: "nothing behind it, and only for who says it" }
  }
  if (/^opt[\s_-]*in[\s.!]*$/iu.test(text)) return { _tag: "In" }
  const [, verb = "", rest = ""] = /^(\S{1,20})\s*(.*)$/su.exec(text) ?? []
  switch (verb.toLowerCase()) {
    case "remove": {
      const start = plainOf(unquoted(rest)).slice(0, LONGEST_START)
      return { _tag: "Remove", text: start === "" ? null : start }
    }
    case "set":
      return set(rest)
    case "unset": {
      const field = fields.find((it) => it === rest.toLowerCase())
      return field === undefined ? unclear("unset", rest) : { _tag: "Set", field, value: null }
    }
    default:
      return { _tag: "Unclear", meant: meantBy(verb), why: null }
  }
}

const set = (text: string): Command => {
  const [, written = "", given = ""] = /^(\p{L}{1,20})\s*[:=]?\s*(.*)$/su.exec(text) ?? []
  const field = fields.find((it) => it === written.toLowerCase())
  if (field === undefined) return unclear("set", written)
  const { value, why } = taken(field, unquoted(given))
  return value === null ? { _tag: "Unclear", meant: `set ${field}`, why } : { _tag: "Set", field, value }
}

const unclear = (verb: string, field: string): Command => ({
  _tag: "Unclear",
  meant: `${verb} ${nearest(field.slice(0, 20), fields) ?? fields[0]}`,
  why: null
})

const meantBy = (verb: string): string | null => {
  const field = nearest(verb, fields)
  return nearest(verb, verbs) ?? (field === undefined ? null : `set ${field}`)
}

/** How much of a message's beginning is compared, in characters. */
const LONGEST_START = 200

/** How much of a line is looked at: more than any value that is taken. */
const LONGEST_LINE = 1000

const quotes = /^(?:"(.*)"|'(.*)'|“(.*)”|„(.*)[“”]|«(.*)»|‘(.*)’|「(.*)」)$/su

const unquoted = (text: string): string => {
  const inner = quotes
    .exec(text)
    ?.slice(1)
    .find((it) => it !== undefined)
  return (inner ?? text).trim()
}

/** A value, or what a person may be told who gave none that is taken. */
type Taken = { readonly value: string; readonly why: null } | { readonly value: null; readonly why: string }

/** A value on one line that shows what it is. */
const taken = (field: Field, written: string): Taken => {
  const tooLong: Taken = { value: null, why: `at most ${longest[field]} characters` }
  if (written.length > 2 * longest[field]) return tooLong
  const value = written
    .normalize("NFC")
    .replace(/\p{Cs}|\p{Co}|(?![\u200c\u200d])\p{Cf}/gu, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(/^[\s\u200c\u200d]+|[\s\u200c\u200d]+$/g, "")
    .replace(/(\p{M}{3})\p{M}+/gu, "$1")
  if ([...value].length > longest[field]) return tooLong
  if (!/[\p{L}\p{N}\p{S}]/u.test(value)) return { value: null, why: `with ${examples[field]} behind it` }
  if (field !== "website") return { value, why: null }
  const address = addressOf(value)
  return address === null
    ? { value: null, why: "an address of http or https, without a user" }
    : { value: address, why: null }
}

const examples: Readonly<Record<Field, string>> = { alias: "a name", bio: "a text", website: "an address" }

const addressOf = (value: string): string | null => {
  const url = safeUrl(
    /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#]|$)/u.test(value) ? `https://${value}` : value
  )
  return url !== null && /^https?:/.test(url) && url.length <= 2 * longest.website ? url : null
}
