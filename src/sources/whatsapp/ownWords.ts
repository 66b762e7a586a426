/**
 * WhatsApp's own words on iOS that no phrase of the data covers: what is told of them without words.
 *
 * A line of a group carries the group's name as its author, and so looks like a person of whom only omitted
 * media are left. But notices name people, and are longer; and what stands for a medium repeats.
 */
import { holdsName } from "../../domain/nameMatcher.js"
import { isNotice } from "./names.js"
import { owner } from "./noticeLocales.js"

/** Few words, or few letters where writing has no spaces, and no end of a sentence. */
export const isShort = (text: string): boolean =>
  text.length <= 30 && text.split(/\s+/).length <= 3 && !/[.!。।۔]$/.test(text)

/** Whether words after an author's name are a notice, and stand for no message of theirs. */
export const isNoticeBy = (author: string, words: string): boolean =>
  isSaid(words) || holdsName(words, author)

/** Whether these, all or the first that stand after a name, are the notices of a group: `chat` is the chat's name. */
export const isGroup = (
  name: string,
  said: ReadonlySet<string>,
  chat: string | null,
  people: ReadonlyArray<string>
): boolean => {
  if (chat !== null && folded(name) === folded(chat)) return true
  if (said.size > MOST_OMISSIONS) return true
  return [...said].some((words) => isSaid(words) || people.some((person) => holdsName(words, person)))
}

/** A picture, a video, a sticker, …: what is left out is of so many kinds at most. */
const MOST_OMISSIONS = 8
/** Letters of the longest words for a message that is not shown. */
const LONGEST = 100
/** The end of a sentence that another one follows. */
const SENTENCES = /[.!] \S|[。।۔]\s*\S/

const folded = (name: string): string => name.normalize("NFC").toLowerCase().trim()

const isSaid = (words: string): boolean =>
  words.length > LONGEST ||
  SENTENCES.test(words) ||
  owner.includes(/^\S*/.exec(words)?.[0] ?? "") ||
  isNotice(words)
