/**
 * The files of a window: which of them a site may hold, and under which names.
 */
import { fingerprint } from "../../domain/Fingerprint.js"
import type { Message } from "../../domain/Message.js"
import { extensionOf, type MediaType, typeOf } from "../../domain/mediaFile.js"
import type { Attachment } from "../../domain/Post.js"

/** A file that a post shows. */
export interface Shown extends Attachment {
  readonly type: MediaType
}

/**
 * The copies that a site may hold of a message's files, in their order; none of a kind that could run or
 * load something (SVG, HTML, and all that is not listed here). A copy's name comes from the message's
 * time and its `index`, which here is its place in the window: the file's own name can hold a
 * person's, and the place in the export is another one in each export.
 */
export const shownOf = ({ details, index, media, timestamp }: Message): ReadonlyArray<Shown> =>
  media === null
    ? []
    : [media, ...(details?.attachments ?? [])].slice(0, mostOfOne).flatMap((entry, part) => {
        const type = typeOf(entry)
        const hash = fingerprint(part === 0 ? { index, timestamp } : { index, part, timestamp }).slice(0, 24)
        return type === null ? [] : [{ entry, path: `media/${hash}.${extensionOf(entry)}`, type }]
      })

/** How many files a message has, those that a site may not hold with them. */
export const filesOf = ({ details, media }: Message): number =>
  media === null ? 0 : Math.min(mostOfOne, 1 + (details?.attachments.length ?? 0))

/** Files of one message that are shown. */
const mostOfOne = 10
