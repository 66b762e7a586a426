/**
 * Discord's text as plain text: mentions, custom emoji, times.
 */
import * as Regex from "effect/RegExp"
import { fields, id, items } from "../json/fields.js"
import { mention, type People } from "../People.js"

/** Somebody whom a message mentions. */
export interface Mentioned {
  readonly account: string
  /** The name that is used for the person. */
  readonly name: string
  /** What the text may call them. */
  readonly written: ReadonlyArray<string>
}

/** The people of a message's `mentions`, whom `people` learns. */
export const mentionsOf = (value: unknown, people: People): ReadonlyArray<Mentioned> =>
  items(value).flatMap((raw) => {
    const user = fields(raw)
    const account = id(user["id"])
    const written = [id(user["nickname"]), id(user["name"])].filter((name) => name !== null)
    const [shown] = written
    people.alias(account, ...written)
    return account === null || shown === undefined
      ? []
      : [{ account, name: people.other(account, shown), written }]
  })

/**
 * A text with its mentions as ours. The exporter writes them out, `@Ana`, or with `--markdown false` leaves
 * them as Discord has them, `<@101>`; both are read.
 */
export const plainText = (text: string, mentions: ReadonlyArray<Mentioned>, people: People): string => {
  const raw = text.includes("<")
    ? text.replace(markup, (...found) => plainMarkup(found, mentions, people))
    : text
  if (mentions.length === 0 || !raw.includes("@")) return raw
  const names = new Map(mentions.flatMap(({ name, written }) => written.map((form) => [form, name] as const)))
  const forms = [...names.keys()].sort((a, b) => b.length - a.length).map(Regex.escape)
  return raw.replace(
    new RegExp(`@(${forms.join("|")})(?![\\p{L}\\p{N}_])`, "gu"),
    (written, form: string) => {
      const name = names.get(form)
      return name === undefined ? written : mention(name)
    }
  )
}

/** `<@1>`, `<@!1>`, `<@&1>`, `<#1>`, `<:name:1>`, `<a:name:1>`, `<t:1:R>`. */
const markup = /<(?:@!?(\d+)|@&(\d+)|#(\d+)|a?:(\w+):\d+|t:(\d{1,11})(?::[a-zA-Z])?)>/g

const plainMarkup = (
  [written, user, role, channel, emoji, time]: ReadonlyArray<string | undefined>,
  mentions: ReadonlyArray<Mentioned>,
  people: People
): string => {
  if (user !== undefined) {
    const known = mentions.find(({ account }) => account === user)?.name ?? people.nameOf(user)
    return known === undefined ? "@unknown" : mention(known)
  }
  if (role !== undefined) return "@role"
  if (channel !== undefined) return "#channel"
  if (emoji !== undefined) return `:${emoji}:`
  if (time !== undefined)
    return `${new Date(Number(time) * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`
  return written ?? ""
}
