/**
 * Channels of a workspace that Slack exported: a zip, or its folder, with `users.json`, `channels.json` and
 * a file for each day of each channel. Slack exports links to files and not their bytes; those are found
 * where tools that download them put them (`__uploads`, as slackdump does, or `attachments`).
 */
import * as Effect from "effect/Effect"
import { chooseChat } from "../chooseChat.js"
import * as ExportFiles from "../ExportFiles.js"
import { jsonChat } from "../json/jsonChat.js"
import { People } from "../People.js"
import { ExportError, type Source } from "../Source.js"
import { readDirectory, rootOf } from "./Directory.js"
import { isQuoted, reader } from "./message.js"

/** The source. It reads a channel twice and never holds it whole. */
export const source: typeof Source.Service = {
  name: "slack",
  open: Effect.fn("Slack.open")(function* (path, { chat: wanted, known, zone }) {
    const files = yield* ExportFiles.open(path)
    const root = files.given === null ? rootOf(files.names) : undefined
    if (root === undefined) {
      return yield* new ExportError({
        reason: files.given === null ? "NoChat" : "UnknownFormat",
        message: `${files.name}: not an export of Slack; give the zip that Slack exported, or its folder`
      })
    }
    const directory = yield* readDirectory(files, root)
    const chosen = yield* chooseChat(files.name, directory.channels, wanted)
    const people = new People(known)
    for (const [account, names] of directory.aliases) people.alias(account, ...names)
    const fileOf = (id: string, name: string): string | null =>
      [
        `${root}__uploads/${id}/${name}`,
        `${chosen.folder}attachments/${id}-${name}`,
        `${root}attachments/${id}-${name}`,
        `${root}files/${id}/${name}`
      ].find((file) => id !== "" && files.has(file)) ?? null
    return yield* jsonChat({
      source: "slack",
      platform: "export",
      zone,
      label: ExportFiles.labelOf(files, chosen.folder.slice(root.length, -1)),
      parts: chosen.days.map((file) => ({
        label: ExportFiles.labelOf(files, file),
        text: files.bytes(file)
      })),
      plan: (found) => ({ each: { take: found } }),
      isQuoted,
      read: reader({ people, directory, fileOf }),
      people,
      name: () => chosen.name,
      warnings: [],
      attachment: files.bytes
    })
  })
}
