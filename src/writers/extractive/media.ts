/**
 * The files of a window: which of them a site may hold, and under which names.
 */
import { fingerprint } from "../../domain/Fingerprint.js"
import type { Message } from "../../domain/Message.js"
import type { Attachment } from "../../domain/Post.js"

/** What a file is to a reader. */
export type MediaType = "picture" | "video" | "audio" | "document"

/** A file that a post shows. */
export interface Shown extends Attachment {
  readonly type: MediaType
}

/**
 * The copy that a site may hold of a message's file; null when there is no file, or it is of a kind
 * that could run or load something (SVG, HTML, and all that is not listed here). The copy's name
 * comes from the message's time and its `index`, which here is its place in the window: the file's own
 * name can hold a person's, and the place in the export is another one in each export.
 */
export const shownOf = (message: Message): Shown | null => {
  if (message.media === null) return null
  const extension = extensionOf(message.media)
  const type = typeOf(message.media)
  if (type === null) return null
  const hash = fingerprint({ index: message.index, timestamp: message.timestamp }).slice(0, 24)
  return { entry: message.media, path: `media/${hash}.${extension}`, type }
}

/** What a file is to a reader, by its name; null where a site may hold no copy. */
export const typeOf = (entry: string): MediaType | null => types.get(extensionOf(entry)) ?? null

const extensionOf = (entry: string): string => /\.([A-Za-z0-9]{1,5})$/.exec(entry)?.[1]?.toLowerCase() ?? ""

const types: ReadonlyMap<string, MediaType> = new Map([
  ...["jpg", "jpeg", "png", "gif", "webp"].map((extension) => [extension, "picture"] as const),
  ...["mp4", "webm", "mov", "3gp"].map((extension) => [extension, "video"] as const),
  ...["opus", "ogg", "mp3", "m4a", "aac", "wav"].map((extension) => [extension, "audio"] as const),
  ["pdf", "document"]
])
