/**
 * A box with a head and titled sections, drawn with lines.
 */
import { pad, widest } from "./wrap.js"

/** A title and what stands beside it. */
export type Section = readonly [title: string, lines: ReadonlyArray<string>]

/** The box, as wide as its widest line. Lines may hold colours, and no line breaks. */
export const box = (head: ReadonlyArray<string>, sections: ReadonlyArray<Section>): string => {
  const left = widest(sections.map(([title]) => title))
  const right = Math.max(widest(sections.flatMap(([, lines]) => lines)), widest(head) - left - " │ ".length)
  const rule = (start: string, middle: string, end: string): string =>
    `${start}${"─".repeat(left + 2)}${middle}${"─".repeat(right + 2)}${end}`
  const rows = sections.map(([title, lines]) =>
    lines.map((line, index) => `│ ${pad(index === 0 ? title : "", left)} │ ${pad(line, right)} │`)
  )
  return [
    rule("┌", "─", "┐"),
    ...head.map((line) => `│ ${pad(line, left + right + " │ ".length)} │`),
    ...rows.flatMap((lines, index) => [index === 0 ? rule("├", "┬", "┤") : rule("├", "┼", "┤"), ...lines]),
    rule("└", "┴", "┘")
  ].join("\n")
}
