/**
 * The files of a chat that a site may hold, by their names.
 */

/** What a file is to a reader. */
export type MediaType = "picture" | "video" | "audio" | "document"

/** What a file is to a reader; null where a site may hold no copy: all that could run or load something. */
export const typeOf = (name: string): MediaType | null => types.get(extensionOf(name)) ?? null

/** The letters behind the last dot of a name, in small letters; empty where there are none. */
export const extensionOf = (name: string): string =>
  /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? ""

/** The name in the site's `media` of a file whose path is `media/<name>`. */
export const mediaName = (path: string): string => path.slice(path.lastIndexOf("/") + 1)

const types: ReadonlyMap<string, MediaType> = new Map([
  ...["jpg", "jpeg", "png", "gif", "webp"].map((extension) => [extension, "picture"] as const),
  ...["mp4", "webm", "mov", "3gp"].map((extension) => [extension, "video"] as const),
  ...["opus", "ogg", "mp3", "m4a", "aac", "wav"].map((extension) => [extension, "audio"] as const),
  ["pdf", "document"]
])
