/**
 * What the files beside the channels of a Slack export say: who there is, and which channels.
 */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Choice } from "../chooseChat.js"
import * as ExportFiles from "../ExportFiles.js"
import { fields, id, items } from "../json/fields.js"
import { values } from "../json/jsonChat.js"
import type { ExportError } from "../Source.js"

/** A channel, or a chat between people, with the files of its days. */
export interface Channel extends Choice {
  /** The folder of its days, inside the export. */
  readonly folder: string
  /** Its files, a day each, in order. */
  readonly days: ReadonlyArray<string>
}

/** What there is in a workspace. */
export interface Directory {
  /** The names of accounts by their ids. */
  readonly users: ReadonlyMap<string, string>
  /** What else accounts are called, by their ids. */
  readonly aliases: ReadonlyMap<string, ReadonlyArray<string>>
  /** The names of channels by their ids. */
  readonly channelNames: ReadonlyMap<string, string>
  readonly channels: ReadonlyArray<Channel>
}

/** Where in an export a workspace is: the folder of its lists; undefined for an export of another kind. */
export const rootOf = (names: ReadonlyArray<string>): string | undefined => {
  const roots = names
    .filter((name) => lists.includes(name.slice(name.lastIndexOf("/") + 1)))
    .map((name) => name.slice(0, name.lastIndexOf("/") + 1))
    .sort((a, b) => a.length - b.length)
  return roots.find((root) => names.some((name) => dayIn(root, name) !== undefined))
}

/** Reads the lists of a workspace; one that is not there, as in an export of one channel, is empty. */
export const readDirectory: (
  files: ExportFiles.ExportFiles,
  root: string
) => Effect.Effect<Directory, ExportError> = Effect.fn("readDirectory")(function* (files, root) {
  const each = (list: string, see: (raw: unknown) => void) => {
    const file = root + list
    if (!files.has(file)) return Effect.void
    const part = { label: ExportFiles.labelOf(files, file), text: files.bytes(file) }
    return Stream.runForEachChunk(
      values([part], (found) => ({ each: { take: found } })),
      (raws) =>
        Effect.sync(() => {
          for (const raw of raws) see(raw)
        })
    )
  }
  const users = new Map<string, string>()
  const aliases = new Map<string, ReadonlyArray<string>>()
  const seeUser = (raw: unknown): void => {
    const user = fields(raw)
    const key = id(user["id"])
    const name = nameIn(user)
    if (key === null || name === null || users.has(key)) return
    users.set(key, name)
    aliases.set(key, aliasesIn(user))
  }
  yield* Effect.forEach(userLists, (list) => each(list, seeUser), { discard: true })

  const idOf = new Map<string, string>()
  const channelNames = new Map<string, string>()
  const seeChannel = (raw: unknown): void => {
    const channel = fields(raw)
    const key = id(channel["id"])
    if (key === null) return
    const members = items(channel["members"]).flatMap((member) => id(member) ?? [])
    const name = id(channel["name"])
    idOf.set(name ?? key, key)
    channelNames.set(key, name ?? (members.map((member) => users.get(member) ?? member).join(", ") || key))
  }
  yield* Effect.forEach(channelLists, (list) => each(list, seeChannel), { discard: true })

  const days = new Map<string, Array<string>>()
  for (const file of [...files.names].sort()) {
    const folder = dayIn(root, file)
    if (folder === undefined) continue
    const known = days.get(folder)
    if (known === undefined) days.set(folder, [file])
    else known.push(file)
  }
  const channels = [...days].map(([folder, files]): Channel => {
    const key = idOf.get(folder) ?? null
    return {
      name: (key === null ? undefined : channelNames.get(key)) ?? folder,
      id: key,
      folder: `${root}${folder}/`,
      days: files
    }
  })
  return { users, aliases, channelNames, channels }
})

/** The name that Slack shows of a user or of a `user_profile`. */
export const nameIn = (user: Readonly<Record<string, unknown>>): string | null => {
  const profile = fields(user["profile"])
  return (
    id(profile["display_name"]) ??
    id(user["display_name"]) ??
    id(profile["real_name"]) ??
    id(user["real_name"]) ??
    id(user["name"])
  )
}

/** All names that a user or a `user_profile` has, and their address. */
export const aliasesIn = (user: Readonly<Record<string, unknown>>): ReadonlyArray<string> => {
  const profile = fields(user["profile"])
  return [
    profile["display_name"],
    user["display_name"],
    profile["real_name"],
    user["real_name"],
    user["name"],
    profile["email"]
  ].flatMap((name) => id(name) ?? [])
}

const userLists = ["users.json", "org_users.json"]
/** Public and private channels, chats of two, and of several. */
const channelLists = ["channels.json", "groups.json", "dms.json", "mpims.json"]
const lists = [...userLists, ...channelLists]

/** The folder of a day's file, `general` of `general/2024-01-05.json`. */
const dayIn = (root: string, name: string): string | undefined =>
  name.startsWith(root) ? /^([^/]+)\/\d{4}-\d\d-\d\d\.json$/.exec(name.slice(root.length))?.[1] : undefined
