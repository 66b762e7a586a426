/**
 * Text in columns of a terminal.
 */
import truncate from "fast-string-truncated-width"
import stringWidth from "fast-string-width"
import { wrapAnsi } from "fast-wrap-ansi"

/** How many columns a text takes: two for wide characters, none for marks that join the one before. */
export const columns = (text: string): number => stringWidth(text)

/** How many columns the widest of some texts takes. */
export const widest = (texts: ReadonlyArray<string>): number =>
  texts.reduce((most, text) => Math.max(most, columns(text)), 0)

/** A text filled up with spaces to a number of columns. */
export const pad = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - columns(text)))

/** A text cut to a number of columns, with `…` where something was cut. */
export const cut = (text: string, width: number): string => {
  // The library's own index is wrong behind characters that are neither Latin nor wide.
  if (!truncate(text, { limit: width }).truncated) return text
  let kept = ""
  let taken = "…".length
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    taken += columns(segment)
    if (taken > width) break
    kept += segment
  }
  return `${kept}…`
}

/**
 * The lines of a text, none wider than `width`: broken at spaces, and inside words that are longer. What a
 * line is indented by, its continuations are too.
 */
export const wrap = (text: string, width: number): ReadonlyArray<string> =>
  Number.isFinite(width) ? text.split("\n").flatMap((line) => wrapLine(line, width)) : text.split("\n")

const wrapLine = (line: string, width: number): ReadonlyArray<string> => {
  const indent = line.slice(0, Math.min(line.length - line.trimStart().length, (width - 1) >> 1))
  return wrapAnsi(line.trim(), width - indent.length, { hard: true })
    .split("\n")
    .map((part) => indent + part)
}
