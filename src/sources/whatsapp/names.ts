/**
 * Names that the chat holds besides its authors': its own, and those of people who never wrote.
 */

import * as Regex from "effect/RegExp"
import { decode } from "./decode.js"
import { Finder } from "./Finder.js"
import { conjunctions, notices, owner } from "./noticeLocales.js"
import { fileNames } from "./phrases.js"
import { marks } from "./stamps.js"

/** The chat's name, as its files are called; null when they tell nothing. */
export const chatName = (files: ReadonlyArray<string>): string | null => {
  for (const file of files) {
    const stem = plain(file.slice(file.lastIndexOf("/") + 1).replace(/\.(?:txt|zip)$/i, ""))
      .replace(/\u00a0/g, " ")
      .replace(COPY, "")
    for (const pattern of filePatterns) {
      const name = pattern.exec(stem)?.[1]?.trim()
      if (name !== undefined && name !== "") return name
    }
  }
  return null
}

/** A name as people know it: without invisible marks around it and the `~` before an unknown contact. */
export const cleanName = (written: string): string => written.replace(AROUND, "").replace(UNKNOWN, "")

/** Adds the people whom a system line names, where its words are known. */
export const addMembers = (line: string, people: Set<string>): void => {
  if (line.length > LONGEST_NOTICE) return
  const words = plain(line).replace(/\.$/, "")
  for (const pattern of noticePatterns) {
    const found = pattern.exec(words)
    if (found === null) continue
    for (const part of found.slice(1).flatMap((names) => names.split(SEPARATOR))) {
      const name = cleanName(part)
      if (name !== "" && !owner.includes(name)) people.add(name)
    }
    return
  }
}

/** Whether a line of WhatsApp's own says what somebody did, where its words are known. */
export const isNotice = (line: string): boolean => {
  const words = plain(line).replace(/\.$/, "")
  return line.length <= LONGEST_NOTICE && noticePatterns.some((pattern) => pattern.test(words))
}

/** Finds the names between a mention's marks, in texts that are visited from left to right. */
export const makeMentions = (people: Set<string>): ((text: Buffer, from: number, to: number) => void) => {
  const mentions = new Finder(MENTION)
  return (text, from, to) => {
    for (let at = mentions.first(text, from, to); at >= 0; at = mentions.first(text, at + 1, to)) {
      const start = at + MENTION_BYTES
      const length = text.subarray(start, Math.min(to, start + LONGEST * 4)).indexOf(END)
      const name = length < 0 ? "" : cleanName(decode(text, start, start + length))
      if (name !== "" && name.length <= LONGEST) people.add(name)
    }
  }
}

/** Before and after the name of a contact who is mentioned: FSI and PDI. */
const MENTION = "@\u2068"
const MENTION_BYTES = Buffer.byteLength(MENTION)
const END = Buffer.from("\u2069")
const LONGEST = 200
/** No notice is longer, with all the people whom it names. */
const LONGEST_NOTICE = 2000

/** What a file system adds to the name of a second copy. */
const COPY = / ?\(\d+\)$/

const AROUND = new RegExp(`^[${marks}\\s\\u00a0\\u202f]+|[${marks}\\s\\u00a0\\u202f]+$`, "g")
const UNKNOWN = /^~[\s\u00a0\u202f]*/
const MARKS = new RegExp(`[${marks}]`, "g")

const plain = (text: string): string => text.replace(MARKS, "").trim()

const SEPARATOR = new RegExp(`, |${conjunctions.map(Regex.escape).join("|")}`)

const template = (text: string, flags: string): RegExp =>
  new RegExp(
    `^${Regex.escape(text).replace("\\{name\\}", "(.+)").replace("\\{people\\}", "(.{1,200})").replace("\\{someone\\}", "(.{1,100}?)").replace("\\{rest\\}", ".*")}$`,
    flags
  )

const filePatterns = fileNames.map((text) => template(text, "i"))
const noticePatterns = notices.map((text) => template(text, ""))
