/**
 * Sizes of files, for people.
 */

/** `50MB`, `1.5 GiB`, `3000000` in bytes; null for what is none. */
export const parseBytes = (text: string): number | null => {
  const [, count, prefix = "", binary] = /^(\d+(?:\.\d+)?) ?(?:([kMGT])?(i)?B)?$/i.exec(text) ?? []
  if (count === undefined || (binary !== undefined && prefix === "")) return null
  const power = ["", "k", "m", "g", "t"].indexOf(prefix.toLowerCase())
  return Math.round(Number(count) * (binary === undefined ? 1000 : 1024) ** power)
}

/** `812 bytes`, `2.6 MB`, `97 MB`. */
export const bytesText = (bytes: number): string => {
  if (bytes < 1000) return bytes === 1 ? "1 byte" : `${bytes} bytes`
  const power = Math.min(4, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${["", "kB", "MB", "GB", "TB"][power]}`
}
